"""The trained network of kinds: one view's numbers in, for each phrase the log of its chance to be of each kind out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from variorum.reading.compact.embedding import embedded
from variorum.reading.compact.graph import graph
from variorum.reading.kinds.views import Asked, View

INPUTS = ("pieces", "unit", "at", "features", "asked", "embedded")


def score(view: View, asked: Sequence[Asked]) -> npt.NDArray[np.float32]:
    """A row for each phrase of the view (at least one), in the order of ``view.asked``; the first column is "none of note", then the types in order."""
    places = [*view.at, len(view.pieces) - 1]
    unit = np.concatenate([[0], np.repeat(np.arange(1, len(view.at) + 1), np.diff(places)), [0]]).astype(np.int64)
    rows = [(a.first - view.first, a.end - view.first, a.head - view.first) for a in (asked[n] for n in view.asked)]
    given = (
        *(np.array(view.pieces, dtype=np.int64), unit, np.array(places, dtype=np.int64), np.array(view.features, dtype=np.int64)),
        *(np.array(rows, dtype=np.int64), embedded(view.pieces)),
    )
    found: npt.NDArray[np.float32] = graph("variorum.reading.kinds", "kinds.onnx").run(None, dict(zip(INPUTS, given, strict=True)))[0]
    return found
