"""Keeping a person's judgement: a grade, or a cell of a matrix, checked in words before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from variorum.errors import UsageError
from variorum.reasoning.dispute import Dispute
from variorum.reasoning.weighing.cells import Cell, CellJudgement
from variorum.reasoning.weighing.grade import ALL, Grade, from_judgement, known_topic
from variorum.reasoning.weighing.grades import Grades
from variorum.reasoning.weighing.matrix import Evidence, Matrix
from variorum.reasoning.weighing.places import place_of_claim, place_of_voice
from variorum.reasoning.weighing.scale import credibility, reliability
from variorum.reasoning.witness import Rows
from variorum.shelf import judgements
from variorum.shelf.judgements import Kind, signed


def grade_voice(record: Rows, log: Path, voice: int, mark: str, *, why: str, topic: str = ALL, by: str | None = None) -> Grade:
    """Keeps a grade (A to F) of a voice on a topic, and gives it back with its line.

    Raises:
        UsageError: the mark is out of range, the topic unknown, the reason empty, or the entity says nothing in the record.
        DecisionError: the log cannot be used or written.
    """
    what = place_of_voice(record, voice)
    fields = {"voice": what.to_dict(), "topic": known_topic(topic), "grade": str(reliability(mark))}
    return from_judgement(judgements.append(log, signed(Kind.GRADE, fields, why=_reason(why), by=by)))


def grade_claim(record: Rows, log: Path, claim: str, mark: str, *, why: str, by: str | None = None) -> Grade:
    """Keeps a grade (1 to 6) of a claim, named DOCUMENT:LOCALID or by its id, and gives it back with its line. Raises as :func:`grade_voice`."""
    fields = {"claim": place_of_claim(record, claim).to_dict(), "grade": str(credibility(mark))}
    return from_judgement(judgements.append(log, signed(Kind.GRADE, fields, why=_reason(why), by=by)))


def beside(grades: Grades, given: Grade) -> tuple[Grade, ...]:
    """The grades of other graders on the same matter that differ from the one given: they stand side by side with it."""
    for group in grades.contradictions:
        if any(g.line == given.line for g in group):
            return tuple(g for g in group if g.line != given.line)
    return ()


def judge_cell(
    record: Rows, log: Path, dispute: Dispute, shown: Matrix, row: int, hypothesis: str, cell: str, *, why: str, by: str | None = None
) -> int:
    """Keeps a judgement of the cell of evidence ``row`` (from 1, as shown) and a hypothesis, and gives its line.

    Raises:
        UsageError: there is no such row or hypothesis, the cell is none of the three values, or the reason is empty.
        DecisionError: the log cannot be used or written.
    """
    evidence = _row(shown.evidence, row)
    if hypothesis not in shown.hypotheses:
        raise UsageError(f"{hypothesis!r} is no hypothesis here; expected one of {', '.join(shown.hypotheses)}")
    if cell not in list(Cell):
        raise UsageError(f"{cell!r} is no value of a cell; expected {', '.join(Cell)}")
    place = place_of_voice(record, evidence.voice)
    new = CellJudgement(dispute.question, place, evidence.says, evidence.stance, hypothesis, Cell(cell), "", None, None)
    return judgements.append(log, signed(Kind.CELL, new.fields(), why=_reason(why), by=by)).line


def _row(evidence: Sequence[Evidence], number: int) -> Evidence:
    if not 1 <= number <= len(evidence):
        raise UsageError(f"there is no row {number} in the matrix; it has 1 to {len(evidence)}")
    return evidence[number - 1]


def _reason(why: str) -> str:
    if not why.strip():
        raise UsageError("a judgement needs its reason, in words: --why")
    return why.strip()
