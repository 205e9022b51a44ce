"""Relative expressions resolved against the document's own day or the last date told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from variorum.model.hijri import HijriDate
from variorum.model.when import When
from variorum.reading.dates.anchors import Anchor, days_shifted, month_shifted, parsed, same_day_of_month, week_shifted, year_shifted
from variorum.reading.dates.edtf import edtf
from variorum.reading.dates.written import Relation, Verb, Which, Written

Found = When | HijriDate | None


def resolve(w: Written, now: Anchor | None, last: Anchor | None) -> Found:
    """What the expression means: a time, a Hijri date when its anchor is Hijri, or None when the anchor is missing or too coarse."""
    relation = w.relation
    assert relation is not None
    return _VERBS[relation.verb](w, relation, now, last)


def _shift(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    anchor = now if relation.from_now else last
    if anchor is None or relation.count is None:
        return None
    if relation.count == 0 and w.event:
        return When.of_days(anchor.first, anchor.last)
    if relation.unit == "year":
        return year_shifted(anchor, relation.count)
    if relation.unit == "month":
        return month_shifted(anchor, relation.count)
    if anchor.month is None and relation.from_now:
        return None
    if relation.unit == "week":
        return days_shifted(anchor, 7 * relation.count, "~")  # "two weeks later" is seldom the fourteenth day
    return days_shifted(anchor, relation.count, "~" if relation.loose else "")


def _unit(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    anchor = now if relation.from_now else last
    if anchor is None or relation.which is None:
        return None
    step = relation.which.step
    if relation.unit == "year":
        year = year_shifted(anchor, step)
        return _part(w, year) if w.part and isinstance(year, When) else year
    if relation.unit == "month":
        return month_shifted(anchor, step)
    if relation.unit == "week":
        return week_shifted(anchor, step)
    return days_shifted(anchor, step) if anchor.day is not None else None


def _part(w: Written, year: When) -> When | None:
    return parsed(edtf(Written(w.start, w.end, w.kind, w.form, year=int(year.edtf[:4]), part=w.part)))


def _weekday(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    """The last such day up to the document's own ("on Tuesday"), before it ("last Tuesday") or after it ("next"); likewise from the last date."""
    anchor = now if relation.from_now else last
    if anchor is None or anchor.day is None or w.weekday is None:
        return None
    behind = (date.fromordinal(anchor.day).isoweekday() - w.weekday) % 7
    if relation.which in (Which.NEXT, Which.FOLLOWING):
        day = anchor.day - behind + 7
    elif relation.which in (Which.LAST, Which.PREVIOUS):
        day = anchor.day - (behind or 7)
    else:
        day = anchor.day - behind
    return When.of_days(day, day)


def _monthday(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    if relation.from_now:
        month = month_shifted(now, relation.which.step) if now and relation.which else None
    else:
        anchor = last if last is not None and (last.month is not None or last.hijri is not None) else now
        step = _on(w, anchor) if relation.which is Which.FOLLOWING else _back(w, anchor, now) if anchor is not None else 0
        month = month_shifted(anchor, step) if anchor is not None else None
        if w.weekday is not None and anchor is not None:
            return _on_weekday(w, anchor)
    if isinstance(month, HijriDate) and w.day is not None and w.day <= 30:
        return HijriDate(month.year, month.month, w.day)
    return parsed(f"{month.edtf}-{w.day:02}") if isinstance(month, When) else None


def _on_weekday(w: Written, anchor: Anchor) -> When | None:
    """ "Saturday 4": in the anchor's month or the one beside it, whichever has that day on that weekday."""
    for step in (0, -1, 1):
        month = month_shifted(anchor, step)
        when = parsed(f"{month.edtf}-{w.day:02}") if isinstance(month, When) else None
        if when is not None and date.fromordinal(when.first_day).isoweekday() == w.weekday:
            return when
    return None


def _on(w: Written, anchor: Anchor | None) -> int:
    """1 when a diary's next entry has a lower number than the one before: the month has turned."""
    before = anchor.parts[2] if anchor is not None else None
    return 1 if before is not None and (w.day or 0) < before else 0


def _back(w: Written, anchor: Anchor, now: Anchor | None) -> int:
    """-1 when the day would lie after the document's own in the document's own month: it is the one of the month before."""
    if now is None or now.parts[:2] != anchor.parts[:2] or now.parts[2] is None or anchor.hijri is not None:
        return 0
    return -1 if (w.day or 0) > now.parts[2] else 0


def _within(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    """From the anchor so far on; on both sides of it when the words say "of that date"."""
    if last is None or relation.count is None:
        return None
    count, both = relation.count, w.part == "both"
    if relation.unit in ("month", "year"):
        months = count * (12 if relation.unit == "year" else 1)
        first = same_day_of_month(last.first, -months) if both else last.first
        if last.day is None:
            end = date.fromordinal(same_day_of_month(last.last, months)).isoformat()[:7]
            return parsed(f"{date.fromordinal(first).isoformat()[:7]}/{end}")
        return When.of_days(first, same_day_of_month(last.last, months))
    days = count * (7 if relation.unit == "week" else 1)
    return When.of_days(last.first - days if both else last.first, last.last + days)


def _to_now(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    if now is None:
        return None
    until = When.of_days(now.first, now.last).edtf
    return parsed(f"../{until.rpartition('/')[2]}")


def _up_to(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    anchor = now if relation.from_now else last
    return _long(anchor, relation)


def _for(w: Written, relation: Relation, now: Anchor | None, last: Anchor | None) -> Found:
    return _long(last, relation)


def _long(anchor: Anchor | None, relation: Relation) -> When | None:
    """From the anchor so far on (or, counted backwards, up to it): its own days included."""
    if anchor is None or relation.count is None:
        return None
    if relation.unit not in ("month", "year"):
        days = relation.count * (7 if relation.unit == "week" else 1)
        return When.of_days(*sorted((anchor.first, anchor.last + days))) if anchor.day is not None else None
    months = relation.count * (12 if relation.unit == "year" else 1)
    if anchor.day is not None:
        first, last = sorted((anchor.first, same_day_of_month(anchor.first, months)))
        return When.of_days(first, last)
    first, last = sorted((anchor.first, same_day_of_month(anchor.first, months)))
    length = 7 if anchor.month is not None else 4
    return parsed("/".join(date.fromordinal(day).isoformat()[:length] for day in (first, last)))


_VERBS: dict[Verb, Callable[[Written, Relation, Anchor | None, Anchor | None], Found]] = {
    Verb.SHIFT: _shift,
    Verb.UNIT: _unit,
    Verb.WEEKDAY: _weekday,
    Verb.MONTHDAY: _monthday,
    Verb.WITHIN: _within,
    Verb.TO_NOW: _to_now,
    Verb.UP_TO: _up_to,
    Verb.FOR: _for,
}
