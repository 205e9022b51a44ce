"""A stretch of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` of a document's text as read, half open: ``text[start:end]``.

    >>> Span(0, 3).of("Omar said")
    'Oma'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters of the span in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character (two empty spans never do)."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of ``other`` is in this span."""
        return self.start <= other.start and other.end <= self.end
