"""What the network of kinds says: right where the text leaves no doubt (all of it invented), and an answer for any text."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given, settings

from tests.reading.kinds.test_views import TEXTS
from tests.reading.kinds.told import kinds
from variorum.model import Document, EntityType
from variorum.reading.compact.graph import graph
from variorum.reading.read import read, read_by_rules

PERSON, BODY, PLACE, WORK, EVENT = EntityType

SAYS = [
    ("Karim Dost taught at the school of Marsan for nine years.", "Karim Dost", PERSON),
    ("Karim Dost taught at the school of Marsan for nine years.", "Marsan", PLACE),
    ("The Northern Column declared that it would fight on.", "Northern Column", BODY),
    ("They crossed the river and slept at Dar Wenda, a village of forty houses.", "Dar Wenda", PLACE),
    ("He wrote The Lantern and the Well, a book of verse, in prison.", "Lantern", WORK),  # where the name ends is not its business
    ("The Battle of Ossen lasted three days.", "Battle of Ossen", EVENT),
    # the same name, told by what it does
    ("Tamra joined the movement in spring and was killed two years later.", "Tamra", PERSON),
    ("The convoy left Tamra at dawn and drove north to the coast.", "Tamra", PLACE),
    # descriptions
    ("Salim Torvand's brother led the council.", "brother", PERSON),
    ("Salim Torvand's brother led the council.", "council", BODY),
    ("The commander ordered his deputy to leave the city.", "deputy", PERSON),
    ("A young farmer told the story to his sons.", "farmer", PERSON),  # no list of roles has him
    ("Fighters of Tamra stormed the barracks.", "Fighters", BODY),
    ("The convoy left Tamra at dawn and drove north to the coast.", "coast", PLACE),
    ("She published a pamphlet against the war.", "pamphlet", WORK),
]

NOBODY = [
    ("The fate of the town lay in the hands of others.", "hands"),
    ("The fate of the town lay in the hands of others.", "fate"),
    ("He was wounded in the head and lost the use of his arm.", "head"),  # "the head of the council" is a person
    ("They met at the foot of the hill, in the heat of the day.", "foot"),
    ("It came to light at the end of the week.", "end"),
    ("The bullets hit the wall behind the door.", "wall"),
    ("The report accuses the ministry of theft.", "theft"),
]


@pytest.mark.parametrize(("text", "phrase", "kind"), SAYS, ids=[f"{p}-{k.value}-{n}" for n, (_, p, k) in enumerate(SAYS)])
def test_it_says_what_a_phrase_is(text: str, phrase: str, kind: EntityType) -> None:
    found = kinds(text)[phrase]
    assert found.likeliest is kind and found.none < 0.5


@pytest.mark.parametrize(("text", "phrase"), NOBODY, ids=[p for _, p in NOBODY])
def test_it_says_that_a_noun_is_nobody(text: str, phrase: str) -> None:
    assert kinds(text)[phrase].none > 0.5


def test_a_head_of_a_body_is_somebody_and_a_head_on_a_neck_is_not() -> None:
    assert kinds("The head of the council resigned.")["head"].none < 0.5 < kinds("He was shot in the head.")["head"].none


@settings(deadline=None, max_examples=25)
@given(TEXTS)
def test_chances_are_chances_and_the_same_each_time(text: str) -> None:
    found = kinds(text)
    assert found == kinds(text)
    for k in found.values():
        assert 0 <= k.none <= 1.0001 and set(k.types) == set(EntityType)
        assert isclose(sum(k.types.values()), 1.0, abs_tol=1e-9) and k.types[k.likeliest] == max(k.types.values())


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00\x01\x02", "😀 😀", "K", "\u200f\u202e", "ابو بكر", "Karim " * 3000, "qxzjvwkqzxvk " * 3000, "K" * 20_000],
    ids=["empty", "blank", "control", "emoji", "letter", "marks", "arabic", "a name 3000 times", "unspellable", "one word"],
)
def test_no_text_is_too_much_for_it(text: str) -> None:
    assert all(set(k.types) == set(EntityType) for k in kinds(text).values())


def test_the_rules_alone_open_no_network() -> None:
    text = "Karim Dost left the Northern Column."
    about = Document("d", "0" * 64, chars=len(text))
    graph.cache_clear()
    assert read_by_rules(about, text).claims and graph.cache_info().currsize == 0
    assert read(about, text).claims and graph.cache_info().currsize == 2
