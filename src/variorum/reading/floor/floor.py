"""One stretch of one speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Floor:
    """A stretch whose words are, when nobody is reported, those of ``voices``: outermost first, usually one, never empty.

    ``speaker`` is who says "I" there and ``hearer`` who is "you"; None where nobody is named. ``ours`` is the body for which a man who writes says
    "we" (the office on his letterhead, the branch that he leads); None where "we" is the speaker. A speaker of a printed document or of a
    turn is also the last of ``voices``; the page's own author may have a name and is ``@author`` among the voices. Half open; floors of a
    document are in order and do not overlap.
    """

    start: int
    end: int
    layer: int  #: index of the layer it belongs to
    voices: tuple[str, ...] = ("@author",)
    speaker: str | None = None
    hearer: str | None = None
    ours: str | None = None

    @property
    def we(self) -> str | None:
        """Who says "we" there."""
        return self.ours or self.speaker


def floor_at(floors: Sequence[Floor], offset: int) -> Floor | None:
    """The stretch that holds a place of the text; None in boilerplate and outside of the text.

    >>> floor_at((Floor(0, 5, 0), Floor(5, 9, 1, ("omar",), "omar")), 5).speaker
    'omar'
    """
    i = bisect_right(floors, offset, key=lambda f: f.start) - 1
    return floors[i] if i >= 0 and offset < floors[i].end else None
