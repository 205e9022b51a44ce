"""Dates of published lists in EDTF: "10 Dec 1948", "circa 1946", "1946 to 1948", or four days of which the outer two count."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from variorum.errors import DateError
from variorum.model import When

#: How the lists write a day, a month and a year, and how much of the ISO form each is worth.
_FORMS = (("%d %b %Y", 10), ("%Y-%m-%d", 10), ("%b %Y", 7), ("%Y", 4))
_ABOUT = re.compile(r"^(?:circa|c\.|approximately)\s*", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+|\s*-\s*(?=\d{4}$)", re.IGNORECASE)


def edtf(written: str) -> str:
    """A date as a list writes it, in EDTF; as it is written where it is in none of these forms.

    >>> [edtf(d) for d in ("10 Dec 1948", "Dec 1948", "circa 1948", "1946 to 1948", "the year of the flood")]
    ['1948-12-10', '1948-12', '1948~', '[1946..1948]', 'the year of the flood']
    """
    plain, about = _ABOUT.subn("", " ".join(written.split()))
    parts = [_iso(part) for part in _TO.split(plain)]
    if not all(parts) or len(parts) > 2:
        return written
    mark = "~" if about else ""
    found = f"{parts[0]}{mark}" if len(parts) == 1 else f"[{parts[0]}{mark}..{parts[1]}{mark}]"
    return _checked(found) or written


def between(first: date, last: date, *, about: bool = False) -> str:
    """Some day of those from the first to the last, both counted: a day, a month or a year where they are one, else one of a range.

    >>> between(date(1961, 1, 1), date(1961, 12, 31)), between(date(1961, 1, 1), date(1963, 12, 31), about=True)
    ('1961', '[1961~..1963~]')
    """
    whole = When.of_days(first.toordinal(), last.toordinal()).edtf if first <= last else ""
    mark = "~" if about else ""
    if whole and "/" not in whole:
        return f"{whole}{mark}"
    years = (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31)
    a, b = (d.isoformat()[:4] if years else d.isoformat() for d in (first, last))
    return f"[{a}{mark}..{b}{mark}]"


def days_of(year: str, month: str, day: str) -> tuple[date, date] | None:
    """The first and last day of a date in three fields, of which all but the year may be missing; None when it is no date."""
    try:
        y, m, d = int(year), int(month or 0), int(day or 0)
        first = date(y, m or 1, d or 1)
        last = first if d else (date(y + (m or 12) // 12, (m or 12) % 12 + 1, 1) - timedelta(days=1))
    except (ValueError, OverflowError):
        return None
    return first, last


def _iso(part: str) -> str:
    for form, length in _FORMS:
        try:
            return datetime.strptime(part, form).date().isoformat()[:length]
        except ValueError:
            continue
    return ""


def _checked(text: str) -> str | None:
    try:
        return When.parse(text).edtf
    except DateError:
        return None
