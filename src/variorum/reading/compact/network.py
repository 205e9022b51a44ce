"""The trained network: one window's numbers in, scores out. Runs on one thread of a plain processor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.reading.compact.embedding import embedded
from variorum.reading.compact.given import EXTRA, Given
from variorum.reading.compact.graph import graph
from variorum.reading.compact.hints import predicates
from variorum.reading.compact.pairs import DISTANCES, distance
from variorum.reading.compact.windows import Window

Scores = npt.NDArray[np.float32]

INPUTS = ("pieces", "unit", "at", "features", "hint", "head", "cand", "far", "rule", "pair", "near", "backed", "consulted", "embedded")
OUTPUTS = ("who", "predicate", "denied", "certainty", "mode", "seen")
_FEATURES = ("case", "upos", "relation", "mark", "layer", "quoted")
_CLASSES = np.array([distance(d) for d in range(-600, 601)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Scored:
    """What the network says of one window. Rows of ``who`` are its candidates (columns as in :class:`Given`), rows of the others its pairs;
    ``seen`` says which unit each pair was read off."""

    who: Scores
    predicate: Scores
    denied: Scores
    certainty: Scores
    mode: Scores
    seen: npt.NDArray[np.int64]


def score(g: Given) -> Scored:
    """The scores of one window that has at least one mention."""
    w = g.window
    found = graph("variorum.reading.compact", "reader.onnx").run(None, dict(zip(INPUTS, inputs(g), strict=True)))
    who, predicate, denied, certainty, mode, seen = found
    rows, pairs = len(g.candidates), len(g.pairs.first)
    allowed = np.where(g.barred, 0.0, who[:rows])
    total = allowed.sum(1, keepdims=True)
    who = np.divide(allowed, total, out=np.zeros_like(allowed), where=total > 0)
    return Scored(who, predicate[:pairs], denied[:pairs], certainty[:pairs], mode[:pairs], seen[:pairs, : len(w)].argmax(1))


def inputs(g: Given) -> tuple[npt.NDArray[Any], ...]:
    """The arrays that the graph takes, in the order of :data:`INPUTS`."""
    w, p = g.window, g.pairs
    head = np.array([m.unit for m in w.mentions], dtype=np.int64)
    apart = np.arange(len(w))[None] - head[:, None] + 600
    near = np.concatenate([_CLASSES[apart], np.full((1, len(w)), DISTANCES, dtype=np.int64)])
    cand = np.array(g.candidates or [0], dtype=np.int64)
    rows = np.zeros((1, EXTRA + len(head)), dtype=np.int64)
    far, rule = (g.distance, g.rule) if g.candidates else (rows, rows)
    backed = np.zeros((len(p.first), len(predicates())), dtype=np.float32)
    for n, k in g.backed:
        backed[n, k] = 1.0
    consulted = np.array([int(g.consulted)], dtype=np.int64)
    pair = np.stack([p.first, p.second, p.distance, p.path, p.between, p.same])
    return (
        *(np.array(w.pieces, dtype=np.int64), _unit_of_pieces(w), np.array(w.at, dtype=np.int64)),
        *(np.array([getattr(w, k) for k in _FEATURES], dtype=np.int64), _hints(w), head, cand, far, rule),
        *(pair, near, backed, consulted, embedded(w.pieces)),
    )


def _unit_of_pieces(w: Window) -> npt.NDArray[np.int64]:
    """For every piece its unit counted from 1; 0 for the marks at both ends."""
    counts = np.diff([*w.at, len(w.pieces) - 1])
    return np.concatenate([[0], np.repeat(np.arange(1, len(w) + 1), counts), [0]]).astype(np.int64)


def _hints(w: Window) -> Scores:
    table = np.zeros((len(w), len(predicates())), dtype=np.float32)
    for n, found in enumerate(w.hint):
        table[n, list(found)] = 1.0
    return table
