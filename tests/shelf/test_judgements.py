"""The log of human judgements: any kind of them, appended whole, read back, and said of a line that cannot be used."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from variorum.errors import DecisionError
from variorum.shelf.judgements import Judgement, Kind, append, latest, read, signed


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def test_what_is_appended_is_read_back_whatever_its_kind(log: Path) -> None:
    kept = [append(log, signed(kind, {"about": f"الجبهة {kind}", "n": 1}, why="seen", by="mara")) for kind in Kind]
    assert read(log) == tuple(kept)
    assert [(j.kind, j.line, j.who, j.why) for j in read(log)] == [(k, n, "mara", "seen") for n, k in enumerate(Kind, 1)]
    assert read(log)[0].where == f"{log}, line 1"
    assert read(log.with_name("none.jsonl")) == ()


def test_one_that_its_room_refuses_is_not_written(log: Path) -> None:
    append(log, signed(Kind.WITHDRAW, {"document": "a"}, why="x"))

    def once(judgements: object) -> None:
        raise DecisionError(f"no: {judgements}")

    with pytest.raises(DecisionError, match=r"no:.*'document': 'a'.*'document': 'b'"):
        append(log, signed(Kind.WITHDRAW, {"document": "b"}, why="x"), check=once)
    assert len(log.read_text().splitlines()) == 1


def test_the_later_supersedes_on_the_same_matter_and_takes_its_place_in_the_order() -> None:
    found = [Judgement(Kind.GRADE, {"voice": v, "grade": g}) for v, g in (("A", 1), ("B", 1), ("A", 2))]
    assert [tuple(j.fields.values()) for j in latest(found, lambda j: j.fields["voice"])] == [("B", 1), ("A", 2)]


@pytest.mark.parametrize("torn", ['{"kind": "same", "a": {"docu', '{"kind', "\udcff"])
def test_what_an_interrupted_write_left_is_no_judgement_and_is_set_aside_by_the_next(log: Path, torn: str) -> None:
    first = append(log, signed(Kind.WITHDRAW, {"document": "a"}, why="x"))
    with log.open("ab") as file:
        file.write(torn.encode("utf-8", "surrogateescape"))
    assert read(log) == (first,)
    second = append(log, signed(Kind.WITHDRAW, {"document": "b"}, why="x"))
    assert second.line == 2
    assert read(log) == (first, second)
    assert log.with_suffix(".torn").read_bytes() == torn.encode("utf-8", "surrogateescape") + b"\n"


def test_a_whole_last_line_that_an_editor_left_without_its_end_counts(log: Path) -> None:
    log.write_text('\n{"kind": "withdraw", "document": "a", "why": "x"}')
    assert [j.line for j in read(log)] == [2]
    assert append(log, signed(Kind.RESTORE, {"document": "a"}, why="y")).line == 3
    assert [j.line for j in read(log)] == [2, 3]


def test_a_disk_that_does_not_take_the_line_leaves_the_log_as_it_was(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(log, signed(Kind.WITHDRAW, {"document": "a"}, why="x"))
    before = log.read_bytes()

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DecisionError, match=r"could not be written: No space left on device; the log is as it was"):
        append(log, signed(Kind.WITHDRAW, {"document": "b"}, why="x"))
    assert log.read_bytes() == before


def test_two_writers_at_once_lose_nothing(log: Path) -> None:
    def write(name: str) -> None:
        for n in range(10):
            append(log, signed(Kind.WITHDRAW, {"document": f"{name}{n}"}, why="x"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(j.fields["document"] for j in read(log)) == sorted(f"{x}{n}" for x in "abc" for n in range(10))
    assert [j.line for j in read(log)] == list(range(1, 31))


BAD = [
    (b"not json", "line 2: not a JSON object"),
    (b'{"kind": "same", \xff}', "line 2: not a JSON object"),
    (b"[1]", "line 2: expected an object with `kind`"),
    (b'{"who": "x"}', "line 2: expected an object with `kind`"),
    (b'{"kind": ["same"]}', "line 2: the kind ['same'] is not known"),
    (
        b'{"kind": "venerate"}',
        "line 2: the kind 'venerate' is not known; expected 'same' or 'not same' (of two entities), or one of 'withdraw'",
    ),
    (b'{"kind": "venerate"}', "If a later version of variorum wrote it, that version must build"),
]


@pytest.mark.parametrize(("line", "says"), BAD)
def test_a_line_that_cannot_be_used_is_named_with_file_and_line(log: Path, line: bytes, says: str) -> None:
    log.write_bytes(json.dumps({"kind": "grade"}).encode() + b"\n" + line + b"\n")
    with pytest.raises(DecisionError) as err:
        read(log)
    assert says in str(err.value)
    assert "decisions.jsonl, line 2" in str(err.value)
    with pytest.raises(DecisionError):
        append(log, signed(Kind.GRADE, {}, why="x"))
