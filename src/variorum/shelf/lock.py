"""One writer at a time: the lock that everything which writes to an archive holds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from variorum.errors import RecordError

#: How long a second writer waits for the first, in seconds, before it says so.
PATIENCE = 20.0

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock file at ``path`` for the block. The system lets it go when the process ends, however it ends.

    Raises:
        RecordError: somebody else still holds it after ``patience`` seconds, or the file cannot be made.
    """
    try:
        file = path.open("ab")
    except OSError as err:
        raise RecordError(f"{path.parent}: cannot be written to: {err.strerror or err}") from err
    with file:
        until = time.monotonic() + patience
        while True:
            try:
                _take(file)
                break
            except OSError as err:
                if time.monotonic() >= until:
                    raise RecordError(
                        f"{path.parent}: somebody else is writing to this archive; try again when they have finished"
                    ) from err
                time.sleep(0.05)
        yield
