"""The annotation form: one JSON per document, in which persons write readings and ``variorum export --format annotations`` writes them.

A person's reading is given back exactly as it came. A machine's has every field, and beside those of the form what the machine knows
more: ``reader``, ``mentions``, ``unread``, the ``score`` of a claim, the kind and bound of a date, the ``times`` of which one (or all) are meant; where a
language model had part in it also ``proposals`` and ``exchanges``, which a person's reading has no use for and which are not read back.
:func:`variorum.reading.annotated.from_dict` reads all of it back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from variorum.model.claim import Claim
from variorum.model.date_mention import Calendar, DateMention
from variorum.model.document import Document, Layer
from variorum.model.precedence import Precedence
from variorum.model.reading import Reading
from variorum.model.when import When
from variorum.shelf.layout import write_whole


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading in the form of annotations, version 2, ready for JSON: only dicts, lists, texts, numbers, booleans and None.

    For a person's reading this is ``reading.raw``, whatever version it was written in, with the keys that variorum does not know.
    """
    if reading.raw is not None:
        return dict(reading.raw)
    document = reading.document
    return {
        "document": {
            **{name: getattr(document, name) for name in ("id", "title", "publisher", "author", "published", "url", "sha256", "chars")},
            **_given(language=document.language),
        },
        "reader": reading.reader,
        "layers": [_layer(layer) for layer in reading.layers],
        "entities": {
            e.key: {"type": str(e.type), "names": [{"text": n.text, "kind": str(n.kind)} for n in e.names]} for e in reading.entities
        },
        "claims": [_claim(claim) for claim in reading.claims],
        "assessments": [_plain(a, ("claim", "stance", "voice", "start", "end", "quote")) for a in reading.assessments],
        "order": [_precedence(o) for o in reading.order],
        "dates": [_date(mention) for mention in reading.dates],
        "mentions": [_plain(m, ("start", "end", "text", "entity", "form")) for m in reading.mentions],
        "unread": [_plain(u, ("kind", "start", "end", "note")) for u in reading.unread],
        "disputes": [],
        **_proposed(reading),
    }


def write_readings(readings: Iterable[Reading], out: Path) -> tuple[Path, ...]:
    """Writes one file per reading into the folder ``out``, which is made if need be, named by :func:`file_names`; gives the files, sorted.

    The same readings give the same bytes. Other files in the folder are left alone. Raises CustodyError when the disk does not take one.
    """
    listed = list(readings)
    names = file_names(r.document for r in listed)
    written = [out / names[r.document.id] for r in listed]
    for path, reading in zip(written, listed, strict=True):
        write_whole(path, f"{json.dumps(to_dict(reading), ensure_ascii=False, indent=1)}\n".encode())
    return tuple(sorted(written))


def file_names(documents: Iterable[Document]) -> dict[str, str]:
    """For every document id, the name of its file in an export: that of the document's file with ``.json``.

    Where two files in different folders share a name, and where a document has none, the id stands instead, which is unique.
    """
    listed = list(documents)
    stems = {d.id: PurePath(d.file).stem if d.file else d.id for d in listed}
    count = Counter(stem.casefold() for stem in stems.values())  # some file systems know no difference of case
    return {id_: f"{stem if count[stem.casefold()] == 1 else id_}.json" for id_, stem in stems.items()}


def _proposed(reading: Reading) -> dict[str, Any]:
    """Who proposed which claim, where a language model had part in the reading; nothing for others."""
    if not reading.proposals and not reading.exchanges:
        return {}
    return {
        "proposals": [_plain(p, ("claim", "reader", "exchange", "agreement", "note")) for p in reading.proposals],
        "exchanges": [_plain(x, ("id", "stage", "model", "prompts", "parameters", "at", "answer")) for x in reading.exchanges],
    }


def _layer(layer: Layer) -> dict[str, Any]:
    return {"kind": str(layer.kind), "start": layer.start, "end": layer.end, **_given(voice=layer.voice, anchor=layer.anchor)}


def _claim(claim: Claim) -> dict[str, Any]:
    args = {
        name: getattr(claim.args, "from_" if name == "from" else name)
        for name in ("role", "from", "org", "place", "name", "quantity", "text")
    }
    return {
        **_plain(claim, ("id", "predicate", "subject", "object")),
        "args": _given(**args),
        **_when(claim.when),
        **_plain(claim, ("polarity", "certainty", "mode")),
        "voices": [_plain(v, ("voice", "act", "said")) for v in claim.voices],
        **_plain(claim, ("start", "end", "quote")),
        **_given(score=claim.score),
    }


def _precedence(said: Precedence) -> dict[str, Any]:
    return {
        **_plain(said, ("earlier", "later", "edge", "least", "most")),
        "voices": [_plain(v, ("voice", "act", "said")) for v in said.voices],
        **_plain(said, ("start", "end", "quote")),
    }


def _date(mention: DateMention) -> dict[str, Any]:
    is_hijri = mention.calendar is Calendar.HIJRI
    when = mention.when.edtf if mention.when else None
    converted = mention.converted and mention.converted.edtf
    return {
        **_plain(mention, ("start", "end", "quote")),
        **({"when": mention.written} if is_hijri else _when(when)),
        "calendar": str(mention.calendar),
        "converted": converted,
        **(_given(allows=when) if is_hijri and when != converted else {}),
        **_plain(mention, ("kind", "bound", "year_inferred")),
        **_given(note=mention.note, at_odds=True if mention.is_at_odds else None),
    }


def _when(edtf: str | None) -> dict[str, Any]:
    """The time; one of several times as the span that they lie in, with the times beside it: the form as others read it has no sets."""
    when = When.parse(edtf) if edtf and edtf[0] in "[{" else None
    return {"when": when.as_interval().edtf, "times": edtf} if when else {"when": edtf}


def _plain(value: object, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in names}
    return {name: str(v) if isinstance(v, StrEnum) else v for name, v in found.items()}


def _given(**fields: Any) -> Mapping[str, Any]:
    """The fields that are not None: what the form leaves out where there is nothing to say."""
    return {name: value for name, value in fields.items() if value is not None}
