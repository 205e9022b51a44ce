#!/usr/bin/env python3
"""Is a claim's score the share of such claims that are right? Scores held against annotations, and drawn.

    calibration.py [--json] [--quick] [--draw FILE]

What the scores rest on was fitted on other books (training/calibration/fit.py). w07 and w19 are books that no rule was written on and that the network was not
taught; what corrects the network is fitted on the one and measured on the other. p05, p06, p23 and p24 are whole pages that neither knows; seeds, the five real
pages. "expected error": how far, on average, the share that is right lies from the score (ten bins of as many claims each); with some 900 claims, chance alone
makes 0.03 of it. "before": the score that the readers choose by, which was shown until it was calibrated. "in order": how often, of a right claim and a wrong
one, the right one has the higher score (0.5: a coin). Right is what bench/scoring calls so: predicate, both ends and place; not date, voice or polarity.
--draw: the reliability diagram as SVG.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "training" / "calibration")]

from fit import READERS, Seen, corrected, of_books, seen  # noqa: E402

from scoring.diagram import Panel, drawn, expected_error  # noqa: E402
from shared import SHARED, UNREAD_PAGES, UNTAUGHT, seeds  # noqa: E402
from variorum.reading.calibration.chance import Chance, worths  # noqa: E402
from variorum.reading.calibration.signs import Signs  # noqa: E402
from variorum.reading.compact.weighing import OWN  # noqa: E402

Judged = tuple[float, float, bool]  # score before, score now, right


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="the two books alone")
    a.add_argument("--draw", type=Path, metavar="FILE")
    o = a.parse_args()
    found = {reader: judgements(reader, quick=o.quick) for reader in READERS}
    table = {f"{reader}, {name}": row(claims) for reader, sets in found.items() for name, claims in sets.items()}
    if o.json:
        print(json.dumps({f"{name} {k}": v for name, r in table.items() for k, v in r.items()}))
    else:
        columns = list(next(iter(table.values())))
        print(f"{'':40s}" + "".join(f"{c:>17s}" for c in columns))
        for name, r in table.items():
            print(f"{name:40s}" + "".join(f"{v:17.3f}" if isinstance(v, float) else f"{v:17d}" for v in r.values()))
    if o.draw:
        titles = {"compact": "rules and network", "rules": "rules alone"}
        panels = [Panel(titles[reader], sets["w07 and w19, held out"]) for reader, sets in found.items()]
        o.draw.write_text(drawn(panels), encoding="utf-8")
    return 0


def judgements(reader: str, *, quick: bool) -> dict[str, list[Judged]]:
    """The claims of each set of documents with their scores."""
    shipped = worths()[reader]
    books = {b: of_books(reader, [b]) for b in UNTAUGHT}
    held: list[Judged] = []
    sets: dict[str, list[Judged]] = {}
    for book, claims in books.items():
        bare = replace(shipped, corrected={})
        others = corrected(bare, [s for b, those in books.items() if b != book for s in those]) if READERS[reader] else bare
        sets[book] = _judged(claims, others)
        held += sets[book]
    sets["w07 and w19, held out"] = held
    if not quick:
        sets["p05, p06, p23 and p24"] = _judged(of_books(reader, UNREAD_PAGES), shipped)
        if SHARED.exists():
            sets["seeds"] = _judged([s for name, text, gold in seeds() for s in _of_seed(reader, name, text, gold)], shipped)
    return sets


def _of_seed(reader: str, name: str, text: str, gold: dict[str, object]) -> list[Seen]:
    first = {**gold, "document": {**gold["document"], "guide": 1}}  # type: ignore[dict-item]
    return seen(reader, name, text, first, known=False)


def _judged(claims: Sequence[Seen], worth: Chance) -> list[Judged]:
    return [(before(s.signs), worth(s.signs), s.right) for s in claims]


def before(signs: Signs) -> float:
    """The score that chooses between readers and was shown before: the frame's, the network's, or of both the better, the frame's up to a limit."""

    def share(name: str) -> float:
        return float(1 / (1 + 2.718281828459045 ** -signs[name])) if name in signs else 0.0

    own, backed, rule = share("network's score, network"), share("network's score, both"), share("rule's score")
    return own if "by network" in signs else max(backed, min(rule, OWN)) if "by both" in signs else rule


def row(claims: Sequence[Judged]) -> dict[str, float]:
    old, new, right = [c[0] for c in claims], [c[1] for c in claims], [c[2] for c in claims]
    fifth = sorted(claims, key=lambda c: c[1])
    least, most = fifth[: max(1, len(fifth) // 5)], fifth[-max(1, len(fifth) // 5) :]
    return {
        "claims": len(claims),
        "right": sum(right) / len(claims),
        "mean score": sum(new) / len(claims),
        "before: error": expected_error([(c[0], c[2]) for c in claims]),
        "expected error": expected_error([(c[1], c[2]) for c in claims]),
        "before: in order": in_order(old, right),
        "in order": in_order(new, right),
        "lowest fifth": sum(c[2] for c in least) / len(least),
        "highest fifth": sum(c[2] for c in most) / len(most),
    }


def in_order(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The share of pairs of a right and a wrong claim in which the right one is scored higher; equal scores count half.

    >>> in_order([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    0.875
    """
    good = [s for s, r in zip(scores, right, strict=True) if r]
    bad = [s for s, r in zip(scores, right, strict=True) if not r]
    pairs = sum((g > b) + (g == b) / 2 for g in good for b in bad)
    return pairs / (len(good) * len(bad)) if good and bad else 0.5


if __name__ == "__main__":
    sys.exit(main())
