"""The verb of this room: the dates of a text, read in order, each with what the ones before it tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from variorum.model.date_mention import Bound, Calendar, DateMention
from variorum.model.hijri import HijriDate, HijriSpan, converted, hijri_day, missing_day, possible
from variorum.model.when import When
from variorum.reading.dates import relative
from variorum.reading.dates.anchors import Anchor, parsed
from variorum.reading.dates.bounds import bound
from variorum.reading.dates.context import bears, heading_year
from variorum.reading.dates.edtf import edtf
from variorum.reading.dates.events import Told, anchor_of
from variorum.reading.dates.fold import fold
from variorum.reading.dates.hijri import hijri_of
from variorum.reading.dates.numeric import day_first
from variorum.reading.dates.pairs import compared, linked
from variorum.reading.dates.select import expressions
from variorum.reading.dates.written import Verb, Which, Written
from variorum.reading.dates.years import Seen, full_year, inferred_year, is_future, sentence, which_year

HEADED = 1500  # characters below a line that is a year within which also the prose belongs to it
_ANSWER = 60  # characters within which a date also belongs to the one before the line: "He was killed in 2008." "In June."
_HALF_YEAR = 6  # months
_SIGHTING = 2  # days by which the printed Gregorian day of a Hijri date may differ from the tables
NEAR = 500  # characters within which a date told before is what "three days later" leans on


@dataclass(frozen=True, slots=True)
class Value:
    """What was made of one expression."""

    when: When | None
    hijri: HijriDate | HijriSpan | None = None
    inferred: bool = False
    note: str | None = None


def read_dates(text: str, spans: Sequence[tuple[int, int]] | None = None, *, published: When | None = None) -> tuple[DateMention, ...]:
    """The date expressions of a text, sorted by place, with what each means.

    Args:
        text: the text as read.
        spans: half-open stretches to which the answer is limited (None: all); the rest is not even context.
        published: the day of the document, where known; "yesterday", "on Tuesday" and a missing year lean on it, or on a date that the
            text itself bears on a line of its own.

    >>> [(d.quote, str(d.best), str(d.bound)) for d in read_dates("Held since 12 May 2004, he was freed three days later.")]
    [('12 May 2004', '2004-05-12', 'since'), ('three days later', '2004-05-15', 'at')]
    """
    folded = fold(text)
    plain = folded.plain
    found = [w for w in expressions(plain) if _inside(folded.span(w.start, w.end), spans)]
    walk = _Walk(plain, found, Anchor.of(published))
    mentions = []
    for w in found:
        value = walk.read(w)
        if value.when is None and w.form in ("event", "for so long"):
            continue  # an event that the text does not date is no date, nor is a length of time whose beginning it does not give
        start, end = folded.span(w.start, w.end)
        mentions.append(_mention(w, value, start, end, text[start:end], bound(plain, w.start)))
    return compared(mentions, text)


def _inside(span: tuple[int, int], spans: Sequence[tuple[int, int]] | None) -> bool:
    return spans is None or any(start <= span[0] and span[1] <= end for start, end in spans)


def _mention(w: Written, value: Value, start: int, end: int, quote: str, bound: Bound) -> DateMention:
    if value.hijri is None:
        return DateMention(start, end, quote, value.when, kind=w.kind, bound=bound, year_inferred=value.inferred, note=value.note)
    exact = converted(value.hijri)
    outside = "outside the Umm al-Qura tables (1343 to 1500 AH): tabular calendar, two days either way"
    missing = _missing(value.hijri)
    note = value.note or missing if exact else outside
    return DateMention(
        *(start, end, quote, possible(value.hijri), Calendar.HIJRI, value.hijri.written, exact, w.kind, bound, value.inferred, note),
        is_at_odds=missing is not None,
    )


def _missing(hijri: HijriDate | HijriSpan) -> str | None:
    days = (hijri.first, hijri.last) if isinstance(hijri, HijriSpan) else (hijri,)
    return next((said for day in days if (said := missing_day(day))), None)


def _one(hijri: HijriDate | HijriSpan | None) -> HijriDate | None:
    """What other Hijri dates can count from: not a span."""
    return hijri if isinstance(hijri, HijriDate) else None


class _Walk:
    """Reading on through a text: the own date, the last date told, the heading."""

    def __init__(self, plain: str, found: Sequence[Written], published: Anchor | None) -> None:
        self.plain, self.found = plain, found
        self.last: Anchor | None = None
        self.last_at = -NEAR
        self.heading: int | None = None
        self.heading_at = self.heading_end = 0
        self.told: tuple[int, int | None] | None = None
        self.told_at = -1
        self.dated: list[Told] = []
        self.entry: tuple[int, int | None] | None = None
        self.newest = max((w.year for w in found if w.year and w.year > 1600 and not w.short and w.years == 1), default=None)
        self.day_first = day_first(found)
        self.now = self.published = published
        own = next((w for w in found if bears(w, plain)), None)
        if own is not None and (published is None or published.day is None):
            self._bear(self._value(own))

    def _bear(self, value: Value) -> None:
        exact = converted(value.hijri) if value.hijri else value.when
        anchor = Anchor.of(exact, _one(value.hijri))
        same = anchor and self.now and self.now.hijri and anchor.hijri is None and abs(anchor.first - self.now.first) <= _SIGHTING
        if anchor is not None and not same:  # the Gregorian day behind a Hijri one adds nothing
            self.now = anchor

    def read(self, w: Written) -> Value:
        """The value of the next expression; changes what is known for those after it."""
        value = self._value(w)
        if bears(w, self.plain):
            self._bear(value)
        when = converted(value.hijri) if value.hijri else value.when
        anchor = Anchor.of(when, _one(value.hijri))
        if anchor is not None and not (w.relation is not None and w.relation.verb is Verb.WITHIN):
            self.last, self.last_at = anchor, w.end
            self.dated.append(Told(w.start, w.end, anchor))
            if (w.year is not None and w.years == 1) or (w.relation is None and _begins_line(self.plain, w.start)):
                self.told, self.told_at = (anchor.year, anchor.month), w.end
            if _begins_line(self.plain, w.start) and value.hijri is None and w.until is None:
                self.entry = (anchor.year, anchor.month)
        return value

    def _value(self, w: Written) -> Value:
        if w.relation is not None:
            return self._relative(w)
        if w.calendar is Calendar.HIJRI:
            return self._hijri(w)
        return self._gregorian(w)

    # ---------------------------------------------------------------- relative
    def _relative(self, w: Written) -> Value:
        relation = w.relation
        assert relation is not None
        if relation.verb is Verb.WITHIN and "that" in self.plain[w.start : w.end]:
            w = replace(w, part="both")
        if relation.verb is Verb.WEEKDAY and relation.which is None and is_future(self.plain, w.start, w.end):
            w = replace(w, relation=replace(relation, which=Which.NEXT))
        found = relative.resolve(w, self.now, self._counted_from(w))
        note = None if found is not None else "the event is not dated before" if w.event else "no date near enough to count from"
        return Value(None, found, True, note) if isinstance(found, HijriDate) else Value(found, None, True, note)

    def _counted_from(self, w: Written) -> Anchor | None:
        """The date or the event behind the words, else the last date told."""
        if w.form == "for so long":
            return self._begun_in_sentence(w)
        if w.event:
            return anchor_of(w.event, self.dated, self.plain)
        if w.anchor is None:
            return self.last if w.start - self.last_at <= NEAR else None
        value = self._value(w.anchor)
        return Anchor.of(converted(value.hijri) if value.hijri else value.when, _one(value.hijri))

    def _begun_in_sentence(self, w: Written) -> Anchor | None:
        """The date since which the sentence speaks: "From May 2004 he led it for two years"."""
        told = self.dated[-1] if self.dated else None
        if told is None or told.start < sentence(self.plain, w.start, w.end)[0] or bound(self.plain, told.start) is not Bound.SINCE:
            return None
        return told.anchor

    # ---------------------------------------------------------------- Hijri
    def _hijri(self, w: Written) -> Value:
        year = w.year
        if year is None:
            year = self._printed_year(w)
        if year is None:
            near = self.now if self.now is not None and self.now.hijri is not None else None
            near = near or (self.last if self.last is not None and self.last.hijri is not None else self.now)
            if near is None:
                return Value(None, note="a Hijri month without a year")
            year = self._hijri_year(w, near)
        if w.until is not None and w.until.year is None:
            w = replace(w, until=replace(w.until, year=year))
        try:
            return Value(None, hijri_of(replace(w, year=year)), w.year is None)
        except ValueError:
            return Value(None, note="no such Hijri day")

    def _printed_year(self, w: Written) -> int | None:
        """The Hijri year that the Gregorian date printed right behind it tells: "in Rajab [May 2014]"; None where none stands there."""
        at = bisect_left(self.found, w.end, key=lambda x: x.start)
        behind = self.found[at] if at < len(self.found) else None
        if behind is None or behind.calendar is Calendar.HIJRI or behind.relation is not None or behind.year is None:
            return None
        if not linked(self.plain[w.end : behind.start]):
            return None
        anchor = Anchor.of(self._gregorian(behind).when)
        if anchor is None:
            return None
        middle = hijri_day((anchor.first + anchor.last) // 2)
        month = w.month or 1
        apart = month - (middle.month or month)
        return middle.year - (apart > _HALF_YEAR) + (apart < -_HALF_YEAR)

    def _hijri_year(self, w: Written, near: Anchor) -> int:
        """The last such month up to the anchor: that of the last Hijri date, or of the document's own day."""
        at = near.hijri or hijri_day(near.last)
        step = w.which.step if w.which else 0
        later = (w.month or 1, w.day or 1) > (at.month or 12, at.day or 30)
        return at.year - 1 if later and step <= 0 else at.year

    # ---------------------------------------------------------------- Gregorian
    def _gregorian(self, w: Written) -> Value:
        complete, inferred, note = self._with_year(w)
        if w.until is not None:
            other, also, _ = self._with_year(w.until)
            if other.year is not None and complete.year is not None and w.until.year is None:
                turned = (other.month or 12) < (complete.month or 1)
                other = replace(other, year=complete.year + turned)
            complete, inferred = replace(complete, until=other), inferred or also
        if w.others:
            others = [self._with_year(o)[0] for o in w.others]
            others = [replace(o, year=complete.year) if x.year is None else o for o, x in zip(others, w.others, strict=True)]
            complete = replace(complete, others=tuple(others))
        if w.swapped is not None and complete.year is not None:
            return self._ambiguous(complete, inferred)
        when = parsed(edtf(complete))
        if when is None:
            return Value(None, inferred=inferred, note="no such day in the calendar")
        if complete.old_style and when.first_day == when.last_day - 1:
            return Value(_gregorian_of_julian(when), note=f"Old Style {when.edtf}, turned into the Gregorian calendar")
        return Value(when, None, inferred, note)

    def _with_year(self, w: Written) -> tuple[Written, bool, str | None]:
        if w.year is not None and not w.short:
            return w, False, None
        seen = self._seen(w)
        if w.short and w.year is not None:
            return replace(w, year=full_year(w.year, seen), short=False), False, None
        year = which_year(w, seen) if w.which is not None else inferred_year(w, seen)
        return replace(w, year=year), year is not None, None if year is not None else "no year in the text"

    def _seen(self, w: Written) -> Seen:
        self._look_for_heading(w)
        at_line = _begins_line(self.plain, w.start)
        under_heading = self.heading is not None and (at_line or w.start - self.heading_at < HEADED)
        return Seen(
            now=self.now.parts if self.now else None,
            told=self.told,
            same_sentence=self.told_at >= sentence(self.plain, w.start, w.end)[0] or self._in_dated_line(w),
            entry=self.entry if at_line else None,
            heading=self.heading if under_heading else None,
            future=is_future(self.plain, w.start, w.end),
            newest=self.newest,
            issued=self.published.last if self.published and self.published is not self.now else None,
            near=self.told_at >= 0 and (w.start - self.told_at < _ANSWER or "\n\n" not in self.plain[self.told_at : w.start]),
        )

    def _in_dated_line(self, w: Written) -> bool:
        """Whether the line began with a date that had its year: an entry of a list."""
        line = self.plain.rfind("\n", 0, w.start) + 1
        return self.told_at > line and any(line <= t.start <= line + 4 and t.end <= self.told_at for t in reversed(self.dated[-4:]))

    def _look_for_heading(self, w: Written) -> None:
        while self.heading_end < w.start:
            year = heading_year(self.plain, self.heading_end)
            if year is not None:
                self.heading, self.heading_at = year, self.heading_end
            following = self.plain.find("\n", self.heading_end)
            self.heading_end = following + 1 if following >= 0 else len(self.plain)

    def _ambiguous(self, w: Written, inferred: bool) -> Value:
        assert w.swapped is not None
        month, day = w.swapped[1], w.swapped[0]
        one, two = parsed(edtf(w)), parsed(edtf(replace(w, day=day, month=month)))
        if one is None or two is None or self.day_first is True:
            return Value(one or two, None, inferred)
        if self.day_first is False:
            return Value(two, None, inferred)
        here = [when for when in (one, two) if self.now is not None and self.now.day == when.first_day]
        if here:
            return Value(here[0], None, inferred)
        return Value(When.parse(f"[{one.edtf},{two.edtf}]"), None, inferred, f"day and month may be exchanged: {one.edtf} or {two.edtf}")


_LINE = re.compile(r"(?:^|\n)[ \t]*(?:[•*–—>-]+[ \t]*|\(?\d{1,2}[.)][ \t]+)?$")


def _begins_line(plain: str, start: int) -> bool:
    """Whether nothing but a bullet stands before it on its line."""
    return _LINE.search(plain[max(0, start - 12) : start] if start > 12 else plain[:start]) is not None


def _gregorian_of_julian(when: When) -> When:
    """The Gregorian day of a day written in the Julian calendar (12 days behind in the nineteenth century, 13 in the twentieth)."""
    then = date.fromordinal(when.first_day)
    behind = then.year // 100 - then.year // 400 - 2 - (then.month <= 2 and then.year % 100 == 0 and then.year % 400 != 0)
    return When.of_days(when.first_day + behind, when.first_day + behind)
