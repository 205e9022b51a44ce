"""Names in drawings, where there is no room for all of a long one and signs of direction would turn what stands beside."""

from __future__ import annotations

import unicodedata


def cut(text: str, letters: int) -> str:
    """The text in at most so many letters, on one line, without signs that are not seen; what is cut off is marked.

    >>> cut("Emirate of the Three Wells", 12), cut("Ark\u202e", 12)
    ('Emirate of…', 'Ark')
    """
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    return seen if len(seen) <= letters else f"{seen[: max(letters - 1, 1)].rstrip()}…"
