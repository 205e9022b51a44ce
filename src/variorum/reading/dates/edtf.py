"""The EDTF of an expression whose year is known (or known not to be known)."""

from __future__ import annotations

from datetime import date, timedelta

from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.written import Written


def edtf(w: Written) -> str:
    """EDTF for a Gregorian expression; without a year it is XXXX-04 and the like. Not checked: 2014-06-31 comes out as such."""
    if w.others:
        closing = {"[": "]", "{": "}"}[w.joint]
        return w.joint + ",".join(_single(x).replace("/", "..") + w.mark for x in (w, *w.others)) + closing
    text = _single(w)
    if w.until is not None:
        last = _single(w.until)
        return f"{text.partition('/')[0]}{w.mark}/{last.rpartition('/')[2]}"  # "about 2003 to 2006": about is said of the first
    return "/".join(side + w.mark for side in text.split("/")) if w.mark else text


def _single(w: Written) -> str:
    if w.years > 1:
        return _years(w)
    year = f"{w.year:04}" if w.year is not None else "XXXX"
    if w.season is not None:
        return f"{year}-{w.season}"
    if w.months > 1 and w.month is not None:
        return f"{year}-{w.month:02}/{year}-{w.month + w.months - 1:02}"
    if w.day is not None:
        return f"{year}-{w.month:02}-{w.day:02}"
    if w.month is not None:
        return _part_of_month(w, year)
    shares = lex.words()["shares"]["year"]
    if w.part in shares:
        first, last = shares[w.part]
        return f"{year}-{first:02}/{year}-{last:02}"
    return year


def _part_of_month(w: Written, year: str) -> str:
    shares = lex.words()["shares"]["month"]
    if w.part not in shares or w.month is None:
        return f"{year}-{w.month:02}"
    first, last = shares[w.part]
    last = min(last, _length(w.year or 2000, w.month))
    return f"{year}-{w.month:02}-{first:02}/{year}-{w.month:02}-{last:02}"


def _length(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def _years(w: Written) -> str:
    assert w.year is not None
    shares = lex.words()["shares"]["decade" if w.years == 10 else "century"]
    if w.part in shares:
        first, last = shares[w.part]
        return f"{w.year + first:04}/{w.year + last:04}"
    digits = f"{w.year:04}"
    return digits[:3] + "X" if w.years == 10 else digits[:2] + "XX"
