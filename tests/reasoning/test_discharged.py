"""Conflicts that only seem so, and why."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.reasoning import discharged, disputes
from variorum.reasoning.discharged import Reason

CASES: list[tuple[str, list[tuple[Any, ...]], list[tuple[Reason, str]]]] = [
    # (what is special, claims, what is found); none is a dispute
    (
        "different days",
        [("met", "A", "B", {"when": "2004"}), ("met", "B", "A", {"when": "2006", "denied": True, "by": "Omar"})],
        [(Reason.TIMES, "Did A meet B?")],
    ),
    (
        "planned, and not done",
        [("killed", "A", "B", {"mode": "planned"}), ("killed", "A", "B", {"denied": True, "by": "Omar"})],
        [(Reason.UNREAL, "Did A kill B?")],
    ),
    (
        "an end after a beginning",
        [("pledged_to", "A", "B", {"when": "2004"}), ("split_from", "A", "B", {"when": "2008", "by": "Omar"})],
        [(Reason.COURSE, "Was A under B?")],
    ),
    (
        "one body under two names",
        [
            ("controls", "Band", "Town", {"when": "2010"}),
            ("controls", "Army", "Town", {"when": "2010", "by": "Omar"}),
            ("became", "Band", "Army", {}),
        ],
        [(Reason.RENAMED, "Who controlled Town?")],
    ),
    ("nobody differs", [("met", "A", "B", {}), ("met", "A", "C", {"denied": True, "by": "Omar"})], []),
]


@pytest.mark.parametrize(("special", "claims", "found"), CASES, ids=[c[0] for c in CASES])
def test_reasons(book: Any, special: str, claims: list[tuple[Any, ...]], found: list[tuple[Reason, str]]) -> None:
    for predicate, subject, obj, options in claims:
        book.claim(predicate, subject, obj, **options)
    assert [(d.reason, d.question) for d in discharged(book)] == found
    assert all(d.claims == (1, 2) for d in discharged(book))
    assert disputes(book) == ()


def test_a_real_dispute_is_not_discharged(book: Any) -> None:
    book.claim("killed", "A", "B")
    book.claim("killed", "A", "B", denied=True, by="Omar")
    assert discharged(book) == ()


def test_one_pair_for_each_question_and_no_more_than_asked_for(book: Any) -> None:
    for x in ("A", "C", "D"):
        for year in ("2001", "2002"):
            book.claim("met", x, "B", when=year)
        book.claim("met", x, "B", when="2004", denied=True, by="Omar")
    assert len(discharged(book)) == 3
    assert len(discharged(book, most=2)) == 2


def test_only_those_about_an_entity_or_its_other_names(book: Any) -> None:
    book.claim("met", "A", "B", when="2004")
    book.claim("met", "A", "B", when="2006", denied=True)
    book.claim("became", "Z", "A")
    assert len(discharged(book, book.id("Z"))) == 1
    assert discharged(book, book.id("Author")) == ()


def test_two_holders_stay_rivals_though_one_was_renamed(book: Any) -> None:
    book.claim("controls", "Band", "Town", when="2010")
    book.claim("controls", "Army", "Town", when="2010", by="Omar")
    book.claim("controls", "Foe", "Town", when="2010", by="Hadi")
    book.claim("became", "Band", "Army")
    (d,) = disputes(book)
    assert [s.position for s in d.sides] == ["Band", "Army", "Foe"]
