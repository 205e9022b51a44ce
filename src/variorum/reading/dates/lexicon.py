"""The words of dates, from the YAML files beside this module, as pieces of regular expressions and as look-ups.

To add a word, a month spelling or a language: edit ``words.yaml``, ``gregorian_months.yaml`` or ``hijri_months.yaml``. Nothing here changes.
All pieces are for *folded* text (see ``fold.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from variorum.reading.dates.fold import fold
from variorum.yaml_data import from_yaml

NOT_IN_WORD = r"(?!\w)"


@cache
def load(name: str) -> Any:
    """One of the YAML files of this package."""
    return from_yaml(files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def words() -> Any:
    """``words.yaml``."""
    return load("words")


def either(options: Iterable[str]) -> str:
    """A non-capturing alternation of literal phrases, longest first; a space stands for any white space."""
    plain = sorted({fold(option).plain for option in options}, key=lambda o: (-len(o), o))
    return "(?:" + "|".join(re.escape(o).replace(r"\ ", r"\s+") for o in plain) + ")"


def anycase(piece: str) -> str:
    """The piece, capitals or not."""
    return f"(?i:{piece})"


# ------------------------------------------------------------------ Gregorian months
@cache
def gregorian() -> str:
    """Alternation of all names of Gregorian months."""
    return "(?:" + "|".join(piece for piece, _ in sorted(_gregorian_pieces(), key=lambda p: -len(p[0]))) + ")" + NOT_IN_WORD


@cache
def _gregorian_pieces() -> tuple[tuple[str, int], ...]:
    data = load("gregorian_months")
    pieces = []
    for number, languages in data["months"].items():
        for name in languages["en"]:
            cases = [name, name.upper(), *([name.lower()] if name.lower() not in data["doubtful"] else [])]
            stop = "" if name == languages["en"][0] else r"\.?"  # only an abbreviation has a full stop of its own
            pieces += [(re.escape(case) + stop, number) for case in cases]
        full = languages["en"][0]
        if len(full) > 3:
            pieces.append((_worn(full, data["worn_letters"]), number))
        pieces += [(re.escape(fold(name).plain).replace(r"\ ", r"\s+"), number) for name in languages["ar"]]
    return tuple(pieces)


def _worn(name: str, letters: dict[str, list[str]]) -> str:
    """``April`` as a bad scan may have it: each letter or what it is mistaken for."""
    return name[0] + "".join("(?:" + "|".join([c, *letters[c]]) + ")" if c in letters else c for c in name[1:])


@lru_cache(maxsize=1024)
def gregorian_month(name: str) -> int:
    """The number of a month that :func:`gregorian` matched."""
    return next(number for piece, number in _gregorian_pieces() if re.fullmatch(piece, name))


@cache
def is_doubtful_month(name: str) -> bool:
    """Whether the name is also a common word or a given name."""
    return name.lower() in load("gregorian_months")["doubtful"]


# ------------------------------------------------------------------ Hijri months
@cache
def hijri() -> str:
    """Alternation of all names of Hijri months."""
    return "(?:" + "|".join(piece for piece, _ in _hijri_pieces()) + ")" + NOT_IN_WORD


@cache
def _hijri_pieces() -> tuple[tuple[str, int], ...]:
    data = load("hijri_months")
    articles = "|".join(sorted({_loose(a) for a in data["articles"] if a}, key=lambda a: (-len(a), a)))
    pieces: list[tuple[str, int]] = []
    for number, month in data["months"].items():
        if "heads" in month:
            heads, tails = (sorted({_loose(x) for x in month[key]}, key=lambda x: (-len(x), x)) for key in ("heads", "tails"))
            joint = r"[\s'-]{0,2}"
            pieces.append((anycase(f"(?:{'|'.join(heads)}){joint}(?:(?:{articles}){joint})?(?:{'|'.join(tails)})'?"), number))
        spellings = sorted({_loose(x) for x in month.get("plain", [])}, key=lambda x: (-len(x), x))
        if spellings:
            pieces.append((anycase(f"(?:{'|'.join(spellings)})"), number))
        pieces.append((either(month["ar"]), number))
    return tuple(pieces)


def _loose(spelling: str) -> str:
    """A spelling whose apostrophes may be absent and whose spaces and hyphens may be either."""
    plain = re.escape(fold(spelling).plain).replace("'", "'?")
    return plain.replace(r"\ ", r"[\s-]?").replace(r"\-", r"[\s-]?")


@lru_cache(maxsize=1024)
def hijri_month(name: str) -> int:
    """The number of a month that :func:`hijri` matched."""
    return next(number for piece, number in _hijri_pieces() if re.fullmatch(piece, name))


@cache
def is_doubtful_hijri(name: str) -> bool:
    """Whether the name is also a person's."""
    return fold(name).plain.lower() in {fold(x).plain.lower() for x in load("hijri_months")["doubtful"]}


# ------------------------------------------------------------------ numbers and the rest
@cache
def weekdays() -> dict[str, int]:
    """Names and abbreviations of the days of the week, Monday 1 to Sunday 7."""
    return {name: number for number, names in words()["weekdays"].items() for name in names}


@cache
def full_weekdays() -> tuple[str, ...]:
    """The seven names in full."""
    return tuple(names[0] for names in words()["weekdays"].values())


@cache
def seasons() -> dict[str, int]:
    """Words for seasons and their EDTF code."""
    return {name: code for code, names in words()["seasons"].items() for name in names}


@cache
def ordinals() -> dict[str, int]:
    """first .. thirty-first."""
    return {name: number for number, name in enumerate(words()["ordinals"], 1)}


@cache
def parts() -> dict[str, str]:
    """Phrases such as "the end of" and the part that they name."""
    return {phrase: part for part, phrases in words()["parts"].items() for phrase in phrases}


@cache
def units() -> dict[str, str]:
    """Words for units of time and the unit."""
    return {word: unit for unit, forms in words()["units"].items() for word in forms}


@cache
def feasts(calendar: str) -> dict[str, tuple[int, int]]:
    """Feasts of a calendar, folded, and their month and day."""
    return {plain_phrase(fold(name).plain): (month, day) for name, (month, day) in words()["feasts"][calendar].items()}


@cache
def which() -> dict[str, str]:
    """Words such as "the following" and which they name."""
    return {phrase: key for key, phrases in words()["which"].items() for phrase in phrases}


def plain_phrase(text: str) -> str:
    """Small letters, single spaces: the form in which phrases are looked up."""
    return re.sub(r"\s+", " ", text.lower()).strip()


def count(text: str) -> int | None:
    """The number that a numeral or number word names; None for a vague one ("several")."""
    phrase = plain_phrase(text).replace("-", " ")
    if phrase.isdigit():
        return int(phrase)
    numbers = words()["numbers"]
    if phrase in numbers:
        return int(numbers[phrase])
    tens, _, ones = phrase.partition(" ")
    return int(numbers[tens] + numbers[ones]) if tens in numbers and ones in numbers else None
