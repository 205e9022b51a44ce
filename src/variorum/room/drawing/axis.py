"""A stretch of time across a drawing: days to places, and the years and months written under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.room.drawing.svg import element, group

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
#: Months between two lines of the grid, the finest first.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARGIN = 0.03


@dataclass(frozen=True, slots=True)
class Axis:
    """The days ``first`` to ``last`` (half open) between the places ``left`` and ``right``."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[int], left: float, right: float) -> Axis | None:
        """An axis on which all the days have their place, with a little room on both sides; None when no day is known."""
        known = [d for d in days if UNKNOWN_PAST < d < UNKNOWN_FUTURE]
        if not known:
            return None
        first, last = min(known), max(known)
        room = max(31 if last - first > 92 else 183, round((last - first) * _MARGIN))  # one day alone stands in its year
        return cls(max(first - room, _FIRST), min(last + room, _LAST), left, right)

    def x(self, day: int) -> float:
        """The place of a day; days beyond the axis, and unknown ones, stand at its ends."""
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first) / (self.last - self.first)

    def ticks(self, apart: float = 26, labels_apart: float = 70) -> Iterator[tuple[int, str]]:
        """Days at which a line of the grid stands, no nearer than ``apart``, with their label; empty where another label is too near.

        Years are labelled first, months where there is room between them.
        """
        days = list(self._lines(apart))
        labels: dict[int, str] = {}
        for years in (True, False):
            for day in days:
                d, x = date.fromordinal(day), self.x(day)
                near = any(abs(self.x(other) - x) < labels_apart for other in labels)
                if (d.month == 1) is years and not near and x < self.right - 8:
                    labels[day] = str(d.year) if d.month == 1 else _MONTHS[d.month - 1]
        if not any(label.isdigit() for label in labels.values()):
            labels = {day: f"{label} {date.fromordinal(day).year}" for day, label in labels.items()}
        yield from ((day, labels.get(day, "")) for day in days)

    def _lines(self, apart: float) -> Iterator[int]:
        """The first days of months at which lines stand."""
        per_month = (self.right - self.left) / ((self.last - self.first) / 30.44)
        step = next((s for s in _STEPS if s * per_month >= apart), _STEPS[-1])
        start = date.fromordinal(self.first)
        month = (start.year * 12 + start.month - 1) // step * step
        while (month := month + step) // 12 < date.max.year:
            day = date(month // 12, month % 12 + 1, 1).toordinal()
            if day >= self.last:
                return
            yield day

    def grid(self, top: float, bottom: float, apart: float = 26) -> Markup:
        """Lines from ``top`` to ``bottom`` with their labels under them."""
        parts = []
        for day, label in self.ticks(apart):
            x = self.x(day)
            parts.append(element("path", d=f"M{x:.1f} {top:g}V{bottom:g}", class_="gr"))
            if label:
                parts.append(element("text", label, x=x, y=bottom + 18, class_="xs m"))
        return group(*parts)
