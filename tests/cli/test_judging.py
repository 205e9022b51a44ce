"""accept, reject, correct, note, undo and judgements, as typed; and what the façade refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from variorum.archive import Archive
from variorum.errors import DecisionError, UsageError
from variorum.shelf.judgements import Kind, append, signed

from .conftest import TEXT, Run


@pytest.fixture
def own(archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive that a test may change."""
    return Path(shutil.copytree(archive, tmp_path / "own"))


def as_json(run: Run, *words: object) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def claims(run: Run, own: Path) -> dict[str, dict[str, Any]]:
    assert run("build", own, "--workers", 1).exit_code == 0
    return {c["claim"]: c for c in as_json(run, "claims", own)}


def test_a_claim_is_rejected_accepted_and_undone(run: Run, own: Path) -> None:
    before = claims(run, own)
    effect = as_json(run, "reject", own, "d:c2", "--why", "he did not", "--by", "mara")
    assert [c["claim"] for c in effect["claims"]["gone"]] == ["c2"]
    assert (effect["line"], effect["target"]["claim"]["quote"]) == (1, "Omar Hadi led the Front")
    assert sorted(claims(run, own)) == ["c1", "c3", "c4"]
    again = run("reject", own, "d:c2", "--why", "x")
    assert "the claim d:c2 was rejected by line 1 of decisions.jsonl (mara: he did not); `variorum undo` takes a line back" in again.stderr
    assert as_json(run, "accept", own, "d:c2") == {"line": 2}
    assert claims(run, own) == before
    assert [c["claim"] for c in as_json(run, "undo", own, 2, "--why", "no")["claims"]["gone"]] == ["c2"]
    assert as_json(run, "undo", own, 3, "--why", "yes", "--dry-run")["line"] is None
    assert run("undo", own, 1, "--why", "all of it").stdout.startswith("undo: line 1: rejected the claim")
    assert claims(run, own) == before


def test_a_claim_is_corrected_and_both_ids_are_named(run: Run, own: Path) -> None:
    before = claims(run, own)
    start = TEXT.index("Omar Hadi")
    words = (
        "--subject",
        "NABIL",
        "--when",
        "2008",
        "--voice",
        "Omar Hadi",
        "--role",
        "chief",
        "--span",
        start,
        start + 9,
        "--quote",
        "Omar Hadi",
    )
    effect = as_json(run, "correct", own, "d:c2", *words, "--why", "his name", "--by", "mara")
    (new,), (gone,) = effect["claims"]["new"], effect["claims"]["gone"]
    line = json.loads((own / "decisions.jsonl").read_text())
    assert (line["claim"]["id"], line["says"]["id"]) == (gone["id"], new["id"])
    assert sorted(line["to"]) == ["end", "quote", "role", "start", "subject", "voices", "when"]
    assert line["to"]["subject"] == {"key": "NABIL", "name": "Nabil"}
    after = claims(run, own)["c2"]
    assert (after["id"], after["subject"], after["when"], after["quote"]) == (new["id"], "Nabil", "2008", "Omar Hadi")
    assert after["voices"] == [{"voice": "Omar Hadi", "act": "asserts", "said": None}]
    stale = run("reject", own, gone["id"], "--why", "x")
    assert f"was corrected, and is now {new['id']}, by line 1" in stale.stderr
    chain = ("--chain", "@author:reports", "--chain", "NABIL:asserts:2009", "--clear", "when")
    assert as_json(run, "correct", own, new["id"], *chain, "--why", "x")["line"] == 2
    after = claims(run, own)["c2"]
    assert (after["when"], [v["act"] for v in after["voices"]], after["voices"][1]["said"]) == (None, ["reports", "asserts"], "2009")
    for back in (1, 2):
        run("undo", own, back, "--why", "x")
    assert claims(run, own) == before


REFUSED = [
    (("correct", "d:c2", "--when", "soon", "--why", "x"), "'soon' is not a date that can be read"),
    (("correct", "d:c2", "--object", "Omar Hadi", "--why", "x"), "the object of `leads` is of the type organisation"),
    (("correct", "d:c2", "--subject", "Selim", "--why", "x"), "nobody in d is called 'Selim'; it speaks of Nabil, Omar Hadi"),
    (("correct", "d:c2", "--quote", "Omar Hadi led it", "--why", "x"), "the words 'Omar Hadi led it' are not at"),
    (("correct", "d:c2", "--polarity", "affirmed", "--why", "x"), "nothing would change"),
    (("correct", "d:c2", "--clear", "colour", "--why", "x"), "a claim has no field colour; it has predicate"),
    (("correct", "d:c2", "--chain", "Nabil", "--why", "x"), "expected NAME:ACT"),
    (("correct", "d:c2", "--mode", "actual", "--why", " "), "nothing would change"),
    (("reject", "d:c9", "--why", "x"), "d has no claim d:c9, or it is withdrawn; its claims are called c1, c2, c3, c4"),
    (("reject", "z:c1", "--why", "x"), "the archive has no document 'z'; it has d"),
    (("reject", "c1", "--why", "x"), "'c1' names no claim; expected DOCUMENT:ID"),
    (("accept", "0" * 16), "the record has no claim 0000000000000000"),
    (("reject", "d:c1", "--why", " "), "a judgement needs its reason"),
    (("undo", "3", "--why", "x"), "no judgement on line 3"),
    (("note", "odd"), "expected exactly one of a document, a claim, an entity and a dispute"),
    (("note", " ", "--document", "d"), "a note needs its words"),
    (("note", "odd", "--document", "z"), "the archive has no document 'z'"),
    (("note", "odd", "--entity", "Omar"), "expected DOCUMENT:NAME"),
    (("note", "odd", "--dispute", "0123456789"), "dispute"),
]


@pytest.mark.parametrize(("words", "says"), REFUSED, ids=str)
def test_what_cannot_be_judged_is_refused_in_words_and_nothing_is_kept(run: Run, own: Path, words: tuple[str, ...], says: str) -> None:
    result = run(words[0], own, *words[1:])
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (own / "decisions.jsonl").exists() or not (own / "decisions.jsonl").read_text()


def test_notes_are_kept_on_all_four_and_change_nothing(run: Run, own: Path) -> None:
    before = claims(run, own)
    for about in (("--document", "d"), ("--claim", "d:c1"), ("--entity", "d:Omar Hadi"), ("--dispute", "1")):
        assert run("note", own, "إقرأ <b>this</b>", *about, "--by", "mara").exit_code == 0
    found = as_json(run, "judgements", own)
    assert [next(iter(set(j) & {"document", "claim", "entity", "dispute"})) for j in found] == ["document", "claim", "entity", "dispute"]
    assert found[2]["entity"] == {"document": "d", "name": "Omar Hadi"}
    assert all(j["in_force"] and j["why"] == "إقرأ <b>this</b>" for j in found)
    assert claims(run, own) == before


def test_the_log_is_told_with_what_became_of_each_line(run: Run, own: Path) -> None:
    a = Archive.open(own)
    a.decide("not-same", "d:Omar Hadi", "d:Nabil", why="two men", by="mara")
    a.decide("same", "d:Nabil", "d:Omar Hadi", why="one man", by="noor")
    a.grade("B", voice="Nabil", why="careful", by="mara")
    a.grade("C", voice="Nabil", why="less so", by="noor")
    a.undo(3, why="too soon", by="mara")
    append(a.layout.decisions, signed(Kind.WITHDRAW, {"document": "d"}, why="forged", by="mara"))
    append(a.layout.decisions, signed(Kind.RESTORE, {"document": "d"}, why="not forged", by="mara"))
    found = a.judgements()
    assert [(t.judgement.line, t.superseded_by, t.undone_by) for t in found] == [
        (1, 2, None),
        (2, None, None),
        (3, None, 5),
        (4, None, None),
        (5, None, None),
        (6, 7, None),
        (7, None, None),
    ]
    assert [g.grader for gs in a.grades().by_voice.values() for g in gs] == ["noor"]
    shown = run("judgements", own).stdout
    assert "mara  'Omar Hadi' of d and 'Nabil' of d are not the same  (two men)  superseded by line 2" in shown
    assert "graded Nabil of d on all: B  (careful)  undone by line 5" in shown
    assert "7 judgements" in shown


def test_an_undo_that_would_bring_back_a_contradiction_is_refused(own: Path) -> None:
    a = Archive.open(own)
    a.decide("not-same", "d:Omar Hadi", "d:Nabil", why="two", by="mara")
    a.decide("same", "d:Omar Hadi", "d:Nabil", why="one", by="mara")
    a.decide("same", "d:Nabil", "d:the Wing", why="one", by="mara")
    a.decide("same", "d:the Wing", "d:Omar Hadi", why="one", by="mara")
    with pytest.raises(DecisionError, match="exclude each other"):
        a.undo(2, why="no")
    assert len(a.judgements()) == 4


def test_a_claim_of_a_withdrawn_document_cannot_be_judged(own: Path) -> None:
    a = Archive.open(own)
    append(a.layout.decisions, signed(Kind.WITHDRAW, {"document": "d"}, why="forged", by="mara"))
    with pytest.raises(UsageError, match=r"the document d is withdrawn, by line 1 of decisions.jsonl \(mara: forged\)"):
        a.accept("d:c1")
