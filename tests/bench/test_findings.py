"""What the simulated world found: small stories that reasoning tells wrongly, each with the page that says how it should be.

A mark is taken off when its story comes out right (the marks are strict: a story that comes out right fails until then).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.reasoning.conftest import Book
from variorum.model import When
from variorum.reasoning import Lineage, Proposition, Status, holdings, verdict


@pytest.fixture
def book() -> Book:
    return Book()


def status(book: Book, topic: str, x: str, y: str, on: str, **options: Any) -> Status:
    return verdict(book, Proposition(topic, book.id(x), book.id(y)), When.parse(on), **options).status


@pytest.mark.xfail(strict=True, reason="an end by a limit does not clip")
def test_an_end_known_only_by_a_limit_ends_what_went_before(book: Book) -> None:
    """docs/explanation/states.md: a durable state persists until something ends it. He was dead "by April 2002": in 2003 he leads nobody, for sure.

    testimony._cuts asks whether the *window* of the end is undated; that of an end "by" a day runs from the unknown past for ever, and passes for it.
    """
    book.claim("leads", "Omar", "Front", when="1995-07")
    book.claim("died", "Omar", when="../2002-04-30")
    assert status(book, "leads", "Omar", "Front", "2003") is not Status.HELD


def test_and_leaves_what_a_claim_says_of_its_own_time(book: Book) -> None:
    """docs/explanation/states.md: "in 2007" is said of the whole of 2007."""
    book.claim("leads", "Omar", "Front", when="1995-07")
    book.claim("died", "Omar", when="../2002-04-30")
    assert status(book, "leads", "Omar", "Front", "1995-07-20") is Status.HELD


@pytest.mark.xfail(strict=True, reason="a vague end clips the state's own time")
def test_a_vague_end_leaves_what_a_claim_says_of_its_own_time(book: Book) -> None:
    """The same page: said of the whole of September 1997. testimony._cut takes an end "in 1997" to have come before September was over."""
    book.claim("hostile_to", "Wing", "Front", when="1997-09")
    book.claim("dissolved", "Wing", when="1997")
    assert status(book, "hostile_to", "Wing", "Front", "1997-09-04") is Status.HELD


@pytest.mark.xfail(strict=True, reason="an undated end does not clip")
def test_an_undated_end_makes_what_persists_no_more_than_possible(book: Book) -> None:
    """The same page: a claim without a date is possible at any time. So he may have left in 2005."""
    book.claim("member_of", "Omar", "Front", when="2004")
    book.claim("split_from", "Omar", "Front")
    assert status(book, "member_of", "Omar", "Front", "2010") is not Status.HELD


@pytest.mark.xfail(strict=True, reason="holdings() misses ends that name only the other body")
def test_a_state_is_over_for_both_when_the_other_is_dissolved(book: Book) -> None:
    """vocabulary.yaml: dissolved terminates all(subject). holdings() fetches claims about the one asked for, and not those that ended the other."""
    book.claim("leads", "Omar", "Front", when="2004")
    book.claim("dissolved", "Front", when="2006-05-01")
    day = When.parse("2010-01-01")
    listed = [h for h in holdings(book, book.id("Omar"), day) if h.proposition.topic == "leads"]
    assert status(book, "leads", "Omar", "Front", "2010-01-01") is Status.DENIED
    assert all(h.verdict.status is not Status.HELD for h in listed)


@pytest.mark.xfail(strict=True, reason="a denied end supports every state that the end would end")
def test_a_denied_break_is_not_a_word_for_every_tie_that_a_break_would_end(book: Book) -> None:
    """The Wing never broke with the Front, being its ally: that makes it neither sworn to the Front nor part of it. A denied end leaves what it would end
    as it was; testimony._testimony takes it for a word in favour of all of it.
    """
    book.claim("allied_with", "Wing", "Front", when="2007")
    book.claim("split_from", "Wing", "Front", when="2007", denied=True)
    assert status(book, "sworn_to", "Wing", "Front", "2007") in (Status.UNKNOWN, Status.POSSIBLE)
    assert status(book, "part_of", "Wing", "Front", "2007") in (Status.UNKNOWN, Status.POSSIBLE)


@pytest.mark.xfail(strict=True, reason="a merger into a standing body makes a lineage")
def test_who_joins_a_standing_body_is_absorbed(book: Book) -> None:
    """docs/explanation/states.md: a band that joins a standing state is absorbed. lineage.py takes a body for formed by the merger unless a body *became* it,
    though it was founded fifteen years before.
    """
    book.claim("founded", None, "Front", when="1990")
    book.claim("leads", "Omar", "Band", when="2003")
    book.claim("merged_into", "Band", "Front", when="2005")
    assert status(book, "leads", "Omar", "Front", "2006", lineage=Lineage.of(book)) is not Status.HELD


@pytest.mark.xfail(strict=True, reason="the dissolution of a later name is passed over")
def test_a_body_that_is_dissolved_under_its_last_name_is_gone_under_every_name(book: Book) -> None:
    """docs/explanation/states.md: what is said of one name bears on the other. That an *earlier* name was dissolved ends nothing of the later one;
    testimony._speaks treats later names the same.
    """
    book.claim("part_of", "Wing", "Front", when="2003")
    book.claim("became", "Wing", "Army", when="2005")
    book.claim("dissolved", "Army", when="2008-02")
    assert status(book, "part_of", "Wing", "Front", "2010", lineage=Lineage.of(book)) is Status.DENIED


@pytest.mark.xfail(strict=True, reason="a stated state begun by an event persists for sure")
def test_a_stated_state_that_an_event_began_is_only_possible_later(book: Book) -> None:
    """docs/explanation/states.md: located_in holds for the time that the claim gives and is only possible after it; moved_to makes it certain for ever."""
    book.claim("moved_to", "Omar", "Town", when="2004-03-01")
    assert status(book, "located_in", "Omar", "Town", "2019") is Status.POSSIBLE


@pytest.mark.xfail(strict=True, reason="a death does not end a detention")
def test_the_dead_are_detained_by_nobody(book: Book) -> None:
    """vocabulary.yaml: personal(subject) is every state whose subject is that person, *and being detained*. rules._slots ends the former only."""
    book.claim("detained", "Front", "Omar", when="2007")
    book.claim("died", "Omar", when="2008-01-01")
    assert status(book, "detained", "Front", "Omar", "2009") is Status.DENIED
