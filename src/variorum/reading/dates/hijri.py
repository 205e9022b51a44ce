"""The Hijri date of an expression whose year is known."""

from __future__ import annotations

from variorum.model.hijri import HijriDate, HijriSpan, missing_day
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.written import Written

_LONGEST = 30  # days of a month where no table says 29


def hijri_of(w: Written) -> HijriDate | HijriSpan:
    """The date, or the span of a range, a decade or a part of a month or year ("the end of Ramadan" its last ten days, as of other months).

    Raises:
        ValueError: there is no such day.
    """
    assert w.year is not None
    if w.until is not None:
        first, last = _single(w), _single(w.until)
        return HijriSpan(first.first if isinstance(first, HijriSpan) else first, last.last if isinstance(last, HijriSpan) else last)
    return _single(w)


def _single(w: Written) -> HijriDate | HijriSpan:
    assert w.year is not None
    if w.years > 1:
        return HijriSpan(HijriDate(w.year), HijriDate(w.year + w.years - 1))
    whole = HijriDate(w.year, w.month, w.day)
    shares = lex.words()["shares"]["month" if w.month else "year"]
    if w.part not in shares or w.day is not None:
        return whole
    first, last = shares[w.part]
    if w.month is None:
        return HijriSpan(HijriDate(w.year, first), HijriDate(w.year, last))
    last = min(last, _LONGEST - (missing_day(HijriDate(w.year, w.month, _LONGEST)) is not None))
    return HijriSpan(HijriDate(w.year, w.month, first), HijriDate(w.year, w.month, last))
