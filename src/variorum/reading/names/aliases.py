"""Where a text says in so many words that one name is another: brackets, "known as", "real name", "calling itself".

These statements join names of one bearer within the document, and each is kept with its clause as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import data, lexicon
from variorum.reading.names.page import ACRONYM, NUMBERED

_QUOTES = "\"“”„«»‘’'*_"
_OPENING, _CLOSING = tuple("\"“„«‘'"), tuple("\"”»’'")
_LONGEST = 110  # characters between two names that may still be one statement


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a name stands: ``outer`` to ``end`` with its title and article, ``start`` to ``end`` without; the type that its own words and the places where it
    stands give it, and whether that is more than a guess; ``told`` whether the words of the name itself say so (a title, a first name, a head word)."""

    outer: int
    start: int
    end: int
    type: EntityType
    sure: bool
    told: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Names number ``first`` and ``second`` (places in the list of names) are said to be one; ``start`` to ``end`` is the clause that says so."""

    first: int
    second: int
    start: int
    end: int


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between two names of a body, and of a person."""
    raw = data("alias_cues")
    return re.compile(any_of(raw["any"]), re.IGNORECASE), re.compile(any_of((*raw["any"], *raw["person"])), re.IGNORECASE)


def any_of(cues: Sequence[str]) -> str:
    """The regular expression of any of the cues of alias_cues.yaml, their pieces put in."""
    found = "|".join(f"(?:{c})" for c in cues)
    for name, piece in reversed(data("alias_cues")["pieces"].items()):  # a piece may hold those above it
        found = found.replace(f"<{name}>", piece)
    return found


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


def find_links(text: str, names: Sequence[Stand]) -> tuple[Link, ...]:
    """All statements between neighbouring names, in order; ``names`` sorted by start."""
    found: list[Link] = []
    for n in range(len(names) - 1):
        link = _link(text, names, n, n + 1)
        if link is None:
            continue
        found.append(link)
        # "X (Y, alias Z)", "X, known as Y, the Z": what follows the second name in the same breath is a name of the first as well.
        m = n + 2
        while m < len(names) and _goes_on(text, names, n, m):
            found.append(Link(n, m, names[n].start, names[m].end))
            m += 1
    return tuple(found)


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(any_of((data("alias_cues")["in_brackets"],)), re.IGNORECASE)


def _goes_on(text: str, names: Sequence[Stand], first: int, m: int) -> bool:
    """Whether name ``m`` is one more name in the bracket that opened behind the first."""
    between = text[names[m - 1].end : names[m].outer]
    return (
        _in_brackets().fullmatch(between) is not None
        and _open(text, names[first].end, names[m].outer)
        and _may_be_one(names[first], names[m])
    )


def _may_be_one(first: Stand, second: Stand) -> bool:
    """Whether nothing sure is said of their types that keeps two names apart."""
    types = {first.type, second.type}
    if len(types) > 1 and EntityType.PLACE in types and (second.type is EntityType.PLACE or first.sure):
        return False
    return len(types) == 1 or not (first.sure and second.sure)


def _open(text: str, start: int, end: int) -> bool:
    """Whether a bracket opened between the two places is still open."""
    between = text[start:end]
    return between.count("(") + between.count("[") > between.count(")") + between.count("]")


def _link(text: str, names: Sequence[Stand], a: int, b: int) -> Link | None:
    first, second = names[a], names[b]
    whole = text[first.end : second.outer]
    if not 0 < len(whole) <= _LONGEST or "\n\n" in whole:
        return None
    between = whole.rstrip(_QUOTES).lstrip(_QUOTES)
    types = {first.type, second.type}
    person = EntityType.PERSON in types
    if text[second.end : second.end + 2] in ("'s", "’s") and not _open(text, first.end, second.outer):
        return None  # "Omar Hadi, later Salim's clerk"
    glossed = _glossed(text, first, second, whole) or _explained(text, first, second, whole)
    glossed = glossed or (types == {EntityType.ORGANISATION} and _apposed(text, first, second, whole))
    glossed = glossed or (person and _identified(text, first, second, whole))
    translated = _translates(text[first.start : first.end], text[second.start : second.end]) and whole.strip(" " + _QUOTES) in (
        "(",
        "[",
        ",",
    )
    glossed = glossed or (translated and whole.strip(" " + _QUOTES) == "," and second.outer < second.start)
    numbered = first.told and ACRONYM.match(text[first.start : first.end]) is not None
    glossed = glossed or (types == {EntityType.PERSON} and numbered and whole == ", ")  # "PW3, Salim Darrow, said"
    if not glossed and _cues()[person].fullmatch(between.replace("\n", " ")) is None:
        return None
    bare = glossed or (between.strip(" \"“‘'")[:1] in ("(", "[") and not any(c.isalpha() for c in between))
    if bare and not _bracket_names(text, first, second, quoted=glossed or whole[-1:] in _OPENING):
        return None
    if re.search(r"\b(?:or|also)\b[,:]? $", between) and not _open(text, first.end, second.outer):
        return None
    rendered = _rendered(text, second, whole)
    if EntityType.PLACE in types and len(types) > 1 and not (translated or rendered) and ((first.sure and second.sure) or bare):
        return None
    if types == {EntityType.PERSON, EntityType.WORK}:
        return None
    stop = second.end + 1 if text[second.end : second.end + 1] in (")", "]") else second.end
    stop = second.end + 2 if text[second.end + 1 : second.end + 2] in (")", "]") else stop
    return Link(a, b, first.start, stop)


def _rendered(text: str, second: Stand, whole: str) -> bool:
    """Whether the second name stands alone between quotation marks in a bracket: "al-Tahuna (“the Mill”)" is what the first means, whatever it seems."""
    return (
        whole.lstrip(_QUOTES)[:2] in (" (", " [")
        and whole[-1] in _OPENING
        and text[second.end : second.end + 2] in ("”)", '")', "’)", "»)", "”]", '"]')
    )


def _glossed(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether the second name stands alone between quotation marks behind a comma: 'Elena Sarti, "Nora", was ...'."""
    if whole.strip() not in (',"', ', "', ",“", ", “", ", ‘", ", «") or text[first.start - 1 : first.start] in _OPENING:
        return False
    return text[second.end : second.end + 1] in _CLOSING or text[second.end : second.end + 2] in (',"', ",”", '."', ".”")


def _identified(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether a man is said to be another: "Abu Tariq is Salim Darrow." Not where the first is only what the subject belongs to ("the heir of X was Y,")."""
    person = EntityType.PERSON
    if any(s.type is not person and s.sure for s in (first, second)) or _ends().match(text, second.end) is None:
        return False
    if _identity().fullmatch(whole) is None:
        return False
    return whole.lstrip('"”').startswith(",") or _begins().search(text, max(0, first.outer - 40), first.outer) is not None


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(data("alias_cues")["identity"])


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(data("alias_cues")["begins"])


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[\"”]?(?:[,.;:)\]\n]|$)")


def _translates(name: str, other: str) -> bool:
    """Whether the head word of one name is that of the other in another language: "Tali'at al-Sahil, the Vanguard of the Coast"."""
    own, theirs = fold(name).split(), fold(other).split()
    means = lexicon().translations
    return any(b and w in means and {b[0], fold(b[0])} & means[w] for a, b in ((own, theirs), (theirs, own)) for w in a)


def _explained(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether a name between quotation marks is said to be another: '"The Circle" is Halqat al-Sahl, which he founded.'"""
    quoted = text[max(0, first.outer - 1) : first.outer] in _OPENING[:3] and _explains().fullmatch(whole) is not None
    return quoted and text[second.end : second.end + 1] in (",", ".", ";", ":", ")")


@cache
def _explains() -> re.Pattern[str]:
    return re.compile(rf"[\"”»][,]? {any_of((data('alias_cues')['explains'],))} ", re.IGNORECASE)


def _apposed(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether a body that is named twice is the subject of one verb: "Tanzim al-Sahl, the Organisation of the Plain, is older." Not the last of a list."""
    alone = text[: first.outer].rstrip(_QUOTES)[-2:] not in (", ", "; ") and whole.rstrip(_QUOTES) == ", "
    return alone and _singular().match(text, second.end) is not None


@cache
def _singular() -> re.Pattern[str]:
    return re.compile(rf"[\"”’]?, (?:{data('alias_cues')['singular']})\b")


_AND_ACRONYM = re.compile(r"[;,] [A-Z]{2,6}\b")


def _bracket_names(text: str, outer: Stand, inner: Stand, *, quoted: bool) -> bool:
    """Whether a bare bracket or gloss after a name gives another name (and not a place, a date or a party membership)."""
    closing = text[inner.end : inner.end + 2].lstrip("\"”’'*_»")
    if not quoted and (not closing or closing[0] not in ")];,"):
        return False
    name, other = text[outer.start : outer.end], text[inner.start : inner.end]
    person, body = EntityType.PERSON, EntityType.ORGANISATION
    if NUMBERED.match(other) and {outer.type, inner.type} == {person}:
        return True  # "Omar Hadi (PW3)"
    if ACRONYM.match(other):
        return fits_acronym(other, name) or (outer.type is body and not ACRONYM.match(name))
    if outer.type is person and text[outer.end : inner.outer].strip() == "[" and other.startswith(("al-", "el-")):
        return True  # "Omar [al-Hadi, the judge]": an editor completes a name
    if _translates(name, other):
        return True
    if outer.type is EntityType.PLACE and inner.outer < inner.start and _rendered(text, inner, text[outer.end : inner.outer]):
        return True  # "al-Tahuna (“the Mill”)"
    if outer.type is EntityType.PLACE or (inner.type is EntityType.PLACE and (inner.sure or outer.type is not body)):
        return False  # "Derkent (Tsalar)" says where it lies
    if outer.type is inner.type or _shares_word(name, other):
        return True
    if outer.type is body:
        return not inner.sure  # "the Straits Brigade (Briged Selat)": a name in another language looks like a man's
    glossed = quoted or inner.outer < inner.start or _AND_ACRONYM.match(text, inner.end) is not None
    if inner.type is body and " " in other and glossed and not outer.told:
        return (
            True  # "Darul Salam (the Abode of Peace)": a name in another language looks like a man's; "(Party of Labour)" is a man's party
        )
    if inner.type is body and " " in other and not inner.sure and not inner.told:
        return True  # "Sheikh Abu Tariq (Barto Fellin)": an uncommon name of a man
    return (inner.type is person and not outer.sure) or (quoted and inner.type is body and not inner.sure)


def _shares_word(name: str, other: str) -> bool:
    """Whether two names have a capitalised word of some length in common: "Liwa' al-Qarn (the Qarn Brigade)" translates."""
    own, theirs = ({w for w in fold(x).split() if len(w) > 3} for x in (name, other))
    return bool(own & theirs)
