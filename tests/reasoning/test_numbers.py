"""Counts that cannot both hold, and those that can."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.reasoning import disputes

#: Two counts of one body, and whether they are a dispute.
COUNTS = [
    ("300", "1000", True),
    ("300", "310", False),  # accounts round
    ("some 300", "400", False),
    ("some 300", "500 fighters", True),
    ("200-300", "250", False),
    ("200 to 300", "600", True),
    ("three hundred", "300 men", False),
    ("three hundred and fifty", "350", False),
    ("twenty-five", "25", False),
    ("a thousand", "1,000", False),
    ("two to three thousand", "2500", False),
    ("two to three thousand", "5,000", True),
    ("three hundred thousand", "300000", False),
    ("5 thousand", "5000", False),
    ("hundreds", "1000", False),
    ("hundreds", "50", True),
    ("tens of thousands", "3,000", True),
    ("more than 300", "5000", False),
    ("more than 300", "100", True),
    ("up to 300", "20", False),
    ("up to 300", "1000", True),
    ("300 fighters", "40 tanks", False),
    ("30 tanks", "90 tanks", True),
    ("an unknown number", "90", False),
    ("two dozen", "24", False),
]


@pytest.mark.parametrize(("one", "other", "clash"), COUNTS, ids=[f"{a} / {b}" for a, b, _ in COUNTS])
def test_counts(book: Any, one: str, other: str, clash: bool) -> None:
    book.claim("strength", "G", quantity=one)
    book.claim("strength", "G", quantity=other, by="Omar")
    assert [str(d.kind) for d in disputes(book)] == ["number"] * clash


def test_a_body_may_grow(book: Any) -> None:
    book.claim("strength", "G", quantity="300", when="2004")
    book.claim("strength", "G", quantity="3000", when="2010", by="Omar")
    assert disputes(book) == ()


def test_the_greatest_count_stands_against_all_that_are_smaller(book: Any) -> None:
    few = [book.claim("strength", "G", quantity=q, by=v) for q, v in (("100", "Omar"), ("500", "Hadi"))]
    many = book.claim("strength", "G", quantity="10000")
    (d,) = disputes(book)
    assert d.question == "G numbered how many?"
    assert [(s.position, s.claims) for s in d.sides] == [("fewer", tuple(few)), ("more", (many,))]


def test_the_dead_of_one_attack_but_not_of_two(book: Any) -> None:
    book.claim("killed", "A", "B", quantity="12", when="2004-03-02")
    book.claim("killed", "A", "B", quantity="forty", when="2004-03", by="Omar")
    book.claim("killed", "A", "B", quantity="900", when="2004", by="Hadi")
    (d,) = disputes(book)
    assert (d.question, len(d.sides)) == ("A killed B: how many?", 2)
    assert {c for s in d.sides for c in s.claims} == {1, 2}
