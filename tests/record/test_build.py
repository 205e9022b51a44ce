"""Building: read once, the same every time, and whole at every moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from variorum.errors import RecordError
from variorum.identity.decisions import Decision, DecisionKind, Side, append
from variorum.reading.annotated import from_dict
from variorum.record import build, open_record
from variorum.record import build as build_function
from variorum.shelf.annotations import add_annotations
from variorum.shelf.documents import documents
from variorum.shelf.layout import Layout
from variorum.shelf.lock import locked

Make = Callable[..., Layout]
Dump = Callable[[Path], dict[str, list[tuple[object, ...]]]]


def test_a_second_build_reads_nothing_and_gives_the_same_rows(new_archive: Make, reader: str, rows_of: Dump) -> None:
    layout = new_archive()
    first = build(layout, reader=reader, workers=1)
    rows = rows_of(layout.record)
    second = build(layout, reader=reader, workers=1)
    assert (first.read, first.cached, second.read, second.cached) == (4, 0, 0, 4)
    assert rows == rows_of(layout.record)
    assert len(rows["claim"]) == 6


def test_the_order_in_which_documents_came_in_does_not_matter(new_archive: Make, reader: str, rows_of: Dump) -> None:
    a = new_archive("a")
    b = new_archive("b", order=["memo.txt", "list.txt", "report.txt", "letter.txt"])
    for layout in (a, b):
        build(layout, reader=reader, workers=1)
    assert rows_of(a.record) == rows_of(b.record)


def test_worker_processes_give_the_same_record(new_archive: Make, reader: str, rows_of: Dump) -> None:
    a, b = new_archive("a"), new_archive("b")
    build(a, reader=reader, workers=1)
    report = build(b, reader=reader, workers=2)
    assert report.read == 4
    assert rows_of(a.record) == rows_of(b.record)


def test_only_the_document_that_changed_is_read_again(
    new_archive: Make, reader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = new_archive()
    build(layout, reader=reader, workers=1)
    monkeypatch.setenv("READ_NOTES", str(tmp_path / "notes"))
    (tmp_path / "archive-in" / "letter.meta.toml").write_text('published = "2011"\n')
    (tmp_path / "archive-in" / "letter.txt.meta.toml").write_text('published = "2011"\n')
    from variorum.shelf.add import add

    add(layout, [tmp_path / "archive-in" / "letter.txt"])
    report = build(layout, reader=reader, workers=1)
    assert (report.read, report.cached) == (1, 3)
    assert (tmp_path / "notes").read_text().split() == ["letter"]


def test_a_document_that_cannot_be_read_is_named_and_counted_and_stops_nobody(new_archive: Make, reader: str) -> None:
    layout = new_archive(bad="unreadable\n", worse="deadly\n")
    report = build(layout, reader=reader, workers=2)
    assert [(d, m) for d, m in report.failed] == [
        ("bad", "the reader failed: ValueError: cannot make head or tail of it"),
        ("worse", "the process that read it ended with 9"),
    ]
    assert (report.documents, report.read) == (6, 4)
    unread = open_record(layout).rows("SELECT d.id, u.kind FROM unread u JOIN document d USING (doc) ORDER BY 1")
    assert unread == [("bad", "document unread"), ("worse", "document unread")]
    assert "2 could not be read" in report.sentence()


def test_a_damaged_cache_is_read_anew(new_archive: Make, reader: str, rows_of: Dump) -> None:
    layout = new_archive()
    build(layout, reader=reader, workers=1)
    rows = rows_of(layout.record)
    damaged = sorted(layout.readings.glob("*.reading-*.json"))[0]
    damaged.write_bytes(damaged.read_bytes().replace(b"leads", b"loves"))
    report = build(layout, reader=reader, workers=1)
    assert (report.read, report.cached) == (1, 3)
    assert rows == rows_of(layout.record)


def test_a_persons_reading_replaces_the_machines(new_archive: Make, reader: str, tmp_path: Path) -> None:
    layout = new_archive()
    letter = next(d for d in documents(layout) if d.id == "letter")
    raw: dict[str, Any] = {
        "document": {"id": "letter", "sha256": letter.sha256},
        "entities": {"N": {"type": "person", "names": [{"text": "Rashad Nouri", "kind": "legal"}]}},
        "claims": [
            {
                "id": "k1",
                "predicate": "died",
                "subject": "N",
                "object": None,
                "voices": [{"voice": "@author", "act": "asserts"}],
                "start": 0,
                "end": 12,
                "quote": "Rashad Nouri",
            }
        ],
    }
    (tmp_path / "letter.json").write_text(json.dumps(raw))
    add_annotations(layout, [tmp_path / "letter.json"], check=from_dict)
    first, second = build(layout, reader=reader, workers=1), build(layout, reader=reader, workers=1)
    assert (first.annotated, first.read, second.annotated, second.read) == (1, 4, 1, 0)
    record = open_record(layout)
    assert record.rows("SELECT reader FROM document WHERE id = 'letter'") == [("person",)]
    said = record.rows(
        """SELECT p.name, t.local_id FROM claim JOIN document d USING (doc) JOIN predicate p USING (predicate)
        JOIN claim_text t USING (claim_id) WHERE d.id = 'letter'"""
    )
    assert said == [("died", "k1")]


def test_decisions_survive_a_rebuild_and_those_without_object_are_named(new_archive: Make, reader: str) -> None:
    layout = new_archive()
    build(layout, reader=reader, workers=1)
    heads = "SELECT count(DISTINCT entity) FROM local_entity WHERE key LIKE 'Rashad%'"
    assert open_record(layout).rows(heads) == [(1,)]
    apart = Decision(
        DecisionKind.NOT_SAME, Side("letter", name="Rashad Nouri"), Side("report", name="Rashad Nuri"), "K. Adib", why="father and son"
    )
    append(layout.decisions, apart)
    append(layout.decisions, Decision(DecisionKind.SAME, Side("gone", name="X"), Side("report", name="Rashad Nuri")))
    for _ in range(2):
        report = build(layout, reader=reader, workers=1)
        record = open_record(layout)
        assert record.rows(heads) == [(2,)]
        assert ("K. Adib decided that they are not the same: father and son",) in record.rows(
            "SELECT reason FROM identity_link WHERE rule = 'decision'"
        )
    assert report.unapplied == ("'X' of gone and 'Rashad Nuri' of report are same (line 2): no entities of gone are called 'X'",)


def test_a_second_builder_waits_and_then_says_so(new_archive: Make, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = new_archive()
    monkeypatch.setattr(sys.modules["variorum.record.build"], "locked", lambda path: locked(path, patience=0.1))
    with locked(layout.root / ".build.lock"), pytest.raises(RecordError, match="try again"):
        build(layout, reader=reader, workers=1)
    assert build_function(layout, reader=reader, workers=1).read == 4


#: Where a build is killed: module, function, on which call, before it (True) or after it (False).
DEATHS = [
    ("variorum.record.build", "clear_leftovers", 1, False),
    ("variorum.record.pool", "read_and_keep", 1, True),
    ("variorum.record.pool", "_read_here", 2, False),
    ("variorum.record.cache", "write_whole", 3, True),
    ("variorum.record.reduce", "spool_reading", 2, True),
    ("variorum.record.reduce", "resolve_material", 1, True),
    ("variorum.record.reduce", "_spool_identities", 1, False),
    ("variorum.record.reduce", "_load", 1, True),
    ("variorum.record.reduce", "_load", 1, False),
    ("variorum.record.build", "keep_changes", 1, True),
    ("variorum.record.last_build", "write_whole", 1, True),
    ("variorum.record.build", "_into_place", 1, True),
    ("variorum.record.build", "sync_folder", 1, True),
    ("variorum.record.build", "_remove", 1, True),
]

KILLED = """
    import importlib, os, sys
    from pathlib import Path
    from variorum.reasoning.differing import differing
    from variorum.record import build
    from variorum.shelf.layout import Layout
    module, name, calls, before = sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5] == "True"
    room, count = importlib.import_module(module), [0]
    real = getattr(room, name)
    def deadly(*args, **kwargs):
        count[0] += 1
        if count[0] == calls and before:
            os._exit(9)
        result = real(*args, **kwargs)
        if count[0] == calls:
            os._exit(9)
        return result
    setattr(room, name, deadly)
    build(Layout(Path(sys.argv[1])), reader="plain_reader:read", workers=1, compare=differing)
"""


@pytest.mark.parametrize(("module", "name", "calls", "before"), DEATHS)
def test_a_killed_build_harms_nothing(
    new_archive: Make, reader: str, rows_of: Dump, tmp_path: Path, module: str, name: str, calls: int, before: bool
) -> None:
    layout = new_archive()
    build(layout, reader=reader, workers=1)
    old = rows_of(layout.record)
    for cached in layout.readings.glob("*.reading-*.json"):
        cached.unlink()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(layout.root), module, name, str(calls), str(before)]
    assert subprocess.run(command, env=environment, check=False).returncode == 9, "the build was not killed where it should be"
    assert rows_of(layout.record) == old, "the old record must stay whole"
    report = build(layout, reader=reader, workers=1)
    assert not report.failed
    assert rows_of(layout.record) == old
    left = sorted(p.name for p in layout.root.iterdir() if ".new" in p.name or p.name.endswith((".wal", ".tmp")))
    assert left == [], "leftovers of a dead build are cleared"


def test_progress_counts_every_document_once(new_archive: Make, reader: str) -> None:
    seen: list[tuple[int, int]] = []
    build(new_archive(), reader=reader, workers=2, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
