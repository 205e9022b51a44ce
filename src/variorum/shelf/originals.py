"""The originals: bytes under their own SHA-256, written once, never changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from variorum.errors import CustodyError
from variorum.shelf.layout import Layout, sync_folder, write_whole

_PIECE = 1 << 20


def store(layout: Layout, data: bytes) -> str:
    """Puts ``data`` among the originals and gives its SHA-256. The same bytes twice are one original.

    Raises:
        CustodyError: the disk does not take it, or an original of that name is there and is not what its name says.
    """
    name = sha256(data).hexdigest()
    path = layout.original(name)
    if path.exists():
        read(layout, name)
    else:
        write_whole(path, data, mode=0o444)
    return name


def read(layout: Layout, name: str) -> bytes:
    """The bytes of the original with that SHA-256, checked against it. Raises CustodyError when it is missing, unreadable or changed."""
    with opened(layout, name) as file:
        return file.read()


@contextmanager
def opened(layout: Layout, name: str) -> Iterator[BinaryIO]:
    """The original with that SHA-256, open at its beginning and checked against it, without ever being in memory as a whole. Raises as :func:`read`."""
    path = layout.original(name)
    try:
        file = path.open("rb")
    except FileNotFoundError as err:
        raise CustodyError(f"{path}: the original is missing; `variorum verify` lists everything that is wrong") from err
    except OSError as err:
        raise CustodyError(f"{path}: the original cannot be read: {err.strerror or err}") from err
    with file:
        try:
            found, _ = _digest(file)
        except OSError as err:
            raise CustodyError(f"{path}: the original cannot be read: {err.strerror or err}") from err
        if found != name:
            raise CustodyError(f"{path}: the original was changed: its content has the SHA-256 {found[:12]}…, not the one in its name")
        file.seek(0)
        yield file


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, read in pieces so that a large one needs no memory."""
    with path.open("rb") as file:
        return _digest(file)


def _digest(file: BinaryIO) -> tuple[str, int]:
    hasher, size = sha256(), 0
    while piece := file.read(_PIECE):
        hasher.update(piece)
        size += len(piece)
    return hasher.hexdigest(), size


@dataclass(frozen=True, slots=True)
class Incoming:
    """A large file on its way to become an original: under a hidden name among them until it is :meth:`kept <keep>`."""

    layout: Layout
    path: Path
    sha256: str
    size: int

    def keep(self) -> None:
        """Gives the file its place. Raises CustodyError when the disk does not take it, or what lies there is not what its name says."""
        place = self.layout.original(self.sha256)
        if place.exists():
            with opened(self.layout, self.sha256):
                return
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o444)
            self.path.replace(place)
            sync_folder(place.parent)
        except OSError as err:
            raise CustodyError(f"{place}: could not be written: {err.strerror or err}; nothing of it was kept") from err


@contextmanager
def incoming(layout: Layout, pieces: Iterable[bytes]) -> Iterator[Incoming]:
    """The pieces of a file, on the disk and hashed, to be looked at before they are kept; whoever does not keep them leaves nothing behind.

    For whoever holds the archive's lock. Raises CustodyError when the disk does not take them.
    """
    path = layout.originals / f".incoming.{os.getpid()}.tmp"
    hasher, size = sha256(), 0
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                for piece in pieces:
                    file.write(piece)
                    hasher.update(piece)
                    size += len(piece)
                file.flush()
                os.fsync(file.fileno())
        except OSError as err:
            raise CustodyError(f"{path}: could not be written: {err.strerror or err}; nothing of it was kept") from err
        yield Incoming(layout, path, hasher.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def lying_there(layout: Layout) -> Iterator[Path]:
    """Every file under ``originals/``, sorted by path, whatever it is."""
    for folder, folders, files in os.walk(layout.originals):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(files))


def is_unfinished(path: Path) -> bool:
    """Whether the file is what an interrupted write leaves: hidden and ``.tmp``."""
    return path.name.startswith(".") and path.suffix == ".tmp"


def sweep(layout: Layout) -> int:
    """Removes what interrupted writes left, and says how many there were. Only for whoever holds the archive's lock."""
    left = [path for path in lying_there(layout) if is_unfinished(path)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
