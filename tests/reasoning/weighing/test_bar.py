"""What counts above a grade, with each choice of the rule."""

from __future__ import annotations

import pytest

from variorum.errors import UsageError
from variorum.reasoning import Witnesses
from variorum.reasoning.weighing import Bar, Credibility, Disagreeing, Reliability, Unknown, admission, admitted_voices
from variorum.reasoning.weighing.graded import graded

from .conftest import Shelf

LEFT_OUT, ALL_MUST, ONE = Unknown.LEFT_OUT, Disagreeing.ALL_MUST, Disagreeing.ONE_WILL_DO

RULES = [
    # (what is special, marks given, bar, counts)
    ("at the bar", "C", Bar(), True),
    ("below the bar", "D", Bar(), False),
    ("nobody has graded: counts unless asked", "", Bar(), True),
    ("nobody has graded: left out when asked", "", Bar(ungraded=LEFT_OUT), False),
    ("F is not below", "F", Bar(), True),
    ("F is another choice than no grade", "F", Bar(ungraded=LEFT_OUT), True),
    ("F left out when asked", "F", Bar(unjudged=LEFT_OUT), False),
    ("F beside a judgement says nothing", "FB", Bar(unjudged=LEFT_OUT), True),
    ("graders differ: all must", "BD", Bar(disagreeing=ALL_MUST), False),
    ("graders differ: one will do", "BD", Bar(disagreeing=ONE), True),
    ("A and E are not averaged to C", "AE", Bar(voice=Reliability.C), False),
    ("no bar", "E", Bar(voice=None), True),
    ("no bar, and nobody graded", "", Bar(voice=None, ungraded=LEFT_OUT), True),
]


@pytest.mark.parametrize(("special", "marks", "bar", "counts"), RULES, ids=[r[0] for r in RULES])
def test_a_bar_is_yes_or_no(special: str, marks: str, bar: Bar, counts: bool) -> None:
    assert bar.passes([Reliability(m) for m in marks], bar.voice) is counts


@pytest.mark.parametrize("bar", [{"voice": Reliability.F}, {"claim": Credibility.SIX}])
def test_what_cannot_be_judged_is_no_bar(bar: dict[str, Reliability]) -> None:
    with pytest.raises(UsageError, match="no bar"):
        Bar(**bar)


def test_voices_above_a_grade_on_a_topic(shelf: Shelf) -> None:
    for voice in ("Omar", "Hadi", "Lena"):
        shelf.claim("part_of", "A", "B", by=voice)
        shelf.claim("located_in", "A", "B", by=voice)
    shelf.grade("Omar", "D", topic="under")
    shelf.grade("Hadi", "B")
    omar, hadi, lena = (shelf.id(v) for v in ("Omar", "Hadi", "Lena"))
    assert admitted_voices(shelf, shelf.grades, "under", "C") == {hadi, lena}
    assert admitted_voices(shelf, shelf.grades, "under", "C", Bar(ungraded=LEFT_OUT)) == {hadi}
    assert admitted_voices(shelf, shelf.grades, "located_in", "C") == {omar, hadi, lena}
    with pytest.raises(UsageError, match="is no topic"):
        admitted_voices(shelf, shelf.grades, "weather", "C")
    with pytest.raises(UsageError, match="is no grade"):
        admitted_voices(shelf, shelf.grades, "under", "Z")


def test_a_voice_graded_low_on_one_predicate_counts_on_the_others(shelf: Shelf) -> None:
    pledge = shelf.claim("pledged_to", "A", "B", by="Omar")
    part = shelf.claim("part_of", "A", "B", by="Omar")
    shelf.grade("Omar", "E", topic="pledged_to")
    found = admission(shelf, shelf.grades, Bar(), "under")
    assert shelf.id("Omar") in found.voices and found.left_out == {pledge}
    assert [w.claim for w in Witnesses(shelf).all() if found.admits(w)] == [part]


def test_claims_below_the_bar_are_left_out_whoever_makes_them(shelf: Shelf) -> None:
    good, bad, bare = (shelf.claim("part_of", "A", "B", by=v) for v in ("Omar", "Hadi", "Lena"))
    shelf.grade_claim("D1:c1", "2")
    shelf.grade_claim("D1:c2", "5")
    bar = Bar(claim=Credibility.THREE)
    assert admission(shelf, shelf.grades, bar).left_out == {bad}
    strict = Bar(claim=Credibility.THREE, ungraded=LEFT_OUT)
    assert admission(shelf, shelf.grades, strict).left_out == {bad, bare}
    assert good not in admission(shelf, shelf.grades, strict).left_out


def test_judgements_in_the_texts_count_only_when_asked(shelf: Shelf) -> None:
    claim = shelf.claim("part_of", "A", "B", by="Omar")
    shelf.assess(claim, "disputes", "Translator", at=9)
    assert admission(shelf, shelf.grades, Bar(claim=Credibility.THREE)).left_out == frozenset()
    assert admission(shelf, shelf.grades, Bar(claim=Credibility.THREE, texts=True)).left_out == {claim}


def test_only_the_named_graders_count(shelf: Shelf) -> None:
    shelf.claim("part_of", "A", "B", by="Omar")
    shelf.grade("Omar", "E", by="jo")
    shelf.grade("Omar", "A", by="mara")
    omar = shelf.id("Omar")
    assert omar not in admission(shelf, shelf.grades, Bar()).voices
    assert omar in admission(shelf, shelf.grades, Bar(graders=frozenset({"mara"}))).voices


def test_an_admission_says_whom_it_admits_without_a_judgement(shelf: Shelf) -> None:
    for voice in ("Omar", "Hadi", "Lena"):
        shelf.claim("part_of", "A", "B", by=voice)
    shelf.grade("Omar", "B")
    shelf.grade("Hadi", "F")
    found = admission(shelf, shelf.grades, Bar())
    assert found.ungraded == {shelf.id("Hadi"), shelf.id("Lena")}
    assert found.viewpoint().voices == found.voices


def test_an_admission_admits_what_the_bar_admits_claim_by_claim(shelf: Shelf) -> None:
    """The set-based way and the way claim by claim agree."""
    for predicate in ("part_of", "pledged_to", "hostile_to", "leads"):
        for voice in ("Omar", "Hadi", "Lena"):
            shelf.claim(predicate, "A", "B", by=voice)
    shelf.grade("Omar", "E", topic="pledged_to")
    shelf.grade("Omar", "B", by="jo")
    shelf.grade("Hadi", "F")
    shelf.grade_claim("D1:c2", "5")
    for bar in (Bar(), Bar(ungraded=LEFT_OUT), Bar(claim=Credibility.TWO), Bar(disagreeing=ONE), Bar(unjudged=LEFT_OUT, texts=True)):
        found = admission(shelf, shelf.grades, bar)
        for g in graded(Witnesses(shelf).all(), shelf.grades):
            assert found.admits(g.witness) is bar.admits(g)
