"""Making the record anew after judgements: in the background, one build at a time; what is judged meanwhile is in the next."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from variorum.archive import Archive
from variorum.errors import DecisionError, RecordError, VariorumError
from variorum.record.counted import Judged
from variorum.room.opened import Opened
from variorum.shelf import judgements
from variorum.shelf.layout import Layout

_log = logging.getLogger("variorum.room")
#: After somebody else's build was in the way: seconds until it is tried again, and how often at most.
AGAIN, TRIES = 5.0, 60


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the making is. ``seconds``: how long the last build took, None before there was one; ``trouble``: why the last one failed, if it did."""

    is_making: bool = False
    seconds: float | None = None
    trouble: str | None = None


class Rebuilding:
    """Builds the archive when asked, in a thread of its own that ends when there is nothing more to do. Safe to use from several threads.

    ``build`` makes the record; it is given the archive's layout.
    """

    def __init__(self, layout: Layout, build: Callable[[Layout], object] | None = None) -> None:
        self._layout = layout
        self._build = build or (lambda where: Archive(where).build(workers=1))
        self._lock = threading.Lock()
        self._wanted = False
        self._thread: threading.Thread | None = None
        self._progress = Progress()

    @property
    def progress(self) -> Progress:
        with self._lock:
            return self._progress

    def ask(self) -> None:
        """Has the record made, from now or, if a build is under way, once more after it."""
        with self._lock:
            self._wanted = True
            if self._thread is None:
                self._progress = replace(self._progress, is_making=True)
                self._thread = threading.Thread(target=self._run, name="rebuilding", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Whether all that was asked is done, at the latest after so many seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with self._lock:
                if self._thread is None:
                    return True
            time.sleep(0.02)
        return False

    def _run(self) -> None:
        tries = 0
        while True:
            with self._lock:
                if not self._wanted:
                    self._thread = None
                    self._progress = replace(self._progress, is_making=False)
                    return
                self._wanted = False
            begun = time.monotonic()
            trouble, in_the_way = self._try()
            tries = tries + 1 if in_the_way else 0
            with self._lock:
                seconds = self._progress.seconds if trouble else round(time.monotonic() - begun, 2)
                self._progress = Progress(True, seconds, trouble)
                self._wanted = self._wanted or 0 < tries < TRIES
            if in_the_way:
                time.sleep(AGAIN)

    def _try(self) -> tuple[str | None, bool]:
        """Builds; what went wrong, in words, and whether somebody else was in the way, so that it is worth another try."""
        try:
            self._build(self._layout)
        except RecordError as err:
            return str(err), True
        except VariorumError as err:
            return str(err), False
        except Exception:
            _log.exception("the record could not be made")
            return "an error of variorum; the server's log says more. The record is as it was, and the judgements are kept", False
        return None, False


def is_behind(opened: Opened) -> bool:
    """Whether judgements that change the record have been kept since it was made. One that does not say on what it rests was made before any."""
    try:
        judged = Judged.of(judgements.read(opened.archive.layout.decisions), "decisions.jsonl")
        return (
            opened.meta.get("judged", Judged().digest) != judged.digest or opened.meta.get("endorsed", judged.endorsed) != judged.endorsed
        )
    except DecisionError:
        return True
