"""A time as the sources give it: EDTF text outside, four days inside, comparisons that may answer "cannot say".

``edtf`` is EDTF (ISO 8601-2): level 1 whole, and what prose needs of level 2 (:mod:`variorum.model.edtf` reads it):

    2014-06-29   2004-10   2004           a day, a month, a year
    2008-22   2008-34                     a part of the year: 21 spring .. 24 winter (northern; winter runs into the next year), 25-28 northern,
                                          29-32 southern seasons, 33-36 quarters, 37-39 thirds, 40-41 halves
    200X   2004-XX   156X-12-25   1X99    digits that are not known, anywhere
    XXXX-04   XXXX-04-12                  a month or day whose year is not known
    2007~   2014-03?   1991%              about; uncertain; both
    2014?-06-11   2014-06-~11             a mark on some parts only
    [2004,2006]   [..1984]                one of these   {2004,2006..2008}   all of these
    2007/2008   ../2010   2010/..         an interval; ``..`` before is an unknown start, after is an open end (may still last)
    2010/                                 an interval that has ended, nobody says when
    -0044   Y12014   1950S2               years beyond the calendar (kept, compared only as before or after it); significant digits
    2014-06-29T10:15:00Z                  a time of day (kept; its day counts)

The four days are proleptic Gregorian ordinals (``datetime.date.toordinal``), half open: an end is the first day on which it no longer is.
A single date says "started some day in it and ended some day in it"; ``A/B`` says "started in A, ended in B". So 2004-10 is
start 1..31 October, end 2 October..1 November. Never None: what is not known reaches to :data:`UNKNOWN_PAST` or :data:`UNKNOWN_FUTURE`,
and the store's two questions need no special case: on day D it *held* when ``start_latest <= D < end_earliest`` and *possibly* held
when ``start_earliest <= D < end_latest`` (the same in :meth:`When.held_on`, :meth:`When.possible_on`). Days between the first and the last that a
date with gaps cannot be (2005 of [2004,2006]) the four days do not know; the comparisons do.

The value does not know whether it dates a state or an event. ``../2014-08-31`` ends that day for a state ("until") but is only a limit for
an event ("by"): :meth:`When.as_event` gives the second reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from variorum.model.edtf import EXPECTED, Edtf, read_edtf
from variorum.model.edtf_part import UNKNOWN_FUTURE, UNKNOWN_PAST, Piece

__all__ = ["EXPECTED", "UNKNOWN_FUTURE", "UNKNOWN_PAST", "Answer", "When"]

#: Two dates without a year are compared over four years, of which one is a leap year.
_TURN = (date(1997, 1, 1).toordinal(), date(2000, 12, 31).toordinal() + 1)
_TOO_LONG = 100 * 366


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
            DateError: the text is not EDTF of the forms above (the message has the offset), names an impossible day, or ends before it begins.
        """
        found = read_edtf(edtf)
        return cls(found.text, *_four_days(found))

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
    def is_set(self) -> bool:
        """Whether it names several times: one of them (``[``) or all (``{``)."""
        return self.edtf[0] in "[{"

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

    def as_interval(self) -> When:
        """A set as the interval from its first member to its last; everything else as it is.

        >>> When.parse("[1979,1982]").as_interval().edtf, When.parse("1979").as_interval().edtf
        ('1979/1982', '1979')
        """
        if not self.is_set:
            return self
        sides = read_edtf(self.edtf).sides
        first, last = sides[0][0], sides[-1][1]
        return When.parse(f"{first.text if first else '..'}/{last.text if last else '..'}") if first or last else self

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
        return _answer(yes, a.end_latest <= b.start_earliest or b.end_latest <= a.start_earliest or _never_together(self, other))

    def contains(self, other: When) -> Answer:
        """Whether the other lies wholly in the days that this one names (read as a frame: 2004 contains 2004-10, ../2010 contains 2009).

        One of several times contains only what all of them do, which nothing is: [2004,2006] cannot say of 2004-10.
        """
        a, b = _loosened(self), _loosened(other)
        outside = b.start_latest < a.start_earliest or a.end_latest < b.end_earliest or _never_together(self, other)
        inside = any(first <= b.start_earliest and b.end_latest <= last + 1 for first, last in _frames(self))
        return _answer(inside, outside)

    def same(self, other: When) -> Answer:
        """Whether both are the very same days. Only times known to the day can say yes; see :meth:`same_bounds` for equal statements."""
        a, b = _loosened(self), _loosened(other)
        exact = a.start_earliest == a.start_latest == b.start_earliest == b.start_latest
        exact = exact and a.end_earliest == a.end_latest == b.end_earliest == b.end_latest
        starts_apart = a.start_latest < b.start_earliest or b.start_latest < a.start_earliest
        ends_apart = a.end_latest < b.end_earliest or b.end_latest < a.end_earliest
        return _answer(exact, starts_apart or ends_apart or _never_together(self, other))

    def __str__(self) -> str:
        return self.edtf


def _four_days(e: Edtf) -> tuple[int, int, int, int]:
    hulls = [tuple(p.hull if p is not None else None for p in pair) for pair in e.sides]
    if not e.is_interval:
        first = min(UNKNOWN_PAST if a is None else a[0] for a, _ in hulls)
        last = max(UNKNOWN_FUTURE if b is None else b[1] for _, b in hulls)
        return first, last, _after(first), _after(last)
    ((a, b),) = hulls
    if a is None:
        assert b is not None
        return UNKNOWN_PAST, UNKNOWN_FUTURE, _after(b[0]), _after(b[1])
    if b is None:
        return *a, _after(a[0]) if e.closed and e.text.endswith("/") else UNKNOWN_FUTURE, UNKNOWN_FUTURE
    return a[0], min(a[1], b[1]), max(_after(b[0]), _after(a[0])), _after(b[1])


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
    e = read_edtf(when.edtf)
    if e.is_interval:
        a, b = (p.slack if p is not None else 0 for p in e.sides[0])
    else:
        a = b = max(p.slack for p in e.parts)
    return replace(
        when,
        start_earliest=_move(when.start_earliest, -a),
        start_latest=_move(when.start_latest, a),
        end_earliest=_move(when.end_earliest, -b),
        end_latest=_move(when.end_latest, b),
    )


def _move(day: int, by: int) -> int:
    return day if day in (UNKNOWN_PAST, UNKNOWN_FUTURE) else day + by


def _frames(when: When) -> Iterator[Piece]:
    """The stretches of days that it names whole: its only one, or every one of all; none where it is not known which one is meant."""
    e = read_edtf(when.edtf)
    if e.opening == "{":
        yield from _pieces(e, when.first_day, when.last_day, with_marks=False)
    elif not _is_patchy(e) and when.has_year and not any(p.is_far for p in e.parts):
        yield when.start_earliest, when.end_latest - 1


def _is_patchy(e: Edtf) -> bool:
    """Whether it has gaps; an interval has none, however little is known of its ends."""
    return not e.is_interval and (len(e.sides) > 1 or any(p.is_patchy for p in e.parts))


def _never_together(a: When, b: When) -> bool:
    """Whether no day is one that both can be, although one lies between the first and the last of the other: XXXX-04 and 2004-05, [2004,2006] and 2005.

    False, which is never wrong, for stretches of time too long to look through.
    """
    x, y = read_edtf(a.edtf), read_edtf(b.edtf)
    if not _is_patchy(x) and not _is_patchy(y):
        return False
    first, last = max(a.first_day, b.first_day), min(a.last_day, b.last_day)
    if not a.has_year and not b.has_year and not a.is_set and not b.is_set:
        first, last = _TURN
    if last - first > _TOO_LONG or first < 1 or last > date.max.toordinal():
        return False
    ours, theirs = (sorted(_pieces(e, first, last)) for e in (x, y))
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if ours[i][0] <= theirs[j][1] and theirs[j][0] <= ours[i][1]:
            return False
        i, j = (i + 1, j) if ours[i][1] < theirs[j][1] else (i, j + 1)
    return True


def _pieces(e: Edtf, first: int, last: int, *, with_marks: bool = True) -> Iterator[Piece]:
    """The days that it can be, as stretches, about those from ``first`` to ``last``; a mark widens each (unless left out)."""
    if e.is_interval:
        yield first, last
        return
    for a, b in e.sides:
        slack = max(p.slack for p in (a, b) if p is not None) if with_marks else 0
        if a is b and a is not None and not a.is_far:
            yield from ((low - slack, high + slack) for low, high in a.pieces(first - slack, last + slack))
        else:
            low = first if a is None or a.hull is None else a.hull[0] - slack
            high = last if b is None or b.hull is None else b.hull[1] + slack
            if low <= high:
                yield low, high
