#!/usr/bin/env python3
"""How long does it take to find out which claims cannot all be dated, and how much order does the reading find?

    order.py [--json] [--quick] [--list] [--largest N]

First a simulated world of persons and bodies with a known truth (seeded), told truly or by some liars, from a thousand claims to a million:
processor seconds to make the network and to solve it, conflicts found, and the exponent of the growth. In the true world there must be none.
Then the real pages with careful annotations: how many claims cannot all be dated, how many are dated more closely. Then the orders of claims that
the reader finds in the books w01-w06 of training/passages; --list prints each, to be judged by eye (there is no gold for them).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared import SHARED
from variorum.archive import Archive
from variorum.model import Act, Certainty, Claim, Document, Edge, Mode
from variorum.reading.read import read
from variorum.reasoning import Witnesses
from variorum.reasoning.order import Tightened, find_order, impossible, tightened
from variorum.reasoning.order.constraints import constrain
from variorum.reasoning.order.solve import solve
from variorum.reasoning.order.told import Order, Told
from variorum.reasoning.witness import Window, Witness

PASSAGES = Path(__file__).resolve().parents[1] / "training" / "passages"
BOOKS = ("w01", "w02", "w03", "w04", "w05", "w06")
DAY0, YEARS = 730_000, 20
LYING = 0.02  # of the claims of a world with liars: their day is off by years


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="up to 20,000 claims, and one book")
    a.add_argument("--list", action="store_true", help="print every order that is read, with its sentence")
    a.add_argument("--largest", type=int, default=1_000_000, metavar="N")
    o = a.parse_args()
    figures: dict[str, Any] = {}
    sizes = [n for n in (1_000, 10_000, 20_000) if o.quick] or [n for n in (1_000, 10_000, 100_000, 1_000_000) if n <= o.largest]
    say = (lambda *_: None) if o.json else print
    say("| world | claims | constraints | make s | solve s | conflicts | largest conflict |\n|---|---|---|---|---|---|---|")
    for liars in (False, True):
        times = []
        for n in sizes:
            row = _solved(n, liars)
            name = "liars" if liars else "true"
            figures |= {f"{name}_{n}_{k}": v for k, v in row.items()}
            times.append((n, row["make"] + row["solve"]))
            say(
                f"| {name} | {n:,} | {row['constraints']:,} | {row['make']:.2f} | {row['solve']:.2f} | {row['conflicts']:,} | {row['largest']} |"
            )
        figures[f"{'liars' if liars else 'true'}_exponent"] = round(_exponent(times[-2:]), 2)
    say(f"\nexponent over the last step: true {figures['true_exponent']}, liars {figures['liars_exponent']}\n")
    figures |= (annotated := {} if o.quick else _annotated())
    say("".join(f"{name}: {value}\n" for name, value in annotated.items()))
    say("| book | passages | claims | orders | with a number of days |\n|---|---|---|---|---|")
    for book in BOOKS[:1] if o.quick else BOOKS:
        row = _read(book, listing=o.list and not o.json)
        figures |= {f"{book}_{k}": v for k, v in row.items()}
        say(f"| {book} | {row['passages']} | {row['claims']} | {row['orders']} | {row['numbered']} |")
    if o.json:
        print(json.dumps(figures))
    return int(any(v for k, v in figures.items() if k.startswith("true_") and k.endswith("_conflicts")))


def _solved(n: int, liars: bool) -> dict[str, Any]:
    witnesses, orders, told = _world(n, liars, random.Random(n))
    begun = time.process_time()
    made = constrain(witnesses, orders, told)
    middle = time.process_time()
    solution = solve(made.network)
    end = time.process_time()
    return {
        "constraints": len(made.network),
        "make": round(middle - begun, 3),
        "solve": round(end - middle, 3),
        "conflicts": len(solution.conflicts),
        "largest": max(map(len, solution.conflicts), default=0),
    }


def _exponent(times: list[tuple[int, float]]) -> float:
    (n, a), (m, b) = times
    return math.log(b / a) / math.log(m / n)


# ------------------------------------------------------------------ a world
def _world(n: int, liars: bool, rng: random.Random) -> tuple[list[Witness], list[Order], dict[int, Told]]:
    """About n claims on n/20 persons and n/50 bodies: acts, deaths, foundings, ends, a sentence of order for one in ten."""
    persons, bodies = range(1, n // 20 + 2), range(n // 20 + 2, n // 20 + n // 50 + 4)
    death = {p: DAY0 + rng.randrange(400, 365 * YEARS) for p in persons}
    begun = {b: DAY0 + rng.randrange(300) for b in bodies}
    ended = {b: begun[b] + rng.randrange(200, 365 * YEARS) for b in bodies}
    witnesses: list[Witness] = []
    days: list[int] = []

    def tell(predicate: str, subject: int, obj: int, day: int) -> None:
        told_day = day + rng.choice((-1, 1)) * rng.randrange(800, 3000) if liars and rng.random() < LYING else day
        number = len(witnesses) + 1
        days.append(day)
        witnesses.append(_witness(number, predicate, subject, obj, _vague(rng, told_day), rng.choice(persons)))

    while len(witnesses) < n:
        p, b = rng.choice(persons), rng.choice(bodies)
        kind = rng.random()
        if kind < 0.12:
            tell(*rng.choice((("died", p, 0), ("killed", 0, p))), death[p])
        elif kind < 0.2:
            tell(*rng.choice((("founded", 0, b, begun[b]), ("dissolved", b, 0, ended[b]))))
        else:
            tell(rng.choice(("attacked", "pledged_to", "met", "wrote_to")), p, b, rng.randrange(DAY0, death[p] + 1))
    orders = list(_sentences(n // 10, days, rng))
    return witnesses, orders, {w.claim: Told(None, DAY0 + 365 * (YEARS + 12), "") for w in witnesses}


def _vague(rng: random.Random, day: int) -> Window:
    width = rng.choice((0, 0, 30, 365, None))
    if width is None:
        return Window()
    first = day - rng.randint(0, width)
    return Window(first, first + width, first + 1, first + width + 1)


def _witness(number: int, predicate: str, subject: int, obj: int, window: Window, voice: int) -> Witness:
    return Witness(
        number, predicate, subject, obj, window, True, Certainty.CERTAIN, Mode.ACTUAL, Act.ASSERTS, voice, (voice,), number // 40, 0, 1
    )


def _sentences(count: int, days: list[int], rng: random.Random) -> Iterator[Order]:
    """True sentences on claims that stand near each other in the telling."""
    for _ in range(count):
        a = rng.randrange(len(days) - 5)
        b = a + rng.randint(1, 4)
        a, b = (a, b) if days[a] <= days[b] else (b, a)
        apart = days[b] - days[a]
        least, most = rng.choice(((0, None), (0, None), (max(0, apart - 15), apart + 15)))
        yield Order(a + 1, b + 1, Edge.START, least, most, Act.ASSERTS, 1, (1,), a // 40, 0, 1, "after that")


# ------------------------------------------------------------------ careful annotations
def _annotated() -> dict[str, int]:
    """The real pages as their annotations tell them: one question each time that claims cannot all be dated."""
    if not (SHARED / "gold").exists():
        return {}
    with tempfile.TemporaryDirectory() as scratch:
        archive = Archive.create(Path(scratch) / "a")
        archive.add([SHARED / "seeds"])
        archive.add_annotations(SHARED / "gold")
        archive.build()
        every = Witnesses(archive.record).all()
        closer = tightened(archive.record, every)
        return {
            "real pages, claims": len(every),
            "real pages, disorders": len(list(find_order(archive.record))),
            "real pages, impossible by themselves": len(impossible(archive.record)),
            "real pages, dated more closely by their telling alone": sum(1 for t in closer.values() if not _by_others(t)),
            "real pages, dated more closely by other claims": sum(1 for t in closer.values() if _by_others(t)),
        }


def _by_others(t: Tightened) -> bool:
    return any(len(b.because) > 1 for b in t.bounds)


# ------------------------------------------------------------------ the reading
def _read(book: str, *, listing: bool) -> dict[str, int]:
    row = {"passages": 0, "claims": 0, "orders": 0, "numbered": 0}
    for entry in json.loads((PASSAGES / f"{book}.json").read_text(encoding="utf-8"))["documents"]:
        about, text = entry["document"], entry["text"]
        document = Document(about["id"], "0" * 64, author=about.get("author"), published=about.get("published"), chars=len(text))
        reading = read(document, text)
        row["passages"] += 1
        row["claims"] += len(reading.claims)
        row["orders"] += len(reading.order)
        row["numbered"] += sum(1 for p in reading.order if p.most is not None or p.least)
        claims = {c.id: c for c in reading.claims}
        for p in reading.order if listing else ():
            print(f"{document.id} “{' '.join(p.quote.split())}” {p.edge} {p.least}..{p.most}")
            print(f"   {_shown(claims[p.earlier])}\n   {_shown(claims[p.later])}")
    return row


def _shown(c: Claim) -> str:
    return f"{c.predicate}({c.subject}, {c.object}) “{' '.join(c.quote.split())}”"


if __name__ == "__main__":
    sys.exit(main())
