"""Disputes in which one voice tells of a body and another of its leader, its envoy, a part or an earlier name of it. All invented."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.asking.disputed import cited
from variorum.reasoning import Proposition, disputes, verdict
from variorum.reasoning.dispute import OnBehalf

Story = list[tuple[str, str | None, str | None, dict[str, Any]]]
LED = ("leads", "Lew", "Guild", {"when": "2001/2009"})
NOT = {"denied": True, "by": "Omar"}

STORIES: list[tuple[str, Story, list[str]]] = [
    # (what is special, claims, questions found)
    (
        "its leader pledged",
        [LED, ("pledged_to", "Lew", "Crown", {"when": "2004"}), ("pledged_to", "Guild", "Crown", NOT)],
        ["Was Guild under Crown?"],
    ),
    (
        "he led it later",
        [LED, ("pledged_to", "Lew", "Crown", {"when": "2012"}), ("part_of", "Guild", "Crown", {**NOT, "when": "2012"})],
        [],
    ),
    (
        "he had left it",
        [
            ("leads", "Lew", "Guild", {"when": "2001/.."}),
            ("split_from", "Lew", "Guild", {"when": "2003"}),
            ("allied_with", "Lew", "Crown", {"when": "2005"}),
            ("hostile_to", "Guild", "Crown", {"when": "2005", "by": "Omar"}),
        ],
        [],
    ),
    (
        "it is only possible that he led it",
        [("leads", "Lew", "Guild", {"certainty": "possible"}), ("met", "Lew", "Crown", {}), ("met", "Guild", "Crown", NOT)],
        [],
    ),
    (
        "asked by its envoy, and asked by the other",
        [("member_of", "Eve", "Guild", {"role": "an envoy"}), ("asked", "Eve", "Crown", {}), ("asked", "Crown", "Guild", {"by": "Omar"})],
        ["Which of Guild and Crown approached the other?"],
    ),
    (
        "a member is no envoy",
        [("member_of", "Eve", "Guild", {"role": "cook"}), ("asked", "Eve", "Crown", {}), ("asked", "Crown", "Guild", {"by": "Omar"})],
        [],
    ),
    (
        "what the envoy did not do",
        [("member_of", "Eve", "Guild", {"role": "envoy"}), ("met", "Guild", "Crown", {}), ("met", "Eve", "Crown", NOT)],
        [],
    ),
    (
        "a part fights for the whole",
        [
            ("part_of", "Mill", "Guild", {}),
            ("attacked", "Mill", "Crown", {"when": "2004"}),
            ("allied_with", "Guild", "Crown", {"when": "2004", "by": "Omar"}),
        ],
        ["Were Guild and Crown friends or enemies?"],
    ),
    (
        "a part that pledges puts only itself under another",
        [("part_of", "Mill", "Guild", {}), ("pledged_to", "Mill", "Crown", {}), ("pledged_to", "Guild", "Crown", NOT)],
        [],
    ),
    (
        "two parts at odds",
        [
            ("part_of", "Mill", "Guild", {}),
            ("part_of", "Yard", "Guild", {}),
            ("hostile_to", "Mill", "Yard", {}),
            ("allied_with", "Guild", "Yard", {"by": "Omar"}),
        ],
        [],
    ),
    (
        "under an earlier name",
        [("became", "Guild", "Union", {"when": "2010"}), ("part_of", "Guild", "Crown", {}), ("part_of", "Union", "Crown", NOT)],
        ["Was Union under Crown?"],
    ),
    (
        "under the name before the earlier name, in a circle",
        [
            *[("became", a, b, {}) for a, b in (("Guild", "Union"), ("Union", "Order"), ("Order", "Lodge"), ("Lodge", "Guild"))],
            ("allied_with", "Guild", "Crown", {}),
            ("hostile_to", "Lodge", "Crown", {"by": "Omar"}),
        ],
        ["Were Guild and Crown friends or enemies?"],
    ),
    (
        "who led the earlier name",
        [
            LED,
            ("became", "Guild", "Union", {}),
            ("allied_with", "Lew", "Crown", {"when": "2004"}),
            ("hostile_to", "Union", "Crown", {"by": "Omar"}),
        ],
        ["Were Union and Crown friends or enemies?"],
    ),
    (
        "two who are said to have led it, of whom one leads another",
        [
            LED,
            ("leads", "Cid", "Guild", {"by": "Omar"}),
            ("leads", "Cid", "Crown", {}),
            ("rejected", "Lew", "Cid", {"when": "2004"}),
            ("part_of", "Guild", "Crown", {"by": "Omar"}),
        ],
        ["Was Guild under Crown?"],
    ),
    (
        "a ruling that its leader refuses",
        [LED, ("ordered", "Crown", "Guild", {"when": "2004"}), ("rejected", "Lew", "Crown", {"when": "2005", "by": "Omar"})],
        ["Did the orders of Crown bind Guild?"],
    ),
    (
        "the leader of a part does not speak for the whole",
        [
            ("leads", "Lew", "Mill", {}),
            ("part_of", "Mill", "Guild", {}),
            ("allied_with", "Lew", "Crown", {}),
            ("hostile_to", "Guild", "Crown", {"by": "Omar"}),
        ],
        [],
    ),
    (
        "of two who are both leaders it is one dispute, of theirs",
        [LED, ("leads", "Cid", "Crown", {}), ("met", "Lew", "Cid", {}), ("met", "Lew", "Cid", NOT)],
        ["Did Lew meet Cid?"],
    ),
    ("that he died says nothing of it", [LED, ("killed", "Crown", "Lew", {}), ("killed", "Crown", "Guild", NOT)], []),
]


@pytest.mark.parametrize(("special", "claims", "questions"), STORIES, ids=[s[0] for s in STORIES])
def test_stories(book: Any, special: str, claims: Story, questions: list[str]) -> None:
    for predicate, subject, obj, options in claims:
        book.claim(predicate, subject, obj, **options)
    assert [d.question for d in disputes(book)] == questions


def test_the_reason_stands_in_the_dispute(book: Any) -> None:
    led = book.claim("leads", "Lew", "Guild", by="Nora")
    pledged = book.claim("pledged_to", "Lew", "Crown")
    not_under = book.claim("pledged_to", "Guild", "Crown", denied=True, by="Omar")
    book.db.execute("INSERT INTO document SELECT 1, 'a', '', NULL, NULL, NULL, NULL, NULL, NULL, 'a.txt', 9, 'person', 0, 0")
    (d,) = disputes(book)
    assert (d.clash, d.on_behalf) == ((pledged, not_under), (OnBehalf(pledged, led),))
    (words,) = cited(book, [d])
    assert words[pledged].via == "counts because Lew led Guild (Nora)"
    assert words[not_under].via is None


def test_the_clash_that_is_shown_is_of_a_claim_that_names_those_asked_about(book: Any) -> None:
    """Nearest in time would be two claims about the leader, who is not asked about."""
    book.claim("leads", "Lew", "Guild")
    book.claim("allied_with", "Lew", "Crown", when="2004-03")
    book.claim("hostile_to", "Lew", "Crown", when="2004-03", by="Omar")
    own = book.claim("allied_with", "Guild", "Crown", when="2004", by="Nora")
    (d,) = [d for d in disputes(book) if d.about == (book.id("Guild"), book.id("Crown"))]
    assert own in d.clash


def test_a_verdict_asks_of_the_body_itself(book: Any) -> None:
    book.claim("leads", "Lew", "Guild")
    book.claim("pledged_to", "Lew", "Crown", when="2004")
    assert str(verdict(book, Proposition("under", book.id("Guild"), book.id("Crown"))).status) == "unknown"
