"""The parts of an entity's page that need no browser: spans that can be seen, words of a course, whose words a quote is."""

from __future__ import annotations

from datetime import date

import pytest

from variorum.asking.names_used import whose_words
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.course import Course, Span, Standing
from variorum.reasoning.states import Status
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.courses import course_bars, course_words, visible

FIRST = date(2000, 1, 1).toordinal()
AXIS = Axis(FIRST, FIRST + 1000, 0, 100)


def course(*spans: tuple[int, int, Status]) -> Course:
    return Course(tuple(Span(a, b, s) for a, b, s in spans), Standing(Status.HELD, 1, 0, None))


@pytest.mark.parametrize(
    ("spans", "seen"),
    [
        ([(0, 300, Status.HELD), (300, 600, Status.POSSIBLE)], 2),
        ([(0, 300, Status.HELD), (300, 302, Status.CONTESTED), (302, 600, Status.HELD)], 1),  # two days of a thousand are not seen
        ([(0, 300, Status.HELD), (400, 402, Status.DENIED)], 2),  # by itself it is drawn, however thin
    ],
)
def test_what_is_too_thin_between_two_is_left_out(spans: list[tuple[int, int, Status]], seen: int) -> None:
    assert len(visible(AXIS, [Span(FIRST + a, FIRST + b, s) for a, b, s in spans])) == seen


def test_a_hard_edge_only_where_the_day_is_known() -> None:
    known = course_bars(AXIS, course((FIRST + 100, FIRST + 900, Status.HELD)), 0)
    open_end = course_bars(AXIS, course((FIRST + 100, UNKNOWN_FUTURE, Status.HELD)), 0)
    uncertain = course_bars(AXIS, course((FIRST + 100, FIRST + 200, Status.POSSIBLE), (FIRST + 200, FIRST + 900, Status.HELD)), 0)
    assert "url(#" not in known
    assert "url(#fr)" in open_end
    assert "url(#hh)" in uncertain and uncertain.count("k-held") == 1  # one tick, where the hatching begins


def test_what_had_merely_ended_is_not_drawn() -> None:
    ended = Course((Span(FIRST, UNKNOWN_FUTURE, Status.DENIED, over=True),), Standing(Status.POSSIBLE, 1, 0, None))
    assert course_bars(AXIS, ended, 0) == "" and course_words(ended) == "nothing said"


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([(FIRST, FIRST + 1, Status.HELD)], "held 1 January 2000"),
        ([(UNKNOWN_PAST, UNKNOWN_FUTURE, Status.POSSIBLE)], "possible at no day that is told"),
        (
            [(UNKNOWN_PAST, FIRST, Status.DENIED), (FIRST, UNKNOWN_FUTURE, Status.CONTESTED)],
            "denied until 31 December 1999; contested from 1 January 2000",
        ),
        ([(FIRST + n, FIRST + n + 1, (Status.HELD, Status.DENIED)[n % 2]) for n in range(9)], "and 3 more spans"),
    ],
)
def test_the_words_of_a_course(spans: list[tuple[int, int, Status]], words: str) -> None:
    assert course_words(course(*spans)).endswith(words)


@pytest.mark.parametrize(
    ("acts", "whose"),
    [
        (["asserts"], 0),
        (["reports", "asserts"], 0),
        (["quotes", "asserts"], 1),
        (["quotes", "quotes", "denies"], 2),
        (["quotes", "reports", "asserts"], 1),
    ],
)
def test_whose_words_a_quote_is(acts: list[str], whose: int) -> None:
    assert whose_words(list(range(len(acts))), acts) == whose
