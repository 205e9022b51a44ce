"""Grades are kept with who and why, found again, superseded by their own grader only, and never averaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from variorum.errors import DecisionError, UsageError
from variorum.model import vocabulary
from variorum.reasoning.weighing.grade import ALL, ClaimPlace, VoicePlace, known_topic, topics_for
from variorum.reasoning.weighing.grades import Grades
from variorum.reasoning.weighing.judging import beside, grade_voice
from variorum.reasoning.weighing.scale import Credibility, Reliability, next_worse, reaches, stances, worse_by
from variorum.shelf.judgements import read

from .conftest import Shelf


def test_a_grade_is_kept_with_grader_reason_and_date_and_found_again(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G", by="Omar Hadi")
    shelf.grade("Omar Hadi", "b", topic="leads")
    (g,) = shelf.grades.by_voice[shelf.id("Omar Hadi")]
    assert (g.mark, g.topic, g.grader, g.why, g.line) == (Reliability.B, "leads", "mara", "because", 1)
    assert g.when and g.when.endswith("Z")
    assert g.what == VoicePlace("D1", "Omar Hadi", f"K{shelf.id('Omar Hadi')}")


def test_a_later_grade_supersedes_that_of_the_same_grader_and_matter_only(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G", by="Omar")
    for mark, by, topic in (("B", "mara", ALL), ("C", "jo", ALL), ("A", "mara", "leads"), ("D", "mara", ALL)):
        shelf.grade("Omar", mark, by=by, topic=topic)
    assert [(g.mark, g.grader, g.topic) for g in shelf.grades.by_voice[shelf.id("Omar")]] == [
        ("C", "jo", ALL),
        ("A", "mara", "leads"),
        ("D", "mara", ALL),
    ]
    assert len(read(shelf.log)) == 4  # none is erased


def test_graders_who_differ_stand_side_by_side(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G", by="Omar")
    first = shelf.grade("Omar", "B")
    assert beside(shelf.grades, first) == ()
    second = shelf.grade("Omar", "E", by="jo")
    assert [(g.grader, g.mark) for g in beside(shelf.grades, second)] == [("mara", "B")]
    shelf.grade("Omar", "F", by="kim")  # cannot judge: contradicts nobody
    assert [[g.grader for g in group] for group in shelf.grades.contradictions] == [["mara", "jo", "kim"]]
    shelf.grade("Omar", "B", by="jo")
    assert shelf.grades.contradictions == ()


def test_the_most_particular_topic_counts_for_each_grader(shelf: Shelf) -> None:
    shelf.claim("pledged_to", "A", "B", by="Omar")
    shelf.grade("Omar", "D")
    shelf.grade("Omar", "B", topic="under")
    shelf.grade("Omar", "C", by="jo")
    marks = [(g.grader, str(g.mark)) for g in shelf.grades.of_voice(shelf.id("Omar"), topics_for("pledged_to"))]
    assert marks == [("mara", "B"), ("jo", "C")]
    assert [str(g.mark) for g in shelf.grades.of_voice(shelf.id("Omar"), topics_for("located_in"))] == ["D", "C"]


def test_a_claim_is_graded_by_document_and_local_id_or_by_id(shelf: Shelf) -> None:
    claim = shelf.claim("leads", "X", "G")
    shelf.grade_claim("D1:c1", "2")
    shelf.grade_claim(f"{claim:016x}", "4", by="jo")
    assert [(g.grader, g.mark) for g in shelf.grades.of_claim(claim)] == [("mara", Credibility.TWO), ("jo", Credibility.FOUR)]
    assert shelf.grades.of_claim(claim)[0].what == ClaimPlace(claim, "D1", "leads", 10, 15)


def test_a_claim_read_anew_under_another_id_is_found_by_its_place(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G")
    shelf.grade_claim("D1:c1", "2")
    for table in ("claim", "claim_o", "claim_text"):
        shelf.db.execute(f"UPDATE {table} SET claim_id = 77")
    assert list(shelf.grades.by_claim) == [77]
    shelf.db.execute("UPDATE claim SET span_start = 3")
    assert not shelf.grades.by_claim
    assert [g.line for g in shelf.grades.unapplied] == [1]


def test_a_voice_is_found_after_identity_has_joined_it_with_another(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G", by="Omar")
    shelf.grade("Omar", "B")
    shelf.db.execute("UPDATE name SET entity = 99")
    assert list(shelf.grades.by_voice) == [99]


def test_a_voice_without_a_name_is_found_by_the_key_of_its_reading(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G", by="Omar")
    shelf.db.execute("DELETE FROM name")
    assert shelf.grade("Omar", "B").what == VoicePlace("D1", None, f"K{shelf.id('Omar')}")
    assert list(shelf.grades.by_voice) == [shelf.id("Omar")]


def test_a_voice_that_is_gone_is_reported_and_not_dropped(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G", by="Omar")
    shelf.grade("Omar", "B")
    shelf.db.execute("DELETE FROM name")
    shelf.db.execute("DELETE FROM local_entity")
    assert not shelf.grades.by_voice and [g.line for g in shelf.grades.unapplied] == [1]


def test_judgements_in_the_texts_stand_apart_from_grades(shelf: Shelf) -> None:
    claim = shelf.claim("leads", "X", "G", by="Omar")
    shelf.assess(claim, "explains_away", "Translator", at=9)
    assert not shelf.grades.by_claim
    (t,) = shelf.grades.in_texts[claim]
    assert t.voice == shelf.id("Translator")
    assert stances()[t.stance].counts_as is Credibility.FOUR


BAD_INPUT = [
    # (what is wrong, voice, mark, topic, words of the message)
    ("out of range", "Omar", "G", ALL, "completely reliable"),
    ("a claim's mark for a voice", "Omar", "1", ALL, "is no grade of a voice"),
    ("unknown topic", "Omar", "B", "weather", "is no topic"),
    ("derived states are said by nobody", "Omar", "B", "sworn_to", "is no topic"),
    ("says nothing", "G", "B", ALL, "says nothing"),
]


@pytest.mark.parametrize(("wrong", "voice", "mark", "topic", "words"), BAD_INPUT, ids=[b[0] for b in BAD_INPUT])
def test_bad_grades_are_answered_in_words(shelf: Shelf, wrong: str, voice: str, mark: str, topic: str, words: str) -> None:
    shelf.claim("leads", "X", "G", by="Omar")
    with pytest.raises(UsageError, match=words):
        shelf.grade(voice, mark, topic=topic)
    assert not shelf.log.exists()


@pytest.mark.parametrize(
    ("claim", "mark", "words"),
    [
        ("D1:c1", "7", "1 \\(confirmed"),
        ("D1:c9", "1", "no claim 'c9'; its claims are called c1"),
        ("D9:c1", "1", "no document 'D9'; it has D1"),
        ("c1", "1", "names no claim"),
        ("ffffffffffffffff", "1", "names no claim"),
        ("0000000000000099", "1", "no claim of the id"),
    ],
)
def test_bad_grades_of_claims_are_answered_in_words(shelf: Shelf, claim: str, mark: str, words: str) -> None:
    shelf.claim("leads", "X", "G")
    with pytest.raises(UsageError, match=words):
        shelf.grade_claim(claim, mark)
    assert not shelf.log.exists()


def test_a_grade_needs_a_reason(shelf: Shelf) -> None:
    shelf.claim("leads", "X", "G", by="Omar")
    with pytest.raises(UsageError, match="reason"):
        grade_voice(shelf, shelf.log, shelf.id("Omar"), "B", why="  ")


VOICE = {"document": "D1", "name": "Omar"}
CLAIM = {"id": "0000000000000001", "document": "D1", "predicate": "leads", "start": 10, "end": 15}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"voice": VOICE, "grade": "G"}, "expected one of A"),
        ({"voice": VOICE, "claim": CLAIM, "grade": "A"}, "both"),
        ({"grade": "A"}, "neither"),
        ({"voice": VOICE, "grade": "A", "colour": 1}, "unknown field colour"),
        ({"voice": VOICE, "grade": "A", "topic": "weather"}, "is no topic"),
        ({"voice": {"name": "Omar"}, "grade": "A"}, "expected a document"),
        ({"claim": {"id": "zz"}, "grade": "1"}, "expected id"),
        ({"claim": CLAIM, "grade": "A"}, "expected one of 1"),
        ({"voice": VOICE, "grade": "A", "who": None}, "needs `who`"),
    ],
)
def test_a_line_that_is_no_grade_is_named(shelf: Shelf, line: dict[str, object], words: str) -> None:
    shelf.log.write_text(json.dumps({"kind": "grade", "who": "mara", **line}) + "\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=f"line 1: .*{words}"):
        _ = shelf.grades


def test_the_file_of_grades_may_be_missing(shelf: Shelf, tmp_path: Path) -> None:
    assert Grades.of(shelf, read(tmp_path / "none.jsonl")).by_voice == {}


def test_marks_compare_within_their_half_of_the_scale_only() -> None:
    assert reaches(Reliability.C, Reliability.C) is True and reaches(Reliability.D, Reliability.C) is False
    assert reaches(Reliability.F, Reliability.C) is None
    assert worse_by(Reliability.D, Credibility.ONE) is None
    assert [next_worse(m) for m in Reliability if m is not Reliability.F] == ["B", "C", "D", "E", None]


def test_every_predicate_has_topics_that_a_person_may_name() -> None:
    for predicate in vocabulary().claimable:
        assert [known_topic(t) for t in topics_for(predicate)][-1] == ALL
