"""Examples as tensors: windows padded to one length, everything else window by window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from examples import Example

from variorum.reading.compact.hints import predicates
from variorum.reading.compact.pairs import DISTANCES, distance
from variorum.reading.compact.windows import Window

_PER_UNIT = ("case", "upos", "relation", "mark", "layer", "quoted")


def encoder_input(windows: Sequence[Window]) -> dict[str, Any]:
    """What :meth:`Reader.encode` takes."""
    longest, most = max(len(w.pieces) for w in windows), max(len(w) for w in windows)
    b = len(windows)
    x = {
        "pieces": torch.zeros(b, longest, dtype=torch.long),
        "unit": torch.zeros(b, longest, dtype=torch.long),
        "at": torch.zeros(b, most, dtype=torch.long),
    }
    x |= {k: torch.zeros(b, most, dtype=torch.long) for k in _PER_UNIT}
    x["hint"] = torch.zeros(b, most, len(predicates()))
    for n, w in enumerate(windows):
        size = len(w)
        x["pieces"][n, : len(w.pieces)] = torch.tensor(w.pieces)
        x["at"][n, :size] = torch.tensor(w.at)
        ends = [*w.at[1:], len(w.pieces) - 1]
        for u, (a, e) in enumerate(zip(w.at, ends, strict=True)):
            x["unit"][n, a:e] = u + 1
        for k in _PER_UNIT:
            x[k][n, :size] = torch.tensor(getattr(w, k))
        for u, found in enumerate(w.hint):
            if found:
                x["hint"][n, u, list(found)] = 1.0
    return x


_CLASS = torch.tensor([distance(d) for d in range(-600, 601)])


def near(w: Window) -> tuple[Any, Any]:
    """For every mention (and nobody) the class of its distance to each unit, twice."""
    head = torch.tensor([m.unit for m in w.mentions], dtype=torch.long)
    apart = torch.arange(len(w))[None] - head[:, None]
    classes = _CLASS[apart + 600]
    table = torch.cat([classes, torch.full((1, len(w)), DISTANCES)], 0)
    return table, table


def pair_input(e: Example) -> dict[str, Any]:
    """What :meth:`Reader.join` takes of the pairs."""
    p, g = e.given.pairs, e.given
    x = {k: torch.from_numpy(getattr(p, k)) for k in ("first", "second", "distance", "path", "between", "same")}
    x["backed"] = torch.zeros(len(p.first), len(predicates()))
    for n, k in g.backed:
        x["backed"][n, k] = 1.0
    x["consulted"] = torch.tensor([int(g.consulted)])
    return x
