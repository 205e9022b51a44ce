"""How grades and weighings look in a terminal of a hundred columns. Arguments and rows of the matrix have numbers, by which the parts refer to each other."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from variorum.asking.citation import Citation
from variorum.asking.weighed import by_side, condition_words, standing_words
from variorum.cli.show import one_line
from variorum.model import vocabulary
from variorum.reasoning.disputes import Dispute
from variorum.reasoning.weighing import Flips, Grade, Grades, WeighedVerdict, Weighing
from variorum.reasoning.weighing.arguments import View
from variorum.reasoning.weighing.cells import Cell
from variorum.reasoning.weighing.framework import Standing
from variorum.reasoning.weighing.grades import topic_words
from variorum.reasoning.weighing.matrix import Evidence, Matrix
from variorum.reasoning.weighing.scale import stances, worded

WIDTH = 100
#: Claims of a side, and flips, that are shown to a person; there may be hundreds.
_MOST = 12
#: Cells of the matrix; a person's is followed by an asterisk.
SIGNS = {Cell.CONSISTENT: "+", Cell.INCONSISTENT: "−", Cell.NOT_APPLICABLE: "·"}

Words = Mapping[int, Citation]
Labels = Mapping[int, str]


def show_disputes(out: Console, found: Sequence[Dispute]) -> None:
    """The disputes with the numbers by which `weigh` knows them."""
    for n, d in enumerate(found, 1):
        _say(out, f"{n:>3}. {d.question}  ({d.kind})", 5, first=0)
    _say(out, f"{len(found)} {'dispute' if len(found) == 1 else 'disputes'}; `variorum weigh DIR NUMBER` lays one out.", style="dim")


def show_grades(out: Console, found: Grades, words: Words, labels: Labels) -> None:
    """Grades of voices, of claims, judgements in the texts, graders who differ, grades that apply to nothing."""
    _head(out, "Voices")
    for voice, given in found.by_voice.items():
        _say(out, labels.get(voice, "somebody"), 2, style="bold")
        for g in given:
            _say(out, f"{worded(g.mark)} on {topic_words(g.topic)} - {_signed(g)}", 4)
    _head(out, "Claims")
    for claim, given in found.by_claim.items():
        _say(out, _claim_line(words[claim]), 2, style="bold")
        for g in given:
            _say(out, f"{worded(g.mark)} - {_signed(g)}", 4)
    _head(out, "Judgements in the texts (beside persons' grades, never mixed with them)")
    for claim, judged in found.in_texts.items():
        _say(out, _claim_line(words[claim]), 2)
        for t in judged:
            rule = stances()[t.stance]
            _say(out, f"{rule.said} by {labels.get(t.voice)}: “{one_line(t.quote)}” (counts as {worded(rule.counts_as)})", 4)
    for group in found.contradictions:
        _say(out, "Graders differ on " + str(group[0].what) + ": " + "; ".join(f"{g.grader} {worded(g.mark)}" for g in group))
    for g in found.unapplied:
        _say(out, f"Line {g.line}, a grade of {g.what}, applies to nothing in this record.")
    if not (found.by_voice or found.by_claim):
        _say(out, "No grades by persons yet: variorum grade DIR --voice NAME B --why ...", style="dim")


def show_weighing(out: Console, number: int, w: Weighing, words: Words, labels: Labels) -> None:
    """A dispute with its claims and grades, arguments, matrix and flips."""
    _say(out, f"{number}. {w.dispute.question}", style="bold")
    _say(out, f"{w.dispute.kind} · counts: {w.bar.words()}", style="dim")
    numbers = {(a.claim, a.judges): n for n, a in enumerate(w.plain.arguments, 1)}
    counted = {g.witness.claim for g in w.claims if w.bar.admits(g)}
    for s in w.dispute.sides:
        _head(out, f"Side: {s.position}")
        own = [g for g in w.claims if g.witness.claim in s.claims]
        for g in own[:_MOST]:
            claim = g.witness.claim
            below = "" if claim in counted else "  [below the bar]"
            _say(out, f"{numbers[claim, None]:>3}  {labels.get(g.witness.voice)}: {_claim_line(words[claim])}{below}", 5, first=0)
            _say(out, f"voice: {_grades(g.of_voice)}; claim: {_grades(g.of_claim)}", 7, style="dim")
            for j in g.in_texts:
                rule = stances()[j.text.stance]
                said = f"{rule.said} by {labels.get(j.text.voice)}: “{one_line(j.text.quote)}”"
                marks = f"counts as {rule.counts_as}; voice: {_grades(j.of_voice)}"
                _say(out, f"{numbers[claim, j.text]:>3}  in the text {said} ({marks})", 10, first=5)
        if len(own) > _MOST:
            _say(out, f"and {len(own) - _MOST} more (--json has all)", 5, style="dim")
    _arguments(out, w)
    _matrix(out, w.matrix, labels)
    _head(out, "What would flip it")
    _flips(out, w.flips, words, labels, standing_words)


def show_verdict(out: Console, w: WeighedVerdict, words: Words, labels: Labels) -> None:
    """The verdict above the bar, the claims that bear on it with their grades, and what would flip it."""
    p = w.proposition
    _say(out, vocabulary()[p.topic].question(labels.get(p.x), labels.get(p.y)), style="bold")
    _say(out, f"{f'on {w.on.edtf} · ' if w.on else ''}counts: {w.bar.words()}", style="dim")
    _line(out, "")
    for n, g in enumerate(w.claims, 1):
        below = "" if w.bar.admits(g) else "  [below the bar]"
        _say(out, f"{n:>3}  {labels.get(g.witness.voice)}: {_claim_line(words[g.witness.claim])}{below}", 5, first=0)
        _say(out, f"voice: {_grades(g.of_voice)}; claim: {_grades(g.of_claim)}", 7, style="dim")
    _head(out, "What would flip it")
    _flips(out, w.flips, words, labels, str)


def _arguments(out: Console, w: Weighing) -> None:
    _head(out, "Arguments (numbers as above)")
    attacks, supports = w.by_grades.attacks, w.by_grades.supports
    _say(out, f"{_count(len(attacks), 'attack')}, {_count(len(supports), 'support')}, {_count(len(w.plain.arguments), 'argument')}.", 2)
    failing = w.by_grades.failing
    if not failing:
        _say(out, "No attack fails by grade.", 2)
        _outcome(out, w.plain, w.dispute)
        return
    for a in failing:
        by, on = w.plain.arguments[a.by], w.plain.arguments[a.on]
        _say(out, f"{a.by + 1} ({by.marks.words()}) fails against {a.on + 1} ({on.marks.words()}): clearly worse graded", 2)
    _say(out, "With grades", 2, style="bold")
    _outcome(out, w.by_grades, w.dispute)
    _say(out, "Without grades", 2, style="bold")
    _outcome(out, w.plain, w.dispute)


def _outcome(out: Console, v: View, dispute: Dispute) -> None:
    """Grounded and preferred extensions, with how many claims of each side are in them."""
    for standing, words in (
        (Standing.IN, "accepted whatever one prefers (grounded)"),
        (Standing.OUT, "rejected"),
        (Standing.UNDECIDED, "undecided"),
    ):
        members = [i for i, s in enumerate(v.standing) if s is standing]
        if members:
            _say(out, f"{words}: {_ranges(members)}  ({by_side(v.arguments, members, dispute)})", 6, first=4)
    p = v.preferred
    if p.extensions:
        _say(out, f"{_count(len(p.extensions), 'way')} to see it (preferred extensions; {p.solver}):", 4)
    for n, e in enumerate(p.extensions, 1):
        _say(out, f"{n}) {_ranges(sorted(e))}  ({by_side(v.arguments, e, dispute)})", 9, first=6)
    if p.note:
        _say(out, p.note, 4, style="dim")


def _matrix(out: Console, m: Matrix, labels: Labels) -> None:
    _head(out, "Hypotheses against evidence")
    _say(out, "; ".join(f"h{i} {h}" for i, h in enumerate(m.hypotheses, 1)), 2)
    _say(out, "+ consistent  − inconsistent  · not applicable  * judged by a person", 2, style="dim")
    room = max(24, min(46, WIDTH - 35 - 4 * len(m.hypotheses)))
    columns = "".join(f"{f'h{i}':>4}" for i in range(1, len(m.hypotheses) + 1))
    _line(out, f"{'':>5}{'evidence':<{room}}{'grade':<10}{'roots':>6}{columns}  tells apart", "dim")
    for n, e in enumerate(m.evidence, 1):
        cells = "".join(f"{SIGNS[c.value] + ('*' if c.judged else ''):>4}" for c in e.cells)
        apart = "yes" if e.is_diagnostic else "no"
        _line(out, f"{n:>3}  {_row_words(e, labels, room - 1):<{room}}{_row_grades(e):<10}{_roots(e.roots):>6}{cells}  {apart}")
    for t in m.tallies:
        below = f", {t.against_below} of them below the bar" if t.against_below else ""
        roots = "" if t.roots_against is None else f"; {t.roots_against} independent roots against"
        _say(
            out,
            f"{t.hypothesis}: {_count(t.against, 'row')} against{below}; {t.consistent} consistent; {t.not_applicable} not applicable{roots}",
            4,
            first=2,
        )
    for n, e in enumerate(m.evidence, 1):
        for h, c in zip(m.hypotheses, e.cells, strict=True):
            for j in c.judged:
                what = f"row {n}, {h}: {j.cell} by {j.who} (computed: {c.computed}, {c.reason}): {j.why}"
                _say(out, what if c.is_overridden or len(c.judged) == 1 else f"{what} - persons differ: as computed", 4, first=2)


def _row_words(e: Evidence, labels: Labels, room: int) -> str:
    """The voice is what is cut first when there is no room: what it says stays."""
    said = f"{stances()[e.stance].said} {e.says}" if e.stance else f"for {e.says}, {_count(len(e.claims), 'claim')}"
    said = _cut(said, room - 10)
    return f"{_cut(labels.get(e.voice, 'somebody'), room - 1 - len(said))} {said}"


def _row_grades(e: Evidence) -> str:
    return _cut(",".join(g.mark for g in e.grades) or "-", 6) + ("" if e.counts else " ↓")


def _roots(roots: int | None) -> str:
    return "-" if roots is None else str(roots)


def _flips(out: Console, f: Flips[Any], words: Words, labels: Labels, answer: Callable[[Any], str]) -> None:
    _say(out, f"Now: {answer(f.now)}.", 2)
    for flip in f.shown[:_MOST]:
        _say(out, f"if {condition_words(flip, words, labels)}: {answer(flip.becomes)}", 4, first=2)
    if len(f.flips) > _MOST:
        _say(out, f"and {len(f.flips) - _MOST} more (--json has all)", 2, style="dim")
    _say(out, f.words(), 2, style="dim")


def _grades(given: Sequence[Grade]) -> str:
    return "; ".join(f"{g.mark}{f' on {g.topic}' if g.topic else ''} by {g.grader}" for g in given) or "not graded"


def _signed(g: Grade) -> str:
    return f"{g.grader}, {g.when or 'undated'}: {g.why or 'no reason given'}"


def _claim_line(c: Citation) -> str:
    when = f" ({c.when})" if c.when else ""
    return f"{c.sentence}{when} “{one_line(c.quote)}” [{c.document}:{c.start} {c.local}]"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers from 1, runs drawn together: 1-3, 7."""
    runs: list[list[int]] = []
    for n in (i + 1 for i in numbers):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs) or "none"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _head(out: Console, text: str) -> None:
    _line(out, "")
    _line(out, text, "magenta")


def _say(out: Console, text: str, indent: int = 0, *, first: int | None = None, style: str = "") -> None:
    """The text in lines of at most a hundred columns; ``first`` is the indent of the first line where it differs."""
    start = " " * (indent if first is None else first)
    for line in textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]:
        _line(out, line, style)


def _line(out: Console, text: str, style: str = "") -> None:
    """One line. Names and reasons come from documents and logs: their control characters must not draw on the terminal."""
    text = "".join(ch if ch.isprintable() else " " for ch in text)
    out.print(Text(text, style=style), soft_wrap=True)
