"""A reading as rows: the same content as in the reading, numbered, with days for dates and without any entity of other documents.

Entities stand as *local* numbers, one for every entity and speaker of every reading, from 1 in order of document and key; 0 is nobody.
``reduce.sql`` replaces them by the record's entities when identity has spoken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from variorum.errors import DateError, RecordError
from variorum.model import SPEAKERS, Act, Certainty, Claim, Mode, Polarity, Precedence, Reading, When, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.record.claim_id import claim_ids
from variorum.record.spool import Spool

_CERTAINTY = {c: i for i, c in enumerate(Certainty)}
_MODE = {m: i for i, m in enumerate(Mode)}
_ACT = {a: i for i, a in enumerate(Act)}
_POLARITY = {Polarity.AFFIRMED: 1, Polarity.DENIED: -1}
_NO_TIME = (UNKNOWN_PAST, UNKNOWN_FUTURE, UNKNOWN_PAST, UNKNOWN_FUTURE)

_SPAN = {"span_start": "INTEGER", "span_end": "INTEGER"}
_BOUNDS = dict.fromkeys(("start_earliest", "start_latest", "end_earliest", "end_latest"), "INTEGER")

#: The spooled tables: columns that name entities hold local numbers (``local`` in their name or in the comment).
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "document": {
        "doc": "INTEGER",
        **dict.fromkeys(("id", "sha256", "title", "author", "publisher", "published", "url", "language", "file"), "VARCHAR"),
        "chars": "INTEGER",
        "reader": "VARCHAR",
        "published_earliest": "INTEGER",
        "published_latest": "INTEGER",
    },
    "layer": {"doc": "INTEGER", "kind": "VARCHAR", **_SPAN, "local": "INTEGER", "anchor": "INTEGER"},
    "unread": {"doc": "INTEGER", "kind": "VARCHAR", **_SPAN, "note": "VARCHAR"},
    "mention": {"doc": "INTEGER", **_SPAN, "local": "INTEGER", "form": "VARCHAR"},
    "date_mention": {"doc": "INTEGER", **_SPAN, **dict.fromkeys(("edtf", "calendar", "written", "converted", "note"), "VARCHAR")},
    "claim": {  # subject, object, chain and arg_ are local numbers
        "claim_id": "BIGINT",
        "predicate": "SMALLINT",
        "subject": "INTEGER",
        "object": "INTEGER",
        **_BOUNDS,
        **dict.fromkeys(("polarity", "certainty", "mode", "act"), "TINYINT"),
        "chain": "INTEGER[]",
        "doc": "INTEGER",
        **_SPAN,
        **dict.fromkeys(("arg_from", "arg_org", "arg_place"), "INTEGER"),
    },
    "claim_text": {
        "claim_id": "BIGINT",
        "doc": "INTEGER",
        **dict.fromkeys(("local_id", "quote", "edtf", "role", "name", "quantity", "text"), "VARCHAR"),
        "acts": "VARCHAR[]",
        "said": "VARCHAR[]",
        "score": "DOUBLE",
    },
    "assessment": {"claim_id": "BIGINT", "stance": "VARCHAR", "local": "INTEGER", "doc": "INTEGER", **_SPAN, "quote": "VARCHAR"},
    "precedence": {  # chain is of local numbers
        **dict.fromkeys(("earlier", "later"), "BIGINT"),
        "edge": "VARCHAR",
        **dict.fromkeys(("least", "most"), "INTEGER"),
        "chain": "INTEGER[]",
        "acts": "VARCHAR[]",
        "doc": "INTEGER",
        **_SPAN,
        "quote": "VARCHAR",
    },
    "proposal": {"claim_id": "BIGINT", "reader": "VARCHAR", "exchange": "VARCHAR", "agreement": "DOUBLE", "note": "VARCHAR"},
    "exchange": {
        "doc": "INTEGER",
        **dict.fromkeys(("exchange", "stage", "model", "prompts", "parameters", "answered", "answer"), "VARCHAR"),
    },
    "entity": {"entity": "INTEGER", "key": "VARCHAR", "type": "VARCHAR", "label": "VARCHAR"},
    "name": {"entity": "INTEGER", "text": "VARCHAR", "kind": "VARCHAR", "folded": "VARCHAR", "doc": "INTEGER"},
    "local": {"local": "INTEGER", "doc": "INTEGER", "key": "VARCHAR", "entity": "INTEGER"},
    "identity_link": {
        "entity": "INTEGER",
        "doc_a": "INTEGER",
        "key_a": "VARCHAR",
        "doc_b": "INTEGER",
        "key_b": "VARCHAR",
        "joined": "BOOLEAN",
        "rule": "VARCHAR",
        "reason": "VARCHAR",
    },
    "gazetteer": {
        "list": "SMALLINT",
        **dict.fromkeys(("id", "sha256", "file", "form", "title", "dated", "url"), "VARCHAR"),
        **dict.fromkeys(("parties", "series", "edition"), "INTEGER"),
    },
    "listed_party": {"list": "SMALLINT", **dict.fromkeys(("reference", "type", "label", "listed_on"), "VARCHAR")},
    "listed_name": {
        "list": "SMALLINT",
        "reference": "VARCHAR",
        "place": "SMALLINT",
        **dict.fromkeys(("text", "plain", "role", "quality"), "VARCHAR"),
    },
    "listed_fact": {"list": "SMALLINT", "reference": "VARCHAR", "place": "SMALLINT", **dict.fromkeys(("kind", "text", "plain"), "VARCHAR")},
    "listed_entity": {
        "entity": "INTEGER",
        "list": "SMALLINT",
        "reference": "VARCHAR",
        "linked": "BOOLEAN",
        **dict.fromkeys(("rule", "how", "name", "listed", "reason"), "VARCHAR"),
    },
    "listed_mention": {
        "doc": "INTEGER",
        **_SPAN,
        "list": "SMALLINT",
        "reference": "VARCHAR",
        "linked": "BOOLEAN",
        **dict.fromkeys(("written", "listed", "rule", "how"), "VARCHAR"),
    },
}


def spool_reading(spool: Spool, reading: Reading, keys: Sequence[str], *, doc: int, first_local: int, salt: str = "") -> None:
    """Writes all rows of one reading but those of its entities, whose local numbers are ``first_local`` and on, in the order of ``keys``.

    ``salt`` tells two documents with the same bytes apart.

    Raises RecordError if the reading names an entity that it does not have.
    """
    local = {key: first_local + i for i, key in enumerate(keys)}
    _spool_document(spool, reading, doc)
    for layer in reading.layers:
        voice = _number(reading, local, layer.voice, "a layer")
        spool.add("layer", doc, layer.kind, layer.start, layer.end, voice, layer.anchor)
    for m in reading.mentions:
        spool.add("mention", doc, m.start, m.end, _number(reading, local, m.entity, "a mention"), m.form)
    for d in reading.dates:
        edtf, converted = d.when and d.when.edtf, d.converted and d.converted.edtf
        spool.add("date_mention", doc, d.start, d.end, edtf, d.calendar, d.written, converted, d.note)
    for u in reading.unread:
        spool.add("unread", doc, u.kind, u.start, u.end, u.note)
    ids = list(claim_ids(reading.document.sha256 + salt, reading.claims))
    for claim_id, claim in zip(ids, reading.claims, strict=True):
        _spool_claim(spool, reading, claim, claim_id, doc, local)
    by_local_id = {c.id: i for c, i in zip(reading.claims, ids, strict=True)}
    for said in reading.order:
        _spool_precedence(spool, reading, said, by_local_id, doc, local)
    for x in reading.exchanges:
        spool.add("exchange", doc, x.id, x.stage, x.model, x.prompts, x.parameters, x.at, x.answer)
    for p in reading.proposals:
        if p.claim not in by_local_id:
            raise RecordError(f"{reading.document.id}: {p.reader} is said to have proposed {p.claim!r}, which the reading does not have")
        spool.add("proposal", by_local_id[p.claim], p.reader, p.exchange, p.agreement, p.note)
    for a in reading.assessments:
        if a.claim not in by_local_id:
            raise RecordError(
                f"{reading.document.id}: an assessment at {a.start} judges the claim {a.claim!r}, which the reading does not have"
            )
        voice = _number(reading, local, a.voice, "an assessment")
        spool.add("assessment", by_local_id[a.claim], a.stance, voice, doc, a.start, a.end, a.quote)


def _spool_document(spool: Spool, reading: Reading, doc: int) -> None:
    d = reading.document
    bounds = _bounds(d.published, True) or _NO_TIME
    words = (d.id, d.sha256, d.title, d.author, d.publisher, d.published, d.url, d.language, d.file)
    spool.add("document", doc, *words, d.chars, reading.reader, bounds[0], bounds[3])


def _spool_claim(spool: Spool, reading: Reading, c: Claim, claim_id: int, doc: int, local: Mapping[str, int]) -> None:
    def number(key: str | None) -> int:
        return _number(reading, local, key, f"claim {c.id}")

    predicates = _predicate_numbers()
    if c.predicate not in predicates:
        raise RecordError(f"{reading.document.id}: claim {c.id} has the predicate {c.predicate!r}, which is not in the vocabulary")
    bounds = _bounds(c.when, not vocabulary()[c.predicate].is_state)
    if bounds is None:
        spool.add("unread", doc, "date unresolved", c.start, c.end, f"the time of claim {c.id} is {c.when!r}, which is not EDTF")
    a = c.args
    spool.add(
        "claim",
        *(claim_id, predicates[c.predicate], number(c.subject), number(c.object)),
        *(bounds or _NO_TIME),
        *(_POLARITY[c.polarity], _CERTAINTY[c.certainty], _MODE[c.mode], _ACT[c.voices[-1].act]),
        [number(v.voice) for v in c.voices],
        *(doc, c.start, c.end, number(a.from_), number(a.org), number(a.place)),
    )
    quantity = None if a.quantity is None else str(a.quantity)
    acts, said = [v.act for v in c.voices], [v.said or "" for v in c.voices]
    spool.add("claim_text", claim_id, doc, c.id, c.quote, c.when, a.role, a.name, quantity, a.text, acts, said, c.score)


def _spool_precedence(spool: Spool, reading: Reading, said: Precedence, ids: Mapping[str, int], doc: int, local: Mapping[str, int]) -> None:
    for claim in (said.earlier, said.later):
        if claim not in ids:
            raise RecordError(
                f"{reading.document.id}: the order told at {said.start} is of the claim {claim!r}, which the reading does not have"
            )
    chain = [_number(reading, local, v.voice, "an order") for v in said.voices]
    acts = [v.act for v in said.voices]
    words = (doc, said.start, said.end, said.quote)
    spool.add("precedence", ids[said.earlier], ids[said.later], said.edge, said.least, said.most, chain, acts, *words)


def _number(reading: Reading, local: Mapping[str, int], key: str | None, what: str) -> int:
    if key is None:
        return 0
    if key not in local:
        raise RecordError(
            f"{reading.document.id}: {what} names {key!r}; expected one of the entities of its reading, or {', '.join(SPEAKERS)}"
        )
    return local[key]


def _predicate_numbers() -> Mapping[str, int]:
    return {name: i for i, name in enumerate(vocabulary().predicates, 1)}


@lru_cache(maxsize=65_536)
def _bounds(edtf: str | None, event: bool) -> tuple[int, int, int, int] | None:
    """The four days of a claim's time; unknown on all sides when nothing is said; None when what is said cannot be read."""
    if edtf is None:
        return _NO_TIME
    try:
        when = When.parse(edtf)
    except DateError:
        return None
    when = when.as_event() if event else when
    return when.start_earliest, when.start_latest, when.end_earliest, when.end_latest
