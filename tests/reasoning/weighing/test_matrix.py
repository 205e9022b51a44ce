"""Hypotheses against evidence: cells from who says what, persons' cells beside them, counts and no score."""

from __future__ import annotations

import json

import pytest

from variorum.errors import DecisionError, UsageError
from variorum.reasoning import disputes
from variorum.reasoning.weighing import Bar, Weighing, choose, weigh
from variorum.reasoning.weighing.cells import Cell
from variorum.reasoning.weighing.judging import judge_cell
from variorum.reasoning.weighing.matrix import NEITHER

from .conftest import Shelf

YES, NO, NA = Cell.CONSISTENT, Cell.INCONSISTENT, Cell.NOT_APPLICABLE


def rows(w: Weighing, shelf: Shelf) -> dict[tuple[str, str, str | None], tuple[Cell, ...]]:
    names = {v: k for k, v in shelf.ids.items()}
    return {(names[e.voice], e.says, e.stance and str(e.stance)): tuple(c.value for c in e.cells) for e in w.matrix.evidence}


def weighed(shelf: Shelf, **options: object) -> Weighing:
    return weigh(shelf, shelf.dispute(), shelf.judged, **options)  # type: ignore[arg-type]


def test_cells_are_computed_from_who_says_what(shelf: Shelf) -> None:
    yes = shelf.claim("part_of", "A", "B", by="Omar")
    shelf.claim("part_of", "A", "B", by="Omar", when="2006")
    shelf.claim("part_of", "A", "B", by="Lena", certainty="possible")
    shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    for stance, voice in (("disputes", "T"), ("supports", "U"), ("doubts", "V")):
        shelf.assess(yes, stance, voice, at=40)
    w = weighed(shelf)
    assert w.matrix.hypotheses == ("yes", "no", NEITHER)
    assert rows(w, shelf) == {
        ("Omar", "yes", None): (YES, NO, NO),
        ("Lena", "yes", None): (YES, NO, NA),  # not sure: says nothing against "neither"
        ("Hadi", "no", None): (NO, YES, NO),
        ("T", "yes", "disputes"): (NO, YES, YES),
        ("U", "yes", "supports"): (YES, NO, NO),
        ("V", "yes", "doubts"): (NA, NA, NA),
    }
    assert [e.is_diagnostic for e in w.matrix.evidence] == [True, True, True, True, False, True]  # a doubt tells nothing apart
    assert [(t.hypothesis, t.consistent, t.against, t.not_applicable) for t in w.matrix.tallies] == [
        ("yes", 3, 2, 1),
        ("no", 2, 3, 1),
        (NEITHER, 1, 3, 2),
    ]


def test_a_voice_on_two_sides_has_two_rows(shelf: Shelf) -> None:
    shelf.claim("part_of", "A", "B", by="Omar")
    shelf.claim("part_of", "A", "B", by="Omar", denied=True)
    assert set(rows(weighed(shelf), shelf)) == {("Omar", "yes", None), ("Omar", "no", None)}


def test_claims_of_other_times_speak_against_nothing(shelf: Shelf) -> None:
    shelf.claim("part_of", "A", "B", by="Omar", when="2004")
    shelf.claim("part_of", "A", "B", by="Hadi", when="2004", denied=True)
    shelf.claim("part_of", "A", "B", by="Lena", when="2001", denied=True)
    assert rows(weighed(shelf), shelf)["Lena", "no", None] == (NA, YES, NO)


def test_rows_below_the_bar_are_counted_apart(shelf: Shelf) -> None:
    shelf.claim("part_of", "A", "B", by="Omar")
    shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    shelf.grade("Hadi", "E")
    tallies = {t.hypothesis: t for t in weighed(shelf).matrix.tallies}
    assert (tallies["yes"].against, tallies["yes"].against_below) == (1, 1)
    assert (tallies["no"].against, tallies["no"].against_below) == (1, 0)


def test_independent_roots_are_counted_where_they_are_traced(shelf: Shelf) -> None:
    for voice in ("Omar", "Lena"):
        shelf.claim("part_of", "A", "B", by=voice)
    shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    assert {e.roots for e in weighed(shelf).matrix.evidence} == {None}
    w = weighed(shelf, roots=lambda claims: min(1, len(claims)))  # all from one letter
    assert [t.roots_against for t in w.matrix.tallies] == [1, 1, 1]
    assert [t.against for t in w.matrix.tallies] == [1, 2, 3]


def test_a_person_may_judge_a_cell_otherwise_and_both_are_kept(shelf: Shelf) -> None:
    shelf.claim("part_of", "A", "B", by="Omar")
    shelf.claim("part_of", "A", "B", by="Hadi", denied=True)

    def judge(row: int, hypothesis: str, cell: str, by: str, why: str = "he was not there") -> int:
        w = weighed(shelf)
        return judge_cell(shelf, shelf.log, w.dispute, w.matrix, row, hypothesis, cell, why=why, by=by)

    assert judge(1, "no", "not applicable", "mara") == 1
    cell = weighed(shelf).matrix.evidence[0].cells[1]
    assert (cell.value, cell.computed, cell.is_overridden) == (NA, NO, True)
    assert [t.against for t in weighed(shelf).matrix.tallies] == [1, 0, 2]
    judge(1, "no", "consistent", "jo")  # persons differ: as computed, and both show
    cell = weighed(shelf).matrix.evidence[0].cells[1]
    assert (cell.value, [j.who for j in cell.judged]) == (NO, ["mara", "jo"])
    judge(1, "no", "consistent", "mara")
    assert weighed(shelf).matrix.evidence[0].cells[1].value is YES
    with pytest.raises(UsageError, match="no row 3 in the matrix; it has 1 to 2"):
        judge(3, "no", "consistent", "jo")
    with pytest.raises(UsageError, match="is no hypothesis here; expected one of yes, no, neither"):
        judge(1, "perhaps", "consistent", "jo")
    with pytest.raises(UsageError, match="is no value of a cell"):
        judge(1, "no", "maybe", "jo")
    with pytest.raises(UsageError, match="reason"):
        judge(1, "no", "consistent", "jo", why="")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"cell": "maybe"}, "`cell` is 'maybe'"),
        ({"stance": "loves"}, "`stance` is 'loves'"),
        ({"hypothesis": None}, "needs hypothesis"),
        ({"who": None}, "needs `who`"),
        ({"colour": "red"}, "unknown field colour"),
        ({"voice": "Omar"}, "expected a document"),
    ],
)
def test_a_line_that_is_no_cell_is_named(shelf: Shelf, fields: dict[str, object], words: str) -> None:
    shelf.claim("part_of", "A", "B", by="Omar")
    shelf.claim("part_of", "A", "B", by="Hadi", denied=True)
    voice = {"document": "D1", "name": "Omar"}
    line = {
        "kind": "cell",
        "who": "m",
        "question": "Was A under B?",
        "voice": voice,
        "says": "yes",
        "hypothesis": "no",
        "cell": "consistent",
    }
    shelf.log.write_text(json.dumps({**line, **fields}) + "\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=f"line 1: .*{words}"):
        weighed(shelf)


def test_what_flips_a_dispute(shelf: Shelf) -> None:
    shelf.claim("part_of", "A", "B", by="Omar")
    for voice in ("Hadi", "Lena"):
        shelf.claim("part_of", "A", "B", by=voice, denied=True)
    shelf.grade("Hadi", "E")
    f = weighed(shelf, bar=Bar()).flips
    assert f.now == ("yes", "no")
    assert [(len(x.changes), x.becomes) for x in f.flips] == [(1, ("no",)), (1, ("yes",))]


def test_a_dispute_is_chosen_by_number_or_words(shelf: Shelf) -> None:
    shelf.claim("part_of", "Wing", "Front", by="Omar")
    shelf.claim("part_of", "Wing", "Front", by="Hadi", denied=True)
    shelf.claim("part_of", "Wing", "Army", by="Omar")
    shelf.claim("part_of", "Wing", "Army", by="Hadi", denied=True)
    found = disputes(shelf)
    assert choose(found, "2")[0] == 2
    assert choose(found, "was wing under FRONT")[1].question == "Was Wing under Front?"
    assert choose(found, "army")[1].question == "Was Wing under Army?"
    for wanted, words in (("wing", "fits 2 disputes"), ("0", "no dispute 0"), ("sea", "no dispute asks"), ("", "no dispute asks")):
        with pytest.raises(UsageError, match=words):
            choose(found, wanted)
    with pytest.raises(UsageError, match="nothing to weigh"):
        choose([], "1")
