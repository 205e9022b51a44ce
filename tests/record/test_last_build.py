"""What the last build changed: kept beside the record, and never in the way of a build."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from variorum.errors import CustodyError
from variorum.identity.decisions import Decision, DecisionKind, Side, append
from variorum.reasoning.differing import differing
from variorum.reasoning.settled import settle
from variorum.record import build, last_build, open_record
from variorum.record.build import BuildReport
from variorum.record.last_build import changes_of_last_build
from variorum.shelf.add import add
from variorum.shelf.layout import Layout

Make = Callable[..., Layout]


@pytest.fixture
def built(new_archive: Make, reader: str) -> Callable[[], BuildReport]:
    """Builds one archive, again at each call; ``built.layout`` is where."""
    layout = new_archive()

    def again() -> BuildReport:
        return build(layout, reader=reader, workers=1, finish=settle, compare=differing)

    again.layout = layout  # type: ignore[attr-defined]
    again()
    return again


def layout_of(built: Callable[[], BuildReport]) -> Layout:
    layout: Layout = built.layout  # type: ignore[attr-defined]
    return layout


def test_the_first_build_changes_nothing_that_was(built: Callable[[], BuildReport]) -> None:
    assert changes_of_last_build(layout_of(built)) is None
    assert not layout_of(built).last_build.exists()


def test_a_build_that_changes_nothing_says_so_with_its_time(built: Callable[[], BuildReport]) -> None:
    report = built()
    kept = changes_of_last_build(layout_of(built))
    assert kept is not None
    assert report.changes == kept
    assert kept.differences is not None and kept.differences.is_empty
    assert kept.sentence() == "Changed: nothing."
    assert kept.at.endswith("Z")


def test_what_came_in_and_what_was_decided_is_named(built: Callable[[], BuildReport], tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Sami Haddad leads the Harbour Watch.\n")
    add(layout_of(built), [tmp_path / "note.txt"])
    append(
        layout_of(built).decisions,
        Decision(DecisionKind.NOT_SAME, Side("letter", name="Rashad Nouri"), Side("report", name="Rashad Nuri"), "K. Adib"),
    )
    built()
    kept = changes_of_last_build(layout_of(built))
    assert kept is not None and kept.differences is not None
    assert kept.differences.documents_new.first == ("note",)
    (claim,) = kept.differences.claims_new.first
    assert open_record(layout_of(built)).rows("SELECT count(*) FROM claim WHERE claim_id = ?", [int(claim, 16)]) == [(1,)]
    (parted,) = kept.differences.parted.first
    assert parted.decided
    assert json.loads(json.dumps(kept.to_dict()))["differences"]["documents_new"] == {"total": 1, "first": ["note"]}


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.write_bytes(b"no record at all"), "could not be read"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "could not be read"),
        (lambda path: _other_schema(path), "had schema 1, this one has 4"),
    ],
)
def test_an_old_record_that_cannot_be_read_stops_no_build(
    built: Callable[[], BuildReport], harm: Callable[[Path], object], said: str
) -> None:
    harm(layout_of(built).record)
    report = built()
    assert report.changes is not None
    assert report.changes.differences is None
    assert said in report.changes.sentence()
    assert changes_of_last_build(layout_of(built)) == report.changes
    assert open_record(layout_of(built)).rows("SELECT count(*) FROM document") == [(4,)]


def _other_schema(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"at": 1}', "\0", '{"at": "x", "record": "y", "differences": {"states": 1}, "notes": []}']
)
def test_a_damaged_or_missing_file_is_not_known_and_nothing_else(built: Callable[[], BuildReport], text: str) -> None:
    built()
    layout_of(built).last_build.write_text(text)
    assert changes_of_last_build(layout_of(built)) is None
    layout_of(built).last_build.unlink()
    assert changes_of_last_build(layout_of(built)) is None


def test_what_is_kept_of_a_record_that_never_came_is_passed_over(built: Callable[[], BuildReport], tmp_path: Path) -> None:
    built()
    old = layout_of(built).record.read_bytes()
    (tmp_path / "note.txt").write_text("Sami Haddad leads the Harbour Watch.\n")
    add(layout_of(built), [tmp_path / "note.txt"])
    built()
    layout_of(built).record.write_bytes(old)
    assert changes_of_last_build(layout_of(built)) is None


def test_a_disk_that_does_not_take_the_file_stops_no_build(built: Callable[[], BuildReport], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise CustodyError("no room")

    monkeypatch.setattr(last_build, "write_whole", refuse)
    report = built()
    assert report.changes is not None
    assert changes_of_last_build(layout_of(built)) is None


def test_the_record_does_not_depend_on_what_was_there_before(
    built: Callable[[], BuildReport], rows_of: Callable[[Path], object], reader: str
) -> None:
    built()
    compared = rows_of(layout_of(built).record)
    layout_of(built).record.unlink()
    build(layout_of(built), reader=reader, workers=1, finish=settle)
    assert rows_of(layout_of(built).record) == compared
