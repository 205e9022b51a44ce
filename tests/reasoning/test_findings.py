"""What the simulated world found: small stories that reasoning once told wrongly, each with the page that says how it should be."""

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


def test_an_end_known_only_by_a_limit_ends_what_went_before(book: Book) -> None:
    """docs/explanation/states.md: a durable state persists until something ends it. He was dead "by April 2002": in 2003 he leads nobody, for sure."""
    book.claim("leads", "Omar", "Front", when="1995-07")
    book.claim("died", "Omar", when="../2002-04-30")
    assert status(book, "leads", "Omar", "Front", "2003") is not Status.HELD


def test_and_leaves_what_a_claim_says_of_its_own_time(book: Book) -> None:
    """docs/explanation/states.md: "in 2007" is said of the whole of 2007."""
    book.claim("leads", "Omar", "Front", when="1995-07")
    book.claim("died", "Omar", when="../2002-04-30")
    assert status(book, "leads", "Omar", "Front", "1995-07-20") is Status.HELD


def test_a_vague_end_leaves_what_a_claim_says_of_its_own_time(book: Book) -> None:
    """The same page: said of the whole of September 1997."""
    book.claim("hostile_to", "Wing", "Front", when="1997-09")
    book.claim("dissolved", "Wing", when="1997")
    assert status(book, "hostile_to", "Wing", "Front", "1997-09-04") is Status.HELD


def test_an_undated_end_makes_what_persists_no_more_than_possible(book: Book) -> None:
    """The same page: a claim without a date is possible at any time. So he may have left in 2005."""
    book.claim("member_of", "Omar", "Front", when="2004")
    book.claim("split_from", "Omar", "Front")
    assert status(book, "member_of", "Omar", "Front", "2010") is not Status.HELD


def test_a_state_is_over_for_both_when_the_other_is_dissolved(book: Book) -> None:
    """vocabulary.yaml: dissolved terminates all(subject)."""
    book.claim("leads", "Omar", "Front", when="2004")
    book.claim("dissolved", "Front", when="2006-05-01")
    day = When.parse("2010-01-01")
    listed = [h for h in holdings(book, book.id("Omar"), day) if h.proposition.topic == "leads"]
    assert status(book, "leads", "Omar", "Front", "2010-01-01") is Status.DENIED
    assert all(h.verdict.status is not Status.HELD for h in listed)


def test_a_denied_break_is_not_a_word_for_every_tie_that_a_break_would_end(book: Book) -> None:
    """The Wing never broke with the Front, being its ally: that makes it neither sworn to the Front nor part of it.
    A denied end leaves what it would end as it was.
    """
    book.claim("allied_with", "Wing", "Front", when="2007")
    book.claim("split_from", "Wing", "Front", when="2007", denied=True)
    assert status(book, "sworn_to", "Wing", "Front", "2007") in (Status.UNKNOWN, Status.POSSIBLE)
    assert status(book, "part_of", "Wing", "Front", "2007") in (Status.UNKNOWN, Status.POSSIBLE)


def test_who_joins_a_standing_body_is_absorbed(book: Book) -> None:
    """docs/explanation/states.md: a band that joins a standing state is absorbed. The Front was founded fifteen years before."""
    book.claim("founded", None, "Front", when="1990")
    book.claim("leads", "Omar", "Band", when="2003")
    book.claim("merged_into", "Band", "Front", when="2005")
    assert status(book, "leads", "Omar", "Front", "2006", lineage=Lineage.of(book)) is not Status.HELD


def test_a_body_that_is_dissolved_under_its_last_name_is_gone_under_every_name(book: Book) -> None:
    """docs/explanation/states.md: what is said of one name bears on the other. That an *earlier* name was dissolved ends nothing of the later one."""
    book.claim("part_of", "Wing", "Front", when="2003")
    book.claim("became", "Wing", "Army", when="2005")
    book.claim("dissolved", "Army", when="2008-02")
    assert status(book, "part_of", "Wing", "Front", "2010", lineage=Lineage.of(book)) is Status.DENIED


def test_a_stated_state_that_an_event_began_is_only_possible_later(book: Book) -> None:
    """docs/explanation/states.md: located_in holds for the time that the claim gives and is only possible after it."""
    book.claim("moved_to", "Omar", "Town", when="2004-03-01")
    assert status(book, "located_in", "Omar", "Town", "2019") is Status.POSSIBLE


def test_the_dead_are_detained_by_nobody(book: Book) -> None:
    """vocabulary.yaml: personal(subject) is every state whose subject is that person; and ends detained(*, subject) too."""
    book.claim("detained", "Front", "Omar", when="2007")
    book.claim("died", "Omar", when="2008-01-01")
    assert status(book, "detained", "Front", "Omar", "2009") is Status.DENIED
