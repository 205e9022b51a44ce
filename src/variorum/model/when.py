"""A time as the sources give it: EDTF text outside, four days inside, comparisons that may answer "cannot say".

``edtf`` is EDTF (ISO 8601-2) level 1 as docs and annotations use it:

    2014-06-29   2004-10   2004           a day, a month, a year (0001 to 9999)
    2008-22                               a season: 21 spring, 22 summer, 23 autumn, 24 winter (northern; winter runs into the next year)
    200X   19XX   2004-XX   2004-10-XX    digits that are not known
    XXXX-04   XXXX-04-12                  a month or day whose year is not known
    2007~   2014-03?   1991%              about; uncertain; both
    2007/2008   ../2010   2010/..         an interval; ``..`` before is an unknown start, after is an open end (may still last)
    2010/                                 an interval that has ended, nobody says when

The four days are proleptic Gregorian ordinals (``datetime.date.toordinal``), half open: an end is the first day on which it no longer is.
A single date says "started some day in it and ended some day in it"; ``A/B`` says "started in A, ended in B". So 2004-10 is
start 1..31 October, end 2 October..1 November. Never None: what is not known reaches to :data:`UNKNOWN_PAST` or :data:`UNKNOWN_FUTURE`,
and the store's two questions need no special case: on day D it *held* when ``start_latest <= D < end_earliest`` and *possibly* held
when ``start_earliest <= D < end_latest`` (the same in :meth:`When.held_on`, :meth:`When.possible_on`).

The value does not know whether it dates a state or an event. ``../2014-08-31`` ends that day for a state ("until") but is only a limit for
an event ("by"): :meth:`When.as_event` gives the second reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from variorum.errors import DateError

#: Before every day and after every day; both fit a signed 32-bit column.
UNKNOWN_PAST = -2_147_483_647
UNKNOWN_FUTURE = 2_147_483_647

EXPECTED = (
    "expected EDTF such as 2014-06-29, 2004-10, 2004, 2008-22 (summer), 200X, 2007~, 2014-03?, XXXX-04, 2007/2008, ../2010 or 2010/.."
)

_POINT = re.compile(r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)")
# First month and number of months (northern hemisphere, whole months, as meteorologists count): ISO 8601-2 leaves the days open.
_SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}


class Answer(Enum):
    """What a comparison of two uncertain times can say. Not a bool on purpose: ``if a.before(b)`` would hide the third answer."""

    YES = "yes"
    NO = "no"
    CANNOT_SAY = "cannot say"

    def __bool__(self) -> bool:
        raise TypeError("an Answer has three values: compare it with Answer.YES, Answer.NO or Answer.CANNOT_SAY")


@dataclass(frozen=True, slots=True)
class When:
    """A time, as canonical EDTF and as the four days that it allows. Build it with :meth:`parse`.

    >>> When.parse("2004-10").held_on(date(2004, 10, 5).toordinal()), When.parse("2004-10").possible_on(date(2004, 10, 5).toordinal())
    (False, True)
    >>> When.parse("2004-10").before(When.parse("2005"))
    <Answer.YES: 'yes'>
    >>> When.parse("2004-10").before(When.parse("2004-10-20"))
    <Answer.CANNOT_SAY: 'cannot say'>
    """

    edtf: str
    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int

    @classmethod
    def parse(cls, edtf: str) -> When:
        """The time that an EDTF text means; its ``edtf`` is canonical (``?~`` is ``%``, ``/2010`` is ``../2010``) and parses to itself.

        Raises:
            DateError: the text is not EDTF of the forms above, names an impossible day, or ends before it begins.
        """
        text = edtf.strip().upper().replace("?~", "%").replace("~?", "%")
        if "/" not in text:
            point = _Point.parse(text, edtf)
            return cls(text, point.first, point.last, _after(point.first), _after(point.last))
        left, _, right = text.partition("/")
        return _interval(left or "..", right, edtf)

    @classmethod
    def of_days(cls, first: int, last: int) -> When:
        """The shortest EDTF for the days ``first`` to ``last`` (ordinals, both included): a year, a month, a day, else an interval of days.

        >>> [When.of_days(date(2004, 2, 1).toordinal(), date(2004, m, 29).toordinal()).edtf for m in (2, 3)]
        ['2004-02', '2004-02-01/2004-03-29']
        """
        a, b = date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
        for length in (4, 7, 10):
            if a[:length] == b[:length]:
                whole = cls.parse(a[:length])
                if (whole.start_earliest, whole.end_latest) == (first, last + 1):
                    return whole
        return cls.parse(f"{a}/{b}")

    @property
    def first_day(self) -> int:
        """The earliest day that it can touch (``UNKNOWN_PAST`` if there is no limit)."""
        return self.start_earliest

    @property
    def last_day(self) -> int:
        """The limit on the other side, half open: the first day that it can *no longer* touch (``UNKNOWN_FUTURE`` if there is none)."""
        return self.end_latest

    @property
    def approximate(self) -> bool:
        """Whether it is marked ``~`` or ``%``: about then."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        """Whether it is marked ``?`` or ``%``: perhaps another time altogether."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def is_interval(self) -> bool:
        """Whether start and end are given apart."""
        return "/" in self.edtf

    @property
    def is_open(self) -> bool:
        """Whether it may still last: ``2010/..``."""
        return self.end_earliest == UNKNOWN_FUTURE

    @property
    def has_year(self) -> bool:
        """False for XXXX-04 and its like, whose bounds are unknown on both sides."""
        return "XXXX" not in self.edtf

    def held_on(self, day: int) -> bool:
        """Whether what has this time certainly held on ``day`` (ordinal)."""
        return self.start_latest <= day < self.end_earliest

    def possible_on(self, day: int) -> bool:
        """Whether what has this time may have held on ``day`` (ordinal)."""
        return self.start_earliest <= day < self.end_latest

    def as_event(self) -> When:
        """The same EDTF read as the time of one event that happened on a day somewhere within: only the outer limits bind.

        >>> by = When.parse("../2014-08-31")
        >>> by.before(When.parse("2014-06")), by.as_event().before(When.parse("2014-06"))
        (<Answer.NO: 'no'>, <Answer.CANNOT_SAY: 'cannot say'>)
        """
        last = self.end_latest - 1 if self.end_latest != UNKNOWN_FUTURE else UNKNOWN_FUTURE
        return replace(self, start_latest=last, end_earliest=_after(self.start_earliest))

    def loosened(self) -> When:
        """The same with room for its marks: a side marked ``~``, ``?`` or ``%`` may miss by one unit of its own precision; itself without marks.

        >>> When.parse("2007~").loosened().possible_on(date(2008, 6, 1).toordinal())
        True
        """
        return _loosened(self)

    def same_bounds(self, other: When) -> bool:
        """Whether both can touch the same days: same first and last day, whatever the marks and the inner limits."""
        return (self.first_day, self.last_day) == (other.first_day, other.last_day)

    def before(self, other: When) -> Answer:
        """Whether it was over when the other began."""
        a, b = _loosened(self), _loosened(other)
        return _answer(a.end_latest <= b.start_earliest, a.end_earliest > b.start_latest)

    def after(self, other: When) -> Answer:
        """Whether it began when the other was over."""
        return other.before(self)

    def overlaps(self, other: When) -> Answer:
        """Whether there was a day on which both were. Two events "in 2004" cannot say; "2003/2005" and "2004" can."""
        a, b = _loosened(self), _loosened(other)
        yes = a.start_latest < b.end_earliest and b.start_latest < a.end_earliest
        return _answer(yes, a.end_latest <= b.start_earliest or b.end_latest <= a.start_earliest or _seasons_apart(self, other))

    def contains(self, other: When) -> Answer:
        """Whether the other lies wholly in the days that this one names (read as a frame: 2004 contains 2004-10, ../2010 contains 2009)."""
        a, b = _loosened(self), _loosened(other)
        outside = b.start_latest < a.start_earliest or a.end_latest < b.end_earliest or _seasons_apart(self, other)
        inside = self.start_earliest <= b.start_earliest and b.end_latest <= self.end_latest and self.has_year
        return _answer(inside, outside)

    def same(self, other: When) -> Answer:
        """Whether both are the very same days. Only times known to the day can say yes; see :meth:`same_bounds` for equal statements."""
        a, b = _loosened(self), _loosened(other)
        exact = a.start_earliest == a.start_latest == b.start_earliest == b.start_latest
        exact = exact and a.end_earliest == a.end_latest == b.end_earliest == b.end_latest
        starts_apart = a.start_latest < b.start_earliest or b.start_latest < a.start_earliest
        ends_apart = a.end_latest < b.end_earliest or b.end_latest < a.end_earliest
        return _answer(exact, starts_apart or ends_apart or _seasons_apart(self, other))

    def __str__(self) -> str:
        return self.edtf


@dataclass(frozen=True, slots=True)
class _Point:
    """One side of an interval, or a single date: the first and last day that it can be, and its own unit in days."""

    first: int
    last: int
    unit: int
    marked: bool

    @classmethod
    def parse(cls, text: str, whole: str) -> _Point:
        found = _POINT.fullmatch(text)
        if not found:
            raise DateError(f"{whole!r} is not a date that can be read: {EXPECTED}")
        year, month, day, marked = found["year"], found["month"], found["day"], bool(found["mark"])
        _check_month(month, whole)
        if year == "0000":
            raise DateError(f"{whole!r} names the year 0000: years run from 0001 to 9999")
        if year == "XXXX":
            _days("2000", month, day, whole)  # a leap year, to see whether there is such a day at all
            return cls(UNKNOWN_PAST, UNKNOWN_FUTURE, 0, marked)
        first, last = _days(year, month, day, whole)
        unit = {0: 366, 1: 31, 2: 1}[(month is not None) + (day is not None)]
        return cls(first, last, max(unit, last - first + 1 if "X" in year else 0), marked)


def _days(year: str, month: str | None, day: str | None, whole: str) -> tuple[int, int]:
    low, high = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    if month is None or month == "XX" or "X" in year:
        return date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal()
    number = int(month)
    start, count = _SEASONS.get(number, (number, 1))
    if number in _SEASONS and day is not None:
        raise DateError(f"{whole!r} gives a day within a season: {EXPECTED}")
    if day is None or day == "XX":
        return date(low, start, 1).toordinal(), _month_end(low, start + count - 1)
    try:
        exact = date(low, number, int(day)).toordinal()
    except ValueError as err:
        raise DateError(f"{whole!r} names a day that no calendar has ({err})") from err
    return exact, exact


def _month_end(year: int, month: int) -> int:
    """Last day of a month; month 13 and 14 are January and February of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if (year, month) >= (9999, 12):
        return date.max.toordinal()
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).toordinal()


def _check_month(month: str | None, whole: str) -> None:
    if month not in (None, "XX") and not (1 <= int(month) <= 12 or int(month) in _SEASONS):
        raise DateError(f"{whole!r} names a month that does not exist (01 to 12, or a season 21 to 24)")


def _interval(left: str, right: str, whole: str) -> When:
    if left == ".." and right in ("", ".."):
        raise DateError(f"{whole!r} has neither a start nor an end: {EXPECTED}")
    text = f"{left}/{right}"
    if left == "..":
        b = _Point.parse(right, whole)
        return When(text, UNKNOWN_PAST, UNKNOWN_FUTURE, _after(b.first), _after(b.last))
    a = _Point.parse(left, whole)
    if right == "..":
        return When(text, a.first, a.last, UNKNOWN_FUTURE, UNKNOWN_FUTURE)
    if right == "":
        return When(text, a.first, a.last, _after(a.first), UNKNOWN_FUTURE)
    b = _Point.parse(right, whole)
    if b.last < a.first:
        raise DateError(f"{whole!r} ends before it begins")
    return When(text, a.first, min(a.last, b.last), max(_after(b.first), _after(a.first)), _after(b.last))


def _after(day: int) -> int:
    """The day after, where there is one."""
    return day if day in (UNKNOWN_PAST, UNKNOWN_FUTURE) else day + 1


def _answer(yes: bool, no: bool) -> Answer:
    return Answer.YES if yes else Answer.NO if no else Answer.CANNOT_SAY


def _loosened(when: When) -> When:
    """For comparing only: a side marked ~, ? or % may miss by one unit of its own precision (2007~ may be 2006 or 2008).

    EDTF does not say how far "about" reaches; one unit is the least that makes the mark mean anything.
    """
    if not (when.approximate or when.uncertain):
        return when
    left, _, right = when.edtf.partition("/")
    a, b = _slack(left), _slack(right or left)
    return replace(
        when,
        start_earliest=_move(when.start_earliest, -a),
        start_latest=_move(when.start_latest, a),
        end_earliest=_move(when.end_earliest, -b),
        end_latest=_move(when.end_latest, b),
    )


def _slack(side: str) -> int:
    if side in ("", ".."):
        return 0
    point = _Point.parse(side, side)
    return point.unit if point.marked else 0


def _move(day: int, by: int) -> int:
    return day if day in (UNKNOWN_PAST, UNKNOWN_FUTURE) else day + by


def _seasons_apart(a: When, b: When) -> bool:
    """Whether two times, at least one without a year, can share no day of the year: XXXX-04 and 2004-05, XXXX-04 and XXXX-05."""
    if a.has_year and b.has_year:
        return False
    x, y = _year_days(a), _year_days(b)
    return x is not None and y is not None and not x & y


def _year_days(when: When) -> frozenset[tuple[int, int]] | None:
    """The (month, day) pairs that it can touch; None when it can be any."""
    if when.has_year:
        length = when.last_day - when.first_day
        first, last = (when.first_day, when.last_day) if length < 366 else (0, 0)
    elif when.is_interval or when.edtf.strip("?~%") in ("XXXX", "XXXX-XX", "XXXX-XX-XX"):
        first = last = 0
    else:
        sample = When.parse(when.edtf.replace("XXXX", "2000"))  # a leap year: has every day
        first, last = sample.first_day, sample.last_day
    if first == last:
        return None
    days = (date.fromordinal(min(day, date.max.toordinal())) for day in range(first, last))
    return frozenset((day.month, day.day) for day in days)
