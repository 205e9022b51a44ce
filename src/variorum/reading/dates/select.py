"""From all places where a form fits to the expressions of a text: one for each stretch, ranges joined, marks of vagueness taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from variorum.model.date_mention import DateKind
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.context import is_hijri
from variorum.reading.dates.forms import calendar_dates
from variorum.reading.dates.not_dates import is_date
from variorum.reading.dates.relative_forms import relative_dates
from variorum.reading.dates.written import Verb, Written

_DASH = re.compile(r"\s*-\s*")
_TO = re.compile(r"\s+(?:to|through)\s+(?:about\s+|the\s+)?")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_BETWEEN = re.compile(r"(?i)\bbetween\s+(?:the\s+)?$")
_JOINABLE = (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.SEASON)


def expressions(plain: str) -> tuple[Written, ...]:
    """The date expressions of a folded text, in order, not overlapping."""
    found = [*calendar_dates(plain), *relative_dates(plain)]
    in_hijri_text = any(is_hijri(w) for w in found)
    habits = frozenset(w.form for w in found)
    likely = (w for w in found if _habit(w, habits) and is_date(w, plain, in_hijri_text=in_hijri_text))
    chosen = _without_orphans(_longest_first(likely))
    return tuple(_marked(w, plain) for w in _joined(chosen, plain))


# Forms too like other numbers to be believed unless the writer shows the habit in full elsewhere in the text.
_NEEDS = {"day roman": "day roman year", "day/month": "numbers"}


def _habit(w: Written, habits: frozenset[str]) -> bool:
    return w.form not in _NEEDS or _NEEDS[w.form] in habits


def _longest_first(found: Iterable[Written]) -> list[Written]:
    """Among those that overlap the first to begin, among those that begin together the longest (then the form listed first)."""
    chosen: list[Written] = []
    for w in sorted(found, key=lambda w: (w.start, -w.end)):
        if not chosen or w.start >= chosen[-1].end:
            chosen.append(w)
    return chosen


def _without_orphans(found: list[Written]) -> list[Written]:
    """ "within two" means months only when "within three months" came before."""
    kept: list[Written] = []
    for w in found:
        relation = w.relation
        if relation is not None and relation.verb is Verb.WITHIN and relation.unit == "same":
            before = kept[-1].relation if kept else None
            if before is None or before.verb is not Verb.WITHIN:
                continue
            w = replace(w, relation=replace(relation, unit=before.unit))
        kept.append(w)
    return kept


def _joined(found: list[Written], plain: str) -> list[Written]:
    joined: list[Written] = []
    for w in found:
        if joined and _is_range(joined[-1], w, plain):
            joined[-1] = _range(joined[-1], w)
        else:
            joined.append(w)
    return joined


def _is_range(a: Written, b: Written, plain: str) -> bool:
    if a.until or b.until or a.kind not in _JOINABLE or b.kind not in _JOINABLE or a.calendar is not b.calendar:
        return False
    if a.years > 1 or b.years > 1:
        return False
    link = plain[a.end : b.start]
    if not (
        _TO.fullmatch(link) or _DASH.fullmatch(link) or (_AND.fullmatch(link) and _BETWEEN.search(plain[max(0, a.start - 16) : a.start]))
    ):
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


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{lex.either(lex.words()['about'])})\s*(?:the\s+)?$")


@cache
def _after_marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    w = lex.words()
    return (("~", re.compile(rf"\s*{lex.either(w['about_after'])}(?!\w)")), ("?", re.compile(rf",?\s?{lex.either(w['uncertain_after'])}")))


def _marked(w: Written, plain: str) -> Written:
    """With "about" before it, "or so" or "(?)" behind it; a bare question mark only inside brackets, where it ends no question."""
    if w.relation is not None:
        return w
    before = _about().search(plain, max(0, w.start - 24), w.start)
    if before:
        w = replace(w, start=before.start(), mark="~")
    for mark, pattern in _after_marks():
        after = pattern.match(plain, w.end)
        if after and not (after[0].strip() == "?" and plain[after.end() : after.end() + 1] not in (")", "]", ",", ";")):
            w = replace(w, end=after.end(), mark="%" if w.mark else mark)
    old = _old_style().match(plain, w.end)
    return replace(w, end=old.end(), old_style=True) if old else w


@cache
def _old_style() -> re.Pattern[str]:
    return re.compile(rf",?\s*[(\[]?{lex.either(lex.words()['old_style'])}[)\]]?(?!\w)")
