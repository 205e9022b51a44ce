"""A date as it stands in a text, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from variorum.model.hijri import Reckoning, parse_hijri, reckonings
from variorum.model.when import When


class Calendar(StrEnum):
    """In which calendar the date is *written*."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


class DateKind(StrEnum):
    """What form of words it is."""

    ABSOLUTE = "absolute"  #: says itself when: "29 June 2014", "2004", "the 1990s"
    RANGE = "range"  #: two ends: "between May and July 2007", "3-5 May 1999"
    SEASON = "season"  #: "spring 2008", "early 2006", "the fourth quarter of 1999"
    PARTIAL = "partial"  #: something is missing that the context supplies or not: "12 April", "in May"
    RELATIVE = "relative"  #: counts from another date: "three days later", "yesterday", "that year"


class Bound(StrEnum):
    """How the words before a date bind a fact to it: "since 2011", "until 2014". The time of a claim follows from it."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression at ``text[start:end] == quote``.

    ``when`` is the time that the words name, None when they are plainly a date but it cannot be told which (counted, never dropped).
    For a Hijri date ``written`` is the Hijri value ("1433-11-30", "1433-11", "1433" or two of them with a stroke), ``converted`` the Gregorian days by the Umm
    al-Qura calendar (or, where the text prints a day beside it that sighting allows, that day), and ``when`` the wider interval that sighting and
    the tabular calendar allow; for a Gregorian date ``written`` and
    ``converted`` are None. ``year_inferred`` says that the year was not in the words. ``note`` is for a person ("the printed pair
    differs by one day"); ``is_at_odds`` says that it tells of calendars that disagree.
    """

    start: int
    end: int
    quote: str
    when: When | None
    calendar: Calendar = Calendar.GREGORIAN
    written: str | None = None
    converted: When | None = None
    kind: DateKind = DateKind.ABSOLUTE
    bound: Bound = Bound.AT
    year_inferred: bool = False
    note: str | None = None
    is_at_odds: bool = False

    def bounded(self) -> When | None:
        """The time of a fact that is bound to this date as its words say: "since 2011" 2011/.., "until 2014" and "by 2014" ../2014.

        "Before" and "after" keep the date itself as the limit, as annotators do. None where :attr:`best` is None.
        """
        best = self.best
        if best is None or self.bound in (Bound.AT, Bound.BETWEEN):
            return best
        first, _, last = best.as_interval().edtf.partition("/")
        if self.bound in (Bound.SINCE, Bound.AFTER):
            return best if (best.is_interval and self.kind is DateKind.RANGE) or first == ".." else When.parse(f"{first}/..")
        return best if first == ".." or last == ".." else When.parse(f"../{last or first}")

    @property
    def reckonings(self) -> tuple[Reckoning, ...]:
        """What each rule of the Hijri calendar makes of a Hijri date; empty for a Gregorian one and for a value that a person wrote otherwise."""
        if self.calendar is not Calendar.HIJRI or self.written is None:
            return ()
        try:
            return reckonings(parse_hijri(self.written))
        except ValueError:
            return ()

    @property
    def best(self) -> When | None:
        """One Gregorian value to work with: ``converted`` where there is one, else ``when``."""
        return self.converted or self.when
