"""`compare` as typed: both sides with their quotes, its JSON, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import TEXT, Run


def compared(run: Run, archive: Path, *words: str) -> Any:
    result = run("compare", archive, *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_line_has_both_sides_with_their_words(run: Run, archive: Path) -> None:
    out = run("compare", archive, "the Wing", "--according-to", "Lena Hart", "--against", "Nabil").stdout
    assert "Nabil denies it" in out
    assert "“The Wing was part of the Front in 2007”" in out
    assert "“the Wing was ever part of the Front”" in out


def test_json_names_holder_and_other_and_quotes_exactly(run: Run, archive: Path) -> None:
    found = compared(run, archive, "the Army", "--according-to", "Nabil", "--against", "Lena Hart", "--on", "2011")
    d, lives = found["differences"]
    assert (d["state"], d["held_by"], d["other"]) == ("part_of", "against", "denies it")
    assert (lives["state"], lives["held_by"], lives["other"]) == ("exists", "against", "omits it")
    assert (d["according_to"]["when"], d["against"]["when"]) == ("", "2007-01-01 .. ")
    claims = [c for side in ("according_to", "against") for part in d[side]["claims"].values() for c in part]
    assert [TEXT[c["start"] : c["end"]] for c in claims] == [c["quote"] for c in claims]
    assert {c["claim"] for c in claims} == {"c1", "c3"}
    assert all("by lineage" in c["via"] for c in claims)


def test_who_says_nothing_is_named(run: Run, archive: Path) -> None:
    found = compared(run, archive, "Omar Hadi", "--according-to", "Lena Hart", "--against", "Nabil")
    assert found["notes"] == ["Nabil says nothing of Omar Hadi."]
    assert [(d["state"], d["other"]) for d in found["differences"]] == [("leads", "omits it")]


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("Nabil", "Nabil", "on both sides stands Nabil"),
        ("Nabil", "Omar Hadi", "no claim of the record is made by Omar Hadi"),
        ("Nabil", "Nobody Known", "Nobody and nothing in the record is called"),
    ],
)
def test_what_cannot_be_compared_is_said(run: Run, archive: Path, a: str, b: str, says: str) -> None:
    result = run("compare", archive, "the Wing", "--according-to", a, "--against", b)
    assert result.exit_code == 2
    assert says in result.stderr
