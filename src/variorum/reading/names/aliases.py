"""Where a text says in so many words that one name is another: brackets, "known as", "real name", "calling itself".

These statements join names of one bearer within the document, and each is kept with its clause as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model.entity import EntityType
from variorum.reading.names.lexicon import data
from variorum.reading.names.page import ACRONYM

_QUOTES = "\"“”„«»‘’'*_"
_LONGEST = 70  # characters between two names that may still be one statement


@dataclass(frozen=True, slots=True)
class Link:
    """Names number ``first`` and ``second`` (places in the list of names) are said to be one; ``start`` to ``end`` is the clause that says so."""

    first: int
    second: int
    start: int
    end: int


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = data("alias_cues")
    everybody = "|".join(f"(?:{c})" for c in raw["any"])
    people = "|".join(f"(?:{c})" for c in (*raw["any"], *raw["person"]))
    return re.compile(everybody, re.IGNORECASE), re.compile(people, re.IGNORECASE)


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


def find_links(text: str, spans: Sequence[tuple[int, int]], kind: Callable[[int], EntityType]) -> tuple[Link, ...]:
    """All statements between neighbouring names. ``spans`` are the names in order; ``kind(n)`` is the type its own words give to name n."""
    found: list[Link] = []
    for n in range(len(spans) - 1):
        link = _link(text, spans, n, n + 1, kind)
        if link is not None:
            found.append(link)
            # "X (Y, alias Z)": what follows the second name in the same bracket is a name of the first as well.
            m = n + 2
            while (
                m < len(spans)
                and re.fullmatch(
                    r"[\"”’]?(?:[;,]| or| and| alias| aka|, also| \[alias)*(?: alias| aka| or| and)? ?[\"“‘]?",
                    text[spans[m - 1][1] : spans[m][0]],
                )
                and _open(text, spans[n][1], spans[m][0])
            ):
                found.append(Link(n, m, spans[n][0], spans[m][1]))
                m += 1
    return tuple(found)


def _open(text: str, start: int, end: int) -> bool:
    """Whether a bracket opened between the two places is still open."""
    between = text[start:end]
    return between.count("(") + between.count("[") > between.count(")") + between.count("]")


def _link(text: str, spans: Sequence[tuple[int, int]], a: int, b: int, kind: Callable[[int], EntityType]) -> Link | None:
    (start, gap_start), (gap_end, end) = spans[a], spans[b]
    if not 0 < gap_end - gap_start <= _LONGEST:
        return None
    between = text[gap_start:gap_end].rstrip(_QUOTES).lstrip(_QUOTES)
    person = EntityType.PERSON in (kind(a), kind(b))
    if _cues()[person].fullmatch(between.replace("\n", " ")) is None:
        return None
    bracket = between.strip(" \"“‘'")[:1] in ("(", "[") and not any(c.isalpha() for c in between)
    if bracket and not _bracket_names(text, spans[a], spans[b], kind(a), kind(b)):
        return None
    if re.search(r"\b(?:or|also)\b[,:]? $", between) and not _open(text, gap_start, gap_end):
        return None
    if EntityType.PLACE in (kind(a), kind(b)) and kind(a) is not kind(b) and "alias" not in between:
        return None
    if {kind(a), kind(b)} == {EntityType.PERSON, EntityType.WORK}:
        return None
    stop = end + (text[end : end + 2].find(")") + 1 if text[end : end + 1] in ')]"”’' else 0)
    stop = end + 1 if text[end : end + 1] in (")", "]") else end + 2 if text[end + 1 : end + 2] in (")", "]") else end
    return Link(a, b, start, stop)


def _bracket_names(text: str, long: tuple[int, int], short: tuple[int, int], outer: EntityType, inner: EntityType) -> bool:
    """Whether a bare bracket after a name gives another name (and not a place, a date or a party membership)."""
    closing = text[short[1] : short[1] + 2].lstrip("\"”’'*_")
    if not closing or closing[0] not in ")];,":
        return False
    name, other = text[slice(*long)], text[slice(*short)]
    if ACRONYM.match(other):
        return fits_acronym(other, name) or outer is EntityType.ORGANISATION
    if outer is EntityType.PERSON and text[long[1] : short[0]].strip() == "[" and other.startswith(("al-", "el-")):
        return True  # "Omar [al-Hadi, the judge]": an editor completes a name
    if outer is EntityType.PLACE or inner is EntityType.PLACE:
        return False  # "Derkent (Tsalar)" says where it lies
    return outer is inner or (
        inner in (EntityType.PERSON, EntityType.ORGANISATION) and outer is not EntityType.PERSON and inner is not EntityType.PERSON
    )
