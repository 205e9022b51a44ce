"""Where everybody stands: the same place on every day and for every voice, since only ties that some voice tells of some day move it.

Distances in the drawing follow the number of ties between two (stress majorisation: Gansner, Koren and North, "Graph drawing by stress
majorization", 2004), then names that would lie on each other are pushed apart. No chance is used: the same ties give the same places.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_ROUNDS, _PUSHES = 240, 600
_MARGIN = 10.0
_EVEN = 0.6


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a name and half its width, in units of the half-wide drawing."""

    x: float
    y: float
    half: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The places, in the order of the nodes, on a sheet of this size."""

    width: float
    height: float
    places: tuple[Place, ...]


def layout(count: int, edges: Collection[tuple[int, int]], widths: Sequence[float], line: float) -> Layout:
    """Places for nodes 0 to ``count`` - 1, with names so wide, and lines so high, on a sheet 600 wide."""
    width = 600.0
    height = min(max(340.0, 190.0 + 13.0 * count), 860.0)
    if count == 0:
        return Layout(width, height, ())
    halves = np.asarray(widths, dtype=np.float64) / 2
    at = _stretched(_stress(_distances(count, edges)), halves, width, height)
    at = _apart(at, halves, line / 2 + 3, width, height)
    return Layout(width, height, tuple(Place(float(x), float(y), float(h)) for (x, y), h in zip(at, halves, strict=True)))


def _distances(count: int, edges: Collection[tuple[int, int]]) -> _Floats:
    """Ties on the shortest way between each two; those that no way joins stand a little farther than all others."""
    far = np.full((count, count), np.inf)
    np.fill_diagonal(far, 0.0)
    for a, b in edges:
        far[a, b] = far[b, a] = 1.0
    for k in range(count):
        far = np.minimum(far, far[:, k : k + 1] + far[k : k + 1, :])
    joined = far[np.isfinite(far)]
    far[np.isinf(far)] = (joined.max() if joined.size else 0.0) + 1.0
    return far


def _stress(far: _Floats) -> _Floats:
    """Places whose distances come near those wanted, the near ones most; from a circle in the order of the nodes, which are sorted by nearness."""
    count = len(far)
    if count == 1:
        return np.zeros((1, 2))
    turn = np.arange(count) * 2.399963  # the golden angle: neighbours in the order do not fall together
    at: _Floats = np.sqrt(np.arange(count))[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    with np.errstate(divide="ignore"):
        weight = np.where(far > 0, far**-2.0, 0.0)
    pull = -weight
    np.fill_diagonal(pull, weight.sum(axis=1))
    solve = np.linalg.pinv(pull)
    for _ in range(_ROUNDS):
        gap = at[:, None, :] - at[None, :, :]
        length = np.sqrt((gap**2).sum(axis=2))
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(length > 1e-9, weight * far / length, 0.0)
        toward = -ratio
        np.fill_diagonal(toward, ratio.sum(axis=1))
        at = solve @ (toward @ at)
    return at


def _stretched(at: _Floats, halves: _Floats, width: float, height: float) -> _Floats:
    """Turned so that it lies as broad as it can, the first node left of the middle or on it, and stretched over the sheet."""
    centred = at - at.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T if len(axes) == 2 else centred
    turned *= np.where(turned[0] > 0, -1.0, 1.0)  # the sign of an axis is arbitrary: fixed by the node in the middle
    even = np.stack([_evenly(turned[:, k]) for k in (0, 1)], axis=1)
    room = np.array([width - 2 * (float(np.median(halves)) + _MARGIN), height - 60.0])
    placed: _Floats = (even - 0.5) * np.maximum(room, 60.0) + np.array([width / 2, height / 2])
    return placed


def _evenly(at: _Floats) -> _Floats:
    """Places along one axis from 0 to 1, in the same order, between what they are and all equally far apart: the neighbours of a hub crowd."""
    span = at.max() - at.min()
    plain = (at - at.min()) / span if span > 1e-9 else np.full(len(at), 0.5)
    rank = np.argsort(np.argsort(np.round(at, 6), kind="stable"), kind="stable") / max(len(at) - 1, 1)
    mixed: _Floats = (1 - _EVEN) * plain + _EVEN * rank
    return mixed


def _apart(at: _Floats, halves: _Floats, half_line: float, width: float, height: float) -> _Floats:
    """Pushes names that lie on each other apart, each by half, the shorter way; within the sheet."""
    at = at.copy()
    for _ in range(_PUSHES):
        moved = False
        for a in range(len(at)):
            dx, dy = at[:, 0] - at[a, 0], at[:, 1] - at[a, 1]
            over_x, over_y = halves + halves[a] + 8 - np.abs(dx), 2 * half_line - np.abs(dy)
            hit = (over_x > 0.5) & (over_y > 0.5)
            hit[: a + 1] = False
            for b in np.flatnonzero(hit):
                moved = True
                if over_y[b] <= over_x[b] * 0.8:
                    push = (over_y[b] / 2 + 0.3) * (1 if dy[b] >= 0 else -1)
                    at[a, 1] -= push
                    at[b, 1] += push
                else:
                    push = (over_x[b] / 2 + 0.3) * (1 if dx[b] >= 0 else -1)
                    at[a, 0] -= push
                    at[b, 0] += push
                dx, dy = at[:, 0] - at[a, 0], at[:, 1] - at[a, 1]
        at[:, 0] = np.clip(at[:, 0], halves + _MARGIN, width - halves - _MARGIN)
        at[:, 1] = np.clip(at[:, 1], half_line + 4, height - half_line - 4)
        if not moved:
            break
    return at
