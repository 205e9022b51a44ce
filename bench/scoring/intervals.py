"""How far chance reaches: figures of documents drawn again and again (bootstrap, by document).

Claims of one page are not independent of one another, so whole documents are drawn. With five documents an interval says little more than that they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

Tally = Mapping[str, float]
Figures = Mapping[str, float | None]
Interval = tuple[float, float]
DRAWS = 1000
_SEED = 20261130


def intervals(tallies: Sequence[Tally], figures: Callable[[Counter[str]], Figures], *, draws: int = DRAWS) -> dict[str, Interval | None]:
    """For each figure the middle 95 of a hundred of its values over documents drawn with replacement; None where it has none. The same input gives the same."""
    return _middles([figures(t) for (t,) in _drawn([tallies], draws)])


def differences(
    before: Sequence[Tally], after: Sequence[Tally], figures: Callable[[Counter[str]], Figures], *, draws: int = DRAWS
) -> dict[str, Interval | None]:
    """The same of what ``after`` has more than ``before``: two readings of the same documents in the same order, drawn together (paired).

    Raises ValueError when there are more documents in one than in the other.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} documents; a paired comparison needs both readings of each")
    pairs = ((figures(a), figures(b)) for a, b in _drawn([before, after], draws))
    return _middles([{k: None if (x := a[k]) is None or (y := b[k]) is None else y - x for k in a} for a, b in pairs])


def _drawn(readings: Sequence[Sequence[Tally]], draws: int) -> Iterator[list[Counter[str]]]:
    """``draws`` times the sums of one drawn set of documents, for each reading of them."""
    keys = sorted({k for r in readings for t in r for k in t})
    tables = [np.array([[t.get(k, 0) for k in keys] for t in r], dtype=float).reshape(len(r), len(keys)) for r in readings]
    many, chance = len(readings[0]), np.random.default_rng(_SEED)
    for _ in range(draws if many else 0):
        times = np.bincount(chance.integers(0, many, many), minlength=many)
        yield [Counter(dict(zip(keys, (times @ table).tolist(), strict=True))) for table in tables]  # type: ignore[arg-type]


def _middles(rows: Sequence[Figures]) -> dict[str, Interval | None]:
    found: dict[str, Interval | None] = {}
    for name in rows[0] if rows else ():
        known = [v for row in rows if (v := row[name]) is not None]
        low, high = np.percentile(known, (2.5, 97.5)) if known else (0.0, 0.0)
        found[name] = (float(low), float(high)) if known else None
    return found
