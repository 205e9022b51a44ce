"""The law of retraction: a record after a withdrawal equals, row for row, one that is made without what was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.identity.decisions import Decision, DecisionKind, Side
from variorum.model import Reading
from variorum.record.claim_id import claim_ids
from variorum.record.counted import Counted, Judged
from variorum.shelf.judgements import Judgement, Kind

from .small_archives import PEOPLE, archives, readings, rows

LAW = settings(max_examples=examples(4), deadline=None)


def log(*judgements: tuple[Kind, dict[str, Any]]) -> Judged:
    return Judged.of([Judgement(k, f, "mara", None, "w", n, f"line {n}") for n, (k, f) in enumerate(judgements, 1)], "log")


def after(found: list[Reading], judged: Judged) -> Any:
    counted = Counted(found, judged)
    result = rows(counted, judged.decisions)
    assert counted.unapplied == []
    return result


def claim_fields(reading: Reading, at: int) -> dict[str, Any]:
    c, id_ = reading.claims[at], list(claim_ids(reading.document.sha256, reading.claims))[at]
    place = {"start": c.start, "end": c.end, "quote": c.quote}
    return {"claim": {"document": reading.document.id, "id": f"{id_:016x}", "predicate": c.predicate, **place}}


def without_claims(reading: Reading, gone: set[str]) -> Reading:
    claims = tuple(c for c in reading.claims if c.id not in gone)
    return replace(reading, claims=claims, assessments=tuple(a for a in reading.assessments if a.claim not in gone))


@LAW
@given(found=archives, data=st.data())
def test_a_withdrawn_document_never_came_in(found: list[Reading], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(found)).document.id
    decided = (Kind.SAME, {"a": {"document": gone, "key": "O"}, "b": {"document": "a", "key": "N"}}) if gone != "a" else None
    judged = log(*([decided] if decided else []), (Kind.WITHDRAW, {"document": gone}))
    assert after(found, judged) == rows([r for r in found if r.document.id != gone])


@LAW
@given(found=archives.filter(lambda rs: any(r.claims for r in rs)), data=st.data())
def test_a_withdrawn_claim_and_its_assessments_were_never_read(found: list[Reading], data: st.DataObject) -> None:
    reading = data.draw(st.sampled_from([r for r in found if r.claims]))
    at = data.draw(st.integers(0, len(reading.claims) - 1))
    equal = {c.id for c in reading.claims if replace(c, id="") == replace(reading.claims[at], id="")}
    others = [without_claims(r, equal) if r is reading else r for r in found]
    judged = log((Kind.WITHDRAW, claim_fields(reading, at)))
    assert after(found, judged) == rows(others)
    assert len(after(found, judged)["claim"]) == len(rows(found)["claim"]) - len(equal)


@LAW
@given(found=archives.filter(lambda rs: len(rs) > 1), key=st.sampled_from(sorted(PEOPLE)))
def test_a_withdrawn_link_is_decided_to_be_none(found: list[Reading], key: str) -> None:
    sides = [{"document": r.document.id, "key": key} for r in found[:2]]
    same = (Kind.SAME, {"a": sides[1], "b": sides[0]})
    decided = Decision(DecisionKind.NOT_SAME, Side(found[0].document.id, key), Side(found[1].document.id, key), "mara", None, "w")
    assert after(found, log(same, (Kind.WITHDRAW, {"link": sides}))) == rows(found, [decided])


@LAW
@given(found=archives.filter(lambda rs: any(r.claims for r in rs)))
def test_a_withdrawn_voice_committed_to_nothing_and_judged_nothing(found: list[Reading]) -> None:
    """Nabil, who is N of every document, and the author of those that are by him, as identity says."""

    def his(r: Reading) -> set[str]:
        return {"N", "@author", "@translator"} if r.document.author == "Nabil Sarraf" else {"N"}

    def silent(r: Reading) -> Reading:
        kept = without_claims(r, {c.id for c in r.claims if c.voices[-1].voice in his(r)})
        return replace(kept, assessments=tuple(a for a in kept.assessments if a.voice not in his(r)))

    # An alias in the page's own voice may make others one with Nabil, and a translator who is heard beside the author is another man.
    clear = [
        replace(r, claims=tuple(c for c in r.claims if c.predicate != "alias" and all(v.voice != "@translator" for v in c.voices)))
        for r in found
    ]
    plain = [
        without_claims(replace(r, claims=c.claims), {x.id for x in r.claims} - {x.id for x in c.claims})
        for r, c in zip(found, clear, strict=True)
    ]
    judged = log((Kind.WITHDRAW, {"voice": {"name": "Nabil", "members": [{"document": "a", "key": "N"}]}}))
    assert after(plain, judged) == rows([silent(r) for r in plain])


@LAW
@given(found=archives.filter(lambda rs: any(r.claims for r in rs)), data=st.data())
def test_what_is_restored_is_as_if_nobody_had_withdrawn_it(found: list[Reading], data: st.DataObject) -> None:
    reading = data.draw(st.sampled_from([r for r in found if r.claims]))
    link = {"link": [{"document": "a", "key": "O"}, {"document": "a", "key": "P"}]}
    targets = [
        {"document": reading.document.id},
        claim_fields(reading, 0),
        link,
        {"voice": {"name": "N", "members": [{"document": "a", "key": "N"}]}},
    ]
    same = (Kind.SAME, {"a": link["link"][0], "b": link["link"][1]})
    order = data.draw(st.permutations(targets))
    judged = log(same, *((Kind.WITHDRAW, t) for t in targets), *((Kind.RESTORE, t) for t in order))
    assert judged.withdrawn == ()
    assert after(found, judged) == rows(found, [Decision(DecisionKind.SAME, Side("a", "O"), Side("a", "P"), "mara", None, "w")])


@LAW
@given(found=archives, more=readings("d"), data=st.data())
def test_withdrawals_do_not_depend_on_the_order_in_which_they_were_made(found: list[Reading], more: Reading, data: st.DataObject) -> None:
    everything = [*found, more]
    targets = [{"document": "d"}, *(claim_fields(r, i) for r in found for i in range(len(r.claims)))]
    some = data.draw(st.lists(st.sampled_from(targets), unique_by=str))
    first, second = (log(*((Kind.WITHDRAW, t) for t in order)) for order in (some, data.draw(st.permutations(some))))
    assert after(everything, first) == after(everything, second)
