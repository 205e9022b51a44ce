"""Pairs of mentions and what is seen of a pair at a glance: how far apart, how joined in the tree, how many others between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from variorum.model import MentionForm
from variorum.reading.compact.windows import Window

Numbers = npt.NDArray[np.int64]

REACH = 48  #: units between two mentions that may still be argued to be one relation
_ACROSS = 2  #: sentences between them
_STEPS = 4  #: steps up the tree that are told apart
DISTANCES = 2 * 8 + 1
PATHS = (_STEPS + 1) ** 2 + 3
BETWEEN = 6
SAME = 3
_EDGES = np.array([1, 2, 3, 5, 8, 13, 21, 34])


@dataclass(slots=True)
class Pairs:
    """Ordered pairs (subject, object) of mentions of one window by place in ``window.mentions``; ``len(window.mentions)`` stands for nobody."""

    first: Numbers
    second: Numbers
    distance: Numbers
    path: Numbers
    between: Numbers
    same: Numbers


def pairs(window: Window) -> Pairs:
    """Every pair near enough to be judged, and each mention with nobody on the other side. Pairs that stand wholly before the fresh part are left out."""
    m = window.mentions
    units = [x.unit for x in m]
    sentence = [window.sentence[u] for u in units]
    rank = [0] * len(m)
    for place, i in enumerate(sorted(range(len(m)), key=units.__getitem__)):
        rank[i] = place
    chains = [_up(window, u) for u in units]
    rows: list[tuple[int, int, int, int, int, int]] = []
    nobody = len(m)
    for i, a in enumerate(m):
        unit, where, is_fresh = units[i], sentence[i], units[i] >= window.fresh
        for j, other in enumerate(units):
            if unit == other or abs(unit - other) > REACH or abs(where - sentence[j]) > _ACROSS or not (is_fresh or other >= window.fresh):
                continue
            same = 1 if a.entity is not None and a.entity == m[j].entity else 0
            between = min(BETWEEN - 1, abs(rank[i] - rank[j]) - 1)
            rows.append((i, j, distance(other - unit), _path(window, chains[i], chains[j]), max(0, between), same))
        if is_fresh:
            rows.append((i, nobody, 8, PATHS - 1, 0, 2))
            rows.append((nobody, i, 8, PATHS - 1, 0, 2))
    table = np.array(rows, dtype=np.int64).reshape(-1, 6)
    return Pairs(*(np.ascontiguousarray(table[:, k]) for k in range(6)))


@cache
def distance(apart: int) -> int:
    """The class of a distance in units: 0 to 7 far to near before, 8 the same place, 9 to 16 near to far after."""
    steps = int(np.searchsorted(_EDGES, abs(apart), side="right"))
    return 8 + (steps if apart >= 0 else -steps)


def _up(window: Window, unit: int) -> list[int]:
    chain = [unit]
    while window.head[chain[-1]] >= 0 and len(chain) < 16 and window.head[chain[-1]] not in chain:
        chain.append(window.head[chain[-1]])
    return chain


def _path(window: Window, a: list[int], b: list[int]) -> int:
    """How far each is below the word where their ways up the tree meet; one number more for two sentences, one for trees that never meet."""
    if window.sentence[a[0]] != window.sentence[b[0]]:
        return PATHS - 3
    place = {u: n for n, u in enumerate(b)}
    for n, u in enumerate(a):
        if u in place:
            return min(n, _STEPS) * (_STEPS + 1) + min(place[u], _STEPS)
    return PATHS - 2


def candidates(window: Window) -> list[int]:
    """The mentions that somebody must be found for: fresh ones that are no names."""
    return [n for n, x in enumerate(window.mentions) if x.form is not MentionForm.NAME and x.unit >= window.fresh]
