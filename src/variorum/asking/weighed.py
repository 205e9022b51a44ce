"""A weighing as JSON, every input with its words, nothing summed up; and the sentences that the terminal and the page share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from variorum.asking.citation import Citation
from variorum.reasoning.disputes import Dispute
from variorum.reasoning.weighing import Bar, Flips, Grade, WeighedVerdict, Weighing
from variorum.reasoning.weighing.arguments import Argument, View
from variorum.reasoning.weighing.flips import Change, Flip
from variorum.reasoning.weighing.graded import Graded
from variorum.reasoning.weighing.matrix import Evidence, Matrix
from variorum.reasoning.weighing.scale import stances

Words = Mapping[int, Citation]  #: citations by claim
Labels = Mapping[int, str]  #: what to call each entity


def weighing_dict(number: int, w: Weighing, words: Words, labels: Labels) -> dict[str, Any]:
    """The form of ``weigh --json``. Arguments and rows of the matrix are named by their number from 1, as in the terminal."""
    position = {c: s.position for s in w.dispute.sides for c in s.claims}
    return {
        "number": number,
        "question": w.dispute.question,
        "kind": str(w.dispute.kind),
        "topic": w.topic,
        "bar": bar_dict(w.bar),
        "claims": [{"position": position[g.witness.claim], **_graded(g, words, labels)} for g in w.claims],
        "arguments": {
            "arguments": [_argument(n, a, w, labels) for n, a in enumerate(w.plain.arguments, 1)],
            "attacks": [{"by": a.by + 1, "on": a.on + 1, "fails_by_grade": a.fails} for a in w.by_grades.attacks],
            "supports": [[a + 1, b + 1] for a, b in w.by_grades.supports],
            "with_grades": _outcome(w.by_grades),
            "without_grades": _outcome(w.plain),
        },
        "matrix": _matrix(w.matrix, words, labels),
        "flips": flips_dict(w.flips, words, labels),
    }


def verdict_dict(w: WeighedVerdict, words: Words, labels: Labels) -> dict[str, Any]:
    """The form of ``weigh --json`` for a yes-no question that is no dispute of the record."""
    p = w.proposition
    return {
        "topic": p.topic,
        "x": labels.get(p.x),
        "y": labels.get(p.y),
        "on": w.on.edtf if w.on else None,
        "status": str(w.flips.now),
        "bar": bar_dict(w.bar),
        "claims": [{"counts": w.bar.admits(g), **_graded(g, words, labels)} for g in w.claims],
        "flips": flips_dict(w.flips, words, labels),
    }


def bar_dict(b: Bar) -> dict[str, Any]:
    """The bar with all its choices, and as a sentence."""
    return {
        "voice": b.voice and str(b.voice),
        "claim": b.claim and str(b.claim),
        "ungraded": str(b.ungraded),
        "unjudged": str(b.unjudged),
        "disagreeing": str(b.disagreeing),
        "graders": sorted(b.graders) if b.graders is not None else None,
        "texts": b.texts,
        "words": b.words(),
    }


def flips_dict(f: Flips[Any], words: Words, labels: Labels) -> dict[str, Any]:
    """The answer now, the smallest changes that flip it, and how far the search went."""
    return {
        "now": _answer(f.now),
        "flips": [_flip(x, words, labels) for x in f.flips],
        "enough": _flip(f.enough, words, labels) if f.enough else None,
        "searched": f.searched,
        "complete": f.complete,
        "tried": f.tried,
        "grades": f.grades,
        "words": f.words(),
    }


def _flip(f: Flip[Any], words: Words, labels: Labels) -> dict[str, Any]:
    return {"changes": [_change(c, words, labels) for c in f.changes], "becomes": _answer(f.becomes)}


def grade_dict(g: Grade) -> dict[str, Any]:
    """A grade beside the thing that it grades."""
    return {"grade": str(g.mark), "topic": g.topic or None, "grader": g.grader, "when": g.when, "why": g.why, "line": g.line}


def _answer(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else str(value)


def _change(c: Change, words: Words, labels: Labels) -> dict[str, Any]:
    what = {"voice": labels.get(c.voice)} if c.voice is not None else {"claim": _claim(c.claim, words)}
    was = grade_dict(c.grade) if c.grade else None
    return {**what, "from": was, "to": str(c.to)}


def _claim(claim: int | None, words: Words) -> str | None:
    return None if claim is None else f"{words[claim].document}:{words[claim].local}"


def _graded(g: Graded, words: Words, labels: Labels) -> dict[str, Any]:
    return {
        **words[g.witness.claim].to_dict(),
        "grades_of_voice": [grade_dict(x) for x in g.of_voice],
        "grades_of_claim": [grade_dict(x) for x in g.of_claim],
        "in_texts": [
            {
                "stance": str(j.text.stance),
                "voice": labels.get(j.text.voice),
                "quote": j.text.quote,
                "start": j.text.start,
                "end": j.text.end,
                "counts_as": str(stances()[j.text.stance].counts_as),
                "grades_of_voice": [grade_dict(x) for x in j.of_voice],
            }
            for j in g.in_texts
        ],
    }


def _argument(number: int, a: Argument, w: Weighing, labels: Labels) -> dict[str, Any]:
    return {
        "number": number,
        "claim": f"{a.claim:016x}",
        "voice": labels.get(a.voice),
        "positions": [w.dispute.sides[s].position for s in a.sides],
        "stance": str(a.judges.stance) if a.judges else None,
        "grades": {"voice": [str(m) for m in a.marks.voice], "claim": [str(m) for m in a.marks.claim]},
    }


def _outcome(v: View) -> dict[str, Any]:
    return {
        "grounded": [str(s) for s in v.standing],
        "preferred": [sorted(i + 1 for i in e) for e in v.preferred.extensions],
        "complete": v.preferred.complete,
        "solver": v.preferred.solver,
        "note": v.preferred.note,
    }


def _matrix(m: Matrix, words: Words, labels: Labels) -> dict[str, Any]:
    return {
        "hypotheses": list(m.hypotheses),
        "evidence": [_evidence(n, e, m, words, labels) for n, e in enumerate(m.evidence, 1)],
        "tallies": [
            {
                "hypothesis": t.hypothesis,
                "consistent": t.consistent,
                "inconsistent": t.against,
                "not_applicable": t.not_applicable,
                "inconsistent_below_the_bar": t.against_below,
                "roots_against": t.roots_against,
            }
            for t in m.tallies
        ],
    }


def _evidence(number: int, e: Evidence, m: Matrix, words: Words, labels: Labels) -> dict[str, Any]:
    return {
        "number": number,
        "voice": labels.get(e.voice),
        "says": e.says,
        "stance": str(e.stance) if e.stance else None,
        "claims": [_claim(c, words) for c in e.claims],
        "grades": [grade_dict(g) for g in e.grades],
        "counts": e.counts,
        "roots": e.roots,
        "inconsistent_with": e.speaks_against,
        "diagnostic": e.is_diagnostic,
        "cells": [
            {
                "hypothesis": h,
                "value": str(c.value),
                "computed": str(c.computed),
                "reason": c.reason,
                "judged": [{"cell": str(j.cell), "who": j.who, "when": j.when, "why": j.why, "line": j.line} for j in c.judged],
            }
            for h, c in zip(m.hypotheses, e.cells, strict=True)
        ],
    }


def by_side(arguments: Sequence[Argument], members: Iterable[int], dispute: Dispute) -> str:
    """How many of each side's claims are among the members (numbers of arguments), and how many of the judgements.

    ``yes 2 of 3, no 0 of 1, judgements 1 of 1``
    """
    chosen = [arguments[i] for i in members]
    parts = [
        f"{s.position} {sum(i in a.sides for a in chosen)} of {sum(i in a.sides for a in arguments)}" for i, s in enumerate(dispute.sides)
    ]
    judging, of = sum(a.judges is not None for a in chosen), sum(a.judges is not None for a in arguments)
    return ", ".join(parts + ([f"judgements {judging} of {of}"] if of else []))


def standing_words(positions: Sequence[str]) -> str:
    """Which positions still have a claim that counts.

    >>> standing_words(("yes", "no")), standing_words(("yes",))
    ('contested: yes and no have claims that count', 'only yes has claims that count')
    """
    if not positions:
        return "no position has a claim that counts"
    return (
        f"contested: {' and '.join(positions)} have claims that count"
        if len(positions) > 1
        else f"only {positions[0]} has claims that count"
    )


def condition_words(f: Flip[Any], words: Words, labels: Labels) -> str:
    """The first six regradings of a flip, as they follow an "if", and how many more there are."""
    told = [change_words(c, words, labels) for c in f.changes[:6]]
    return " and ".join(told + ([f"{len(f.changes) - 6} more likewise"] if len(f.changes) > 6 else []))


def change_words(c: Change, words: Words, labels: Labels) -> str:
    """One regrading, as it follows an "if"."""
    what = labels.get(c.voice, "somebody") if c.voice is not None else f"claim {_claim(c.claim, words)}"
    if c.grade is None:
        return f"{what}, not graded, were graded {c.to}"
    on = f" on {c.grade.topic}" if c.grade.topic and c.grade.topic != "all" else ""
    return f"{what} went from {c.grade.mark} ({c.grade.grader}{on}) to {c.to}"
