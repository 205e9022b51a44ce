"""Where voices part, and where they only seem to."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.reasoning import disputes

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
    ("planned is not said to have happened", [("killed", "A", "B", {"mode": "planned"}), ("killed", "A", "B", {"denied": True})], []),
    (
        "friend and enemy at one time",
        [("allied_with", "A", "B", {"when": "2010"}), ("hostile_to", "B", "A", {"when": "2010", "by": "Omar"})],
        ["status"],
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


def test_only_disputes_about_an_entity_or_its_other_names(book: Any) -> None:
    book.claim("killed", "A", "B")
    book.claim("killed", "A", "B", denied=True, by="Omar")
    book.claim("became", "Z", "A")
    assert len(disputes(book, book.id("Z"))) == 1
    assert disputes(book, book.id("Omar")) == ()
