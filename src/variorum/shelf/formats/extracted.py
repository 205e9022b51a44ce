"""What a format gives: the text of a document, and what the file itself says about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text as it will be read; every offset in variorum counts its code points.

    ``title`` and ``language`` (a BCP 47 tag) are what the file itself states, None when it states nothing. ``notes`` are sentences about
    what was decided or left out on the way ("read as windows-1256", "pages 3 and 4 have no text"): kept in the custody log.
    """

    text: str
    title: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
