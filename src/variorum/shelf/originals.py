"""The originals: bytes under their own SHA-256, written once, never changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from variorum.errors import CustodyError
from variorum.shelf.layout import Layout, write_whole


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
    path = layout.original(name)
    try:
        data = path.read_bytes()
    except FileNotFoundError as err:
        raise CustodyError(f"{path}: the original is missing; `variorum verify` lists everything that is wrong") from err
    except OSError as err:
        raise CustodyError(f"{path}: the original cannot be read: {err.strerror or err}") from err
    if (found := sha256(data).hexdigest()) != name:
        raise CustodyError(f"{path}: the original was changed: its content has the SHA-256 {found[:12]}…, not the one in its name")
    return data


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, read in pieces so that a large one needs no memory."""
    hasher, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            hasher.update(piece)
            size += len(piece)
    return hasher.hexdigest(), size


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
