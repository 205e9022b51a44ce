"""Reading many documents at once: a few worker processes, each fed by a thread; one that dies takes only its document with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from variorum.model import Document
from variorum.record.codec import to_plain
from variorum.record.worker import failure, read_and_keep
from variorum.shelf.layout import Layout

#: A process costs about half a second to start; fewer documents than this are read in this one.
WORTH_A_PROCESS = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read, and the key under which the reading is kept."""

    document: Document
    key: str


def read_all(layout: Layout, tasks: Sequence[Task], reader: str, workers: int, done: Callable[[Task, str | None], None]) -> None:
    """Reads every document into the cache, and calls ``done`` with each (one at a time, in any order) and what went wrong, None if nothing did."""
    if workers <= 1 or len(tasks) < WORTH_A_PROCESS:
        for task in tasks:
            done(task, _read_here(layout, task, reader))
        return
    _Pool(layout, tasks, reader, done).run(min(workers, len(tasks)))


def _read_here(layout: Layout, task: Task, reader: str) -> str | None:
    try:
        read_and_keep(layout, task.document, task.key, reader)
    except Exception as err:  # as in worker: named in the report, and the others are read
        return failure(err)
    return None


class _Pool:
    def __init__(self, layout: Layout, tasks: Sequence[Task], reader: str, done: Callable[[Task, str | None], None]) -> None:
        self._layout, self._reader, self._done = layout, reader, done
        self._queue: SimpleQueue[Task] = SimpleQueue()
        for task in sorted(tasks, key=lambda t: -t.document.chars):  # the longest first, so that none is left alone at the end
            self._queue.put(task)
        self._lock = threading.Lock()
        self._processes: set[subprocess.Popen[str]] = set()
        self._errors: list[BaseException] = []

    def run(self, workers: int) -> None:
        threads = [threading.Thread(target=self._feed, daemon=True) for _ in range(workers)]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        finally:  # also when the person breaks it off
            for process in list(self._processes):
                process.kill()
        if self._errors:
            raise self._errors[0]

    def _feed(self) -> None:
        process = self._start()
        try:
            while not self._errors:
                try:
                    task = self._queue.get_nowait()
                except Empty:
                    break
                failed = self._ask(process, task)
                if process.poll() is not None:
                    self._end(process)
                    process = self._start()
                with self._lock:
                    self._done(task, failed)
        except BaseException as err:  # not lost in a thread: run() raises it
            self._errors.append(err)
        finally:
            self._end(process)

    def _start(self) -> subprocess.Popen[str]:
        # One thread a process: small products gain nothing from more, and two readers with two threads each wait for one another (measured: 8 times the CPU).
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        paths = os.pathsep.join(p for p in sys.path if p)
        environment = {**os.environ, **single, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "variorum.record.worker"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8", env=environment
        )
        self._processes.add(process)
        return process

    def _ask(self, process: subprocess.Popen[str], task: Task) -> str | None:
        assert process.stdin and process.stdout
        plain = {"root": str(self._layout.root), "document": to_plain(task.document), "key": task.key, "reader": self._reader}
        try:
            process.stdin.write(json.dumps(plain) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if answer:
            failed: str | None = json.loads(answer)["failed"]
            return failed
        return f"the process that read it ended with {process.wait()}"

    def _end(self, process: subprocess.Popen[str]) -> None:
        process.kill()
        process.communicate()
        self._processes.discard(process)
