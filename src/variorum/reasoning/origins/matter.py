"""Everything that the record has on some propositions, fetched in sets: their claims, their documents, and what those documents cite.

A proposition here is what claims must share to corroborate one another: predicate, subject, object, polarity and mode (and name or quantity,
where the predicate takes one). Their times are compared by whoever asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from variorum.identity.folding import fold
from variorum.model import SPEAKERS, Act, LayerKind, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.witness import Rows, Window

#: Text of a document by its number in the record; None where it cannot be had.
Texts = Callable[[int], str | None]


class Key(NamedTuple):
    """What makes two claims claims of one proposition; subject and object of a symmetric predicate in order of number."""

    predicate: str
    subject: int
    object: int
    polarity: int
    mode: int
    name: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as origins see it. ``start``..``end`` is its quote's place in document ``doc``; ``local`` its id there."""

    claim: int
    key: Key
    window: Window
    chain: tuple[int, ...]
    acts: tuple[Act, ...]
    doc: int
    start: int
    end: int
    quote: str
    local: str

    @property
    def voice(self) -> int:
        return self.chain[-1]

    @property
    def parties(self) -> frozenset[int]:
        """Those whom the proposition is about: they know of it at first hand."""
        return frozenset(e for e in (self.key.subject, self.key.object) if e)

    @property
    def commits(self) -> bool:
        """Whether its last voice puts the proposition forward: a doubt or a question does not."""
        return self.acts[-1] not in (Act.ASKS, Act.DOUBTS)

    @property
    def is_own_word(self) -> bool:
        """Whether the last voice speaks for itself. "It is reported" does not, unless it is of the reporter's own doing."""
        return self.acts[-1] not in (Act.REPORTS, Act.QUOTES) or self.voice in self.parties


@dataclass(frozen=True, slots=True)
class Layer:
    kind: str
    start: int
    end: int
    voice: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A claim in a document that somebody wrote a work or a letter: ``writer`` of ``other`` (a work, or the reader of a letter)."""

    claim: int
    local: str
    predicate: str
    writer: int
    other: int
    window: Window


_PRINTED = frozenset({LayerKind.PRIMARY, LayerKind.LETTERHEAD, LayerKind.QUOTATION})


@dataclass(frozen=True, slots=True)
class Page:
    """A document: who speaks in it (author, translator, editor), who published it (0: nobody known), its layers, what it refers to."""

    doc: int
    id: str
    title: str | None
    published: tuple[int, int]
    speakers: frozenset[int] = frozenset()
    publisher: int = 0
    layers: tuple[Layer, ...] = ()
    references: tuple[Reference, ...] = ()

    def layer_at(self, place: int) -> Layer | None:
        return next((x for x in self.layers if x.start <= place < x.end), None)

    def is_printed(self, place: int) -> bool:
        """Whether the words at ``place`` are those of a text that the document prints, not its own prose."""
        layer = self.layer_at(place)
        return layer is not None and layer.kind in _PRINTED

    @property
    def voices(self) -> frozenset[int]:
        """Whose words stand in it: its speakers, its publisher, and the writers of the texts that it prints."""
        printed = {x.voice for x in self.layers if x.kind in _PRINTED}
        return frozenset(v for v in {*self.speakers, self.publisher, *printed} if v)


@dataclass(frozen=True, slots=True)
class Written:
    """That somebody wrote a work: a claim that says so, where it stands, and where it is denied (None: nowhere)."""

    writer: int
    claim: int
    place: str
    denied_at: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """Claims by proposition, each in order of document and place, with the pages they stand on, labels, and the writers of works.

    ``names``: everybody who is named on the pages, as written.
    ``writers``: for every voice that is a work, those said to have written it, in order; denied or not, since a forged letter is one source too.
    """

    told: Mapping[Key, tuple[Told, ...]]
    pages: Mapping[int, Page]
    labels: Mapping[int, str]
    names: frozenset[str] = frozenset()
    works: frozenset[int] = frozenset()
    writers: Mapping[int, tuple[Written, ...]] = field(default_factory=dict)

    def label(self, entity: int) -> str:
        return self.labels.get(entity, "somebody")

    def place(self, t: Told) -> str:
        """Where a claim stands, as people type it: DOCUMENT:LOCALID."""
        return f"{self.pages[t.doc].id}:{t.local}"


_KEYS = """SELECT DISTINCT predicate, subject, object, polarity, mode FROM claim WHERE claim_id IN (SELECT unnest(?::BIGINT[]))"""
_TOLD = """WITH wanted AS (SELECT unnest(?::SMALLINT[]) AS predicate, unnest(?::INTEGER[]) AS subject, unnest(?::INTEGER[]) AS object,
    unnest(?::TINYINT[]) AS polarity, unnest(?::TINYINT[]) AS mode), said AS (
    SELECT c.* FROM claim c JOIN (SELECT DISTINCT * FROM wanted) w ON c.subject = w.subject AND c.predicate = w.predicate
    AND c.object = w.object AND c.polarity = w.polarity AND c.mode = w.mode)
SELECT c.claim_id, p.name, c.subject, c.object, c.polarity, c.mode, coalesce(t.name, ''), coalesce(t.quantity, ''), c.start_earliest,
    c.start_latest, c.end_earliest, c.end_latest, c.chain, t.acts, c.doc, c.span_start, c.span_end, t.quote, t.local_id
FROM said c JOIN predicate p ON p.predicate = c.predicate JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc"""
_DOCUMENTS = """SELECT doc, id, title, publisher, published_earliest, published_latest FROM document
WHERE doc IN (SELECT unnest(?::INTEGER[])) ORDER BY doc"""
_SPEAKERS = "SELECT doc, entity FROM local_entity WHERE doc IN (SELECT unnest(?::INTEGER[])) AND key IN (SELECT unnest(?::VARCHAR[]))"
_LAYERS = """SELECT doc, kind, span_start, span_end, voice FROM layer WHERE doc IN (SELECT unnest(?::INTEGER[]))
ORDER BY doc, span_start, span_end"""
_REFERENCES = """SELECT c.doc, c.claim_id, t.local_id, p.name, c.subject, c.object, c.start_earliest, c.start_latest, c.end_earliest, c.end_latest
FROM claim c JOIN predicate p ON p.predicate = c.predicate JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc
WHERE p.name IN ('authored', 'wrote_to') AND c.polarity > 0 AND c.mode = 0 AND c.subject > 0 AND c.doc IN (SELECT unnest(?::INTEGER[]))
ORDER BY c.doc, c.span_start, c.claim_id"""
_NAMED = "SELECT folded, min(entity), max(entity) FROM name WHERE folded IN (SELECT unnest(?::VARCHAR[])) GROUP BY folded"
_WRITERS = """SELECT c.object, c.subject, c.polarity, c.claim_id, d.id || ':' || t.local_id FROM claim_o c
JOIN predicate p ON p.predicate = c.predicate JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc JOIN document d ON d.doc = c.doc
WHERE p.name = 'authored' AND c.mode = 0 AND c.subject > 0 AND c.subject <> c.object AND c.object IN (SELECT unnest(?::INTEGER[]))
ORDER BY c.object, c.subject, c.doc, c.span_start, c.claim_id"""


def matter(record: Rows, claims: Iterable[int]) -> Matter:
    """All claims of the propositions of ``claims``, with what is needed to trace them: eleven queries, however many they are."""
    told = _told(record, sorted(set(claims)))
    docs = sorted({t.doc for ts in told.values() for t in ts})
    pages = _pages(record, docs)
    voices = {v for ts in told.values() for t in ts for v in t.chain} | {v for p in pages.values() for v in p.voices}
    voices |= {r.writer for p in pages.values() for r in p.references} | {e for k in told for e in (k.subject, k.object)}
    works, writers = _writers(record, sorted(voices))
    voices |= {w.writer for ws in writers.values() for w in ws}
    return Matter(told, pages, labels_of(record, voices), _names(record, docs), works, writers)


def narrowed(record: Rows, found: Matter, claim: int) -> Matter:
    """What :func:`matter` gives for one claim, from what it gave for several: one query. Labels and works of others are in it as well.

    A claim that is not in ``found`` is fetched anew.
    """
    told = {key: ts for key, ts in found.told.items() if any(t.claim == claim for t in ts)}
    if not told:
        return matter(record, [claim])
    docs = sorted({t.doc for ts in told.values() for t in ts})
    return replace(found, told=told, pages={doc: found.pages[doc] for doc in docs}, names=_names(record, docs))


def labels_of(record: Rows, entities: Iterable[int]) -> dict[int, str]:
    """What to call these entities."""
    return dict(
        record.rows(
            "SELECT entity, label FROM entity WHERE entity IN (SELECT unnest(?::INTEGER[])) ORDER BY entity", [sorted(set(entities))]
        )
    )


def _told(record: Rows, claims: Sequence[int]) -> dict[Key, tuple[Told, ...]]:
    numbers: dict[int, str] = dict(record.rows("SELECT predicate, name FROM predicate"))
    keys = set(record.rows(_KEYS, [claims]))
    keys |= {(p, o, s, polarity, mode) for p, s, o, polarity, mode in keys if vocabulary()[numbers[p]].symmetric}
    wanted = set(claims)
    columns = [list(column) for column in zip(*sorted(keys), strict=True)] or [[], [], [], [], []]
    found: dict[Key, list[Told]] = defaultdict(list)
    for t in sorted(map(_one, record.rows(_TOLD, columns)), key=lambda t: (t.doc, t.start, t.end, t.claim)):
        found[t.key].append(t)
    return {k: tuple(ts) for k, ts in found.items() if any(t.claim in wanted for t in ts)}


def _one(row: tuple[Any, ...]) -> Told:
    claim, predicate, subject, obj, polarity, mode, name, quantity, s1, s2, e1, e2, chain, acts, doc, start, end, quote, local = row
    if vocabulary()[predicate].symmetric and obj < subject:
        subject, obj = obj, subject
    key = Key(predicate, subject, obj, polarity, mode, fold(name), quantity)
    return Told(claim, key, Window(s1, s2, e1, e2), tuple(chain), tuple(map(Act, acts)), doc, start, end, quote, local)


def _pages(record: Rows, docs: Sequence[int]) -> dict[int, Page]:
    speakers, layers, references = defaultdict(set), defaultdict(list), defaultdict(list)
    for doc, entity in record.rows(_SPEAKERS, [docs, list(SPEAKERS)]):
        speakers[doc].add(entity)
    for doc, kind, start, end, voice in record.rows(_LAYERS, [docs]):
        layers[doc].append(Layer(kind, start, end, voice))
    for doc, claim, local, predicate, writer, other, *days in record.rows(_REFERENCES, [docs]):
        references[doc].append(Reference(claim, local, predicate, writer, other, Window(*days)))
    rows = record.rows(_DOCUMENTS, [docs])
    publishers = _named(record, {publisher for _, _, _, publisher, _, _ in rows if publisher})
    found = {
        doc: Page(
            doc,
            id_,
            title,
            (first, last),
            frozenset(speakers[doc]),
            publishers.get(publisher, 0),
            tuple(layers[doc]),
            tuple(references[doc]),
        )
        for doc, id_, title, publisher, first, last in rows
    }
    return {doc: found.get(doc) or Page(doc, str(doc), None, (UNKNOWN_PAST, UNKNOWN_FUTURE)) for doc in docs}


def _names(record: Rows, docs: Sequence[int]) -> frozenset[str]:
    rows = record.rows("SELECT DISTINCT text FROM name WHERE doc IN (SELECT unnest(?::INTEGER[]))", [docs])
    return frozenset(text for (text,) in rows)


def _named(record: Rows, names: Iterable[str]) -> dict[str, int]:
    """The one entity that is called so, for names that only one is called by."""
    folded = {n: fold(n) for n in sorted(names)}
    found = {key: first for key, first, last in record.rows(_NAMED, [sorted(set(folded.values()))]) if first == last} if folded else {}
    return {n: found[key] for n, key in folded.items() if key in found}


def _writers(record: Rows, voices: Sequence[int]) -> tuple[frozenset[int], dict[int, tuple[Written, ...]]]:
    sql = "SELECT entity FROM entity WHERE type = 'work' AND entity IN (SELECT unnest(?::INTEGER[])) ORDER BY entity"
    works = [e for (e,) in record.rows(sql, [voices])]
    if not works:
        return frozenset(), {}
    said: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
    denied: dict[tuple[int, int], str] = {}
    for work, writer, polarity, claim, place in record.rows(_WRITERS, [works]):
        if polarity > 0:
            said[work].setdefault(writer, (claim, place))
        else:
            denied.setdefault((work, writer), place)
    found = {work: tuple(Written(w, *at, denied.get((work, w))) for w, at in writers.items()) for work, writers in said.items()}
    return frozenset(works), found
