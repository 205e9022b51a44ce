"""What looks like a date and is none: page and reference numbers, quantities, prayers, names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.groups import PLAIN_YEARS
from variorum.reading.dates.written import Verb, Which, Written

_WORD_BEFORE = re.compile(r"([\w#§$€£№~%-]+)[.:)\]]*[\s(\[]*$")
_WORD_AFTER = re.compile(r"[\s\-]*([\w%]+)")
_CITED = re.compile(r",\s*\d|:\s*\d")
_ENTRY = re.compile(r"(?:^|\n)[ \t]*(?:\([a-z0-9]{1,3}\)[ \t]*)?$")
_ORDINAL = re.compile(r"\s+and\s+(?:the\s+)?(?:\d|[a-z]+(?:st|nd|rd|th)\b)")
_LINE_START = re.compile(r"(?:^|\n)[ \t•*·-]*$")  # searched in the twelve characters before


def is_date(w: Written, plain: str, *, in_hijri_text: bool) -> bool:
    """Whether the expression is likely a date where it stands. Errs towards no for lone months, seasons and hijri years, else towards yes."""
    test = _TESTS.get(w.form)
    if w.form == "short hijri year":
        return in_hijri_text
    if w.form == "bare hijri year":
        return in_hijri_text and _follows(plain, w.start, "before_hijri_year")
    return test is None or test(w, plain)


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lex.words()[key])


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{lex.either(lex.words()[key])})[\s('\"]*(?:(?:the|about|around|late|early|mid)[\s-]+)*$")


def _follows(plain: str, at: int, key: str) -> bool:
    """Whether one of the phrases of a list stands right before a place (an article or 'about' may stand between)."""
    return _ending(key).search(plain, max(0, at - 40), at) is not None


def _before(plain: str, at: int) -> str:
    found = _WORD_BEFORE.search(plain, max(0, at - 40), at)
    return found[1].lower() if found else ""


def _after(plain: str, at: int) -> str:
    found = _WORD_AFTER.match(plain, at)
    return found[1] if found else ""


def _plain_year(w: Written, plain: str) -> bool:
    if w.year is None or not PLAIN_YEARS[0] <= w.year <= PLAIN_YEARS[1]:
        return False
    if _before(plain, w.start) in _set("not_a_year_after"):
        return False
    if _after(plain, w.end).lower() in _set("not_a_year_before") and not _follows(plain, w.start, "sure_before_month"):
        return False
    return not (plain.startswith("(", max(0, w.start - 1)) and _CITED.match(plain, w.end))  # (2009, 44): a book's year and page


def _short_year(w: Written, plain: str) -> bool:
    return _follows(plain, w.start, "before_month")


def _spoken_year(w: Written, plain: str) -> bool:
    """ "in ninety-eight", but not "in ninety-eight houses": a small word, a name or a stop must follow."""
    if plain[w.start : w.start + 8].lower() == "the year":
        return True
    if not _follows(plain, w.start, "sure_before_month"):
        return False
    return (
        plain[w.end : w.end + 1] in ",.;:)?!"
        or plain[w.end : w.end + 2] == "\n"
        or _after(plain, w.end).lower() in _set("small_words")
        or _after(plain, w.end)[:1].isupper()
        or not w.short
    )


def _lone_month(w: Written, plain: str) -> bool:
    if (
        w.which is not None
        or plain.startswith("the month", w.start)
        or plain[w.start - 1 : w.start] + plain[w.end : w.end + 1] in ("[]", "()")
    ):
        return True
    name = plain[w.start : w.end].rstrip(".")
    following = _after(plain, w.end)
    if len(name) <= 3 and name != "May":
        return _LINE_START.search(plain, max(0, w.start - 12), w.start) is not None
    if lex.is_doubtful_month(name) and following[:1].isupper() and plain[w.end : w.end + 1] == " ":
        return _follows(plain, w.start, "sure_before_month")
    return (
        _follows(plain, w.start, "before_month")
        or _in_list(w, plain)
        or (_LINE_START.search(plain, max(0, w.start - 12), w.start) is not None and plain[w.end : w.end + 1] in ":,-.")
    )


@cache
def _month_list() -> re.Pattern[str]:
    return re.compile(rf"(?:,\s+(?:(?:and|or)\s+)?|\s+(?:and|or|to|until)\s+){lex.gregorian()}")


def _in_list(w: Written, plain: str) -> bool:
    """Whether another month follows: "May, June and July 2007"."""
    return _month_list().match(plain, w.end) is not None


def _lone_season(w: Written, plain: str) -> bool:
    if plain[w.start : w.end].lower().endswith("fall"):
        return False
    return w.which is not None or _follows(plain, w.start, "before_season")


def _lone_hijri_month(w: Written, plain: str) -> bool:
    named = _after(plain, w.end)[:1].isupper() or plain.startswith(('"', "'"), max(0, w.start - 1))  # a man's name, or so called
    return w.which is not None or (_follows(plain, w.start, "before_month") and not named)


def _hijri_day(w: Written, plain: str) -> bool:
    """ "17 Ramadan Street", "two Shabans" are none."""
    return not _after(plain, w.end)[:1].isupper() or plain[w.end : w.end + 1] != " "


def _hijri_year(w: Written, plain: str) -> bool:
    low, high = lex.load("hijri_months")["years"]
    bare_h = plain[w.start : w.end].rstrip(".").endswith("H") and not plain[w.start : w.end].rstrip(".").endswith(("AH", "A.H"))
    return w.year is not None and (not bare_h or low <= w.year <= high)


def _weekday(w: Written, plain: str) -> bool:
    following, leading = _after(plain, w.end), _before(plain, w.start)
    if following.lower() in _set("not_a_weekday_before") or leading in _set("not_a_weekday_after"):
        return False
    touching = plain[w.end : w.end + 1] == " " and following[:1].isupper() and following.lower() not in _set("not_a_name")
    return not (touching and leading == "the")  # the Friday Group


def _day_and_month(w: Written, plain: str) -> bool:
    """ "detained on 15.12" and "2.3. He came" at the beginning of a line; not "on 3.5 per cent"."""
    if w.day is None or w.day > 31 or _after(plain, w.end).lower() in _set("not_a_year_before"):
        return False
    begins = _ENTRY.search(plain, max(0, w.start - 12), w.start) is not None and plain[w.end - 1 : w.end] == "."
    return begins or _follows(plain, w.start, "before_day")


def _month_yy(w: Written, plain: str) -> bool:
    """ "in June 92 they left", but not "in June 92 men left"."""
    return not w.short or _after(plain, w.end).lower() not in _set("not_a_year_before")


def _month_day_number(w: Written, plain: str) -> bool:
    """ "the 14th" stands for a day when no noun follows and a preposition leads to it."""
    if plain[w.start : w.end].endswith("month"):
        return True
    following = _after(plain, w.end)
    if following.lower() == "and" and not _ORDINAL.match(plain, w.end):
        following = ""  # "on the 8th and gave", not "the 7th and 8th Brigades"
    if following.lower() in _set("not_a_day_before") or plain[w.end : w.end + 1] == "-":
        return False
    if following[:1].isupper() and plain[w.end : w.end + 1] == " ":
        return _before(plain, w.start) == "on"
    return _follows(plain, w.start, "before_day")


def _today(w: Written, plain: str) -> bool:
    """ "today" is a day in a dispatch ("today designated", "from today, 9 February") and nowadays in an essay."""
    if plain.startswith("'s", w.end):
        return "yesterday" in plain[w.start : w.end].lower() or "last" in plain[w.start : w.end].lower()
    if lex.plain_phrase(plain[w.start : w.end]) not in _set("doubtful_days"):
        return not plain.startswith(("'", '"'), max(0, w.start - 1))
    return (
        _follows(plain, w.start, "today_before") or _after(plain, w.end).lower() in _set("today_after") or plain[w.end : w.end + 1] == ","
    )


def _unit(w: Written, plain: str) -> bool:
    relation = w.relation
    assert relation is not None
    if plain[w.start : w.end].endswith("s"):
        return False
    return not (relation.verb is Verb.UNIT and relation.unit == "day" and relation.which in (Which.THIS, Which.LAST, Which.NEXT))


_TESTS: dict[str, Callable[[Written, str], bool]] = {
    "year": _plain_year,
    "joined year": _plain_year,
    "years": _plain_year,
    "circa year": _plain_year,
    "yyyymmdd": lambda w, plain: _follows(plain, w.start, "before_day"),
    "'77": _short_year,
    "spoken year": _spoken_year,
    "two thousand": _spoken_year,
    "month": _lone_month,
    "season": _lone_season,
    "hijri month only": _lone_hijri_month,
    "hijri day month": _hijri_day,
    "hijri year": _hijri_year,
    "weekday": _weekday,
    "day of month": _month_day_number,
    "day in words": lambda w, plain: (
        _before(plain, w.start) == "on" and not _after(plain, w.end)[:1].isupper() and _month_day_number(w, plain)
    ),
    "day.month": _day_and_month,
    "month yy": _month_yy,
    "season yy": _month_yy,
    "named day": _today,
    "which unit": _unit,
}
