"""Two viewpoints side by side: tables of small records, laws on random ones, and what is refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.errors import UsageError
from variorum.model import When
from variorum.reasoning import Lineage, Viewpoint, holdings
from variorum.reasoning.contrast import Contrast, contrast

from .conftest import Book
from .test_oracle import BODIES, claims, record, whole


def of(book: Book, *names: str) -> Viewpoint:
    return Viewpoint(frozenset(book.id(n) for n in names))


def compared(book: Book, a: str = "Omar", b: str = "Zayd", on: str | None = None, entity: str = "Wing") -> Contrast:
    when = When.parse(on) if on else None
    return contrast(book, book.id(entity), of(book, *a.split()), of(book, *b.split()), when, lineage=Lineage.of(book))


def lines(found: Contrast) -> list[tuple[str, str, str]]:
    return [(d.proposition.topic, str(d.holder), str(d.differs)) for d in found.differences]


A, B = {"by": "Omar"}, {"by": "Zayd"}
PART = ("part_of", "Wing", "Front")
CASES: list[tuple[str, list[tuple[tuple[str, str, str | None], dict[str, Any]]], str | None, list[tuple[str, str, str]]]] = [
    ("omitted", [(PART, A), (("hostile_to", "Wing", "Army"), B)], None, [("part_of", "a", "omits it"), ("hostile_to", "b", "omits it")]),
    ("denied", [(PART, A), (PART, {**B, "denied": True})], None, [("part_of", "a", "denies it")]),
    ("denied by A", [(PART, {**A, "denied": True}), (PART, B)], None, [("part_of", "b", "denies it")]),
    ("a bare denial that the other omits", [(PART, {**A, "denied": True}), (("hostile_to", "Wing", "Army"), B)], None,
     [("part_of", "a", "omits it"), ("hostile_to", "b", "omits it")]),
    ("conceded is held", [(PART, {**A, "act": "concedes"}), (PART, B)], None, []),
    ("reported is not held", [(PART, {"by": "Omar>Zayd"}), (("hostile_to", "Wing", "Army"), A)], None,
     [("hostile_to", "a", "omits it"), ("part_of", "b", "omits it")]),
    ("both, without dates", [(PART, A), (PART, B)], None, []),
    ("dated by one only", [(PART, {**A, "when": "2004"}), (PART, B)], None, []),
    ("dates apart", [(PART, {**A, "when": "2004"}), (PART, {**B, "when": "2009"})], None, [("part_of", "both", "dates it otherwise")]),
    ("dates that may be the same", [(PART, {**A, "when": "2004"}), (PART, {**B, "when": "2004-01-01"})], None, []),
    ("an unsure voice has nothing surely", [(PART, {**A, "when": "2004", "certainty": "possible"}), (PART, {**B, "when": "2009"})], None, []),
    ("both affirmed and denied", [(PART, A), (PART, B), (PART, {**B, "denied": True})], None, [("part_of", "a", "affirms and denies it")]),
    ("ended by the other", [(PART, {**A, "when": "2004"}), (("split_from", "Wing", "Front"), {**B, "when": "2007"})], "2009",
     [("part_of", "a", "has it ended")]),
    ("not yet ended", [(PART, {**A, "when": "2004"}), (("split_from", "Wing", "Front"), {**B, "when": "2007"})], "2005",
     [("part_of", "a", "omits it")]),
    ("held at another date", [(PART, {**A, "when": "2004"}), (PART, {**B, "when": "2009"})], "2005", [("part_of", "a", "dates it otherwise")]),
    ("held by both on the date", [(PART, {**A, "when": "2004"}), (PART, {**B, "when": "2009"})], "2010", []),
    ("a death ends what there was, and says not what that was", [(("leads", "Wing", "Front"), A), (("died", "Wing", None), B)], None,
     [("leads", "a", "omits it")]),
    ("but on a day after it he leads no more", [(("leads", "Wing", "Front"), {**A, "when": "2004"}), (("died", "Wing", None), {**B, "when": "2005"})],
     "2006", [("leads", "a", "has it ended")]),
    ("perhaps dead by then", [(("leads", "Wing", "Front"), {**A, "when": "2004"}), (("died", "Wing", None), {**B, "when": "2005", "certainty": "possible"})],
     "2006", [("leads", "a", "leaves it open")]),
    ("only planned", [(PART, A), (PART, {**B, "mode": "planned"})], None, [("part_of", "a", "leaves it open")]),
    ("through a change of name", [(("part_of", "Band", "Front"), {**A, "when": "2004"}), (("became", "Band", "Wing"), {"by": "Author", "when": "2006"}),
     (PART, {**B, "denied": True})], None, [("part_of", "a", "denies it")]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "on", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_the_other_does(book: Book, told: list[Any], on: str | None, expected: list[tuple[str, str, str]]) -> None:
    for (predicate, x, y), options in told:
        book.claim(predicate, x, y, **options)
    for speaker in ("Omar", "Zayd"):  # both have spoken, if only of somebody else
        book.claim("exists", "Nobody", by=speaker)
    assert lines(compared(book, on=on)) == expected


def test_each_line_has_the_claims_of_both(book: Book) -> None:
    yes = book.claim("part_of", "Wing", "Front", by="Omar", when="2007")
    no = book.claim("part_of", "Wing", "Front", by="Zayd", denied=True, act="denies")
    (d,) = compared(book).differences
    assert [t.witness.claim for t in d.a.supports] == [yes]
    assert [t.witness.claim for t in d.b.opposes] == [no]


def test_several_voices_a_side(book: Book) -> None:
    book.claim("part_of", "Wing", "Front", by="Omar")
    book.claim("part_of", "Wing", "Front", by="Lena", denied=True)
    book.claim("hostile_to", "Wing", "Army", by="Zayd")
    assert lines(compared(book, "Omar Lena", "Zayd")) == [("part_of", "a", "omits it"), ("hostile_to", "b", "omits it")]
    assert lines(compared(book, "Omar", "Lena Zayd")) == [("part_of", "a", "denies it"), ("hostile_to", "b", "omits it")]


def test_a_voice_that_says_nothing_of_it_is_named(book: Book) -> None:
    book.claim("part_of", "Wing", "Front", by="Omar")
    book.claim("exists", "Army", by="Zayd")
    found = compared(book)
    assert found.silent == (book.id("Zayd"),)
    assert lines(found) == [("part_of", "a", "omits it")]


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [("Omar", "Omar", "on both sides stands Omar"), ("Omar Zayd", "Zayd", "stands Zayd"), ("Omar", "Front", "no claim of the record is made by Front")],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_words(book: Book, a: str, b: str, says: str) -> None:
    book.claim("part_of", "Wing", "Front", by="Omar")
    book.claim("part_of", "Wing", "Front", by="Zayd")
    with pytest.raises(UsageError, match=says):
        compared(book, a, b)


class Counting:
    """A record that counts the questions put to it."""

    def __init__(self, book: Book) -> None:
        self.book, self.asked = book, 0

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        self.asked += 1
        return self.book.rows(sql, parameters)

    def columns(self, sql: str, parameters: Any = ()) -> dict[str, Any]:
        self.asked += 1
        return self.book.columns(sql, parameters)


def test_more_states_are_no_more_queries(book: Book) -> None:
    asked = []
    for many in (range(4), range(4, 30)):
        for n in many:
            book.claim("allied_with", "Wing", f"Band {n}", by="Omar" if n % 2 else "Zayd")
        counting = Counting(book)
        found = contrast(counting, book.id("Wing"), of(book, "Omar"), of(book, "Zayd"))
        assert len(found.differences) == many.stop
        asked.append(counting.asked)
    assert asked == [9, 9]


@settings(max_examples=examples(8), **whole)
@given(claims, st.sampled_from(BODIES), st.sampled_from((None, "2004", "2005-03")))
def test_the_reverse_is_the_same_with_the_sides_changed(wanted: list[dict[str, Any]], entity: str, on: str | None) -> None:
    book = record(wanted)
    for v in ("V", "W"):
        book.claim("exists", "Nobody", by=v)
    turned = {"a": "b", "b": "a", "both": "both"}
    there, back = compared(book, "V", "W", on, entity), compared(book, "W", "V", on, entity)
    assert sorted((t, turned[h], d) for t, h, d in lines(there)) == sorted(lines(back))
    assert there.agreed == back.agreed or sorted(map(str, there.agreed)) == sorted(map(str, back.agreed))


@settings(max_examples=examples(8), **whole)
@given(claims, st.sampled_from(BODIES), st.sampled_from((None, "2004", "2005-03")))
def test_every_state_of_a_side_is_agreed_or_differs(wanted: list[dict[str, Any]], entity: str, on: str | None) -> None:
    """Nothing that a side holds is lost: it stands in a line, or both hold it, or both are divided or against it."""
    book = record(wanted)
    for v in ("V", "W"):
        book.claim("exists", "Nobody", by=v)
    found = compared(book, "V", "W", on, entity)
    named = {d.proposition for d in found.differences} | set(found.agreed)
    when = When.parse(on) if on else None
    for v in ("V", "W"):
        for h in holdings(book, book.id(entity), when, of(book, v), lineage=Lineage.of(book)):
            if h.verdict.supports:
                assert h.proposition in named
