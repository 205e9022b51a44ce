"""A dispute as arguments: what attacks what, what a grade may do, and what comes out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.laws import examples
from variorum.reasoning import disputes
from variorum.reasoning.weighing import weigh
from variorum.reasoning.weighing.arguments import View, view
from variorum.reasoning.weighing.clashes import clashes, topic_of, witnesses_of
from variorum.reasoning.weighing.framework import Standing, accepted
from variorum.reasoning.weighing.graded import graded
from variorum.reasoning.weighing.preference import Marks, clearly_worse
from variorum.reasoning.weighing.scale import Credibility, Reliability

from ..test_laws import claims, record
from .conftest import Shelf


def seen(shelf: Shelf, **options: Any) -> View:
    d = shelf.dispute()
    witnesses = witnesses_of(shelf, d)
    return view(d, graded(witnesses.values(), shelf.grades), clashes(d, witnesses), **options)


def standing(v: View) -> dict[tuple[int, str], str]:
    return {(a.claim, str(a.judges.stance) if a.judges else "claim"): str(s) for a, s in zip(v.arguments, v.standing, strict=True)}


def test_two_sides_without_grades_are_two_ways_to_see_it(shelf: Shelf) -> None:
    yes = shelf.claim("part_of", "A", "B", by="Omar")
    also = shelf.claim("part_of", "A", "B", by="Lena")
    no = shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    v = seen(shelf)
    assert standing(v) == {(yes, "claim"): "undecided", (also, "claim"): "undecided", (no, "claim"): "undecided"}
    assert {frozenset(v.arguments[i].claim for i in e) for e in v.preferred.extensions} == {frozenset({yes, also}), frozenset({no})}
    assert v.supports == ((0, 1),)


def test_a_clearly_worse_claim_fails_against_a_better_one_and_that_can_be_switched_off(shelf: Shelf) -> None:
    yes = shelf.claim("part_of", "A", "B", by="Omar")
    no = shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    shelf.grade("Omar", "B")
    shelf.grade("Hadi", "D")
    v = seen(shelf)
    assert standing(v) == {(yes, "claim"): "in", (no, "claim"): "out"}
    assert [(v.arguments[a.by].claim, v.arguments[a.on].claim) for a in v.failing] == [(no, yes)]
    plain = seen(shelf, by_grades=False)
    assert set(plain.standing) == {Standing.UNDECIDED}
    assert len(plain.failing) == 1  # still shown
    assert set(seen(shelf, steps=3).standing) == {Standing.UNDECIDED}


def test_a_note_that_explains_a_claim_away_undercuts_it_and_reinstates_the_other(shelf: Shelf) -> None:
    yes = shelf.claim("part_of", "A", "B", by="Omar")
    no = shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    shelf.assess(yes, "explains_away", "Translator", at=9)
    assert standing(seen(shelf)) == {(yes, "claim"): "out", (yes, "explains_away"): "in", (no, "claim"): "in"}
    shelf.grade("Omar", "A")
    shelf.grade("Translator", "E")
    assert standing(seen(shelf))[yes, "claim"] == "undecided"


def test_a_note_that_disputes_a_claim_is_attacked_back(shelf: Shelf) -> None:
    yes = shelf.claim("part_of", "A", "B", by="Omar")
    shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    shelf.assess(yes, "disputes", "Translator", at=9)
    assert set(standing(seen(shelf)).values()) == {"undecided"}


@pytest.mark.parametrize("stance", ["supports", "qualifies"])
def test_other_judgements_attack_nothing(shelf: Shelf, stance: str) -> None:
    yes = shelf.claim("part_of", "A", "B", by="Omar")
    shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    shelf.assess(yes, stance, "Translator", at=9)
    v = seen(shelf)
    assert standing(v)[yes, stance] == "in" and len(v.attacks) == 2
    assert (len(v.supports) == 1) is (stance == "supports")


WORSE = [
    # (what is special, a, b, clearly worse)
    ("two steps on the voice", Marks((Reliability.D,)), Marks((Reliability.B,)), True),
    ("one step is a matter of taste", Marks((Reliability.C,)), Marks((Reliability.B,)), False),
    ("two steps on the claim", Marks((), (Credibility.FIVE,)), Marks((), (Credibility.TWO,)), True),
    ("a worse voice with a better claim", Marks((Reliability.E,), (Credibility.ONE,)), Marks((Reliability.A,), (Credibility.TWO,)), False),
    ("a worse voice with an equal claim", Marks((Reliability.E,), (Credibility.TWO,)), Marks((Reliability.A,), (Credibility.TWO,)), True),
    ("not graded", Marks((Reliability.E,)), Marks(), False),
    ("cannot be judged", Marks((Reliability.F,)), Marks((Reliability.A,)), False),
    ("different halves of the scale do not compare", Marks((Reliability.E,)), Marks((), (Credibility.ONE,)), False),
    ("one grader of two sees no difference", Marks((Reliability.E, Reliability.B)), Marks((Reliability.A,)), False),
    ("all graders agree", Marks((Reliability.E, Reliability.D)), Marks((Reliability.A, Reliability.B)), True),
]


@pytest.mark.parametrize(("special", "a", "b", "worse"), WORSE, ids=[w[0] for w in WORSE])
def test_clearly_worse(special: str, a: Marks, b: Marks, worse: bool) -> None:
    assert clearly_worse(a, b) is worse
    assert not (worse and clearly_worse(b, a))


def test_an_end_does_not_attack_the_beginning_before_it(shelf: Shelf) -> None:
    pledge = shelf.claim("pledged_to", "A", "B", by="Omar", when="2004")
    split = shelf.claim("split_from", "A", "B", by="Lena", when="2008")
    denial = shelf.claim("part_of", "A", "B", by="Hadi", when="2006", denied=True)
    d = shelf.dispute()
    witnesses = witnesses_of(shelf, d)
    topic = topic_of(d, witnesses)
    assert topic is not None and topic.topic == "under"
    assert clashes(d, witnesses) == {(pledge, denial)}
    assert split in witnesses


def test_seen_later_and_denied_agree_against_a_dissolution(shelf: Shelf) -> None:
    ended = shelf.claim("dissolved", "G", by="Omar", when="2014")
    denied = shelf.claim("dissolved", "G", by="Hadi", denied=True)
    later = shelf.claim("attacked", "G", "T", by="Lena", when="2016")
    d = next(d for d in disputes(shelf) if d.kind == "existence")
    assert clashes(d, witnesses_of(shelf, d)) == {(ended, denied), (ended, later)}


@settings(max_examples=examples(5), deadline=None)
@given(claims)
def test_the_grounded_extension_is_in_every_way_to_see_it(wanted: list[dict[str, Any]]) -> None:
    book = record(wanted)
    for d in disputes(book):
        w = weigh(book, d)
        assert {g.witness.claim for g in w.claims} == {c for s in d.sides for c in s.claims}
        for v in (w.plain, w.by_grades):
            assert all(accepted(v.standing) <= e for e in v.preferred.extensions)
            assert all(len({*v.arguments[a.by].sides, *v.arguments[a.on].sides}) > 1 for a in v.attacks)  # never within one side
            assert v.attacks
