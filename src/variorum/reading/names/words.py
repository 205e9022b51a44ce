"""The words of a document as name finding sees them: one flat row over all sentences, with what a capital is worth at each place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.reading.names.lexicon import lexicon
from variorum.reading.syntax import Sentence

# al-Temirov, d'Ivoire, ash-Sharqi, e-Wafa, al-ʿIlm, wal-Sabr, wa'l-Sabr: a small word, a hyphen or apostrophe, then a capital.
_CAPITAL = re.compile(r"[‘’'ʿʾ`]?(?:(?:w?[aeu][dhlnrstz]{1,2}|wa[-'’]?l|[dlotn]|ath|adh|ash|e|i|ye)[-–‐‑'’][‘’'ʿʾʼ`]?)?[^\W\d_a-z]")
# One apostrophe for all, so that the lists need to know one: Hay’at, Hayʾat, Hay`at.
_APOSTROPHES = str.maketrans("’‘ʼʾʿ`´", "'''''''")
_LETTER_OPENERS = frozenset('"“„«‹*•●–—:|>#')


@dataclass(frozen=True, slots=True)
class Word:
    """One token. ``cap``: begins like a name. ``free``: stands where any word would have a capital (head of a sentence, quotation or line).

    ``head`` is the place in the row of the word that governs it, -1 for the root or where no syntax is known.
    """

    start: int
    end: int
    text: str
    low: str
    cap: bool
    free: bool
    sentence: int
    upos: str
    lemma: str
    head: int
    deprel: str


def is_capital(token: str) -> bool:
    """Whether a token begins like a name: with a capital, or with a small article joined to one.

    >>> [is_capital(w) for w in ("Omar", "al-Hadi", "emir", "ʿUmar", "3rd")]
    [True, True, False, True, False]
    """
    found = _CAPITAL.match(token)
    return found is not None and found.group()[-1].isupper()


def is_plural(noun: Word) -> bool:
    """Whether a noun is more than one by its form: its lemma is another word, and it ends in s."""
    return noun.lemma != noun.low and noun.low.endswith("s")


def _ends_sentence(piece: str) -> bool:
    """Whether the stop of a token is rather that of a sentence: of a word of letters that is no abbreviation of a title ("Gulab Jan." "Gen.")."""
    return piece[:-1].isalpha() and piece[:-1].casefold() not in lexicon().abbreviated


def _low(piece: str) -> str:
    """In lower case with one apostrophe for all, and without the one that a word ends with: Liwa’ is in the lists as liwa."""
    low = piece.casefold().translate(_APOSTROPHES)
    return low.rstrip("'") or low


def row(text: str, sentences: Sequence[Sentence]) -> tuple[Word, ...]:
    """All words of the sentences in the order of the text."""
    words: list[Word] = []
    for number, sentence in enumerate(sentences):
        base, free = len(words), True
        for token in sentence.tokens:
            piece = text[token.start : token.end]
            stop = len(piece) > 3 and piece[-1] == "." and _ends_sentence(piece)
            end = token.end - stop
            piece = piece[: len(piece) - stop]
            cap = is_capital(piece)
            head = base + token.head if token.head >= 0 else -1
            words.append(
                Word(
                    token.start,
                    end,
                    piece,
                    _low(piece),
                    cap,
                    free,
                    number,
                    token.upos,
                    token.lemma,
                    head,
                    token.deprel,
                )
            )
            # A capital stays uninformative until the first real word has passed; after an opening mark it is so again.
            if piece[0].isalpha():
                free = stop
            elif piece[0] in _LETTER_OPENERS or piece in ".!?…'‘" or (len(words) == 1 and not cap):
                free = True
    return tuple(words)
