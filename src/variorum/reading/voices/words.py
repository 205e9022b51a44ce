"""Words and clauses on the surface: what the finder of voices needs when a parse is missing or mistaken.

Words carry offsets into the text. A possessive ending stays with its word (``Ebiev's``), punctuation marks are words of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from variorum.reading.voices.grammar import classes

_WORD = re.compile(r"[^\W_]+(?:[-'’‘.][^\W_]+)*['’]?(?<=\w)|[^\w\s]|_")
_END = re.compile(
    r"(?<=[^\W\d][.!?])[\"'”’»)]*\d{1,2}\s+(?=[\"“‘«(\[]*[A-ZÀ-ÞĀ-Ž])|(?<=[.!?…])[\"'”’»)\]*¹²³⁴⁵⁶⁷⁸⁹]*(?:\[[\w*]{1,3}\])?\s+(?=[\"'“‘«(\[—–*¹²³]*[A-Z0-9À-ÞĀ-Ž\[(])|\n\s*\n|\n(?=\s*(?:[-–—•*]|\(?\d+[.)]|\[))"
)


@cache
def _abbreviated() -> re.Pattern[str]:
    listed = "|".join(sorted(re.escape(w) for w in classes()["abbreviations"]))
    return re.compile(rf"(?<!\w)(?:{listed}|[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one stretch: parallel tuples of where each starts and ends, and of its lower-case form with plain quotes."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The index of the first word that starts at ``offset`` or after it (the number of words when there is none)."""
        return bisect_left(self.starts, offset)

    def before(self, offset: int) -> int:
        """The index of the last word that ends at ``offset`` or before it; -1 when there is none."""
        i = bisect_left(self.ends, offset + 1) - 1
        return i


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


def words(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``.

    >>> words("Ebiev's nurse – said.", 0, 21).forms
    ("ebiev's", 'nurse', '–', 'said', '.')
    """
    found = [m.span() for m in _WORD.finditer(text, start, end)]
    forms = tuple(text[a:b].lower().translate(_PLAIN) for a, b in found)
    return Words(tuple(a for a, _ in found), tuple(b for _, b in found), forms)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of ``text[start:end]`` that end with a stop, a blank line or the next item of a list; in order, without gaps.

    >>> list(sentences("He left. She (Dr. Aalto) stayed.", 0, 32))
    [(0, 9), (9, 32)]
    """
    begin = start
    for m in _END.finditer(text, start, end):
        if "\n\n" not in m.group() and _abbreviated().search(text, max(begin, m.start() - 8), m.start()):
            continue
        if m.end() > begin:
            yield begin, m.end()
            begin = m.end()
    if end > begin:
        yield begin, end
