"""The event calculus on claims at hand, which weighing asks again and again with some of them left out. The only file here that calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from variorum.model import When, vocabulary
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.states import Status, judge
from variorum.reasoning.testimony import Proposition, Testimony, bodies, weigh
from variorum.reasoning.viewpoint import EVERYONE
from variorum.reasoning.witness import Rows, Witness, Witnesses


def said_of(proposition: Proposition, witnesses: Iterable[Witness]) -> dict[int, Testimony]:
    """What each of the claims says for or against the proposition, by claim; claims that do not bear on it are left out. No lineage is followed."""
    return {t.witness.claim: t for t in weigh(proposition, witnesses)}


def carriers(record: Rows) -> tuple[Witness, ...]:
    """The claims of the record from which lineages are made."""
    return Witnesses(record).of([*(n for n, p in vocabulary().predicates.items() if p.carries), "merged_into"])


def bearing_on(
    record: Rows, proposition: Proposition, on: When | None, lineage: Lineage
) -> tuple[tuple[Witness, ...], Callable[[frozenset[int]], Status]]:
    """The claims of everyone that bear on a proposition, and the verdict on a date if only some of them (ids) counted."""
    xs, ys = bodies(lineage, proposition.x), bodies(lineage, proposition.y)
    near = Witnesses(record).about([e for e in (*xs, *ys) if e])
    bearing = {t.witness.claim for t in weigh(proposition, near, EVERYONE, xs, ys)}
    witnesses = tuple(w for w in near if w.claim in bearing)

    def status(counting: frozenset[int]) -> Status:
        counted = [w for w in witnesses if w.claim in counting]
        return judge(proposition, on, weigh(proposition, counted, EVERYONE, xs, ys)).status

    return witnesses, status
