"""No byte of the custody log can change, vanish or move without being seen; an interrupted line is set aside, not lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.errors import CustodyError, RecordError
from variorum.shelf import custody, lock
from variorum.shelf.create import create
from variorum.shelf.custody import Action, about, canonical, decode, read, writing
from variorum.shelf.layout import Layout
from variorum.shelf.verify import FindingKind, verify

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def written(archive: Layout) -> Layout:
    """An archive whose log has five lines."""
    with writing(archive, by="mara") as log:
        for i in range(4):
            log.append(Action.EXPORTED, format="csv", file=f"كتاب-{i}.csv")
    return archive


def test_the_lines_about_one_original_are_found_and_checked(archive: Layout) -> None:
    """Those that added, described and annotated it, and no other; a changed one is refused."""
    with writing(archive, by="mara") as log:
        log.append(Action.ADDED, sha256="a" * 64, document="letter")
        log.append(Action.ADDED, sha256="b" * 64, document="list")
        log.append(Action.ANNOTATED, of="a" * 64, sha256="c" * 64, document="letter")
        log.append(Action.EXPORTED, format="csv", file="a" * 64)
    assert [e.action for e in about(archive, "a" * 64)] == ["added", "annotated"]
    assert about(archive, "d" * 64) == ()
    archive.custody.write_bytes(archive.custody.read_bytes().replace(b"letter", b"lettre"))
    with pytest.raises(CustodyError, match="was changed after it was written"):
        about(archive, "a" * 64)
    assert [e.fields["document"] for e in about(archive, "b" * 64)] == ["list"]


def test_lines_are_numbered_and_chained(written: Layout) -> None:
    entries = read(written)
    assert [e.n for e in entries] == [1, 2, 3, 4, 5]
    assert [e.prev for e in entries] == [custody.FIRST, *(e.hash for e in entries[:-1])]
    assert (entries[1].by, entries[1].action, entries[1].fields["file"]) == ("mara", "exported", "كتاب-0.csv")
    assert verify(written) == []


@given(value=st.dictionaries(st.text("xyz", min_size=1), JSON, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_any_fields_come_back(archive: Layout, value: dict[str, object]) -> None:
    with writing(archive) as log:
        entry = log.append(Action.EXPORTED, **value)
    assert read(archive)[-1] == entry
    assert dict(entry.fields) == json.loads(canonical(value))


def test_every_changed_byte_is_found(written: Layout) -> None:
    """All bytes of the log, one after the other: the finding names the line, and nothing is written after it."""
    data = written.custody.read_bytes()
    for at in range(len(data)):
        if data[at : at + 1] == b"\n":
            continue
        line = data.count(b"\n", 0, at) + 1
        written.custody.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        findings = [f for f in verify(written) if f.kind is FindingKind.CHANGED]
        assert [f.line for f in findings][:1] == [line], f"byte {at}"
    with pytest.raises(CustodyError, match=r"line 5: .* nothing was written"), writing(written) as log:
        log.append(Action.EXPORTED)


def test_every_changed_line_feed_is_found(written: Layout) -> None:
    data = written.custody.read_bytes()
    for at in (i for i, byte in enumerate(data) if byte == 0x0A):
        written.custody.write_bytes(data[:at] + b" " + data[at + 1 :])
        assert verify(written) != []


@pytest.mark.parametrize("gone", range(5))
def test_a_removed_line_is_found(written: Layout, gone: int) -> None:
    lines = written.custody.read_bytes().splitlines(keepends=True)
    written.custody.write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
    findings = verify(written)
    assert findings[0].kind is FindingKind.MISSING
    if gone < 4:
        assert f"line {gone + 1}: has number {gone + 2}, expected {gone + 1}: 1 line is missing" in str(findings[0])
    else:
        assert "1 of the last are gone" in findings[0].message


def test_lines_that_changed_places_are_found(written: Layout) -> None:
    lines = written.custody.read_bytes().splitlines(keepends=True)
    written.custody.write_bytes(b"".join([lines[0], lines[2], lines[1], lines[3], lines[4]]))
    assert [f.line for f in verify(written)][:2] == [2, 3]


def test_a_forged_line_with_its_own_hash_breaks_the_chain(written: Layout) -> None:
    """Whoever changes a line and computes its hash anew would have to do so with every line after it."""
    lines = written.custody.read_bytes().splitlines()
    entry = decode(lines[2])
    data = json.loads(lines[2])
    del data["hash"]
    data["by"] = "somebody else"
    forged = canonical({**data, "hash": custody.sha256(canonical(data)).hexdigest()})
    written.custody.write_bytes(b"\n".join([*lines[:2], forged, *lines[3:], b""]))
    assert [(f.line, "one of the two was exchanged" in f.message) for f in verify(written)] == [(4, True)]
    assert entry.hash[:12] in str(verify(written)[0])


def test_a_lost_log_is_found(written: Layout) -> None:
    written.custody.unlink()
    assert "had 5 lines" in verify(written)[0].message


def test_the_head_is_checked(written: Layout) -> None:
    written.custody_head.write_bytes(b"{}")
    assert [f.file for f in verify(written)] == ["custody.head"]
    written.custody_head.unlink()
    assert [(f.file, f.kind) for f in verify(written)] == [("custody.head", FindingKind.INTERRUPTED)]
    with writing(written):
        pass
    assert verify(written) == []


def test_a_line_cut_anywhere_is_set_aside(written: Layout) -> None:
    """A kill in the middle of a write: whatever was on the disk, the lines before it stand, and the torn one is kept and recorded."""
    data = written.custody.read_bytes()
    start = data.rindex(b"\n", 0, -1) + 1
    head = canonical({"n": 4, "hash": read(written)[3].hash}) + b"\n"  # a killed writer has not moved the head
    for cut in (start + 1, start + 40, len(data) - 2):
        written.custody_torn.unlink(missing_ok=True)
        written.custody.write_bytes(data[:cut])
        written.custody_head.write_bytes(head)
        assert [f.kind for f in verify(written)] == [FindingKind.INTERRUPTED]
        assert len(read(written)) == 4
        with writing(written, by="mara"):
            pass
        assert verify(written) == []
        assert written.custody_torn.read_bytes() == data[start:cut] + b"\n"
        last = read(written)[-1]
        assert (last.n, last.action, last.fields["size"]) == (5, "recovered", cut - start)


def test_a_whole_line_without_its_line_feed_is_completed(written: Layout) -> None:
    data = written.custody.read_bytes()
    written.custody.write_bytes(data[:-1])
    with writing(written):
        pass
    assert written.custody.read_bytes() == data
    assert not written.custody_torn.exists()


def test_a_full_disk_leaves_the_log_as_it_was(written: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written.custody.read_bytes()

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    with writing(written) as log:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(CustodyError, match=r"No space left on device; the log is as it was"):
            log.append(Action.EXPORTED)
        monkeypatch.undo()
        assert written.custody.read_bytes() == before
        log.append(Action.EXPORTED)
    assert verify(written) == []


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    layout = create(tmp_path / "a")
    with writing(layout), pytest.raises(RecordError, match="somebody else is writing"), lock.locked(layout.lock, patience=0.1):
        pass
