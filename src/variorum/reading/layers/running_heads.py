"""Page numbers and running heads of texts that come from PDFs: lines that come back on page after page."""

from __future__ import annotations

import re
from collections import Counter

_NUMBER = re.compile(r"\d+")
_PAGE_OF = re.compile(
    r"\W{0,3}(?:page|p\.?|pg\.?|seite)\s*\d+(?:\s*(?:of|/)\s*\d+)?\W{0,3}$|\d+\s*(?:/|of)\s*\d+$|[-–—]\s*\d{1,4}\s*[-–—]$", re.IGNORECASE
)
_CLASSIFIED = re.compile(
    r"(?:top secret|secret|confidential|restricted|unclassified|for official use only|classified|approved for release\b.*)(?://.*)?$",
    re.IGNORECASE,
)


def running_heads(page: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Offsets of the lines that are running heads, page numbers or banners of classification, as the start of each line.

    A line counts when it says which page it is ("Page 3 of 9", "- 4 -"), when it comes back with other numbers in it, or when it is a
    classification that stands at least twice. A number alone counts only where the page has form feeds or running heads.

    >>> page = "Report 7 page 1\\ntext\\nReport 7 page 2\\nmore"
    >>> sorted(running_heads(page, [(0, 15), (16, 20), (21, 36), (37, 41)]))
    [0, 21]
    """
    short = [(s, page[s:e]) for s, e in lines if e - s <= 120]
    shapes = Counter(_NUMBER.sub("#", t).casefold() for _, t in short)
    exact = Counter(t.casefold() for _, t in short)
    found = {s for s, t in short if _PAGE_OF.match(t) or _returns(t, shapes, exact)}
    if found or "\f" in page:
        found |= {s for s, t in short if t.isdecimal() and len(t) <= 4}
    return frozenset(found)


def _returns(line: str, shapes: Counter[str], exact: Counter[str]) -> bool:
    folded = line.casefold()
    if _CLASSIFIED.match(folded):
        return exact[folded] > 1
    shape = _NUMBER.sub("#", folded)
    if shape.count("#") == 0 or len(shape) < 12 or shapes[shape] < 2 or exact[folded] == shapes[shape]:
        return False
    return "page" in shape or " p. " in shape or (shapes[shape] >= 3 and shape.endswith("#") and not shape.startswith("#"))
