"""What held on a date for a viewpoint, and the course of a body's life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST, When
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.rules import Effect
from variorum.reasoning.testimony import Proposition, Testimony, bodies, testimonies, weigh
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, Witness, Witnesses, is_state


class Status(StrEnum):
    """The answer to "does it hold on that date, for that viewpoint"."""

    HELD = "held"
    DENIED = "denied"
    CONTESTED = "contested"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the claims that make it. ``supports`` and ``opposes`` speak to the date; ``ended`` says that it was over by then;
    ``weak`` bears on the question without deciding it (also what was only planned or ordered); ``elsewhen`` speaks of other dates.
    All in the order of the record.
    """

    proposition: Proposition
    on: When | None
    status: Status
    supports: tuple[Testimony, ...]
    opposes: tuple[Testimony, ...]
    ended: tuple[Testimony, ...]
    weak: tuple[Testimony, ...]
    elsewhen: tuple[Testimony, ...]


def verdict(
    record: Rows, proposition: Proposition, on: When | None = None, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None
) -> Verdict:
    """Whether the proposition holds on a date (any part of it; None: at any time) for the viewpoint, with the claims on each side."""
    return judge(proposition, on, testimonies(record, proposition, viewpoint, lineage=lineage))


def judge(proposition: Proposition, on: When | None, found: Sequence[Testimony]) -> Verdict:
    """The same, from testimonies at hand.

    held: somebody sure says so and nobody denies it · denied: only denials, or it had ended · contested: both a supporter and a denial speak
    to the date (or a supporter outlasts an end) · possible: only undated, unsure or uncertainly dated support · unknown: nobody speaks to the date.
    """
    first, last = (UNKNOWN_PAST, UNKNOWN_FUTURE) if on is None else (on.first_day, on.last_day)
    strong = [t for t in found if not t.weak and not t.idle]
    speaking = [t for t in strong if t.window.possibly_in(first, last)]
    supports = [t for t in speaking if t.supports]
    opposes = [t for t in speaking if t.is_denial]
    ended = [t for t in speaking if t.effect is Effect.ENDS and not t.supports]
    sure = [t for t in supports if t.witness.is_sure and (on is None or t.window.certainly_in(first, last))]
    over = [t for t in ended if t.witness.is_sure and t.window.certainly_in(first, last)]
    if supports and (opposes or (on is not None and over and any(not t.persists for t in sure))):
        status = Status.CONTESTED
    elif sure:
        status = Status.HELD
    elif opposes or over:
        status = Status.DENIED
    elif supports:
        status = Status.POSSIBLE
    else:
        status = Status.UNKNOWN
    rest = [t for t in strong if t not in speaking]
    return Verdict(proposition, on, status, *map(tuple, (supports, opposes, ended, [t for t in found if t.weak or t.idle], rest)))


@dataclass(frozen=True, slots=True)
class Holding:
    """One state of an entity: what it is, how it stands, and from when to when by the supporters taken together (None: nobody supports it)."""

    proposition: Proposition
    verdict: Verdict
    window: Window | None


def holdings(
    record: Rows, entity: int, on: When | None = None, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None
) -> tuple[Holding, ...]:
    """Every state in which the entity (or, with ``lineage``, an earlier or later name of it) takes part, sorted by vocabulary, then begin.

    With a date, only the states that somebody says hold or do not hold on it; those that had merely ended by then are left out.
    """
    own = bodies(lineage, entity)
    witnesses = Witnesses(record).about(own)
    found = []
    for p in sorted({q for w in witnesses for q in _states_of(w, set(own), entity)}, key=lambda p: (_ORDER[p.topic], p.x, p.y)):
        v = judge(p, on, weigh(p, witnesses, viewpoint, own if p.x == entity else None, own if p.y == entity else None))
        if p.x != p.y and (v.supports or v.opposes):  # a body that merged into its own later name is not part of itself
            found.append(Holding(p, v, _together(v.supports)))
    return tuple(sorted(found, key=lambda h: (_ORDER[h.proposition.topic], h.window.start_earliest if h.window else UNKNOWN_FUTURE)))


_ORDER = {name: i for i, name in enumerate(vocabulary().predicates)}


def _states_of(w: Witness, heirs: set[int], entity: int) -> Iterable[Proposition]:
    """The states that the claim holds or begins, with the entity standing in for its other names."""

    def own(e: int) -> int:
        return entity if e in heirs else e

    if is_state(w.predicate):
        if w.predicate != "alias":
            yield Proposition(w.predicate, own(w.subject), own(w.object))
        return
    slots = {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org}
    for pattern in vocabulary()[w.predicate].initiates:
        x, y = (*(own(slots.get(t, 0)) for t in pattern.terms), 0)[:2]
        if entity in (x, y) and x and (y or len(pattern.terms) == 1):
            yield Proposition(pattern.name, x, y)


def _together(supports: Sequence[Testimony]) -> Window | None:
    dated = [t.window for t in supports if not t.window.is_undated] or [t.window for t in supports]
    if not dated:
        return None
    return Window(
        min(w.start_earliest for w in dated),
        min(w.start_latest for w in dated),
        max(w.end_earliest for w in dated),
        max(w.end_latest for w in dated),
    )


def timeline(record: Rows, entity: int, viewpoint: Viewpoint = EVERYONE, *, lineage: Lineage | None = None) -> tuple[Witness, ...]:
    """Every claim about the entity and its lineage, dated ones first, by earliest day, then by latest; undated ones after, in the order of the record."""
    family = lineage.family(entity) if lineage else (entity,)
    admitted = [w for w in Witnesses(record).about(family) if viewpoint.admits(w)]
    return tuple(sorted(admitted, key=lambda w: (w.window.is_undated, _first(w), w.window.end_latest)))


def _first(w: Witness) -> int:
    """The day to file it under: its earliest start, or for "by the end of 2010" the day by which."""
    return w.window.start_earliest if w.window.start_earliest != UNKNOWN_PAST else w.window.end_latest


def every_holding(record: Rows, viewpoint: Viewpoint = EVERYONE) -> Iterator[Holding]:
    """Every state of the record, at any time, for the viewpoint; in the order of the vocabulary, then of the entities. Lineages are not followed."""
    witnesses = Witnesses(record).all()
    about: dict[int, list[Witness]] = defaultdict(list)
    found: set[Proposition] = set()
    for w in witnesses:
        for e in {w.subject, w.object, w.from_, w.org} - {0}:
            about[e].append(w)
            found.update(_states_of(w, set(), e))
    for p in sorted(found, key=lambda p: (_ORDER[p.topic], p.x, p.y)):
        near = {w.claim: w for e in (p.x, p.y) if e for w in about[e]}
        v = judge(p, None, weigh(p, sorted(near.values(), key=lambda w: (w.doc, w.start, w.end, w.claim)), viewpoint))
        if v.status is not Status.UNKNOWN:
            yield Holding(p, v, _together(v.supports))
