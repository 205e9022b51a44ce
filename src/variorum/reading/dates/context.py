"""The date a document bears itself, and the headings under which its entries stand."""

from __future__ import annotations

import re

from variorum.model.date_mention import Calendar
from variorum.reading.dates.written import Written

_LABEL = re.compile(r"(?i)\b(?:date|dated|in date|تاريخ|التاريخ)\s*:?\s*$")
# "SAHL CITY, 4 March (Wire) - The council ...": a place in capitals at the beginning of a line, and a dash before the text.
_DATELINE = re.compile(r"(?:^|\n)[ \t]*[A-Z][A-Z .'-]{2,30}(?:\([\w .]+\))?(?:,[ \w.'-]{2,30})?,\s*(?:\w+day,?\s*)?$")
_DASHED = re.compile(r",?\s*(?:\([\w ./-]{2,30}\)\s*|[A-Z]\w+\s*)?(?:--?|:)\s")
_HEADING = re.compile(r"[\s#*=•\-\[\(]*(?P<year>(?:18|19|20)\d\d)\s*[:.\])=*\-]*\s*$")


def bears(w: Written, plain: str) -> bool:
    """Whether a full date is one that a document bears: alone on its line but for a place, a number or a label ("Date: ...")."""
    if w.day is None or w.until is not None or w.others:
        return False
    if _DATELINE.search(plain, max(0, w.start - 60), w.start) and _DASHED.match(plain, w.end):
        return True
    if w.year is None:
        return False
    start = plain.rfind("\n", max(0, w.start - 80), w.start) + 1 or max(0, w.start - 80)
    end = plain.find("\n", w.end, w.end + 60)
    before, after = plain[start : w.start].strip(), plain[w.end : end if end >= 0 else w.end + 60].strip()
    if _LABEL.search(before):
        return True
    rest = f"{before} {after}"
    return (
        len(before) <= 40
        and len(after) <= 25
        and len(rest.split()) <= 8
        and not re.search(r"[a-z]{3}[.!?](?:\s|$)|[:;]\s*\w+ \w+ \w+", rest)
    )


def heading_year(plain: str, line_start: int) -> int | None:
    """The year when the line that begins here is nothing but a year."""
    end = plain.find("\n", line_start)
    found = _HEADING.fullmatch(plain, line_start, end if end >= 0 else len(plain))
    return int(found["year"]) if found else None


def is_hijri(w: Written) -> bool:
    """Whether it is written in the Hijri calendar beyond doubt."""
    return w.calendar is Calendar.HIJRI and w.form not in ("bare hijri year", "short hijri year", "hijri month only")
