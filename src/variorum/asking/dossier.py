"""What the record holds of one entity, and claims by filter: look-ups rather than judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from variorum.asking.ask import Record
from variorum.asking.citation import Citation, cite
from variorum.asking.editions import PartyStanding, standings
from variorum.asking.listed import ListedAs, listed_as
from variorum.asking.names_used import names_of
from variorum.asking.suggest import unknown_name
from variorum.errors import DateError, UsageError
from variorum.identity.parts import Part, parts_of
from variorum.identity.sorts import Sort
from variorum.model import PERSON, EntityType, When, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST


@dataclass(frozen=True, slots=True)
class User:
    """Who uses a name: a voice in whose own words it stands, or who says that the entity is so called, and the claim that shows it."""

    entity: int
    label: str
    claim: int


@dataclass(frozen=True, slots=True)
class NameUse:
    """One name of an entity, as most documents write it.

    ``kind`` is that of the reading, ``sort`` finer (:mod:`variorum.identity.sorts`); ``spellings`` are its other spellings, ``originals`` those in another
    script; ``documents`` are ids, sorted; ``first`` and ``last`` the years in which dated ones of them were published, None when none is dated.
    ``parts`` are those of a person's full name, each with what it is (:mod:`variorum.identity.parts`); empty for all other names.
    ``users``: in whose words it stands, who uses it most first; ``called_by``: who says that the entity is so called.
    """

    text: str
    kind: str
    sort: str
    script: str
    spellings: tuple[str, ...]
    originals: tuple[str, ...]
    documents: tuple[str, ...]
    first: int | None
    last: int | None
    users: tuple[User, ...]
    called_by: tuple[User, ...]
    parts: tuple[Part, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The form of ``entity --json``."""
        own = {"text": self.text, "kind": self.kind, "sort": self.sort, "script": self.script, "spellings": list(self.spellings)}
        told = {
            role: [{"voice": u.label, "claim": f"{u.claim:016x}"} for u in found]
            for role, found in (("users", self.users), ("called_by", self.called_by))
        }
        dated = {"first": self.first, "last": self.last, "parts": [{"text": p.text, "role": str(p.role)} for p in self.parts]}
        return {**own, "originals": list(self.originals), "documents": list(self.documents), **dated, **told}


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Why entities of two documents are one (``joined``), or were kept apart."""

    a: str
    b: str
    joined: bool
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity of the record: names by kind and document, identity links with their reasons, number of claims by predicate, the parties of
    published lists that it is taken for or near to, and what the editions of those lists say of the parties that it is taken for."""

    entity: int
    key: str
    type: str
    label: str
    names: tuple[NameUse, ...]
    links: tuple[LinkShown, ...]
    predicates: tuple[tuple[str, int], ...]
    listed: tuple[ListedAs, ...] = ()
    standings: tuple[PartyStanding, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The form of ``entity --json``."""
        return {
            "key": self.key,
            "type": self.type,
            "label": self.label,
            "names": [n.to_dict() for n in self.names],
            "links": [{"a": x.a, "b": x.b, "joined": x.joined, "rule": x.rule, "reason": x.reason} for x in self.links],
            "listed": [x.to_dict() for x in self.listed],
            "parties": [p.to_dict() for p in self.standings],
            "claims": dict(self.predicates),
        }


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are wanted; None: no matter. ``entity``: as subject or object; ``voice``: anywhere in the chain; ``last_voice``: commits to it.

    ``proposed_by``: the machine reader that alone proposed it ("model", "compact"), "both", or "person" where a person accepted or corrected
    it; where a language model had part in the reading.
    ``when`` (EDTF, such as 2012 or 2010/2012-06): may have been so at some time within; of what is undated nobody can say so. Of those that fit,
    ``limit`` are given after the first ``offset``.
    """

    entity: str | None = None
    voice: str | None = None
    last_voice: str | None = None
    predicate: str | None = None
    document: str | None = None
    polarity: str | None = None
    limit: int | None = None
    offset: int = 0
    when: str | None = None
    proposed_by: str | None = None


def resolve_name(record: Record, name: str) -> int:
    """The entity that a name most likely means. Raises QuestionError, with the nearest names, when the record knows nobody of that name."""
    found = record.find_entity(name)
    if not found:
        raise unknown_name(record, [name])
    return found[0].entity


def dossier(record: Record, entity: int) -> Dossier:
    """The dossier of an entity of the record."""
    ((key, type_, label),) = record.rows("SELECT key, type, label FROM entity WHERE entity = ?", [entity])
    links = record.rows(
        """SELECT a.id || ': ' || l.key_a, b.id || ': ' || l.key_b, l.joined, l.rule, l.reason FROM identity_link l
        JOIN document a ON a.doc = l.doc_a JOIN document b ON b.doc = l.doc_b WHERE l.entity = ? ORDER BY ALL""",
        [entity],
    )
    counts = record.rows(
        """SELECT p.name, count(*) FROM (SELECT predicate FROM claim WHERE subject = ?
        UNION ALL SELECT predicate FROM claim_o WHERE object = ? AND subject <> ?) c JOIN predicate p USING (predicate)
        GROUP BY p.name ORDER BY 2 DESC, 1""",
        [entity, entity, entity],
    )
    names = _names(record, entity, is_person=type_ == EntityType.PERSON)
    shown = tuple(LinkShown(*r) for r in links)
    return Dossier(entity, key, type_, label, names, shown, tuple(counts), listed_as(record, entity), standings(record, entity))


_WITH_PARTS = (Sort.FULL, Sort.KUNYA_AND_MORE)


def _names(record: Record, entity: int, *, is_person: bool) -> tuple[NameUse, ...]:
    """The names, those of the earliest documents first."""
    found, _ = names_of(record, entity)
    voices = sorted({v for n in found for v in (*n.voices, *n.called_by)})
    labels = dict(record.rows("SELECT entity, label FROM entity WHERE array_contains(?, entity)", [voices])) if voices else {}

    def users(told: Mapping[int, int]) -> tuple[User, ...]:
        return tuple(User(voice, labels[voice], claim) for voice, claim in told.items())

    return tuple(
        NameUse(
            n.text,
            n.kind,
            str(n.sort),
            n.script,
            tuple(n.written),
            tuple(n.original),
            n.in_documents,
            date.fromordinal(n.window.start_earliest).year if n.window else None,
            date.fromordinal(n.window.end_latest - 1).year if n.window else None,
            users(n.voices),
            users(n.called_by),
            parts_of(n.text) if n.sort in _WITH_PARTS and is_person else (),
        )
        for n in found
    )


def claims(record: Record, wanted: ClaimFilter) -> tuple[Citation, ...]:
    """The claims that fit, in the order of documents and text.

    Raises:
        UsageError: the predicate or polarity is unknown, or the time is none.
        QuestionError: a name is.
    """
    where, parameters = _conditions(record, wanted)
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit is not None else ""
    sql = f"""SELECT c.claim_id {_FROM} {"WHERE " + " AND ".join(where) if where else ""}
        ORDER BY d.id, c.span_start, c.span_end, c.claim_id{limit} OFFSET {int(wanted.offset)}"""
    ids = [r[0] for r in record.rows(sql, parameters)]
    found = cite(record, ids)
    return tuple(found[i] for i in ids)


def count_claims(record: Record, wanted: ClaimFilter) -> int:
    """How many claims fit, whatever ``limit`` and ``offset`` say. Raises as :func:`claims` does."""
    where, parameters = _conditions(record, wanted)
    sql = f"SELECT count(*) {_FROM} {'WHERE ' + ' AND '.join(where) if where else ''}"
    return int(record.rows(sql, parameters)[0][0])


_PROPOSED = {
    "model": "min(reader) = 'model' AND max(reader) = 'model'",
    "compact": "min(reader) = 'compact' AND max(reader) = 'compact'",
    "both": f"count(DISTINCT reader) FILTER (reader <> '{PERSON}') > 1",
    PERSON: f"bool_or(reader = '{PERSON}')",
}
_FROM = "FROM claim c JOIN predicate p USING (predicate) JOIN document d USING (doc)"


def _conditions(record: Record, wanted: ClaimFilter) -> tuple[list[str], Sequence[Any]]:
    where: list[str] = []
    parameters: list[Any] = []

    def need(condition: str, *values: Any) -> None:
        where.append(condition)
        parameters.extend(values)

    if wanted.entity is not None:
        e = resolve_name(record, wanted.entity)
        need("(c.subject = ? OR c.object = ?)", e, e)
    if wanted.voice is not None:
        need("array_contains(c.chain, ?)", resolve_name(record, wanted.voice))
    if wanted.last_voice is not None:
        need("c.voice = ?", resolve_name(record, wanted.last_voice))
    if wanted.predicate is not None:
        if wanted.predicate not in vocabulary():
            raise UsageError(f"{wanted.predicate!r} is no predicate; known are {', '.join(vocabulary().claimable)}")
        need("p.name = ?", wanted.predicate)
    if wanted.document is not None:
        need("d.id = ?", wanted.document)
    if wanted.polarity is not None:
        if wanted.polarity not in ("affirmed", "denied"):
            raise UsageError(f"polarity is affirmed or denied, not {wanted.polarity!r}")
        need("c.polarity = ?", 1 if wanted.polarity == "affirmed" else -1)
    if wanted.proposed_by is not None:
        if wanted.proposed_by not in _PROPOSED:
            raise UsageError(f"claims are proposed by {', '.join(_PROPOSED)}, not {wanted.proposed_by!r}")
        need(f"c.claim_id IN (SELECT claim_id FROM proposal GROUP BY claim_id HAVING {_PROPOSED[wanted.proposed_by]})")
    if wanted.when is not None:
        try:
            when = When.parse(wanted.when)
        except DateError as err:
            raise UsageError(str(err)) from err
        need("c.start_earliest < ? AND c.end_latest > ?", when.end_latest, when.start_earliest)
        need(f"NOT (c.start_earliest = {UNKNOWN_PAST} AND c.end_latest = {UNKNOWN_FUTURE})")
    return where, parameters
