"""The reader's version: one for the same rules, another for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.record import version
from variorum.record.readings import readings
from variorum.record.version import reader_version
from variorum.shelf.add import add
from variorum.shelf.create import create


def test_a_changed_rule_changes_the_version_and_nothing_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "room"
    (room / "names").mkdir(parents=True)
    (room / "names" / "cues.yaml").write_text("said: [says]\n")
    monkeypatch.setattr(version, "files", lambda name: room)
    reader_version.cache_clear()
    first = reader_version()
    (room / "__pycache__").mkdir()
    (room / "__pycache__" / "cues.pyc").write_bytes(b"compiled")
    reader_version.cache_clear()
    assert reader_version() == first
    (room / "names" / "cues.yaml").write_text("said: [says, said]\n")
    reader_version.cache_clear()
    changed = reader_version()
    reader_version.cache_clear()
    assert changed != first
    assert changed.startswith("compact-1+")


@pytest.mark.parametrize("reader", ["compact", "rules"])
def test_an_archive_is_read_by_the_reader_that_it_names(reader: str, tmp_path: Path) -> None:
    layout = create(tmp_path / "archive", title="Two readers")
    settings = layout.settings.read_text(encoding="utf-8")
    layout.settings.write_text(settings.replace('reader = "compact"', f'reader = "{reader}"'), encoding="utf-8")
    (tmp_path / "note.txt").write_text("Karim Dost swore loyalty to the Northern Column.\n", encoding="utf-8")
    add(layout, [tmp_path / "note.txt"], by="test")
    found = readings(layout, workers=1)
    assert found.version.startswith(f"{reader}-1+")
    (reading,) = found
    assert reading.reader == reader
    assert ("pledged_to", "karim_dost") in {(c.predicate, c.subject) for c in reading.claims}
