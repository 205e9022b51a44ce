"""The event calculus on claims at hand, which weighing asks again and again with some of them left out. The only file here that calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from variorum.model import When
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.plain import judge, weigh
from variorum.reasoning.states import Status
from variorum.reasoning.testimony import Bodies, Proposition, Testimony
from variorum.reasoning.witness import Rows, Witness, Witnesses


def said_of(proposition: Proposition, witnesses: Iterable[Witness]) -> dict[int, Testimony]:
    """What each of the claims says for or against the proposition, by claim; claims that do not bear on it are left out. No lineage is followed."""
    return {t.witness.claim: t for t in weigh(Bodies.of(proposition), witnesses)}


def bearing_on(
    record: Rows, proposition: Proposition, on: When | None, lineage: Lineage
) -> tuple[tuple[Witness, ...], Callable[[frozenset[int]], Status]]:
    """The claims of everyone that bear on a proposition, and the verdict on a date if only some of them (ids) counted."""
    bodies = Bodies.of(proposition, lineage)
    near = Witnesses(record).about({*bodies.xs, *bodies.ys} - {0})
    bearing = {t.witness.claim for t in weigh(bodies, near)}
    witnesses = tuple(w for w in near if w.claim in bearing)

    def status(counting: frozenset[int]) -> Status:
        return judge(proposition, on, weigh(bodies, [w for w in witnesses if w.claim in counting])).status

    return witnesses, status
