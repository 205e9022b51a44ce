"""Disputes of order as a build keeps them, and the claims that are chosen before any is looked at one by one."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.reasoning import Viewpoint, Witnesses, disputes
from variorum.reasoning.disputes import disputes_of_claim
from variorum.reasoning.order import find, find_order
from variorum.reasoning.order.columns import Columns
from variorum.reasoning.order.crossing import crossing
from variorum.reasoning.settled import settle
from variorum.reasoning.viewpoint import EVERYONE

from ..conftest import Book
from .telling import document, order, spoke
from .test_laws_of_order import liars, said_orders, told_by_liars

marks = st.lists(st.tuples(st.integers(1, 9), st.sampled_from(("2003~", "2004-02?", "2002~/2004"))), max_size=3)
spoken = st.lists(st.tuples(st.integers(1, 9), st.sampled_from(("2003", "2004-05-06~", "no date"))), max_size=3)


@st.composite
def tangled(draw: Any) -> tuple[Book, int]:
    """A record of liars' claims and sentences, some dates marked, some voices dated, a document that is; and how many claims it has."""
    claims = draw(liars)
    book, number = told_by_liars(claims, draw(said_orders))
    for claim, edtf in draw(marks):
        book.db.execute("UPDATE claim_text SET edtf = ? WHERE claim_id = ? AND edtf IS NOT NULL", [edtf, claim])
    for claim, when in draw(spoken):
        spoke(book, claim, when)
    if draw(st.booleans()):
        document(book, 1, "2005")
    return book, len(number)


@settings(max_examples=examples(20), deadline=None)
@given(tangled(), st.booleans())
def test_claims_chosen_in_columns_give_the_disorders_of_all(told: tuple[Book, int], one_voice: bool) -> None:
    book, _ = told
    viewpoint = Viewpoint(frozenset({book.id("V")})) if one_voice else EVERYONE
    with patch.object(find, "SMALL", 0):
        chosen = list(find_order(book, viewpoint))
    assert chosen == list(find_order(book, viewpoint, Witnesses(book).all()))


@settings(max_examples=examples(8), deadline=None)
@given(tangled(), st.sampled_from((None, "A", "B")))
def test_kept_is_computed(told: tuple[Book, int], name: str | None) -> None:
    book, count = told
    entity = book.id(name) if name else None
    found = disputes(book, entity)
    settle(book.db)
    assert disputes(book, entity) == found
    if entity is None:
        for claim in range(1, count + 1):
            own = [d for d in found if any(claim in s.claims for s in d.sides)]
            assert list(disputes_of_claim(book, claim, most=100)) == own


def test_among_the_sides_of_all_kinds_each_claim_stands_with_the_voice_that_takes_its_side(book: Any) -> None:
    a, b = book.claim("dissolved", "Front", when="2010"), book.claim("met", "Omar", "Hadi", when="2008", by="Zayd")
    order(book, a, b, by="Rida")
    settle(book.db)
    sides = book.rows("SELECT position, claim_id, voice FROM dispute_side WHERE kind = 'order' ORDER BY position, claim_id")
    assert sides == [
        ("Front was dissolved, then Omar met Hadi", a, book.id("Rida")),
        ("Front was dissolved, then Omar met Hadi", b, book.id("Rida")),
        ("Front was dissolved: 2010", a, book.id("Author")),
        ("Omar met Hadi: 2008", b, book.id("Zayd")),
    ]


def test_a_record_without_the_claim_that_was_wrong_keeps_no_dispute_of_it() -> None:
    kept = []
    for wrong in (True, False):
        book = Book()
        book.claim("died", "Omar", when="2008-05")
        book.claim("attacked", "Omar", "Town", when="2007", by="Rida")
        if wrong:
            book.claim("died", "Omar", when="2001", by="Zayd")
        settle(book.db)
        kept.append([d.question for d in disputes(book)])
    assert kept == [["Was Omar dead by then?"], []]


@pytest.mark.parametrize("length", (3, 300))
def test_sentences_that_go_round_are_chosen_however_long_the_way(book: Any, length: int) -> None:
    claims = [book.claim("met", "Omar", "Hadi") for _ in range(length)]
    for one, next_ in zip(claims, (*claims[1:], claims[0]), strict=True):
        order(book, one, next_, least=1)
    order(book, book.claim("met", "Omar", "Hadi", when="2001"), claims[0])
    order(book, claims[0], book.claim("met", "Omar", "Hadi", when="2004"))
    assert set(claims) <= set(crossing(book, EVERYONE))


def test_claims_of_which_no_law_speaks_and_that_no_sentence_puts_in_order_are_not_fetched(book: Any) -> None:
    bound = [book.claim("attacked", "Omar", "Town", when="2001"), book.claim("allied_with", "Town", "Hadi", when="2002")]
    book.claim("allied_with", "Omar", "Hadi", when="2003")
    book.claim("attacked", "Omar", "Town", when="2001", certainty="doubtful")
    order(book, *bound)
    assert Columns.of(book, EVERYONE).claims.tolist() == bound
    assert crossing(book, EVERYONE) == []
