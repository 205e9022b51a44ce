"""What the named groups of a form's match become: the values of a :class:`Written`."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.model.date_mention import Calendar, DateKind
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.written import Which, Written

#: Years that a plain four-digit number can be; with a month beside it a year may be older (1500 on).
PLAIN_YEARS = (1800, 2100)


def read_groups(base: Written, match: re.Match[str]) -> Written | None:
    """The expression with its values; None when they are out of range (32 May, month 13, a hijri year of the Gregorian kind)."""
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    if "a" in groups:
        return _numeric(base, groups)
    if "hmonth" in groups or "hyear" in groups or "hshort" in groups:
        return _hijri(base, groups)
    return _ranged(_gregorian(base, groups), groups)


def _gregorian(base: Written, groups: dict[str, str]) -> Written:
    year = groups.get("year") or groups.get("short") or groups.get("decade")
    w = replace(base, day=_day(groups.get("day")), month=_month(groups), year=int(year.replace("l", "1")) if year else None)
    if "year" not in groups and "short" in groups:
        w = replace(w, short=True)
    if "decade" in groups:
        w = replace(w, years=10)
    if "part" in groups:
        w = replace(w, part=lex.parts()[lex.plain_phrase(groups["part"])])
    if "season" in groups:
        w = replace(w, season=lex.seasons()[groups["season"].lower()], kind=DateKind.SEASON)
    if "which" in groups:
        w = replace(w, which=_which(groups), which_year="year" in base.form)
    if "weekday" in groups:
        w = replace(w, weekday=lex.weekdays()[groups["weekday"].lower()])
    if "spoken" in groups:
        w = _spoken(w, groups)
    if "feast" in groups:
        month, day = lex.feasts("gregorian")[lex.plain_phrase(groups["feast"])]
        w = replace(w, month=month, day=day)
    if w.form == "half decade":
        return replace(w, part="early" if groups["nth"].lower() == "first" else "late")
    if w.form == "spoken decade":
        return replace(
            w,
            year=lex.words()["spoken_centuries"][groups["spoken_century"].lower()] + lex.words()["tens"][groups["tens"].lower()],
            years=10,
        )
    if "nth" in groups:
        w = _share(w, groups["nth"].lower(), groups.get("share", "quarter").lower())
    if "tens" in groups:
        w = replace(w, year=lex.words()["tens"][groups["tens"].lower()], short=True, years=10)
    if "century" in groups:
        ordinal = groups["century"].lower()
        w = replace(w, year=((lex.ordinals().get(ordinal) or int(ordinal[:-2])) - 1) * 100, years=100)
    return w


def _spoken(w: Written, groups: dict[str, str]) -> Written:
    """ "ninety-eight" has two figures; "nineteen ninety-eight" and "two thousand and four" four."""
    two = lex.count(groups["spoken"].lower().removeprefix("oh-")) or 0
    if w.form == "two thousand":
        return replace(w, year=2000 + two)
    if "spoken_century" in groups:
        return replace(w, year=lex.words()["spoken_centuries"][groups["spoken_century"].lower()] + two)
    return replace(w, year=two, short=True)


def _day(text: str | None) -> int | None:
    return None if text is None else int(text) if text.isdigit() else lex.ordinals()[text.lower()]


def _which(groups: dict[str, str]) -> Which:
    return Which(lex.which()[lex.plain_phrase(groups["which"])])


def _month(groups: dict[str, str]) -> int | None:
    if "nmonth" in groups:
        return int(groups["nmonth"])
    if "roman" in groups:
        return int(lex.load("gregorian_months")["roman"].index(groups["roman"].upper())) + 1
    return lex.gregorian_month(groups["month"]) if "month" in groups else None


def _share(w: Written, nth: str, share: str) -> Written:
    length = 6 if share == "half" else 3
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // length, "latter": 12 // length}.get(nth) or int(nth)
    return replace(w, month=(number - 1) * length + 1, months=length, kind=DateKind.SEASON)


def _ranged(w: Written, groups: dict[str, str]) -> Written | None:
    """The expression with its second end, where the form has one (its day2, month2, year2 or until)."""
    if w.form == "old and new style":
        return _two_styles(w, _day(groups.get("day2") or groups.get("day3")))
    if "day2" in groups:
        last = _day(groups["day2"])
        if not w.day or not last or w.day >= last:
            return None
        if "joint" in groups:
            return replace(w, others=(replace(w, day=last),), joint="[" if groups["joint"].lower() == "or" else "{")
        return replace(w, until=replace(w, day=last))
    if "month2" in groups:
        last = lex.gregorian_month(groups["month2"])
        if last == w.month:  # one month by two names: "Ayyar/May"
            return replace(w, kind=DateKind.ABSOLUTE)
        first_year = w.year - 1 if w.year and w.month and w.month > last else w.year
        return replace(w, year=first_year, until=replace(w, month=last))
    if "until" in groups and w.year:
        return _until(w, groups["until"])
    return w


def _two_styles(w: Written, new: int | None) -> Written | None:
    """12/25 April 1917: the same day by the Julian and the Gregorian calendar; the second is the one that is kept."""
    apart = new is not None and w.day is not None and w.year is not None and w.year < 1950 and new - w.day in (10, 11, 12, 13)
    return replace(w, day=new, kind=DateKind.ABSOLUTE) if apart else None


def _until(w: Written, digits: str) -> Written | None:
    """1997-98, 1997/8, 2002-2004; a season's second year names the winter over New Year; 2014-06 is a month."""
    assert w.year is not None
    last = int(digits) if len(digits) == 4 else w.year - w.year % 10 ** len(digits) + int(digits)
    if w.season is not None:
        return w if last == w.year + 1 else None
    if w.year < last <= PLAIN_YEARS[1] and last - w.year < 100:
        return replace(w, until=replace(w, year=last))
    if len(digits) == 2 and 1 <= int(digits) <= 12:
        return replace(w, month=int(digits), kind=DateKind.ABSOLUTE)
    return None


def _numeric(base: Written, groups: dict[str, str]) -> Written | None:
    """Day and month in figures; when both are 12 or less the other reading is kept as ``swapped``."""
    a, b, c = int(groups["a"]), int(groups["b"]), groups["c"]
    low, high = lex.load("hijri_months")["years"]
    if len(c) == 4 and low <= int(c) <= high:
        return replace(base, calendar=Calendar.HIJRI, year=int(c), month=b, day=a) if 1 <= b <= 12 and 1 <= a <= 31 else None
    if len(c) == 4 and not PLAIN_YEARS[0] <= int(c) <= PLAIN_YEARS[1]:
        return None
    w = replace(base, year=int(c), short=len(c) == 2)
    if 1 <= b <= 12 and 1 <= a <= 31:
        other = (b, a) if a <= 12 and a != b and groups["sep"] == "/" else None
        return replace(w, day=a, month=b, swapped=other)
    return replace(w, day=b, month=a, month_first=True) if 1 <= a <= 12 and 1 <= b <= 31 else None


def _hijri(base: Written, groups: dict[str, str]) -> Written | None:
    w = replace(base, calendar=Calendar.HIJRI, day=_day(groups.get("day")))
    if "part" in groups:
        w = replace(w, part=lex.parts()[lex.plain_phrase(groups["part"])])
    if "decade" in base.form:
        w = replace(w, years=10)
    if "hfeast" in groups:
        month, day = lex.feasts("hijri")[lex.plain_phrase(groups["hfeast"])]
        w = replace(w, month=month, day=day)
    if "hmonth" in groups:
        w = replace(w, month=lex.hijri_month(groups["hmonth"]))
    if "hyear" in groups:
        w = replace(w, year=int(groups["hyear"]))
    if "hshort" in groups:
        high = lex.load("hijri_months")["years"][1]
        year = high - high % 100 + int(groups["hshort"])
        w = replace(w, year=year if year <= high else year - 100)
    if "which" in groups:
        w = replace(w, which=_which(groups))
    if "day2" in groups:
        last = _day(groups["day2"])
        return replace(w, until=replace(w, day=last), kind=DateKind.RANGE) if w.day and last and w.day < last else None
    if "hyear2" in groups and w.year:
        short = groups["hyear2"]
        last = int(str(w.year)[: -len(short)] + short)
        return replace(w, until=replace(w, year=last), kind=DateKind.RANGE) if w.year < last else None
    return w  # a 31st is kept: the reader says that there is none
