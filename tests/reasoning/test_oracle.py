"""The calculus as queries and in plain Python, each the other's oracle, on random small records."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.model import Act, Certainty, When, vocabulary
from variorum.reasoning import Lineage, Proposition, Viewpoint, disputes, holdings, plain, states, verdicts
from variorum.reasoning.calculus import topic_name
from variorum.reasoning.disputes.at_hand.on_behalf import on_behalf
from variorum.reasoning.on_behalf import counted
from variorum.reasoning.settled import settle, settled, settled_claims, state_table
from variorum.reasoning.states import together
from variorum.reasoning.witness import Witnesses
from variorum.reasoning.witness import every as every_claim

from .conftest import Book

BODIES = ("A", "B", "C", "D")
VOICES = ("V", "W", "X")
DATES = (None, "2004", "2005-03", "2004/2006", "../2005", "2006/..", "2005-03-04", "2004/2005", "2007-08", "2006~")
PREDICATES = tuple(n for n, p in vocabulary().predicates.items() if p.kind != "derived")
PAIRED = (
    *(n for n, p in vocabulary().predicates.items() if p.is_state and p.object_types),
    *(n for n, q in vocabulary().questions.items() if "{y}" in q.asks),
)
ALONE = ("exists", "strength", "fate")

#: A record costs too much to make for a failing one to be made smaller.
whole = {"deadline": None, "phases": (Phase.explicit, Phase.reuse, Phase.generate)}
claim = st.fixed_dictionaries(
    {
        "predicate": st.sampled_from(PREDICATES),
        "subject": st.sampled_from((*BODIES, None)),
        "obj": st.sampled_from((*BODIES, None)),
        "by": st.sampled_from((*VOICES, "V>W", "W>X", "X>V>W", "V>V")),
        "when": st.sampled_from(DATES),
        "denied": st.booleans(),
        "mode": st.sampled_from(("actual", "actual", "actual", "planned")),
        "certainty": st.sampled_from((*(["certain"] * 3), *(str(c) for c in Certainty))),
        "act": st.sampled_from((*(["asserts"] * 4), *(str(a) for a in Act))),
        "from_": st.sampled_from((None, None, *BODIES)),
        "org": st.sampled_from((None, None, *BODIES)),
        "role": st.sampled_from((None, "official spokesman")),
    }
)
#: Claims that crowd on few predicates meet each other more often.
crowded = st.sampled_from(("part_of", "pledged_to", "split_from", "expelled", "dissolved", "allied_with", "became", "killed", "leads"))
claims = st.lists(st.one_of(claim, st.tuples(claim, crowded).map(lambda c: {**c[0], "predicate": c[1]})), max_size=12)
viewpoints = st.sampled_from(("everyone", "V", "W and X", "all but X", "as V reports", "without the first claim"))


def record(wanted: list[dict[str, Any]]) -> Book:
    book = Book()
    for e in (*BODIES, *VOICES):
        book.id(e)
    for c in wanted:
        obj = c["obj"] if vocabulary()[c["predicate"]].object_types else None
        book.claim(c["predicate"], c["subject"], obj, **{k: v for k, v in c.items() if k not in ("predicate", "subject", "obj")})
    return book


def viewpoint(book: Book, words: str) -> Viewpoint:
    return {
        "everyone": Viewpoint(),
        "V": Viewpoint(frozenset({book.id("V")})),
        "W and X": Viewpoint(frozenset({book.id("W"), book.id("X")})),
        "all but X": Viewpoint(excluding=frozenset({book.id("X")})),
        "as V reports": Viewpoint(as_reported_by=frozenset({book.id("V")})),
        "without the first claim": Viewpoint(without=frozenset({1})),
    }[words]


@settings(max_examples=examples(5), **whole)
@given(claims, viewpoints, st.sampled_from((None, "2004", "2005-03", "2006-07-01", "2005/2007")), st.booleans())
def test_verdicts(wanted: list[dict[str, Any]], whose: str, on: str | None, through: bool) -> None:
    book = record(wanted)
    v = viewpoint(book, whose)
    lineage = Lineage.of(book, v) if through else None
    when = When.parse(on) if on else None
    asked = [Proposition(t, book.id(x), book.id(y)) for t in PAIRED for x, y in (("A", "B"), ("B", "A"))]
    asked += [Proposition(t, book.id("A")) for t in ALONE]
    expected = [plain.verdict(book, p, when, v, lineage) for p in asked]
    for at_hand in (0, states.AT_HAND):
        with patch.object(states, "AT_HAND", at_hand):
            assert list(verdicts(book, asked, when, v, lineage=lineage)) == expected


@settings(max_examples=examples(5), **whole)
@given(claims, viewpoints)
def test_every_state(wanted: list[dict[str, Any]], whose: str) -> None:
    book = record(wanted)
    v = viewpoint(book, whose)
    assert {(topic_name(t), x, y): status for t, x, y, status, *_ in book.rows(state_table(v))} == plain.states(book, v)


@settings(max_examples=examples(5), **whole)
@given(claims)
def test_states_with_their_claims(wanted: list[dict[str, Any]]) -> None:
    book = record(wanted)
    claims = settled_claims(book)
    for s in settled(book):
        v = plain.verdict(book, s.proposition)
        own = [tuple(sorted({t.witness.claim for t in part})) for part in (v.supports, v.opposes)]
        assert (s.status, s.window, s.supports, s.opposes) == (v.status, together(v.supports), len(v.supports), len(v.opposes))
        assert list(claims.get(s.proposition, ((), ()))) == own


@settings(max_examples=examples(5), **whole)
@given(claims)
def test_the_states_of_a_body_are_those_of_the_record_that_it_takes_part_in(wanted: list[dict[str, Any]]) -> None:
    book = record(wanted)
    a = book.id("A")
    judged = [plain.verdict(book, Proposition(*p)) for p in plain.states(book)]
    every = {v.proposition: v for v in judged if v.supports or v.opposes}
    own = {p for p in every if a in (p.x, p.y)}
    found = holdings(book, a)
    assert {(h.proposition.topic, frozenset((h.proposition.x, h.proposition.y))) for h in found} == {
        (p.topic, frozenset((p.x, p.y))) for p in own
    }
    for h in found:
        if h.proposition in every:
            assert h.verdict == every[h.proposition]


@settings(max_examples=examples(5), **whole)
@given(claims, st.sampled_from((None, *BODIES)))
def test_disputes_kept_by_a_build_are_those_found_among_the_claims(wanted: list[dict[str, Any]], name: str | None) -> None:
    book = record(wanted)
    entity = book.id(name) if name else None
    found = disputes(book, entity)
    settle(book.db)
    assert disputes(book, entity) == found


#: Ties and acts that meet each other.
ties_and_acts = st.sampled_from(
    ("leads", "leads", "member_of", "part_of", "became", "split_from", "died", "asked", "met", "pledged_to", "allied_with")
)


@settings(max_examples=examples(10), **whole)
@given(st.lists(st.tuples(claim, ties_and_acts).map(lambda c: {**c[0], "predicate": c[1]}), max_size=14))
def test_for_whom_claims_count(wanted: list[dict[str, Any]]) -> None:
    book = record(wanted)
    roles = {i: c["role"] for i, c in enumerate(wanted, 1) if c["role"]}
    found = book.rows(f"SELECT claim_id, subject, object, why_subject, why_object FROM ({counted(every_claim(Viewpoint()))}) c")
    assert len(found) == len(set(found))
    assert {(-claim, *rest) for claim, *rest in found} == on_behalf(Witnesses(book).all(), roles)
