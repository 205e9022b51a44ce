"""The archive of the cases of origins: the sample's documents and a few more, read by hand as origins_cases/readings.yaml says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from variorum.archive import Archive
from variorum.cli.demo import sample
from variorum.model import SPEAKERS
from variorum.shelf.documents import documents, text_of

CASES = Path(__file__).with_name("origins_cases")


def build(folder: Path) -> Archive:
    """Takes in the sample's documents and those of ``more``, with the readings as annotations, and builds."""
    readings = yaml.safe_load((CASES / "readings.yaml").read_text(encoding="utf-8"))
    archive = Archive.create(folder / "archive", title="origins")
    archive.add([sample() / "documents", CASES / "more"], by="test")
    for document in documents(archive.layout):
        if document.id in readings["documents"]:
            text = text_of(archive.layout, document)
            raw = annotation(document.sha256, text, readings["documents"][document.id], readings["entities"])
            (folder / f"{document.id}.json").write_text(json.dumps(raw), encoding="utf-8")
    report = archive.add_annotations(folder, by="test")
    assert not report.failed, report.failed
    for a, b in readings["same"]:
        archive.decide("same", a, b, why="one and the same", by="test")
    archive.build(workers=1)
    return archive


def annotation(sha: str, text: str, reading: dict[str, Any], entities: dict[str, list[str]]) -> dict[str, Any]:
    """One document's annotation. Fails where a quote stands nowhere in the text."""
    claims = [_claim(text, *row) for row in reading["claims"]]
    layers = _layers(text, reading.get("layers") or [["commentary", "@author", text[:20]]])
    used = {k for c in claims for k in (c["subject"], c["object"], *(v["voice"] for v in c["voices"]))} | {x["voice"] for x in layers}
    return {
        "document": {"sha256": sha},
        "layers": layers,
        "entities": {k: _entity(text, *entities[k]) for k in sorted(k for k in used if k and k not in SPEAKERS)},
        "claims": claims,
    }


def _claim(text: str, id_: str, predicate: str, subject: str, obj: str, when: Any, chain: str, quote: str) -> dict[str, Any]:
    start = text.find(quote)
    assert start >= 0, f"{quote!r} stands nowhere in {text[:60]!r} ..."
    links = [link.strip().rpartition(":") if ":" in link else (link.strip(), "", "") for link in chain.split(">")]
    voices = [
        {"voice": voice, "act": act or ("asserts" if i == len(links) - 1 else "reports"), "said": None}
        for i, (voice, _, act) in enumerate(links)
    ]
    return {
        "id": id_,
        "predicate": predicate.removeprefix("not "),
        "polarity": "denied" if predicate.startswith("not ") else "affirmed",
        "subject": None if subject == "-" else subject,
        "object": None if obj == "-" else obj,
        "when": None if when == "-" else str(when),
        "voices": voices,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def _layers(text: str, rows: list[list[str]]) -> list[dict[str, Any]]:
    starts = [0, *(text.index(words) for _, _, words in rows[1:])]
    return [
        {"kind": kind, "voice": voice, "start": start, "end": end}
        for (kind, voice, _), start, end in zip(rows, starts, [*starts[1:], len(text)], strict=True)
    ]


def _entity(text: str, type_: str, *names: str) -> dict[str, Any]:
    kind = {"person": "legal"}.get(type_, "official")
    here = [n for n in names if n in text] or [names[0]]
    return {"type": type_, "names": [{"text": n, "kind": "kunya" if n.startswith("Abu ") else kind} for n in here]}
