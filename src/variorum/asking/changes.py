"""Two records of one archive side by side, and what a judgement changes: what ``diff``, ``withdraw``, ``reject``, ``correct`` and ``undo`` give back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from variorum.reasoning.comparison import Comparison
from variorum.record import Record


@dataclass(frozen=True, slots=True)
class Changes:
    """What is otherwise in the record ``after`` than in ``before``. ``a`` and ``b`` name the two in words; ``notes`` say what a reader should know:
    that another reader made one of them, or what leaned on something withdrawn."""

    a: str
    b: str
    before: Record
    after: Record
    comparison: Comparison
    notes: tuple[str, ...] = ()


class About(Protocol):
    """What a judgement is about: in words, and as the log keeps it."""

    def __str__(self) -> str: ...

    def fields(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Effect:
    """What a judgement changes: a withdrawal, a rejection, what takes one back. ``line`` is that of decisions.jsonl; None when it was only tried."""

    target: About
    line: int | None
    changes: Changes


def readers_differ(before: Record, after: Record) -> tuple[str, ...]:
    """A sentence when two records were made by different readers, vocabularies or makers; else nothing."""
    names = ("reader", "maker", "vocabulary")
    first, second = (dict(r.rows("SELECT key, value FROM meta")) for r in (before, after))
    other = [n for n in names if first.get(n) != second.get(n)]
    if not other:
        return ()
    return (
        f"The two were made with another {' and '.join(other)}: what differs may be its doing. `variorum build` makes the record anew.",
    )
