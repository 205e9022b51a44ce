"""Claims that cannot all be dated, as questions with sides."""

from __future__ import annotations

from typing import Any

from variorum.reasoning import Viewpoint
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.order import find_order, impossible

from .telling import document, order


def test_acting_after_death(book: Any) -> None:
    died = book.claim("killed", None, "Omar", when="2006-05", by="Hadi")
    late = book.claim("attacked", "Omar", "Town", when="2008", by="Rida")
    book.claim("attacked", "Omar", "Mill", when="2001", by="Rida")
    (d,) = find_order(book)
    assert (d.question, d.about) == ("Was Omar dead by then?", (book.id("Omar"),))
    assert [(s.position, s.voices, s.claims) for s in d.sides] == [
        ("alive", (book.id("Rida"),), (late,)),
        ("dead", (book.id("Hadi"),), (died,)),
    ]
    assert d.clash == (late, died)
    assert d.smallest == (died, late)
    assert d.words == ("Omar attacked Town (2008); Omar did nothing after dying; somebody killed Omar (2006-05)")


def test_a_leader_is_one_no_longer_than_he_lives(book: Any) -> None:
    book.claim("died", "Omar", when="2006-05")
    book.claim("leads", "Omar", "Front", when="2004/2008", by="Rida")
    assert [d.question for d in find_order(book)] == ["Was Omar dead by then?"]


def test_all_who_take_a_side_on_one_law_stand_in_one_dispute(book: Any) -> None:
    for n in range(4):
        book.claim("killed", None, "Omar", when="2006-05", by=f"V{n}")
        book.claim("died", "Omar", when="2007", by=f"W{n}")
    book.claim("died", "Omar", when="2006/2007", by="Vague")
    (d,) = find_order(book)
    assert d.question == "When did Omar die?"
    assert [(s.position, len(s.claims)) for s in d.sides] == [("2006-05", 4), ("2007", 4)]


def test_two_sentences_that_go_round(book: Any) -> None:
    a, b = book.claim("dissolved", "Front"), book.claim("died", "Omar")
    order(book, a, b, least=1, by="Hadi")
    order(book, b, a, by="Rida")
    (d,) = find_order(book)
    assert d.question == "Which came first: Omar died, or Front was dissolved?"
    assert [(s.position, s.voices) for s in d.sides] == [
        ("Omar died, then Front was dissolved", (book.id("Rida"),)),
        ("Front was dissolved, then Omar died", (book.id("Hadi"),)),
    ]


def test_a_sentence_against_two_dates(book: Any) -> None:
    a, b = book.claim("dissolved", "Front", when="2010"), book.claim("met", "Omar", "Hadi", when="2008")
    order(book, a, b, by="Rida", quote="after it was dissolved")
    (d,) = find_order(book)
    assert [s.position for s in d.sides] == [
        "Front was dissolved: 2010",
        "Omar met Hadi: 2008",
        "Front was dissolved, then Omar met Hadi",
    ]
    assert d.words == "Front was dissolved (2010); “after it was dissolved” (Rida); Omar met Hadi (2008)"
    assert list(find_order(book, Viewpoint(excluding=frozenset({book.id("Rida")})))) == []


def test_a_body_that_takes_its_old_name_again_is_a_question_and_undated_rings_are_none(book: Any) -> None:
    book.claim("became", "A", "B", when="2004")
    book.claim("became", "B", "A", when="2006", by="Rida")
    book.claim("became", "C", "D")
    book.claim("became", "D", "C")
    assert [d.question for d in find_order(book)] == ["Was A ended before it was begun?"]


def test_a_claim_of_what_came_after_its_telling_is_no_dispute(book: Any) -> None:
    document(book, 1, "2005")
    early = book.claim("dissolved", "Front", when="2008")
    assert list(find_order(book)) == []
    assert impossible(book) == (early,)


def test_a_disorder_is_a_dispute(book: Any) -> None:
    book.claim("died", "Omar", when="2006")
    book.claim("died", "Omar", when="2008", by="Rida")
    (d,) = (x.as_dispute() for x in find_order(book))
    assert (d.kind, d.question, len(d.sides)) == (DisputeKind.ORDER, "When did Omar die?", 2)


def test_the_topic_of_a_question_is_the_question_without_the_names_of_its_first_two_bodies(book: Any) -> None:
    a, b = book.claim("dissolved", "Front", when="2010"), book.claim("met", "Omar", "Hadi", when="2008")
    order(book, a, b, by="Rida", quote="after it was dissolved")
    (d,) = find_order(book)
    assert (d.topic, d.x, d.y) == ("Which came first: {x} was dissolved, or {y} met Hadi?", book.id("Front"), book.id("Omar"))
    assert d.question == "Which came first: Front was dissolved, or Omar met Hadi?"
