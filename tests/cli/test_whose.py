"""Whose claims count, as typed after `state`, `timeline` and `disputes`, and as given to the façade."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from variorum.archive import Archive
from variorum.asking.whose import Whose

from .conftest import TEXT, Run, annotation


@pytest.fixture(scope="module")
def graded(run: Run, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive with Nabil graded D, and one claim of Lena Hart's graded 5."""
    folder = tmp_path_factory.mktemp("graded") / "a"
    shutil.copytree(archive, folder)
    assert run("grade", folder, "D", "--voice", "Nabil", "--why", "a spokesman", "--by", "me").exit_code == 0
    assert run("grade", folder, "5", "--claim", "d:c1", "--why", "a slip", "--by", "me").exit_code == 0
    return folder


def found(run: Run, archive: Path, *words: str) -> Any:
    result = run(words[0], archive, *words[1:], "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def noted(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lena Hart tells what Nabil denies without a word on it; she notes that Omar Hadi did not lead the Front."""
    folder = tmp_path_factory.mktemp("noted")
    (folder / "in").mkdir()
    (folder / "in" / "d.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "d.meta.toml").write_text('author = "Lena Hart"\npublished = "2012"\n')
    whole = annotation(TEXT)
    at = TEXT.index("In May 2010")
    note = {"claim": "c2", "stance": "disputes", "voice": "@author", "start": at, "end": at + 6, "quote": TEXT[at : at + 6]}
    without = {**whole, "claims": [c for c in whole["claims"] if c["id"] != "c1"], "assessments": [note]}
    (folder / "d.json").write_text(json.dumps(without), encoding="utf-8")
    for words in (("new",), ("add", folder / "in", "--annotations", folder / "d.json"), ("build", "--workers", 1)):
        assert run(words[0], folder / "a", *words[1:]).exit_code == 0
    return folder / "a"


def test_what_is_passed_on_without_comment_may_be_endorsed(run: Run, noted: Path) -> None:
    def statuses(*words: str) -> list[str]:
        return [s["status"] for s in found(run, noted, "state", "the Wing", *words) if s["state"] == "part_of"]

    assert statuses(*LENA) == []
    assert statuses(*LENA, "--endorse-quoted") == ["denied"]
    assert statuses(*LENA, "--endorse-quoted", "--except", "Nabil") == []
    question = "was the Wing part of the Front according to Lena Hart"
    assert found(run, noted, "ask", question)["status"] == "unknown"
    answer = found(run, noted, "ask", question, "--endorse-quoted")
    assert answer["status"] == "denied"
    assert "What a voice passes on without comment counts as endorsed by it." in answer["notes"]


def test_a_note_may_override_the_text(run: Run, noted: Path) -> None:
    assert [c["claim"] for c in found(run, noted, "timeline", "Omar Hadi")] == ["c2"]
    assert found(run, noted, "timeline", "Omar Hadi", "--notes-override") == []
    assert len(found(run, noted, "timeline", "Omar Hadi", "--notes-override", "--except", "Nabil")) == 0
    assert "without what notes dispute" in run("state", noted, "the Wing", "--notes-override").stdout
    assert found(run, noted, "ask", "who led the Front")["status"] == "held"
    assert found(run, noted, "ask", "who led the Front", "--notes-override")["status"] == "unknown"


LENA, NABIL = ("--according-to", "Lena Hart"), ("--according-to", "Nabil")
STATUS: list[tuple[tuple[str, ...], list[str]]] = [
    ((), ["contested"]),
    (LENA, ["held"]),
    (NABIL, ["denied"]),
    ((*LENA, *NABIL), ["contested"]),
    (("--except", "Nabil"), ["held"]),
    (("--except", "Lena Hart", "--except", "Nabil"), []),
    (("--as-reported-by", "Lena Hart"), ["denied"]),  # what she tells of others; her own word is none of it
    (("--as-reported-by", "Nabil"), []),
    (("--at-least", "C"), ["held"]),
    (("--at-least", "D"), ["contested"]),
    (("--claims-at-least", "4"), ["denied"]),
    (("--at-least", "C", "--claims-at-least", "4"), []),
    (("--at-least", "d", *NABIL), ["denied"]),
]


@pytest.mark.parametrize(("words", "status"), STATUS, ids=[" ".join(w) or "everyone" for w, _ in STATUS])
def test_state(run: Run, graded: Path, words: tuple[str, ...], status: list[str]) -> None:
    states = found(run, graded, "state", "the Wing", "--on", "2007", *words)
    assert [s["status"] for s in states if s["state"] == "part_of"] == status


def test_timeline_and_disputes_take_the_same(run: Run, graded: Path) -> None:
    assert [c["claim"] for c in found(run, graded, "timeline", "the Wing", "--except", "Nabil")] == ["c1", "c4"]
    assert [c["claim"] for c in found(run, graded, "timeline", "the Wing", "--as-reported-by", "Lena Hart")] == ["c3"]
    assert [c["claim"] for c in found(run, graded, "timeline", "the Wing", "--claims-at-least", "4")] == ["c4", "c3"]
    assert len(found(run, graded, "disputes")) == 1
    for words in (("--except", "Nabil"), ("--at-least", "C"), ("--claims-at-least", "4"), ("--as-reported-by", "Lena Hart")):
        assert found(run, graded, "disputes", *words) == []


QUESTION = "was the Wing part of the Front on 2007"


@pytest.mark.parametrize(
    ("question", "words", "status"),
    [
        (QUESTION, LENA, "held"),
        (f"{QUESTION} according to Nabil", (), "denied"),
        (f"{QUESTION} according to Nabil", LENA, "contested"),  # both that the question names and that the option does
        (QUESTION, ("--at-least", "C"), "held"),
        (QUESTION, ("--claims-at-least", "4"), "denied"),
        (QUESTION, ("--as-reported-by", "Lena Hart", "--except", "Nabil"), "unknown"),
    ],
    ids=str,
)
def test_a_question_takes_the_same(run: Run, graded: Path, question: str, words: tuple[str, ...], status: str) -> None:
    answer = found(run, graded, "ask", question, *words)
    assert answer["status"] == status
    if "--at-least" in words:
        assert any("voices graded C or better" in note for note in answer["notes"])


def test_a_question_and_an_option_may_contradict_each_other(run: Run, graded: Path) -> None:
    result = run("ask", graded, f"{QUESTION} according to Nabil", "--except", "Nabil")
    assert result.exit_code == 2
    assert "both asked for and left out" in result.stderr


def test_a_comparison_takes_what_is_no_voice(run: Run, graded: Path) -> None:
    sides = ("compare", "the Wing", "--according-to", "Lena Hart", "--against", "Nabil")

    def held_by_her(*words: str) -> list[str]:
        return [d["state"] for d in found(run, graded, *sides, *words)["differences"] if d["held_by"] == "according_to"]

    assert "part_of" in held_by_her()
    assert "part_of" not in held_by_her("--claims-at-least", "4")
    refused = run(sides[0], graded, *sides[1:], "--at-least", "C")
    assert (refused.exit_code, "no voice of those asked for (Nabil)" in refused.stderr) == (2, True)


def test_people_see_whose_claims_count(run: Run, graded: Path) -> None:
    for command in ("state", "timeline", "disputes"):
        assert "except Nabil, voices graded B or better" in run(command, graded, "the Wing", "--except", "Nabil", "--at-least", "B").stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--except", "Nobody Known"), "Nobody and nothing in the record is called"),
        (("--except", "Nabil", *NABIL), "Nabil is both asked for and left out"),
        (("--at-least", "X"), "'X' is no grade of a voice"),
        (("--at-least", "F"), "no bar"),
        (("--claims-at-least", "C"), "'C' is no grade of a claim"),
        (("--at-least", "C", *NABIL), "no voice of those asked for (Nabil) is graded well enough"),
    ],
)
def test_what_names_nobody_is_said(run: Run, graded: Path, words: tuple[str, ...], says: str) -> None:
    result = run("state", graded, "the Wing", *words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_the_facade_takes_names_alone_or_more(graded: Path) -> None:
    a = Archive.open(graded)
    assert a.state("the Wing", "2007", ["Nabil"]) == a.state("the Wing", "2007", whose=Whose(according_to=("Nabil",)))
    assert a.timeline("the Wing", ["Lena Hart"], whose=Whose(claims_at_least="4")) == a.timeline(
        "the Army", whose=Whose(("Lena Hart",), claims_at_least="4")
    )
