"""How annotations that somebody or something has made of a text are held against careful ones, in the form of docs/benchmark-passages.md.

Reading order: :mod:`scoring.alike` (when two entities, claims, chains are the same), :mod:`scoring.pairing` (who is held against whom),
:mod:`scoring.tally` (what is counted in one document, and the figures of many), :mod:`scoring.intervals` (how far chance reaches).
"""

from scoring.alike import Alike, fold
from scoring.described import described
from scoring.intervals import differences, intervals
from scoring.pairing import one_to_one
from scoring.tally import FIGURES, figures, judged, tally

__all__ = ["FIGURES", "Alike", "described", "differences", "figures", "fold", "intervals", "judged", "one_to_one", "tally"]
