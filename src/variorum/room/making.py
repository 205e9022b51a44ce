"""What takes longer than a page may: made in a thread of its own, one thing at a time, while whoever asked is told to come again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

_T = TypeVar("_T")
Progress = Callable[[int, int], None]

#: How long a request waits, in seconds, before it is told to come again; in how many seconds; how many things may wait; how many are kept.
PATIENCE, AGAIN, MOST_WAITING, KEPT = 1.0, 2, 4, 8


class BeingMade(Exception):
    """It is not there yet; ``said`` is what to tell whoever asked, ``again`` in how many seconds to ask again."""

    def __init__(self, said: str, again: int = AGAIN) -> None:
        super().__init__(said)
        self.said, self.again = said, again


@dataclass
class _Job:
    done: threading.Event = field(default_factory=threading.Event)
    result: Any = None
    error: Exception | None = None
    at: tuple[int, int] | None = None


class Making:
    """Safe to ask from several threads. What was made is kept for a while, so that coming again finds it. A server that ends waits for the document
    that is being read, and no longer."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[Hashable, _Job] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def get(self, key: Hashable, make: Callable[[Progress], _T], words: str) -> _T:
        """What ``make`` gives for the key, made once. What it raises is raised to one who asks, and then forgotten.

        Raises:
            BeingMade: it is not there yet, or too many things are waiting; ``words`` name it.
        """
        with self._lock:
            job = self._jobs.get(key)
            if job is None:
                if sum(not j.done.is_set() for j in self._jobs.values()) >= MOST_WAITING:
                    raise BeingMade(f"{words}: others are being made before it; the page asks again by itself.", 5 * AGAIN)
                job = self._jobs[key] = _Job()
                threading.Thread(target=self._make, args=(job, make), name="making").start()
        if not job.done.wait(PATIENCE):
            how_far = f" {job.at[0]:,} of {job.at[1]:,} documents are read." if job.at and job.at[0] < job.at[1] else ""
            raise BeingMade(f"{words}.{how_far} The page asks again by itself.")
        with self._lock:
            if job.error is not None:
                self._jobs.pop(key, None)
                raise job.error
            self._jobs.move_to_end(key)
            while len(self._jobs) > KEPT and (old := next((k for k, j in self._jobs.items() if j.done.is_set() and k != key), None)):
                del self._jobs[old]
        made: _T = job.result
        return made

    def _make(self, job: _Job, make: Callable[[Progress], Any]) -> None:
        def progress(done: int, total: int) -> None:
            if not threading.main_thread().is_alive():  # no daemon: killed within the engine it would take the process down with a crash
                raise RuntimeError("the server has ended")
            job.at = (done, total)

        with self._turn:
            try:
                job.result = make(progress)
            except Exception as err:  # whoever asked is told; this thread has nobody to tell
                job.error = err
            finally:
                job.done.set()
