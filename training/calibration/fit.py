#!/usr/bin/env python3
"""Fits what the signs of a claim are worth: src/variorum/reading/calibration/worth.yaml.

    python training/calibration/fit.py [--teach BOOK...] [--untaught BOOK...] [--write]

Both readers read the books of ``--teach`` (passages that no rule was written on), and a logistic regression learns from the signs of each claim whether it
is right by its annotation (predicate, both ends, place: bench/scoring). The network was taught those books and is surer of them than of others: what it
proposes or backs is corrected by two numbers, fitted on the books of ``--untaught``. Each of these is also held out in turn, and how well the scores hold
there is printed. Without --write nothing is changed. The five real pages are never read here.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

import numpy as np  # noqa: E402

from scoring import judged  # noqa: E402
from scoring.diagram import expected_error  # noqa: E402
from shared import UNTAUGHT, passages  # noqa: E402
from variorum.model import Document  # noqa: E402
from variorum.publishing.annotations import to_dict  # noqa: E402
from variorum.reading.calibration.chance import Worth  # noqa: E402
from variorum.reading.calibration.signs import Signs  # noqa: E402
from variorum.reading.read import read_by  # noqa: E402

TEACH = ("w14", "w15", "w16", "w17", "w18", "w20", "w21")
READERS = {"compact": True, "rules": False}
OUT = ROOT / "src" / "variorum" / "reading" / "calibration" / "worth.yaml"
_RIDGE = 4.0  #: how strongly a sign that is seldom seen is held to be worth nothing; between 1 and 10 the held-out figures are the same


@dataclass(frozen=True)
class Seen:
    """A claim of a reader: its signs, and whether the annotation has it."""

    signs: Signs
    right: bool


class Notebook:
    """A worth that only notes the signs: the number of a note, in millionths, is the claim's score, by which it is found again."""

    def __init__(self) -> None:
        self.notes: list[Signs] = []

    def __call__(self, signs: Signs) -> float:
        self.notes.append(signs)
        return (len(self.notes) - 1) / 1e6

    def of(self, score: float) -> Signs:
        return self.notes[round(score * 1e6)]


def seen(reader: str, name: str, text: str, gold: dict[str, Any], *, known: bool = True) -> list[Seen]:
    """The claims that ``reader`` finds in one annotated text; those that neither help nor hurt are left out."""
    about = {k: gold["document"].get(k) for k in ("title", "author", "publisher", "published")} if known else {}
    document = Document(id=name, sha256=gold["document"]["sha256"], chars=len(text), **about)
    notes = Notebook()
    found = to_dict(read_by(document, text, compact=READERS[reader], worth=notes))
    right, _, counted = judged(gold, found, text)
    hits = {id(f) for _, f in right}
    return [Seen(notes.of(f["score"]), id(f) in hits) for f in counted]


def of_books(reader: str, books: Sequence[str]) -> list[Seen]:
    """The claims that ``reader`` finds in whole books of passages."""
    return [s for book in books for name, text, gold in passages(book) for s in seen(reader, name, text, gold)]


def regression(rows: Sequence[Signs], right: Sequence[bool], ridge: float) -> Worth:
    """The logistic regression with a ridge on everything but the base, by Newton's method."""
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] + [1.0] for row in rows])
    y, held, w = np.array(right, dtype=float), np.array([ridge] * len(names) + [1e-6]), np.zeros(len(names) + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(held), x.T @ (p - y) + held * w)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return Worth(round(float(w[-1]), 3), {n: round(float(v), 3) for n, v in zip(names, w, strict=False) if abs(v) >= 0.001})


def corrected(worth: Worth, untaught: Sequence[Seen]) -> Worth:
    """The same with what is added and multiplied for claims that the network proposes or backs."""
    numbers = {}
    for name in ("by both", "by network"):
        those = [s for s in untaught if name in s.signs]
        line = regression([{"sum": worth.sum(s.signs)} for s in those], [s.right for s in those], 1.0)
        numbers[name] = (line.base, line.signs.get("sum", 0.0))
    return replace(worth, corrected=numbers)


def as_yaml(worths: Mapping[str, Worth], teach: Sequence[str], untaught: Sequence[str]) -> str:
    lines = [
        "# What the signs of a claim are worth (log odds). Written by training/calibration/fit.py; not to be edited.",
        f"# Signs fitted on {', '.join(teach)}; corrections of what the network proposes or backs on {', '.join(untaught)}: [added, times].",
    ]
    for reader, worth in worths.items():
        lines += [f"{reader}:", f"  base: {worth.base}", "  signs:", *(f'    "{name}": {v}' for name, v in sorted(worth.signs.items()))]
        if worth.corrected:
            lines += ["  corrected:", *(f'    "{name}": [{a}, {b}]' for name, (a, b) in worth.corrected.items())]
    return "\n".join(lines) + "\n"


def told(name: str, worth: Worth, claims: Sequence[Seen]) -> str:
    chances, right = [worth(s.signs) for s in claims], [s.right for s in claims]
    loss = -sum(math.log(c if r else 1 - c) for c, r in zip(chances, right, strict=True)) / len(claims)
    mean, share = sum(chances) / len(claims), sum(right) / len(claims)
    error = expected_error(list(zip(chances, right, strict=True)))
    return f"{name:44s} claims {len(claims):5d}  right {share:.3f}  mean score {mean:.3f}  expected error {error:.3f}  log loss {loss:.3f}"


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--teach", nargs="+", default=TEACH)
    a.add_argument("--untaught", nargs="+", default=UNTAUGHT)
    a.add_argument("--write", action="store_true", help="write the fitted numbers into the package")
    o = a.parse_args()
    worths = {}
    for reader in READERS:
        taught = of_books(reader, o.teach)
        books = {book: of_books(reader, [book]) for book in o.untaught}
        worth = regression([s.signs for s in taught], [s.right for s in taught], _RIDGE)
        print(told(f"{reader}, on the books of --teach themselves", worth, taught))
        for book, claims in books.items():
            print(told(f"{reader}, {book}, uncorrected", worth, claims))
            if READERS[reader] and len(books) > 1:
                others = corrected(worth, [s for b, those in books.items() if b != book for s in those])
                print(told(f"{reader}, {book}, corrected on the others", others, claims))
        worths[reader] = corrected(worth, [s for those in books.values() for s in those]) if READERS[reader] else worth
    if o.write:
        OUT.write_text(as_yaml(worths, o.teach, o.untaught), encoding="utf-8")
        print(f"written: {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
