"""A moment in the life of an archive, as a person names it: a day, a month, a year, a time stamp, or the word ``now``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from variorum.errors import DateError, UsageError
from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE
from variorum.shelf.judgements import Judgement

NOW = "now"
#: No moment, but the record as it was last built, whatever has come in or been decided since.
BUILT = "built"
EXPECTED = "expected a day, month or year (2024-05-01, 2024-05, 2024), a time stamp (2024-05-01T10:00:00Z), `now` or `built`"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything up to ``until`` (half open, in UTC) had happened. ``words`` is how it was named."""

    words: str
    until: datetime

    @property
    def is_now(self) -> bool:
        return self.until == _LAST

    @classmethod
    def parse(cls, text: str, now: datetime | None = None) -> Moment:
        """The end of the day, month or year (in UTC), or of the second, that a text names. One that is not over at ``now`` is now.

        >>> Moment.parse("2024-02").until.isoformat()
        '2024-03-01T00:00:00+00:00'

        Raises:
            UsageError: it is no such text, or has not begun yet.
        """
        words, now = text.strip(), now or datetime.now(UTC)
        if words == NOW:
            return cls(NOW, _LAST)
        begin, until = _day(words, text) if _DATE.fullmatch(words) else _second(words, text)
        if begin > now:
            raise UsageError(f"{text!r} has not come yet: what will be known then nobody can say; `{NOW}` is what is known today")
        return cls(words, until if until <= now else _LAST)


def _day(words: str, text: str) -> tuple[datetime, datetime]:
    try:
        when = When.parse(words)
    except DateError as err:
        raise UsageError(f"{text!r} names no moment in the life of an archive: {err}; {EXPECTED}") from err
    if when.end_latest > date.max.toordinal():
        raise UsageError(f"{text!r} has not come yet; {EXPECTED}")
    if when.first_day < 1:
        raise UsageError(f"{text!r} is before every archive; {EXPECTED}")
    return _midnight(when.first_day), _midnight(when.last_day)


def _second(words: str, text: str) -> tuple[datetime, datetime]:
    try:
        found = datetime.fromisoformat(words)
    except ValueError as err:
        raise UsageError(f"{text!r} names no moment in the life of an archive; {EXPECTED}") from err
    begin = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return begin, begin.replace(microsecond=0) + timedelta(seconds=1)


def _midnight(day: int) -> datetime:
    d = date.fromordinal(day)
    return datetime(d.year, d.month, d.day, tzinfo=UTC)


def stamp(at: str) -> datetime:
    """The instant of a time stamp of the custody log. Raises ValueError for a text that is none."""
    found = datetime.fromisoformat(at)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def made_by(log: Sequence[Judgement], moment: Moment) -> tuple[Judgement, ...]:
    """The judgements that had been made by then.

    A judgement whose time is known to the day, month or year had been made by the end of it. One that gives no time, or none that can be read,
    was made no earlier than the one on the line before it, and counts from then on: the first one from the beginning.
    """
    if moment.is_now:
        return tuple(log)
    found, last = [], datetime.min.replace(tzinfo=UTC)
    for j in log:
        last = _made(j.when) or last
        if last <= moment.until:
            found.append(j)
    return tuple(found)


def _made(when: str | None) -> datetime | None:
    """The end (half open) of the time that a judgement gives; None when it gives none."""
    try:
        if when is None or _DATE.fullmatch(when):
            return _day(when, when)[1] if when else None
        return stamp(when) + timedelta(seconds=1)
    except (UsageError, ValueError):
        pass
    try:
        last = When.parse(when).last_day if when else UNKNOWN_FUTURE
    except DateError:
        return None
    return _midnight(last) if last <= date.max.toordinal() else None
