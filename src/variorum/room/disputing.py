"""A dispute as its page shows it: sides with their voices and words, when each claim speaks of and when it was said. It decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.asking.citation import Citation
from variorum.asking.disputed import cited
from variorum.errors import DateError
from variorum.model import Stance, When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.disputes import Dispute, DisputeKind, Side
from variorum.reasoning.disputes.find import DENYING
from variorum.reasoning.origins.matter import Texts
from variorum.reasoning.states import Status
from variorum.reasoning.weighing import Grade, Grades
from variorum.reasoning.weighing.at_hand import said_of
from variorum.reasoning.weighing.clashes import topic_of
from variorum.reasoning.weighing.fetch import rows_in
from variorum.reasoning.weighing.grade import topics_for
from variorum.reasoning.witness import COLUMNS, Rows, Window, Witness, witness
from variorum.room.opened import Opened
from variorum.room.passages import Passage, passage

#: What each kind of dispute asks, in words.
KIND_WORDS: Mapping[DisputeKind, str] = {
    DisputeKind.STATUS: "was it so",
    DisputeKind.IDENTITY: "one or two",
    DisputeKind.RULING: "did the order bind",
    DisputeKind.DIRECTION: "which way round",
    DisputeKind.EXISTENCE: "did it end",
    DisputeKind.FUNCTION: "who of several",
    DisputeKind.ORDER: "when, and what first",
    DisputeKind.CALENDAR: "on which day",
    DisputeKind.NUMBER: "how many",
    DisputeKind.DENIAL: "affirmed and denied",
}
#: Of a dispute of more claims only so many are looked at where each costs: their windows, their origins.
MOST_CLAIMS = 400


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim of a side. ``window``: of what time it speaks (as far as the question asks); ``said``: the first day on which it may have been said, or
    its page was published; None: nobody says. ``clash``: it is one of the two that cannot both hold.
    """

    citation: Citation
    witness: Witness
    window: Window
    said: int | None
    published: str | None
    passage: Passage
    clash: bool
    grades: tuple[Grade, ...]

    @property
    def status(self) -> Status:
        """How the bar of the claim is drawn on an affirming side: certain, or only possible."""
        return Status.HELD if self.witness.is_sure else Status.POSSIBLE


@dataclass(frozen=True, slots=True)
class SideShown:
    """A side: ``number`` from 1, ``status`` the mark under which it stands, ``passed_on`` voices that only hand its claims
    on; ``sayings`` the first of its ``claims``, of different voices first.
    """

    number: int
    position: str
    status: Status
    voices: tuple[int, ...]
    passed_on: tuple[int, ...]
    claims: int
    sayings: tuple[Saying, ...]

    @property
    def more(self) -> int:
        return self.claims - len(self.sayings)


def sides_shown(opened: Opened, dispute: Dispute, grades: Grades, texts: Texts, *, most: int) -> tuple[SideShown, ...]:
    """All sides of a dispute, with at most ``most`` claims of each in words."""
    witnesses = witnesses_at_hand(opened.record, (*dispute.clash, *(c for s in dispute.sides for c in s.claims[:MOST_CLAIMS])))
    chosen = [_chosen(s, witnesses, dispute.clash)[:most] for s in dispute.sides]
    sayings = _sayings(opened, dispute, witnesses, {c for own in chosen for c in own}, grades, texts)
    return tuple(_side(n, s, witnesses, [sayings[c] for c in own]) for n, (s, own) in enumerate(zip(dispute.sides, chosen, strict=True), 1))


def side_page(opened: Opened, dispute: Dispute, number: int, grades: Grades, texts: Texts, first: int, last: int) -> SideShown:
    """The side of that number (from 1), with its claims from ``first`` to ``last`` (half open, from 0) in words, in the order of their ids."""
    side = dispute.sides[number - 1]
    claims = side.claims[first:last]
    witnesses = witnesses_at_hand(opened.record, claims)
    sayings = _sayings(opened, dispute, witnesses, set(claims), grades, texts)
    return _side(number, side, witnesses, [sayings[c] for c in claims if c in sayings])


def witnesses_at_hand(record: Rows, claims: Iterable[int]) -> dict[int, Witness]:
    """The claims of these ids; ids that the record does not have are left out."""
    sql = f"SELECT {COLUMNS} FROM claim c JOIN predicate p ON p.predicate = c.predicate WHERE c.claim_id IN ({{ids}})"
    return {row[0]: witness(row) for row in rows_in(record, sql, claims)}


def side_status(side: Side, witnesses: Mapping[int, Witness]) -> Status:
    """Under which mark a side stands: denied; possible where it only doubts, or nobody on it is sure; else held."""
    if side.position == Stance.DOUBTS:
        return Status.POSSIBLE
    if side.position in DENYING:
        return Status.DENIED
    known = [witnesses[c] for c in side.claims if c in witnesses]
    return Status.HELD if any(w.is_sure for w in known) else Status.POSSIBLE


def _side(number: int, side: Side, witnesses: Mapping[int, Witness], sayings: Sequence[Saying]) -> SideShown:
    through = {v for c in side.claims if c in witnesses for v in witnesses[c].chain[:-1]} - set(side.voices)
    by_claims = _most_first(side, witnesses)
    return SideShown(
        number, side.position, side_status(side, witnesses), by_claims, tuple(sorted(through)), len(side.claims), tuple(sayings)
    )


def _most_first(side: Side, witnesses: Mapping[int, Witness]) -> tuple[int, ...]:
    counts: dict[int, int] = defaultdict(int)
    for c in side.claims:
        if c in witnesses:
            counts[witnesses[c].voice] += 1
    return tuple(sorted(side.voices, key=lambda v: (-counts[v], v)))


def _chosen(side: Side, witnesses: Mapping[int, Witness], clash: tuple[int, int]) -> list[int]:
    """The claims of a side: the one that clashes first, then a first of each voice, then their others; dated ones before undated."""
    turn: dict[int, int] = defaultdict(int)
    ranked = []
    known = [c for c in side.claims if c in witnesses]
    for c in sorted(known, key=lambda c: (c not in clash, witnesses[c].window.is_undated, witnesses[c].window.start_earliest, c)):
        w = witnesses[c]
        ranked.append((c not in clash, turn[w.voice], c))
        turn[w.voice] += 1
    return [c for *_, c in sorted(ranked, key=lambda r: r[:2])]


def _sayings(
    opened: Opened, dispute: Dispute, witnesses: Mapping[int, Witness], claims: set[int], grades: Grades, texts: Texts
) -> Mapping[int, Saying]:
    topic = topic_of(dispute, witnesses) if dispute.kind is DisputeKind.STATUS else None
    speaks = said_of(topic, witnesses.values()) if topic else {}
    (words,) = cited(opened.record, [dispute], claims)
    published = dict(
        opened.record.rows(
            "SELECT id, published FROM document WHERE id IN (SELECT unnest(?::VARCHAR[]))", [sorted({c.document for c in words.values()})]
        )
    )
    found = {}
    for c, citation in words.items():
        w = witnesses[c]
        day = published.get(citation.document)
        own = grades.of_voice(w.voice, topics_for(w.predicate, *([topic.topic] if topic else ())))
        found[c] = Saying(
            citation,
            w,
            speaks[c].window if c in speaks else w.window,
            first_day(citation.said[-1]) or first_day(day),
            day,
            passage(texts, w.doc, w.start, w.end, citation.quote),
            c in dispute.clash,
            (*own, *grades.of_claim(c)),
        )
    return found


def first_day(edtf: str | None) -> int | None:
    """The first day that a date allows, as an ordinal; None for no date, or one that has no beginning."""
    if not edtf:
        return None
    try:
        day = When.parse(edtf).first_day
    except DateError:
        return None
    return day if UNKNOWN_PAST < day < UNKNOWN_FUTURE else None
