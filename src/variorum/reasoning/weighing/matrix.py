"""Hypotheses against evidence: the matrix of R. J. Heuer's "analysis of competing hypotheses" (Psychology of Intelligence Analysis, 1999, chapter 8).

The hypotheses are the positions of a dispute's sides, and that neither holds. The evidence is what each voice says, a row for each side that it
takes, and each judgement in a text. A cell is computed from who says what, with its reason, and a person may judge it otherwise; both are kept. As
Heuer has it, what counts is what speaks *against*: a row that contradicts nothing, or everything, tells the hypotheses apart no better than silence.
There are counts and no score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from variorum.model import Stance
from variorum.reasoning.dispute import Dispute
from variorum.reasoning.weighing.bar import Bar
from variorum.reasoning.weighing.cells import Cell, CellJudgement, CellKey
from variorum.reasoning.weighing.clashes import Pairs
from variorum.reasoning.weighing.grade import Grade
from variorum.reasoning.weighing.graded import Graded, Judged
from variorum.reasoning.weighing.scale import Bearing, stances

#: The hypothesis that no side is right.
NEITHER = "neither"

#: The number of independent roots of some claims (ids), as far as anybody has traced them; None: not traced.
Roots = Callable[[frozenset[int]], int | None]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """``computed`` from who says what, for ``reason``; ``judged`` by persons, one each. ``value`` is the persons' where they agree, else as computed."""

    computed: Cell
    reason: str
    judged: tuple[CellJudgement, ...] = ()

    @property
    def value(self) -> Cell:
        said = {j.cell for j in self.judged}
        return said.pop() if len(said) == 1 else self.computed

    @property
    def is_overridden(self) -> bool:
        return self.value is not self.computed


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row: what one voice says for a side (``says``), or with a ``stance`` what it holds of a claim of that side. ``cells`` in the order of the
    hypotheses. ``grades`` are those of the voice on these claims, one a grader and topic; ``counts`` whether the bar lets any of it count.
    ``roots``: see :data:`Roots`.
    """

    voice: int
    says: str
    stance: Stance | None
    claims: tuple[int, ...]
    grades: tuple[Grade, ...]
    counts: bool
    roots: int | None
    cells: tuple[MatrixCell, ...]

    @property
    def speaks_against(self) -> int:
        """With how many of the hypotheses it is inconsistent."""
        return sum(c.value is Cell.INCONSISTENT for c in self.cells)

    @property
    def is_diagnostic(self) -> bool:
        """Whether it tells hypotheses apart: inconsistent with some, and not with all."""
        return 0 < self.speaks_against < len(self.cells)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the evidence stands to one hypothesis, in rows. ``against_below`` of ``against`` do not count under the bar. ``roots_against``:
    independent roots of the claims that speak against it and count; None: not traced.
    """

    hypothesis: str
    consistent: int
    against: int
    not_applicable: int
    against_below: int
    roots_against: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the order of the sides, then of the record; judgements in the texts after the claims."""

    hypotheses: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    tallies: tuple[Tally, ...]


def matrix(
    dispute: Dispute,
    claims: Sequence[Graded],
    pairs: Pairs,
    bar: Bar,
    *,
    judged: Mapping[CellKey, tuple[CellJudgement, ...]] | None = None,
    roots: Roots | None = None,
) -> Matrix:
    """The matrix of a dispute from the claims of its sides and the ``pairs`` of them that cannot both hold.

    ``roots`` None: independent roots are not traced, and the matrix says so.
    """
    rows = _Rows(dispute, _against(dispute, pairs), bar, judged or {}, roots or (lambda claims: None))
    evidence = [*rows.claims(claims), *rows.judgements(claims)]
    hypotheses = (*(s.position for s in dispute.sides), NEITHER)
    return Matrix(hypotheses, tuple(evidence), tuple(_tally(h, i, evidence, rows.roots) for i, h in enumerate(hypotheses)))


def _against(dispute: Dispute, pairs: Pairs) -> tuple[frozenset[int], ...]:
    """For each side, the claims that cannot hold beside some claim of it."""
    sides = [frozenset(s.claims) for s in dispute.sides]
    directed = [*pairs, *((b, a) for a, b in pairs)]
    return tuple(frozenset(a for a, b in directed if b in side) for side in sides)


@dataclass(frozen=True, slots=True)
class _Rows:
    dispute: Dispute
    against: tuple[frozenset[int], ...]
    bar: Bar
    judged: Mapping[CellKey, tuple[CellJudgement, ...]]
    roots: Roots

    def claims(self, claims: Sequence[Graded]) -> list[Evidence]:
        """A row for each voice and side."""
        found = []
        for side, s in enumerate(self.dispute.sides):
            by_voice: dict[int, list[Graded]] = {}
            for g in claims:
                if g.witness.claim in s.claims:
                    by_voice.setdefault(g.witness.voice, []).append(g)
            for voice, own in by_voice.items():
                computed = [self._claim_cell(own, side, j) for j in range(len(self.dispute.sides))] + [_neither(own)]
                grades = tuple(dict.fromkeys(x for g in own for x in g.of_voice))
                counts = any(self.bar.admits(g) for g in own)
                found.append(self._row(voice, s.position, None, [g.witness.claim for g in own], grades, counts, computed))
        return found

    def judgements(self, claims: Sequence[Graded]) -> list[Evidence]:
        """A row for each voice that judges claims of a side in its text, and stance."""
        found = []
        for side, s in enumerate(self.dispute.sides):
            by_judge: dict[tuple[int, Stance], list[tuple[Graded, Judged]]] = {}
            for g in claims:
                for j in g.in_texts if g.witness.claim in s.claims else ():
                    by_judge.setdefault((j.text.voice, j.text.stance), []).append((g, j))
            for (voice, stance), judged in by_judge.items():
                computed = [self._judgement_cell(stance, side, j) for j in range(len(self.dispute.sides) + 1)]
                grades = tuple(dict.fromkeys(x for _, j in judged for x in j.of_voice))
                counts = any(self.bar.passes((x.mark for x in self.bar.counted(j.of_voice)), self.bar.voice) for _, j in judged)
                found.append(self._row(voice, s.position, stance, [g.witness.claim for g, _ in judged], grades, counts, computed))
        return found

    def _row(
        self,
        voice: int,
        says: str,
        stance: Stance | None,
        claims: list[int],
        grades: tuple[Grade, ...],
        counts: bool,
        computed: list[tuple[Cell, str]],
    ) -> Evidence:
        hypotheses = (*(s.position for s in self.dispute.sides), NEITHER)
        cells = tuple(MatrixCell(*c, self.judged.get((voice, says, stance, h), ())) for c, h in zip(computed, hypotheses, strict=True))
        roots = None if stance else self.roots(frozenset(claims))
        return Evidence(voice, says, stance, tuple(dict.fromkeys(claims)), grades, counts, roots, cells)

    def _claim_cell(self, own: Sequence[Graded], side: int, hypothesis: int) -> tuple[Cell, str]:
        if side == hypothesis:
            return Cell.CONSISTENT, "says so"
        ids = {g.witness.claim for g in own}
        clashing = ids & self.against[hypothesis]
        if clashing:
            return Cell.INCONSISTENT, f"{len(clashing)} of its {len(ids)} claims cannot hold beside it"
        return Cell.NOT_APPLICABLE, "can hold beside it: of other times, or bears on it without deciding"

    def _judgement_cell(self, stance: Stance, side: int, hypothesis: int) -> tuple[Cell, str]:
        rule = stances()[stance]
        own = side == hypothesis
        match rule.bears:
            case Bearing.REBUTS:
                return (Cell.INCONSISTENT if own else Cell.CONSISTENT), f"a claim for {self.dispute.sides[side].position} is {rule.said}"
            case Bearing.SUPPORTS:
                return (Cell.CONSISTENT if own else Cell.INCONSISTENT), f"a claim for {self.dispute.sides[side].position} is {rule.said}"
            case _:
                return Cell.NOT_APPLICABLE, f"a claim is {rule.said}, which decides nothing"


def _neither(own: Sequence[Graded]) -> tuple[Cell, str]:
    if any(g.witness.is_sure for g in own):
        return Cell.INCONSISTENT, "takes a side, and is sure"
    return Cell.NOT_APPLICABLE, "takes a side, but is not sure"


def _tally(hypothesis: str, at: int, evidence: Sequence[Evidence], roots: Roots) -> Tally:
    values = [e.cells[at].value for e in evidence]
    against = [e for e in evidence if e.cells[at].value is Cell.INCONSISTENT]
    counting = frozenset(c for e in against if e.counts and e.stance is None for c in e.claims)
    return Tally(
        hypothesis,
        values.count(Cell.CONSISTENT),
        len(against),
        values.count(Cell.NOT_APPLICABLE),
        sum(not e.counts for e in against),
        roots(counting),
    )
