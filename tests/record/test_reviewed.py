"""Claims accepted, rejected and corrected: laws on small archives, what finds what in a reading, and what cannot be obeyed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.errors import DecisionError, UsageError
from variorum.model import Act, Args, Assessment, Claim, Polarity, Precedence, Reading, Stance, Voice
from variorum.record.as_judged import as_judged
from variorum.record.claim_id import claim_ids
from variorum.record.correcting import check_words, corrected, entity_named, named
from variorum.record.counted import Counted, Judged
from variorum.record.reviewed import Review, reviews
from variorum.record.withdrawals import ClaimTarget
from variorum.shelf.judgements import Judgement, Kind
from variorum.shelf.undone import undo_of

from .small_archives import archives, rows
from .test_withdrawals import reading

LAW = settings(max_examples=examples(3), deadline=None)
with_claims = archives.filter(lambda rs: any(r.claims for r in rs))


def target(r: Reading, at: int) -> ClaimTarget:
    c = r.claims[at]
    return ClaimTarget(r.document.id, list(claim_ids(r.document.sha256, r.claims))[at], c.predicate, c.start, c.end, c.quote)


def log(*entries: tuple[Kind, dict[str, Any]] | int) -> list[Judgement]:
    """Judgements on lines from 1; a number undoes that line."""
    lines: list[Judgement] = []
    for n, entry in enumerate(entries, 1):
        kind, fields = (Kind.UNDO, undo_of(lines, entry)) if isinstance(entry, int) else entry
        lines.append(Judgement(kind, fields, "mara", None, "w", n, f"decisions.jsonl, line {n}"))
    return lines


def reject(r: Reading, at: int = 0) -> tuple[Kind, dict[str, Any]]:
    return Kind.REJECT, Review(Kind.REJECT, target(r, at)).fields()


def accept(r: Reading, at: int = 0) -> tuple[Kind, dict[str, Any]]:
    return Kind.ACCEPT, Review(Kind.ACCEPT, target(r, at)).fields()


def correct(r: Reading, at: int = 0, /, **to: Any) -> tuple[Kind, dict[str, Any]]:
    t = target(r, at)
    after = as_judged(r, [Review(Kind.CORRECT, t, to)], (), [])
    says = target(after, [c.id for c in after.claims].index(r.claims[at].id))
    return Kind.CORRECT, Review(Kind.CORRECT, t, to, says).fields()


def record(found: list[Reading], lines: list[Judgement]) -> Any:
    counted = Counted(found, Judged.of(lines, "log"))
    result = rows(counted, counted.judged.decisions)
    assert counted.unapplied == []
    return result


def equals(r: Reading, at: int) -> set[str]:
    return {c.id for c in r.claims if replace(c, id="") == replace(r.claims[at], id="")}


def drawn(data: st.DataObject, found: list[Reading]) -> tuple[Reading, int]:
    r = data.draw(st.sampled_from([r for r in found if r.claims]))
    return r, data.draw(st.integers(0, len(r.claims) - 1))


CHANGES: list[dict[str, Any]] = [
    {"when": "2008"},
    {"when": None},
    {"polarity": "denied", "certainty": "possible"},
    {"mode": "planned"},
    {
        "voices": [
            {"voice": {"key": "@author"}, "act": "reports"},
            {"voice": {"key": "N", "name": "Nabil Sarraf"}, "act": "asserts", "said": "2009"},
        ]
    },
]


# ---------------------------------------------------------------- laws
@LAW
@given(found=with_claims, data=st.data())
def test_a_rejected_claim_was_never_read(found: list[Reading], data: st.DataObject) -> None:
    r, at = drawn(data, found)
    gone = equals(r, at)
    others = [
        replace(
            x,
            claims=tuple(c for c in x.claims if c.id not in gone),
            assessments=tuple(a for a in x.assessments if a.claim not in gone),
        )
        if x is r
        else x
        for x in found
    ]
    assert record(found, log(reject(r, at))) == rows(others)


@LAW
@given(found=with_claims, data=st.data(), to=st.sampled_from(CHANGES))
def test_a_corrected_claim_was_read_so_by_a_person(found: list[Reading], data: st.DataObject, to: dict[str, Any]) -> None:
    r, at = drawn(data, found)
    alike = equals(r, at)
    said = tuple(corrected(c, to, r) if c.id in alike else c for c in r.claims)
    assert record(found, log(correct(r, at, **to))) == rows([replace(x, claims=said) if x is r else x for x in found])


@LAW
@given(found=with_claims, data=st.data(), kind=st.sampled_from(["reject", "correct", "accept", "withdraw"]))
def test_what_is_undone_was_never_judged_and_what_is_brought_back_was(found: list[Reading], data: st.DataObject, kind: str) -> None:
    r, at = drawn(data, found)
    judgement = {
        "reject": reject(r, at),
        "correct": correct(r, at, when="2008"),
        "accept": accept(r, at),
        "withdraw": (Kind.WITHDRAW, target(r, at).fields()),
    }[kind]
    assert record(found, log(judgement, 1)) == rows(found)
    assert record(found, log(judgement, 1, 2)) == record(found, log(judgement))


@LAW
@given(found=with_claims, data=st.data())
def test_reviews_of_different_claims_do_not_depend_on_their_order(found: list[Reading], data: st.DataObject) -> None:
    one_each = {frozenset(equals(r, at)): (r, at) for r in found for at in range(len(r.claims))}
    kinds = [lambda r, at: reject(r, at), lambda r, at: correct(r, at, when="2008"), lambda r, at: accept(r, at)]
    made = [data.draw(st.sampled_from(kinds))(r, at) for r, at in one_each.values()]
    assert record(found, log(*made)) == record(found, log(*data.draw(st.permutations(made))))


@LAW
@given(found=with_claims, data=st.data())
def test_accepting_changes_nothing_and_takes_a_rejection_back(found: list[Reading], data: st.DataObject) -> None:
    r, at = drawn(data, found)
    assert record(found, log(accept(r, at))) == rows(found)
    assert record(found, log(reject(r, at), accept(r, at))) == rows(found)
    assert Judged.of(log(accept(r, at)), "log").digest == Judged.of([], "log").digest


# ---------------------------------------------------------------- one reading
def said(r: Reading, *entries: tuple[Kind, dict[str, Any]] | int) -> tuple[list[tuple[str, Any]], list[str]]:
    """What the claims say of the time, and what found nothing."""
    counted = Counted([r], Judged.of(log(*entries), "log"))
    return [(c.id, c.when) for x in counted for c in x.claims], counted.unapplied


def test_a_correction_of_a_correction_and_each_of_them_undone() -> None:
    r = reading()  # c1 is undated, c2 of 2007
    first = correct(r, 0, when="2008")
    then = as_judged(r, reviews(log(first)), (), [])
    second = correct(then, 0, polarity="denied")

    def state(*entries: tuple[Kind, dict[str, Any]] | int) -> tuple[Any, ...]:
        (x,) = Counted([r], Judged.of(log(*entries), "log"))
        return x.claims[0].when, str(x.claims[0].polarity)

    assert state(first, second) == ("2008", "denied")
    assert state(first, second, 2) == ("2008", "affirmed")
    assert state(first, second, 2, 3) == ("2008", "denied")
    assert said(then, reject(then, 0)) == ([("c2", "2007")], [])
    assert said(r, first, reject(then, 0)) == ([("c2", "2007")], [])
    assert said(r, first, (Kind.WITHDRAW, target(r, 0).fields())) == ([("c2", "2007")], []), "by the id that it had"


def test_the_last_review_of_a_claim_is_in_force() -> None:
    r = reading()
    assert said(r, reject(r), correct(r, when="2008"))[0][0] == ("c1", "2008")
    assert said(r, correct(r, when="2008"), reject(r))[0] == [("c2", "2007")]
    assert said(r, correct(r, when="2008"), accept(r))[0][0] == ("c1", None)
    assert said(r, correct(r, when="2008"), reject(r), 2)[0][0] == ("c1", "2008")


def test_a_review_finds_its_claim_in_a_new_reading_by_its_words() -> None:
    r = reading()
    anew = replace(r, claims=(replace(r.claims[0], id="x", certainty=r.claims[0].certainty, score=0.4, args=Args(role="chief")),))
    assert said(anew, reject(r)) == ([], [])
    assert said(anew, correct(r, when="2008")) == ([("x", "2008")], [])
    kept, unapplied = said(replace(anew, claims=(anew.claims[0], replace(anew.claims[0], id="y", when="2001"))), reject(r))
    assert [id_ for id_, _ in kept] == ["x", "y"]
    assert len(unapplied) == 1
    assert "reject the claim" in unapplied[0] and "is now read otherwise" in unapplied[0]
    gone = replace(r, document=replace(r.document, id="other"))
    assert said(gone, reject(r))[1] == [f"reject {target(r, 0)}: there is no such document"]


def test_what_a_new_reading_no_longer_allows_is_said_and_changes_nothing() -> None:
    r = reading()
    judged = correct(r, 0, object={"key": "F", "name": "the Front"}, polarity="denied")
    nameless = replace(r, entities=tuple(e for e in r.entities if e.key != "F"), claims=(replace(r.claims[0], object=None),))
    kept, unapplied = said(nameless, judged)
    assert kept == [("c1", None)]
    assert "a has nobody called the Front" in unapplied[0] or "a has nobody called 'the Front'" in unapplied[0]


def test_with_a_claim_goes_what_is_told_of_it() -> None:
    r = reading()
    told = Precedence("c1", "c2", 0, 5, "then", (Voice("@author", Act.ASSERTS),), 0, None)
    both = replace(r, order=(told,), assessments=(Assessment("c1", Stance.DOUBTS, "@author", 0, 5, "perhaps"),))
    for judged in (reject(both), (Kind.WITHDRAW, target(both, 0).fields())):
        (after,) = Counted([both], Judged.of(log(judged), "log"))
        assert (after.order, after.assessments) == ((), ())
        assert rows([after])["precedence"] == []


def test_equal_claims_are_judged_together_and_a_corrected_one_has_no_score() -> None:
    r = reading()
    twice = replace(r, claims=(*r.claims, replace(r.claims[0], id="c3", score=0.2)))
    for at in (0, 2):
        assert said(twice, correct(twice, at, when="2008"))[0] == [("c1", "2008"), ("c2", "2007"), ("c3", "2008")]
    (after,) = Counted([twice], Judged.of(log(correct(twice, 2, when="2008")), "log"))
    assert [c.score for c in after.claims] == [None, None, None]


# ---------------------------------------------------------------- a claim put right
def test_each_field_can_be_put_right() -> None:
    r = reading()
    to: dict[str, Any] = {
        "predicate": "member_of",
        "subject": {"key": "gone", "name": "Omar Hadi"},  # a new reading gave another key
        "object": {"key": "F"},
        "when": "2004-10",
        "polarity": "denied",
        "certainty": "doubtful",
        "mode": "planned",
        "voices": [
            {"voice": {"key": "@translator"}, "act": "reports", "said": "2011"},
            {"voice": {"key": "O", "name": "Omar Hadi"}, "act": "denies"},
        ],
        "role": "chief",
        "start": 2,
        "end": 7,
        "quote": "words",
    }
    c = corrected(replace(r.claims[0], score=0.5), to, r)
    assert (c.predicate, c.subject, c.object, c.when, c.start, c.end, c.quote, c.score) == (
        "member_of",
        "O",
        "F",
        "2004-10",
        2,
        7,
        "words",
        None,
    )
    assert (str(c.polarity), str(c.certainty), str(c.mode), c.args.role) == ("denied", "doubtful", "planned", "chief")
    assert c.voices == (Voice("@translator", Act.REPORTS, "2011"), Voice("O", Act.DENIES))
    assert corrected(c, {"predicate": "leads", "when": None, "role": None}, r).args == Args()
    assert corrected(replace(c, polarity=Polarity.DENIED), {"predicate": "met"}, r).args.role is None, (
        "an argument that it does not take falls away"
    )


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"predicate": "liked"}, "'liked' is no predicate; known are"),
    ({"object": {"name": "Selim"}}, "a has nobody called 'Selim'"),
    ({"object": "F"}, "'F' names no entity; expected a key, a name, or both"),
    ({"object": {"key": "O"}}, "'Omar Hadi' is of the type person; the object of `leads` is of the type organisation"),
    ({"subject": None}, "`leads` needs a subject"),
    ({"predicate": "dissolved", "subject": {"key": "F"}}, "`dissolved` takes no object; leave it empty"),
    ({"when": "last week"}, "'last week'"),
    ({"polarity": "maybe"}, "'maybe' is no polarity; expected affirmed, denied"),
    ({"certainty": 1}, "1 is no certainty"),
    ({"mode": "dreamt"}, "'dreamt' is no mode"),
    ({"quantity": "300"}, "`leads` takes no quantity; it takes"),
    ({"voices": []}, "needs at least one voice"),
    ({"voices": [{"act": "asserts"}]}, "is no voice; expected `voice`, `act`"),
    ({"voices": [{"voice": {"key": "O"}, "act": "sings"}]}, "'sings' is no act"),
    ({"start": -1, "end": 4, "quote": "x"}, "`start` is -1"),
    ({"text": 3}, "`text` is 3; expected words"),
]


@pytest.mark.parametrize(("to", "says"), WRONG)
def test_what_cannot_be_is_refused_in_words(to: dict[str, Any], says: str) -> None:
    r = reading()
    with pytest.raises(UsageError) as err:
        corrected(r.claims[0], to, r)
    assert says in str(err.value)


def test_the_words_must_be_those_of_the_text() -> None:
    c: Claim = replace(reading().claims[0], start=5, end=9, quote="leads")
    with pytest.raises(UsageError, match=r"the words 'leads' are not at 5\.\.9: there the text reads 'lead'"):
        check_words(c, "Omar leads the Front")
    check_words(replace(c, end=10), "Omar leads the Front")


def test_whom_a_person_means_and_how_a_later_reading_finds_him() -> None:
    r = reading()
    assert [entity_named(t, r) for t in ("O", "omar  HADI", "@author")] == ["O", "O", "@author"]
    assert named("O", r) == {"key": "O", "name": "Omar Hadi"}
    assert named("@author", r) == {"key": "@author"}
    double = replace(r, entities=(*r.entities, replace(r.entities[0], key="O2")))
    assert named("O", double) == {"key": "O"}, "the name is two men's"
    with pytest.raises(UsageError, match="2 of a are called 'Omar Hadi'; name one by its key: O, O2"):
        entity_named("Omar Hadi", double)
    with pytest.raises(UsageError, match="nobody in a is called 'Selim'; it speaks of Omar Hadi, the Front"):
        entity_named("Selim", r)


PLACE = {"document": "a", "id": "000000000000000c", "predicate": "leads", "start": 0, "end": 5, "quote": "words"}
BAD: list[tuple[Kind, dict[str, Any], str]] = [
    (Kind.REJECT, {}, "reject has the fields none; expected claim"),
    (Kind.ACCEPT, {"claim": PLACE, "to": {}}, "accept has the fields claim, to; expected claim"),
    (Kind.REJECT, {"claim": "a:c1"}, "expected document, id (16 hexadecimal digits)"),
    (Kind.CORRECT, {"claim": PLACE, "to": {"when": "2007"}}, "correct has the fields claim, to; expected claim, says, to"),
    (Kind.CORRECT, {"claim": PLACE, "to": {}, "says": PLACE}, "`to` is {}; expected an object of the fields that change"),
    (Kind.CORRECT, {"claim": PLACE, "to": {"wen": 1}, "says": PLACE}, "`to` has the unknown field wen"),
    (Kind.CORRECT, {"claim": PLACE, "to": {"when": "2007"}, "says": {}}, "expected document, id (16 hexadecimal digits)"),
]


@pytest.mark.parametrize(("kind", "fields", "says"), BAD)
def test_a_line_that_cannot_be_obeyed_is_named(kind: Kind, fields: dict[str, Any], says: str) -> None:
    with pytest.raises(DecisionError) as err:
        reviews(log((kind, fields)))
    assert says in str(err.value)
    assert "decisions.jsonl, line 1" in str(err.value)
