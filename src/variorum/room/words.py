"""Words and figures as pages write them: days, spans of days, numbers with their nouns."""

from __future__ import annotations

import re
from datetime import date

from variorum.model.hijri import parse_hijri, reckonings
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.publishing.edition import counted
from variorum.reasoning.witness import Window

__all__ = ["apart", "counted", "day", "lemma", "number", "reckoned", "said_when", "span_of_days", "window", "years"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


#: A lemma longer than this many words is cut in its middle, as editors do; the words themselves stand in the text.
_LEMMA = 9

_QUOTED = re.compile(r"(?<!\w)'([^']+)'(?!\w)")


def apart(sentence: str) -> str:
    """The sentence with each quotation set apart, so that one that runs from right to left does not turn what stands beside it.

    >>> apart("'الراية' can be read as 'Raya'") == "\u2068'الراية'\u2069 can be read as \u2068'Raya'\u2069"
    True
    """
    return _QUOTED.sub(lambda m: f"\u2068{m[0]}\u2069", sentence)


def number(value: int) -> str:
    """With commas between thousands.

    >>> number(12345)
    '12,345'
    """
    return f"{value:,}"


def day(ordinal: int) -> str:
    """A day in words.

    >>> day(date(2012, 6, 1).toordinal())
    '1 June 2012'
    """
    d = date.fromordinal(ordinal)
    return f"{d.day} {_MONTHS[d.month - 1]} {d.year}"


def said_when(edtf: str | None) -> str:
    """An EDTF text in words where it is a plain day, month, year, span or choice of these; otherwise as it is. Empty for None.

    >>> said_when("2004-10"), said_when("2004-10-05/2005"), said_when("2007~"), said_when("../2010"), said_when("[2004,2006]")
    ('October 2004', '5 October 2004 – 2005', '2007~', 'until 2010', '2004 or 2006')
    """
    if not edtf:
        return ""
    if edtf[0] in "[{" and ".." not in edtf:
        return (" or " if edtf[0] == "[" else " and ").join(_point(e) for e in edtf[1:-1].split(","))
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _point(edtf)
    if begin in ("", ".."):
        return f"until {_point(end)}"
    if end in ("", ".."):
        return f"from {_point(begin)}" if end else f"from {_point(begin)}, now ended"
    return f"{_point(begin)} – {_point(end)}"


def _point(edtf: str) -> str:
    parts = edtf.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3:
        return edtf
    if len(parts) == 1:
        return parts[0]
    if not 1 <= int(parts[1]) <= 12:
        seasons = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
        return f"{seasons[int(parts[1])]} {parts[0]}" if int(parts[1]) in seasons else edtf
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month


def reckoned(written: str | None) -> str:
    """What each rule makes of a Hijri date as the record writes it; empty for None and for what is no such date.

    >>> reckoned("1443-01-08")
    'Umm al-Qura 16 August 2021; tabular civil 17 August 2021; by sighting 15 August 2021 – 17 August 2021'
    """
    try:
        found = reckonings(parse_hijri(written)) if written else ()
    except ValueError:
        return ""
    return "; ".join(f"{r.rule} {said_when(r.when.edtf)}" for r in found)


def window(w: Window | None) -> str:
    """From when to when, in words; what is between a multiplication sign's two days lies somewhere between them.

    >>> from variorum.model import When
    >>> w = When.parse("2004/2005")
    >>> window(Window(w.start_earliest, w.start_latest, w.end_earliest, w.end_latest))
    '2004 – 2005'
    >>> window(Window(w.start_earliest, w.start_latest, UNKNOWN_FUTURE, UNKNOWN_FUTURE))
    'from 2004'
    """
    if w is None or w.is_undated:
        return "no date said"
    begin = _edge(w.start_earliest, w.start_latest + 1 if w.start_latest < UNKNOWN_FUTURE else UNKNOWN_FUTURE)
    end = _edge(w.end_earliest - 1 if w.end_earliest > UNKNOWN_PAST else UNKNOWN_PAST, w.end_latest)
    if w.is_one_date:
        return begin
    if not begin:
        return f"until {end}" if end else "no date said"
    return f"{begin} – {end}" if end else f"from {begin}"


def span_of_days(first: int, last: int) -> str:
    """The days ``first`` to ``last`` (half open; sentinels where an end is not known) in words.

    >>> span_of_days(date(2004, 6, 1).toordinal(), date(2006, 1, 1).toordinal())
    '1 June 2004 – 31 December 2005'
    """
    if first <= UNKNOWN_PAST and last >= UNKNOWN_FUTURE:
        return "at no day that is told"
    if first <= UNKNOWN_PAST:
        return f"until {day(last - 1)}"
    if last >= UNKNOWN_FUTURE:
        return f"from {day(first)}"
    return day(first) if last == first + 1 else f"{day(first)} – {day(last - 1)}"


def years(w: Window) -> str:
    """The years that a stretch of time touches.

    >>> first, last = date(2004, 6, 1).toordinal(), date(2006, 1, 1).toordinal()
    >>> years(Window(first, first, last, last))
    '2004 – 2005'
    """
    known = [d for d in (w.start_earliest, w.start_latest, w.end_earliest - 1, w.end_latest - 1) if UNKNOWN_PAST < d < UNKNOWN_FUTURE - 1]
    if not known:
        return "no date said"
    first, last = (date.fromordinal(d).year for d in (min(known), max(known)))
    return str(first) if first == last else f"{first} – {last}"


def _edge(first: int, last: int) -> str:
    """The days ``first`` to ``last`` (half open) in the fewest words; empty when neither is known."""
    endless = first >= UNKNOWN_FUTURE - 1 or last <= UNKNOWN_PAST + 1  # it certainly goes on, or always was: no day is said
    if endless or (first <= UNKNOWN_PAST and last >= UNKNOWN_FUTURE):
        return ""
    if first <= UNKNOWN_PAST:
        return f"{_short(last - 1)} or before"
    if last >= UNKNOWN_FUTURE:
        return f"{_short(first)} or after"
    a, b = date.fromordinal(first), date.fromordinal(last - 1)
    if a == b:
        return day(first)
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
        return str(a.year) if a.year == b.year else f"{a.year} × {b.year}"
    ends_month = last > date.max.toordinal() or date.fromordinal(last).day == 1
    if a.day == 1 and ends_month and (a.year, a.month) == (b.year, b.month):
        return f"{_MONTHS[a.month - 1]} {a.year}"
    return f"{_short(first)} × {_short(last - 1)}"


def _short(ordinal: int) -> str:
    d = date.fromordinal(ordinal)
    return f"{d.day} {_MONTHS[d.month - 1][:3]} {d.year}"


def lemma(quote: str) -> str:
    """The words of a quote, cut in the middle where they are many.

    >>> lemma("one two three four five six seven eight nine ten")
    'one two three four … seven eight nine ten'
    """
    words = quote.split()
    return " ".join(words) if len(words) <= _LEMMA else f"{' '.join(words[:4])} … {' '.join(words[-4:])}"
