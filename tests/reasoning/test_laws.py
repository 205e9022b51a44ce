"""Laws of the reasoning, on random small records."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.model import When, vocabulary
from variorum.reasoning import Lineage, Proposition, Status, Viewpoint, disputes, verdict

from .conftest import Book

BODIES = ("A", "B", "C")
VOICES = ("V", "W", "X")
DATES = (None, "2004", "2005-03", "2004/2006", "../2005", "2006/..", "2005-03-04")
PREDICATES = (
    "part_of",
    "pledged_to",
    "split_from",
    "expelled",
    "became",
    "merged_into",
    "dissolved",
    "allied_with",
    "hostile_to",
    "leads",
    "killed",
    "same_as",
    "asked",
    "ordered",
    "rejected",
    "obeyed",
)

claims = st.lists(
    st.fixed_dictionaries(
        {
            "predicate": st.sampled_from(PREDICATES),
            "subject": st.sampled_from(BODIES),
            "obj": st.sampled_from(BODIES),
            "by": st.sampled_from(VOICES),
            "when": st.sampled_from(DATES),
            "denied": st.booleans(),
            "mode": st.sampled_from(("actual", "actual", "planned", "ordered")),
        }
    ),
    max_size=7,
)


def record(wanted: list[dict[str, Any]]) -> Book:
    book = Book()
    for e in (*BODIES, *VOICES):
        book.id(e)
    for c in wanted:
        takes_object = bool(vocabulary()[c["predicate"]].object_types)
        book.claim(
            c["predicate"], c["subject"], c["obj"] if takes_object else None, by=c["by"], when=c["when"], denied=c["denied"], mode=c["mode"]
        )
    return book


def status(book: Book, viewpoint: Viewpoint, on: str | None = "2005") -> Status:
    p = Proposition("under", book.id("A"), book.id("B"))
    return verdict(book, p, When.parse(on) if on else None, viewpoint, lineage=Lineage.of(book, viewpoint)).status


@settings(max_examples=examples(5), deadline=None)
@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(wanted: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(wanted)
    random.shuffle(shuffled)
    a, b = record(wanted), record(shuffled)
    assert status(a, Viewpoint()) == status(b, Viewpoint())
    assert sorted(d.question for d in disputes(a)) == sorted(d.question for d in disputes(b))


@settings(max_examples=examples(5), deadline=None)
@given(claims)
def test_a_claim_by_an_excluded_voice_changes_nothing(wanted: list[dict[str, Any]]) -> None:
    without = [c for c in wanted if c["by"] != "X"]
    a, b = record(wanted), record(without)
    assert status(a, Viewpoint(excluding=frozenset({a.id("X")}))) == status(b, Viewpoint())


@settings(max_examples=examples(5), deadline=None)
@given(claims)
def test_a_viewpoint_of_all_voices_is_everyone(wanted: list[dict[str, Any]]) -> None:
    book = record(wanted)
    assert status(book, Viewpoint(frozenset(book.id(v) for v in VOICES))) == status(book, Viewpoint())


@settings(max_examples=examples(5), deadline=None)
@given(claims)
def test_every_dispute_has_two_sides_with_claims_and_a_clash_between_them(wanted: list[dict[str, Any]]) -> None:
    for d in disputes(record(wanted)):
        assert len(d.sides) >= 2
        assert all(s.claims and s.voices for s in d.sides)
        home = [next(i for i, s in enumerate(d.sides) if c in s.claims) for c in d.clash]
        assert home[0] != home[1] or len({c for s in d.sides for c in s.claims}) == 1


@settings(max_examples=examples(5), deadline=None)
@given(claims)
def test_what_is_only_planned_makes_nothing_hold(wanted: list[dict[str, Any]]) -> None:
    assert status(record([{**c, "mode": "planned"} for c in wanted]), Viewpoint()) is Status.UNKNOWN
