"""The log of human judgements: ``decisions.jsonl``, one JSON object a line, only ever appended to.

    {"kind": "withdraw", "document": "D1", "who": "mara", "when": "2025-03-01T10:00:00Z", "why": "a forgery: see the report of May"}

Every line has a ``kind``, ``who`` judged, ``when`` and ``why``; all other fields are the kind's own, and the room that the kind belongs to reads
them. A later judgement supersedes an earlier one on the same matter, and none is erased; what the same matter is, each kind says for itself
(:func:`latest`): the two of an identity, the thing withdrawn, the voice that is graded.

To add a kind: a line in :class:`Kind`; in the room that it belongs to, a module that turns its :class:`Judgement` into a value of its own and
back, and checks its fields.

A line counts once its line feed is on the disk, or when it is whole without one (an editor left it out). What a kill or a full disk left of a
line is no judgement: it is passed over, and the next writer moves it to ``decisions.torn``.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from variorum.errors import DecisionError
from variorum.shelf.layout import append_whole, write_whole
from variorum.shelf.lock import locked


class Kind(StrEnum):
    """What is judged. A line of any other kind is refused: unlike an unknown action in the custody log, which changes nothing, a judgement that
    is passed over would give a record that somebody has judged to be wrong. It is the later version that wrote it that must build."""

    SAME = "same"  #: two entities are one; identity
    NOT_SAME = "not same"  #: two entities are two; identity
    WITHDRAW = "withdraw"  #: a document, claim, link or voice no longer counts; record
    RESTORE = "restore"  #: it counts again; record
    ACCEPT = "accept"  #: a claim says what its document says; record
    REJECT = "reject"  #: a claim is the reader's mistake: the document does not say so; record
    CORRECT = "correct"  #: a claim says something else in these fields; record
    GRADE = "grade"  #: a voice on a topic, A to F, or a claim, 1 to 6; reasoning
    CELL = "cell"  #: evidence and hypothesis of a dispute, consistent or not; reasoning
    NOTE = "note"  #: words on a document, claim, entity or dispute, which change nothing; judging
    UNDO = "undo"  #: a line of the log is taken back; shelf, :mod:`variorum.shelf.undone`
    REDACT = "redact"


_FRAME = ("kind", "who", "when", "why")
_EXAMPLE = (
    '{"kind": "not same", "a": {"document": "D1", "name": "Abu Umar"}, "b": {"document": "D2", "key": "UMAR"}, "who": "...", "why": "..."}'
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the log. ``fields`` is everything that belongs to the kind, as JSON has it. ``when`` is EDTF or a time stamp, as written.

    ``line`` counts from 1 and is 0 before the judgement is in a file; ``where`` names file and line for messages.
    """

    kind: Kind
    fields: Mapping[str, Any]
    who: str | None = None
    when: str | None = None
    why: str | None = None
    line: int = 0
    where: str = field(default="", compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the line: kind, own fields, and who, when and why as far as they are said."""
        rest = {name: getattr(self, name) for name in _FRAME[1:] if getattr(self, name)}
        return {"kind": str(self.kind), **self.fields, **rest}


#: What may refuse a new judgement beside the others: raises DecisionError. It is given the whole log, the new one last.
Check = Callable[[Sequence[Judgement]], object]
_T = TypeVar("_T")


def read(path: Path) -> tuple[Judgement, ...]:
    """Every judgement of the log, oldest first, superseded ones included. A missing file is none.

    Raises:
        DecisionError: a line is no JSON object, or is of an unknown kind; names file and line.
    """
    lines, torn = _split(path)
    numbered = [*enumerate(lines, 1), *([(len(lines) + 1, torn)] if _is_object(torn) else [])]
    return tuple(_judgement(path, n, line) for n, line in numbered if line.strip())


def append(path: Path, judgement: Judgement, *, check: Check | None = None) -> Judgement:
    """Adds one judgement at the end of the log, and gives it back with its line; it is on the disk when this returns.

    Raises:
        DecisionError: ``check`` refuses it, the log cannot be used, or the disk does not take it. The log is then as it was.
        RecordError: somebody else is writing to the log.
    """
    with locked(path.with_name(f".{path.stem}.lock")):
        _set_aside(path)
        before = read(path)
        text = path.read_bytes() if path.exists() else b""
        unended = bool(text) and not text.endswith(b"\n")
        numbered = replace(judgement, line=text.count(b"\n") + 1 + unended)
        numbered = replace(numbered, where=f"{path}, line {numbered.line}")
        if check:
            check((*before, numbered))
        line = json.dumps(numbered.to_dict(), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        _write(path, (b"\n" if unended else b"") + line)
    return numbered


def latest(judgements: Iterable[_T], matter: Callable[[_T], Hashable]) -> tuple[_T, ...]:
    """The last judgement on each matter, in order of their lines: later ones have superseded earlier ones on the same.

    >>> latest(("a1", "b1", "a2"), matter=lambda j: j[0])
    ('b1', 'a2')
    """
    last: dict[Hashable, _T] = {}
    for j in judgements:
        last.pop(matter(j), None)
        last[matter(j)] = j
    return tuple(last.values())


def signed(kind: Kind, fields: Mapping[str, Any], *, why: str, by: str | None = None) -> Judgement:
    """A judgement of :func:`now`: by ``by``, or else the user of the system."""
    return Judgement(kind, fields, by or user(), now(), why)


def now() -> str:
    """The time at which a judgement is made: ISO 8601 in UTC, to the second, as in the custody log."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def user() -> str:
    """Who judges, when nobody is named: the user of the system; "unknown" in a container without a user database."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _split(path: Path) -> tuple[list[bytes], bytes]:
    """The lines that have a line feed, without it, and what stands after the last line feed."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], b""
    except OSError as err:
        raise DecisionError(f"{path}: the decisions cannot be read: {err.strerror or err}") from err
    *lines, rest = data.split(b"\n")
    return lines, rest


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _judgement(path: Path, number: int, line: bytes) -> Judgement:
    where = f"{path}, line {number}"
    try:
        raw = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as err:  # UnicodeDecodeError is a ValueError
        raise DecisionError(f"{where}: not a JSON object ({err}); expected a line like {_EXAMPLE}") from err
    if not isinstance(raw, dict) or "kind" not in raw:
        raise DecisionError(f"{where}: expected an object with `kind`, `a` and `b` (or the fields of its kind), like {_EXAMPLE}")
    if raw["kind"] not in list(Kind):
        others = ", ".join(repr(str(k)) for k in Kind if k not in (Kind.SAME, Kind.NOT_SAME))
        raise DecisionError(
            f"{where}: the kind {raw['kind']!r} is not known; expected 'same' or 'not same' (of two entities), or one of {others}. "
            "If a later version of variorum wrote it, that version must build: a judgement is not passed over"
        )
    who, when, why = (None if raw.get(name) is None else str(raw[name]) for name in _FRAME[1:])
    return Judgement(Kind(raw["kind"]), {k: v for k, v in raw.items() if k not in _FRAME}, who, when, why, number, where)


def _set_aside(path: Path) -> None:
    """Moves what an interrupted writer left of a line to ``decisions.torn``."""
    torn = _split(path)[1]
    if not torn.strip() or _is_object(torn):
        return
    aside = path.with_suffix(".torn")
    kept = aside.read_bytes() if aside.exists() else b""
    if not kept.endswith(torn + b"\n"):  # a kill between the two steps must not set the same line aside twice
        write_whole(aside, kept + torn + b"\n")
    with path.open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) - len(torn))
        file.flush()
        os.fsync(file.fileno())


def _write(path: Path, data: bytes) -> None:
    try:
        append_whole(path, data)
    except OSError as err:
        raise DecisionError(f"{path}: could not be written: {err.strerror or err}; the log is as it was before") from err
