"""How a claim reached the page: each voice of its chain at the day it spoke, as far as that is known, and what time passed between them."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.publishing.edition import Link
from variorum.room.document.source import Source
from variorum.room.worded import Worded
from variorum.room.words import said_when

_MONTH, _YEAR = 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Step:
    """A voice of the chain. ``days`` (half open) are those on one of which it spoke, None where nobody says; ``words`` the same for a reader.

    ``lag`` is what passed since the last voice before it, nearer to the event, of which the day is known; empty where either is not.
    """

    link: Link
    days: tuple[int, int] | None
    words: str
    lag: str = ""


def steps(claim: Worded, source: Source) -> tuple[Step, ...]:
    """The chain from the voice nearest to the event to the page. The outermost spoke when its document was published, if it does not say when."""
    found: list[Step] = []
    known: tuple[int, int] | None = None
    for place, link in reversed(list(enumerate(claim.chain))):
        days, words = _said(link.said), said_when(link.said)
        if days is None and place == 0 and _is_known(source.days):
            days, words = source.days, f"published {said_when(source.document.published)}"
        found.append(Step(link, days, words or "day not said", lag(known, days) if known and days else ""))
        known = days or known
    return tuple(found)


def _said(edtf: str | None) -> tuple[int, int] | None:
    if not edtf:
        return None
    when = When.parse(edtf)
    days = (when.start_earliest, when.end_latest)
    return days if _is_known(days) else None


def _is_known(days: tuple[int, int]) -> bool:
    return days[0] > UNKNOWN_PAST and days[1] < UNKNOWN_FUTURE


def lag(earlier: tuple[int, int], later: tuple[int, int]) -> str:
    """What passed from one to the other, both days half open; "about" where either is longer than a day. Empty when the later one is not later.

    >>> lag((0, 1), (0, 1)), lag((0, 1), (20, 21)), lag((0, 31), (1552, 1553))
    ('the same day', '20 days later', 'about 4 years 2 months later')
    """
    passed = (later[0] + later[1] - earlier[0] - earlier[1]) / 2
    about = "about " if max(later[1] - later[0], earlier[1] - earlier[0]) > 1 else ""
    if passed < 0 or (about and passed < 15):
        return ""
    if passed < 1:
        return "the same day"
    return f"{about}{_length(passed)} later"


def _length(days: float) -> str:
    if days < 2 * _MONTH:
        return _count(round(days), "day")
    months = round(days / _MONTH)
    if months < 24:
        return _count(months, "month")
    years, rest = int(days // _YEAR), round(days % _YEAR / _MONTH)
    return f"{_count(years, 'year')} {_count(rest, 'month')}" if 0 < rest < 12 and years < 20 else _count(round(days / _YEAR), "year")


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
