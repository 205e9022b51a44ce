"""The reader's version: one for the same rules, another for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.record import version
from variorum.record.version import reader_version


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
    assert changed.startswith("rules-1+")
