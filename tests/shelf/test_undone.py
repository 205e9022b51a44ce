"""Lines taken back: which judgements stand, which undo counts, and which undo cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.errors import DecisionError, UsageError
from variorum.shelf.judgements import Judgement, Kind, append, read, signed
from variorum.shelf.undone import standing, undo_of, undone

#: What is written, in order: a letter is a withdrawal of that document, a number undoes that line. Then the lines that stand.
LOGS = [
    ("a b", [1, 2]),
    ("a b 1", [2]),
    ("a b 1 3", [1, 2]),  # an undo undone
    ("a b 1 3 4", [2]),  # and that again
    ("a 1 a 3", []),
    ("a b 1 2 3", [1]),
]


def written(log: Path, words: str) -> list[Judgement]:
    for word in words.split():
        fields = undo_of(read(log), int(word)) if word.isdigit() else {"document": word}
        append(log, signed(Kind.UNDO if word.isdigit() else Kind.WITHDRAW, fields, why="x", by="mara"))
    return list(read(log))


@pytest.mark.parametrize(("words", "stand"), LOGS)
def test_what_is_undone_is_as_if_it_had_not_been_written(tmp_path: Path, words: str, stand: list[int]) -> None:
    found = written(tmp_path / "decisions.jsonl", words)
    assert [j.line for j in standing(found)] == stand
    assert len(found) == len(words.split()), "nothing is erased"
    assert standing(standing(found)) == standing(found)


def test_a_line_is_undone_once_and_only_if_it_is_there(tmp_path: Path) -> None:
    found = written(tmp_path / "decisions.jsonl", "a 1")
    with pytest.raises(UsageError, match=r"line 1 is undone already, by line 2 \(mara: x\); to bring it back, undo line 2"):
        undo_of(found, 1)
    with pytest.raises(UsageError, match="no judgement on line 7"):
        undo_of(found, 7)
    assert undone(found)[1].line == 2


def test_a_log_up_to_some_day_may_lack_what_is_undone(tmp_path: Path) -> None:
    found = written(tmp_path / "decisions.jsonl", "a b 1")
    assert [j.line for j in standing(found[1:])] == [2]


BAD = [
    ('{"kind": "undo", "line": "1", "of": "x"}', "the number of an earlier line"),
    ('{"kind": "undo", "line": 1}', "the number of an earlier line"),
    ('{"kind": "undo", "line": true, "of": "x"}', "the number of an earlier line"),
    ('{"kind": "undo", "line": 2, "of": "x"}', "it undoes line 2, which does not stand before it"),
    ('{"kind": "undo", "line": 1, "of": "00000000"}', "that line says something else than when it was undone"),
]


@pytest.mark.parametrize(("line", "says"), BAD)
def test_an_undo_that_cannot_be_used_is_named(tmp_path: Path, line: str, says: str) -> None:
    log = tmp_path / "decisions.jsonl"
    log.write_text(f'{{"kind": "withdraw", "document": "a"}}\n{line}\n')
    with pytest.raises(DecisionError) as err:
        standing(read(log))
    assert says in str(err.value)
    assert f"{log}, line 2" in str(err.value)
