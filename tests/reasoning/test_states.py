"""What holds on a date: one row a story, told in claims."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.model import When
from variorum.reasoning import Lineage, Proposition, Status, Viewpoint, holdings, timeline, verdict

STORIES: list[tuple[str, list[tuple[Any, ...]], str, str | None, str]] = [
    # (what is special, claims as (predicate, subject, object, options), topic, date asked, status); asked of Wing and Front
    ("a state holds in the year it is said of", [("part_of", "Wing", "Front", {"when": "2007"})], "part_of", "2007-12", "held"),
    ("a durable state persists after it", [("part_of", "Wing", "Front", {"when": "2007"})], "part_of", "2009", "held"),
    ("but not before it", [("part_of", "Wing", "Front", {"when": "2007"})], "part_of", "2006", "unknown"),
    ("a stated one is only possible after", [("allied_with", "Wing", "Front", {"when": "2007"})], "allied_with", "2009", "possible"),
    ("an alliance has no direction", [("allied_with", "Front", "Wing", {"when": "2007"})], "allied_with", "2007-05", "held"),
    ("undated claims are possible at any time", [("part_of", "Wing", "Front", {})], "part_of", "2007", "possible"),
    (
        "an unsure voice makes nothing certain",
        [("part_of", "Wing", "Front", {"when": "2007", "certainty": "possible"})],
        "part_of",
        "2007",
        "possible",
    ),
    (
        "what was only planned holds nowhere",
        [("part_of", "Wing", "Front", {"when": "2007", "mode": "planned"})],
        "part_of",
        "2007",
        "unknown",
    ),
    ("a pledge begins an oath", [("pledged_to", "Wing", "Front", {"when": "2004-10"})], "sworn_to", "2006", "held"),
    (
        "on a day within its month nobody can say",
        [("pledged_to", "Wing", "Front", {"when": "2004-10"})],
        "sworn_to",
        "2004-10-15",
        "possible",
    ),
    ("a pledge given 'by' a day holds after it", [("pledged_to", "Wing", "Front", {"when": "../2010-08-31"})], "sworn_to", "2011", "held"),
    (
        "a split ends the oath",
        [("pledged_to", "Wing", "Front", {"when": "2004"}), ("split_from", "Wing", "Front", {"when": "2008-03"})],
        "sworn_to",
        "2009",
        "denied",
    ),
    (
        "and a new pledge renews it",
        [
            ("pledged_to", "Wing", "Front", {"when": "2004"}),
            ("split_from", "Wing", "Front", {"when": "2008-03"}),
            ("pledged_to", "Wing", "Front", {"when": "2010"}),
        ],
        "sworn_to",
        "2012",
        "held",
    ),
    (
        "switching allegiance ends the old one",
        [("pledged_to", "Wing", "Front", {"when": "2004"}), ("pledged_to", "Wing", "Council", {"when": "2006", "from_": "Front"})],
        "sworn_to",
        "2007",
        "denied",
    ),
    (
        "between vague dates it is possible",
        [("pledged_to", "Wing", "Front", {"when": "2004"}), ("split_from", "Wing", "Front", {"when": "2008"})],
        "sworn_to",
        "2008-06-15",
        "possible",
    ),
    (
        "another voice denies",
        [("part_of", "Wing", "Front", {"when": "2007"}), ("part_of", "Wing", "Front", {"when": "2007", "denied": True, "by": "Omar"})],
        "part_of",
        "2007",
        "contested",
    ),
    (
        "a denial of another time is none",
        [("part_of", "Wing", "Front", {"when": "2007"}), ("part_of", "Wing", "Front", {"when": "2003", "denied": True, "by": "Omar"})],
        "part_of",
        "2007",
        "held",
    ),
    ("independent of anybody denies the tie", [("part_of", "Wing", None, {"when": "2007", "denied": True})], "part_of", "2007", "denied"),
    ("a denied pledge is a denial", [("pledged_to", "Wing", "Front", {"when": "2007", "denied": True})], "sworn_to", "2007", "denied"),
    (
        "the dissolved is part of nothing",
        [("part_of", "Wing", "Front", {"when": "2007"}), ("dissolved", "Wing", None, {"when": "2010-01"})],
        "part_of",
        "2011",
        "denied",
    ),
    ("somebody asking says nothing", [("part_of", "Wing", "Front", {"when": "2007", "act": "asks"})], "part_of", "2007", "unknown"),
    ("several predicates bear on one question", [("pledged_to", "Wing", "Front", {"when": "2004"})], "under", "2006", "held"),
    (
        "commanding the other is being over it",
        [("commands", "Front", "Wing", {"when": "2006"}), ("part_of", "Wing", "Front", {"when": "2006", "denied": True, "by": "Omar"})],
        "under",
        "2006",
        "contested",
    ),
]


@pytest.mark.parametrize(("special", "claims", "topic", "on", "status"), STORIES, ids=[s[0] for s in STORIES])
def test_status_on_a_date(book: Any, special: str, claims: list[tuple[Any, ...]], topic: str, on: str | None, status: str) -> None:
    for predicate, subject, obj, options in claims:
        book.claim(predicate, subject, obj, **options)
    v = verdict(book, Proposition(topic, book.id("Wing"), book.id("Front")), When.parse(on) if on else None)
    assert v.status == status


def test_a_viewpoint_counts_only_what_its_voice_commits_to(book: Any) -> None:
    book.claim("part_of", "Wing", "Front", when="2007", by="Author>Omar")
    book.claim("part_of", "Wing", "Front", when="2007", denied=True, by="Hadi")
    p, on = Proposition("part_of", book.id("Wing"), book.id("Front")), When.parse("2007")
    assert verdict(book, p, on, Viewpoint(frozenset({book.id("Omar")}))).status is Status.HELD
    assert verdict(book, p, on, Viewpoint(frozenset({book.id("Hadi")}))).status is Status.DENIED
    assert verdict(book, p, on, Viewpoint(frozenset({book.id("Author")}))).status is Status.UNKNOWN  # reporting is not endorsing
    assert verdict(book, p, on, Viewpoint(excluding=frozenset({book.id("Hadi")}))).status is Status.HELD
    assert verdict(book, p, on, Viewpoint(as_reported_by=frozenset({book.id("Author")}))).status is Status.HELD


def test_a_lineage_carries_what_is_said_of_earlier_names(book: Any) -> None:
    book.claim("became", "Band", "Wing", when="2005")
    book.claim("pledged_to", "Band", "Front", when="2003")
    p, on = Proposition("sworn_to", book.id("Wing"), book.id("Front")), When.parse("2006")
    assert verdict(book, p, on).status is Status.UNKNOWN
    v = verdict(book, p, on, lineage=Lineage.of(book))
    assert v.status is Status.HELD
    assert [w.predicate for w in v.supports[0].via] == ["became"]


def test_an_absorbed_band_does_not_make_the_state_its_heir(book: Any) -> None:
    book.claim("became", "Wing", "State", when="2010")
    book.claim("merged_into", "Band", "State", when="2012")
    book.claim("merged_into", "Band A", "Council", when="2012")
    lineage = Lineage.of(book)
    assert lineage.family(book.id("State")) == tuple(sorted({book.id("Wing"), book.id("State")}))
    assert book.id("Band A") in lineage.predecessors(book.id("Council"))


def test_a_circle_of_renamings_ends(book: Any) -> None:
    book.claim("became", "A", "B")
    book.claim("became", "B", "A")
    assert Lineage.of(book).family(book.id("A")) == tuple(sorted({book.id("A"), book.id("B")}))


def test_holdings_and_timeline_run_through_the_lineage(book: Any) -> None:
    book.claim("became", "Band", "Wing", when="2005")
    book.claim("leads", "Omar", "Band", when="2003")
    book.claim("controls", "Wing", "Town", when="2006/2008")
    lineage = Lineage.of(book)
    found = {(h.proposition.topic, h.verdict.status) for h in holdings(book, book.id("Wing"), When.parse("2007"), lineage=lineage)}
    assert ("leads", Status.HELD) in found
    assert ("controls", Status.HELD) in found
    assert [w.predicate for w in timeline(book, book.id("Wing"), lineage=lineage)] == ["leads", "became", "controls"]


def test_the_end_of_an_earlier_name_does_not_end_the_ties_of_the_later(book: Any) -> None:
    book.claim("became", "Band", "Wing", when="2005")
    book.claim("dissolved", "Band", when="2005")
    book.claim("part_of", "Wing", "Front", when="2006")
    p, on = Proposition("part_of", book.id("Wing"), book.id("Front")), When.parse("2007")
    assert verdict(book, p, on, lineage=Lineage.of(book)).status is Status.HELD
