"""Any changed, missing or added byte among the originals is found and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.errors import CustodyError
from variorum.shelf.add import add
from variorum.shelf.documents import documents, text_of
from variorum.shelf.layout import Layout
from variorum.shelf.verify import FindingKind, verify


@pytest.fixture
def filled(archive: Layout, inbox: Path) -> Layout:
    for name in ("a", "b"):
        (inbox / f"{name}.txt").write_text(f"Text {name}.", encoding="utf-8")
    add(archive, [inbox])
    return archive


def first(layout: Layout) -> Path:
    path = layout.original(documents(layout)[0].sha256)
    path.chmod(0o644)
    return path


def test_every_changed_byte_of_an_original_is_found(filled: Layout) -> None:
    path = first(filled)
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        (finding,) = verify(filled)
        assert finding.kind is FindingKind.CHANGED
        assert finding.file == f"originals/{path.name[:2]}/{path.name}"
        assert "when it came in as a.txt it had 7" in finding.message
    with pytest.raises(CustodyError, match="the original was changed"):
        text_of(filled, documents(filled)[0])


def test_a_missing_original_is_found(filled: Layout) -> None:
    first(filled).unlink()
    (finding,) = verify(filled)
    assert finding.kind is FindingKind.MISSING
    assert "line 2 of the log says that a.txt came in as this" in finding.message


def test_a_damaged_original_is_not_silently_mended(filled: Layout, inbox: Path) -> None:
    first(filled).write_bytes(b"Text A.")
    with pytest.raises(CustodyError, match="the original was changed"):
        add(filled, [inbox])


@pytest.mark.parametrize("name", ["ab/" + "ab" * 32, "zz/stray.txt", "stray.txt", "ab/" + "cd" * 32])
def test_what_the_log_does_not_speak_of_is_found(filled: Layout, name: str) -> None:
    path = filled.originals / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    (finding,) = verify(filled)
    assert finding.file == f"originals/{name}"
    assert finding.kind in (FindingKind.UNKNOWN, FindingKind.CHANGED)


def test_an_interrupted_write_is_called_that_and_swept(filled: Layout, inbox: Path) -> None:
    sha = documents(filled)[0].sha256
    left = filled.original(sha).with_name(f".{sha}.17.tmp")
    left.write_bytes(b"Te")
    assert [f.kind for f in verify(filled)] == [FindingKind.INTERRUPTED]
    report = add(filled, [inbox])
    assert "1 unfinished file(s)" in report.noticed[0]
    assert verify(filled) == []


def test_progress_counts_files(filled: Layout) -> None:
    steps: list[tuple[int, int]] = []
    verify(filled, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]
