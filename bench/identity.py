"""How well the same entity is found across documents, and how surely different ones are kept apart.

    python bench/identity.py [--quick] [--json]

On the annotated pages: of the pairs that a person found to be one (``same_as_003``) how many are joined, of those found to be different (``not_same``)
how many are joined wrongly, and how many pairs nobody listed. On the passages: every pair of entities of two passages of one world with the same
key is one; precision and recall over pairs, per world. Only entities with names count; entities known by a bare kunya, a given name or "the
Council" alone are among them, and are not to be joined by rule, so recall has a ceiling well below one. Worlds w07 and w08 and the pages are held
out: measured, never worked on. Identity gets the annotated readings, so that nothing but identity is measured.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

from shared import DEVELOPED, HELD_OUT, need, passages, seeds  # noqa: E402
from variorum.identity.identities import Identities  # noqa: E402
from variorum.identity.resolve import resolve  # noqa: E402
from variorum.model import Document, Entity, Reading  # noqa: E402
from variorum.reading.annotated import from_dict  # noqa: E402

Pair = tuple[tuple[str, str], tuple[str, str]]


def pages() -> list[Reading]:
    """The annotated pages, each under the short id that the cross-document gold uses."""
    found = []
    for name, text, raw in seeds():
        described = raw["document"]
        document = Document(name[:3], described["sha256"], author=described.get("author"), publisher=described.get("publisher"))
        found.append(from_dict(raw, document, text))
    return found


def world(name: str) -> list[Reading]:
    """The annotated passages of one world."""
    return [from_dict(raw, Document(id_, raw["document"]["sha256"]), text) for id_, text, raw in passages(name, described=False)]


def gold_pairs(readings: list[Reading]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of (document, key) that are one, and pairs that are not."""
    raw = json.loads(need("gold", "cross-documents.json").read_text(encoding="utf-8"))
    keys = {r.document.id: {e.key for e in r.entities} for r in readings}
    same = [((d, k), ("003", other)) for k, other in raw["same_as_003"].items() for d in keys if d != "003" and k in keys[d]]
    apart = []
    for group in raw["not_same"]:
        sides = [[(d, k) for d in re.findall(r"\b\d{3}\b", e) for k in re.findall(r"\w{4,}", e) if k in keys.get(d, ())] for e in group]
        apart += [(a, b) for x, y in combinations(sides, 2) for a in x for b in y]
    return same, apart


def page_figures() -> dict[str, float | int]:
    readings = pages()
    found = resolve(readings)
    same, apart = gold_pairs(readings)
    joined = sum(found.key_of(*a) == found.key_of(*b) for a, b in same)
    wrong = sum(found.key_of(*a) == found.key_of(*b) for a, b in apart)
    return {
        "pages_same": len(same),
        "pages_same_joined": joined,
        "pages_not_same": len(apart),
        "pages_not_same_joined": wrong,
        "pages_near_misses_noted": sum(not link.joined for link in found.links),
    }


def world_figures(name: str) -> dict[str, float | int]:
    readings = world(name)
    begun = time.perf_counter()
    found = resolve(readings)
    seconds = time.perf_counter() - begun
    figures = {"seconds": round(seconds, 3), "entities": sum(len(r.entities) for r in readings)}
    for kind in ("all", "person", "organisation", "place"):
        right, joined, gold = _pairs(readings, found, kind)
        figures |= {f"{kind}_P": round(right / joined, 4) if joined else 1.0, f"{kind}_R": round(right / gold, 4) if gold else 1.0}
    return {f"{name}_{k}": v for k, v in figures.items()}


def _pairs(readings: list[Reading], found: Identities, kind: str) -> tuple[int, int, int]:
    """Pairs joined rightly, joined, and to be joined."""
    both, joined, gold = Counter[Any](), Counter[Any](), Counter[Any]()
    for document, entity in _named(readings, kind):
        cluster, truth = found.key_of(document, entity.key), (entity.type, entity.key)
        both[cluster, truth] += 1
        joined[cluster] += 1
        gold[truth] += 1
    return tuple(sum(n * (n - 1) // 2 for n in count.values()) for count in (both, joined, gold))  # type: ignore[return-value]


def _named(readings: list[Reading], kind: str) -> Iterator[tuple[str, Entity]]:
    for r in readings:
        yield from ((r.document.id, e) for e in r.entities if e.names and kind in ("all", e.type))


def table(result: dict[str, float | int], names: tuple[str, ...]) -> str:
    """The figures as a table for people."""
    columns = [f"{kind}_{x}" for kind in ("all", "person", "organisation", "place") for x in ("P", "R")]
    lines = [" ".join([f"{'':4}", *(f"{c:>15}" for c in columns), f"{'seconds':>9}"])]
    for name in names:
        lines.append(" ".join([f"{name:4}", *(f"{result[f'{name}_{c}']:15.3f}" for c in columns), f"{result[f'{name}_seconds']:9.3f}"]))
    joined = f"pages: {result['pages_same_joined']} of {result['pages_same']} pairs joined that are one"
    return "\n".join([*lines, f"{joined}, {result['pages_not_same_joined']} of {result['pages_not_same']} that are not"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object of figures")
    parser.add_argument("--quick", action="store_true", help="the pages and three worlds")
    args = parser.parse_args()
    need("gold")
    names = ("w01", "w05", *HELD_OUT[:1]) if args.quick else DEVELOPED + HELD_OUT
    result = page_figures()
    for name in names:
        result |= world_figures(name)
    print(json.dumps(result) if args.json else table(result, names))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
