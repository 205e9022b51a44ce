"""Verdicts in short are the verdicts, of those propositions that somebody says to hold or not, with fewer claims."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import When
from variorum.reasoning import Lineage, in_short, verdicts
from variorum.reasoning.states import states_of
from variorum.reasoning.testimony import Bodies

from .conftest import Book
from .test_oracle import BODIES, claims, record, viewpoints, whole
from .test_oracle import viewpoint as of


@settings(max_examples=20, **whole)
@given(claims, viewpoints, st.sampled_from((None, "2004", "2005-03-04")))
def test_of_many_claims_status_counts_and_order_are_those_of_the_verdicts(wanted: list[dict[str, Any]], whose: str, on: str | None) -> None:
    book = record(wanted)
    v, when, lineage = of(book, whose), When.parse(on) if on else None, Lineage.of(book)
    propositions = list(dict.fromkeys(p for e in BODIES for p in states_of(book, book.id(e))))
    full = in_short.shorts_of(verdicts(book, propositions, when, v, lineage=lineage))
    expected = [_told(s) for s in full if s.supports or s.opposes]
    with patch.object(in_short, "FEW", -1):
        found, many = in_short.in_short(book, [Bodies.of(p, lineage) for p in propositions], when, v, len(propositions) or 1)
    assert [_told(s) for s in found][:many] == expected and many == len(expected)
    for s in found[:many]:
        whole_verdict = next(f.verdict for f in full if f.verdict.proposition == s.verdict.proposition)
        assert (s.verdict.supports, s.verdict.opposes) == (whole_verdict.supports, whole_verdict.opposes)


def _told(s: in_short.Short) -> tuple[object, ...]:
    return s.verdict.proposition, s.verdict.status, s.supports, s.opposes


def test_what_everybody_tells_of_a_body_is_fetched_once_for_all_its_ties(book: Book) -> None:
    """A body with many members, whose end is told again and again: the work grows with what is said, not with ends times members."""
    for n in range(12):
        book.claim("member_of", f"M{n}", "Front", when="2004")
    for n in range(40):
        book.claim("dissolved", "Front", when="2008", by=f"V{n}")
    asked = [Bodies.of(p) for p in states_of(book, book.id("Front")) if p.topic == "member_of"]
    with patch.object(in_short, "FEW", 0):
        found, many = in_short.in_short(book, asked, When.parse("2006"), of(book, "everyone"), 5)
    assert many == 12 and len(found) == 5
    assert all(not s.verdict.ended and s.supports == 1 for s in found)
