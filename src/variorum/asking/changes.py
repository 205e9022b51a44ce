"""Two records of one archive side by side, and what a judgement changes: what ``diff``, ``withdraw`` and ``restore`` give back."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.reasoning.comparison import Comparison
from variorum.record import Record
from variorum.record.version import made_otherwise
from variorum.record.withdrawals import Target


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


@dataclass(frozen=True, slots=True)
class Effect:
    """What a withdrawal or its restoring changes. ``line`` is that of decisions.jsonl; None when it was only tried."""

    target: Target
    line: int | None
    changes: Changes


def readers_differ(before: Record, after: Record) -> tuple[str, ...]:
    """A sentence when two records were made by different readers, vocabularies or makers; else nothing."""
    first, second = (dict(r.rows("SELECT key, value FROM meta")) for r in (before, after))
    return tuple(f"{note} `variorum build` makes the record anew." for note in made_otherwise(first, second))
