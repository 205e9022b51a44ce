"""One date of an EDTF text: a year, month or day, with digits that are not known and marks on its parts, and the days that it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise

#: Before every day and after every day; both fit a signed 32-bit column.
UNKNOWN_PAST = -2_147_483_647
UNKNOWN_FUTURE = 2_147_483_647

#: First month and number of months of ISO 8601-2's divisions of the year. Of seasons ISO leaves the days open: whole months, as meteorologists count.
DIVISIONS = {
    **{21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)},  # spring .. winter, taken as northern
    **{25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3)},  # northern
    **{29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)},  # southern
    **{33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)},  # quarters
    **{37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)},  # thirds and halves
}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_UNITS = (366, 31, 1)  # of a year, a month and a day, in days

#: Days, both included.
Piece = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """``text`` is canonical; ``year`` has a sign and digits or X, ``month`` and ``day`` two digits or X, None where not given.

    ``marks`` are of year, month and day: empty, ``?``, ``~`` or ``%``. A year before 0001 or after 9999 is kept in the text; of its days no more is
    known than that they come before the calendar's second day or after its last but one.
    """

    text: str
    year: str
    month: str | None = None
    day: str | None = None
    marks: tuple[str, str, str] = ("", "", "")
    digits: int | None = None  # significant ones: 1950S2

    @cached_property
    def hull(self) -> Piece | None:
        """The first and the last day that it can be; None when there is no such day at all (2014-02-30). XXXX has no bounds."""
        if self.is_far:
            return (UNKNOWN_PAST, _FIRST) if self.year.startswith("-") or int(self.year) < 1 else (_LAST, UNKNOWN_FUTURE)
        if not self.has_year:
            return (UNKNOWN_PAST, UNKNOWN_FUTURE) if next(self._pieces(range(2000, 2001)), None) else None
        low, high = self._years
        first = next(self._pieces(range(low, high + 1)), None)
        last = next(self._pieces(range(high, low - 1, -1), backwards=True), None)
        return (first[0], last[1]) if first and last else None

    @property
    def has_year(self) -> bool:
        """False for XXXX-04 and its like."""
        return self.year != "XXXX"

    @property
    def is_far(self) -> bool:
        """Whether its year is outside 0001 to 9999."""
        return self.year.startswith("-") or len(self.year) > 4 or self.year == "0000"

    @cached_property
    def is_patchy(self) -> bool:
        """Whether there are days between its first and its last that it cannot be: 156X-12-25, XXXX-04."""
        if self.is_far or (all(p in (None, "XX") for p in (self.month, self.day)) and self.year.rstrip("X").isdigit()):
            return False
        if not self.has_year:
            return self.month not in (None, "XX") or self.day not in (None, "XX")
        return any(b[0] > a[1] + 1 for a, b in pairwise(self.pieces(*self.hull))) if self.hull else False

    @property
    def slack(self) -> int:
        """By how many days its marks let it miss: by one unit of what is marked together (2014-06? a month, 2014?-06-~11 a year and a day)."""
        if self.digits is not None or not self.has_year:
            return 0
        given = [m for m, part in zip(self.marks, (self.year, self.month, self.day), strict=True) if part is not None]
        together = len(given)
        while together > 1 and (not given[0] or len(set(given[:together])) > 1):
            together -= 1
        own = sum(unit for unit, mark in zip(_UNITS[together:], given[together:], strict=False) if mark)
        width = self.hull[1] - self.hull[0] + 1 if self.hull and "X" in self.year else 0
        return own + (max(_UNITS[together - 1], width) if given[0] else 0)

    def pieces(self, first: int, last: int) -> Iterator[Piece]:
        """The stretches of days that it can be, in order, of the years that ``first`` to ``last`` touch (which the calendar must have)."""
        low, high = date.fromordinal(max(first, _FIRST)).year, date.fromordinal(min(last, _LAST)).year
        if self.has_year:
            low, high = max(low - 1, self._years[0]), min(high, self._years[1])  # a winter reaches into the next year
        return self._pieces(range(max(1, low), high + 1))

    @property
    def _years(self) -> tuple[int, int]:
        if self.digits is not None:
            step = 10 ** (4 - self.digits)
            low = int(self.year) // step * step
            return max(1, low), low + step - 1
        return max(1, int(self.year.replace("X", "0"))), int(self.year.replace("X", "9"))

    def _pieces(self, years: range, *, backwards: bool = False) -> Iterator[Piece]:
        for year in years:
            if self.digits is not None or _fits(self.year, year, 4):
                yield from self._of_year(year, backwards)

    def _of_year(self, year: int, backwards: bool) -> Iterator[Piece]:
        if self.month in (None, "XX") and self.day in (None, "XX"):
            yield date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            return
        assert self.month is not None
        if self.month.isdigit() and int(self.month) in DIVISIONS:
            start, count = DIVISIONS[int(self.month)]
            yield date(year, start, 1).toordinal(), _month_end(year, start + count - 1)
            return
        for month in _in_order([int(self.month)] if self.month.isdigit() else _months(self.month), backwards):
            yield from self._of_month(year, month, backwards)

    def _of_month(self, year: int, month: int, backwards: bool) -> Iterator[Piece]:
        first, last = date(year, month, 1).toordinal(), _month_end(year, month)
        if self.day in (None, "XX"):
            yield first, last
            return
        if self.day is not None and self.day.isdigit():
            if 1 <= int(self.day) <= last - first + 1:
                yield first + int(self.day) - 1, first + int(self.day) - 1
            return
        for day in _in_order(range(1, last - first + 2), backwards):
            if _fits(self.day, day, 2):
                yield first + day - 1, first + day - 1


@cache
def _months(mask: str) -> list[int]:
    return [m for m in range(1, 13) if _fits(mask, m, 2)]


def _in_order(numbers: range | list[int], backwards: bool) -> Iterator[int]:
    return reversed(numbers) if backwards else iter(numbers)


def _fits(mask: str | None, number: int, length: int) -> bool:
    """Whether the number has the digits that are known."""
    return mask is None or all(m in ("X", d) for m, d in zip(mask, f"{number:0{length}}", strict=True))


def _month_end(year: int, month: int) -> int:
    """Last day of a month; month 13 and 14 are January and February of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if (year, month) >= (9999, 12):
        return _LAST
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).toordinal()
