"""The course of a state agrees, on every day and for every viewpoint, with the verdict on that day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import EVERYONE, Lineage, Proposition, Viewpoint, verdicts
from variorum.reasoning.course import Course, Span, courses, fullest_day, standings
from variorum.reasoning.states import Status, Verdict, judged, states_of
from variorum.reasoning.testimony import Bodies, bodies

from .conftest import Book
from .test_oracle import BODIES, VOICES, claims, record, whole

DAYS = ("1990-01-01", "2004-01-01", "2004-07-01", "2005-03-04", "2005-03-05", "2006-12-31", "2007-08-15", "2030-01-01")


@settings(max_examples=examples(6), **whole)
@given(claims, st.sampled_from(VOICES), st.sets(st.sampled_from(DAYS), min_size=3, max_size=3))
def test_every_day_of_a_course_is_the_verdict_on_that_day(wanted: list[dict[str, Any]], voice: str, days: set[str]) -> None:
    book = record(wanted)
    viewpoints = [EVERYONE, Viewpoint(frozenset({book.id(voice)}))]
    asked = [Bodies.of(p) for p in dict.fromkeys(p for e in BODIES for p in states_of(book, book.id(e)))]
    found = courses(book, asked, viewpoints)
    anytime = standings(book, asked, viewpoints)
    for viewpoint, its_courses, its_standings in zip(viewpoints, found, anytime, strict=True):
        for v in verdicts(book, [b.proposition for b in asked], None, viewpoint):
            standing = its_standings.get(v.proposition)
            assert (standing is not None) == bool(v.supports or v.opposes)
            its = its_courses.get(v.proposition)
            assert standing == (its.at_any_time if its else None)
            assert standing is None or (standing.status, standing.supports, standing.opposes) == (v.status, len(v.supports), len(v.opposes))
        for when in map(When.parse, sorted(days)):
            for v in verdicts(book, [b.proposition for b in asked], when, viewpoint):
                _agrees(its_courses.get(v.proposition), v, when.first_day)


@settings(max_examples=examples(4), **whole)
@given(claims)
def test_lineages_are_followed_as_in_a_verdict(wanted: list[dict[str, Any]]) -> None:
    book = record(wanted)
    lineage, entity, when = Lineage.of(book), book.id("A"), When.parse("2005-03-04")
    propositions = states_of(book, entity, lineage=lineage)
    asked = [Bodies.of(p, lineage, (entity,)) for p in propositions]
    (found,) = courses(book, asked, [EVERYONE], bodies(lineage, entity))
    for v in judged(book, entity, propositions, when, lineage=lineage):
        _agrees(found.get(v.proposition), v, when.first_day)


def _agrees(course: Course | None, verdict: Verdict, day: int) -> None:
    if course is None:  # nobody says that it ever held or did not
        assert not verdict.supports and not verdict.opposes
        return
    span = course.on(day)
    assert (span.status if span else Status.UNKNOWN) is verdict.status
    assert span is None or span.over == (verdict.status is Status.DENIED and not verdict.opposes)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # a durable state said of a year holds through it, and goes on
        ([{"when": "2005"}], ["held from 2005-01-01"]),
        # between two years: certain only where every admitted date puts it
        ([{"when": "2005/2007", "certainty": "certain"}], ["possible 2005-01-01 2005-12-31", "held 2005-12-31 2007-01-02", "possible 2007-01-02 2008-01-01"]),
        # a denial within it splits it
        (
            [{"when": "2004-01-01/2007-01-01"}, {"when": "2006", "denied": True, "by": "W"}],
            ["held 2004-01-01 2006-01-01", "contested 2006-01-01 2007-01-01", "held 2007-01-01 2007-01-02"],
        ),
        # without a date it is possible on any day and certain on none
        ([{}], ["possible"]),
    ],
)  # fmt: skip
def test_the_parts_of_a_course(told: list[dict[str, Any]], expected: list[str]) -> None:
    book = Book()
    for t in told:
        book.claim("part_of", "A", "B", **t)
    proposition = Proposition("part_of", book.id("A"), book.id("B"))
    (found,) = courses(book, [Bodies.of(proposition)], [EVERYONE])
    assert [_words(s) for s in found[proposition].spans] == expected


def test_what_has_merely_ended_is_over() -> None:
    book = Book()
    book.claim("part_of", "A", "B", when="2004-01-01/2005-01-01")
    book.claim("dissolved", "A", when="2006-01-01")
    proposition = Proposition("part_of", book.id("A"), book.id("B"))
    (found,) = courses(book, [Bodies.of(proposition)], [EVERYONE])
    assert [(_words(s), s.over) for s in found[proposition].spans] == [
        ("held 2004-01-01 2005-01-02", False),
        ("denied from 2006-01-01", True),
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([{"when": "2004-01-01/2006-01-01"}, {"when": "2005-01-01/2007-01-01", "subject": "C"}], "2005-01-01"),
        ([{"when": "2004-01-01/2006-01-01"}, {}], "2004-01-01"),  # without a date it says nothing of any day
        ([{"when": "1990-01-01/.."}, {"when": "2004-01-01/2006-01-01", "subject": "C"}], "1990-01-01"),  # is not told of forever
        ([{}], None),
    ],
)
def test_the_day_on_which_most_is_told(told: list[dict[str, Any]], expected: str | None) -> None:
    book = Book()
    for t in told:
        book.claim("part_of", t.pop("subject", "A"), "B", **t)
    (found,) = courses(book, [Bodies.of(p) for p in states_of(book, book.id("B"))], [EVERYONE])
    day = fullest_day(found.values())
    assert (None if day is None else str(date.fromordinal(day))) == expected


def _words(span: Span) -> str:
    first = None if span.first == UNKNOWN_PAST else str(date.fromordinal(span.first))
    last = None if span.last == UNKNOWN_FUTURE else str(date.fromordinal(span.last))
    between = f" {first} {last}" if first and last else f" from {first}" if first else f" until {last}" if last else ""
    return f"{span.status}{between}"
