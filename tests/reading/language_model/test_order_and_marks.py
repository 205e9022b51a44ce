"""The order that a model tells of its claims, and the marks that notes are keyed to: taken where the text bears them out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.language_model.pretended import DOCUMENT, claim, in_turn, pretended
from variorum.model import Edge
from variorum.publishing.annotations import to_dict
from variorum.reading.annotated import from_dict
from variorum.reading.language_model.read import ModelReading, read_with_model
from variorum.reading.language_model.refusal import Reason
from variorum.reading.language_model.request import Asker

#: Invented, like everybody in it.
TEXT = """The Hill Front (HF)* and the Salt Wing**

Two months after Nadir Sama founded the Salt Wing, Omar Hadi founded the Hill Front. Omar Hadi leads the Hill Front until the Salt Wing attacked the Hill Front.
After that day nothing is known. Nadir Sama leads the Salt Wing.

* It is also written Hill-Front.
** A wing of the navy.1
1 So the editor.
"""
ENTITIES = [
    {"key": key, "type": type_, "names": [{"text": name, "kind": kind}], "mentions": []}
    for key, type_, name, kind in (
        ("OMAR_HADI", "person", "Omar Hadi", "legal"),
        ("NADIR_SAMA", "person", "Nadir Sama", "legal"),
        ("HILL_FRONT", "organisation", "Hill Front", "official"),
        ("SALT_WING", "organisation", "Salt Wing", "official"),
    )
]
HADI = {"voice": "OMAR_HADI", "act": "asserts", "said": None}
CLAIMS = [
    claim("1", "Nadir Sama", "Salt Wing", 2, predicate="founded", quote="Nadir Sama founded the Salt Wing"),
    claim("2", "Omar Hadi", "Hill Front", 2, predicate="founded", quote="Omar Hadi founded the Hill Front"),
    claim("3", "Omar Hadi", "Hill Front", 2),
    claim("4", "Salt Wing", "Hill Front", 2, predicate="attacked", quote="the Salt Wing attacked the Hill Front"),
    claim("5", "Nadir Sama", "Salt Wing", 3, certainty="possible"),
    claim(
        "6",
        "Omar Hadi",
        "Hill Front",
        2,
        predicate="founded",
        quote="founded the Hill Front",
        voices=[{"voice": "@author", "act": "reports", "said": None}, HADI],
    ),
]


def read(*order: dict[str, Any], layers: Any = None, looks: Any = None) -> ModelReading:
    answers = {"names": in_turn({"entities": ENTITIES}), "claims": in_turn({"claims": CLAIMS, "assessments": [], "order": [*order]})}
    more = {name: in_turn(value) for name, value in (("layers", layers), ("second_look", looks)) if value is not None}
    return read_with_model(DOCUMENT, TEXT, Asker("pretended"), pretended(**answers, **more))


def told(earlier: str, later: str, quote: str, line: int = 2) -> dict[str, Any]:
    return {"earlier": earlier, "later": later, "line": line, "quote": quote}


@pytest.mark.parametrize(
    ("order", "least", "most", "edge"),
    [
        (told("1", "2", "Two months after"), 40, 78, Edge.START),  # the days are those of our own tables
        (told("1", "2", "after"), 0, None, Edge.START),  # the measure was not quoted: only the order
        (told("3", "4", "until"), 0, 1, Edge.END),  # the last day of the state
        (told("2", "3", "founded the Hill Front."), 0, None, Edge.START),  # words that no table has
    ],
)
def test_an_order_is_taken_with_the_days_that_its_words_set(order: dict[str, Any], least: int, most: int | None, edge: Edge) -> None:
    found = read(order)
    (said,) = found.reading.order
    assert (said.least, said.most, said.edge) == (least, most, edge)
    assert TEXT[said.start : said.end] == said.quote == order["quote"]
    quotes = {c.id: c.quote for c in found.reading.claims}
    assert (quotes[said.earlier], quotes[said.later]) == tuple(CLAIMS[int(order[k]) - 1]["quote"] for k in ("earlier", "later"))
    assert said.voices == next(c.voices for c in found.reading.claims if c.id == said.earlier)
    assert found.refusals == ()
    assert from_dict(to_dict(found.reading), DOCUMENT, TEXT).order == found.reading.order


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (told("1", "2", "three months after"), Reason.ABSENT),
        (told("1", "2", "Wing"), Reason.SEVERAL),
        (told("1", "9", "after"), Reason.UNKNOWN),
        (told("1", "5", "after"), Reason.ORDER),  # only possible
        (told("1", "6", "after"), Reason.ORDER),  # said by another
        (told("2", "2", "after"), Reason.ORDER),
        (told("2", "4", "until"), Reason.ORDER),  # a founding does not last
        ({**told("1", "2", "after"), "line": None}, Reason.FIELD),
        ({"earlier": "1"}, Reason.FIELD),
    ],
)
def test_an_order_that_cannot_be_is_refused_and_the_claims_stand(order: dict[str, Any], reason: Reason) -> None:
    found = read(order, told("1", "2", "Two months after"))
    assert [r.fault.reason for r in found.refusals] == [reason]
    assert len(found.reading.order) == 1
    assert len(found.reading.claims) == len(CLAIMS)


def test_what_is_told_of_the_order_of_a_withdrawn_claim_goes_with_it() -> None:
    verdicts = [{"id": "1", "verdict": "withdraw", "why": "a guess", "claim": None}]
    found = read(told("1", "2", "Two months after"), told("3", "4", "until"), looks={"verdicts": verdicts})
    assert [o.quote for o in found.reading.order] == ["until"]
    assert found.refusals == ()


def cut(*notes: dict[str, Any]) -> dict[str, Any]:
    page = {"first": 1, "last": 3, "kind": "commentary", "voice": "@author", "mark": None, "mark_line": None}
    return {"layers": [page, *({"kind": "note", "voice": "@editor", "mark": None, "mark_line": None, **n} for n in notes)]}


NOTES = [
    {"first": 4, "last": 4, "mark": "*", "mark_line": 1},
    {"first": 5, "last": 5, "mark": "**", "mark_line": 1},
    {"first": 6, "last": 6, "mark": "1", "mark_line": 5},
]


def test_notes_are_keyed_to_their_marks() -> None:
    found = read(layers=cut(*NOTES))
    anchors = [x.anchor for x in found.reading.layers]
    assert anchors == [None, TEXT.index("*"), TEXT.index("**"), TEXT.index(".1") + 1]
    assert found.refusals == ()


@pytest.mark.parametrize(
    "other",
    [
        {"mark_line": 2},  # not there
        {"mark_line": 4},  # the note's own
        {"mark_line": 77},
        {"mark_line": None},
        {"mark": "†"},
        {"mark": "l", "mark_line": 1},  # a letter, at several places
    ],
)
def test_a_mark_that_stands_at_no_one_place_is_told_and_the_note_is_a_note_still(other: dict[str, Any]) -> None:
    found = read(layers=cut({**NOTES[0], "last": 6, **other}))
    assert [r.fault.reason for r in found.refusals] == [Reason.MARK]
    assert [(str(x.kind), x.voice, x.anchor) for x in found.reading.layers] == [("commentary", "@author", None), ("note", "@editor", None)]


def test_notes_of_one_voice_are_two_where_each_has_its_mark() -> None:
    assert len(read(layers=cut(*NOTES)).reading.layers) == 4
    assert len(read(layers=cut(*({**n, "mark": None} for n in NOTES))).reading.layers) == 2


LETTER = "Omar Hadi leads the Hill Front [HF]. Nadir Sama leads the Salt Wing.\n"
TRANSLATOR = [{"voice": "@translator", "act": "asserts", "said": None}]


@pytest.mark.parametrize(
    ("quote", "taken"),
    [
        ("the Hill Front [HF]", True),
        ("HF", True),  # within the brackets
        ("Omar Hadi leads the Hill Front", False),
        ("Nadir Sama leads the Salt Wing", False),  # behind them
    ],
)
def test_a_translator_speaks_in_another_s_letter_only_in_brackets(quote: str, taken: bool) -> None:
    letter = {"layers": [{"first": 1, "last": 1, "kind": "primary", "voice": "Omar Hadi", "mark": None, "mark_line": None}]}
    said = {
        **claim("1", "Hill Front", "Hill Front", 1),
        "predicate": "alias",
        "object": None,
        "args": {"name": "HF"},
        "quote": quote,
        "voices": TRANSLATOR,
    }
    answers = {
        "layers": in_turn(letter),
        "names": in_turn({"entities": ENTITIES}),
        "claims": in_turn({"claims": [said], "assessments": [], "order": []}),
    }
    found = read_with_model(DOCUMENT, LETTER, Asker("pretended"), pretended(**answers))
    assert len(found.reading.claims) == taken
    assert [r.fault.reason for r in found.refusals] == ([] if taken else [Reason.VOICE])
