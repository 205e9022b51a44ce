"""The dates of a text: Gregorian and Hijri, whole and partial, absolute and relative.

Reading order: ``fold`` (the text made plain), ``lexicon`` (words, from YAML), ``forms`` and ``relative_forms`` (how dates are written),
``groups`` and ``written`` (what the words say), ``not_dates``, ``select`` and ``joined`` (which of them are dates, and which belong together), ``years``,
``relative``, ``events``, ``hijri`` (what they mean), ``reader`` (all of it, in order).
"""

from variorum.reading.dates.reader import read_dates

__all__ = ["read_dates"]
