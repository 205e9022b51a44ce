"""A date that other dates count from, and counting in days, months and years of either calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from variorum.errors import DateError
from variorum.model.hijri import HijriDate, hijri_day
from variorum.model.when import When

# From the year 1000 to 8000: "nine hundred years ago" and "nine hundred years later" are still days that Python's calendar has.
_COUNTABLE = (date(1000, 1, 1).toordinal(), date(8000, 1, 1).toordinal())


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days ``first`` to ``last`` (ordinals, both included), and the Hijri date when it was written so."""

    first: int
    last: int
    hijri: HijriDate | None = None

    @classmethod
    def of(cls, when: When | None, hijri: HijriDate | None = None) -> Anchor | None:
        """The anchor that a time makes; None when it has no bounds on one side, or lies where counting on would leave the calendar."""
        if when is None or not _COUNTABLE[0] <= when.first_day <= when.last_day <= _COUNTABLE[1]:
            return None
        return cls(when.first_day, when.last_day - 1, hijri)

    @property
    def year(self) -> int:
        """The Gregorian year in which it begins."""
        return date.fromordinal(self.first).year

    @property
    def month(self) -> int | None:
        """The Gregorian month, None when it is longer than about a month."""
        return date.fromordinal(self.first).month if self.last - self.first <= 31 else None

    @property
    def day(self) -> int | None:
        """The ordinal of the day, None when it is longer than a day."""
        return self.first if self.first == self.last else None

    @property
    def parts(self) -> tuple[int, int | None, int | None]:
        """Year, month and day of the month, as far as known."""
        return self.year, self.month, date.fromordinal(self.first).day if self.day else None


def month_shifted(anchor: Anchor, count: int) -> When | HijriDate | None:
    """The month so many months on; Hijri when the anchor is, None when it has no month."""
    if anchor.hijri is not None and anchor.hijri.month is not None:
        index = anchor.hijri.year * 12 + anchor.hijri.month - 1 + count
        return HijriDate(index // 12, index % 12 + 1) if index >= 12 else None
    if anchor.month is None:
        return None
    index = anchor.year * 12 + anchor.month - 1 + count
    return parsed(f"{index // 12:04}-{index % 12 + 1:02}")


def year_shifted(anchor: Anchor, count: int) -> When | HijriDate | None:
    """The year so many years on."""
    if anchor.hijri is not None:
        return HijriDate(anchor.hijri.year + count) if anchor.hijri.year + count > 0 else None
    return parsed(f"{anchor.year + count:04}")


def days_shifted(anchor: Anchor, count: int, mark: str = "") -> When | HijriDate | None:
    """The anchor's days so many days on (an anchor of a month stays a month wide: the day in it is not known)."""
    if anchor.hijri is not None and anchor.day is not None:
        return hijri_day(anchor.day + count)
    when = When.of_days(anchor.first + count, anchor.last + count)
    return When.parse(when.edtf + mark) if not when.is_interval else when


def week_shifted(anchor: Anchor, count: int) -> When | None:
    """Monday to Sunday of the week so many weeks on; None when the anchor is not a day."""
    if anchor.day is None:
        return None
    monday = anchor.day - date.fromordinal(anchor.day).weekday() + 7 * count
    return When.of_days(monday, monday + 6)


def same_day_of_month(day: int, months: int) -> int:
    """The ordinal of the same day of the month so many months on (the last day of a shorter month)."""
    then = date.fromordinal(day)
    index = then.year * 12 + then.month - 1 + months
    year, month = index // 12, index % 12 + 1
    length = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(then.day, length)).toordinal()


def parsed(edtf: str) -> When | None:
    """The time, None for one that cannot be (31 June, year 0)."""
    try:
        return When.parse(edtf)
    except DateError:
        return None
