"""Two records of one archive side by side, and what a judgement changes: what ``diff``, ``withdraw``, ``reject``, ``correct`` and ``undo`` give back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from variorum.model import vocabulary
from variorum.reasoning.bodies import Body
from variorum.reasoning.comparison import Answer, Comparison, DisputeChange
from variorum.record import Record
from variorum.record.version import made_otherwise


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
    first, second = (dict(r.rows("SELECT key, value FROM meta")) for r in (before, after))
    return tuple(f"{note} `variorum build` makes the record anew." for note in made_otherwise(first, second))


def sides_in_words(change: DisputeChange) -> str:
    """What each side has more or less of: "yes: 3 claims, were 2; no: as before"."""
    assert change.before and change.after
    sizes = [{s.position: (len(s.claims), len(s.voices)) for s in d.sides} for d in (change.before, change.after)]
    parts = []
    for position in {**sizes[0], **sizes[1]}:
        (was, heard), (now, hears) = (s.get(position, (0, 0)) for s in sizes)
        claims, voices = "claim" if now == 1 else "claims", "voice" if hears == 1 else "voices"
        parts += [f"{position}: {now} {claims} of {hears} {voices}, were {was} of {heard}"] if (was, heard) != (now, hears) else []
    return "; ".join(parts) or "other claims, as many"


def names_of(answers: Sequence[Answer]) -> dict[Body, str]:
    """What to call each body, so that people see which is meant: with its key where another has the same label, with its former label if it had one."""
    bodies = dict.fromkeys(b for a in answers for b in (a.x, a.y) if b is not None)
    borne = Counter(b.label for b in bodies)
    found = {}
    for b in bodies:
        named = b.after or b.before
        assert named is not None
        key = f" [{named.key}]" if borne[b.label] > 1 else ""
        former = f" (before: {b.before.label})" if b.before and b.after and b.before.label != b.after.label else ""
        found[b] = f"{b.label}{key}{former}"
    return found


def answer_words(a: Answer, names: Mapping[Body, str]) -> str:
    """The state as a sentence, with what :func:`names_of` calls its bodies."""
    x, y = (names[b] if b is not None else None for b in (a.x, a.y))
    return vocabulary()[a.topic].sentence(x, y)
