"""Answers over small records: what bears on a question, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.reasoning.conftest import Book
from variorum.asking import Answer, Most, ask
from variorum.errors import QuestionError


@dataclass(frozen=True)
class Named:
    entity: int
    key: str
    label: str
    type: str = "organisation"


class AskedBook(Book):
    """A record that finds entities by their exact word."""

    def __init__(self) -> None:
        super().__init__()
        self.db.execute("INSERT INTO document VALUES (1, 'd', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 'person', 0, 0)")

    def find_entity(self, name: str) -> Sequence[Named]:
        bare = name.removeprefix("the ")
        return [Named(self.ids[bare], bare, bare)] if bare in self.ids else []


@pytest.fixture
def book() -> AskedBook:
    return AskedBook()


def sides(answer: Answer) -> dict[str, list[str]]:
    return {p.name: [c.predicate for c in p.citations] for p in answer.positions}


def test_what_bears_on_a_question_is_said_apart(book: Any) -> None:
    book.claim("part_of", "Wing", "Front", when="2007")
    book.claim("pledged_to", "Wing", "Front", when="2004")
    book.claim("rejected", "Wing", "Front", when="2006")
    answer = ask(book, "was the Wing part of the Front in 2007?")
    assert sides(answer) == {"yes": ["part_of"], "bears on it": ["pledged_to"]}


def test_a_death_does_not_bear_on_whether_an_oath_was_given(book: Any) -> None:
    book.claim("pledged_to", "Omar", "Front", when="2004")
    book.claim("killed", None, "Omar", when="2006")
    assert sides(ask(book, "did Omar pledge to the Front?")) == {"yes": ["pledged_to"]}


def test_what_was_only_planned_bears_on_it_and_decides_nothing(book: Any) -> None:
    book.claim("part_of", "Wing", "Front", when="2007", mode="planned")
    answer = ask(book, "was the Wing part of the Front in 2007?")
    assert (answer.status, sides(answer)) == ("unknown", {"bears on it": ["part_of"]})


def test_the_lineage_that_carried_a_claim_is_told(book: Any) -> None:
    book.claim("became", "Band", "Wing", when="2005")
    book.claim("pledged_to", "Band", "Front", when="2003")
    (position,) = ask(book, "was the Wing sworn to the Front in 2006?").positions
    assert position.citations[0].via == "by lineage: Band became Wing"


def test_who_answers_with_everybody_who_fits(book: Any) -> None:
    book.claim("leads", "Omar", "Front", when="2004/2006")
    book.claim("leads", "Hadi", "Front", when="2007")
    assert [(i.label, i.status) for i in ask(book, "who led the Front in 2005").items] == [("Omar", "held")]
    assert {i.label for i in ask(book, "who led the Front").items} == {"Omar", "Hadi"}


def test_names_that_nobody_has_get_suggestions(book: Any) -> None:
    book.claim("leads", "Omar", "Front")
    with pytest.raises(QuestionError, match="Nobody and nothing in the record is called"):
        ask(book, "who led the Army")


def test_a_page_shows_the_first_answers_with_one_claim_of_each_voice(book: Book) -> None:
    for n in range(5):
        for voice in ("V", "V", "W", "X"):
            book.claim("member_of", f"Member {n}", "Front", by=voice, when="2004")
    full, short = ask(book, "who was a member of the Front?"), ask(book, "who was a member of the Front?", most=Most(2, 3))
    assert (len(full.items), full.more) == (5, 0)
    assert [i.label for i in short.items] == [i.label for i in full.items[:2]] and short.more == 3
    (yes,) = short.items[0].positions
    assert (yes.voices, len(yes.citations), yes.more) == (("V", "W", "X"), 3, 1)
    assert short.status == full.status
