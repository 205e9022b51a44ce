"""Reports of one proposition on one time axis, a lane and a bracket for each origin that they go back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.room.drawing.axis import Axis
from variorum.room.drawing.svg import element, group, picture

_LANE, _RADIUS, _LEFT = 58, 11, 20.0
#: Reports nearer to each other than this are set one above the other, and beyond the third only counted.
_APART, _HIGH = 25, 3


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the siglum of its voice, the days of its document (None: undated), whether it is the claim at hand."""

    siglum: str
    day: int | None
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """An origin with its reports, in order of time, undated ones first."""

    number: int
    label: str
    reports: tuple[Report, ...]


def lanes(found: Sequence[Lane], label: str, width: int) -> Markup | None:
    """The drawing, ``width`` units wide; None when no report is dated."""
    axis = Axis.over([r.day for lane in found for r in lane.reports if r.day is not None], _LEFT + 70, width - 30)
    if axis is None:
        return None
    tall = [_height(axis, lane) for lane in found]
    parts, y = [], 6.0
    for lane, height in zip(found, tall, strict=True):
        parts.append(_lane(axis, lane, y, height))
        y += height
    return picture(width, y + 26, label, axis.grid(4, y), *parts)


def _placed(axis: Axis, lane: Lane) -> list[tuple[Report, float, int]]:
    """Each report with its place and how high it is stacked, from 0."""
    last: dict[int, float] = {}
    placed = []
    for r in lane.reports:
        x = axis.x(r.day) if r.day is not None else _LEFT + 10
        high = next((h for h in range(_HIGH) if x - last.get(h, -1e9) >= _APART), _HIGH)
        if high < _HIGH:
            last[high] = x
        placed.append((r, x, high))
    return placed


def _height(axis: Axis, lane: Lane) -> float:
    return _LANE + _APART * min(max((high for _, _, high in _placed(axis, lane)), default=0), _HIGH - 1) + 8.0


def _lane(axis: Axis, lane: Lane, top: float, height: float) -> Markup:
    placed = _placed(axis, lane)
    base = top + height - 26
    shown = [(r, x, high) for r, x, high in placed if high < _HIGH]
    first, last = (f(x for _, x, _ in shown) for f in (min, max))
    more = len(placed) - len(shown)
    words = f"{lane.number}  {lane.label}{f' (and {more} more near by)' if more else ''}"
    bracket = element("path", d=f"M{first:.1f} {base + 14:.1f}v6H{last:.1f}v-6", class_="ln thin")
    right = first > (axis.left + axis.right) / 2
    dots = []
    for r, x, high in shown:
        y = base - _APART * high
        dots += [
            element("circle", cx=x, cy=y, r=float(_RADIUS), class_="f-wash" if r.is_asked else "f-paper"),
            element("circle", cx=x, cy=y, r=float(_RADIUS), class_="ln" if r.day is not None else "ln dot"),
            element("text", r.siglum, x=x, y=y + 5, class_="m b"),
        ]
    name = element("text", words, x=last + 11 if right else first - 11, y=top + 16, class_=f"k halo{' e' if right else ''}")
    return group(bracket, *dots, name)
