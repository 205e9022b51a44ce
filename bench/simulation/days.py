"""Days as numbers (proleptic Gregorian ordinals), for whole arrays at once: the units that dates are given in, and the four days of a claim."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST

Days = NDArray[np.int64]
_EPOCH = 719_163  # date(1970, 1, 1).toordinal()


class Unit(IntEnum):
    """How finely a date is given."""

    DAY = 0
    MONTH = 1
    YEAR = 2


class Form(IntEnum):
    """How a date is put: not at all, "in A", "by A", "since A", "from A to B"."""

    UNDATED = 0
    POINT = 1
    BY = 2
    SINCE = 3
    INTERVAL = 4


def first_of(day: Days, unit: Days) -> Days:
    """The first day of the day, month or year that ``day`` lies in."""
    d = (day - _EPOCH).astype("M8[D]")
    month, year = d.astype("M8[M]"), d.astype("M8[Y]")
    return np.where(unit == Unit.DAY, day, np.where(unit == Unit.MONTH, _ordinal(month), _ordinal(year)))


def last_of(day: Days, unit: Days) -> Days:
    """The last day of the day, month or year that ``day`` lies in."""
    d = (day - _EPOCH).astype("M8[D]")
    month, year = d.astype("M8[M]") + 1, d.astype("M8[Y]") + 1
    return np.where(unit == Unit.DAY, day, np.where(unit == Unit.MONTH, _ordinal(month), _ordinal(year)) - 1)


def _ordinal(date: NDArray[np.datetime64]) -> Days:
    return date.astype("M8[D]").astype(np.int64) + _EPOCH


def bounds(form: Days, a: Days, unit_a: Days, b: Days, unit_b: Days, event: NDArray[np.bool_]) -> tuple[Days, Days, Days, Days]:
    """The four days of each claim, as ``When.parse`` (for an event ``When.as_event``) makes them of the same words.

    ``a`` and ``b`` are any day within the unit meant; ``b`` counts for intervals only.
    """
    a1, a2 = first_of(a, unit_a), last_of(a, unit_a)
    b1, b2 = first_of(b, unit_b), last_of(b, unit_b)
    undated, by, since, interval = (form == f for f in (Form.UNDATED, Form.BY, Form.SINCE, Form.INTERVAL))
    assert not (by & ~event).any(), "of a state `by` would mean until"
    past, future = np.int64(UNKNOWN_PAST), np.int64(UNKNOWN_FUTURE)
    start_earliest = np.where(undated | by, past, a1)
    start_latest = np.where(undated, future, np.where(interval, np.minimum(a2, b2), a2))
    end_earliest = np.where(undated | by, past, np.where(since, future, np.where(interval, np.maximum(b1, a1) + 1, a1 + 1)))
    end_latest = np.where(undated | since, future, np.where(interval, b2, a2) + 1)
    return start_earliest, start_latest, end_earliest, end_latest
