"""How fast origins are traced in a large record, and whether planted ones are found: invented claims with known descent.

    python bench/origins.py [--claims N] [--seed N] [--json] [--quick]

Every proposition has as many witnesses, who name nobody, as a fourth of its claims. All others have it from one before them: two thirds say so in their chain,
a third print the other's sentence in their own name. Sizes of propositions follow Zipf's law with exponent 1.2, at most 10,000 claims. Asked are the
largest proposition, 200 others drawn at random, and 1,000 made-up disputes at once. Texts are the quotes alone: reading originals from disk is not measured.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from importlib.resources import files
from typing import Any

import duckdb
import numpy as np

from variorum.model import vocabulary
from variorum.reasoning import Dispute, Side
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.origins import origins, roots_of_sides

_SYLLABLES = ("ba", "ko", "li", "mar", "nu", "po", "ra", "sel", "tim", "vo", "zan", "dre", "fil", "gor", "hul", "jem")


class Store:
    """A record in memory."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        return self.con.execute(sql, list(parameters)).fetchall()

    def columns(self, sql: str, parameters: Any = ()) -> dict[str, Any]:
        return self.con.execute(sql, list(parameters)).fetchnumpy()


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--claims", type=int, default=1_000_000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="a hundred thousand claims")
    o = a.parse_args()
    figures = measure(100_000 if o.quick else o.claims, np.random.default_rng(o.seed))
    if o.json:
        print(json.dumps(figures))
    else:
        for k, v in figures.items():
            print(f"  {k.replace('_', ' '):44s} {v:,.3f}" if isinstance(v, float) else f"  {k.replace('_', ' '):44s} {v:,}")
    return 0


def measure(n: int, rng: np.random.Generator) -> dict[str, float | int]:
    sizes = sizes_of(n, rng)
    store, first = filled(sizes, rng)
    right, times = 0, []
    drawn = [0, *rng.choice(np.arange(1, len(sizes)), 200, replace=False)]
    for p in drawn:
        begun = time.perf_counter()
        found = origins(store, int(first[p]))
        times.append(time.perf_counter() - begun)
        right += found.independent == witnesses(int(sizes[p])) and len(found.claims) == sizes[p]
    made = disputes(sizes, first, rng)
    begun = time.perf_counter()
    sides = roots_of_sides(store, [d for d, _ in made])
    together = time.perf_counter() - begun
    right_sides = sum(s.independent == w for got, (_, want) in zip(sides, made, strict=True) for s, w in zip(got, want, strict=True))
    return {
        "claims": int(sizes.sum()),
        "propositions": len(sizes),
        "claims_of_the_largest": int(sizes[0]),
        "largest_s": times[0],
        "others_p50_ms": float(np.percentile(times[1:], 50)) * 1000,
        "others_p95_ms": float(np.percentile(times[1:], 95)) * 1000,
        "counts_right_of_201": right,
        "disputes_together": len(made),
        "claims_in_them": sum(len(s.claims) for d, _ in made for s in d.sides),
        "disputes_s": together,
        "sides_right_of_2000": right_sides,
        "peak_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def witnesses(size: int) -> int:
    return max(1, size // 4)


def sizes_of(n: int, rng: np.random.Generator) -> Any:
    """Sizes of propositions, the largest first, that sum up to about ``n``."""
    sizes = np.minimum(rng.zipf(2.2, n), min(10_000, n // 10))  # Zipf's law over ranks with exponent 1.2: a tail of 2.2 over sizes
    sizes = np.sort(sizes[: int(np.searchsorted(np.cumsum(sizes), n))])[::-1]
    sizes[0] = min(10_000, n // 10)
    return sizes


def filled(sizes: Any, rng: np.random.Generator) -> tuple[Store, Any]:
    """The record, and the number of each proposition's first claim. One document and one speaker for every ten claims."""
    con = duckdb.connect()
    con.execute((files("variorum.record") / "schema.sql").read_text())
    con.executemany("INSERT INTO predicate VALUES (?, ?)", list(enumerate(vocabulary().predicates, 1)))
    predicate = list(vocabulary().predicates).index("killed") + 1
    total, docs = int(sizes.sum()), max(10_000, int(sizes.sum()) // 10)
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]]) + 1
    of = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(1, total + 1) - first[of]
    known = np.maximum(1, sizes // 4)[of]
    parent = np.where(place < known, -1, (rng.random(total) * np.maximum(place, 1)).astype(int))
    prints = (place >= known) & (rng.random(total) < 1 / 3)
    doc = (of * 7919 + place) % docs + 1
    from_doc = (of * 7919 + parent) % docs + 1
    quote = place.copy()
    for i in np.flatnonzero(prints):  # in order, so that a copy of a copy has the first one's words
        quote[i] = quote[first[of[i]] - 1 + parent[i]]
    words = np.array([sentence(int(q), int(p)) for q, p in zip(quote, of, strict=True)], dtype=object)
    frame = {"id": np.arange(1, total + 1), "p": of, "doc": doc, "up": np.where((parent < 0) | prints, 0, from_doc)}
    con.execute("CREATE TEMP TABLE raw (id BIGINT, p INTEGER, doc INTEGER, up INTEGER)")
    con.register("arrays", frame)
    con.execute("INSERT INTO raw SELECT id, p, doc, up FROM arrays")
    con.register("quotes", {"id": frame["id"], "quote": words})
    con.execute(f"""INSERT INTO claim SELECT id, {predicate}, {docs} + 2 * p + 1, {docs} + 2 * p + 2, -2147483647, 2147483647, -2147483647,
        2147483647, 1, 0, 0, CASE WHEN up > 0 THEN up ELSE doc END, CASE WHEN up > 0 THEN [doc, up] ELSE [doc] END, doc, 0, 10, 0, 0, 0
        FROM raw ORDER BY p, id""")
    con.execute("INSERT INTO claim_o SELECT * FROM claim ORDER BY object")
    con.execute("""INSERT INTO claim_text SELECT r.id, r.doc, 'c' || r.id, q.quote, NULL, NULL, NULL, NULL, NULL,
        CASE WHEN r.up > 0 THEN ['reports', 'asserts'] ELSE ['asserts'] END, CASE WHEN r.up > 0 THEN ['', ''] ELSE [''] END, NULL
        FROM raw r JOIN quotes q USING (id) ORDER BY r.id""")
    con.execute(f"""INSERT INTO document SELECT i, 'd' || i, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 'person', -2147483647, 2147483647
        FROM range(1, {docs} + 1) t(i)""")
    con.execute(f"INSERT INTO local_entity SELECT i, '@author', i FROM range(1, {docs} + 1) t(i)")
    con.execute(f"INSERT INTO entity SELECT i, 'e' || i, 'person', 'E' || i, 0 FROM range(1, {docs + 2 * len(sizes) + 1}) t(i)")
    return Store(con), first


def sentence(n: int, p: int) -> str:
    """Twelve words that only this witness of this proposition would use."""
    rng = np.random.default_rng((p, n)).integers(0, len(_SYLLABLES), (12, 4))
    return " ".join("".join(_SYLLABLES[i] for i in word) for word in rng)


def disputes(sizes: Any, first: Any, rng: np.random.Generator) -> list[tuple[Dispute, tuple[int, int]]]:
    """A thousand disputes with two propositions of at most a hundred claims as their sides, and the number of witnesses of each side."""
    usable = np.flatnonzero((sizes > 1) & (sizes <= 100))
    made = []
    for number in range(1000):
        pair = rng.choice(usable, 2, replace=False)
        sides = tuple(Side(str(p), (0,), tuple(range(int(first[p]), int(first[p] + sizes[p])))) for p in pair)
        clash = (sides[0].claims[0], sides[1].claims[0])
        made.append(
            (Dispute(DisputeKind.DENIAL, f"{number}?", (), sides, clash), (witnesses(int(sizes[pair[0]])), witnesses(int(sizes[pair[1]]))))
        )
    return made


if __name__ == "__main__":
    sys.exit(main())
