"""What the words of one date expression say by themselves, before any context is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.date_mention import Calendar, DateKind


class Verb(StrEnum):
    """How an expression points to another date."""

    SHIFT = "shift"  #: so many units from the anchor: "three days later", "two years ago", "yesterday"
    UNIT = "unit"  #: a unit beside the anchor's: "last month", "that year", "the following day"
    WEEKDAY = "weekday"  #: "on Tuesday", "last Friday"
    MONTHDAY = "monthday"  #: "the 14th"
    WITHIN = "within"  #: "within three months"
    TO_NOW = "to now"  #: "to this day"
    UP_TO = "up to"  #: "the last three months", "the previous two years": so long before the anchor, up to it
    FOR = "for"  #: "two years from May 2004", "six months until then": so long from the anchor on, or up to it


class Which(StrEnum):
    """Which of several is meant. The first three are seen from the document's own day, the others from the last date told."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    SAME = "same"
    FOLLOWING = "following"
    PREVIOUS = "previous"

    @property
    def from_now(self) -> bool:
        """Whether the document's own day is the anchor."""
        return self in (Which.LAST, Which.THIS, Which.NEXT)

    @property
    def step(self) -> int:
        """-1, 0 or 1."""
        return {Which.LAST: -1, Which.PREVIOUS: -1, Which.NEXT: 1, Which.FOLLOWING: 1}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relative expression. ``count`` is signed; None when the words do not say how many ("several days later")."""

    verb: Verb
    unit: str = "day"
    count: int | None = None
    which: Which | None = None
    from_now: bool = False
    needs_anchor: bool = False  #: says nothing without a date or an event behind it: "three days after ..."
    may_count_from: bool = False  #: counts from the date behind it if there is one, else from the last told: "two days before"
    loose: bool = False  #: "a month and a half": more than the count says


@dataclass(frozen=True, slots=True)
class Written:
    """One expression at ``start:end`` of the folded text; what the words leave out is None.

    ``year`` below 100 with ``short`` is two digits. ``months`` is the length in months (a quarter has 3), ``years`` in years (a decade
    has 10). ``which`` is the year's ("May of last year") or, without a year in the words, the month's or season's ("last June").
    ``others`` with the ``joint`` "[" are alternatives to it ("1979 or 1982"), with "{" meant as well ("3 and 9 May"). ``anchor`` is the date in the
    words that a relative expression counts from ("three days before 9 May"), ``event`` the words of an event that it counts from.
    ``swapped`` is the other reading (day, month) of an ambiguous numeric date, ``month_first`` how a clear one puts them. ``until`` is
    the second end of a range.
    """

    start: int
    end: int
    kind: DateKind
    form: str
    calendar: Calendar = Calendar.GREGORIAN
    year: int | None = None
    short: bool = False
    month: int | None = None
    day: int | None = None
    months: int = 1
    years: int = 1
    season: int | None = None
    part: str | None = None
    mark: str = ""
    which: Which | None = None
    which_year: bool = False
    weekday: int | None = None
    old_style: bool = False
    swapped: tuple[int, int] | None = None
    month_first: bool = False
    until: Written | None = None
    others: tuple[Written, ...] = ()
    joint: str = ""
    anchor: Written | None = None
    event: str = ""
    relation: Relation | None = None

    @property
    def has_year(self) -> bool:
        """Whether the words themselves give the year."""
        return self.year is not None
