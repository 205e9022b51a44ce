"""Judgements of persons: appended, read back, superseded; and what is said of a line that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.errors import DecisionError
from variorum.identity.decisions import Decision, DecisionKind, Side, append, load

A, B, C = Side("d1", key="A"), Side("d2", name="Abu Omar"), Side("d3", key="C")


def same(a: Side, b: Side, **more: str) -> Decision:
    return Decision(DecisionKind.SAME, a, b, **more)


def apart(a: Side, b: Side) -> Decision:
    return Decision(DecisionKind.NOT_SAME, a, b)


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    kept = append(file, same(A, B, who="K. Adib", when="2024-05-01", why="the letter is his"))
    assert kept.line == 1
    assert load(file) == (kept,)
    assert load(tmp_path / "none.jsonl") == ()


def test_a_later_decision_on_the_same_two_supersedes_in_whatever_order_and_spelling_they_are_named(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    append(file, same(A, B))
    append(file, apart(Side("d2", name="Abū ‘Umar"), A))
    assert [(d.kind, d.line) for d in load(file)] == [(DecisionKind.NOT_SAME, 2)]
    assert len(file.read_text().splitlines()) == 2, "none is erased"


def test_a_decision_that_others_exclude_is_refused_and_not_written(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    append(file, same(A, B))
    append(file, same(B, C))
    with pytest.raises(
        DecisionError, match=r"A of d1 and C of d3 are not same \(line 3\), but by other decisions they are one: .*line 1.*line 2"
    ):
        append(file, apart(A, C))
    assert len(load(file)) == 2


def test_other_kinds_of_judgement_may_stand_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text('{"kind": "grade", "voice": "x", "grade": "B"}\n\n')
    kept = append(file, same(A, B))
    assert kept.line == 3
    assert load(file) == (kept,)


def test_a_last_line_without_its_end_is_completed_before_the_next(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    append(file, same(A, B))
    file.write_text(file.read_text().rstrip("\n"))
    append(file, same(B, C))
    assert [d.line for d in load(file)] == [1, 2]


ONE = '{"document": "d1", "key": "A"}'
BAD = [
    ("not json", "line 2: not a JSON object"),
    ('["same"]', "line 2: expected an object with `kind`, `a` and `b`"),
    (f'{{"kind": "perhaps", "a": {ONE}, "b": {ONE}}}', "the kind 'perhaps' is not known; expected 'same' or 'not same'"),
    (f'{{"kind": "same", "a": {ONE}}}', "`b` is None; expected a document and either a key or a name"),
    (f'{{"kind": "same", "a": {ONE}, "b": {{"document": "d2"}}}}', "expected a document and either a key or a name"),
    (f'{{"kind": "same", "a": {ONE}, "b": {{"document": "d2", "key": "B", "name": "B"}}}}', "either a key or a name"),
    (f'{{"kind": "same", "a": {ONE}, "b": {ONE}}}', "both sides are A of d1; a decision is about two"),
    (f'{{"kind": "same", "a": {ONE}, "b": {{"document": "d2", "key": "B", "page": 3}}}}', "unknown field page"),
    (f'{{"kind": "same", "a": {ONE}, "b": {{"document": "d2", "key": "B"}}, "because": "x"}}', "unknown field because"),
]


@pytest.mark.parametrize(("line", "says"), BAD)
def test_a_line_that_cannot_be_used_is_named_with_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "decisions.jsonl"
    append(file, same(A, C))
    with file.open("a") as out:
        out.write(line + "\n")
    with pytest.raises(DecisionError) as err:
        load(file)
    assert says in str(err.value)
    assert "decisions.jsonl, line 2" in str(err.value)
