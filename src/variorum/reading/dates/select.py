"""From all places where a form fits to the expressions of a text: one for each stretch, ranges joined, marks of vagueness taken in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.context import is_hijri
from variorum.reading.dates.events import events_alone
from variorum.reading.dates.forms import calendar_dates
from variorum.reading.dates.joined import joined
from variorum.reading.dates.not_dates import is_date
from variorum.reading.dates.relative_forms import relative_dates
from variorum.reading.dates.written import Verb, Written


def expressions(plain: str) -> tuple[Written, ...]:
    """The date expressions of a folded text, in order, not overlapping."""
    found = [*calendar_dates(plain), *relative_dates(plain), *events_alone(plain)]
    in_hijri_text = any(is_hijri(w) for w in found)
    habits = frozenset(w.form for w in found)
    likely = (w for w in found if _habit(w, habits) and is_date(w, plain, in_hijri_text=in_hijri_text))
    chosen = _without_orphans(_longest_first(_shown_twice(likely)))
    return tuple(_marked(w, plain) for w in joined(chosen, plain))


# Forms too like other numbers to be believed unless the writer shows the habit in full elsewhere in the text.
_NEEDS = {"day roman": "day roman year", "day/month": "numbers"}
# ... or at least shows it twice where it can hardly be anything else.
_TWICE = frozenset({"day.month"})


def _habit(w: Written, habits: frozenset[str]) -> bool:
    return w.form not in _NEEDS or _NEEDS[w.form] in habits


def _shown_twice(found: Iterable[Written]) -> list[Written]:
    listed = list(found)
    often = {form for form, count in Counter(w.form for w in listed).items() if count > 1}
    return [w for w in listed if w.form not in _TWICE or w.form in often]


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
