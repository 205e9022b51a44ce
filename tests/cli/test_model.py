"""The commands with a language model, as typed: what they say before, during and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reading.language_model import scripted
from tests.reading.language_model.pretended import claim, claims, in_turn
from tests.reading.language_model.scripted import Scripted, fails, well
from variorum.shelf.outside import take

from .conftest import Run

TEXT = "Omar Hadi leads the Hill Front. Nadir Sama leads the Salt Wing.\n"


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted(well).running() as running:
        yield running


@pytest.fixture
def papers(run: Run, tmp_path: Path, server: Scripted) -> Path:
    """An archive of one document whose model is the scripted server."""
    run("new", tmp_path / "papers")
    (tmp_path / "hills.txt").write_text(TEXT, encoding="utf-8")
    run("add", tmp_path / "papers", tmp_path / "hills.txt")
    path = tmp_path / "papers" / "archive.toml"
    model = f'\n[model]\nendpoint = "{server.endpoint}"\nmodel = "pretended"\nprice_in = 1.0\nprice_out = 2.0\ntries = 1\n'
    path.write_text(path.read_text(encoding="utf-8").replace('"compact"', '"model"') + model, encoding="utf-8")
    return tmp_path / "papers"


def test_a_build_says_what_it_will_cost_what_it_did_and_asks_once(run: Run, papers: Path, server: Scripted) -> None:
    first = run("build", papers)
    assert first.exit_code == 0
    assert "1 document for the language model pretended: about 4 questions, " in first.stdout
    assert "1 with a language model" in first.stdout
    assert "Asked the language model: 4 questions, 400 tokens sent and 200 received, 0.00 EUR." in first.stdout
    assert "No document waits" in run("build", papers, "--estimate").stdout
    assert len(server.calls) == 4


def test_an_estimate_asks_and_builds_nothing(run: Run, papers: Path, server: Scripted) -> None:
    told = run("build", papers, "--estimate")
    assert (told.exit_code, server.calls) == (0, [])
    assert not (papers / "record.duckdb").exists()
    figures = json.loads(run("build", papers, "--estimate", "--json").stdout)
    assert (figures["documents"], figures["questions"], figures["currency"]) == (1, 4, "EUR")


def test_what_waits_is_said_with_the_reason_and_is_a_finding(run: Run, papers: Path, server: Scripted) -> None:
    server.script = [fails(401)]
    result = run("build", papers)
    assert result.exit_code == 1
    assert "1 wait for the language model and were read without it" in result.stdout
    assert "waiting: hills: the language model at " in result.stderr
    assert "lets nobody in: 401" in result.stderr


def test_a_budget_too_small_for_a_question_stops_before_it(run: Run, papers: Path, server: Scripted) -> None:
    assert "more than the budget" in run("build", papers, "--budget", "0.000001", "--estimate").stdout
    result = run("build", papers, "--budget", "0.000001", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["waiting"], found["refused"]) == (1, ["hills"], {})
    assert "does not allow for one more question" in found["asked"]["stopped"]
    assert (found["asked"]["questions"], list(found["asked"]["waiting"])) == (0, ["hills"])
    assert server.calls == []


def test_a_refusal_is_in_the_report_and_in_the_glance(run: Run, papers: Path, server: Scripted) -> None:
    server.script = [
        lambda h, b: well(h, b, claims=lambda m: {"claims": [{**claims(m)["claims"][0], "quote": "Omar Hadi ruled"}], "assessments": []})
    ]
    assert "Proposals refused: quote not in the text 1." in run("build", papers).stdout
    assert json.loads(run("glance", papers, "--json").stdout)["unread"]["proposal refused: quote not in the text"] == 1


def test_the_model_s_claims_are_marked_and_can_be_left_out(run: Run, papers: Path) -> None:
    run("build", papers)
    assert "(read by model)" in run("claims", papers, "--proposed-by", "model").stdout
    assert run("claims", papers, "--proposed-by", "compact").stdout == "0 claims\n"
    assert "Omar Hadi" in run("ask", papers, "who led the Hill Front?").stdout
    assert "proposed do not count" in run("ask", papers, "who led the Hill Front?", "--except-reader", "model").stdout
    assert run("state", papers, "the Hill Front", "--except-reader", "model", "--json").stdout.strip() == "[]"


def test_a_document_is_read_with_a_model_and_explained(run: Run, papers: Path, tmp_path: Path, server: Scripted) -> None:
    first = in_turn({"claims": [{**claim("1", "Omar Hadi", "Hill Front", 1), "quote": "he ruled"}], "assessments": []}, claims)
    server.script = [lambda h, b: well(h, b, claims=first)]
    named = ("--endpoint", server.endpoint, "--model", "pretended")
    shown = run("read", tmp_path / "hills.txt", "--reader", "model", *named, "--explain")
    assert shown.exit_code == 0
    assert "asked for: layers, names, claims, second look (5 questions)" in shown.stdout
    assert "Kept: 1 claims." in shown.stdout
    assert "mended m1: repaired" in shown.stdout
    assert "refused, new in a repair or a second look (claims)" in shown.stdout
    kept = run(
        "read", tmp_path / "hills.txt", "--reader", "both", "--from", papers, "--explain", "--json", "--html", tmp_path / "page.html"
    )
    found = json.loads(kept.stdout)
    assert found["explained"]["kept"] == 2
    assert {p["reader"] for p in found["proposals"]} == {"compact", "model"}
    assert "read by " in (tmp_path / "page.html").read_text(encoding="utf-8")
    calls = len(server.calls)
    server.script = [scripted.stops_in_the_middle]
    assert run("read", tmp_path / "hills.txt", "--reader", "model", "--from", papers).exit_code == 0  # the archive has kept the answers
    assert len(server.calls) == calls
    assert take(tmp_path / "hills.txt").text == TEXT


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--reader", "model"), "which language model?"),
        (("--reader", "model", "--endpoint", "http://127.0.0.1:9/v1"), "`model.model` is None"),
        (("--reader", "model", "--from", "PAPERS", "--model", "x"), "give one or the other"),
    ],
)
def test_a_model_that_is_not_named_is_an_error_in_words(
    run: Run, papers: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = run("read", tmp_path / "hills.txt", *(papers if o == "PAPERS" else o for o in options))
    assert result.exit_code in (1, 2)
    assert said in result.stderr


def test_an_archive_that_is_offline_is_built_and_nobody_is_asked(run: Run, papers: Path, server: Scripted) -> None:
    path = papers / "archive.toml"
    path.write_text("offline = true\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("build", papers)
    assert result.exit_code == 0
    assert "1 wait for the language model and were read without it" in result.stdout
    refused = run("read", papers.parent / "hills.txt", "--reader", "model", "--from", papers)
    assert "`offline = true` in archive.toml forbids to ask the model" in refused.stderr
    assert server.calls == []


def test_questions_and_answers_go_by_files(run: Run, papers: Path, tmp_path: Path, server: Scripted) -> None:
    told = run("export", papers, "--format", "prompts", "-o", tmp_path / "out")
    assert "1 question can be put now, for 1 document" in told.stdout
    assert "about 3 more can be put" in told.stdout
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / f"{'0' * 64}.txt").write_text("{}", encoding="utf-8")
    result = run("add", papers, "--responses", tmp_path / "answers")
    assert result.exit_code == 1
    assert "answers no question that this archive has now" in result.stderr
    assert result.stdout.startswith("  noticed: 0 answers taken; with questions left: 1 document")
    (tmp_path / "empty").mkdir()
    assert "no answers were found there" in run("add", papers, "--responses", tmp_path / "empty").stdout
    assert server.calls == []
