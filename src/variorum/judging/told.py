"""The whole log as people read it: each judgement in words, what it is about, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.identity.decisions import link_sides, side_of
from variorum.judging.notes import note_of
from variorum.reasoning.weighing import cells, grade
from variorum.record.reviewed import KINDS, review_of
from variorum.record.withdrawals import target_of
from variorum.shelf.judgements import Judgement, Kind, latest
from variorum.shelf.undone import undone


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement with what became of it: ``undone_by`` and ``superseded_by`` are lines, None when it is in force."""

    judgement: Judgement
    undone_by: int | None
    superseded_by: int | None

    @property
    def is_in_force(self) -> bool:
        return self.undone_by is None and self.superseded_by is None

    @property
    def words(self) -> str:
        """What was judged; see :func:`in_words`."""
        return in_words(self.judgement)

    def to_dict(self) -> dict[str, Any]:
        """The form of ``judgements --json``."""
        j = self.judgement
        became = {"in_force": self.is_in_force, "undone_by": self.undone_by, "superseded_by": self.superseded_by}
        return {"line": j.line, **j.to_dict(), "words": self.words, **became}


def told(log: Sequence[Judgement]) -> tuple[Told, ...]:
    """Every line of the log, oldest first. Raises DecisionError, naming file and line, for one that cannot be used."""
    back = undone(log)
    standing = [j for j in log if j.line not in back]
    last = {matter(j): j.line for j in latest(standing, matter)}
    return tuple(
        Told(j, back[j.line].line if j.line in back else None, None if j.line in back or last[matter(j)] == j.line else last[matter(j)])
        for j in log
    )


def matter(j: Judgement) -> Hashable:
    """What a judgement is about: of two with the same matter the later supersedes. Raises DecisionError for one that cannot be used."""
    return _MATTERS[j.kind](j)


def in_words(j: Judgement) -> str:
    """What was judged, in one line without who, when and why: "rejected the claim …"."""
    return _WORDS[j.kind](j)


def _pair(j: Judgement) -> Hashable:
    return ("pair", frozenset(side_of(j.where, name, j.fields.get(name)).identity for name in ("a", "b")))


def _target(j: Judgement) -> Hashable:
    return ("pair", frozenset(s.identity for s in link_sides(j))) if "link" in j.fields else target_of(j).matter


def _grade(j: Judgement) -> Hashable:
    g = grade.from_judgement(j)
    return ("grade", g.grader, g.what, g.topic)


def _cell(j: Judgement) -> Hashable:
    c = cells.from_judgement(j)
    return ("cell", c.who, c.question, c.voice, c.says, c.stance, c.hypothesis)


_MATTERS: Mapping[Kind, Callable[[Judgement], Hashable]] = {
    Kind.SAME: _pair,
    Kind.NOT_SAME: _pair,
    Kind.WITHDRAW: _target,
    Kind.RESTORE: _target,
    **{kind: lambda j: ("review", review_of(j).target.matter) for kind in KINDS},
    Kind.GRADE: _grade,
    Kind.CELL: _cell,
    Kind.NOTE: lambda j: ("note", j.line),
    Kind.UNDO: lambda j: ("undo", j.line),
    Kind.REDACT: lambda j: ("redact", j.line),
}


def _decided(j: Judgement) -> str:
    a, b = (side_of(j.where, name, j.fields.get(name)) for name in ("a", "b"))
    return f"{a} and {b} are {'one' if j.kind is Kind.SAME else 'not the same'}"


def _corrected(j: Judgement) -> str:
    r = review_of(j)
    return f"corrected {r.target}: {'; '.join(f'{name} → {value_in_words(value)}' for name, value in r.to.items())}"


def value_in_words(value: Any) -> str:
    """The value of a field of a correction.

    >>> value_in_words({"key": "F", "name": "the Front"}), value_in_words(None)
    ('the Front', 'nothing')
    """
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("key"))
    if isinstance(value, list):
        return " › ".join(f"{value_in_words(v.get('voice'))} {v.get('act')}" for v in value)
    return "nothing" if value is None else str(value)


def _graded(j: Judgement) -> str:
    g = grade.from_judgement(j)
    return f"graded {g.what}{f' on {g.topic}' if g.topic else ''}: {g.mark}"


def _celled(j: Judgement) -> str:
    c = cells.from_judgement(j)
    return f"“{c.question}”: that {c.voice} says {c.says} is {c.cell} with {c.hypothesis}"


def _noted(j: Judgement) -> str:
    n = note_of(j)
    return f"a note on {n.about if n.kind in ('claim', 'entity') else f'the {n.kind} {n.about}'}"


_WORDS: Mapping[Kind, Callable[[Judgement], str]] = {
    Kind.SAME: _decided,
    Kind.NOT_SAME: _decided,
    Kind.WITHDRAW: lambda j: f"withdrew {target_of(j)}",
    Kind.RESTORE: lambda j: f"restored {target_of(j)}",
    Kind.ACCEPT: lambda j: f"accepted {review_of(j).target}",
    Kind.REJECT: lambda j: f"rejected {review_of(j).target}",
    Kind.CORRECT: _corrected,
    Kind.GRADE: _graded,
    Kind.CELL: _celled,
    Kind.NOTE: _noted,
    Kind.UNDO: lambda j: f"undid line {j.fields.get('line')}",
    Kind.REDACT: lambda j: "redacted",
}
