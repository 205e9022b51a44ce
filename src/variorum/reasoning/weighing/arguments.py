"""A dispute as arguments: claims that cannot both hold attack each other, claims of one side support each other, and judgements in the texts attack
or support the claims that they judge. Grades may make an attack fail; nothing else in the view knows of them.

A failed attack follows Amgoud and Cayrol, "A reasoning model based on the production of acceptable arguments" (2002): the attack of a clearly worse
argument on a better one does not count; :mod:`preference` says what is clear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.reasoning.dispute import Dispute
from variorum.reasoning.weighing.clashes import Pairs
from variorum.reasoning.weighing.framework import Framework, Standing, grounded
from variorum.reasoning.weighing.grade import Grade
from variorum.reasoning.weighing.graded import Graded
from variorum.reasoning.weighing.grades import TextGrade
from variorum.reasoning.weighing.preference import CLEARLY, Marks, clearly_worse
from variorum.reasoning.weighing.preferred import Preferred, Solver, preferred
from variorum.reasoning.weighing.scale import Bearing, Mark, stances


@dataclass(frozen=True, slots=True)
class Argument:
    """A claim of a side, or a judgement in a text on such a claim (then ``judges`` is that judgement and ``claim`` the claim judged).

    ``sides`` are the dispute's sides (by number from 0) that the claim is on; empty for a judgement, which takes no side by itself.
    """

    claim: int
    voice: int
    sides: tuple[int, ...]
    marks: Marks
    judges: TextGrade | None = None


@dataclass(frozen=True, slots=True)
class Attack:
    """Argument ``by`` attacks argument ``on`` (numbers in the view). ``fails``: ``by`` is clearly worse graded."""

    by: int
    on: int
    fails: bool


@dataclass(frozen=True, slots=True)
class View:
    """Arguments with their attacks and supports, and how each comes out.

    ``by_grades`` says whether failing attacks were left out; ``standing`` is the grounded labelling, ``preferred`` the ways to see the dispute.
    """

    arguments: tuple[Argument, ...]
    attacks: tuple[Attack, ...]
    supports: tuple[tuple[int, int], ...]
    by_grades: bool
    standing: tuple[Standing, ...]
    preferred: Preferred

    @property
    def failing(self) -> tuple[Attack, ...]:
        return tuple(a for a in self.attacks if a.fails)


def view(
    dispute: Dispute,
    claims: Sequence[Graded],
    pairs: Pairs,
    *,
    by_grades: bool = True,
    steps: int = CLEARLY,
    solver: Solver | None = None,
) -> View:
    """The argumentation view of a dispute from the claims of its sides and the ``pairs`` of them that cannot both hold.

    With ``by_grades`` False every attack counts; those that would fail are marked all the same.
    """
    arguments = _arguments(dispute, claims)
    number = {a.claim: i for i, a in enumerate(arguments) if a.judges is None}
    between = {(number[a], number[b]) for a, b in pairs}
    directed = between | {(b, a) for a, b in between} | _judging(arguments, number)
    attacks = tuple(Attack(a, b, clearly_worse(arguments[a].marks, arguments[b].marks, steps=steps)) for a, b in sorted(directed))
    counting = frozenset((a.by, a.on) for a in attacks if not (by_grades and a.fails))
    framework = Framework(len(arguments), counting)
    return View(arguments, attacks, _supports(arguments, number), by_grades, grounded(framework), preferred(framework, solver=solver))


def _arguments(dispute: Dispute, claims: Sequence[Graded]) -> tuple[Argument, ...]:
    """The claims in the order given, each followed by the judgements on it. Grades of judgements are those of their voices."""
    found = []
    for g in claims:
        w = g.witness
        sides = tuple(i for i, s in enumerate(dispute.sides) if w.claim in s.claims)
        found.append(Argument(w.claim, w.voice, sides, Marks(_marks(g.of_voice), _marks(g.of_claim))))
        found += [Argument(w.claim, j.text.voice, (), Marks(_marks(j.of_voice)), j.text) for j in g.in_texts]
    return tuple(found)


def _marks(grades: tuple[Grade, ...]) -> tuple[Mark, ...]:
    return tuple(g.mark for g in grades)


def _judging(arguments: tuple[Argument, ...], number: Mapping[int, int]) -> set[tuple[int, int]]:
    found = set()
    for i, a in enumerate(arguments):
        bears = stances()[a.judges.stance].bears if a.judges else Bearing.NOTHING
        if bears in (Bearing.REBUTS, Bearing.UNDERCUTS):
            found.add((i, number[a.claim]))
        if bears is Bearing.REBUTS:
            found.add((number[a.claim], i))
    return found


def _supports(arguments: tuple[Argument, ...], number: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """Who speaks for whom: claims of one side by different voices (each pair once), and judgements that support."""
    claims = [i for i, a in enumerate(arguments) if a.judges is None]
    together = [
        (i, j)
        for i in claims
        for j in claims
        if i < j and arguments[i].voice != arguments[j].voice and set(arguments[i].sides) & set(arguments[j].sides)
    ]
    judging = [(i, number[a.claim]) for i, a in enumerate(arguments) if a.judges and stances()[a.judges.stance].bears is Bearing.SUPPORTS]
    return tuple(sorted(together + judging))
