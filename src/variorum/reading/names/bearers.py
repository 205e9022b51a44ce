"""Whoever is spoken of, while the document is being read: what is known of each so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from variorum.model.entity import EntityType


@dataclass(slots=True)
class Bearer:
    """One person, body, place or work. Grows as its mentions are read; turned into an :class:`~variorum.model.Entity` at the end.

    ``number`` is s or p; ``gender`` m, f, or None while open. ``roles`` are the head nouns by which the text called it ("emir", "spokesman").
    ``seen`` counts mentions, ``last`` is the number of the last item that meant it (-1: none yet).
    """

    number_of: int
    type: EntityType
    number: str = "s"
    gender: str | None = None
    named: bool = False
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    seen: int = 0
    last: int = -1


@dataclass(slots=True)
class Cast:
    """All bearers of a document, and who is what to whom ("deputy" of number 3 is number 7)."""

    bearers: list[Bearer] = field(default_factory=list)
    relations: dict[tuple[int, str], int] = field(default_factory=dict)
    phrases: dict[str, int] = field(default_factory=dict)

    def new(self, kind: EntityType, number: str = "s", gender: str | None = None) -> Bearer:
        """A bearer that nobody has spoken of yet."""
        bearer = Bearer(len(self.bearers), kind, number, gender)
        self.bearers.append(bearer)
        return bearer

    def recent(self) -> list[Bearer]:
        """Those spoken of so far, the last first."""
        return sorted((b for b in self.bearers if b.last >= 0), key=lambda b: -b.last)
