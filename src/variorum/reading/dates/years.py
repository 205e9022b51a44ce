"""Which year is meant where the words leave it out or give two figures of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.written import Which, Written

_SOON = 45  # days after a document printed in another within which the other still speaks of its time
_NEWEST_UNKNOWN = 2029  # two figures above this are of the last century when nothing in the text says otherwise
_SENTENCE = re.compile(r"[.!?][\"')\]]*\s|\n\s*\n|\n[-*•(\d]")
YearMonth = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known where an expression stands.

    ``now`` is the document's own year, month and day as far as known; ``told`` the year and month of the last date that had its year in
    the words, ``same_sentence`` whether that was in this sentence; ``entry`` that of the line before in a dated list (None when this does
    not begin a line); ``heading`` the year above; ``future`` whether the sentence speaks of what is to come; ``newest`` the latest full year
    of the text; ``near`` whether the last date told was in this paragraph; ``issued`` the day (an ordinal) on which a later document prints this one.
    """

    now: tuple[int, int | None, int | None] | None = None
    told: YearMonth | None = None
    same_sentence: bool = False
    entry: YearMonth | None = None
    heading: int | None = None
    future: bool = False
    newest: int | None = None
    near: bool = False
    issued: int | None = None


def full_year(two: int, seen: Seen) -> int:
    """The four figures of a two-figure year: the latest that is not after the document (or the newest full year in the text)."""
    limit = seen.now[0] if seen.now else seen.newest if seen.newest is not None else _NEWEST_UNKNOWN
    return max(century + two for century in range(1400, 2101, 100) if century + two <= limit + 1)


def month_of(w: Written) -> int:
    """A month to place the expression within a year: a season's middle one."""
    if w.month is not None:
        return w.month
    return {21: 4, 22: 7, 23: 10, 24: 12}.get(w.season or 0, 6)


def inferred_year(w: Written, seen: Seen) -> int | None:
    """The year of a month or day without one; None when nothing tells it.

    In the order of what was right on annotated prose: the heading above; the entry before in a dated list; the next such month when the
    sentence speaks of the future; the year told in the same sentence or paragraph; the next such day of a document printed in another; the last such month
    before the document's own day (when that is known to the month); the year told before; the document's year.
    """
    month = month_of(w)
    if seen.heading is not None:
        return seen.heading
    if seen.entry is not None:
        return seen.entry[0] + (month < (seen.entry[1] or 1))
    sharp = seen.now is not None and seen.now[1] is not None
    if sharp and w.weekday is not None and w.day is not None:
        fitting = _fitting_weekday(w, seen)
        if fitting is not None:
            return fitting
    if seen.same_sentence and seen.told is not None and not (seen.future and sharp):
        return _told(month, seen.told)
    if sharp and not seen.future and seen.near and seen.told is not None:
        return _told(month, seen.told)
    if sharp:
        return _nearest(w, month, seen)
    if seen.told is not None:
        return _told(month, seen.told)
    return seen.now[0] if seen.now else None


def _told(month: int, told: YearMonth) -> int:
    """The year told, or the next when the month lies far back in it: after "November 1999", "February" is of 2000."""
    return told[0] + (told[1] is not None and told[1] - month > 6)


def _nearest(w: Written, month: int, seen: Seen) -> int:
    assert seen.now is not None
    year, now_month, now_day = seen.now
    if _soon_after(w, month, seen):
        return year + (month < (now_month or 1))
    later = (month, w.day or 0) > (now_month or 12, now_day or 31)
    if seen.future:
        return year if later or month == now_month else year + 1
    return year - later


def _soon_after(w: Written, month: int, seen: Seen) -> bool:
    """Whether it lies a few weeks after a letter and before the page that prints it: the next entry of a diary, a publisher's postscript."""
    if seen.now is None or seen.now[1] is None or seen.now[2] is None or seen.issued is None:
        return False
    now = date(seen.now[0], seen.now[1], seen.now[2])
    year = now.year + (month < now.month)
    try:
        then = date(year, month, w.day or 1).toordinal()
    except ValueError:
        return False
    return now.toordinal() < then <= min(seen.issued, now.toordinal() + _SOON)


def _fitting_weekday(w: Written, seen: Seen) -> int | None:
    """The year, nearest to the document's, in which the day falls on the weekday given."""
    assert seen.now is not None and w.day is not None and w.month is not None
    for year in (seen.now[0], seen.now[0] - 1, seen.now[0] + 1):
        try:
            if date(year, w.month, w.day).isoweekday() == w.weekday:
                return year
        except ValueError:
            continue
    return None


def which_year(w: Written, seen: Seen) -> int | None:
    """The year of "May of last year", "last June", "that September", "the following spring"; None without an anchor."""
    assert w.which is not None
    anchor: YearMonth | None = (seen.now[0], seen.now[1]) if w.which.from_now and seen.now else None if w.which.from_now else seen.told
    if anchor is None:
        return None
    year, at, month = anchor[0], anchor[1], month_of(w)
    if w.which_year or w.which in (Which.SAME, Which.THIS) or at is None:
        return year + (w.which.step if w.which_year or at is None else 0)
    if w.which.step < 0:
        return year if month < at else year - 1
    return year if month > at else year + 1


@cache
def _future_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?i:{lex.either(lex.words()['future'])}))(?!\w)|'ll\b")


def sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    """Roughly the sentence (or line of a list) in which a stretch stands."""
    begin = max((m.end() for m in _SENTENCE.finditer(plain, max(0, start - 400), start)), default=max(0, start - 400))
    close = _SENTENCE.search(plain, end, end + 200)
    return begin, close.start() if close else min(len(plain), end + 200)


def is_future(plain: str, start: int, end: int) -> bool:
    """Whether the words around, in the same sentence, speak of what is to come: "will", "is expected", "plans to".

    Not those of what was said on that day: "they announced in November that they would" looks back on November.
    """
    begin, close = sentence(plain, start, end)
    reported = re.match(r"\s*(?:that|how)\b", plain[end:close])
    if reported:
        begin = max(begin, plain.rfind(",", begin, start) + 1)
    behind = "" if reported else plain[end : min(close, end + 40)]
    return _future_words().search(plain[begin:start] + " " + behind) is not None
