"""How the words before a date bind a fact to it."""

from __future__ import annotations

import re
from functools import cache

from variorum.model.date_mention import Bound
from variorum.reading.dates import lexicon as lex


@cache
def _patterns() -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    lists = lex.words()["bounds"]
    return tuple(
        (Bound(key), re.compile(rf"(?<!\w)(?i:{lex.either(phrases)})\s*(?:the\s+)?(?:end\s+of\s+)?$")) for key, phrases in lists.items()
    )


def bound(plain: str, start: int) -> Bound:
    """The bound of a date that begins at ``start``: the longest phrase that ends there, else "at"."""
    found = [(len(match[0]), kind) for kind, pattern in _patterns() if (match := pattern.search(plain, max(0, start - 40), start))]
    return max(found, key=lambda pair: pair[0])[1] if found else Bound.AT
