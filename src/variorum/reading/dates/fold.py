"""A text made plain for matching, and the way back to the offsets of the text as read.

Plain means: digits of every script as ASCII digits, letters without accents and vowel signs, one apostrophe for quotes, ayn and hamza, one
hyphen for all dashes, no direction marks. Nothing is translated; a match in the plain text is a stretch of the text as read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = dict.fromkeys("‘’‛ʼʻʽʾʿˈ′`´ʹ", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
# Arabic letters that people write one for another; tatweel and direction marks carry nothing.
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": ""}
_PLAIN = {**_APOSTROPHES, **_DASHES, **_SPACES, **_ARABIC, "ı": "i", "ß": "s"}
# "هـ" (h with a tatweel) is how Arabic abbreviates "hijri": without its tatweel it is still told from the letter by standing alone.


@dataclass(frozen=True, slots=True)
class Folded:
    """``plain`` is the text for matching; plain character i came from ``at[i]`` of the text as read."""

    plain: str
    at: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the text as read that plain ``start:end`` covers, with the marks that belong to its last letter."""
        if start == end:
            return self.at[start], self.at[start]
        stop = self.at[end] if end < len(self.at) else self.length
        last = self.at[end - 1] + 1
        return self.at[start], stop if self._only_marks(last, stop) else last

    def _only_marks(self, last: int, stop: int) -> bool:
        return stop > last  # whatever lies between two plain characters was dropped as a mark


def fold(text: str) -> Folded:
    """The plain form of a text.

    >>> fold("٣٠ ذو القعدة – Shaʿbān").plain
    "30 ذو القعده - Sha'ban"
    """
    plain: list[str] = []
    at: list[int] = []
    for offset, char in enumerate(text):
        simple = char if char < "\x7f" and char != "`" else _plain(char)
        if simple:
            plain.append(simple)
            at.append(offset)
    return Folded("".join(plain), tuple(at), len(text))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """One plain character, or none for a mark."""
    if char in _PLAIN:
        return _PLAIN[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in ("Mn", "Me", "Cf"):
        return ""
    if not char.isalpha():
        return char  # a raised note number is no digit of the year before it
    base = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return base if len(base) == 1 else char
