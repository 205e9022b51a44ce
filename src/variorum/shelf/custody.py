"""The custody log: who put what on the shelf and when, in lines that cannot be changed, removed or reordered unseen.

``custody.jsonl`` holds one JSON object a line, written once and never again:

    {"action":"added","at":"2025-03-01T10:00:00Z","by":"mara","file":"letter.txt",...,"hash":"…","n":2,"prev":"…"}

``hash`` is the SHA-256 of the canonical JSON of all other fields (keys sorted, no spaces, UTF-8), ``prev`` the hash of the line before (64
zeros for the first). So a changed byte breaks its own line, and a removed or moved line breaks the next. What a chain alone cannot show is
that its *last* lines are gone; ``custody.head`` beside it holds number and hash of the last line for that. Somebody who rewrites the log
and the head from scratch is found only by comparing the head with a copy kept elsewhere: print it and put it away.

A line counts once its line feed is on the disk. A line that was cut off by a kill or a full disk has none; the next writer moves it to
``custody.torn``, goes on after the last whole line and records that it did (``recovered``).
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from variorum.errors import CustodyError
from variorum.shelf.layout import Layout, append_whole, write_whole
from variorum.shelf.lock import locked

FIRST = "0" * 64
_FRAME = ("n", "at", "by", "action", "prev", "hash")


class Action(StrEnum):
    """What was done. A log may hold actions of a later version of variorum; they are kept and take part in the chain."""

    CREATED = "created"  #: the archive was begun; title
    ADDED = "added"  #: an original came in; document, sha256, size, file, format, chars, text_sha256, meta, notes
    DESCRIBED = "described"  #: what is known of a document changed; document, sha256, meta
    ANNOTATED = "annotated"  #: a person's reading came in; document, of (its sha256), sha256 and size (the annotation's), file, meta
    LISTED = (
        "listed"  #: a published list of names came in; gazetteer (its id), sha256, size, file, form, dated, parties, names, meta, notes
    )
    EXPORTED = "exported"  #: something left the archive; format, file
    RECOVERED = "recovered"  #: a torn line was set aside; sha256 and size of what was torn


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``n`` counts from 1; ``at`` is ISO 8601 in UTC; ``fields`` is everything that belongs to the action."""

    n: int
    at: str
    by: str
    action: str
    fields: Mapping[str, Any]
    prev: str
    hash: str

    def line(self) -> bytes:
        """The bytes of the line, without its line feed."""
        return canonical({**self.fields, **{name: getattr(self, name) for name in _FRAME}})


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON that is the same for equal values, so that its hash is too."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def decode(raw: bytes) -> Entry:
    """The entry that a line (without line feed) holds. Raises CustodyError, saying what is wrong with it, when any byte of it was changed."""
    try:
        data = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as err:
        raise CustodyError("is no JSON object; it was changed after it was written") from err
    if not isinstance(data, dict) or any(name not in data for name in _FRAME):
        raise CustodyError(f"lacks some of the fields {', '.join(_FRAME)}; it was changed after it was written")
    if not isinstance(data["n"], int) or not all(isinstance(data[name], str) for name in _FRAME[1:]):
        raise CustodyError("holds a field of another kind than it was written with; it was changed after it was written")
    stated = data.pop("hash")
    try:
        computed = sha256(canonical(data)).hexdigest()
    except (ValueError, UnicodeEncodeError) as err:
        raise CustodyError("holds a value that no line of the log may hold; it was changed after it was written") from err
    entry = Entry(**{name: data.pop(name) for name in _FRAME[:-1]}, hash=stated, fields=data)
    if stated != computed:
        raise CustodyError(f"was changed after it was written: it states the hash {stated[:12]}…, its content has {computed[:12]}…")
    if entry.line() != raw:
        raise CustodyError("was rewritten: it means what it did, but not a byte of it may change")
    return entry


def link_problem(entry: Entry, before: Entry | None) -> str | None:
    """What is wrong in the step from the line ``before`` (None: there is none) to ``entry``; None when nothing is."""
    n, last = (before.n, before.hash) if before else (0, FIRST)
    if entry.n == n + 1 and entry.prev == last:
        return None
    if entry.n > n + 1:
        gone = entry.n - n - 1
        return f"has number {entry.n}, expected {n + 1}: {gone} {'line is' if gone == 1 else 'lines are'} missing or moved before it"
    if entry.n <= n:
        return f"has number {entry.n}, expected {n + 1}: it was moved or repeated"
    return f"continues from {entry.prev[:12]}…, but the line before it has the hash {last[:12]}…: one of the two was exchanged"


def split_log(layout: Layout) -> tuple[tuple[bytes, ...], bytes]:
    """The whole lines of the log, without line feeds, and what stands after the last line feed (empty unless a write was interrupted)."""
    *lines, rest = _written(layout).split(b"\n")
    return tuple(lines), rest


def _written(layout: Layout) -> bytes:
    try:
        return layout.custody.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as err:
        raise CustodyError(f"{layout.custody}: cannot be read: {err.strerror or err}") from err


def read(layout: Layout) -> tuple[Entry, ...]:
    """Every entry of the log, oldest first, with the chain checked; an interrupted last line does not count (see :func:`writing`).

    Raises:
        CustodyError: a line was changed, removed or moved; names the file and the first such line.
    """
    entries: list[Entry] = []
    for number, raw in enumerate(split_log(layout)[0], 1):
        try:
            entry = decode(raw)
        except CustodyError as err:
            raise _broken(layout, number, str(err)) from err
        if problem := link_problem(entry, entries[-1] if entries else None):
            raise _broken(layout, number, problem)
        entries.append(entry)
    return tuple(entries)


def about(layout: Layout, sha: str) -> tuple[Entry, ...]:
    """The entries about the original of that SHA-256, oldest first. Each is checked against its own hash; the chain is not (:func:`read` does).

    Raises:
        CustodyError: one of them was changed.
    """
    found: list[Entry] = []
    data, sought = _written(layout), sha.encode()
    whole = data.rfind(b"\n") + 1
    at = data.find(sought, 0, whole)
    while at >= 0:  # of ten thousand lines few name it: they are looked for, and only these are parted
        start, end = data.rfind(b"\n", 0, at) + 1, data.index(b"\n", at)
        try:
            entry = decode(data[start:end])
        except CustodyError as err:
            raise _broken(layout, data.count(b"\n", 0, start) + 1, str(err)) from err
        if sha in (entry.fields.get("sha256"), entry.fields.get("of")):
            found.append(entry)
        at = data.find(sought, end, whole)
    return tuple(found)


def _broken(layout: Layout, number: int, problem: str) -> CustodyError:
    return CustodyError(
        f"{layout.custody}, line {number}: {problem}. `variorum verify` lists everything that is wrong; nothing was written."
    )


class Log:
    """The log while its lock is held; only :func:`writing` makes one."""

    def __init__(self, layout: Layout, entries: tuple[Entry, ...], by: str) -> None:
        self.entries = list(entries)
        self._layout, self._by = layout, by.encode("utf-8", "backslashreplace").decode("utf-8")

    def append(self, action: Action, **fields: Any) -> Entry:
        """Writes one more line, which is on the disk when this returns.

        Raises:
            CustodyError: the disk did not take it; the log is then as it was before.
        """
        assert not set(fields) & set(_FRAME), "the frame of a line is not for its fields"
        last = self.entries[-1] if self.entries else None
        frame: dict[str, Any] = {
            "n": last.n + 1 if last else 1,
            "at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "by": self._by,
            "action": str(action),
            "prev": last.hash if last else FIRST,
        }
        entry = Entry(**frame, hash=sha256(canonical({**fields, **frame})).hexdigest(), fields=fields)
        self._write(entry.line() + b"\n")
        self.entries.append(entry)
        return entry

    def _write(self, line: bytes) -> None:
        path = self._layout.custody
        try:
            append_whole(path, line)
        except OSError as err:
            raise CustodyError(f"{path}: could not be written: {err.strerror or err}; the log is as it was before") from err


@contextmanager
def writing(layout: Layout, *, by: str | None = None) -> Iterator[Log]:
    """The log, for as long as this process alone may write to the archive. ``by`` is who writes, by default the user of the system.

    First puts right what an interrupted writer left: a torn line is set aside in custody.torn, and a line ``recovered`` says so.

    Raises:
        CustodyError: the chain is broken; nothing is written after a line that cannot be trusted.
        RecordError: somebody else is writing.
    """
    with locked(layout.lock):
        entries = read(layout)
        torn = _set_aside(layout, entries)
        log = Log(layout, read(layout), by or _user())
        if torn:
            log.append(Action.RECOVERED, sha256=sha256(torn).hexdigest(), size=len(torn))
        try:
            yield log
        finally:
            _keep_head(layout, log.entries)


def _set_aside(layout: Layout, entries: tuple[Entry, ...]) -> bytes:
    """Takes an unfinished last line out of the log; gives what was set aside, empty when nothing was."""
    torn = split_log(layout)[1]
    if not torn:
        return b""
    whole = _whole_but_for_line_feed(torn, entries[-1] if entries else None)
    try:
        if not whole:
            kept = layout.custody_torn.read_bytes() if layout.custody_torn.exists() else b""
            if not kept.endswith(torn + b"\n"):  # a kill between the two steps below must not set the same line aside twice
                write_whole(layout.custody_torn, kept + torn + b"\n")
        with layout.custody.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            if whole:
                file.write(b"\n")
            else:
                file.truncate(size - len(torn))
            file.flush()
            os.fsync(file.fileno())
    except OSError as err:
        raise CustodyError(f"{layout.custody}: its interrupted last line could not be set aside: {err.strerror or err}") from err
    return b"" if whole else torn


def _whole_but_for_line_feed(torn: bytes, before: Entry | None) -> bool:
    try:
        return link_problem(decode(torn), before) is None
    except CustodyError:
        return False


def _keep_head(layout: Layout, entries: list[Entry]) -> None:
    # It may lag behind the log (a kill before this line), never run ahead: `verify` knows that.
    if entries:
        write_whole(layout.custody_head, canonical({"n": entries[-1].n, "hash": entries[-1].hash}) + b"\n", durable=False)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a user database
        return "unknown"
