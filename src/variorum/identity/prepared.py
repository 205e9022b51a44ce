"""Names made ready for comparing: titles and forms of company set aside, the rest folded, word by word.

Preparing costs far more than comparing, so it is kept: the same name is prepared once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from variorum.identity.folding import Word, spelled
from variorum.identity.forms import first_name_first, lexicon
from variorum.identity.scripts import is_unvowelled

_NUMBER = re.compile(r"\d+|[ivx]{1,5}$")


class Bearer(StrEnum):
    """Whose name it is: persons' and bodies' names differ in what may be left out of them."""

    PERSON = "person"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A name ready to be compared. ``words`` are folded, ``aside`` are the titles or forms of company that were taken off.

    ``native``: the words in their own script where that is not Latin; ``joined``: all words run together; ``initials``: their first letters,
    of bodies' names of three words or more; ``numbers``: sorted.
    """

    text: str
    bearer: Bearer
    written: tuple[str, ...]
    words: tuple[str, ...]
    native: tuple[str, ...]
    joined: str
    initials: str
    numbers: tuple[str, ...]
    unvowelled: bool
    letters: int
    aside: tuple[str, ...]


@lru_cache(maxsize=200_000)
def prepared(text: str, bearer: Bearer) -> Prepared:
    """The name, ready to be compared.

    >>> prepared("Sheikh Omar al-Nuri", Bearer.PERSON).words, prepared("Nuri Trading Co. Ltd", Bearer.BODY).words
    (('umar', 'nuri'), ('nuri', 'trading'))
    """
    if bearer is Bearer.PERSON:
        found = spelled(first_name_first(text))
        kept = _without_titles(found)
    else:
        found = spelled(text)
        kept = _without_company(found)
    words = tuple(w.folded for w in kept)
    joined = "".join(w.folded for w in spelled("".join(w.written for w in kept)))  # short words are folded less; run together they are not
    native = _native(kept) if not text.isascii() else ()
    return Prepared(
        text=text,
        bearer=bearer,
        written=tuple(w.written for w in kept),
        words=words,
        native=native,
        joined=joined,
        initials="".join(w[0] for w in words) if bearer is Bearer.BODY and len(words) > 2 else "",
        numbers=tuple(sorted(m[0] for w in words if (m := _NUMBER.match(w)))) if bearer is Bearer.BODY else (),
        unvowelled=any(is_unvowelled(w) for w in words),
        letters=sum(map(len, words)),
        aside=tuple(w.written for w in found if w not in kept),
    )


def _without_titles(found: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a person's name that are no titles; all of them where nothing else would be left, or only one beside a title that men are
    also called by (Hafez al-Nuri, Malik Omar)."""
    lex = lexicon()
    kept = tuple(w for w in found if w.folded not in lex.honorifics)
    if not kept or (len(kept) == 1 and any(w.folded in lex.titles_and_names for w in found)):
        return tuple(found)
    return kept


def _without_company(found: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a body's name without the forms of company in it ("Ltd", "Joint Stock Company"); all of them if it is nothing else."""
    kept: list[Word] = []
    i = 0
    while i < len(found):
        n = next((n for n in range(4, 0, -1) if tuple(w.folded for w in found[i : i + n]) in lexicon().company), 0)
        if not n:
            kept.append(found[i])
        i += n or 1
    return tuple(kept) or tuple(found)


def _native(kept: Sequence[Word]) -> tuple[str, ...]:
    """The words in their own script; empty if some are in Latin letters."""
    words = tuple(w.written.casefold() for w in kept)
    return words if all(c > "\u024f" for w in words for c in w if c.isalpha()) else ()
