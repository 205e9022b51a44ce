"""withdraw, restore, diff and --as-known-on, as typed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from variorum.shelf import custody, judgements

from .conftest import TEXT, Run, annotation

OTHER = TEXT + "A second copy."


def as_json(run: Run, *words: object) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock by which the logs are written."""

    def set_clock(day: str) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)

        monkeypatch.setattr(custody, "datetime", Clock)
        monkeypatch.setattr(judgements, "datetime", Clock)

    return set_clock


@pytest.fixture
def own(archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive that a test may change."""
    return Path(shutil.copytree(archive, tmp_path / "own"))


@pytest.fixture
def grown(run: Run, tmp_path: Path, on: Callable[[str], None]) -> Path:
    """2021-01: the document d with a person's reading; 2021-02: e, by another author, who affirms what is denied in d."""
    claims = [c for c in annotation(OTHER)["claims"] if c["id"] in ("c1", "c2")]
    readings = {"d": (TEXT, annotation(TEXT)), "e": (OTHER, annotation(OTHER, claims=claims))}
    run("new", tmp_path / "g")
    for month, (name, (text, raw)) in enumerate(readings.items(), 1):
        on(f"2021-{month:02}-15")
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        author = {"d": "Lena Hart", "e": "Tomas Brandt"}[name]
        (tmp_path / f"{name}.meta.toml").write_text(f'author = "{author}"\n')
        raw["document"].update(author=author, id=name)
        (tmp_path / f"{name}.json").write_text(json.dumps(raw), encoding="utf-8")
        assert run("add", tmp_path / "g", tmp_path / f"{name}.txt", "--annotations", tmp_path / f"{name}.json").exit_code == 0
    for body in ("the Wing", "the Front"):  # one word each, which identity does not join by itself
        assert run("decide", tmp_path / "g", "same", f"d:{body}", f"e:{body}", "--why", "the same war").exit_code == 0
    assert run("build", tmp_path / "g", "--workers", 1).exit_code == 0
    return tmp_path / "g"


STATUS = ("was the Wing part of the Front in 2007",)


def test_a_withdrawn_claim_changes_the_answer_from_the_next_build_and_comes_back(run: Run, own: Path) -> None:
    first = as_json(run, "ask", own, *STATUS)
    tried = as_json(run, "withdraw", own, "--claim", "d:c3", "--why", "misread", "--dry-run")
    assert (tried["line"], (own / "decisions.jsonl").exists()) == (None, False)
    assert [(a["sentence"], a["before"]["status"], a["after"]["status"]) for a in tried["answers"]] == [
        ("the Wing was part of the Front", "contested", "held")
    ]
    assert [c["claim"] for c in tried["claims"]["gone"]] == ["c3"]
    assert [d["question"] for d in tried["disputes"]["closed"]] == ["Was the Wing under the Front?"]
    done = as_json(run, "withdraw", own, "--claim", "d:c3", "--why", "misread", "--by", "mara")
    assert {**done, "line": None} == tried
    assert as_json(run, "ask", own, *STATUS)["status"] == first["status"] == "contested", "it counts from the next build"
    assert "Withdrawn: the claim" in run("build", own).stdout
    assert as_json(run, "ask", own, *STATUS)["status"] == "held"
    back = as_json(run, "restore", own, "--claim", "d:c3", "--why", "read again")
    assert (back["line"], [c["claim"] for c in back["claims"]["new"]]) == (2, ["c3"])
    run("build", own)
    assert as_json(run, "ask", own, *STATUS) == first


def test_a_claim_may_be_named_by_the_id_that_every_command_prints(run: Run, own: Path) -> None:
    (claim,) = as_json(run, "claims", own, "--polarity", "denied")
    assert as_json(run, "withdraw", own, "--claim", claim["id"], "--why", "x")["target"]["claim"]["id"] == claim["id"]
    assert run("restore", own, "--claim", claim["id"], "--why", "x").exit_code == 0


def test_a_withdrawn_voice_leaves_what_it_passes_on(run: Run, own: Path) -> None:
    found = as_json(run, "withdraw", own, "--voice", "Lena Hart", "--why", "invents", "--dry-run")
    assert sorted(c["claim"] for c in found["claims"]["gone"]) == ["c1", "c2", "c4"]
    assert found["notes"] == [
        "Passed on by Lena Hart and left standing: 1 claim of others; what others commit to is theirs. "
        "To take these out too, withdraw the documents that pass them on."
    ]
    out = run("withdraw", own, "--voice", "Lena Hart", "--why", "invents").stdout
    assert "Kept as line 1 of decisions.jsonl; it counts from the next build." in out
    run("build", own)
    assert [c["claim"] for c in as_json(run, "claims", own)] == ["c3"]
    assert run("restore", own, "--voice", "Lena Hart", "--why", "does not").exit_code == 0


def test_a_withdrawn_link_parts_the_two(run: Run, grown: Path) -> None:
    found = as_json(run, "withdraw", grown, "--link", "d:Omar Hadi", "e:OMAR", "--why", "father and son")
    assert [(p["label"], len(p["into"])) for p in found["parted"]] == [("Omar Hadi", 2)]
    assert found["target"] == {"link": [{"document": "d", "name": "Omar Hadi"}, {"document": "e", "key": "OMAR"}]}
    run("build", grown)
    assert as_json(run, "entity", grown, "Omar Hadi")["claims"] == {"leads": 1}
    assert run("restore", grown, "--link", "e:OMAR", "d:Omar Hadi", "--why", "one man").exit_code == 0
    run("build", grown)
    assert as_json(run, "entity", grown, "Omar Hadi")["claims"] == {"leads": 2}


def test_all_documents_may_be_withdrawn(run: Run, own: Path) -> None:
    found = as_json(run, "withdraw", own, "--document", "d", "--why", "forged")
    assert (found["documents"]["gone"], len(found["claims"]["gone"])) == (["d"], 4)
    assert run("build", own).exit_code == 0
    assert as_json(run, "claims", own) == []
    assert run("restore", own, "--document", "d", "--why", "genuine").exit_code == 0


WRONG = [
    (["withdraw"], "expected exactly one of a document, a claim, a link (two entities) and a voice"),
    (["withdraw", "--document", "d", "--voice", "Nabil"], "expected exactly one of"),
    (["withdraw", "--document", "nowhere"], "the record has no document 'nowhere'; it has d"),
    (["withdraw", "--claim", "c1"], "'c1' names no claim; expected DOCUMENT:ID"),
    (["withdraw", "--claim", "d:c99"], "the record has no claim d:c99"),
    (["withdraw", "--claim", "00000000000000ff"], "the record has no claim 00000000000000ff"),
    (["withdraw", "--link", "d:Omar Hadi", "d:the Wing"], "are not one in the record"),
    (["withdraw", "--link", "d:Omar Hadi", "Omar"], "'Omar' names no entity"),
    (["withdraw", "--link", "d:Omar Hadi", "d:Nobody"], "nobody in d is called 'Nobody'"),
    (["withdraw", "--link", "d:Omar Hadi", "x:Nobody"], "the record has no document 'x'"),
    (["withdraw", "--voice", "Nobody Known"], "Nobody and nothing in the record is called"),
    (["withdraw", "--voice", "the Front"], "the Front commits to no claim and judges none"),
    (["restore", "--document", "d"], "the document d is not withdrawn. Nothing is withdrawn"),
]


@pytest.mark.parametrize(("words", "says"), WRONG, ids=lambda w: " ".join(w) if isinstance(w, list) else "")
def test_what_cannot_be_withdrawn_is_answered_in_words_and_nothing_is_kept(run: Run, own: Path, words: list[str], says: str) -> None:
    result = run(words[0], own, *words[1:], "--why", "x")
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (own / "decisions.jsonl").exists()


def test_nothing_is_withdrawn_twice_and_restoring_names_what_is_withdrawn(run: Run, own: Path) -> None:
    targets = [["--claim", "d:c3"], ["--voice", "Lena Hart"], ["--document", "d"]]
    for n, target in enumerate(targets, 1):
        assert run("withdraw", own, *target, "--why", "misread", "--by", "mara").exit_code == 0
        again = run("withdraw", own, *target, "--why", "x")
        assert again.exit_code == 2
        assert f"is withdrawn already, by line {n} of decisions.jsonl (mara: misread)" in again.stderr
    result = run("restore", own, "--claim", "d:c2", "--why", "x")
    assert result.exit_code == 2
    assert "is not withdrawn. Withdrawn are: the claim" in result.stderr
    assert "the voice Lena Hart (line 2); the document d (line 3)" in result.stderr


def test_as_known_on_a_day(run: Run, grown: Path) -> None:
    def voices(*words: str) -> list[str]:
        return sorted({v for s in as_json(run, "ask", grown, *STATUS, *words)["sides"] for v in s["voices"]})

    assert voices() == voices("--as-known-on", "2021-02") == voices("--as-known-on", "now") == ["Lena Hart", "Nabil", "Tomas Brandt"]
    assert voices("--as-known-on", "2021-01") == ["Lena Hart", "Nabil"]
    assert len(as_json(run, "state", grown, "the Front", "--as-known-on", "2021-01")[0]["for"]) == 1
    assert len(as_json(run, "timeline", grown, "the Wing", "--as-known-on", "2021-01")) == 3
    (dispute,) = as_json(run, "disputes", grown, "--as-known-on", "2021-01")
    assert [len(s["claims"]) for s in dispute["sides"]] == [1, 1]


def test_diff_shows_what_came_between_two_days(run: Run, grown: Path, on: Callable[[str], None]) -> None:
    found = as_json(run, "diff", grown, "2021-01", "2021-02")
    assert found["documents"] == {"new": ["e"], "gone": []}
    assert sorted(c["claim"] for c in found["claims"]["new"]) == ["c1", "c2"]
    assert found["answers"] == []
    assert {a["state"] for a in found["unmoved"]} == {"leads", "part_of"}
    assert [len(s["claims"]) for s in found["disputes"]["changed"][0]["after"]["sides"]] == [2, 1]
    on("2021-03-15")
    run("withdraw", grown, "--claim", "d:c3", "--why", "misread")
    shown = run("diff", grown, "2021-02", "2021-03").stdout
    assert "◐ contested → ● held  the Wing was part of the Front" in shown
    assert shown.index("Answers changed: 1") < shown.index("Disputes closed: 1") < shown.index("Claims gone: 1")
    assert "Nothing differs." in run("diff", grown, "2021-02", "built").stdout
    assert as_json(run, "diff", grown, "built", "now")["answers"][0]["after"]["status"] == "held"
    assert run("diff", grown, "2021-03", "2022").stdout.endswith("Nothing differs.\n")


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("2021-02", "2021-01", "2021-02 is later than 2021-01; expected the earlier moment first"),
        ("2020", "2021-01", "the archive held no document by 2020: its first document came in on 2021-01-15T12:00:00Z"),
        ("soon", "now", "'soon' names no moment in the life of an archive; expected a day, month or year"),
        ("2021-01", "2921", "'2921' has not come yet"),
    ],
)
def test_moments_that_cannot_be_compared_are_answered_in_words(run: Run, grown: Path, a: str, b: str, says: str) -> None:
    result = run("diff", grown, a, b)
    assert (result.exit_code, says in result.stderr) == (2, True), result.stderr
    if b == "2021-01" and a != "2021-02":
        assert run("ask", grown, *STATUS, "--as-known-on", a).exit_code == 2
