"""An answer as a value: a status, and the claims on each side with their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from variorum.asking.citation import Citation
from variorum.asking.grammar import Asked


@dataclass(frozen=True, slots=True)
class Position:
    """What some voices say on the question: "yes", "no", "it had ended", or, for what does not decide, "bears on it". ``more``: claims that say so
    too and are not cited, where few were asked for.
    """

    name: str
    citations: tuple[Citation, ...]
    more: int = 0

    @property
    def voices(self) -> tuple[str, ...]:
        """Who says so in the citations, each once, in their order."""
        return tuple(dict.fromkeys(c.voice for c in self.citations))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that answers a who, what, where or when: its label, how it stands, when, and what is said on each side."""

    label: str
    entity: str | None
    status: str
    when: str | None
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """``question`` as asked, ``understood`` as a sentence, ``status`` (of a yes-no question; of others: of the best item), ``items`` for who
    and when, ``positions`` for yes-no. ``note`` says in words what the reader should know: a lineage that was followed, a name that was ambiguous.
    """

    question: str
    understood: str
    asked: Asked
    status: str
    positions: tuple[Position, ...]
    items: tuple[Item, ...]
    notes: tuple[str, ...]
    more: int = 0  #: items beyond those given, where few were asked for

    def to_dict(self) -> dict[str, Any]:
        """The form of ``ask --json``."""
        a = self.asked
        return {
            "question": self.question,
            "understood": self.understood,
            "form": a.form,
            "topic": a.topic,
            "on": a.on.edtf if a.on else None,
            "according_to": list(a.according_to),
            "status": self.status,
            "sides": [_position(p) for p in self.positions],
            "answers": [
                {"label": i.label, "entity": i.entity, "status": i.status, "when": i.when, "sides": [_position(p) for p in i.positions]}
                for i in self.items
            ],
            "notes": list(self.notes),
        }


def _position(p: Position) -> dict[str, Any]:
    return {"position": p.name, "voices": list(p.voices), "claims": [c.to_dict() for c in p.citations]}
