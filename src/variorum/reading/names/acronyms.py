"""The letters by which a long name is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from variorum.reading.names.lexicon import data


@cache
def _small() -> frozenset[str]:
    return frozenset(data("alias_cues")["small_words"])


def initials(name: str) -> frozenset[str]:
    """The acronyms that a long name may have: first letters with and without its small words.

    >>> sorted(initials("Front for the Liberation of Kumar"))
    ['FFTLOK', 'FLK']
    """
    parts = [p for p in re.split(r"[\s\-–]+", name.casefold()) if p[:1].isalpha()]
    every = "".join(p[0] for p in parts).upper()
    large = "".join(p[0] for p in parts if p not in _small()).upper()
    return frozenset({every, large})


def fits_acronym(acronym: str, name: str) -> bool:
    """Whether an acronym can be that of the name: its letters are the initials, or stand in the name in order beginning with the first."""
    letters = re.sub(r"[^A-Z]", "", acronym.upper())
    if len(letters) < 2:
        return False
    if letters in initials(name):
        return True
    rest = name.upper()
    return rest[:1] == letters[0] and len(letters) >= 3 and _in_order(letters, [p[:3] for p in re.split(r"[\s\-–]+", rest)])


def _in_order(letters: str, heads: Sequence[str]) -> bool:
    """Whether the letters can be taken in order from the first letters of the words, at least one from each but small ones."""
    at = 0
    for head in heads:
        if at < len(letters) and head[:1] == letters[at]:
            at += 1
        elif head.casefold() not in _small() and len(head) > 2:
            return False
    return at == len(letters)
