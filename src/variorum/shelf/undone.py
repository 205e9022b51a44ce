"""Lines of the log of judgements that are taken back: the kind ``undo``, which names a line and, so that it cannot be another, what it says.

    {"kind": "undo", "line": 12, "of": "5f0c9a31", "who": "mara", "when": "2025-03-01T10:00:00Z", "why": "the wrong letter"}

What is undone is as if its line had never been written, whatever its kind: what the line had superseded is in force again. An undo is a line
like any other, and can be undone. Nothing is erased.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from variorum.errors import DecisionError, UsageError
from variorum.shelf.judgements import Judgement, Kind


def standing(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody has taken back, in their order; an ``undo`` is not among them, for it has done what it says.

    A line that is not in ``log`` (a log up to some day) is passed over. Raises DecisionError, naming file and line, for an undo that cannot be used.
    """
    lines = tuple(log)
    gone = set(undone(lines))
    return tuple(j for j in lines if j.kind is not Kind.UNDO and j.line not in gone)


def undone(log: Iterable[Judgement]) -> Mapping[int, Judgement]:
    """For each line that is taken back, the undo that does so. Raises as :func:`standing`."""
    lines = tuple(log)
    by_line = {j.line: j for j in lines}
    found: dict[int, Judgement] = {}
    # From the last line to the first: whether an undo counts is known before what it undoes.
    for j in reversed(lines):
        if j.kind is Kind.UNDO:
            line = _line(j)
            if j.line not in found or not j.line:
                _check(j, by_line.get(line))
                found.setdefault(line, j)
    return found


def undo_of(log: Iterable[Judgement], line: int) -> dict[str, Any]:
    """The fields of an undo of that line of the log.

    Raises:
        UsageError: the log has no such line, or it is undone already.
    """
    lines = tuple(log)
    target = next((j for j in lines if j.line == line), None)
    if target is None:
        raise UsageError(f"decisions.jsonl has no judgement on line {line}; `variorum judgements` lists them with their lines")
    if done := undone(lines).get(line):
        raise UsageError(
            f"line {line} is undone already, by line {done.line} ({done.who}: {done.why}); to bring it back, undo line {done.line}"
        )
    return {"line": line, "of": digest(target)}


def digest(j: Judgement) -> str:
    """Eight digits that tell a judgement from others, so that an edited log is noticed."""
    return hashlib.sha256(json.dumps(j.to_dict(), sort_keys=True).encode("utf-8", "backslashreplace")).hexdigest()[:8]


def _line(j: Judgement) -> int:
    line = j.fields.get("line")
    if set(j.fields) != {"line", "of"} or isinstance(line, bool) or not isinstance(line, int) or line < 1:
        raise DecisionError(f"{j.where}: an undo has the fields `line`, the number of an earlier line, and `of`; it has {dict(j.fields)!r}")
    if j.line and line >= j.line:
        raise DecisionError(f"{j.where}: it undoes line {line}, which does not stand before it")
    return line


def _check(undo: Judgement, target: Judgement | None) -> None:
    if target is not None and undo.fields["of"] != digest(target):
        raise DecisionError(
            f"{undo.where}: it undoes line {target.line}, but that line says something else than when it was undone; "
            "was the log edited? Undo the line that is meant anew"
        )
