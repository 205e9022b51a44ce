"""The best tree among scored arcs: each word its best head, and where that makes a cycle or two roots, Chu-Liu and Edmonds.

Source: Y. J. Chu and T. H. Liu 1965, J. Edmonds 1967; UD wants exactly one root, so where the best tree has more,
each of them is tried as the only one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def _reaches_root(heads: Ints) -> bool:
    """Say whether every word leads to the root (heads count from 1, 0 is the root, heads[0] is 0)."""
    up = heads
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return not up.any()


def _a_cycle(heads: Ints) -> list[int]:
    state = [0] * len(heads)
    for first in range(1, len(heads)):
        path, v = [], first
        while v and not state[v]:
            state[v] = first
            path.append(v)
            v = int(heads[v])
        if v and state[v] == first:
            return path[path.index(v) :]
    return []


def _spanning(scores: npt.NDArray[np.float64]) -> Ints:
    """Best arborescence of scores[word, head], both counting the root as 0."""
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _a_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    ring = np.array(cycle)
    gain = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    enter, leave = gain.argmax(0), scores[np.ix_(rest, ring)].argmax(1)
    size = len(rest)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    smaller[size, :size] = gain.max(0)
    smaller[:size, size] = scores[rest, ring[leave]]
    found = _spanning(smaller)
    out = heads.copy()
    for k in range(1, size):
        out[rest[k]] = ring[leave[k]] if found[k] == size else rest[found[k]]
    broken = ring[enter[found[size]]]
    out[broken] = rest[found[size]]
    return out


def best_tree(scores: Floats) -> Ints:
    """Give back the head of each word (0-based, -1 for the one root).

    Args:
        scores: shape (words, 1 + words); column 0 is the root, column 1 + j the word j. Ties go to the smaller column.

    >>> best_tree(np.array([[1, -9, 8], [7, 9, -9]], np.float32)).tolist()
    [1, -1]
    """
    greedy = np.concatenate(([0], scores.argmax(1)))
    if (greedy[1:] == 0).sum() == 1 and _reaches_root(greedy):
        return greedy[1:] - np.int64(1)
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf)
    square[1:] = scores
    square[0, 0] = 0
    np.fill_diagonal(square[1:, 1:], -np.inf)
    best = _spanning(square)
    roots = np.flatnonzero(best[1:] == 0) + 1
    if len(roots) == 1:
        return best[1:] - np.int64(1)
    # Two clauses both want the root: each in turn is made the only one, and the better tree is kept.
    best_total = -np.inf
    for root in roots:
        forced = square.copy()
        forced[1:, 0] = -np.inf
        forced[root] = -np.inf
        forced[root, 0] = square[root, 0]
        heads = _spanning(forced)
        total = float(forced[np.arange(1, len(heads)), heads[1:]].sum())
        if total > best_total:
            best, best_total = heads, total
    return best[1:] - np.int64(1)
