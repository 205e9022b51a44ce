"""Whoever is spoken of, while the document is being read: what is known of each so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from variorum.model.entity import EntityType

#: How many other bearers may have been spoken of since: in longer texts a description is no longer understood, and the search stays short.
_REACH = 200


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
    spoken: dict[int, None] = field(default_factory=dict)

    def new(self, kind: EntityType, number: str = "s", gender: str | None = None) -> Bearer:
        """A bearer that nobody has spoken of yet."""
        bearer = Bearer(len(self.bearers), kind, number, gender)
        self.bearers.append(bearer)
        return bearer

    def note(self, bearer: Bearer, item: int) -> None:
        """Remember that an item meant the bearer."""
        bearer.seen += 1
        bearer.last = item
        self.spoken.pop(bearer.number_of, None)
        self.spoken[bearer.number_of] = None

    def recent(self) -> Iterator[Bearer]:
        """Those spoken of so far, the last first, as far back as a description may reach."""
        return (self.bearers[n] for n in islice(reversed(self.spoken), _REACH))
