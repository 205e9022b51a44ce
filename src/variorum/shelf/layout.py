"""Where things lie in an archive on disk.

my-archive/
  archive.toml       title, languages, reader, privacy policy, limits
  originals/ab/abcd… content-addressed by SHA-256, never changed
  custody.jsonl      append-only, each line carries the hash of the one before
  custody.head       number and hash of the last line, so that a log cut short is noticed
  custody.torn       what was left of a line whose writing was interrupted; absent if that never happened
  decisions.jsonl    every human judgement
  decisions.torn     like custody.torn, for decisions.jsonl
  exchanges/         what a language model was asked and answered; absent if none ever was. Not derived: it cannot be made again
  readings/          one reading per document and reader version (a cache: may be deleted)
  record.duckdb      derived; may be deleted
  words.sqlite       the words of the documents, to be searched (derived: may be deleted)
  last-build.json    what the build changed that made the record; derived; may be deleted
  past/              records of other days, as known then (a cache: may be deleted)
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from variorum.errors import CustodyError, UsageError


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one archive. It touches nothing: whether a path exists is for its user to see."""

    root: Path

    @classmethod
    def open(cls, root: str | os.PathLike[str]) -> Layout:
        """The layout of an existing archive. Raises UsageError, saying what was found instead, when ``root`` is not one."""
        layout = cls(Path(root))
        if layout.settings.is_file():
            return layout
        if not layout.root.exists():
            raise UsageError(f"{root}: there is no such folder; `variorum new {root}` begins an archive there")
        if not layout.root.is_dir():
            raise UsageError(f"{root}: is a file; expected the folder of an archive")
        raise UsageError(f"{root}: is not an archive: it has no archive.toml; `variorum new DIR` begins one in a new or empty folder")

    @property
    def settings(self) -> Path:
        return self.root / "archive.toml"

    @property
    def originals(self) -> Path:
        return self.root / "originals"

    @property
    def custody(self) -> Path:
        return self.root / "custody.jsonl"

    @property
    def custody_head(self) -> Path:
        return self.root / "custody.head"

    @property
    def custody_torn(self) -> Path:
        return self.root / "custody.torn"

    @property
    def lock(self) -> Path:
        return self.root / ".lock"

    @property
    def decisions(self) -> Path:
        return self.root / "decisions.jsonl"

    @property
    def exchanges(self) -> Path:
        return self.root / "exchanges"

    @property
    def readings(self) -> Path:
        return self.root / "readings"

    @property
    def record(self) -> Path:
        return self.root / "record.duckdb"

    @property
    def words(self) -> Path:
        return self.root / "words.sqlite"

    @property
    def last_build(self) -> Path:
        return self.root / "last-build.json"

    @property
    def past(self) -> Path:
        return self.root / "past"

    def original(self, sha256: str) -> Path:
        """Where the original with that SHA-256 lies, in the first two of its 64 hexadecimal digits."""
        return self.originals / sha256[:2] / sha256


def write_whole(path: Path, data: bytes, *, mode: int = 0o644, durable: bool = True) -> None:
    """Puts ``data`` at ``path`` so that there is, at every moment, the old file, the new one or none, but never a part of one.

    The bytes go to a hidden ``.tmp`` file in the same folder, to the disk, and then to their name. ``durable=False`` spares the wait for
    the disk, for what can be made again. Raises CustodyError in words when the disk does not take it; then nothing is left behind.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
        if durable:
            sync_folder(path.parent)
    except OSError as err:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CustodyError(f"{path}: could not be written: {err.strerror or err}; nothing of it was kept") from err


def sync_folder(folder: Path) -> None:
    """Makes the names in ``folder`` durable; does nothing where the system cannot (Windows opens no folders)."""
    if os.name == "posix":
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def append_whole(path: Path, data: bytes) -> None:
    """Adds to the end of a file in one write, which is on the disk when this returns; undone when the disk takes only a part of it.

    Raises OSError; the file is then as it was before.
    """
    new = not path.exists()
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            written = file.write(data)
            if written != len(data):
                raise OSError(f"only {written} of {len(data)} bytes were taken")
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(before)
            raise
    if new:
        sync_folder(path.parent)
