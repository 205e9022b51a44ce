"""EDTF (ISO 8601-2) read and written: level 1 whole, and of level 2 what sources need. What the text means in days is for :mod:`variorum.model.when`.

Not read, and said so: a year with an exponent (Y-17E7), and a time of day in an interval or a set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NoReturn

from variorum.errors import DateError
from variorum.model.edtf_part import DIVISIONS, Part, Piece

EXPECTED = (
    "expected EDTF such as 2014-06-29, 2004-10, 2004, 2008-22 (summer), 200X, 2007~, 2014-03?, XXXX-04, 2007/2008, ../2010, 2010/.. "
    "or [2004,2006]"
)
_CAPITALS = str.maketrans("xystze", "XYSTZE")  # no other letter stands in EDTF, and offsets stay those of the text as written
_YEAR = re.compile(r"-?[0-9X]{4}(?![0-9X])")
_LONG_YEAR = re.compile(r"Y(-?[0-9]{5,})(?![0-9])")
_TWO = re.compile(r"[0-9X]{2}(?![0-9X])")
_CLOCK = re.compile(r"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60))?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?$")


@dataclass(frozen=True)
class Edtf:
    """What an EDTF text is made of: ``parts`` are the two sides of an interval (None: open), the members of a set, or the one date.

    ``opening`` is ``[`` for a set of which one is meant, ``{`` for one of which all are, else empty; members of a set are pairs of sides. ``closed``
    is False for an interval whose end is not known, but which has ended (2010/).
    """

    text: str
    sides: tuple[tuple[Part | None, Part | None], ...]
    opening: str = ""
    is_interval: bool = False
    closed: bool = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every date in it, in order."""
        return tuple(p for pair in self.sides for p in dict.fromkeys(pair) if p is not None)


@lru_cache(maxsize=8192)
def read_edtf(written: str) -> Edtf:
    """What a text says in EDTF; its ``text`` is canonical and reads as itself.

    Canonical is: capitals; ``%`` for both marks; a mark that all parts of a date share behind the last; an unknown start as ``..``; the members of
    a set in order, each once, without spaces; a set of one as its member.

    Raises:
        DateError: naming the offset at which it is no EDTF, or the day, month or interval that cannot be.
    """
    return _Reading(written).whole()


class _Reading:
    """A cursor over the text."""

    def __init__(self, written: str) -> None:
        self.written, self.at = written, len(written) - len(written.lstrip())
        self.text = written.rstrip().translate(_CAPITALS)

    def whole(self) -> Edtf:
        if self.text[self.at : self.at + 1] in ("[", "{"):
            return self._set()
        if "/" in self.text:
            return self._interval()
        part = self._part(clock=True)
        self._end("the end of the date")
        return Edtf(part.text, ((part, part),))

    # ---------------------------------------------------------------- intervals and sets
    def _interval(self) -> Edtf:
        left = self._side()
        self._take("/", "a / between the two ends of the interval")
        open_end, at = self.text.startswith("..", self.at), self.at
        right = self._side()
        self._end("the end of the interval")
        if left is None and right is None:
            raise DateError(f"{self.written!r} has neither a start nor an end: {EXPECTED}")
        self._in_order(left, right, at)
        text = f"{left.text if left else '..'}/{right.text if right else '..' if open_end else ''}"
        return Edtf(text, ((left, right),), is_interval=True, closed=right is not None or not open_end)

    def _side(self) -> Part | None:
        if self.text.startswith("..", self.at):
            self.at += 2
            return None
        return None if self.at == len(self.text) or self.text[self.at] == "/" else self._part()

    def _set(self) -> Edtf:
        opening, members = self.text[self.at], list[tuple[Part | None, Part | None]]()
        self.at += 1
        closing = "]" if opening == "[" else "}"
        while True:
            members.append(self._member())
            if not self.text.startswith(",", self.at):
                break
            self.at += 1
        self._take(closing, f"a comma or {closing} after a member of the set")
        self._end("the end of the set")
        ordered = sorted(dict.fromkeys(members), key=_place)
        if len(ordered) == 1 and ordered[0][0] is ordered[0][1] and ordered[0][0] is not None:
            return Edtf(ordered[0][0].text, (ordered[0],))
        texts = [a.text if a is b and a else f"{a.text if a else ''}..{b.text if b else ''}" for a, b in ordered]
        return Edtf(f"{opening}{','.join(texts)}{closing}", tuple(ordered), opening)

    def _member(self) -> tuple[Part | None, Part | None]:
        self._spaces()
        if self.text.startswith("..", self.at):
            self.at += 2
            found: tuple[Part | None, Part | None] = (None, self._part())
        else:
            first = self._part()
            found = (first, first)
            if self.text.startswith("..", self.at):
                self.at += 2
                at, ends = self.at, self.text[self.at : self.at + 1] in (",", "]", "}", " ", "")
                found = (first, None if ends else self._part())
                self._in_order(*found, at)
        self._spaces()
        return found

    def _spaces(self) -> None:
        while self.text.startswith(" ", self.at):
            self.at += 1

    def _in_order(self, left: Part | None, right: Part | None, at: int) -> None:
        a, b = left and left.hull, right and right.hull
        if a and b and b[1] < a[0]:
            raise DateError(f"{self.written!r} ends before it begins (offset {at}): expected the earlier end first")

    # ---------------------------------------------------------------- one date
    def _part(self, *, clock: bool = False) -> Part:
        begun = self.at
        own, upto = ["", "", ""], ["", "", ""]
        own[0], (year, digits), upto[0] = self._mark(), self._year(), self._mark()
        given, at = [year], [begun, begun, begun]
        for i, what in ((1, "month"), (2, "day")):
            if not self.text.startswith("-", self.at):
                break
            self.at += 1
            own[i], at[i] = self._mark(), self.at
            given.append(self._two(what))
            upto[i] = self._mark()
        month, day = (given[i] if len(given) > i else None for i in (1, 2))
        marks = _of_three(_both(own[i], *upto[i:]) if i < len(given) else "" for i in range(3))
        self._possible(year, month, day, at)
        part = Part(_written(given, marks[: len(given)], digits), year, month, day, marks, digits)
        if part.hull is None:
            raise DateError(f"{self.written!r} names a day that no calendar has (offset {at[2]}): {self.written[at[2] : self.at]!r}")
        if self.text.startswith("T", self.at):
            return self._with_clock(part, clock)
        return part

    def _year(self) -> tuple[str, int | None]:
        if self.text.startswith("Y", self.at):
            if re.match(r"Y-?[0-9]+E", self.text[self.at :]):
                raise DateError(
                    f"{self.written!r} has a year with an exponent (offset {self.at}), which is EDTF but is not read here: {EXPECTED}"
                )
            found = _LONG_YEAR.match(self.text, self.at) or self._fail("a year of more than four digits after Y")
            self.at = found.end()
            return found[1], None
        found = _YEAR.match(self.text, self.at) or self._fail("a year of four digits (X for one that is not known)")
        self.at = found.end()
        significant = re.compile(r"S([1-4])(?![0-9])").match(self.text, self.at)
        if significant and found[0].isdigit():
            self.at = significant.end()
            return found[0], int(significant[1])
        return found[0], None

    def _two(self, what: str) -> str:
        found = _TWO.match(self.text, self.at) or self._fail(f"a {what} of two digits")
        self.at = found.end()
        return found[0]

    def _mark(self) -> str:
        begun = self.at
        while self.text[self.at : self.at + 1] in ("?", "~", "%"):
            self.at += 1
        return _both(*self.text[begun : self.at])

    def _possible(self, year: str, month: str | None, day: str | None, at: Sequence[int]) -> None:
        if year == "-0000":
            raise DateError(f"{self.written!r} names the year -0000 (offset {at[0]}): expected 0000, the year before 0001")
        if month is None:
            return
        division = month.isdigit() and int(month) in DIVISIONS
        if not division and not any(all(m in ("X", d) for m, d in zip(month, f"{n:02}", strict=True)) for n in range(1, 13)):
            raise DateError(
                f"{self.written!r} names a month that does not exist (offset {at[1]}): expected 01 to 12, or a season or other part of the year 21 to 41"
            )
        if division and day is not None:
            raise DateError(f"{self.written!r} gives a day within a season (offset {at[2]}): {EXPECTED}")

    def _with_clock(self, part: Part, allowed: bool) -> Part:
        found = _CLOCK.match(self.text, self.at)
        if not allowed or found is None or part.day is None or "X" in part.text or any(part.marks):
            self._fail("no time of day here" if found else "a time of day such as T10:15:00Z")
        self.at = found.end()
        return Part(part.text + found[0], part.year, part.month, part.day)

    # ---------------------------------------------------------------- errors
    def _take(self, char: str, expected: str) -> None:
        if not self.text.startswith(char, self.at):
            self._fail(expected)
        self.at += 1

    def _end(self, expected: str) -> None:
        if self.at < len(self.text):
            self._fail(expected)

    def _fail(self, expected: str) -> NoReturn:
        rest = self.written[self.at : self.at + 12]
        there = f"offset {self.at} ({rest!r})" if rest else f"its end (offset {self.at})"
        raise DateError(f"{self.written!r} is not a date that can be read: at {there} expected {expected}; {EXPECTED}")


def _of_three(marks: Iterable[str]) -> tuple[str, str, str]:
    year, month, day = marks
    return year, month, day


def _both(*marks: str) -> str:
    """Several marks on one thing as one: ``?`` and ``~`` are ``%``."""
    found = set(marks) - {""}
    return "" if not found else found.pop() if len(found) == 1 else "%"


def _written(given: Sequence[str], marks: Sequence[str], digits: int | None) -> str:
    """The canonical text: the mark that the year shares with the parts after it behind the last of these, every other before its own part."""
    first = given[0] if len(given[0]) <= 5 and not (given[0][0] != "-" and len(given[0]) > 4) else f"Y{given[0]}"
    parts = [first + (f"S{digits}" if digits else ""), *given[1:]]
    shared = next((i for i, (a, b) in enumerate(pairwise(marks), 1) if a != b), len(marks)) if marks[0] else 0
    texts = [("" if i < shared else marks[i]) + p + (marks[0] if i == shared - 1 else "") for i, p in enumerate(parts)]
    return "-".join(texts)


def _place(member: tuple[Part | None, Part | None]) -> tuple[Piece, str, str]:
    a, b = member
    hulls = [p.hull for p in member if p is not None and p.hull is not None]
    first = -(2**31) if a is None else hulls[0][0]
    return (first, hulls[-1][1]), a.text if a else "", b.text if b else ""
