"""What an engine must do to be measured, and the parameters of a question."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from variorum.model import vocabulary

_NUMBER = {name: i for i, name in enumerate(vocabulary().predicates, 1)}
#: The edges of the network query.
NETWORK = tuple(_NUMBER[p] for p in ("pledged_to", "part_of", "leads", "member_of", "allied_with"))
#: States of which an object has one subject at a time.
FUNCTIONAL = tuple(i for name, i in _NUMBER.items() if vocabulary()[name].functional == "object")


@dataclass(frozen=True, slots=True)
class Parameters:
    """One set: an entity, a voice that spoke of it, a day, two more entities, and a later day."""

    x: int
    voice: int
    day: int
    others: tuple[int, int]
    until: int


class Engine(Protocol):
    """An engine that holds the claims of a world. ``kinds`` names the questions that it can be asked, from ``queries.KINDS``; ``searches`` says
    whether the whole-table searches can.
    """

    name: str
    searches: bool
    kinds: tuple[str, ...]

    def load(self, world: Path, scratch: Path) -> None:
        """Takes the claims of ``world`` (an archive with a record) into files of its own in ``scratch``, ready to be asked."""

    def ask(self, kind: str, p: Parameters) -> list[Any]:
        """The rows of an answer, as Python tuples."""

    def whole(self, kind: str) -> tuple[int, int]:
        """Over the whole table: how many pairs there are, and the sum of their claims' numbers modulo 1,000,003, for comparing."""

    def size(self) -> int:
        """Bytes on disk."""

    def close(self) -> None: ...
