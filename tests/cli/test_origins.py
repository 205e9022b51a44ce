"""``variorum origins`` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run


def test_the_roots_are_drawn_as_a_tree_with_the_claim_asked_about(run: Run, archive: Path) -> None:
    result = run("origins", archive, "d:c3")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:3] == ["the Wing was not part of the Front  1 claim", "1 independent root", "Nabil  names nobody from whom it is had"]
    assert "└── Lena Hart has it from Nabil (d:c3)" in lines[3]
    assert "“the Wing was ever part of the Front”  [d:c3]  ← asked about" in lines[4]


def test_json_gives_roots_paths_and_the_claims_themselves(run: Run, archive: Path) -> None:
    found = json.loads(run("origins", archive, "d:c3", "--json").stdout)
    assert (found["independent"], found["at_most"]) == (1, 1)
    assert [r["root"] for r in found["roots"]] == ["Nabil"]
    assert found["paths"][0]["steps"][0]["kind"] == "reports"
    assert found["claim"] == found["claims"][0]["id"] == found["roots"][0]["claims"][0]
    again = json.loads(run("origins", archive, found["claim"], "--json").stdout)
    assert again == found


@pytest.mark.parametrize("wanted", ["d:c99", "nowhere:c1", "c1", "0123456789abcdef"])
def test_no_such_claim_is_wrong_usage_and_says_what_there_is(run: Run, archive: Path, wanted: str) -> None:
    result = run("origins", archive, wanted)
    assert result.exit_code == 2
    assert "claim" in result.stderr or "document" in result.stderr
