"""Archives of one document, read by hand: for what the sample does not hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from variorum.archive import Archive

#: A claim: predicate, subject, object (keys of names), voices (outermost first), date or None, denied.
Told = tuple[str, str, str | None, Sequence[str], str | None, bool]


def annotated(root: Path, names: Mapping[str, tuple[str, str]], told: Sequence[Told], *, author: str = "Lena Hart") -> Archive:
    """An archive whose only document says each of the claims in a sentence of its own; ``names``: type and name by key."""
    sentences = [_sentence(names, t) for t in told]
    text = "\n".join(sentences) + "\n"
    root.mkdir(parents=True)
    (root / "d.txt").write_text(text, encoding="utf-8")
    reading = {
        "document": {
            "id": "d",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "chars": len(text),
            "author": author,
            "published": "2012",
        },
        "layers": [{"kind": "commentary", "start": 0, "end": len(text)}],
        "entities": {k: {"type": type_, "names": [{"text": name, "kind": "official"}]} for k, (type_, name) in names.items()},
        "claims": [_claim(text, n, s, t) for n, (s, t) in enumerate(zip(sentences, told, strict=True))],
        "dates": [],
        "assessments": [],
    }
    (root / "d.json").write_text(json.dumps(reading), encoding="utf-8")
    archive = Archive.create(root / "archive")
    archive.add([root / "d.txt"], by="test")
    report = archive.add_annotations(root / "d.json", by="test")
    assert not report.failed, report.failed
    archive.build(workers=1)
    return archive


def _sentence(names: Mapping[str, tuple[str, str]], told: Told) -> str:
    predicate, subject, obj, voices, when, denied = told
    return f"{names[subject][1]} {'not ' * denied}{predicate} {names[obj][1] if obj else ''}, {when or 'some day'}, says {voices[-1]}."


def _claim(text: str, n: int, sentence: str, told: Told) -> dict[str, Any]:
    predicate, subject, obj, voices, when, denied = told
    last = len(voices) - 1
    start = text.index(sentence)
    return {
        "id": f"c{n}",
        "predicate": predicate,
        "subject": subject,
        "object": obj,
        "voices": [
            {"voice": v, "act": "reports" if i < last else "denies" if denied else "asserts", "said": None} for i, v in enumerate(voices)
        ],
        "when": when,
        "polarity": "denied" if denied else "affirmed",
        "certainty": "certain",
        "mode": "actual",
        "args": {},
        "start": start,
        "end": start + len(sentence),
        "quote": sentence,
    }
