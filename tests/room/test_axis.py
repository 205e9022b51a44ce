"""A stretch of time on a drawing: the years are named before the months, and no two labels lie on each other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from variorum.room.drawing.axis import Axis

SPANS = {
    "a month": ("2010-03-05", "2010-04-10"),
    "a year": ("2009-10-01", "2011-02-01"),
    "some years": ("2009-10-01", "2013-02-01"),
    "centuries": ("1200-01-01", "2010-01-01"),
    "the first days": ("0001-01-01", "0001-06-01"),
    "the last days": ("9990-01-01", "9999-12-31"),
}


def axis(name: str) -> Axis:
    first, last = (date.fromisoformat(d).toordinal() for d in SPANS[name])
    return Axis(first, last, 100, 900)


@pytest.mark.parametrize("name", SPANS)
def test_labels_stand_apart_and_within(name: str) -> None:
    a = axis(name)
    labelled = [a.x(day) for day, label in a.ticks() if label]
    assert all(y - x >= 70 for x, y in pairwise(labelled))
    assert all(100 <= x <= 892 for x in labelled)


def test_years_are_named_before_months() -> None:
    labels = [label for _, label in axis("some years").ticks() if label]
    assert {"2010", "2011", "2012", "2013"} <= set(labels)


def test_where_no_year_begins_the_months_say_theirs() -> None:
    labels = [label for _, label in axis("a month").ticks() if label]
    assert labels == ["Apr 2010"]


def test_one_day_alone_stands_in_its_year() -> None:
    day = date(2010, 3, 5).toordinal()
    a = Axis.over([day], 100, 900)
    assert a is not None and a.last - a.first > 300 and a.x(day) == 500
