"""The forms of dates that count from another date: "three days later", "last month", "on Tuesday", "the 14th".

To add a form: a line in :func:`_relative_forms` (groups ``count unit direction which weekday day phrase``), a branch in :func:`_relation` if it
points in a new way, and a row to tests/reading/dates/prose.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from variorum.model.date_mention import DateKind
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.events import event_behind
from variorum.reading.dates.written import Relation, Verb, Which, Written

_UNITS_OF_DAY = dict.fromkeys(("night", "morning", "evening", "fortnight"), "day")


#: After "for two years" these begin another form, or make it no length of time.
_NO_END = ("ago", "later", "before", "after", "from", "until", "till", "starting", "beginning", "old", "in", "of")


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
    half = r"(?P<half>\s+and\s+a\s+half)?"
    from_ = rf"(?P<direction>(?i:{lex.either([*w['from_later'], *w['from_earlier']])}))"
    lasting = rf"(?P<direction>(?i:{lex.either([*w['lasting_from'], *w['lasting_until']])}))"
    rows = {
        "so much later": rf"(?<![\w-]){count}\s+(?:full\s+|whole\s+|more\s+)?{unit}{half}\s+{direction}\b(?!-)",
        "half a year later": rf"(?<![\w-])(?i:half\s+a)\s+(?P<unit>year)\s+{direction}\b(?!-)",
        "so much after": rf"(?<![\w-]){count}\s+(?:full\s+|whole\s+)?{unit}{half}\s+{from_}\b(?!-)",
        "so long from": rf"(?<![\w-]){count}\s+(?:full\s+|whole\s+)?{unit},?\s+{lasting}\b(?!-)",
        "for so long": rf"(?<=\bfor\s){count}\s+(?:full\s+|whole\s+|more\s+)?{unit}\b(?!-|\s+(?i:{lex.either(_NO_END)}))",
        "the last so many": rf"(?<![\w-])(?:the\s+)?(?P<side>(?i:last|past|previous|preceding))\s+{count}\s+{unit}\b(?!-)",
        "unit before last": r"(?<![\w-])(?i:the)\s+(?P<unit>year|month|week)\s+before\s+last\b",
        "unit before": rf"(?<![\w-])(?i:the)\s+{unit}\s+(?P<direction>before|after)\b",
        "which unit": rf"(?<![\w-]){which}\s+{unit}\b(?!-)",
        "part of which year": rf"(?<![\w-])(?:the\s+)?(?P<part>(?i:{lex.either(lex.parts())}))\s+{which}\s+(?P<unit>year|month)\b",
        "named day": rf"(?<![\w-])(?P<phrase>(?i:{lex.either(w['days'])}))(?!\w|-)",
        "weekday": rf"(?<![\w-])(?:{which}\s+)?{weekday}\b(?:\s+(?P<last>last|next|past)\b(?!\s+(?:week|month|year)))?",
        "day of month": r"(?<![\w-])the\s+(?P<day>[12]?\d(?:st|nd|rd|th)|30th|31st)\b(?:\s+of\s+(?:the|this|that)\s+month\b)?",
        "day in words": rf"(?<![\w-])the\s+(?P<day_word>(?i:{lex.either(lex.ordinals())}))(?![\w-])(?:\s+of\s+(?:the|this|that)\s+month\b)?",
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
            if "day_word" in groups:
                day = lex.ordinals()[groups["day_word"].lower()]
            part = lex.parts()[lex.plain_phrase(groups["part"])] if "part" in groups else None
            weekday = lex.weekdays()[groups["weekday"].lower()] if "weekday" in groups else None
            w = Written(match.start(), match.end(), DateKind.RELATIVE, name, day=day, part=part, weekday=weekday, relation=relation)
            if relation.needs_anchor or relation.may_count_from:
                yield from event_behind(w, plain)
            yield w


def _relation(name: str, groups: dict[str, str]) -> Relation | None:
    unit = lex.units()[groups["unit"].lower()] if "unit" in groups else "day"
    which = Which(lex.which()[lex.plain_phrase(groups["which"])]) if "which" in groups else None
    if name == "so much later":
        return _shift(groups["count"], unit, lex.plain_phrase(groups["direction"]), half="half" in groups)
    if name == "half a year later":
        return _shift("6", "month", lex.plain_phrase(groups["direction"]))
    if name == "so much after":
        direction = lex.plain_phrase(groups["direction"])
        found = _shift(groups["count"], unit, "later" if direction in lex.words()["from_later"] else "earlier", half="half" in groups)
        return replace(found, needs_anchor=True)
    if name == "so long from":
        backwards = lex.plain_phrase(groups["direction"]) in lex.words()["lasting_until"]
        found = _shift(groups["count"], unit, "earlier" if backwards else "later")
        return replace(found, verb=Verb.FOR, needs_anchor=True) if found.count is not None else None
    if name == "for so long":
        found = _shift(groups["count"], unit, "later")
        return replace(found, verb=Verb.FOR) if found.count is not None else None
    if name == "the last so many":
        found = _shift(groups["count"], unit, "earlier")
        from_now = groups["side"].lower() in ("last", "past")
        return replace(found, verb=Verb.UP_TO, from_now=from_now) if found.count is not None else None
    if name == "unit before last":
        return Relation(Verb.SHIFT, unit, count=-2, from_now=True)
    if name == "unit before":
        which = Which.PREVIOUS if groups["direction"] == "before" else Which.FOLLOWING
        return Relation(Verb.UNIT, _UNITS_OF_DAY.get(unit, unit), which=which, may_count_from=True)
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
    if name in ("day of month", "day in words"):
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
    if unit == "decade":
        return None
    if unit in _UNITS_OF_DAY and (unit == "fortnight" or which.step == 0 or which.from_now):
        return None
    return Relation(Verb.UNIT, _UNITS_OF_DAY.get(unit, unit), which=which, from_now=which.from_now)


def _shift(number: str, unit: str, direction: str, *, half: bool = False) -> Relation:
    """ "A year and a half later" is eighteen months; of other units the half is not counted, and the day is about."""
    count = lex.count(number)
    if count is not None and unit == "fortnight":
        count, unit = count * 14, "day"
    if count is not None and unit == "decade":
        count, unit = count * 10, "year"
    if count is not None and half and unit == "year":
        count, unit, half = count * 12 + 6, "month", False
    sign = 1 if direction in lex.words()["later"] else -1
    ago = direction in lex.words()["ago"]
    counted = None if count is None else sign * count
    unit = _UNITS_OF_DAY.get(unit, unit)
    return Relation(Verb.SHIFT, unit, count=counted, from_now=ago, may_count_from=direction == "before", loose=half)
