"""One event on two days: when the calendar is what voices differ on."""

from typing import Any

import pytest

from variorum.reasoning import disputes


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("2021-08-16", "2021-08-17", True),  # 8 Muharram 1443 by the tables, and as sighted
        ("2021-08-16", "2021-08-14", True),
        ("2021-08-16", "2021-08-16", False),
        ("2021-08-16", "2021-08-19", False),  # no calendar is three days off
        ("2021-08-16", "2021-08", False),  # a month is no other day
    ],
)
def test_days_as_far_apart_as_two_calendars(book: Any, one: str, other: str, clash: bool) -> None:
    counted = book.claim("pledged_to", "A", "B", when=one, doc=1)
    book.hijri(one, doc=1)
    given = book.claim("pledged_to", "A", "B", when=other, by="Omar", doc=2)
    found = [d for d in disputes(book) if d.kind == "calendar"]
    assert [(d.question, [(s.position, s.claims) for s in d.sides], d.clash) for d in found] == [
        (
            "A pledged allegiance to B: on which day?",
            [("by its Gregorian date", (given,)), ("by its Hijri date", (counted,))],
            (given, counted),
        )
    ] * clash


def test_two_gregorian_days_are_no_matter_of_calendars(book: Any) -> None:
    book.claim("pledged_to", "A", "B", when="2021-08-16")
    book.claim("pledged_to", "A", "B", when="2021-08-17", by="Omar")
    assert [d for d in disputes(book) if d.kind == "calendar"] == []
