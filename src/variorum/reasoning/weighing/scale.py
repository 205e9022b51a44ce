"""The Admiralty scale: A-F for a voice on a topic, 1-6 for a claim. Read from ``scale.yaml``, which has the wording and its source.

F and 6 say that nothing can be judged. They are neither better nor worse than any other mark, so comparisons with them answer None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from variorum.errors import UsageError
from variorum.model import Stance
from variorum.yaml_data import from_yaml


class Reliability(StrEnum):
    """How far a voice is to be believed on a topic, best first; F: cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """How credible a claim is in itself, best first; SIX: cannot be judged."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"


Mark = Reliability | Credibility


class Bearing(StrEnum):
    """What a judgement in a text does to the claim that it judges."""

    SUPPORTS = "supports"
    REBUTS = "rebuts"  #: each attacks the other
    UNDERCUTS = "undercuts"  #: attacks the claim and is not attacked by it
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class StanceRule:
    """What a stance of an assessment counts as on the scale, what it does to its claim, and how it reads ("disputed")."""

    counts_as: Credibility
    bears: Bearing
    said: str


def is_judged(mark: Mark) -> bool:
    """Whether the mark is a judgement at all: F and 6 are not.

    >>> is_judged(Reliability.E), is_judged(Reliability.F)
    (True, False)
    """
    return mark not in (Reliability.F, Credibility.SIX)


def worse_by(mark: Mark, other: Mark) -> int | None:
    """By how many steps ``mark`` is worse than ``other`` (negative: better). None when either cannot be judged, or they are of different scales.

    >>> worse_by(Reliability.D, Reliability.B), worse_by(Reliability.F, Reliability.B)
    (2, None)
    """
    if type(mark) is not type(other) or not (is_judged(mark) and is_judged(other)):
        return None
    order = list(type(mark))
    return order.index(mark) - order.index(other)


def reaches(mark: Mark, least: Mark) -> bool | None:
    """Whether a mark is at least as good as ``least``; None when it cannot be judged."""
    steps = worse_by(mark, least)
    return None if steps is None else steps <= 0


def next_worse(mark: Mark) -> Mark | None:
    """The mark one step worse; None after the worst judged one."""
    order = [m for m in type(mark) if is_judged(m)]
    at = order.index(mark) + 1
    return order[at] if at < len(order) else None


def reliability(text: str) -> Reliability:
    """The mark of a voice as a person types it. Raises UsageError, listing the scale, for anything but A to F."""
    try:
        return Reliability(text.strip().upper())
    except ValueError as err:
        raise UsageError(f"{text!r} is no grade of a voice; expected one of {legend(Reliability)}") from err


def credibility(text: str) -> Credibility:
    """The mark of a claim as a person types it. Raises UsageError, listing the scale, for anything but 1 to 6."""
    try:
        return Credibility(text.strip())
    except ValueError as err:
        raise UsageError(f"{text!r} is no grade of a claim; expected one of {legend(Credibility)}") from err


def worded(mark: Mark) -> str:
    """The mark with its standard wording.

    >>> worded(Reliability.B), worded(Credibility.FOUR)
    ('B (usually reliable)', '4 (doubtful)')
    """
    return f"{mark} ({_marks(type(mark))[str(mark)]['words']})"


def legend(scale: type[Reliability] | type[Credibility]) -> str:
    """All marks of one scale with their wording, best first, in one line."""
    return ", ".join(worded(m) for m in scale)


@cache
def stances() -> Mapping[Stance, StanceRule]:
    """What each stance of an assessment counts as."""
    return {
        Stance(name): StanceRule(Credibility(e["counts_as"]), Bearing(e["bears"]), str(e["said"])) for name, e in _data()["stances"].items()
    }


def _marks(scale: type[Mark]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _data()["reliability" if scale is Reliability else "credibility"]["marks"]
    return found


@cache
def _data() -> Mapping[str, Any]:
    data = from_yaml((files("variorum.reasoning.weighing") / "scale.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data
