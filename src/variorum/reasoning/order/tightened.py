"""Claims with narrower days than they say themselves: what follows from other claims, from sentences about their order, and from the laws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from variorum.model import Edge
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.order.constraints import Because, Constrained, constrain, own_window
from variorum.reasoning.order.laws import laws
from variorum.reasoning.order.proof import Step, Words, shown_day, steps
from variorum.reasoning.order.solve import Solution, solve
from variorum.reasoning.order.told import orders, told
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, Witness, Witnesses, counting, is_state

_AT_ONCE = 5000  # claims named in one query
_BODIES = 500  # whose claims are looked at: enough for a long life, and no whole record for a short question


class Limit(StrEnum):
    NOT_BEFORE = "not before"
    NOT_AFTER = "not after"


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that the claim does not set itself: its first or (``edge`` END, of a state) last day is not before or not after ``day``.

    ``words`` says it with its proof in one line; ``because`` is the proof step by step, from the first day known to the claim.
    """

    claim: int
    edge: Edge
    limit: Limit
    day: int
    because: tuple[Step, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Tightened:
    """A claim's four days when all is taken together, and what narrowed them, never empty.

    Never wider than what the claim says itself, a date marked ``~`` or ``?`` being read with the room that its mark leaves.
    """

    claim: int
    window: Window
    bounds: tuple[Bound, ...]


def tightened(record: Rows, claims: Iterable[Witness], viewpoint: Viewpoint = EVERYONE) -> dict[int, Tightened]:
    """For each of ``claims`` that can be dated more closely than it says: its days, and by what; the others are left out.

    What counts is what the viewpoint admits. Looked at are all claims about those bodies of ``claims`` of which a law speaks (the five hundred most
    often named), and about whom the claims are that a sentence puts in order with one of them; what is farther away is not. Claims that cannot all
    be dated (:func:`~variorum.reasoning.order.find.find_order`) narrow nothing and are not narrowed. Nor are claims that nobody surely puts forward
    as actual, nor the ends of what may still last, nor a state with a single date, which may be older and outlast it.
    """
    wanted = {w.claim: w for w in claims}
    made = _around(record, wanted, viewpoint)
    solution = solve(made.network)
    disputed = {made.sources[s] for conflict in solution.conflicts for s in conflict}
    found: dict[int, tuple[Window, tuple[Bound, ...]]] = {}
    for claim, w in wanted.items():
        if claim in made.points and claim not in disputed:
            bounds = tuple(_bounds(made, solution, w))
            if bounds:
                found[claim] = (_window(made, solution, w), bounds)
    words = Words.of(record, made, [b.because for _, bounds in found.values() for b in bounds])
    return {claim: Tightened(claim, window, tuple(_worded(b, words) for b in bounds)) for claim, (window, bounds) in found.items()}


def _around(record: Rows, wanted: Mapping[int, Witness], viewpoint: Viewpoint) -> Constrained:
    """The network of the claims near these."""
    linked = {c for o in orders(record, wanted) for c in (o.earlier, o.later)} - wanted.keys()
    bodies = _bound(wanted.values()) | _named(record, linked)
    near = {w.claim: w for w in Witnesses(record, viewpoint).about(bodies)}
    near |= {w.claim: w for w in counting(record, viewpoint, wanted.values())}
    said = [o for o in orders(record, near) if o.counts(viewpoint)]
    return constrain(near.values(), said, told(record, near))


def _bound(claims: Iterable[Witness]) -> set[int]:
    """The bodies that some law speaks of in these claims, the most often named ones: a place or a mere target brings no law with it."""
    found: Counter[int] = Counter()
    for w in claims:
        found.update({w.subject if clause.slot == "subject" else w.object for clause in laws().get(w.predicate, ())})
    return {body for body, _ in sorted(found.items(), key=lambda x: (-x[1], x[0]))[:_BODIES]} - {0}


def _named(record: Rows, claims: Iterable[int]) -> set[int]:
    """A body of each of these claims, by which the claim itself can be fetched."""
    listed = sorted(claims)
    found: set[int] = set()
    for i in range(0, len(listed), _AT_ONCE):
        some = listed[i : i + _AT_ONCE]
        sql = f"SELECT subject, object FROM claim WHERE claim_id IN ({','.join('?' * len(some))})"
        found.update(subject or obj for subject, obj in record.rows(sql, some))
    return found - {0}


def _bounds(made: Constrained, solution: Solution, w: Witness) -> Iterator[Bound]:
    own = own_window(w, made.told.get(w.claim))
    first, last = made.points[w.claim]
    state = is_state(w.predicate)
    if state and w.window.is_one_date:
        return
    latest_start = own.start_latest if state else _before(own.end_latest)
    edges = [(Edge.START, first, own.start_earliest, latest_start)]
    if state and own.end_earliest != UNKNOWN_FUTURE:
        edges.append((Edge.END, last, _before(own.end_earliest), _before(own.end_latest)))
    for edge, point, low, high in edges:
        if solution.earliest[point] > low and _leans(because := steps(made, solution.why_not_before(point)), w.claim):
            yield Bound(w.claim, edge, Limit.NOT_BEFORE, solution.earliest[point], because, "")
        if solution.latest[point] < high and _leans(because := steps(made, solution.why_not_after(point)), w.claim):
            yield Bound(w.claim, edge, Limit.NOT_AFTER, solution.latest[point], because, "")


def _leans(because: Sequence[Step], claim: int) -> bool:
    """Whether a proof rests on anything but the claim's own dates: that "until 2010" began no later than 2010 is no news."""
    return any(step.source != claim or step.why is Because.TOLD for step in because)


def _window(made: Constrained, solution: Solution, w: Witness) -> Window:
    """The claim's days with the bounds laid over them; of a date marked as about or uncertain, the days that the mark allows."""
    first, last = made.points[w.claim]
    own = own_window(w, made.told.get(w.claim))
    low, high = solution.earliest[first], solution.latest[first]
    if not is_state(w.predicate):
        return Window(low, high, _after(low), _after(high))
    if own.end_earliest == UNKNOWN_FUTURE:
        return Window(low, high, own.end_earliest, own.end_latest)
    return Window(low, high, _after(solution.earliest[last]), _after(solution.latest[last]))


def _worded(bound: Bound, words: Words) -> Bound:
    what = "ended " if bound.edge is Edge.END else ""
    line = f"{what}{bound.limit} {shown_day(bound.day)}: {words.proof(bound.because, bound.claim)}"
    return Bound(bound.claim, bound.edge, bound.limit, bound.day, bound.because, line)


def _before(day: int) -> int:
    return day if day in (UNKNOWN_PAST, UNKNOWN_FUTURE) else day - 1


def _after(day: int) -> int:
    return day if day in (UNKNOWN_PAST, UNKNOWN_FUTURE) else day + 1
