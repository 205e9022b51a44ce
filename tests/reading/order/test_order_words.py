"""What words of order mean in days."""

from __future__ import annotations

import pytest

from variorum.reading.order.words import Days, measured, relative

RELATIVE: list[tuple[str, tuple[bool, Days] | None]] = [
    ("two months later", (True, (40, 78))),
    ("three days later", (True, (2, 4))),
    ("one day later", (True, (1, 1))),
    ("a fortnight later", (True, (13, 15))),
    ("five weeks later", (True, (31, 39))),
    ("two years earlier", (False, (546, 916))),
    ("several days later", (True, (1, None))),
    ("some years earlier", (False, (1, None))),
    ("the following month", (True, (1, 62))),
    ("the next day", (True, (1, 1))),
    ("the year before", (False, (1, 731))),
    ("that year", None),  # in no order
    ("last month", None),  # counts from the document's own day
    ("two weeks ago", None),
    ("3 May 2004", None),
]


@pytest.mark.parametrize(("quote", "meant"), RELATIVE)
def test_relative_dates_as_order(quote: str, meant: tuple[bool, Days] | None) -> None:
    assert relative(quote) == meant


MEASURES: list[tuple[str, tuple[str, Days] | None]] = [
    ("Two months ", ("Two months", (40, 78))),
    ("the day ", ("the day", (1, 1))),
    ("the night ", ("the night", (1, 1))),
    ("the year ", None),  # "the year after he left" is a year, not a number of days
    ("several weeks ", ("several weeks", (1, None))),
    ("It was shortly ", ("shortly", (None, None))),
    ("for twenty-two ", None),
    ("he came ", None),
]


@pytest.mark.parametrize(("before", "found"), MEASURES)
def test_what_stands_before_after(before: str, found: tuple[str, Days] | None) -> None:
    got = measured(before + "after", len(before))
    assert (None if got is None else (before[got[0] :].strip(), got[1])) == found
