"""Ways in which two neighbouring names are said to be one without a word for it between them: commas, quotation marks, "is", an editor's bracket."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import data, lexicon

QUOTES = "\"“”„«»‘’'*_"
OPENING, _CLOSING = tuple("\"“„«‘'"), tuple("\"”»’'")


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


def any_of(cues: Sequence[str]) -> str:
    """The regular expression of any of the cues of alias_cues.yaml, their pieces put in."""
    found = "|".join(f"(?:{c})" for c in cues)
    for name, piece in reversed(data("alias_cues")["pieces"].items()):  # a piece may hold those above it
        found = found.replace(f"<{name}>", piece)
    return found


def rendered(text: str, second: Stand, whole: str) -> bool:
    """Whether the second name stands alone between quotation marks in a bracket: "al-Tahuna (“the Mill”)" is what the first means, whatever it seems."""
    return (
        whole.lstrip(QUOTES)[:2] in (" (", " [")
        and whole[-1] in OPENING
        and text[second.end : second.end + 2] in ("”)", '")', "’)", "»)", "”]", '"]')
    )


def glossed(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether the second name stands alone between quotation marks behind a comma: 'Elena Sarti, "Nora", was ...'."""
    if whole.strip() not in (',"', ', "', ",“", ", “", ", ‘", ", «") or text[first.start - 1 : first.start] in OPENING:
        return False
    return text[second.end : second.end + 1] in _CLOSING or text[second.end : second.end + 2] in (',"', ",”", '."', ".”")


def identified(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether a man is said to be another: "Abu Tariq is Salim Darrow." Not where the first is only what the subject belongs to ("the heir of X was Y,")."""
    person = EntityType.PERSON
    if any(s.type is not person and s.sure for s in (first, second)) or _ends().match(text, second.end) is None:
        return False
    if _cue("identity").fullmatch(whole) is None:
        return False
    return whole.lstrip('"”').startswith(",") or _cue("begins").search(text, max(0, first.outer - 40), first.outer) is not None


def addressed(text: str, second: Stand, whole: str) -> bool:
    """Whether a man's second name stands behind a comma as what some call him: "Salim, Abu Tariq to his men"."""
    return whole.rstrip(QUOTES) == ", " and _cue("addressed").match(text, second.end) is not None


def doubled(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether a kunya stands between commas behind the name of a man who then is spoken of: "Salim Darrow, Abu Tariq, who came"."""
    return whole == ", " and text.startswith((", who ", ", whose ", ", whom "), second.end) and _kunya(text, first, second) == [False, True]


def _kunya(text: str, *names: Stand) -> list[bool]:
    """Of each name whether it begins as a kunya does."""
    return [text[s.start : s.end].split()[0].casefold() in lexicon().kunya for s in names]


def edited(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether an editor's bracket later in the sentence says who is meant by a kunya: "Abu Tariq, may God accept him [Salim Darrow, a miller]". Not where
    the bracket stands behind a word for somebody, whom it then explains."""
    told = _cue("edited").fullmatch(whole)
    if told is None or _cue("tells").match(text, second.end) is None or told[1].casefold() in lexicon().heads:
        return False
    return _kunya(text, first, second) == [True, False]


@cache
def _cue(name: str) -> re.Pattern[str]:
    """One pattern of alias_cues.yaml."""
    return re.compile(data("alias_cues")[name])


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[\"”]?(?:[,.;:)\]\n]|$)")


def translates(name: str, other: str) -> bool:
    """Whether the head word of one name is that of the other in another language: "Tali'at al-Sahil, the Vanguard of the Coast"."""
    own, theirs = fold(name).split(), fold(other).split()
    means = lexicon().translations
    return any(b and w in means and {b[0], fold(b[0])} & means[w] for a, b in ((own, theirs), (theirs, own)) for w in a)


def explained(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether a name between quotation marks is said to be another: '"The Circle" is Halqat al-Sahl, which he founded.'"""
    quoted = text[max(0, first.outer - 1) : first.outer] in OPENING[:3] and _explains().fullmatch(whole) is not None
    return quoted and text[second.end : second.end + 1] in (",", ".", ";", ":", ")")


@cache
def _explains() -> re.Pattern[str]:
    return re.compile(rf"[\"”»][,]? {any_of((data('alias_cues')['explains'],))} ", re.IGNORECASE)


def apposed(text: str, first: Stand, second: Stand, whole: str) -> bool:
    """Whether a body that is named twice is the subject of one verb: "Tanzim al-Sahl, the Organisation of the Plain, is older." Not the last of a list."""
    alone = text[: first.outer].rstrip(QUOTES)[-2:] not in (", ", "; ") and whole.rstrip(QUOTES) == ", "
    return alone and _singular().match(text, second.end) is not None


@cache
def _singular() -> re.Pattern[str]:
    return re.compile(rf"[\"”’]?, (?:{data('alias_cues')['singular']})\b")
