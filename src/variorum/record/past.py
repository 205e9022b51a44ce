"""The record's own past: what it was on a day, and what it would be after one more judgement.

A record follows from originals, decisions, reader and vocabulary, and the custody log and decisions.jsonl say when each original and decision
came. So the record as known on a day is made again from what had come by then, with the reader of today: how the archive's *knowledge* grew,
not how its machine did. It is kept under ``past/``, named by all that it follows from; that folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from variorum.errors import RecordError, UsageError
from variorum.record.build import clear_leftovers, description, make
from variorum.record.counted import Judged
from variorum.record.moment import Moment, made_by, stamp
from variorum.record.open import Record, open_record
from variorum.record.readings import Progress, readings
from variorum.record.reduce import SCHEMA
from variorum.shelf import custody, judgements
from variorum.shelf.custody import Action, Entry
from variorum.shelf.judgements import Judgement, Kind
from variorum.shelf.layout import Layout
from variorum.shelf.lock import locked

#: Of the records under ``past/`` those last used are kept: a few dates to and fro, and the two of each withdrawal that was tried.
KEPT = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What had come by some moment: lines of the custody log and judgements, both in their order. ``words`` names the moment."""

    words: str
    entries: tuple[Entry, ...]
    log: tuple[Judgement, ...]

    def with_judgement(self, judgement: Judgement) -> Known:
        """The same with one more judgement, which no file has."""
        return replace(self, words=f"{self.words}, with the judgement", log=(*self.log, judgement))

    def without_withdrawals(self) -> Known:
        """The same as if nothing had ever been withdrawn."""
        return replace(self, log=tuple(j for j in self.log if j.kind not in (Kind.WITHDRAW, Kind.RESTORE)))

    def judged(self, layout: Layout) -> Judged:
        """The judgements in force. Raises DecisionError when they cannot be obeyed."""
        return Judged.of(self.log, str(layout.decisions))


def known(layout: Layout, moment: Moment) -> Known:
    """What had come by the moment.

    Raises:
        UsageError: no document had come in by then; says when the first did.
        CustodyError, DecisionError: a log cannot be used.
    """
    entries = custody.read(layout)
    log = judgements.read(layout.decisions)
    then = entries if moment.is_now else tuple(e for e in entries if stamp(e.at) < moment.until)
    if not _documents(then):
        first = _documents(entries)
        since = f"its first document came in on {first[0].at}" if first else "no document has come in yet; `variorum add` takes them in"
        raise UsageError(f"the archive held no document {_by(moment)}: {since}")
    return Known(moment.words, then, made_by(log, moment))


def open_known(
    layout: Layout, then: Known, *, workers: int | None = None, progress: Progress | None = None, reader: str | None = None
) -> Record:
    """The record of what was known: the one in place where it is that, else one under ``past/``, which is made if it is not there.

    Reads documents only where no reading of them is cached. The record in place stays as it is.

    Raises:
        RecordError: somebody else is making one, or the disk does not take it.
    """
    judged = then.judged(layout)
    found = readings(layout, entries=then.entries, without=judged.documents, workers=workers, progress=progress, reader=reader)
    meta = {**description(layout, found, judged), "schema": SCHEMA}
    with suppress(RecordError):
        record = open_record(layout)
        if dict(record.rows("SELECT key, value FROM meta")) == meta:
            return record
        record.close()
    path = layout.past / f"{hashlib.sha256(json.dumps(meta, sort_keys=True).encode()).hexdigest()[:32]}.duckdb"
    _make_folder(layout)
    with locked(layout.past / ".lock"):
        with suppress(RecordError):
            return _used(layout, open_record(layout, path))
        clear_leftovers(path)
        make(layout, found, judged, path)
        return _used(layout, open_record(layout, path))


def _used(layout: Layout, record: Record) -> Record:
    with suppress(OSError):
        os.utime(record.path)
        others = sorted(layout.past.glob("*.duckdb"), key=lambda p: p.stat().st_mtime, reverse=True)
        for path in others[KEPT:]:
            path.unlink()
    return record


def _make_folder(layout: Layout) -> None:
    try:
        layout.past.mkdir(exist_ok=True)
    except OSError as err:
        raise RecordError(f"{layout.past}: the folder cannot be made: {err.strerror or err}") from err


def _documents(entries: Sequence[Entry]) -> list[Entry]:
    return [e for e in entries if e.action == Action.ADDED]


def _by(moment: Moment) -> str:
    return "yet" if moment.is_now else f"by {moment.words}"
