"""Judgements of persons on identity, out of the log of judgements (:mod:`variorum.shelf.judgements`): ``same``, ``not same``, a link withdrawn.

    {"kind": "same", "a": {"document": "D1", "key": "K"}, "b": {"document": "D2", "name": "Abu Umar"}, "who": "...", "when": "...", "why": "..."}

Each side names an entity by its document and either the key in its reading or a name that the document gives it; names survive a new reading
by the machine, keys need not. The same matter is the same two: a later decision about them supersedes the
earlier one, and one that is undone is as if it had not been made.

``{"kind": "withdraw", "link": [A, B], ...}``, with two such sides, decides that they are not the same for as long as it is not restored; then
what was decided of the two before is in force again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from variorum.errors import DecisionError
from variorum.identity.folding import fold
from variorum.shelf import judgements
from variorum.shelf.judgements import Judgement, Kind, latest
from variorum.shelf.undone import standing

_FIELDS = frozenset({"kind", "a", "b", "who", "when", "why"})


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
    return among(judgements.read(path), str(path))


def among(log: Iterable[Judgement], where: str) -> tuple[Decision, ...]:
    """:func:`load` for judgements at hand, of which the other kinds are passed over; ``where`` names them in messages."""
    found = in_force(_decisions(standing(log)))
    check(found, where)
    return found


def append(path: Path, decision: Decision) -> Decision:
    """Adds one decision to the end of the file, and gives it back with its line. Nothing is written when it cannot stand beside the others.

    Raises DecisionError if it excludes, or is excluded by, decisions in force on other pairs.
    """
    new = Judgement(
        Kind(decision.kind), {"a": side_to_dict(decision.a), "b": side_to_dict(decision.b)}, decision.who, decision.when, decision.why
    )
    return _decision(judgements.append(path, new, check=lambda log: among(log, str(path))))


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The last decision on each pair, in order of line."""
    return latest(decisions, matter=lambda d: d.pair)


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


def _decisions(log: Iterable[Judgement]) -> tuple[Decision, ...]:
    found: list[tuple[Kind, Decision]] = []
    for j in log:
        if j.kind in (Kind.SAME, Kind.NOT_SAME):
            found.append((j.kind, _decision(j)))
        elif j.kind is Kind.WITHDRAW and "link" in j.fields:
            a, b = link_sides(j)
            found.append((j.kind, Decision(DecisionKind.NOT_SAME, a, b, j.who, j.when, j.why, j.line)))
        elif j.kind is Kind.RESTORE and "link" in j.fields:
            pair = frozenset(s.identity for s in link_sides(j))
            found = [(kind, d) for kind, d in found if kind is not Kind.WITHDRAW or d.pair != pair]
    return tuple(d for _, d in found)


def link_sides(j: Judgement) -> tuple[Side, Side]:
    """The two of a link that a judgement withdraws or restores. Raises DecisionError when its ``link`` is not two different sides."""
    raw = j.fields["link"]
    if not isinstance(raw, list) or len(raw) != 2:
        raise DecisionError(f"{j.where}: `link` is {raw!r}; expected a list of two sides, each a document and either a key or a name")
    a, b = (side_of(j.where, "link", s) for s in raw)
    if a.identity == b.identity:
        raise DecisionError(f"{j.where}: both sides are {a}; a link is between two")
    return a, b


def _decision(j: Judgement) -> Decision:
    if unknown := set(j.fields) - _FIELDS:
        raise DecisionError(f"{j.where}: unknown field {', '.join(sorted(unknown))}; known are {', '.join(sorted(_FIELDS))}")
    a, b = (side_of(j.where, name, j.fields.get(name)) for name in ("a", "b"))
    if a.identity == b.identity:
        raise DecisionError(f"{j.where}: both sides are {a}; a decision is about two")
    return Decision(DecisionKind(j.kind), a, b, j.who, j.when, j.why, j.line)


def side_of(where: str, which: str, raw: Any) -> Side:
    """A side as a line of the log has it, in its field ``which``. Raises DecisionError, beginning with ``where``, when it is none."""
    if not isinstance(raw, dict) or not raw.get("document") or bool(raw.get("key")) == bool(raw.get("name")):
        raise DecisionError(f"{where}: `{which}` is {raw!r}; expected a document and either a key or a name")
    if unknown := set(raw) - {"document", "key", "name"}:
        raise DecisionError(f"{where}: `{which}` has the unknown field {', '.join(sorted(unknown))}")
    key, name = raw.get("key"), raw.get("name")
    return Side(str(raw["document"]), str(key) if key else None, str(name) if name else None)


def side_to_dict(s: Side) -> dict[str, str]:
    """The form in which :func:`side_of` reads a side."""
    return {"document": s.document, **({"key": s.key} if s.key else {"name": s.name or ""})}
