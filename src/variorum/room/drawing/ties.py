"""One tie as a line between two names: its form says what it is, colour with a strike or dashes how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import hypot
from typing import NamedTuple

from markupsafe import Markup

from variorum.reasoning.states import Status
from variorum.room.drawing.svg import element, group
from variorum.room.ties import Form

Point = tuple[float, float]
_BOTH = 3.2  #: how far from the middle the two lines of a contested tie lie


class Stroke(NamedTuple):
    """A path and how it is drawn; ``width`` 0: filled, without an outline."""

    path: str
    kind: str
    width: float


def tie_line(a: Point, b: Point, form: Form, status: Status | None, scale: float = 1.0) -> Markup:
    """The line from ``a`` to ``b``. ``status`` None: a dotted line, for a voice that says nothing where another does. ``scale`` widens the strokes."""
    return group(*(_drawn(*s) for s in strokes_of(a, b, form, status, scale)))


def lines_together(strokes: Iterable[Stroke]) -> Markup:
    """Many strokes, those that are drawn alike as one path: a small drawing of two hundred ties is half as long so."""
    alike: dict[tuple[str, float], list[str]] = {}
    for s in strokes:
        alike.setdefault((s.kind, s.width), []).append(s.path)
    return group(*(_drawn("".join(paths), kind, width) for (kind, width), paths in alike.items()))


def strokes_of(a: Point, b: Point, form: Form, status: Status | None, scale: float = 1.0) -> Iterator[Stroke]:
    """What :func:`tie_line` draws."""
    if status is None or status is Status.UNKNOWN:
        yield Stroke(_path(a, b), "k-ink2 dot", 1.5 * scale)
    elif status is Status.CONTESTED:
        yield from _line(*_aside(a, b, -_BOTH * scale), form, Status.HELD, scale)
        yield from _line(*_aside(a, b, _BOTH * scale), form, Status.DENIED, scale)
    else:
        yield from _line(a, b, form, status, scale)


def _drawn(path: str, kind: str, width: float) -> Markup:
    return element("path", d=path, class_=kind, stroke_width=width or None)


def highlighted(a: Point, b: Point, width: float = 13) -> Markup:
    """The yellow behind a tie on which two viewpoints differ."""
    return element("path", d=_path(a, b), class_="k-mark", stroke_width=width, stroke_linecap="round", opacity=".75")


def _line(a: Point, b: Point, form: Form, status: Status, scale: float) -> Iterator[Stroke]:
    denied = status is Status.DENIED
    colour = "k-denied" if denied else "ax" if form is Form.LEADS and status is Status.HELD else "k-held"
    kind = f"{colour} dash" if status is Status.POSSIBLE else colour
    thin, thick = 1.3 * scale, 2 * scale
    if form is Form.PART:
        for side in (-1, 1):
            yield Stroke(_path(*_aside(a, _toward(b, a, 7 * scale), side * 2.2 * scale)), kind, thin)
    elif form is Form.SWORN:
        yield Stroke(_path(a, _toward(b, a, 8 * scale)), kind, thick)
    elif form is Form.HOSTILE:
        yield Stroke(_path(a, b), kind, thick)
        yield Stroke("".join(_ticks(a, b, scale)), colour, thin)
    else:
        yield Stroke(_path(a, b), kind, 1 * scale if form is Form.LEADS else thin)
    if denied:
        yield Stroke("".join(_strike(a, b, scale)), "k-denied", 1.8 * scale)
    if form in (Form.SWORN, Form.PART):
        yield Stroke(_head(a, b, scale), "f-denied" if denied else "f-held", 0)


def _path(a: Point, b: Point) -> str:
    return f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"


def _unit(a: Point, b: Point) -> Point:
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def _toward(a: Point, b: Point, by: float) -> Point:
    x, y = _unit(a, b)
    return a[0] + x * by, a[1] + y * by


def _aside(a: Point, b: Point, by: float) -> tuple[Point, Point]:
    """The same line beside itself."""
    x, y = _unit(a, b)
    return (a[0] - y * by, a[1] + x * by), (b[0] - y * by, b[1] + x * by)


def _head(a: Point, b: Point, scale: float) -> str:
    back = _toward(b, a, 9 * scale)
    (lx, ly), _ = _aside(back, b, 4.5 * scale)
    (rx, ry), _ = _aside(back, b, -4.5 * scale)
    return f"M{b[0]:.1f} {b[1]:.1f}L{lx:.1f} {ly:.1f}L{rx:.1f} {ry:.1f}z"


def _ticks(a: Point, b: Point, scale: float) -> Iterator[str]:
    length, apart = hypot(b[0] - a[0], b[1] - a[1]), 13.3 * scale
    for n in range(1, max(int(length / apart), 1) + 1):
        at = _toward(a, b, min(n * apart, length / 2 if length < apart else n * apart))
        if n * apart < length or n == 1:
            (x1, y1), _ = _aside(at, b, 5 * scale)
            (x2, y2), _ = _aside(at, b, -5 * scale)
            yield f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"


def _strike(a: Point, b: Point, scale: float) -> Iterator[str]:
    length = hypot(b[0] - a[0], b[1] - a[1])
    for off in (-4.0 * scale, 4.0 * scale):
        at = _toward(a, b, length / 2 + off)
        (x1, y1), _ = _aside(_toward(at, b, -3 * scale), b, 9 * scale)
        (x2, y2), _ = _aside(_toward(at, b, 3 * scale), b, -9 * scale)
        yield f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
