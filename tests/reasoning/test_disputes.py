"""Where voices part, and where they only seem to."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.reasoning import disputes
from variorum.reasoning.weighing.clashes import clashes, witnesses_of

CASES: list[tuple[str, list[tuple[Any, ...]], list[str]]] = [
    # (what is special, claims, kinds found)
    ("affirmed and denied", [("killed", "A", "B", {}), ("killed", "A", "B", {"denied": True, "by": "Omar"})], ["denial"]),
    (
        "different days are no dispute",
        [("met", "A", "B", {"when": "2004"}), ("met", "B", "A", {"when": "2006", "denied": True, "by": "Omar"})],
        [],
    ),
    (
        "a symmetric tie has no direction",
        [("met", "A", "B", {"when": "2004"}), ("met", "B", "A", {"when": "2004", "denied": True})],
        ["denial"],
    ),
    (
        "two predicates, one question",
        [("pledged_to", "A", "B", {"when": "2004"}), ("part_of", "A", "B", {"denied": True, "by": "Omar"})],
        ["status"],
    ),
    (
        "a course of events is no dispute",
        [("pledged_to", "A", "B", {"when": "2004"}), ("split_from", "A", "B", {"when": "2008", "by": "Omar"})],
        [],
    ),
    (
        "of an end, and of a time that nobody tells",
        [("part_of", "A", "B", {}), ("split_from", "A", "B", {"when": "2008", "by": "Omar"})],
        [],
    ),
    ("two leaders at once", [("leads", "X", "G", {"when": "2010"}), ("leads", "Y", "G", {"when": "2010", "by": "Omar"})], ["function"]),
    ("two leaders in turn", [("leads", "X", "G", {"when": "2010"}), ("leads", "Y", "G", {"when": "2012", "by": "Omar"})], []),
    (
        "dissolved, and denied",
        [("dissolved", "G", None, {"when": "2014"}), ("dissolved", "G", None, {"denied": True, "by": "Omar"})],
        ["existence"],
    ),
    (
        "dissolved, and acting later",
        [("dissolved", "G", None, {"when": "2014"}), ("attacked", "G", "T", {"when": "2016", "by": "Omar"})],
        ["existence"],
    ),
    (
        "merged into another, and acting later",
        [("merged_into", "G", "H", {"when": "2014"}), ("attacked", "G", "T", {"when": "2016", "by": "Omar"})],
        ["existence"],
    ),
    (
        "an old name lives on",
        [("became", "G", "H", {"when": "2014"}), ("attacked", "G", "T", {"when": "2016", "by": "Omar"})],
        [],
    ),
    ("planned is not said to have happened", [("killed", "A", "B", {"mode": "planned"}), ("killed", "A", "B", {"denied": True})], []),
    (
        "friend and enemy at one time",
        [("allied_with", "A", "B", {"when": "2010"}), ("hostile_to", "B", "A", {"when": "2010", "by": "Omar"})],
        ["status"],
    ),
    ("taken for one, and for two", [("same_as", "A", "B", {}), ("same_as", "B", "A", {"denied": True, "by": "Omar"})], ["identity"]),
    ("taken for one, and for kin", [("same_as", "A", "B", {}), ("kin_of", "B", "A", {"by": "Omar"})], ["identity"]),
    ("each is said to have approached the other", [("asked", "A", "B", {}), ("asked", "B", "A", {"by": "Omar"})], ["direction"]),
    ("one voice tells of two approaches", [("asked", "A", "B", {}), ("asked", "B", "A", {})], []),
    ("two approaches of different days", [("asked", "A", "B", {"when": "2004"}), ("asked", "B", "A", {"when": "2005", "by": "Omar"})], []),
    ("letters go both ways", [("wrote_to", "A", "B", {}), ("wrote_to", "B", "A", {"by": "Omar"})], []),
    ("in touch by one way, not by another", [("met", "A", "B", {}), ("wrote_to", "B", "A", {"denied": True, "by": "Omar"})], []),
    ("told by nobody", [("informed", "A", "B", {}), ("informed", None, "B", {"denied": True, "by": "Omar"})], ["denial"]),
    ("wrote to nobody", [("wrote_to", "A", "B", {}), ("wrote_to", "A", None, {"denied": True, "by": "Omar"})], ["denial"]),
    ("who wrote to nobody may have met many", [("met", "A", "B", {}), ("wrote_to", "A", None, {"denied": True, "by": "Omar"})], []),
    ("met nobody", [("met", "A", "B", {}), ("met", "B", None, {"denied": True, "by": "Omar"})], ["denial"]),
    (
        "told by nobody, of another year",
        [("informed", "A", "B", {"when": "2004"}), ("informed", None, "B", {"denied": True, "when": "2006", "by": "Omar"})],
        [],
    ),
    ("certain to one, doubted by another", [("met", "A", "B", {}), ("met", "B", "A", {"act": "doubts", "by": "Omar"})], ["denial"]),
    ("doubted by whoever else says so", [("met", "A", "B", {}), ("met", "A", "B", {"certainty": "doubtful"})], []),
    ("two who doubt agree", [("met", "A", "B", {"certainty": "doubtful"}), ("met", "A", "B", {"act": "doubts", "by": "Omar"})], []),
    ("an order, and its refusal", [("ordered", "A", "B", {}), ("rejected", "B", "A", {"by": "Omar"})], ["ruling"]),
    ("a refusal before the order", [("ordered", "A", "B", {"when": "2006"}), ("rejected", "B", "A", {"when": "2004", "by": "Omar"})], []),
    ("a refusal of something else", [("ordered", "A", "B", {}), ("rejected", "B", "C", {"by": "Omar"})], []),
    (
        "that a body be dissolved is ordered, and its leader refuses",
        [("dissolved", "G", None, {"mode": "ordered", "by": "Judge"}), ("leads", "L", "G", {}), ("rejected", "L", "Judge", {})],
        ["ruling"],
    ),
    (
        "what was planned is no order",
        [("dissolved", "G", None, {"mode": "planned", "by": "Judge"}), ("rejected", "G", "Judge", {})],
        [],
    ),
]


@pytest.mark.parametrize(("special", "claims", "kinds"), CASES, ids=[c[0] for c in CASES])
def test_kinds(book: Any, special: str, claims: list[tuple[Any, ...]], kinds: list[str]) -> None:
    for predicate, subject, obj, options in claims:
        book.claim(predicate, subject, obj, **options)
    assert [str(d.kind) for d in disputes(book)] == kinds


def test_sides_hold_voices_and_claims_and_ask_in_plain_words(book: Any) -> None:
    yes = book.claim("part_of", "Wing", "Front", by="Author>Omar")
    no = book.claim("part_of", "Wing", "Front", denied=True, by="Hadi")
    (d,) = disputes(book)
    assert d.question == "Was Wing under Front?"
    assert [(s.position, s.voices, s.claims) for s in d.sides] == [("yes", (book.id("Omar"),), (yes,)), ("no", (book.id("Hadi"),), (no,))]
    assert d.clash == (yes, no)
    assert not d.self_contradiction


def test_an_author_who_contradicts_himself_is_marked(book: Any) -> None:
    book.claim("killed", "A", "B", by="Omar")
    book.claim("killed", "A", "B", by="Omar", denied=True)
    (d,) = disputes(book)
    assert d.self_contradiction


def test_a_note_that_disputes_a_claim_stands_against_it(book: Any) -> None:
    said = book.claim("pledged_to", "A", "B", by="Omar")
    own = book.claim("died", "A", None, by="Translator", when="2010")
    book.assess(said, "disputes", "Translator", at=own)
    (d,) = disputes(book)
    assert [s.claims for s in d.sides] == [(said,), (own,)]


def test_sides_of_a_direction_are_named_after_who_did_it(book: Any) -> None:
    book.claim("asked", "A", "B")
    book.claim("asked", "B", "A", by="Omar")
    (d,) = disputes(book)
    assert (d.question, [s.position for s in d.sides]) == ("Which of A and B approached the other?", ["A", "B"])
    assert d.about == (book.id("A"), book.id("B"))


def test_a_ruling_shows_who_ordered_who_obeyed_and_who_refused(book: Any) -> None:
    order = book.claim("ordered", "A", "B", by="A")
    book.claim("obeyed", "B", "A", when="2004")
    book.claim("rejected", "B", "A", by="Omar", when="2006")
    (d,) = [d for d in disputes(book) if d.kind == "ruling"]
    assert (d.question, [s.position for s in d.sides]) == ("Did the orders of A bind B?", ["ordered", "refused", "done as ordered"])
    assert d.sides[0].claims == (order,)
    assert clashes(d, witnesses_of(book, d)) == {(1, 3), (2, 3)}  # that it was ordered and that it was done agree


def test_who_doubts_stands_on_a_side_of_his_own(book: Any) -> None:
    book.claim("part_of", "A", "B")
    book.claim("part_of", "A", "B", denied=True, by="Omar")
    doubting = book.claim("part_of", "A", "B", by="Nora", act="doubts")
    (d,) = disputes(book)
    assert [s.position for s in d.sides] == ["yes", "no", "doubts"]
    assert d.sides[2].claims == (doubting,)


def test_a_judged_denial_stands_with_the_denials(book: Any) -> None:
    no = book.claim("dissolved", "G", None, denied=True, by="Omar")
    yes = book.claim("dissolved", "G", None, by="Translator")
    book.assess(no, "disputes", "Translator", at=yes)
    (d,) = disputes(book)
    assert [(s.position, s.claims) for s in d.sides] == [("dissolved", (yes,)), ("not dissolved", (no,))]


def test_only_disputes_about_an_entity_or_its_other_names(book: Any) -> None:
    book.claim("killed", "A", "B")
    book.claim("killed", "A", "B", denied=True, by="Omar")
    book.claim("became", "Z", "A")
    assert len(disputes(book, book.id("Z"))) == 1
    assert disputes(book, book.id("Omar")) == ()
