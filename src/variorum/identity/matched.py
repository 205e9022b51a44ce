"""How a name as it is written and a name on a list are the same: letter for letter, or in which way not quite."""

from __future__ import annotations

import unicodedata
from collections import Counter
from enum import StrEnum


class How(StrEnum):
    """In what way two names were found to be one, nearest first."""

    EXACT = "letter for letter"
    CAPITALS = "but for capitals"
    FOLDED = "folded"  #: accents, marks, articles and romanisations apart
    SCRIPT = "other script"
    PART = "part of the name"  #: the one holds the words of the other
    NEAR = "near"
    PERSON = "a person's decision"


def how_written(written: str, listed: str) -> How:
    """In what way two spellings of which identity has found that they are one name differ.

    >>> [str(how_written("Karam Nuri", other)) for other in ("Karam Nuri", "KARAM NURI", "Karam Noori", "كرم نوري")]
    ['letter for letter', 'but for capitals', 'folded', 'other script']
    """
    a, b = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (written, listed))
    if a == b:
        return How.EXACT
    if a.casefold() == b.casefold():
        return How.CAPITALS
    return How.FOLDED if _script(a) == _script(b) else How.SCRIPT


def _script(text: str) -> str:
    """The script of most of its letters, by the first word of their names in Unicode; empty when it has none."""
    found = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return max(found, key=lambda script: (found[script], script), default="")
