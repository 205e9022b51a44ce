"""What the rest of the record says on the propositions of some claims: who says so too, who denies or doubts it, who tells it otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from variorum.identity.folding import fold
from variorum.model import Act, Certainty, Mode, Stance, vocabulary
from variorum.publishing.edition import Status, status_of
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.witness import Window
from variorum.room.findings import findings
from variorum.room.opened import Opened
from variorum.room.recent import Recent
from variorum.room.worded import Worded

#: Claims shown for one stance to one claim; the rest are counted.
SHOWN = 24
#: Disputes whose sides are other answers to one question, rather than yes and no.
_OTHERWISE = frozenset({DisputeKind.FUNCTION, DisputeKind.DIRECTION, DisputeKind.NUMBER, DisputeKind.ORDER, DisputeKind.CALENDAR})
_ACTS, _CERTAINTIES, _MODES = tuple(Act), tuple(Certainty), tuple(Mode)


class Bearing(StrEnum):
    """How another claim stands to the one at hand."""

    SO = "so"  #: another voice says it
    AGAIN = "again"  #: the same voice says it in another place
    AGAINST = "against"  #: the contrary, or a side of a dispute that excludes it
    DOUBTS = "doubts"  #: it is doubted or asked
    OTHERWISE = "otherwise"  #: at another time, only planned, or with another holder


class Other(NamedTuple):
    """Another claim, or (``claim`` 0) what a text says of the claim itself in the words ``quote``. ``doc``: the record's number of its document."""

    claim: int
    voice: int
    doc: int
    quote: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """For one claim: the others by bearing (at most :data:`SHOWN` each), how many there are of each, and the digits of its disputes."""

    others: Mapping[Bearing, tuple[Other, ...]] = field(default_factory=dict)
    counts: Mapping[Bearing, int] = field(default_factory=dict)
    disputes: tuple[str, ...] = ()

    @property
    def is_opposed(self) -> bool:
        return bool(self.disputes or self.others.get(Bearing.AGAINST) or any(not o.claim for o in self.others.get(Bearing.DOUBTS, ())))

    def voices(self, bearing: Bearing) -> tuple[Other, ...]:
        """The others of that bearing, the first claim of each voice."""
        return tuple({o.voice: o for o in reversed(self.others.get(bearing, ()))}.values())[::-1]


NOWHERE = Elsewhere()


def standing(claim: Worded, found: Elsewhere) -> Status:
    """How a claim stands in the whole record."""
    w = claim.witness
    return status_of(w.act, w.certainty, w.mode, denied=not w.affirmed, opposed=found.is_opposed)


def elsewhere(opened: Opened, claims: Sequence[Worded]) -> dict[int, Elsewhere]:
    """What the record says on the proposition of each claim, by the claim's id: four queries, however many they are."""
    if not claims:
        return {}
    by_id = {c.id: c for c in claims}
    told: dict[int, dict[Bearing, dict[Other, None]]] = defaultdict(lambda: defaultdict(dict))
    counts: dict[int, dict[Bearing, int]] = defaultdict(lambda: defaultdict(int))
    for asked, row, many in _same(opened, claims):
        bearing = _bearing(by_id[asked], row)
        told[asked][bearing][Other(row.claim, row.voice, row.doc)] = None
        counts[asked][bearing] += many
    for asked, bearing, other in _judged(opened, by_id):
        told[asked][bearing][other] = None
        counts[asked][bearing] += 1
    disputes = findings(opened).of_claim
    for asked, bearing, other in _sides(opened, by_id):
        if not any(o.voice == other.voice for o in told[asked][bearing]):
            told[asked][bearing][other] = None
            counts[asked][bearing] += 1
    return {
        c: Elsewhere({b: tuple(os)[:SHOWN] for b, os in told[c].items()}, dict(counts[c]), disputes.get(c, ()))
        for c in by_id
        if c in told or c in disputes
    }


class _Row(NamedTuple):
    claim: int
    polarity: int
    mode: int
    certainty: int
    act: int
    voice: int
    doc: int
    window: Window


_Key = tuple[int, int, int]

# $1 to $3: predicate, subject and object of each proposition (of symmetric predicates in both orders); $4: how many claims of one polarity and mode to
# give, those of other voices first. The last of them stands for all that are left out. That a body was dissolved may be told fifty thousand times: they
# are counted by voice, and put in order one by one only where fewer voices tell it than claims are to be given.
_SAME = """WITH asked AS (SELECT unnest($1::SMALLINT[]) AS predicate, unnest($2::INTEGER[]) AS subject, unnest($3::INTEGER[]) AS object),
voiced AS (SELECT c.predicate, c.subject, c.object, c.polarity, c.mode, c.voice, count(*) AS said, min(ROW(c.doc, c.span_start, c.claim_id)) AS first
    FROM asked a JOIN claim c ON c.predicate = a.predicate AND c.subject = a.subject AND c.object = a.object
    GROUP BY c.predicate, c.subject, c.object, c.polarity, c.mode, c.voice),
heard AS (SELECT *, sum(said) OVER alike AS many, count(*) OVER alike AS voices, row_number() OVER (alike ORDER BY first) AS place
    FROM voiced WINDOW alike AS (PARTITION BY predicate, subject, object, polarity, mode)),
again AS (SELECT h.predicate, h.subject, h.object, h.polarity, h.mode, h.voice, h.many, h.voices, c.doc, c.span_start, c.claim_id,
        row_number() OVER (PARTITION BY h.predicate, h.subject, h.object, h.polarity, h.mode, h.voice ORDER BY c.doc, c.span_start, c.claim_id) AS nth
    FROM heard h JOIN claim c ON c.predicate = h.predicate AND c.subject = h.subject AND c.object = h.object AND c.polarity = h.polarity
        AND c.mode = h.mode AND c.voice = h.voice WHERE h.said > 1 AND h.voices < $4),
kept AS (SELECT predicate, subject, object, voice, many, first[1] AS doc, first[3] AS claim_id, place FROM heard WHERE place <= $4
    UNION ALL SELECT predicate, subject, object, voice, many, doc, claim_id,
        voices + row_number() OVER (PARTITION BY predicate, subject, object, polarity, mode ORDER BY nth, doc, span_start, claim_id) AS place
    FROM again WHERE nth > 1 QUALIFY place <= $4)
SELECT k.predicate, k.subject, k.object, k.claim_id, c.polarity, c.mode, c.certainty, c.act, k.voice, k.doc,
    c.start_earliest, c.start_latest, c.end_earliest, c.end_latest, CAST(CASE WHEN k.place = $4 THEN k.many - $4 + 1 ELSE 1 END AS INTEGER)
FROM kept k JOIN claim c ON c.claim_id = k.claim_id ORDER BY k.predicate, k.subject, k.object, c.polarity, c.mode, k.place"""
#: Propositions of which what is said elsewhere is kept: documents about one body lean on the same ones.
_KEPT = 5_000


def _told_of(opened: Opened, keys: Sequence[_Key]) -> dict[_Key, tuple[tuple[_Row, int], ...]]:
    """The claims of each proposition, with for how many each stands."""

    def ask(wanted: Sequence[_Key]) -> dict[_Key, tuple[tuple[_Row, int], ...]]:
        found: dict[_Key, list[tuple[_Row, int]]] = {key: [] for key in wanted}
        for row in opened.record.rows(_SAME, [*map(list, zip(*wanted, strict=True)), 2 * SHOWN]):
            predicate, subject, obj, claim, polarity, mode, certainty, act, voice, doc, *days, many = row
            found[predicate, subject, obj].append((_Row(claim, polarity, mode, certainty, act, voice, doc, Window(*days)), many))
        return {key: tuple(rows) for key, rows in found.items()}

    recent: Recent[_Key, tuple[tuple[_Row, int], ...]] = opened.memo("told elsewhere", lambda: Recent(_KEPT))
    return recent.many(keys, ask)


def _same(opened: Opened, claims: Sequence[Worded]) -> Iterable[tuple[int, _Row, int]]:
    """The claims of the same predicate, subject and object; where the predicate takes a name or a number, of the same name or number."""
    numbers = {name: n for n, name in opened.record.rows("SELECT predicate, name FROM predicate")}
    by_key: dict[_Key, list[Worded]] = defaultdict(list)
    for c in claims:
        w = c.witness
        for ends in {(w.subject, w.object), *([(w.object, w.subject)] if vocabulary()[w.predicate].symmetric else [])}:
            by_key[numbers[w.predicate], *ends].append(c)
    told = _told_of(opened, sorted(by_key))
    particular = {
        row.claim
        for key, rows in told.items()
        if {"name", "quantity"} & vocabulary()[by_key[key][0].witness.predicate].args
        for row, _ in rows
    }
    words = _words(opened, particular)
    for key, rows in told.items():
        for other, many in rows:
            for own in by_key[key]:
                if own.id != other.claim and (other.claim not in words or _is_of(own, *words[other.claim])):
                    yield own.id, other, many


def _is_of(claim: Worded, name: str | None, quantity: str | None) -> bool:
    return fold(name or "") == fold(claim.name or "") and (quantity or "") == (claim.quantity or "")


def _words(opened: Opened, claims: Iterable[int]) -> dict[int, tuple[str | None, str | None]]:
    sql = "SELECT claim_id, name, quantity FROM claim_text WHERE claim_id IN (SELECT unnest(?::BIGINT[]))"
    ids = sorted(claims)
    return {c: (name, quantity) for c, name, quantity in opened.record.rows(sql, [ids])} if ids else {}


def _bearing(claim: Worded, other: _Row) -> Bearing:
    own, act = claim.witness, _ACTS[other.act]
    if _MODES[other.mode] is not own.mode or not own.window.may_overlap(other.window):
        return Bearing.OTHERWISE
    if act in (Act.DOUBTS, Act.ASKS) or _CERTAINTIES[other.certainty] is Certainty.DOUBTFUL:
        return Bearing.DOUBTS
    if (other.polarity < 0 or act is Act.DENIES) != claim.is_denial:
        return Bearing.AGAINST
    return Bearing.AGAIN if other.voice == own.voice else Bearing.SO


_STANCES = {
    Stance.SUPPORTS: Bearing.SO,
    Stance.DISPUTES: Bearing.AGAINST,
    Stance.EXPLAINS_AWAY: Bearing.AGAINST,
    Stance.DOUBTS: Bearing.DOUBTS,
    Stance.QUALIFIES: Bearing.OTHERWISE,
}


def _judged(opened: Opened, claims: Iterable[int]) -> Iterable[tuple[int, Bearing, Other]]:
    sql = """SELECT claim_id, stance, voice, doc, quote FROM assessment WHERE claim_id IN (SELECT unnest(?::BIGINT[]))
        ORDER BY claim_id, doc, span_start, voice"""
    for claim, stance, voice, doc, quote in opened.record.rows(sql, [list(claims)]):
        yield claim, _STANCES[Stance(stance)], Other(0, voice, doc, quote)


def _sides(opened: Opened, claims: Iterable[int]) -> Iterable[tuple[int, Bearing, Other]]:
    """Who stands on another side of a dispute in which a claim has part, with the first claim by which he does."""
    known = findings(opened)
    facing: dict[int, dict[int, Bearing]] = defaultdict(dict)  # claim => claims of other sides
    for claim in claims:
        for digits in known.of_claim.get(claim, ()):
            dispute = known.disputes[digits]
            bearing = Bearing.OTHERWISE if dispute.kind in _OTHERWISE else Bearing.AGAINST
            for side in dispute.sides:
                if claim not in side.claims:
                    facing[claim].update(dict.fromkeys(side.claims[:SHOWN], bearing))
    wanted = sorted({c for others in facing.values() for c in others})
    sql = "SELECT claim_id, voice, doc FROM claim WHERE claim_id IN (SELECT unnest(?::BIGINT[]))"
    rows: list[tuple[Any, ...]] = opened.record.rows(sql, [wanted]) if wanted else []
    found = {c: Other(c, voice, doc) for c, voice, doc in rows}
    for claim, others in facing.items():
        yield from ((claim, bearing, found[c]) for c, bearing in others.items() if c in found)
