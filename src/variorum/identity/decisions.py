"""Judgements of persons on identity: ``decisions.jsonl``, one JSON object a line, only ever appended to.

    {"kind": "same", "a": {"document": "D1", "key": "K"}, "b": {"document": "D2", "name": "Abu Umar"}, "who": "...", "when": "...", "why": "..."}

``kind`` is ``same`` or ``not same``. Each side names an entity by its document and either the key in its reading or a name that the document
gives it; names survive a new reading by the machine, keys need not. A later decision about the same two supersedes the earlier one; none is
erased. Lines of the other kinds of judgement (``OTHER_KINDS``) are left alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from variorum.errors import DecisionError
from variorum.identity.folding import fold

#: Kinds of judgement that are not about identity, and may stand in the same file.
OTHER_KINDS = frozenset({"correct", "reject", "grade", "redact"})
_FIELDS = frozenset({"kind", "a", "b", "who", "when", "why"})
_EXAMPLE = (
    '{"kind": "not same", "a": {"document": "D1", "name": "Abu Umar"}, "b": {"document": "D2", "key": "UMAR"}, "who": "...", "why": "..."}'
)


class DecisionKind(StrEnum):
    SAME = "same"
    NOT_SAME = "not same"


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """One of the two: an entity of ``document``, by ``key`` or by ``name`` (exactly one of them is given)."""

    document: str
    key: str | None = None
    name: str | None = None

    def __str__(self) -> str:
        return f"{self.key or repr(self.name)} of {self.document}"

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes two sides the same side: names are compared folded."""
        return (self.document, self.key or "", fold(self.name) if self.name else "")


@dataclass(frozen=True, slots=True)
class Decision:
    """That two entities are, or are not, one. ``when`` is EDTF or a time stamp, as written; ``line`` is 0 before it is in a file."""

    kind: DecisionKind
    a: Side
    b: Side
    who: str | None = None
    when: str | None = None
    why: str | None = None
    line: int = 0

    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        return f"{self.a} and {self.b} are {self.kind}{where}"

    @property
    def pair(self) -> frozenset[tuple[str, str, str]]:
        return frozenset({self.a.identity, self.b.identity})


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions on identity that are in force, in order of line: later ones have superseded earlier ones on the same two.

    A missing file is no decisions. Raises DecisionError, naming file and line, for a line that cannot be used and for decisions in force that
    exclude each other (A is B, B is C, A is not C).
    """
    found = in_force(_read(path))
    check(found, str(path))
    return found


def append(path: Path, decision: Decision) -> Decision:
    """Adds one decision to the end of the file, and gives it back with its line. Nothing is written when it cannot stand beside the others.

    Raises DecisionError if it excludes, or is excluded by, decisions in force on other pairs.
    """
    before = _read(path)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    numbered = Decision(decision.kind, decision.a, decision.b, decision.who, decision.when, decision.why, text.count("\n") + 1)
    check(in_force((*before, numbered)), str(path))
    line = json.dumps(_to_dict(decision), ensure_ascii=False) + "\n"
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(line if text.endswith("\n") or not text else "\n" + line)
        file.flush()
        os.fsync(file.fileno())
    return numbered


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The last decision on each pair, in order of line."""
    last = {d.pair: d for d in decisions}
    return tuple(sorted(last.values(), key=lambda d: d.line))


def check(decisions: Sequence[Decision], where: str) -> None:
    """Raises DecisionError if what is decided to be the same holds two that are decided not to be."""
    group: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def root(side: tuple[str, str, str]) -> tuple[str, str, str]:
        while group.setdefault(side, side) != side:
            side = group[side]
        return side

    for d in decisions:
        if d.kind is DecisionKind.SAME:
            group[root(d.a.identity)] = root(d.b.identity)
    for d in decisions:
        if d.kind is DecisionKind.NOT_SAME and root(d.a.identity) == root(d.b.identity):
            against = [s for s in decisions if s.kind is DecisionKind.SAME and root(s.a.identity) == root(d.a.identity)]
            raise contradiction(where, d, against)


def contradiction(where: str, apart: Decision, same: Sequence[Decision]) -> DecisionError:
    """The error that says which decisions exclude each other."""
    others = "; ".join(str(s) for s in same)
    return DecisionError(
        f"{where}: two decisions exclude each other: {apart}, but by other decisions they are one: {others}. Decide one of them anew."
    )


def _read(path: Path) -> tuple[Decision, ...]:
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as err:
        raise DecisionError(f"{path}: the decisions cannot be read: {err}") from err
    found = (_decision(f"{path}, line {n}", n, line) for n, line in enumerate(lines, 1) if line.strip())
    return tuple(d for d in found if d)


def _decision(where: str, number: int, line: str) -> Decision | None:
    try:
        raw = json.loads(line)
    except ValueError as err:
        raise DecisionError(f"{where}: not a JSON object ({err}); expected a line like {_EXAMPLE}") from err
    if not isinstance(raw, dict) or "kind" not in raw:
        raise DecisionError(f"{where}: expected an object with `kind`, `a` and `b`, like {_EXAMPLE}")
    if raw["kind"] in OTHER_KINDS:
        return None
    if raw["kind"] not in set(DecisionKind):
        raise DecisionError(f"{where}: the kind {raw['kind']!r} is not known; expected 'same' or 'not same'")
    if unknown := set(raw) - _FIELDS:
        raise DecisionError(f"{where}: unknown field {', '.join(sorted(unknown))}; known are {', '.join(sorted(_FIELDS))}")
    a, b = (_side(where, name, raw.get(name)) for name in ("a", "b"))
    if a.identity == b.identity:
        raise DecisionError(f"{where}: both sides are {a}; a decision is about two")
    who, when, why = (None if raw.get(f) is None else str(raw[f]) for f in ("who", "when", "why"))
    return Decision(DecisionKind(raw["kind"]), a, b, who, when, why, number)


def _side(where: str, which: str, raw: Any) -> Side:
    if not isinstance(raw, dict) or not raw.get("document") or bool(raw.get("key")) == bool(raw.get("name")):
        raise DecisionError(f"{where}: `{which}` is {raw!r}; expected a document and either a key or a name")
    if unknown := set(raw) - {"document", "key", "name"}:
        raise DecisionError(f"{where}: `{which}` has the unknown field {', '.join(sorted(unknown))}")
    key, name = raw.get("key"), raw.get("name")
    return Side(str(raw["document"]), str(key) if key else None, str(name) if name else None)


def _to_dict(d: Decision) -> dict[str, Any]:
    def side(s: Side) -> dict[str, str]:
        return {"document": s.document, **({"key": s.key} if s.key else {"name": s.name or ""})}

    rest = {k: v for k, v in (("who", d.who), ("when", d.when), ("why", d.why)) if v}
    return {"kind": d.kind, "a": side(d.a), "b": side(d.b), **rest}
