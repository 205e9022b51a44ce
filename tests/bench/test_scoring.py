"""The scorer of the passages: what is right, what is not, and that it counts as the other scorer of the same guide does."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Alike, described, differences, figures, fold, intervals, one_to_one, tally

PASSAGES = Path(__file__).resolve().parents[2] / "training" / "passages"
TEXT = "Nadir Tal joined the Salt Road Union in May 2004, said the widow."
ENTITIES = {
    "tal": {"type": "person", "names": [{"text": "Nadir Tal", "kind": "legal"}]},
    "union": {"type": "organisation", "names": ["the Salt-Road Union"]},
    "widow": {"type": "person", "names": ["the widow"]},
}


def claim(**changed: Any) -> dict[str, Any]:
    c = {
        "id": "c1", "predicate": "member_of", "subject": "tal", "object": "union", "args": {}, "when": "2004-05", "polarity": "affirmed",
        "certainty": "certain", "voices": [{"voice": "@author", "act": "asserts"}, {"voice": "widow", "act": "asserts"}],
        "start": 0, "end": 35, "quote": TEXT[:35],
    } | changed  # fmt: skip
    return c if "quote" in changed else {**c, "quote": TEXT[c["start"] : c["end"]]}


def annotation(*claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"document": {"guide": 2}, "entities": ENTITIES, "claims": list(claims), "layers": [], "dates": []} | more


@pytest.mark.parametrize(
    ("changed", "right", "linked"),
    [
        ({}, True, True),
        ({"start": 10, "end": 20}, True, True),  # other words of the same place
        ({"subject": "union", "object": "tal"}, False, True),  # the wrong way round
        ({"predicate": "leads"}, False, True),
        ({"object": None}, False, False),
        ({"quote": "Nadir Tal left"}, False, False),  # not what stands there
        ({"predicate": "alias", "args": {"name": "the widow"}}, False, False),
    ],
)
def test_a_claim_is_right_when_predicate_ends_and_place_are(changed: dict[str, Any], right: bool, linked: bool) -> None:
    count = tally(annotation(claim()), annotation(claim(**changed)), TEXT)
    assert (count["claims.right"], count["links.right"], count["claims.found"]) == (right, linked, 1)


@pytest.mark.parametrize(
    ("chain", "last", "whole"),
    [
        (["@author", "widow"], 1, 1),
        (["@translator", "widow"], 1, 1),  # whoever writes is one voice
        (["widow"], 1, 0),
        (["@author"], 0, 0),
    ],
)
def test_chains_are_the_same_voice_by_voice(chain: list[str], last: int, whole: int) -> None:
    found = claim(voices=[{"voice": v, "act": "asserts"} for v in chain])
    count = tally(annotation(claim()), annotation(found), TEXT)
    assert (count["last voice"], count["chain"], count["nested.right"]) == (last, whole, whole)


def test_what_is_marginal_neither_helps_nor_hurts() -> None:
    count = tally(annotation(claim(), marginal=["c1"]), annotation(claim()), TEXT)
    assert (count["claims.gold"], count["claims.found"], count["claims.right"]) == (0, 0, 0)


def test_what_the_first_guide_could_not_say_is_no_fault_there() -> None:
    found = annotation(claim(predicate="commands"))
    assert tally(annotation(document={"guide": 1}), found, TEXT)["claims.found"] == 0
    assert tally(annotation(), found, TEXT)["claims.found"] == 1


def test_of_an_annotation_held_against_itself_everything_is_right() -> None:
    for d in json.loads((PASSAGES / "p01.json").read_text(encoding="utf-8"))["documents"]:
        for key, entity in described(d)["entities"].items():  # whoever has nothing but pronouns can be nobody's finding
            entity["names"].append(f"key {key}")
        found = figures(tally(d, {**d, "claims": [c for c in d["claims"] if c["id"] not in d["marginal"]]}, d["text"]))
        assert found["claims"] == found["layers"] == found["dates"] == found["chain"] == 1.0


@pytest.mark.shared
def test_both_scorers_of_the_guide_count_the_same(shared: Path) -> None:
    """On 24 passages that two people annotated: two programs that were written apart."""
    spec = importlib.util.spec_from_file_location("other_scorer", shared / "tools" / "score.py")
    assert spec and spec.loader
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    again = {d["document"]["id"]: d for d in json.loads((PASSAGES / "second" / "second.json").read_text(encoding="utf-8"))["documents"]}
    ours, theirs = Counter[str](), Counter[str]()
    for book in sorted({i.split("-")[0] for i in again}):
        for d in json.loads((PASSAGES / f"{book}.json").read_text(encoding="utf-8"))["documents"]:
            d["document"]["guide"] = 2  # which the other does not take for granted
            if found := again.get(d["document"]["id"]):
                ours.update(tally(d, found, d["text"]))
                other.score_document(d, found, d["text"], theirs, [], "")
    r, f = other.report(theirs), figures(ours)
    same = {k: r[k]["F1"] for k in ("claims", "links", "entities", "dates")} | {"layers": r["layers"]["right"]}
    told = {"last voice": "last_voice", "chain": "chain", "nested": "chain_if_nested", "dated": "when_if_dated", "polarity": "polarity"}
    same |= {k: r["on_right_claims"][v] for k, v in told.items()}
    assert {k: round(f[k] or 0, 4) for k in same} == same


@given(st.lists(st.integers(0, 9), max_size=8), st.lists(st.integers(0, 9), max_size=8))
@settings(max_examples=50)
def test_pairs_are_as_many_as_can_be(a: list[int], b: list[int]) -> None:
    """Against an oracle: on a line, to take neighbours in order is best."""
    pairs = one_to_one(a, b, lambda x, y: abs(x - y) <= 1, lambda x, y: abs(x - y))
    rest, most = sorted(b), 0
    for x in sorted(a):
        hit = next((y for y in rest if abs(x - y) <= 1), None)
        if hit is not None:
            rest.remove(hit)
            most += 1
    assert len(pairs) == most and all(abs(x - y) <= 1 for x, y in pairs)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=9))
@settings(max_examples=20)
def test_intervals_hold_what_they_are_drawn_from(parts: list[tuple[int, int]]) -> None:
    tallies = [{"claims.right": min(p), "claims.found": max(p), "claims.gold": max(p)} for p in parts]

    shares = [min(p) / max(p) for p in parts if max(p)]
    found = intervals(tallies, figures, draws=50)
    assert found == intervals(tallies, figures, draws=50)
    precision = found["claims P"]
    assert precision is None or min(shares) - 1e-9 <= precision[0] <= precision[1] <= max(shares) + 1e-9
    assert differences(tallies, tallies, figures, draws=50)["claims P"] in ((0.0, 0.0), None)


def test_a_difference_is_of_the_same_documents() -> None:
    with pytest.raises(ValueError, match="2 and 1 documents"):
        differences([{}, {}], [{}], figures)
    better = [{"claims.right": n + 1, "claims.found": 4, "claims.gold": 4} for n in range(3)]
    worse = [{**t, "claims.right": t["claims.right"] - 1} for t in better]
    assert differences(worse, better, figures, draws=50)["claims"] == pytest.approx((0.25, 0.25))  # in every document one more of four


@pytest.mark.parametrize(("a", "b"), [("Abū ʿUmar", "abu umar"), ("the Free-Hills Front", "Free Hills Front"), ("al-Bayan", "Bayan")])
def test_names_fold_alike(a: str, b: str) -> None:
    assert fold(a) == fold(b)
    assert Alike({"x": {"names": [a]}}, {"y": {"names": [b]}}).same("x", "y")
