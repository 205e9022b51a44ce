"""Every command, as typed: what it prints, its JSON, its exit code."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.invented_lists import OFAC, OFAC_ADVANCED, UN

from .conftest import TEXT, Run, annotation


def as_json(run: Run, *words: object) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_ask_shows_status_sides_and_quotes(run: Run, archive: Path) -> None:
    out = run("ask", archive, "was the Wing part of the Front in 2007?").stdout
    assert "contested" in out
    assert "“The Wing was part of the Front in 2007”" in out
    assert "Lena Hart reports > Nabil denies" in out


QUESTIONS = [
    ("was the Wing part of the Front in 2007", "contested"),
    ("was the Wing part of the Front in 2007 according to Lena Hart", "held"),
    ("was the Wing part of the Front in 2007 according to Nabil", "denied"),
    ("was the Wing part of the Front in 2007 except Nabil", "held"),
    ("was the Wing part of the Front in 1999 except Nabil", "unknown"),
    ("was the Army part of the Front in 2011 except Nabil", "held"),  # by lineage
    ("who led the Front", "held"),
    ("who led the Front in 2009", "possible"),
    ("when did the Wing become the Army", "held"),
    ("what did the Wing become", "held"),
]


@pytest.mark.parametrize(("question", "status"), QUESTIONS, ids=[q for q, _ in QUESTIONS])
def test_answers(run: Run, archive: Path, question: str, status: str) -> None:
    assert as_json(run, "ask", archive, question)["status"] == status


def test_when_gives_the_date_and_the_claim_its_exact_words(run: Run, archive: Path) -> None:
    (item,) = as_json(run, "ask", archive, "when did the Wing become the Army")["answers"]
    (claim,) = item["sides"][0]["claims"]
    assert item["when"] == "2010-05"
    assert TEXT[claim["start"] : claim["end"]] == claim["quote"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ask", "how do I get there"], "Questions look like"),
        (["ask", "who led the Frnt"], "the Front"),
        (["state", "Nobody Known"], "Nobody and nothing in the record is called"),
        (["state", "the Wing", "--on", "20071"], "EDTF"),
        (["claims", "--predicate", "leeds"], "no predicate"),
    ],
    ids=lambda w: " ".join(w) if isinstance(w, list) else "",
)
def test_questions_that_cannot_be_answered_say_what_could(run: Run, archive: Path, words: list[str], says: str) -> None:
    result = run(words[0], archive, *words[1:])
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_state_on_a_date(run: Run, archive: Path) -> None:
    states = as_json(run, "state", archive, "the Wing", "--on", "2007")
    assert [(s["state"], s["status"]) for s in states] == [("part_of", "contested")]
    assert as_json(run, "state", archive, "the Wing", "--on", "2007", "--according-to", "Lena Hart")[0]["status"] == "held"


def test_timeline_runs_through_the_lineage(run: Run, archive: Path) -> None:
    assert [c["claim"] for c in as_json(run, "timeline", archive, "the Army")] == ["c1", "c4", "c3"]


def test_timeline_says_by_what_a_claim_is_dated_more_closely_than_it_says(run: Run, archive: Path) -> None:
    (led,) = as_json(run, "timeline", archive, "Omar Hadi")
    assert led["bounds"] == ["not after 2012-12-31: told in a document of 2012"]
    assert [c["bounds"] for c in as_json(run, "timeline", archive, "the Army") if c["claim"] == "c4"] == [[]]


def test_disputes_have_the_form_that_others_rely_on(run: Run, archive: Path) -> None:
    (d,) = as_json(run, "disputes", archive)
    assert d["question"] == "Was the Wing under the Front?"
    assert [[(c["document"], c["claim"]) for c in s["claims"]] for s in d["sides"]] == [[("d", "c1")], [("d", "c3")]]
    assert as_json(run, "disputes", archive, "Omar Hadi") == []


def test_claims_by_filter(run: Run, archive: Path) -> None:
    def ids(*words: str) -> list[str]:
        return [c["claim"] for c in as_json(run, "claims", archive, *words)]

    assert ids() == ["c1", "c2", "c3", "c4"]
    assert ids("--entity", "Omar Hadi") == ["c2"]
    assert ids("--voice", "Nabil") == ids("--polarity", "denied") == ["c3"]
    assert ids("--last-voice", "Lena Hart", "--predicate", "part_of") == ["c1"]
    assert ids("--document", "nowhere") == []
    assert ids("--limit", "2") == ["c1", "c2"]


def test_entity_and_glance(run: Run, archive: Path) -> None:
    assert as_json(run, "entity", archive, "the Front")["claims"] == {"part_of": 2, "leads": 1}
    g = as_json(run, "glance", archive)
    assert (g["claims"], g["denied"], g["nested"]) == (4, 1, 1)


@pytest.mark.parametrize(
    "command", [["glance"], ["state", "the Wing"], ["timeline", "the Wing"], ["disputes"], ["entity", "the Wing"], ["claims"]]
)
def test_commands_print_for_people_too(run: Run, archive: Path, command: list[str]) -> None:
    result = run(command[0], archive, *command[1:])
    assert result.exit_code == 0
    assert "Wing" in result.stdout or "Nabil" in result.stdout


def test_a_person_s_reading_comes_out_as_it_went_in(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("export", archive, "--format", "annotations", "-o", tmp_path / "out").exit_code == 0
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "d.json"
    assert json.loads(file.read_text(encoding="utf-8")) == annotation(TEXT)


def test_export_of_claims_and_states(run: Run, archive: Path, tmp_path: Path) -> None:
    for format_, out in (("csv", "tables"), ("jsonl", "all.jsonl"), ("graphml", "graph.graphml")):
        assert run("export", archive, "--format", format_, "-o", tmp_path / out).exit_code == 0
    with (tmp_path / "tables" / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert [r["claim"] for r in csv.DictReader(file)] == ["c1", "c2", "c3", "c4"]
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert kinds.count("claim") == 4
    assert "state" in kinds
    graph = ET.parse(tmp_path / "graph.graphml").getroot()
    edges = graph.findall(".//{http://graphml.graphdrawing.org/xmlns}edge")
    nodes = {n.get("id") for n in graph.findall(".//{http://graphml.graphdrawing.org/xmlns}node")}
    assert {e.get("source") for e in edges} | {e.get("target") for e in edges} <= nodes


def test_a_second_build_reads_nothing(run: Run, archive: Path) -> None:
    report = as_json(run, "build", archive)
    assert (report["read"], report["documents"]) == (0, 1)


def test_verify_finds_a_changed_byte(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("The Wing swore to the Front.", encoding="utf-8")
    run("new", tmp_path / "a")
    run("add", tmp_path / "a", tmp_path / "x.txt")
    assert run("verify", tmp_path / "a").exit_code == 0
    (original,) = (p for p in (tmp_path / "a" / "originals").rglob("*") if p.is_file())
    original.chmod(0o600)
    original.write_bytes(b"The Wing swore to the Fronz.")
    result = run("verify", tmp_path / "a")
    assert result.exit_code == 1
    assert original.name in result.stdout


def test_no_archive_no_record_nothing_to_add(run: Run, tmp_path: Path) -> None:
    assert run("build", tmp_path / "nowhere").exit_code == 2
    run("new", tmp_path / "a")
    result = run("disputes", tmp_path / "a")
    assert result.exit_code == 1
    assert "build" in result.stderr
    assert run("add", tmp_path / "a").exit_code == 2


def test_one_bad_file_is_named_and_the_others_are_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "in" / "good.txt").write_text("The Wing swore to the Front.", encoding="utf-8")
    run("new", tmp_path / "a")
    result = run("add", tmp_path / "a", tmp_path / "in")
    assert result.exit_code == 1
    assert "1 added" in result.stdout
    assert "empty.txt" in result.stderr
    assert "binary.txt" in result.stderr


def test_an_annotation_whose_quote_does_not_match_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    wrong = annotation(TEXT)
    wrong["claims"][0]["quote"] = "The Wing was never part of the Front"
    (tmp_path / "d.json").write_text(json.dumps(wrong), encoding="utf-8")
    run("new", tmp_path / "a")
    result = run("add", tmp_path / "a", tmp_path / "d.txt", "--annotations", tmp_path / "d.json")
    assert result.exit_code == 1
    assert "c1" in result.stderr


def test_a_decision_keeps_two_apart_and_survives_a_rebuild(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT + name, encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(json.dumps(annotation(TEXT + name)), encoding="utf-8")
    run("new", tmp_path / "x")
    run("add", tmp_path / "x", tmp_path / "a.txt", tmp_path / "b.txt")
    assert run("add", tmp_path / "x", "--annotations", tmp_path / "a.json").exit_code == 0
    assert run("add", tmp_path / "x", "--annotations", tmp_path / "b.json").exit_code == 0
    run("build", tmp_path / "x", "--workers", 1)
    before = as_json(run, "entity", tmp_path / "x", "Omar Hadi")
    assert before["claims"] == {"leads": 2}
    assert run("decide", tmp_path / "x", "not-same", "a:Omar Hadi", "b:Omar Hadi", "--why", "two men, by their dates").exit_code == 0
    run("build", tmp_path / "x", "--workers", 1)
    assert as_json(run, "entity", tmp_path / "x", "Omar Hadi")["claims"] == {"leads": 1}
    assert run("decide", tmp_path / "x", "same", "a:Omar Hadi", "nowhere:Omar", "--why", "x").exit_code == 2


def test_a_published_list_is_held_against_the_record(run: Run, tmp_path: Path) -> None:
    """Taken in, listed with its reasons, withdrawn with what fell; a bad one says what is wrong with it and where."""
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps(annotation(TEXT)), encoding="utf-8")
    (tmp_path / "sarwan.xml").write_text(UN.replace("IDRIS", "OMAR").replace("SALIM", "").replace("QASIMI", "HADDI"), encoding="utf-8")
    (tmp_path / "bad.xml").write_text(UN[:1500], encoding="utf-8")
    where = tmp_path / "x"
    run("new", where)
    run("add", where, tmp_path / "d.txt", "--annotations", tmp_path / "d.json")
    result = run("add", where, "--gazetteer", tmp_path / "sarwan.xml", "--gazetteer", tmp_path / "bad.xml")
    assert result.exit_code == 1
    assert "1 lists taken" in result.stdout
    assert "bad.xml: line 26" in result.stderr
    run("build", where, "--workers", 1)
    (found,) = [p for p in as_json(run, "listed", where)["parties"] if p["entities"]]
    assert (found["reference"], found["entities"]) == ("SWi.017", ["Omar Hadi"])
    (shown,) = as_json(run, "entity", where, "Omar Hadi")["listed"]
    assert (shown["list"], shown["linked"], shown["rule"], shown["listed"]) == ("sarwan", True, "whole name, folded", "OMAR HADDI")
    assert "SWi.017" in run("entity", where, "Omar Hadi").stdout
    assert (shown["what"], shown["how"]) == ("listed name", "folded")
    assert "SWi.017" in run("listed", where, "--near", "--places").stdout
    (place, *_) = [p for p in as_json(run, "listed", where, "--places")["places"] if p["reference"] == "SWi.017"]
    assert (place["document"], place["written"], place["listed"], place["how"]) == ("d", "Omar Hadi", "OMAR HADDI", "folded")
    gone = run("withdraw", where, "--document", "sarwan", "--why", "superseded")
    assert gone.exit_code == 0, gone.stderr
    assert "Omar Hadi" in gone.stdout
    run("build", where, "--workers", 1)
    assert as_json(run, "listed", where) == {"lists": [], "parties": []}
    assert as_json(run, "entity", where, "Omar Hadi")["listed"] == []


def test_editions_of_a_list_are_compared(run: Run, tmp_path: Path) -> None:
    """Without a build; a list that is not there, or not of the same publisher, is answered in words."""
    later = OFAC_ADVANCED.replace('AliasTypeID="1" Primary="false" LowQuality="true"', 'AliasTypeID="1" Primary="false" LowQuality="false"')
    later = later.replace("<Comment>SALT</Comment>", "<Comment>SAND</Comment>").replace('FixedRef="4"', 'FixedRef="5"')
    for name, text in (("old", OFAC), ("mid", OFAC_ADVANCED), ("new", later.replace("<Year>2014", "<Year>2015")), ("un", UN)):
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    where = tmp_path / "x"
    run("new", where)
    assert "No list is in this archive" in run("editions", where).stdout
    run("add", where, *(part for name in ("old", "mid", "new", "un") for part in ("--gazetteer", tmp_path / f"{name}.xml")))
    lists = as_json(run, "editions", where)
    assert [[e["list"] for e in one["editions"]] for one in lists] == [["old", "mid", "new"], ["un"]]
    assert [e["since_the_one_before"] for e in lists[0]["editions"]][::2] == [None, {"came": 1, "went": 1, "changed": 1}]
    assert "2015-06-02  new  ofac-advanced, 2 parties  1 came, 1 went, 1 changed" in run("editions", where).stdout
    found = as_json(run, "editions", where, "mid", "new")
    assert ([p["reference"] for p in found["came"]], [p["reference"] for p in found["went"]]) == (["OFAC 5"], ["OFAC 4"])
    (changed,) = found["changed"]
    assert changed["names_changed"][0]["after"] == {"text": "THE SURVEYOR", "what": "alias, good quality"}
    assert (changed["facts_came"], changed["facts_went"]) == (
        [{"kind": "programme", "text": "SAND"}],
        [{"kind": "programme", "text": "SALT"}],
    )
    told = run("editions", where, "mid", "new").stdout
    assert "~ THE SURVEYOR: alias, good quality, before alias, low quality" in told
    assert "Came: 1" in told
    assert "and 1 more" not in told
    assert as_json(run, "editions", where, "mid", "new", "--reference", "OFAC 5")["changed"] == []
    assert "given as the older, is of 2015-06-02" in run("editions", where, "new", "mid").stdout
    for wrong, said in (
        (("mid", "nolist"), "it has mid, new, old, un"),
        (("mid", "un"), "of two publishers"),
        (("mid",), "give two lists"),
    ):
        result = run("editions", where, *wrong)
        assert result.exit_code == 2
        assert said in result.stderr
    assert "neither mid nor new has a party X" in run("editions", where, "mid", "new", "--reference", "X").stderr
