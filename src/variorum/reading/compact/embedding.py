"""The vectors of word pieces, which both networks begin with: one table in eight bits, carried once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt


def embedded(pieces: Sequence[int]) -> npt.NDArray[np.float32]:
    """The vectors of pieces by number, as one window: 1 x pieces x width. They are what a graph with the table of its own would look up, to the bit."""
    table, scale, zero = _table()
    return ((table[np.asarray(pieces, dtype=np.int64)].astype(np.int32) - zero).astype(np.float32) * scale)[None]


@cache
def _table() -> tuple[npt.NDArray[np.uint8], np.float32, np.int32]:
    with as_file(files("variorum.reading.compact") / "words.npz") as path, np.load(path) as kept:
        return kept["table"], np.float32(kept["scale"]), np.int32(kept["zero"])
