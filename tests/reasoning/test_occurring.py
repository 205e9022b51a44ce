"""By what occurs in a record kinds of dispute are left out; that kept disputes are those computed without it is a law of test_oracle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from variorum.reasoning import disputes
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.disputes.find import KINDS, steps_to_sides
from variorum.reasoning.disputes.occurring import Occurring
from variorum.reasoning.settled import settle
from variorum.reasoning.viewpoint import EVERYONE
from variorum.reasoning.witness import every

from .conftest import Book


def numbers(book: Book) -> None:
    for by, many in (("Omar", "40 men"), ("Zayd", "3,000 men")):
        book.claim("strength", "Wing", by=by, when="2005", quantity=many)


def hijri(book: Book) -> None:
    book.claim("died", "Omar", when="2005-03-04")
    book.claim("died", "Omar", when="2005-03-05", by="Zayd", doc=2)
    book.hijri("2005-03-05", doc=2)


def judged(book: Book) -> None:
    wrong = book.claim("met", "Omar", "Hadi", by="Zayd")
    right = book.claim("met", "Omar", "Rida", by="Author")
    book.assess(wrong, "disputes", "Author", at=right)


def told(*claims: tuple[str, str | None, str | None, str, bool]) -> Callable[[Book], None]:
    def fill(book: Book) -> None:
        for predicate, subject, obj, by, denied in claims:
            book.claim(predicate, subject, obj, by=by, when="2005", denied=denied)

    return fill


@pytest.mark.parametrize(
    ("kind", "fill"),
    [
        (DisputeKind.STATUS, told(("part_of", "Wing", "Front", "Omar", False), ("part_of", "Wing", "Front", "Zayd", True))),
        (DisputeKind.IDENTITY, told(("same_as", "Omar", "Hadi", "Rida", False), ("kin_of", "Omar", "Hadi", "Zayd", False))),
        (DisputeKind.EXISTENCE, told(("dissolved", "Front", None, "Omar", False), ("dissolved", "Front", None, "Zayd", True))),
        (DisputeKind.RULING, told(("ordered", "Front", "Wing", "Omar", False), ("rejected", "Wing", "Front", "Zayd", False))),
        (DisputeKind.DIRECTION, told(("asked", "Front", "Wing", "Omar", False), ("asked", "Wing", "Front", "Zayd", False))),
        (DisputeKind.FUNCTION, told(("leads", "Omar", "Front", "Omar", False), ("leads", "Hadi", "Front", "Zayd", False))),
        (DisputeKind.DENIAL, told(("met", "Omar", "Hadi", "Rida", False), ("met", "Omar", "Hadi", "Zayd", True))),
        (DisputeKind.DENIAL, judged),
        (DisputeKind.NUMBER, numbers),
        (DisputeKind.CALENDAR, hijri),
    ],
)
def test_a_kind_that_occurs_is_not_left_out(kind: DisputeKind, fill: Callable[[Book], None]) -> None:
    book = Book()
    fill(book)
    settle(book.db)
    assert kind in {d.kind for d in disputes(book)}


def test_where_nobody_denies_counts_or_ends_anything_there_is_nothing_to_ask() -> None:
    book = Book()
    book.claim("met", "Omar", "Hadi")
    occurring = Occurring.of(book)
    assert not any(kind.may(occurring) for kind in KINDS.values())
    assert steps_to_sides(every(EVERYONE), occurring) == ((), "")
