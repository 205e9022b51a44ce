"""Days of the Hijri calendar: exact by the Umm al-Qura tables, and as wide as sighting and the tabular calendar make them.

A Hijri date in a document was fixed by somebody's sight of the moon. The Umm al-Qura calendar (Saudi civil calendar; `hijridate`, tables for
1343 to 1500 AH) gives one day; sighting may fall a day earlier or later, and the tabular ("civil") calendar is arithmetic and may differ again.
So a day becomes the interval that holds all of them (:func:`reckonings` says what each rule gives). Outside the tables only the tabular
calendar is left, widened by two days.

The library follows the newspaper Umm al-Qura where it and published tables of the calendar differ: Dhu al-Hijja 1354 began on 24 February 1936
(the issue of 11 Dhu al-Hijja is of 5 March), a day before the tables (docs/decisions/0022-dates.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hijridate import Gregorian, Hijri

from variorum.model.when import When

#: First and last Hijri year of the Umm al-Qura tables that are used.
TABLES = (1343, 1500)
SIGHTING = 1  # days by which a sighted month may begin before or after the calculated one (Ilyas, A Modern Guide to Islamic Calendar, 1984)
WITHOUT_TABLES = 2  # the tabular calendar against observation, in days (Dershowitz and Reingold, Calendrical Calculations, 4th ed., ch. 7)
_EPOCH = 227_014  # the day before 1 Muharram 1 AH, 16 July 622 Julian, as a proleptic Gregorian ordinal (ibid., 7.1)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The Gregorian days (ordinals, both included) that a Hijri date is by one rule."""

    rule: str
    first: int
    last: int

    @property
    def when(self) -> When:
        """The days as EDTF."""
        return When.of_days(self.first, self.last)

    def __str__(self) -> str:
        return f"{self.rule} {self.when.edtf.replace('/', ' to ')}"


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A year, a month or a day of the Hijri calendar. Day 30 of a month that has 29 days by the tables is allowed: somebody saw no moon.

    Raises:
        ValueError: month not in 1..12 or day not in 1..30, or a day without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        known = 1 <= self.year <= 9000 and 1 <= (self.month or 1) <= 12 and not (self.day and not self.month)
        if not known or not 1 <= (self.day or 1) <= _longest(self.year, self.month):
            raise ValueError(f"no Hijri date: {self.year}-{self.month}-{self.day}")

    @classmethod
    def parse(cls, written: str) -> HijriDate:
        """The date of its :attr:`written` form.

        Raises:
            ValueError: it is not of that form, or there is no such date.
        """
        found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", written, re.ASCII)
        if found is None:
            raise ValueError(f"{written!r} is no Hijri date; expected year, month and day such as 1433-11-30, 1433-11 or 1433")
        return cls(int(found[1]), *(int(part) if part else None for part in found.groups()[1:]))

    @property
    def written(self) -> str:
        """Year, month and day with hyphens: 1433-11-30, 1433-11, 1433."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    def next_month(self) -> HijriDate:
        """The month after that of this date."""
        month = self.month or 12
        return HijriDate(self.year + month // 12, month % 12 + 1)


@dataclass(frozen=True, slots=True)
class HijriSpan:
    """From one Hijri date to another, both included: "Rajab to Ramadan 1433".

    Raises:
        ValueError: the second is before the first.
    """

    first: HijriDate
    last: HijriDate

    def __post_init__(self) -> None:
        if tabular(self.last)[1] < tabular(self.first)[0]:
            raise ValueError(f"no Hijri dates: {self.written} ends before it begins")

    @property
    def written(self) -> str:
        """Both with a stroke: 1433-07/1433-09."""
        return f"{self.first.written}/{self.last.written}"


def parse_hijri(written: str) -> HijriDate | HijriSpan:
    """The date or the span of a text as ``written`` gives it.

    Raises:
        ValueError: it is not of that form, or there is no such date.
    """
    first, stroke, last = written.partition("/")
    return HijriSpan(HijriDate.parse(first), HijriDate.parse(last)) if stroke else HijriDate.parse(first)


def _longest(year: int, month: int | None) -> int:
    """30, but for three months of the old tables that were let run to 31 days (1345-05, 1348-11, 1349-11)."""
    inside = month is not None and TABLES[0] <= year <= TABLES[1]
    return max(30, Hijri(year, month or 1, 1).month_length()) if inside else 30


def tabular_day(year: int, month: int, day: int) -> int:
    """Ordinal by the tabular civil calendar, type IIa (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29)."""
    return _EPOCH + day + 29 * (month - 1) + (6 * month - 1) // 11 + (year - 1) * 354 + (3 + 11 * year) // 30


def umm_al_qura(when: HijriDate | HijriSpan) -> tuple[int, int] | None:
    """First and last day (ordinals, both included) by the Umm al-Qura tables; None outside them."""
    if isinstance(when, HijriSpan):
        first, until = umm_al_qura(when.first), umm_al_qura(when.last)
        return (first[0], until[1]) if first and until else None
    if not TABLES[0] <= when.year <= TABLES[1]:
        return None
    start = Hijri(when.year, when.month or 1, 1).to_gregorian().toordinal()
    if when.day is not None:
        return start + when.day - 1, start + when.day - 1
    last = Hijri(when.year, when.month or 12, 1)
    return start, last.to_gregorian().toordinal() + last.month_length() - 1


def tabular(when: HijriDate | HijriSpan) -> tuple[int, int]:
    """First and last day (ordinals, both included) by the tabular calendar."""
    if isinstance(when, HijriSpan):
        return tabular(when.first)[0], tabular(when.last)[1]
    if when.day is not None and when.month is not None:
        day = tabular_day(when.year, when.month, when.day)
        return day, day
    following = HijriDate(when.year + 1, 1) if when.month is None else when.next_month()
    return tabular_day(when.year, when.month or 1, 1), tabular_day(following.year, following.month or 1, 1) - 1


def converted(when: HijriDate | HijriSpan) -> When | None:
    """The Gregorian day or days by Umm al-Qura, None outside its tables. A year is given to the month: its days are not worth more.

    >>> str(converted(HijriDate(1436, 9, 13))), str(converted(HijriDate(1431)))
    ('2015-06-30', '2009-12/2010-12')
    """
    days = umm_al_qura(when)
    if days is None:
        return None
    if (when.last if isinstance(when, HijriSpan) else when).month is None:
        first, last = (date.fromordinal(day).isoformat()[:7] for day in days)
        return When.parse(f"{first}/{last}")
    return When.of_days(*days)


def reckonings(when: HijriDate | HijriSpan) -> tuple[Reckoning, ...]:
    """What each rule makes of the date: the Umm al-Qura tables where they reach, the tabular civil calendar, and sighting about the first of these.

    >>> [str(r) for r in reckonings(HijriDate(1443, 1, 8))]
    ['Umm al-Qura 2021-08-16', 'tabular civil 2021-08-17', 'by sighting 2021-08-15 to 2021-08-17']
    """
    exact, arithmetic = umm_al_qura(when), tabular(when)
    (first, last), off = (exact, SIGHTING) if exact is not None else (arithmetic, WITHOUT_TABLES)
    official = [Reckoning("Umm al-Qura", *exact)] if exact is not None else []
    return (*official, Reckoning("tabular civil", *arithmetic), Reckoning("by sighting", first - off, last + off))


def possible(when: HijriDate | HijriSpan) -> When:
    """The Gregorian interval that Umm al-Qura, a sighting a day off and the tabular calendar allow between them.

    >>> str(possible(HijriDate(1436, 9, 13))), str(possible(HijriDate(1300, 1, 1)))
    ('2015-06-29/2015-07-01', '1882-11-10/1882-11-14')
    """
    found = reckonings(when)
    return When.of_days(min(r.first for r in found), max(r.last for r in found))


def missing_day(when: HijriDate) -> str | None:
    """In words, that by the Umm al-Qura tables the month of the date is a day too short for it; None when it has the day or no table tells.

    >>> missing_day(HijriDate(1433, 2, 30))
    'by Umm al-Qura month 2 of 1433 has 29 days: its 30th is the first of the next'
    """
    if when.day is None or when.month is None or not TABLES[0] <= when.year <= TABLES[1]:
        return None
    length = Hijri(when.year, when.month, 1).month_length()
    short = f"by Umm al-Qura month {when.month} of {when.year} has {length} days: its {when.day}th is the first of the next"
    return short if when.day > length else None


def hijri_day(ordinal: int) -> HijriDate:
    """The Hijri day of a Gregorian ordinal: by Umm al-Qura where its tables reach, else tabular."""
    try:
        year, month, day = Gregorian.fromordinal(ordinal).to_hijri().datetuple()
    except OverflowError:
        year = (30 * (ordinal - _EPOCH - 1) + 10646) // 10631
        month = next(m for m in range(12, 0, -1) if tabular_day(year, m, 1) <= ordinal)
        day = ordinal - tabular_day(year, month, 1) + 1
    return HijriDate(year, month, day)
