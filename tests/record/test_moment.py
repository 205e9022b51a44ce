"""Moments in the life of an archive: how they are named, and what had been judged by then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from variorum.errors import UsageError
from variorum.record.moment import Moment, made_by
from variorum.shelf.judgements import Judgement, Kind

TODAY = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)

MOMENTS = [
    ("2024-05-01", "2024-05-02T00:00:00+00:00"),
    ("2024-02", "2024-03-01T00:00:00+00:00"),
    ("2024", "2025-01-01T00:00:00+00:00"),
    (" 2024 ", "2025-01-01T00:00:00+00:00"),
    ("2024-05-01T10:00:00Z", "2024-05-01T10:00:01+00:00"),
    ("2024-05-01T12:00:00+02:00", "2024-05-01T10:00:01+00:00"),
    ("2024-05-01T10:00", "2024-05-01T10:00:01+00:00"),  # without a zone it is UTC
]


@pytest.mark.parametrize(("text", "until"), MOMENTS)
def test_a_moment_is_the_end_of_what_is_named(text: str, until: str) -> None:
    found = Moment.parse(text, TODAY)
    assert (found.until.isoformat(), found.words, found.is_now) == (until, text.strip(), False)


@pytest.mark.parametrize("text", ["now", "2026-11-30", "2026-11", "2026", "2026-11-30T12:00:00Z"])
def test_what_is_not_over_yet_is_now(text: str) -> None:
    assert Moment.parse(text, TODAY).is_now


BAD = [
    ("soon", "'soon' names no moment"),
    ("", "names no moment"),
    ("2024-13", "month"),
    ("2024-02-30", "2024-02-30"),
    ("2007?", "expected a day, month or year"),
    ("2007/2008", "names no moment"),
    ("2027", "'2027' has not come yet"),
    ("2026-12-01T00:00:00Z", "has not come yet"),
    ("9999", "has not come yet"),
    ("9999-12-31", "has not come yet"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_what_names_no_moment_is_answered_in_words(text: str, says: str) -> None:
    with pytest.raises(UsageError) as err:
        Moment.parse(text, TODAY)
    assert says in str(err.value)


# (when the judgement says, the moment, whether it had been made)
MADE = [
    ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", True),
    ("2024-05-01T10:00:00Z", "2024-05-01T09:59:59Z", False),
    ("2024-05-01", "2024-05-01", True),
    ("2024-05-01", "2024-05-01T23:59:58Z", False),  # some time of that day
    ("2024", "2024-06", False),  # some day of that year
    ("2024~", "2024", True),
    ("last spring", "2001", True),  # says nothing: no earlier than the line before, and there is none
    (None, "2001", True),
    ("2024/..", "2001", True),
    ("2030", "2024", False),
]


@pytest.mark.parametrize(("when", "moment", "made"), MADE)
def test_a_judgement_counts_from_the_end_of_the_time_that_it_gives(when: str | None, moment: str, made: bool) -> None:
    assert bool(made_by([Judgement(Kind.SAME, {}, when=when)], Moment.parse(moment, TODAY))) is made


def test_one_without_a_time_came_after_the_line_before_it() -> None:
    log = [Judgement(Kind.SAME, {}, when=w, line=n) for n, w in enumerate(["2023", None, "?", "2024", None], 1)]
    assert [j.line for j in made_by(log, Moment.parse("2023", TODAY))] == [1, 2, 3]
    assert len(made_by(log, Moment.parse("now", TODAY))) == 5
