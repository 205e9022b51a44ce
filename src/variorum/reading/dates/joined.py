"""Expressions that belong together: two ends of a range, dates of a list that share a year, alternatives, and a count from a date beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.model.date_mention import Calendar, DateKind
from variorum.reading.dates.written import Written

_DASH = re.compile(r"\s*-\s*")
_TO = re.compile(r"\s+(?:to|through)\s+(?:about\s+|the\s+)?")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_OR = re.compile(r",?\s+or\s+(?:(?:in|on|about)\s+)?(?:the\s+)?")
_LIST = re.compile(r"(?:,\s+|,?\s+(?:and|or|until|till)\s+)(?:(?:in|on)\s+)?(?:the\s+)?")
_COMMA = re.compile(r",\s+")
_BETWEEN = re.compile(r"(?i)\bbetween\s+(?:the\s+)?$")
_GAP = re.compile(r"\s*(?:the\s+)?")
_JOINABLE = (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.SEASON)


def joined(found: Sequence[Written], plain: str) -> list[Written]:
    """The expressions in order, with those made one that are one."""
    dated = _with_years_behind([_between(w, plain) for w in found], plain)
    out: list[Written] = []
    for w in dated:
        before = out[-1] if out else None
        if before is not None and _is_range(before, w, plain):
            out[-1] = _range(before, w)
        elif before is not None and _is_choice(before, w, plain):
            earlier = [out.pop() for _ in range(_choices_before(out, plain))][::-1]
            out.append(_choice([*earlier, w]))
        elif before is not None and _counts_from(before, w, plain):
            out[-1] = replace(before, end=w.end, anchor=w)
        else:
            out.append(w)
    return [w for w in out if w.relation is None or not w.relation.needs_anchor or w.anchor is not None or w.event]


def _between(w: Written, plain: str) -> Written:
    """ "between 3 and 9 May" is a range; without "between" the two days are meant, which are one stretch where the second is the next."""
    if w.joint == "{" and (_BETWEEN.search(plain, max(0, w.start - 16), w.start) or w.others[0].day == (w.day or 0) + 1):
        return replace(w, until=w.others[0], others=(), joint="", kind=DateKind.RANGE)
    return replace(w, kind=DateKind.RANGE) if w.joint else w


# ------------------------------------------------------------------ lists
def _with_years_behind(found: list[Written], plain: str) -> list[Written]:
    """In "May, June and July 2007" and "in May or June 2007" the year behind the last is everyone's."""
    out: list[Written] = []
    for w in reversed(found):
        behind = out[-1] if out else None
        shares = behind is not None and behind.year is not None and w.year is None and _is_like(w, behind)
        if behind is not None and shares and _LIST.fullmatch(plain, w.end, behind.start) and not _starts_range(w, plain):
            w = replace(w, year=behind.year, short=behind.short)
        out.append(w)
    return out[::-1]


def _is_like(a: Written, b: Written) -> bool:
    """Whether both name a month, or both a season, in one calendar, and nothing else tells when."""
    plain = all(w.relation is None and w.which is None and w.until is None and not w.others for w in (a, b))
    named = (a.month is not None and b.month is not None and (a.day is None) == (b.day is None)) or (a.season and b.season)
    return plain and bool(named) and a.calendar is b.calendar


def _starts_range(w: Written, plain: str) -> bool:
    return _BETWEEN.search(plain, max(0, w.start - 16), w.start) is not None


# ------------------------------------------------------------------ alternatives
def _is_choice(a: Written, b: Written, plain: str) -> bool:
    """Two dates of one fineness with "or" between them."""
    if any(w.kind not in _JOINABLE or w.calendar is Calendar.HIJRI or w.until or w.others or w.years > 1 or w.part for w in (a, b)):
        return False
    if _OR.fullmatch(plain, a.end, b.start) is None:
        return False
    alike = (a.day is None, a.month is None, a.season is None) == (b.day is None, b.month is None, b.season is None)
    return alike and a.year is not None and b.year is not None and a.short == b.short


def _choices_before(out: Sequence[Written], plain: str) -> int:
    """How many at the end belong to the choice: "1979, 1980 or 1982"."""
    count = 1
    while count < len(out) and _COMMA.fullmatch(plain, out[-count - 1].end, out[-count].start):
        a, b = out[-count - 1], out[-count]
        if a.kind not in _JOINABLE or a.until or (a.day, a.month, a.year is None) != (b.day, b.month, b.year is None):
            break
        count += 1
    return count


def _choice(members: Sequence[Written]) -> Written:
    first, *others = members
    return replace(first, end=members[-1].end, kind=DateKind.RANGE, others=tuple(others), joint="[")


# ------------------------------------------------------------------ ranges
def _is_range(a: Written, b: Written, plain: str) -> bool:
    if a.until or b.until or a.others or b.others or a.kind not in _JOINABLE or b.kind not in _JOINABLE or a.calendar is not b.calendar:
        return False
    if a.years > 1 or b.years > 1:
        return False
    link = plain[a.end : b.start]
    if not (_TO.fullmatch(link) or _DASH.fullmatch(link) or (_AND.fullmatch(link) and _starts_range(a, plain))):
        return False
    return not (a.has_year and b.has_year and not a.short and not b.short and (a.year or 0, a.month or 0) > (b.year or 0, b.month or 12))


def _range(a: Written, b: Written) -> Written:
    """Both ends in one; an end without a year takes the other's."""
    if a.year is None and b.year is not None:
        back = a.month is not None and b.month is not None and a.month > b.month and a.which is None
        a = replace(a, year=b.year - back, short=b.short)
    elif a.year is not None and b.year is None:
        on = a.month is not None and b.month is not None and b.month < a.month
        b = replace(b, year=a.year + on, short=a.short)
    return replace(a, end=b.end, kind=DateKind.RANGE, until=b)


# ------------------------------------------------------------------ counts
def _counts_from(a: Written, b: Written, plain: str) -> bool:
    """ "three days before 9 May", "two years from May 2004": a count with a date right behind it."""
    counts = a.relation is not None and (a.relation.needs_anchor or a.relation.may_count_from) and a.anchor is None
    return counts and b.relation is None and _GAP.fullmatch(plain, a.end, b.start) is not None
