"""The record as it was known on a day: made of what had come by then, and of nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from variorum.errors import UsageError
from variorum.identity.decisions import Decision, DecisionKind, Side, append
from variorum.reading.annotated import from_dict
from variorum.record import build
from variorum.record import past as past_module
from variorum.record.moment import Moment
from variorum.record.past import known, open_known
from variorum.shelf import custody, judgements
from variorum.shelf.add import add
from variorum.shelf.annotations import add_annotations
from variorum.shelf.create import create
from variorum.shelf.documents import documents
from variorum.shelf.judgements import Kind, signed
from variorum.shelf.layout import Layout

from .conftest import TEXTS

Dump = Callable[[Path], dict[str, Any]]


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
def grown(tmp_path: Path, on: Callable[[str], None]) -> Layout:
    """2021-01: letter; 2021-02: report; 2021-03: the two are decided apart; 2021-04: memo; 2021-05: the report is withdrawn."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    on("2021-01-15")
    layout = create(tmp_path / "grown", title="Papers")
    add(layout, [tmp_path / "letter.txt"])
    on("2021-02-15")
    add(layout, [tmp_path / "report.txt"])
    on("2021-03-15")
    sides = Side("letter", name="Rashad Nouri"), Side("report", name="Rashad Nuri")
    append(layout.decisions, Decision(DecisionKind.NOT_SAME, *sides, when=judgements.now(), why="father and son"))
    on("2021-04-15")
    add(layout, [tmp_path / "memo.txt"])
    on("2021-05-15")
    judgements.append(layout.decisions, signed(Kind.WITHDRAW, {"document": "report"}, why="forged"))
    return layout


def seen(layout: Layout, moment: str, reader: str) -> tuple[list[str], int]:
    """The documents and the number of men called Rashad, as known then."""
    record = open_known(layout, known(layout, Moment.parse(moment)), reader=reader, workers=1)
    try:
        people = record.rows("SELECT count(DISTINCT entity) FROM local_entity WHERE key LIKE 'Rashad%'")
        return [d for (d,) in record.rows("SELECT id FROM document ORDER BY 1")], people[0][0]
    finally:
        record.close()


def test_a_day_knows_what_had_come_in_and_been_decided_by_then(grown: Layout, reader: str) -> None:
    assert seen(grown, "2021-01-15", reader) == (["letter"], 1)
    assert seen(grown, "2021-02", reader) == (["letter", "report"], 1)
    assert seen(grown, "2021-03-14", reader) == (["letter", "report"], 1)
    assert seen(grown, "2021-03-15T12:00:00Z", reader) == (["letter", "report"], 2)
    assert seen(grown, "2021-04", reader) == (["letter", "memo", "report"], 2)
    assert seen(grown, "2021", reader) == (["letter", "memo"], 1)
    assert not grown.record.exists(), "the record in place is no matter"


def test_the_past_equals_an_archive_that_was_never_more(grown: Layout, reader: str, rows_of: Dump, tmp_path: Path) -> None:
    never = create(tmp_path / "never", title="Papers")
    add(never, [tmp_path / "letter.txt"])
    add(never, [tmp_path / "report.txt"])
    build(never, reader=reader, workers=1)
    record = open_known(grown, known(grown, Moment.parse("2021-02")), reader=reader, workers=1)
    assert rows_of(record.path) == rows_of(never.record)


@pytest.mark.parametrize("moment", ["now", "2022"])
def test_as_known_today_is_the_record(grown: Layout, reader: str, rows_of: Dump, moment: str) -> None:
    before = open_known(grown, known(grown, Moment.parse(moment)), reader=reader, workers=1)
    assert before.path.parent == grown.past
    rows = rows_of(before.path)
    build(grown, reader=reader, workers=1)
    assert rows == rows_of(grown.record)
    assert open_known(grown, known(grown, Moment.parse(moment)), reader=reader, workers=1).path == grown.record


def test_equal_inputs_share_one_record_and_reading_is_cached(
    grown: Layout, reader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(grown, reader=reader, workers=1)
    monkeypatch.setenv("READ_NOTES", str(tmp_path / "notes"))
    for moment in ("2021-02-20", "2021-02-28", "2021-03-01"):
        seen(grown, moment, reader)
    assert len(list(grown.past.glob("*.duckdb"))) == 1
    assert (tmp_path / "notes").read_text().split() == ["report"], "withdrawn, so not read by the build; the rest comes from the cache"


def test_the_folder_may_be_deleted_or_damaged_and_does_not_grow_without_end(
    grown: Layout, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_module, "KEPT", 2)
    first = seen(grown, "2021-01", reader)
    for path in grown.past.glob("*.duckdb"):
        path.write_bytes(b"damaged")
        (grown.past / f"{path.name}.4711.new").write_bytes(b"left by a build that died")
    assert seen(grown, "2021-01", reader) == first
    for moment in ("2021-02", "2021-03", "2021-04"):
        seen(grown, moment, reader)
    assert len(list(grown.past.glob("*.duckdb"))) == 2
    assert not list(grown.past.glob("*.new*"))


def test_a_persons_reading_counts_from_the_day_it_came(grown: Layout, reader: str, tmp_path: Path, on: Callable[[str], None]) -> None:
    letter = next(d for d in documents(grown) if d.id == "letter")
    (tmp_path / "letter.json").write_text(json.dumps({"document": {"sha256": letter.sha256}, "entities": {}, "claims": []}))
    on("2021-06-15")
    assert not add_annotations(grown, [tmp_path / "letter.json"], check=from_dict).failed

    def readers(moment: str) -> set[str]:
        rows = open_known(grown, known(grown, Moment.parse(moment)), reader=reader, workers=1).rows("SELECT id, reader FROM document")
        return {r for d, r in rows if d == "letter"}

    assert readers("2021-05") == {"plain"}
    assert readers("2021-06") == {"person"}


def test_a_day_before_the_first_document_is_answered_in_words(grown: Layout, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="held no document by 2020: its first document came in on 2021-01-15T12:00:00Z"):
        known(grown, Moment.parse("2020"))
    empty = create(tmp_path / "empty")
    with pytest.raises(UsageError, match="held no document yet: no document has come in yet; `variorum add`"):
        known(empty, Moment.parse("now"))
