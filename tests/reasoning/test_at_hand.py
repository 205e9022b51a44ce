"""States and disputes of claims at hand and by the queries, each the other's oracle, on random small records."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.model import vocabulary
from variorum.reasoning.disputes.at_hand import sides_at_hand
from variorum.reasoning.disputes.find import every_side
from variorum.reasoning.settled import state_table, states_at_hand
from variorum.reasoning.viewpoint import EVERYONE
from variorum.reasoning.witness import Witnesses, every

from .conftest import Book
from .test_oracle import claim, crowded, ties_and_acts, whole
from .test_oracle import record as book_of

#: Claims of which two often speak to one question.
_OF_DISPUTES = (
    "ordered",
    "rejected",
    "obeyed",
    "met",
    "wrote_to",
    "asked",
    "same_as",
    "kin_of",
    "founded",
    "merged_into",
    "commands",
    "controls",
)
telling = st.sampled_from((*_OF_DISPUTES, *(n for n, p in vocabulary().predicates.items() if p.either_way or p.functional)))
pairs = st.sampled_from((("A", "B"), ("A", "B"), ("B", "A"), ("C", "A"), ("A", None), (None, "B"), ("C", "B"), ("D", "D")))
many = st.sampled_from((None, None, "40 men", "3,000 men", "a thousand"))
day = st.sampled_from((None, None, "2005-03-04", "2005-03-05"))
told = st.tuples(claim, st.one_of(crowded, ties_and_acts, telling), pairs, many, day).map(
    lambda c: {**c[0], "predicate": c[1], "subject": c[2][0], "obj": c[2][1], "quantity": c[3], "when": c[4] or c[0]["when"]}
)
judgement = st.tuples(
    st.integers(1, 9), st.sampled_from(("disputes", "doubts", "supports", "explains_away")), st.sampled_from("VWX"), st.integers(1, 9)
)


def record(wanted: list[dict[str, Any]], judged: list[tuple[int, str, str, int]]) -> Book:
    book = book_of(wanted)
    for one, stance, by, at in judged:
        book.assess(one, stance, by, at=at)
    book.hijri("2005-03-05")
    return book


@settings(max_examples=examples(20), **whole)
@given(st.lists(st.one_of(claim, told, told, told), max_size=25), st.lists(judgement, max_size=3))
def test_sides(wanted: list[dict[str, Any]], judged: list[tuple[int, str, str, int]]) -> None:
    book = record(wanted, judged)
    expected = sorted(book.rows(every_side(every(EVERYONE))))
    assert sides_at_hand(book, Witnesses(book).all()) == expected


@settings(max_examples=examples(10), **whole)
@given(st.lists(st.one_of(claim, told), max_size=20))
def test_states(wanted: list[dict[str, Any]]) -> None:
    book = record(wanted, [])
    expected = sorted(book.rows(state_table()), key=lambda row: row[:3])
    assert states_at_hand(Witnesses(book).all()) == expected
