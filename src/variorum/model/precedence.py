"""What a text says of the order of two of its claims: "after the town fell", "two months later", "until he was killed"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.claim import Voice


class Edge(StrEnum):
    """Which day of the earlier claim is meant. An event has one day, which is both."""

    START = "start"  #: its first day
    END = "end"  #: its last day: "he led it *until* the town fell"


@dataclass(frozen=True, slots=True)
class Precedence:
    """One claim of a reading comes before another, says the last of ``voices`` (a chain as that of a claim, never empty).

    ``earlier`` and ``later`` are ids of claims of the same reading. From the ``edge`` of the earlier claim to the first day of the later one
    at least ``least`` and at most ``most`` days pass; None where the words set no such limit (never for both); 0 and None for a plain "after". A limit may be
    below 0 where the words are wider than their order ("in the same month"). ``text[start:end] == quote``, the words that put the two in order.
    """

    earlier: str
    later: str
    start: int
    end: int
    quote: str
    voices: tuple[Voice, ...]
    least: int | None = 0
    most: int | None = None
    edge: Edge = Edge.START
