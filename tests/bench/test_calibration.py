"""The fit and the figures of calibration, on numbers that can be worked out by hand."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training" / "calibration"))

from fit import Notebook, Seen, as_yaml, corrected, regression

from calibration import before, in_order
from scoring.diagram import Panel, bins, drawn, expected_error
from variorum.reading.calibration.chance import Worth, from_fields
from variorum.yaml_data import from_yaml


def test_a_sign_is_worth_the_share_of_claims_that_show_it() -> None:
    rows = [{"a": 1.0}] * 100 + [{}] * 100
    right = [True] * 80 + [False] * 20 + [True] * 30 + [False] * 70
    worth = regression(rows, right, 0.001)
    assert (worth({"a": 1.0}), worth({})) == pytest.approx((0.8, 0.3), abs=0.005)
    assert regression(rows, right, 1e6)({"a": 1.0}) == pytest.approx(0.55, abs=0.01)  # held back, nothing is told apart


def test_the_network_is_corrected_where_it_was_too_sure() -> None:
    taught = Worth(2.0, {})  # 0.88
    claims = [Seen({"by network": 1.0}, n % 4 == 0) for n in range(200)] + [Seen({"by both": 1.0}, n % 10 != 0) for n in range(200)]
    found = corrected(taught, claims)
    assert (found({"by network": 1.0}), found({"by both": 1.0})) == pytest.approx((0.25, 0.9), abs=0.02)
    assert found({"by rule": 1.0}) == taught({"by rule": 1.0})


def test_what_is_written_is_read_back() -> None:
    worths = {"compact": Worth(-0.5, {"by both": 0.25, "rule's score": 1.0}, {"by both": (0.1, 0.9)}), "rules": Worth(0.0, {"long": -1.0})}
    assert {k: from_fields(v) for k, v in from_yaml(as_yaml(worths, ["w14"], ["w07"])).items()} == worths


def test_a_note_is_found_again_by_its_number() -> None:
    notes = Notebook()
    scores = [notes({"long": float(n)}) for n in range(3)]
    assert [notes.of(s) for s in scores] == [{"long": 0.0}, {"long": 1.0}, {"long": 2.0}]


@pytest.mark.parametrize(
    ("scores", "right", "error"),
    [
        ([0.5] * 20, [True, False] * 10, 0.0),
        ([0.9] * 20, [True, False] * 10, 0.4),
        ([0.1] * 10 + [0.9] * 10, [False] * 10 + [True] * 10, 0.1),
        ([], [], 0.0),
    ],
)
def test_the_expected_error(scores: list[float], right: list[bool], error: float) -> None:
    assert expected_error(list(zip(scores, right, strict=True)), 2) == pytest.approx(error)


def test_the_order_of_scores() -> None:
    assert in_order([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 0.875
    assert in_order([0.1], [True]) == 0.5


def test_the_score_before_was_the_better_of_both_up_to_a_limit() -> None:
    assert before({"by rule": 1.0, "rule's score": 0.0}) == 0.5
    assert before({"by both": 1.0, "rule's score": 3.0, "network's score, both": -4.0}) == 0.3
    assert before({"by network": 1.0, "network's score, network": 0.0}) == 0.5


def test_the_diagram_is_well_formed_and_has_a_point_for_every_bin() -> None:
    claims = [(n / 100, n / 100, n % 3 == 0) for n in range(100)]
    picture = ET.fromstring(drawn([Panel("rules & network", claims), Panel("rules", claims)]))
    points = picture.findall(".//{http://www.w3.org/2000/svg}circle")
    assert len(points) == 2 * 2 * 10 + 2  # two readers, before and after, ten bins; and two in the key
    found = bins([(s, r) for s, _, r in claims])
    assert [b.score for b in found] == sorted(b.score for b in found)
    assert all(b.low <= b.right <= b.high for b in found)


def test_claims_of_one_score_are_in_one_bin() -> None:
    """Else the right ones would stand above the wrong ones, at the same score."""
    scored = [(0.2, False)] * 20 + [(0.8, n % 2 == 0) for n in range(20)]
    assert [(b.count, b.score, b.right) for b in bins(scored)] == [(20, 0.2, 0.0), (20, 0.8, 0.5)]
