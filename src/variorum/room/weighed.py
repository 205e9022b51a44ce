"""A weighing in words for its page: hypotheses against evidence, ways to see the dispute, and what would flip it. Nothing is summed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.asking.citation import cite
from variorum.asking.weighed import by_side, condition_words, standing_words
from variorum.reasoning import Dispute
from variorum.reasoning.weighing import Weighing
from variorum.reasoning.weighing.arguments import View
from variorum.reasoning.weighing.cells import Cell
from variorum.reasoning.weighing.framework import Standing
from variorum.reasoning.weighing.matrix import Evidence
from variorum.reasoning.weighing.scale import stances
from variorum.room.opened import Opened

#: Rows of evidence, flips and ways to see it that are shown.
ROWS, FLIPS, WAYS = 40, 12, 6
#: How a cell is drawn: a sign, and the word that it stands for.
SIGNS = {Cell.CONSISTENT: ("+", "fits"), Cell.INCONSISTENT: ("−", "speaks against"), Cell.NOT_APPLICABLE: ("·", "says nothing of it")}


@dataclass(frozen=True, slots=True)
class CellShown:
    """``sign`` and its ``word``; ``why`` says whence, and which persons judged otherwise; ``judged``: a person did."""

    sign: str
    word: str
    why: str
    judged: bool


@dataclass(frozen=True, slots=True)
class RowShown:
    """What one voice says for a side, or holds of one of its claims. ``grades`` are those of the voice; ``counts``: the bar lets it count."""

    voice: int
    says: str
    claims: int
    grades: str
    counts: bool
    roots: int | None
    cells: tuple[CellShown, ...]
    tells_apart: bool


@dataclass(frozen=True, slots=True)
class FlipShown:
    """If this were graded otherwise, then that would be the answer."""

    condition: str
    becomes: str


@dataclass(frozen=True, slots=True)
class WayShown:
    """How the arguments come out: by whose leave, in words, and with how many claims of each side."""

    name: str
    outcomes: tuple[tuple[str, str], ...]
    ways: tuple[str, ...]
    more: int
    note: str | None


@dataclass(frozen=True, slots=True)
class WeighingShown:
    """All parts of a weighing, side by side."""

    bar: str
    hypotheses: tuple[str, ...]
    rows: tuple[RowShown, ...]
    more_rows: int
    tallies: tuple[str, ...]
    views: tuple[WayShown, ...]
    now: str
    flips: tuple[FlipShown, ...]
    more_flips: int
    searched: str


def weighed(opened: Opened, dispute: Dispute) -> WeighingShown:
    """The weighing of a dispute with the grades of today, in words. A second or two where it has dozens of claims."""
    w = opened.archive.weigh(dispute)
    labels = opened.memo("labels", lambda: {e: n.label for e, n in opened.entities.items()})
    words = cite(opened.record, [c.claim for f in w.flips.shown[:FLIPS] for c in f.changes if c.claim is not None])
    views = [w.plain] if not w.by_grades.failing else [w.by_grades, w.plain]
    flips = tuple(FlipShown(condition_words(f, words, labels), standing_words(f.becomes)) for f in w.flips.shown[:FLIPS])
    return WeighingShown(
        w.bar.words(),
        w.matrix.hypotheses,
        tuple(_row(e) for e in w.matrix.evidence[:ROWS]),
        max(0, len(w.matrix.evidence) - ROWS),
        tuple(_tally(w, i) for i in range(len(w.matrix.hypotheses))),
        tuple(_view(v, dispute) for v in views),
        standing_words(w.flips.now),
        flips,
        max(0, len(w.flips.flips) - FLIPS),
        w.flips.words(),
    )


def _row(e: Evidence) -> RowShown:
    says = f"{stances()[e.stance].said} {e.says}" if e.stance else e.says
    cells = []
    for c in e.cells:
        sign, word = SIGNS[c.value]
        judged = "; ".join(f"{j.who} judges: {j.cell} ({j.why})" for j in c.judged)
        cells.append(CellShown(sign, word, f"{c.reason}; {judged}" if judged else c.reason, bool(c.judged)))
    grades = ", ".join(f"{g.mark} ({g.grader})" for g in e.grades) or "not graded"
    return RowShown(e.voice, says, len(e.claims), grades, e.counts, e.roots, tuple(cells), e.is_diagnostic)


def _tally(w: Weighing, at: int) -> str:
    t = w.matrix.tallies[at]
    below = f", {t.against_below} below the bar" if t.against_below else ""
    roots = f", {t.roots_against} origins" if t.roots_against is not None else ""
    return f"{t.against} against{below}{roots}"


def _view(v: View, dispute: Dispute) -> WayShown:
    names = ((Standing.IN, "accepted, whatever one prefers"), (Standing.OUT, "rejected"), (Standing.UNDECIDED, "left undecided"))
    members: Sequence[tuple[str, list[int]]] = [(name, [i for i, s in enumerate(v.standing) if s is standing]) for standing, name in names]
    outcomes = tuple((name, by_side(v.arguments, own, dispute)) for name, own in members if own)
    ways = tuple(by_side(v.arguments, e, dispute) for e in v.preferred.extensions)
    name = "with grades: a clearly worse graded claim does not count against a better one" if v.by_grades else "without grades"
    return WayShown(name, outcomes, ways[:WAYS], max(0, len(ways) - WAYS), v.preferred.note)
