"""One day printed in two calendars: "8 Muharram 1443 AH [17 August 2021 CE]"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.model.date_mention import Calendar, DateMention

_LINK = re.compile(r"\s*(?:[\[(/=,|;–—-]|corresponding to|equivalent to|i\.e\.|الموافق|الموافق ل)?\s*(?:[\[(]\s*)?")


def compared(mentions: Sequence[DateMention], text: str) -> tuple[DateMention, ...]:
    """The mentions, those of a printed pair with a note when the two calendars do not name the same day (Umm al-Qura)."""
    noted = list(mentions)
    for i in range(len(noted) - 1):
        a, b = noted[i], noted[i + 1]
        if a.calendar is b.calendar or not _LINK.fullmatch(text[a.end : b.start]) or len(text[a.end : b.start]) > 20:
            continue
        note = _difference(a, b)
        if note is not None:
            noted[i], noted[i + 1] = replace(a, note=note), replace(b, note=note)
    return tuple(noted)


def _difference(a: DateMention, b: DateMention) -> str | None:
    hijri, gregorian = (a, b) if a.calendar is Calendar.HIJRI else (b, a)
    if hijri.converted is None or gregorian.when is None or hijri.converted.is_interval or len(gregorian.when.edtf) != 10:
        return None
    days = abs(gregorian.when.first_day - hijri.converted.first_day)
    if days == 0:
        return None
    return f"the printed pair differs by {days} day{'s' * (days > 1)}: {hijri.written} AH is {hijri.converted} by Umm al-Qura, printed {gregorian.when}"
