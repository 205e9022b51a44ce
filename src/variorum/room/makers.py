"""Processes that make pages, so that the readers of a large record do not wait for one another.

In one process only one thread computes at a time, and a page about a body that everybody speaks of takes a second. So each maker holds the record open for
itself; the process that listens keeps sessions, judgements and the pages that were made. Where makers are not there yet, or no more, it makes pages itself.
"""

from __future__ import annotations

import atexit
import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path

from starlette.requests import Request

from variorum.archive import Archive
from variorum.errors import VariorumError
from variorum.room.dossier.lineage import denied_changes
from variorum.room.findings import findings
from variorum.room.network.told import prepare as prepare_networks
from variorum.room.opened import Current, Opened, texts_at_hand
from variorum.room.rendering import prepare, render
from variorum.shelf.layout import Layout

_log = logging.getLogger("variorum.room")
#: Records of fewer claims are served by one process: its pages take a tenth of a second.
FROM = 100_000
#: One maker for each processor, up to so many: each takes as much memory as the server itself, two thirds of a gigabyte for a million claims.
_MOST = 8


def gathered(opened: Opened) -> Opened:
    """The record with what most pages of it lean on, gathered: seconds for a million claims."""
    findings(opened)
    _ = opened.sigla, opened.by_key, opened.archive.lineage
    _ = denied_changes(opened), texts_at_hand(opened)
    opened.record.find_entity(
        opened.title
    )  # reads the tables of names and scripts, for which the first search of all would wait a third of a second
    return opened


def settle() -> None:
    """Has the collector of what is no longer needed pass over what is there now: to look through a large record takes it half a second, again and again."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else DuckDB believes at the end that it was left open


def many_for(layout: Layout) -> int:
    """How many makers the record of an archive wants on this machine; 0 where one process serves it well, or there is no record."""
    try:
        ((claims,),) = Archive(layout).record.rows("SELECT count(*) FROM claim")
    except VariorumError:
        return 0
    return min(os.cpu_count() or 1, _MOST) if claims >= FROM else 0


class Makers:
    """``many`` processes. Safe to use from several threads; end them with :meth:`end`."""

    def __init__(self, layout: Layout, many: int, *, read_only: bool = False) -> None:
        context = multiprocessing.get_context("spawn")  # a copy of a process with threads may stand still for ever
        self._pool = ProcessPoolExecutor(many, mp_context=context, initializer=_begin, initargs=(layout.root, read_only))
        self._ready = threading.Event()
        self._waiting = many
        self._lock = threading.Lock()
        for _ in range(many):
            self._pool.submit(os.getpid).add_done_callback(self._begun)

    def wait(self, seconds: float) -> bool:
        """Whether all are ready, at the latest after so many seconds."""
        return self._ready.wait(seconds)

    def page(self, where: str, request: Request) -> str | None:
        """The page at the route ``where``, made by one of them; None while they are not ready. Raises what making the page raises."""
        if not self._ready.is_set():
            return None
        try:
            made = self._pool.submit(_page, where, request.url.path, request.url.query, dict(request.path_params))
        except RuntimeError:  # broken or ended
            return None
        try:
            return made.result()
        except BrokenProcessPool:
            self._ready.clear()
            _log.exception("a process that makes pages has ended; pages are made without them from now on")
            return None

    def end(self) -> None:
        """Ends them, whatever they are making."""
        self._ready.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _begun(self, begun: Future[int]) -> None:
        with self._lock:
            self._waiting -= 0 if begun.cancelled() or begun.exception() else 1
            if not self._waiting:
                self._ready.set()


# ---------------------------------------------------------------------- in a maker
class _Maker:
    """What a maker holds."""

    current: Current
    read_only: bool


def _begin(root: Path, read_only: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that listens
    threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    _Maker.current, _Maker.read_only = Current(Layout.open(root), threads=1), read_only
    prepare()
    try:
        prepare_networks(gathered(_Maker.current.get()))
    except VariorumError as err:
        _log.info("not ready: %s", err)
    settle()
    atexit.register(os._exit, 0)  # it only reads: nothing is left to put in order, and DuckDB would say at length that it was left open


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _page(where: str, path: str, query: str, parameters: Mapping[str, str]) -> str:
    from variorum.room.pages import PAGES  # they import the application

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [], "path_params": parameters}
    opened = _Maker.current.get()
    return render(dict(PAGES)[where](opened, Request(scope)), opened, read_only=_Maker.read_only)
