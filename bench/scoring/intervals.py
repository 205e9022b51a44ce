"""How far chance reaches: figures of documents drawn again and again (bootstrap, by document).

Claims of one page are not independent of one another, so whole documents are drawn. With five documents an interval says little more than that they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

Tally = Mapping[str, int]
Figure = Callable[[Mapping[str, int]], float | None]
DRAWS = 1000
_SEED = 20261130


def interval(tallies: Sequence[Tally], figure: Figure, *, draws: int = DRAWS) -> tuple[float, float] | None:
    """The middle 95 of a hundred values of ``figure`` over documents drawn with replacement; None where it has no value. The same input gives the same."""
    return _middle([figure(t) for t in _drawn([tallies], draws)[0]])


def difference(before: Sequence[Tally], after: Sequence[Tally], figure: Figure, *, draws: int = DRAWS) -> tuple[float, float] | None:
    """The same of what ``after`` has more than ``before``, both of the same documents in the same order and drawn together (paired)."""
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} documents; a paired comparison needs both readings of each")
    a, b = _drawn([before, after], draws)
    values = [(figure(x), figure(y)) for x, y in zip(a, b, strict=True)]
    return _middle([None if x is None or y is None else y - x for x, y in values])


def _drawn(readings: Sequence[Sequence[Tally]], draws: int) -> list[list[Counter[str]]]:
    """For each reading the sums of ``draws`` drawn sets of documents; every reading has the same sets."""
    keys = sorted({k for r in readings for t in r for k in t})
    tables = [np.array([[t.get(k, 0) for k in keys] for t in r], dtype=np.int64).reshape(len(r), len(keys)) for r in readings]
    many, chance = len(readings[0]), np.random.default_rng(_SEED)
    times = np.array([np.bincount(chance.integers(0, many, many), minlength=many) for _ in range(draws if many else 0)]).reshape(-1, many)
    return [[Counter(dict(zip(keys, row, strict=True))) for row in (times @ table).tolist()] for table in tables]


def _middle(values: Sequence[float | None]) -> tuple[float, float] | None:
    known = [v for v in values if v is not None]
    if not known:
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)
