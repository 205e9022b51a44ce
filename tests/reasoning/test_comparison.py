"""What differs between two records of one archive: entities by what stays of them, and everything else by that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from tests.record.small_archives import Book, archives, entity, with_record
from variorum.identity.decisions import Decision, DecisionKind, Side
from variorum.model import Act, Claim, Document, Layer, LayerKind, Polarity, Reading, Voice
from variorum.reasoning import Status, compare, comparison
from variorum.reasoning.comparison import Answer, Comparison, Standing


def compared(
    before: Sequence[Reading], after: Sequence[Reading], decided_before: Sequence[Decision] = (), decided_after: Sequence[Decision] = ()
) -> Comparison:
    def with_after(old: duckdb.DuckDBPyConnection) -> Comparison:
        return with_record(after, decided_after, lambda now: compare(Book(old), Book(now)))

    return with_record(before, decided_before, with_after)


@settings(max_examples=examples(3), deadline=None)
@given(found=archives)
def test_a_record_does_not_differ_from_itself(found: list[Reading]) -> None:
    assert compared(found, found).is_empty


@settings(max_examples=examples(3), deadline=None)
@given(found=archives, data=st.data())
def test_compared_the_other_way_round_everything_is_turned_round(found: list[Reading], data: st.DataObject) -> None:
    other = [r for r in found if data.draw(st.booleans())]
    other = [replace(r, claims=r.claims[data.draw(st.integers(0, 2)) :], assessments=()) for r in other]
    apart = [Decision(DecisionKind.NOT_SAME, Side("a", "O"), Side("b", "O"))] if data.draw(st.booleans()) else []
    there, back = with_record(
        found, [], lambda a: with_record(other, apart, lambda b: (compare(Book(a), Book(b)), compare(Book(b), Book(a))))
    )
    assert there.mirrored() == back
    assert there.mirrored().mirrored() == there


@settings(max_examples=examples(3), deadline=None)
@given(found=archives)
def test_what_is_new_and_gone_is_what_the_records_have(found: list[Reading]) -> None:
    c = compared(found, found[:1])
    assert c.documents_gone == tuple(r.document.id for r in found[1:])
    assert len(c.claims_gone) == sum(len(r.claims) for r in found[1:])
    assert c.claims_new == c.documents_new == ()


def reading(name: str, *claims: Claim, author: str | None = None) -> Reading:
    places = tuple(replace(c, id=f"c{n}", start=n * 20, end=n * 20 + 9, quote="says") for n, c in enumerate(claims))
    layers = (Layer(LayerKind.COMMENTARY, 0, 500, "@author"),)
    keys = {k for c in claims for k in (c.subject, c.object) if k}
    document = Document(name, f"sha {name}", author=author, chars=500)
    return Reading(document, "person", layers, tuple(entity(k) for k in sorted(keys)), claims=places)


def says(predicate: str, subject: str, obj: str | None = None, when: str | None = "2007", *, denied: bool = False) -> Claim:
    polarity = Polarity.DENIED if denied else Polarity.AFFIRMED
    return Claim("", predicate, subject, obj, 0, 0, "", (Voice("@author", Act.ASSERTS),), when, polarity)


LED = reading("m", says("leads", "O", "F"), author="Lena Hart")
FIRST = reading("a", says("part_of", "T", "W"), author="Tomas Brandt")


def sentences(answers: Sequence[Answer]) -> list[tuple[str, str, str, str, str]]:
    return [(a.topic, a.x.label if a.x else "", a.y.label if a.y else "", str(a.before.status), str(a.after.status)) for a in answers]


def test_a_document_that_renumbers_everybody_changes_only_what_it_says() -> None:
    c = compared([LED], [FIRST, LED])
    assert {a.x.label for a in c.answers if a.x} == {"Tribunal of the Coast"}
    assert (c.documents_new, len(c.claims_new), c.claims_gone, c.unmoved) == (("a",), 1, (), ())


def test_an_answer_that_another_document_denies_is_contested_and_a_dispute_opens() -> None:
    denial = reading("z", says("leads", "O", "F", denied=True), author="Nabil Sarraf")
    c = compared([LED], [LED, denial])
    assert sentences(c.answers)[0] == ("leads", "Omar Hadi Tarrif", "Front of the Plain", "held", "contested")
    assert [d.question for d in c.opened] and not c.closed
    assert c.mirrored().closed == c.opened


def test_one_more_witness_moves_no_answer_and_changes_the_sides_of_a_dispute() -> None:
    denial = reading("z", says("leads", "O", "F", denied=True), author="Nabil Sarraf")
    more = reading("y", says("leads", "O", "F"), author="Karam Adib")
    c = compared([LED, denial], [LED, denial, more])
    assert c.answers == ()
    assert [a.topic for a in c.unmoved] == ["leads"]
    (change,) = c.disputes
    assert change.before and change.after
    assert {len(s.claims) for s in change.after.sides} == {1, 2}


def test_one_man_who_becomes_two_keeps_the_larger_part_and_the_other_is_new() -> None:
    more = [reading(n, says("leads", "O", b), author=f"Writer {n.upper()} Hadd") for n, b in (("n", "F"), ("b", "W"))]
    apart = [Decision(DecisionKind.NOT_SAME, Side("b", "O"), Side(d, "O")) for d in ("m", "n")]
    c = compared([LED, *more], [LED, *more], [], apart)
    ((one, parts),) = c.parted
    assert (one.label, len(parts)) == ("Omar Hadi Tarrif", 2)
    assert c.claims_new == c.claims_gone == ()
    assert sorted(sentences(c.answers)) == [
        ("leads", "Omar Hadi Tarrif", "Wing of the Harbour", "held", "unknown"),
        ("leads", "Omar Hadi Tarrif", "Wing of the Harbour", "unknown", "held"),
    ]
    assert {(a.x.before is None, a.x.after is None) for a in c.answers if a.x} == {(False, False), (True, False)}
    assert {x.a for x in c.links_gone} == {("b", "O")}


def test_a_body_that_is_called_otherwise_now_is_the_same_body() -> None:
    """A third document makes another name its fullest, so that key, label and the questions about it are others."""
    denial = reading("z", says("leads", "O", "F", denied=True), author="Nabil Sarraf")
    renamed = [replace(r, entities=tuple(_renamed(e) for e in r.entities)) for r in (LED, denial)]
    c = compared([LED, denial], renamed)
    assert (c.answers, c.unmoved, c.disputes) == ((), (), ())


def _renamed(e: Any) -> Any:
    return replace(e, names=tuple(replace(n, text=f"Old {n.text}") for n in e.names)) if e.key == "F" else e


def test_a_document_read_anew_with_other_keys_has_the_same_people() -> None:
    keys = {"O": "OMAR", "F": "FRONT"}
    anew = replace(
        LED,
        entities=tuple(replace(e, key=keys[e.key]) for e in LED.entities),
        claims=tuple(replace(c, subject=keys[c.subject or ""], object=keys[c.object or ""]) for c in LED.claims),
    )
    c = compared([LED], [anew])
    assert c.answers == ()
    assert (len(c.claims_new), len(c.claims_gone), len(c.unmoved)) == (1, 1, 1)


def standing(status: Status) -> Standing:
    return Standing(status, None)


WEIGHTS = [
    (Status.HELD, Status.DENIED, 0),
    (Status.HELD, Status.CONTESTED, 1),
    (Status.CONTESTED, Status.UNKNOWN, 1),
    (Status.HELD, Status.UNKNOWN, 2),
    (Status.HELD, Status.POSSIBLE, 2),
    (Status.DENIED, Status.UNKNOWN, 3),
    (Status.POSSIBLE, Status.UNKNOWN, 4),
    (Status.HELD, Status.HELD, 5),
    (Status.CONTESTED, Status.CONTESTED, 5),
]


@pytest.mark.parametrize(("before", "after", "weight"), WEIGHTS)
def test_what_turns_an_answer_round_comes_first(before: Status, after: Status, weight: int) -> None:
    answer = Answer("leads", None, None, standing(before), standing(after))
    assert answer.weight == answer.mirrored().weight == weight


def test_many_claims_are_compared_range_by_range(monkeypatch: pytest.MonkeyPatch) -> None:
    more = [reading(n, says("leads", "O", "F"), says("dissolved", "W"), says("dissolved", "T")) for n in "npqr"]
    whole = compared([LED, *more], [LED, *more[:2]])
    monkeypatch.setattr(comparison, "_AT_ONCE", 2)
    assert compared([LED, *more], [LED, *more[:2]]) == whole
    assert len(whole.claims_gone) == 6
