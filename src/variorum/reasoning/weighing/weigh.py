"""Everything that bears on the weight of one dispute, side by side: grades, judgements in the texts, arguments, hypotheses, and what would flip it.

Nothing here adds up to one figure. Each part is computed from the same claims and grades, and shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.model import When
from variorum.reasoning.dispute import Dispute, DisputeKind
from variorum.reasoning.lineage import Lineage, carriers
from variorum.reasoning.states import Status
from variorum.reasoning.testimony import Proposition
from variorum.reasoning.weighing.arguments import View, view
from variorum.reasoning.weighing.at_hand import bearing_on
from variorum.reasoning.weighing.bar import Bar
from variorum.reasoning.weighing.cells import cells_of
from variorum.reasoning.weighing.clashes import clashes, topic_of, witnesses_of
from variorum.reasoning.weighing.flips import Flips, smallest_flips
from variorum.reasoning.weighing.graded import Graded, graded
from variorum.reasoning.weighing.grades import Grades
from variorum.reasoning.weighing.matrix import Matrix, Roots, matrix
from variorum.reasoning.weighing.preference import CLEARLY
from variorum.reasoning.weighing.preferred import Solver
from variorum.reasoning.witness import Rows
from variorum.shelf.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Weighing:
    """One dispute with its weights apart. ``topic`` is the question that is weighed, as far as it is one of the vocabulary.

    ``by_grades`` is the argumentation view in which attacks of clearly worse graded arguments fail, ``plain`` the one in which none does.
    ``flips`` is about which positions still have a claim that counts under ``bar``, in the order of the sides.
    """

    dispute: Dispute
    topic: str | None
    bar: Bar
    claims: tuple[Graded, ...]
    by_grades: View
    plain: View
    matrix: Matrix
    flips: Flips[tuple[str, ...]]


def weigh(
    record: Rows,
    dispute: Dispute,
    log: Sequence[Judgement] = (),
    *,
    bar: Bar | None = None,
    steps: int = CLEARLY,
    roots: Roots | None = None,
    solver: Solver | None = None,
) -> Weighing:
    """The weighing of a dispute, with the grades and cells of a log of judgements. ``roots`` counts independent roots of claims, where traced.

    Raises:
        DecisionError: a line of the log cannot be used.
    """
    bar = bar or Bar()
    witnesses = witnesses_of(record, dispute)
    proposition = topic_of(dispute, witnesses) if dispute.kind is DisputeKind.STATUS else None
    topic = proposition.topic if proposition else None
    in_order = sorted(witnesses.values(), key=lambda w: (w.doc, w.start, w.end, w.claim))
    claims = graded(in_order, Grades.of(record, log, judged_in_texts=witnesses), topic)
    pairs = clashes(dispute, witnesses)
    plain = view(dispute, claims, pairs, by_grades=False, steps=steps, solver=solver)
    own = [(s.position, frozenset(s.claims)) for s in dispute.sides]

    def standing(counting: frozenset[int]) -> tuple[str, ...]:
        return tuple(position for position, claims in own if not claims.isdisjoint(counting))

    return Weighing(
        dispute,
        topic,
        bar,
        claims,
        view(dispute, claims, pairs, steps=steps, solver=solver) if plain.failing else replace(plain, by_grades=True),
        plain,
        matrix(dispute, claims, pairs, bar, judged=cells_of(record, log, dispute.question), roots=roots),
        smallest_flips(claims, bar, standing),
    )


@dataclass(frozen=True, slots=True)
class WeighedVerdict:
    """A verdict above a grade: the claims that bear on it (also those that do not count) with their grades, and what would flip it.

    ``flips.now`` is the verdict.
    """

    proposition: Proposition
    on: When | None
    bar: Bar
    claims: tuple[Graded, ...]
    flips: Flips[Status]


def weigh_verdict(
    record: Rows, proposition: Proposition, on: When | None = None, log: Sequence[Judgement] = (), *, bar: Bar | None = None
) -> WeighedVerdict:
    """The verdict of everyone above the bar on a proposition, and the smallest changes of grades that flip it.

    Lineages are those of the claims that count now: a change that would bring a renaming in or out is not followed.

    Raises:
        DecisionError: a line of the log cannot be used.
    """
    bar = bar or Bar()
    renamings = carriers(record)
    grades = Grades.of(record, log, judged_in_texts=[w.claim for w in renamings])
    lineage = Lineage.from_witnesses([g.witness for g in graded(renamings, grades) if bar.admits(g)])
    witnesses, status = bearing_on(record, proposition, on, lineage)
    grades = Grades.of(record, log, judged_in_texts=[w.claim for w in witnesses])
    claims = graded(witnesses, grades, proposition.topic)
    return WeighedVerdict(proposition, on, bar, claims, smallest_flips(claims, bar, status))
