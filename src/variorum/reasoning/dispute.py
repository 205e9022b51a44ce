"""The dispute and its sides, as values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class DisputeKind(StrEnum):
    STATUS = "status"  #: a question that several predicates bear on: was A under B, were they friends
    IDENTITY = "identity"  #: said to be one, and said to be two
    RULING = "ruling"  #: ordered by one, refused by another: did the order bind
    DIRECTION = "direction"  #: one relation told both ways round: who approached whom
    EXISTENCE = "existence"  #: said to be dissolved, and said not to be, or seen acting later
    FUNCTION = "function"  #: two at once where only one can be: two leaders of one group
    ORDER = "order"  #: dates, and words about what came first, that cannot all hold
    CALENDAR = "calendar"  #: one event on two days, as two calendars count them
    NUMBER = "number"  #: counts of one thing that cannot both hold
    DENIAL = "denial"  #: the same proposition affirmed and denied, or disputed by a voice in the text


@dataclass(frozen=True, slots=True)
class Side:
    """One position: in a word or two, the voices that take it and the claims (ids of the record) that say so; both sorted, neither empty."""

    position: str
    voices: tuple[int, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """A claim (id) that names others than the question does, and the claim ``why`` by which it counts for a body of the question: that whom it names
    leads that body, speaks for it, is a part or an earlier name of it (``reasoning.on_behalf``).
    """

    claim: int
    why: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question on which voices differ. ``about``: the entities of the question. ``clash``: two claims, one of each side, that cannot both
    hold, chosen nearest in time: the smallest thing to show. ``self_contradiction``: one voice stands on two sides. ``on_behalf``: which of the claims
    count for bodies that they do not name, and why; sorted.
    """

    kind: DisputeKind
    question: str
    about: tuple[int, ...]
    sides: tuple[Side, ...]
    clash: tuple[int, int]
    on_behalf: tuple[OnBehalf, ...] = ()

    @property
    def key(self) -> str:
        """Sorts and names the dispute within its record."""
        return f"{self.kind}:{':'.join(map(str, self.about))}:{self.question}"

    @property
    def self_contradiction(self) -> bool:
        return any(set(a.voices) & set(b.voices) for i, a in enumerate(self.sides) for b in self.sides[i + 1 :])


def dispute_digits(dispute: Dispute, keys: Iterable[str]) -> str:
    """Ten digits that name a dispute in every record: of its kind, its question and the ``keys`` of the entities that it is about."""
    return digits_of(str(dispute.kind), dispute.question, keys)


def digits_of(kind: str, question: str, keys: Iterable[str]) -> str:
    """The same for a dispute that is known by its words only."""
    return hashlib.sha256("\0".join([kind, question, *keys]).encode()).hexdigest()[:10]
