"""`kill -9` at any moment of an `add`: nothing that was recorded is lost, `verify` says only true things, and the next `add` completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from variorum.shelf.add import add
from variorum.shelf.custody import read, split_log
from variorum.shelf.documents import documents, text_of
from variorum.shelf.layout import Layout
from variorum.shelf.verify import FindingKind, verify

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
FILES = 12

#: An `add` that kills itself at the n-th call that changes the disk.
SUICIDE = """
import os, signal, sys
from pathlib import Path
from variorum.shelf.add import add
from variorum.shelf.layout import Layout
left = int(sys.argv[3])
def dying(call):
    def wrapped(*args, **options):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **options)
    return wrapped
os.fsync = dying(os.fsync)
for name in ("replace", "chmod", "open", "mkdir"):
    setattr(Path, name, dying(getattr(Path, name)))
add(Layout.open(sys.argv[1]), [sys.argv[2]], by="mara")
"""
PLAIN = """
import sys
from variorum.shelf.add import add
from variorum.shelf.layout import Layout
print("ready", flush=True)
add(Layout.open(sys.argv[1]), [sys.argv[2]])
"""


@pytest.fixture
def letters(inbox: Path) -> Path:
    for i in range(FILES):
        (inbox / f"letter-{i:02}.txt").write_text(f"Letter {i}. " * 50, encoding="utf-8")
    return inbox


def check_after_kill(archive: Layout, letters: Path, recorded_before: int) -> int:
    """What must be true after a kill; gives how many documents are on the shelf now."""
    log = {e.fields.get("sha256") for e in read(archive)}
    for finding in verify(archive):
        if finding.kind is FindingKind.UNKNOWN:  # said of an original that came in without its line: true
            assert Path(finding.file).name not in log
            assert (archive.root / finding.file).is_file()
        else:
            assert finding.kind is FindingKind.INTERRUPTED
            assert finding.file.endswith(".tmp") or split_log(archive)[1] or not archive.custody_head.exists()
    there = documents(archive)
    assert len(there) >= recorded_before
    for document in there:
        assert text_of(archive, document) == (letters / str(document.file)).read_text(encoding="utf-8")
    return len(there)


def check_complete(archive: Layout, letters: Path) -> None:
    report = add(archive, [letters], by="mara")
    assert report.failed == ()
    assert verify(archive) == []
    assert [d.file for d in documents(archive)] == sorted(p.name for p in letters.iterdir())
    assert len([e for e in read(archive) if e.action == "added"]) == FILES


def test_killed_at_its_nth_step(archive: Layout, letters: Path) -> None:
    recorded, deaths = 0, 0
    for step in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 23, 31):
        done = subprocess.run([sys.executable, "-c", SUICIDE, str(archive.root), str(letters), str(step)], check=False)
        deaths += done.returncode == -signal.SIGKILL
        recorded = check_after_kill(archive, letters, recorded)
    assert deaths >= 10
    check_complete(archive, letters)


def test_killed_at_random_moments(archive: Layout, letters: Path) -> None:
    dice, recorded = random.Random(20), 0
    for _ in range(10):
        child = subprocess.Popen([sys.executable, "-c", PLAIN, str(archive.root), str(letters)], stdout=subprocess.PIPE)
        assert child.stdout and child.stdout.readline() == b"ready\n"
        time.sleep(dice.random() * 0.03)
        child.kill()
        child.communicate()
        recorded = check_after_kill(archive, letters, recorded)
    check_complete(archive, letters)
