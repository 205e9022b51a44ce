"""Archives of papers that a test writes itself, read by a person: the text, its layers and its claims are exactly what the test says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from variorum.archive import Archive

#: Persons and a body that papers may speak of without naming them in ``entities``.
PEOPLE: Mapping[str, Any] = {
    "omar": {"type": "person", "names": [{"text": "Omar Hadi", "kind": "official"}]},
    "salim": {"type": "person", "names": [{"text": "Salim Nasri", "kind": "official"}]},
    "front": {"type": "organisation", "names": [{"text": "Front of the Plain", "kind": "official"}]},
    "wing": {"type": "organisation", "names": [{"text": "Harbour Watch", "kind": "official"}]},
}


@dataclass
class Paper:
    """A document. ``layers`` are (kind, text, voice): together the text. ``claims`` are fields of claims, found in the text by their quotes."""

    layers: Sequence[tuple[str, str, str | None]]
    claims: Sequence[Mapping[str, Any]] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, Any] = field(default_factory=dict)
    assessments: Sequence[Mapping[str, Any]] = ()
    anchors: Mapping[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(text for _, text, _ in self.layers)

    def annotation(self, id_: str) -> dict[str, Any]:
        data = self.text.encode()
        layers, at = [], 0
        for n, (kind, text, voice) in enumerate(self.layers):
            layer: dict[str, Any] = {"kind": kind, "start": at, "end": at + len(text)}
            if voice:
                layer["voice"] = voice
            if n in self.anchors:
                layer["anchor"] = self.text.index(self.anchors[n])
            layers.append(layer)
            at += len(text)
        return {
            "document": {"id": id_, "sha256": sha256(data).hexdigest(), "chars": len(self.text), **self.meta},
            "layers": layers,
            "entities": {**PEOPLE, **self.entities},
            "claims": [self._claim(n, c) for n, c in enumerate(self.claims, 1)],
            "assessments": [self._placed(a) for a in self.assessments],
        }

    def _claim(self, number: int, claim: Mapping[str, Any]) -> dict[str, Any]:
        usual = {
            "polarity": "affirmed",
            "certainty": "certain",
            "voices": [{"voice": "@author", "act": "asserts"}],
            "args": {},
            "when": None,
        }
        return self._placed({"id": f"c{number}", "object": None, **usual, **claim})

    def _placed(self, item: Mapping[str, Any]) -> dict[str, Any]:
        start = item["start"] if "start" in item else self.text.index(item["quote"])
        return {**item, "start": start, "end": start + len(item["quote"])}


def archive_of(root: Path, papers: Mapping[str, Paper]) -> Archive:
    """An archive of the papers, by id, built."""
    inbox = root.with_name(f"{root.name}-in")
    inbox.mkdir()
    archive = Archive.create(root, title="Papers of a test")
    for id_, paper in papers.items():
        (inbox / f"{id_}.txt").write_bytes(paper.text.encode())
    assert not archive.add([inbox / f"{id_}.txt" for id_ in papers], by="a test").failed
    for id_, paper in papers.items():
        (inbox / f"{id_}.json").write_text(json.dumps(paper.annotation(id_)), encoding="utf-8")
    report = archive.add_annotations(inbox, by="a test")
    assert not report.failed, report.failed
    built = archive.build(workers=1)
    assert not built.failed, built.failed
    return archive


def long_paper(words: int, *, crowded: int = 100) -> Paper:
    """A text of so many words in paragraphs of about a hundred, each with two claims; the second paragraph has ``crowded`` claims."""
    one = "Omar Hadi led the Front of the Plain. Salim Nasri did not lead it, said the men on the quay"
    rest = " and the boats came in with salt and went out with flour as they had always done" * 5
    paragraphs = [f"{n}: {one}{rest}.\n\n" for n in range(max(1, words // 104))]
    at, claims = 0, []
    for n, p in enumerate(paragraphs):
        for quote, denied in (("Omar Hadi led the Front of the Plain", False), ("Salim Nasri did not lead it", True)):
            for _ in range(crowded // 2 if n == 1 else 1):
                subject = "salim" if denied else "omar"
                polarity = "denied" if denied else "affirmed"
                when = f"{1900 + len(claims) % 100}"
                start = at + p.index(quote)
                claims.append(
                    {
                        "predicate": "leads",
                        "subject": subject,
                        "object": "front",
                        "polarity": polarity,
                        "when": when,
                        "quote": quote,
                        "start": start,
                    }
                )
        at += len(p)
    return Paper(
        [("commentary", "".join(paragraphs), "@author")], claims, {"author": "Lena Hart", "published": "2014-05-01", "language": "en"}
    )
