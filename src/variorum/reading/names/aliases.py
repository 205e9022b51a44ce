"""Where a text says in so many words that one name is another: brackets, "known as", "real name", "calling itself".

These statements join names of one bearer within the document, and each is kept with its clause as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model.entity import EntityType
from variorum.reading.names import glosses
from variorum.reading.names.acronyms import fits_acronym
from variorum.reading.names.folding import fold
from variorum.reading.names.glosses import OPENING, QUOTES, Stand, any_of
from variorum.reading.names.lexicon import data
from variorum.reading.names.page import ACRONYM, NUMBERED

_LONGEST = 110  # characters between two names that may still be one statement


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


def find_links(text: str, names: Sequence[Stand]) -> tuple[Link, ...]:
    """All statements between neighbouring names, in order; ``names`` sorted by start."""
    found: list[Link] = []
    for n in range(len(names) - 1):
        link = _link(text, names, n, n + 1) or _over(text, names, n)
        if link is None:
            continue
        found.append(link)
        # "X (Y, alias Z)", "X, known as Y, the Z": what follows the second name in the same breath is a name of the first as well.
        m = link.second + 1
        while m < len(names) and _goes_on(text, names, n, m):
            found.append(Link(n, m, names[n].start, names[m].end))
            m += 1
    return tuple(found)


@cache
def _for_a_time() -> re.Pattern[str]:
    return re.compile(data("alias_cues")["for_a_time"])


def _over(text: str, names: Sequence[Stand], n: int) -> Link | None:
    """The statement between a name and the next but one, where the name between them stands in the statement itself: "Salim Darrow, whom the Front's
    veterans call Baba Tari", "known in Derkent as Abu Tariq". Not where that one is said to be the last itself."""
    if n + 2 >= len(names):
        return None
    first, inner, last = names[n : n + 3]
    own = text[first.end : inner.outer] + text[inner.end : last.outer]
    if first.type is not last.type or not any(c.islower() for c in own) or _link(text, names, n + 1, n + 2) is not None:
        return None
    return _link(text, names, n, n + 2)


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(any_of((data("alias_cues")["in_brackets"],)), re.IGNORECASE)


def _goes_on(text: str, names: Sequence[Stand], first: int, m: int) -> bool:
    """Whether name ``m`` is one more name in the bracket that opened behind the first."""
    between = text[names[m - 1].end : names[m].outer]
    return (
        _in_brackets().fullmatch(between) is not None
        and _open(text, names[first].end, names[m].outer)
        and (names[m].type is EntityType.PERSON or _for_a_time().match(text, names[m].end) is None)
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
    between = whole.rstrip(QUOTES).lstrip(QUOTES)
    types = {first.type, second.type}
    person = EntityType.PERSON in types
    if text[second.end : second.end + 2] in ("'s", "’s") and not _open(text, first.end, second.outer):
        return None  # "Omar Hadi, later Salim's clerk"
    glossed = glosses.glossed(text, first, second, whole) or glosses.explained(text, first, second, whole)
    glossed = glossed or (types == {EntityType.ORGANISATION} and glosses.apposed(text, first, second, whole))
    glossed = glossed or (person and glosses.identified(text, first, second, whole))
    glossed = glossed or (types == {EntityType.PERSON} and glosses.addressed(text, second, whole))
    listed = a > 0 and text[names[a - 1].end : first.outer] in (", ", " and ", ", and ")
    glossed = glossed or (types == {EntityType.PERSON} and not listed and glosses.doubled(text, first, second, whole))
    edited = types == {EntityType.PERSON} and glosses.edited(text, first, second, whole)
    translated = glosses.translates(text[first.start : first.end], text[second.start : second.end]) and whole.strip(" " + QUOTES) in (
        "(",
        "[",
        ",",
    )
    glossed = glossed or (translated and whole.strip(" " + QUOTES) == "," and second.outer < second.start)
    numbered = first.told and ACRONYM.match(text[first.start : first.end]) is not None
    glossed = glossed or (types == {EntityType.PERSON} and numbered and whole == ", ")  # "PW3, Salim Darrow, said"
    if not (glossed or edited) and _cues()[person].fullmatch(between.replace("\n", " ")) is None:
        return None
    bare = glossed or (between.strip(" \"“‘'")[:1] in ("(", "[") and not any(c.isalpha() for c in between))
    if bare and not _bracket_names(text, first, second, quoted=glossed or whole[-1:] in OPENING):
        return None
    if re.search(r"\b(?:or|also)\b[,:]? $", between) and not _open(text, first.end, second.outer):
        return None
    rendered = glosses.rendered(text, second, whole) or (
        bare and first.type is EntityType.ORGANISATION and _AND_ACRONYM.match(text, second.end) is not None
    )
    if EntityType.PLACE in types and len(types) > 1 and not (translated or rendered) and ((first.sure and second.sure) or bare):
        return None
    if types == {EntityType.PERSON, EntityType.WORK}:
        return None
    stop = second.end + 1 if text[second.end : second.end + 1] in (")", "]") else second.end
    stop = second.end + 2 if text[second.end + 1 : second.end + 2] in (")", "]") else stop
    return Link(a, b, first.start, stop)


_AND_ACRONYM = re.compile(r"[;,] [A-Z][A-Z0-9]{1,5}\b")


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
    if glosses.translates(name, other):
        return True
    if outer.type is EntityType.PLACE and inner.outer < inner.start and glosses.rendered(text, inner, text[outer.end : inner.outer]):
        return True  # "al-Tahuna (“the Mill”)"
    if outer.type is body and " " in other and _AND_ACRONYM.match(text, inner.end):
        return True  # "the Circle of the Lake (Cercle du lac, CL)"
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
