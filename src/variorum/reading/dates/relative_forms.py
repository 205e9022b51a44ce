"""The forms of dates that count from another date: "three days later", "last month", "on Tuesday", "the 14th".

To add a form: a line in :func:`_relative_forms` (groups ``count unit direction which weekday day phrase``), a branch in :func:`_relation` if it
points in a new way, and a row to tests/reading/dates/test_relative.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from variorum.model.date_mention import DateKind
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.written import Relation, Verb, Which, Written

_UNITS_OF_DAY = dict.fromkeys(("night", "morning", "evening", "fortnight"), "day")


@cache
def _relative_forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    w = lex.words()
    number_words = [n for n in w["numbers"] if n not in ("a", "an")]
    tens = lex.either(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
    ones = lex.either(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
    count = rf"(?P<count>(?i:{tens}-{ones}|{lex.either([*number_words, *w['vague_numbers'], 'a', 'an'])})|\d{{1,3}})"
    unit = rf"(?P<unit>(?i:{lex.either(lex.units())}))"
    which = rf"(?P<which>(?i:{lex.either(lex.which())}))"
    direction = rf"(?P<direction>(?i:{lex.either([*w['later'], *w['earlier'], *w['ago']])}))"
    weekday = (
        rf"(?P<weekday>(?:{'|'.join(d.capitalize() for d in lex.full_weekdays())}|{'|'.join(d.upper() for d in lex.full_weekdays())}))"
    )
    short = "|".join(form for name in lex.weekdays() for form in (name.capitalize(), name.upper()))
    rows = {
        "so much later": rf"(?<![\w-]){count}\s+(?:full\s+|whole\s+|more\s+)?{unit}\s+{direction}\b(?!-)",
        "unit before": rf"(?<![\w-])the\s+{unit}\s+(?P<direction>before|after)\b",
        "which unit": rf"(?<![\w-]){which}\s+{unit}\b(?!-)",
        "part of which year": rf"(?<![\w-])(?:the\s+)?(?P<part>(?i:{lex.either(lex.parts())}))\s+{which}\s+(?P<unit>year|month)\b",
        "named day": rf"(?<![\w-])(?P<phrase>(?i:{lex.either(w['days'])}))(?!\w|-)",
        "weekday": rf"(?<![\w-])(?:{which}\s+)?{weekday}\b(?:\s+(?P<last>last|next|past)\b(?!\s+(?:week|month|year)))?",
        "day of month": r"(?<![\w-])the\s+(?P<day>[12]?\d(?:st|nd|rd|th)|30th|31st)\b",
        "weekday day": rf"(?<![\w-])(?P<weekday>(?:{short}))\.?,?\s+(?:the\s+)?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?(?![\w:]|[.,]\d)",
        "day alone": r"(?:(?<=\n)|(?<=- ))(?P<day>[12]?\d|30|31)(?:st|nd|rd|th)(?=\s?[.,:-])",
        "diary weekday": rf"(?<=\n)(?P<weekday>(?:{short}))\.(?=\s[A-Z])",
        "ult.": r"(?<!\w)(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<phrase>ult|inst|prox)\b\.?",
        "within": rf"(?<!\w)within\s+{count}(?:\s+{unit})?\b(?P<anchored>\s+of\s+(?:that|this)(?:\s+date)?\b)?",
        "to this day": r"(?<!\w)(?P<phrase>(?i:to\s+this\s+day|until\s+now|up\s+to\s+now))\b",
    }
    return tuple((name, re.compile(row)) for name, row in rows.items())


def relative_dates(plain: str) -> Iterator[Written]:
    """Every place of the folded text where a relative form fits; overlapping, unsorted, anchors not yet looked for."""
    for name, pattern in _relative_forms():
        for match in pattern.finditer(plain):
            groups = {key: value for key, value in match.groupdict().items() if value is not None}
            relation = _relation(name, groups)
            if relation is None:
                continue
            day = int(re.sub(r"\D", "", groups["day"])) if "day" in groups else None
            part = lex.parts()[lex.plain_phrase(groups["part"])] if "part" in groups else None
            weekday = lex.weekdays()[groups["weekday"].lower()] if "weekday" in groups else None
            yield Written(match.start(), match.end(), DateKind.RELATIVE, name, day=day, part=part, weekday=weekday, relation=relation)


def _relation(name: str, groups: dict[str, str]) -> Relation | None:
    unit = lex.units()[groups["unit"].lower()] if "unit" in groups else "day"
    which = Which(lex.which()[lex.plain_phrase(groups["which"])]) if "which" in groups else None
    if name == "so much later":
        return _shift(groups["count"], unit, lex.plain_phrase(groups["direction"]))
    if name == "unit before":
        return Relation(
            Verb.UNIT, _UNITS_OF_DAY.get(unit, unit), which=Which.PREVIOUS if groups["direction"] == "before" else Which.FOLLOWING
        )
    if name in ("which unit", "part of which year") and which is not None:
        return _beside(which, unit)
    if name == "named day":
        return Relation(Verb.SHIFT, count=lex.words()["days"][lex.plain_phrase(groups["phrase"])], from_now=True)
    if name == "weekday":
        if "last" in groups:
            which = Which.NEXT if groups["last"] == "next" else Which.LAST
        return Relation(Verb.WEEKDAY, which=which, from_now=which is None or which.from_now)
    if name == "diary weekday":
        return Relation(Verb.WEEKDAY, which=Which.FOLLOWING)
    if name in ("weekday day", "day alone"):
        return Relation(Verb.MONTHDAY, "month", which=Which.FOLLOWING)
    if name == "day of month":
        return Relation(Verb.MONTHDAY, "month")
    if name == "ult.":
        step = {"ult": Which.LAST, "inst": Which.THIS, "prox": Which.NEXT}[groups["phrase"]]
        return Relation(Verb.MONTHDAY, "month", which=step, from_now=True)
    if name == "within":
        if lex.count(groups["count"]) == 1 and "anchored" not in groups:
            return None  # "within a week" is quickness, not a date
        return Relation(Verb.WITHIN, unit if "unit" in groups else "same", count=lex.count(groups["count"]))
    return Relation(Verb.TO_NOW, from_now=True)


def _beside(which: Which, unit: str) -> Relation | None:
    """ "the next morning" is the next day; "that night" is an hour of the story and no date; "next day" goes on from the day told."""
    if which is Which.NEXT and (unit == "day" or unit in _UNITS_OF_DAY):
        which = Which.FOLLOWING
    if unit in _UNITS_OF_DAY and (unit == "fortnight" or which.step == 0 or which.from_now):
        return None
    return Relation(Verb.UNIT, _UNITS_OF_DAY.get(unit, unit), which=which, from_now=which.from_now)


def _shift(number: str, unit: str, direction: str) -> Relation:
    count = lex.count(number)
    if count is not None and unit == "fortnight":
        count, unit = count * 14, "day"
    sign = 1 if direction in lex.words()["later"] else -1
    ago = direction in lex.words()["ago"]
    return Relation(Verb.SHIFT, _UNITS_OF_DAY.get(unit, unit), count=None if count is None else sign * count, from_now=ago)
