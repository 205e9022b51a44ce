"""Archives in which voices part, read by a person: what they say is put together here, claim by claim."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from variorum.archive import Archive
from variorum.shelf.documents import documents

#: Content that a page must show as text: elements, entities, quotes, signs that turn the direction, Arabic.
HOSTILE = "<script>alert(1)</script> & \"x\" 'y' <style>*{}</style> \u202egnorw &lt;b&gt;"
ARABIC = "لواء الملح"


def annotated(root: Path, names: dict[str, tuple[str, str]], claims: Sequence[dict[str, Any]], *, title: str = "Papers") -> Archive:
    """An archive of one document, ``paper``, with these entities (key: type and name) and claims.

    A claim has predicate, subject and object, ``voice`` and ``words``; and what else the annotation form takes (``when``, ``polarity``).
    """
    folder = root / "in"
    folder.mkdir(parents=True)
    text, made = "", []
    for n, given in enumerate(claims):
        c = dict(given)
        words = c.pop("words", f"Sentence number {n}.")
        voices = [{"voice": v, "act": "asserts"} for v in [c.pop("voice")]]
        made.append(
            {"id": f"k{n}", "voices": voices, "start": len(text), "end": len(text) + len(words), "quote": words, "object": None, **c}
        )
        text += f"{words}\n"
    (folder / "paper.txt").write_text(text, encoding="utf-8")
    (folder / "paper.txt.meta.toml").write_text(f"title = {json.dumps(title)}\n", encoding="utf-8")
    archive = Archive.create(root / "archive", title=title)
    assert not archive.add([folder / "paper.txt"], by="a test").failed
    (document,) = documents(archive.layout)
    entities = {key: {"type": type_, "names": [{"text": name, "kind": "legal"}]} for key, (type_, name) in names.items()}
    reading = {"document": {"id": document.id, "sha256": document.sha256}, "entities": entities, "claims": made}
    (folder / "paper.json").write_text(json.dumps(reading), encoding="utf-8")
    assert not archive.add_annotations(folder / "paper.json", by="a test").failed
    archive.build()
    return archive


def hostile(root: Path) -> Archive:
    """A dispute whose names, words and title are hostile content."""
    names = {
        "F": ("organisation", f"Front {HOSTILE}"),
        "P": ("person", f"Omar {ARABIC}"),
        "V": ("person", f"Voice {HOSTILE}"),
        "W": ("person", f"Witness {ARABIC}"),
    }
    leads = {"predicate": "leads", "subject": "P", "object": "F", "when": "2007"}
    said = [
        {**leads, "voice": "V", "words": f"He led it {HOSTILE}."},
        {**leads, "voice": "W", "polarity": "denied", "words": f"Never {ARABIC}."},
    ]
    return annotated(root, names, said, title=f"Papers {HOSTILE}")


def many_sided(root: Path, *, holders: int = 11, voices: int = 12) -> Archive:
    """So many who are said to have led one body in one year, each by so many voices."""
    names = {"F": ("organisation", "Front of the Plain")}
    names |= {f"P{i}": ("person", f"Leader {chr(65 + i)} Tarrif{chr(65 + i)}") for i in range(holders)}
    names |= {f"V{j}": ("person", f"Voice {chr(65 + j)} Speaker{chr(65 + j)}") for j in range(voices)}
    claims = [
        {"predicate": "leads", "subject": f"P{i}", "object": "F", "when": "2007", "voice": f"V{j}"}
        for i in range(holders)
        for j in range(voices)
    ]
    return annotated(root, names, claims)
