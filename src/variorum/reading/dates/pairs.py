"""One day printed in two calendars: "8 Muharram 1443 AH [17 August 2021 CE]"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from variorum.model.date_mention import Calendar, DateKind, DateMention
from variorum.model.when import Answer, When
from variorum.reading.dates import lexicon as lex
from variorum.reading.dates.fold import fold

_LONGEST = 30  # characters between the two


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"\s*[,;]?\s*(?:[\[(/=|-]|(?i:{lex.either(lex.load('hijri_months')['same_day'])}))?\s*(?:[\[(]\s*)?:?\s*")


def compared(mentions: Sequence[DateMention], text: str) -> tuple[DateMention, ...]:
    """The mentions; of a printed pair the Hijri one is converted as printed where the calendar allows that day (sighting moves it by one or two).

    Those whose calendars do not name the same day (Umm al-Qura) get a note.
    """
    noted = list(mentions)
    for i in range(len(noted) - 1):
        a, b = noted[i], noted[i + 1]
        if a.calendar is b.calendar or not linked(fold(text[a.end : b.start]).plain):
            continue
        note = _difference(a, b)
        if note is not None:
            noted[i], noted[i + 1] = (replace(d, note=f"{note}; {d.note}" if d.note else note, is_at_odds=True) for d in (a, b))
        at, hijri, gregorian = (i, noted[i], b) if a.calendar is Calendar.HIJRI else (i + 1, noted[i + 1], a)
        if gregorian.kind is not DateKind.RELATIVE and _allows(hijri.when, gregorian.when):
            noted[at] = replace(hijri, converted=gregorian.when)
    return tuple(noted)


def linked(between: str) -> bool:
    """Whether these characters, folded, join two dates into a printed pair: a bracket, a stroke, "corresponding to"."""
    return len(between) <= _LONGEST and _link().fullmatch(between) is not None


def _allows(hijri: When | None, printed: When | None) -> bool:
    return hijri is not None and printed is not None and not printed.is_set and hijri.overlaps(printed) is not Answer.NO


def _difference(a: DateMention, b: DateMention) -> str | None:
    """What the two do not agree on, in words; None where they may be one time, and where one of them is not known or counts from another."""
    hijri, gregorian = (a, b) if a.calendar is Calendar.HIJRI else (b, a)
    if hijri.when is None or gregorian.when is None or DateKind.RELATIVE in (a.kind, b.kind):
        return None
    by_table, printed = hijri.converted, gregorian.when
    if by_table is not None and _is_day(by_table) and _is_day(printed):
        days = abs(printed.first_day - by_table.first_day)
        said = f"differs by {days} day{'s' * (days > 1)}" if days else ""
    else:
        said = "has no day in common" if hijri.when.overlaps(printed) is Answer.NO else ""
    reckoned = f"{by_table} by Umm al-Qura" if by_table is not None else f"{hijri.when} by the tabular calendar, two days either way"
    return f"the printed pair {said}: {hijri.written} AH is {reckoned}, printed {printed}" if said else None


def _is_day(when: When) -> bool:
    return when.last_day == when.first_day + 1
