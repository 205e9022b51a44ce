"""Words to pieces of words, as the encoder's vocabulary has them.

The encoder knows words in lower case and without accents, cut greedily into the longest pieces it knows (Schuster and Nakajima 2012). Words come
from the syntax stage with their offsets, so nothing here touches the text and no offset can shift.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

PADDING, UNKNOWN, OPENS, CLOSES = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
_MOST = 6  # pieces of one word: what follows in a longer one is an ending or a garbled word
_LONGEST = 64  # characters of a word that are looked at
_PARTS = re.compile(r"\w+|[^\w\s]")  # "bay'a", "self-styled": marks inside a word are pieces of their own, as the encoder learned them


@cache
def known_pieces() -> Mapping[str, int]:
    """Every piece with its number; pieces that continue a word begin with ``##``."""
    lines = (files("variorum.reading.compact") / "pieces.txt").read_text(encoding="utf-8").split("\n")
    return {piece: n for n, piece in enumerate(lines) if piece}


@lru_cache(maxsize=100_000)
def pieces(word: str) -> tuple[int, ...]:
    """The numbers of the pieces of one word: at least one, at most six; the unknown piece for what the vocabulary cannot spell.

    >>> names = {n: piece for piece, n in known_pieces().items()}
    >>> [names[n] for n in pieces("Émirates")]
    ['emirates']
    >>> [names[n] for n in pieces("self-styled")]
    ['self', '-', 'styled']
    """
    known = known_pieces()
    decomposed = unicodedata.normalize("NFD", word.lower())[:_LONGEST]
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    found = [n for part in _PARTS.findall(plain) for n in _greedy(part, known)]
    return tuple(found[:_MOST]) or (known[UNKNOWN],)


def _greedy(part: str, known: Mapping[str, int]) -> list[int]:
    """The longest pieces from the left; the unknown piece alone where the rest cannot be spelt."""
    found: list[int] = []
    at = 0
    while at < len(part):
        end = next((e for e in range(len(part), at, -1) if ("##" if at else "") + part[at:e] in known), None)
        if end is None:
            return [known[UNKNOWN]]
        found.append(known[("##" if at else "") + part[at:end]])
        at = end
    return found
