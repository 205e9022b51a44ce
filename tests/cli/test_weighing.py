"""Grading and weighing as a person types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run


@pytest.fixture
def own(archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive, so that its grades are its own."""
    return Path(shutil.copytree(archive, tmp_path / "a"))


def weighed(run: Run, *words: object) -> dict[str, Any]:
    found = json.loads(run("weigh", *words, "--json").stdout)
    assert isinstance(found, dict)
    return found


def test_without_a_dispute_they_are_listed_by_number(run: Run, archive: Path) -> None:
    assert run("weigh", archive).stdout.splitlines()[0] == "  1. Was the Wing under the Front?  (status)"
    assert json.loads(run("weigh", archive, "--json").stdout)[0]["number"] == 1


def test_a_grade_is_kept_listed_and_weighed(run: Run, own: Path) -> None:
    kept = run("grade", own, "--voice", "Nabil", "E", "--topic", "under", "--why", "a spokesman", "--by", "mara")
    assert kept.exit_code == 0 and "Nabil of d on under" in kept.stdout and "E (unreliable), by mara" in kept.stdout
    assert run("grade", own, "--claim", "d:c1", "2", "--why", "named and dated", "--by", "mara").exit_code == 0
    listed = json.loads(run("grades", own, "--json").stdout)
    assert [(v["voice"], [g["grade"] for g in v["grades"]]) for v in listed["voices"]] == [("Nabil", ["E"])]
    assert [(c["claim"]["claim"], [g["grade"] for g in c["grades"]]) for c in listed["claims"]] == [("c1", ["2"])]
    shown = run("grades", own).stdout
    assert "E (unreliable) on under (Was A under B?) - mara" in shown and "2 (probably true) - mara" in shown
    w = weighed(run, own, "1")
    assert w["flips"]["now"] == ["yes"]
    assert [c["grades_of_voice"][0]["grade"] for c in w["claims"] if c["position"] == "no"] == ["E"]
    assert weighed(run, own, "1", "--at-least", "any")["flips"]["now"] == ["yes", "no"]


def test_grades_survive_a_build_and_change_no_row_of_the_record(run: Run, own: Path) -> None:
    before = json.loads(run("claims", own, "--json").stdout)
    run("grade", own, "--voice", "Nabil", "E", "--why", "a spokesman", "--by", "mara")
    run("grade", own, "--claim", "d:c1", "2", "--why", "named and dated", "--by", "mara")
    graded = run("grades", own, "--json").stdout
    assert run("build", own, "--workers", 1).exit_code == 0
    assert run("grades", own, "--json").stdout == graded
    assert json.loads(run("claims", own, "--json").stdout) == before


def test_two_graders_who_differ_are_named_side_by_side(run: Run, own: Path) -> None:
    run("grade", own, "--voice", "Nabil", "B", "--why", "was there", "--by", "mara")
    second = run("grade", own, "--voice", "Nabil", "D", "--why", "was paid", "--by", "jo")
    assert "mara grades the same B (usually reliable): both stand, side by side." in second.stdout
    assert "Graders differ on Nabil of d: mara B (usually reliable); jo D (not usually reliable)" in run("grades", own).stdout
    assert weighed(run, own, "1")["flips"]["now"] == ["yes"]
    assert weighed(run, own, "1", "--graders", "one-will-do")["flips"]["now"] == ["yes", "no"]
    assert weighed(run, own, "1", "--grader", "mara")["flips"]["now"] == ["yes", "no"]


def test_a_weighing_reads_in_a_hundred_columns_and_shows_its_inputs(run: Run, own: Path) -> None:
    run("grade", own, "--voice", "Nabil", "D", "--why", "a spokesman", "--by", "mara")
    run("grade", own, "--voice", "Lena Hart", "B", "--why", "careful", "--by", "mara")
    shown = run("weigh", own, "wing under front").stdout
    assert max(map(len, shown.splitlines())) <= 100
    for words in (
        "Was the Wing under the Front?",
        "voice: D on all by mara; claim: not graded",
        "fails against",
        "With grades",
        "Without grades",
        "accepted whatever one prefers (grounded): 1",
        "h1 yes; h2 no; h3 neither",
        "only yes has claims that count",
        "if Nabil went from D (mara) to C: contested",
        "2 smallest ways, of 1 grade",
    ):
        assert words in shown


def test_a_cell_is_judged_by_its_row(run: Run, own: Path) -> None:
    judged = run("weigh", own, "1", "--cell", "2", "yes", "not applicable", "--why", "he spoke of 2009", "--by", "mara")
    assert judged.exit_code == 0 and "Kept as line 1" in judged.stderr
    assert "row 2, yes: not applicable by mara (computed: inconsistent" in judged.stdout
    assert weighed(run, own, "1")["matrix"]["evidence"][1]["cells"][0]["value"] == "not applicable"


def test_a_question_that_is_no_dispute_is_answered_above_the_bar(run: Run, own: Path) -> None:
    run("grade", own, "--voice", "Lena Hart", "C", "--why", "careful", "--by", "mara")
    w = weighed(run, own, "Did Omar Hadi lead the Front?")
    assert (w["status"], w["flips"]["flips"][0]["becomes"]) == ("held", "unknown")
    assert w["flips"]["flips"][0]["changes"][0]["to"] == "D"
    shown = run("weigh", own, "Did Omar Hadi lead the Front?").stdout
    assert "if Lena Hart went from C (mara) to D: unknown" in shown


BAD_INPUT = [
    # (what is typed after the archive, words of the message)
    (("grade", "B", "--why", "x"), "either --voice NAME or --claim"),
    (("grade", "B", "--why", "x", "--voice", "Nabil", "--claim", "d:c1"), "either --voice NAME or --claim"),
    (("grade", "2", "--why", "x", "--claim", "d:c1", "--topic", "under"), "--topic goes with --voice"),
    (("grade", "G", "--why", "x", "--voice", "Nabil"), "completely reliable"),
    (("grade", "B", "--why", "x", "--voice", "Nobody Known"), "Nobody and nothing in the record is called"),
    (("grade", "B", "--why", "x", "--voice", "Nabil", "--topic", "weather"), "is no topic"),
    (("grade", "1", "--why", "x", "--claim", "d:c99"), "no claim 'c99'"),
    (("grade", "B", "--why", " ", "--voice", "Nabil"), "needs its reason"),
    (("weigh", "7"), "there is no dispute 7"),
    (("weigh", "the sea"), "no dispute asks"),
    (("weigh", "1", "--at-least", "F"), "no bar"),
    (("weigh", "1", "--at-least", "7"), "is no grade of a voice"),
    (("weigh", "1", "--claims-at-least", "B"), "is no grade of a claim"),
    (("weigh", "1", "--cell", "2", "yes", "consistent"), "needs its reason"),
    (("weigh", "1", "--cell", "x", "yes", "consistent", "--why", "y"), "is no row"),
]


@pytest.mark.parametrize(("words", "message"), BAD_INPUT, ids=[" ".join(b[0]) for b in BAD_INPUT])
def test_bad_input_is_answered_in_words(run: Run, own: Path, words: tuple[str, ...], message: str) -> None:
    result = run(words[0], own, *words[1:])
    assert result.exit_code == 2 and message in result.stderr and "Traceback" not in result.stderr
    assert not (own / "decisions.jsonl").exists()
