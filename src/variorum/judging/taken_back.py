"""Taking a judgement back: what is undone, in words, and the undo, not yet kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from variorum.judging.keep import reason
from variorum.judging.told import in_words
from variorum.shelf.judgements import Judgement, Kind, signed
from variorum.shelf.undone import undo_of


@dataclass(frozen=True, slots=True)
class Line:
    """A judgement that is undone."""

    judgement: Judgement

    def __str__(self) -> str:
        return f"line {self.judgement.line}: {in_words(self.judgement)}"

    def fields(self) -> dict[str, Any]:
        return {"line": self.judgement.line, "judgement": self.judgement.to_dict()}


def undoing(log: Sequence[Judgement], line: int, *, why: str, by: str | None = None) -> tuple[Judgement, Line]:
    """The undo of a line of the log, and what that line is. Raises UsageError when there is no such line, it is undone already, or no reason is given."""
    fields = undo_of(log, line)
    return signed(Kind.UNDO, fields, why=reason(why), by=by), Line(next(j for j in log if j.line == line))
