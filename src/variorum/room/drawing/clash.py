"""A dispute on time: what each claim speaks of as a bar, the day on which it was said as a thin dashed upright, and in yellow where two cannot both hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.states import Status
from variorum.reasoning.witness import Window
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.bars import bar
from variorum.room.drawing.svg import element, group, picture
from variorum.room.words import window as in_words

_ROW, _TOP, _HEIGHT = 34.0, 34.0, 14.0
#: Units that a character of the small type takes, about: to know on which side of a bar its words have room.
_LETTER = 6.2


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in the drawing: ``sign`` its voice's siglum, ``says`` its side in a word or two; ``said`` None: nobody says when."""

    sign: str
    says: str
    window: Window
    status: Status
    said: int | None


def clash_on_time(lines: Sequence[Line], clash: tuple[int, int] | None, label: str, width: float) -> Markup | None:
    """The drawing, ``width`` units wide; ``clash``: the places of the two lines that cannot both hold. None where no day at all is known."""
    left = 0.13 * width if width > 800 else 0.2 * width
    days = [d for one in lines for d in _days(one.window)] + [one.said for one in lines if one.said is not None]
    axis = Axis.over(days, left, width - 10)
    if axis is None:
        return None
    bottom = _TOP + _ROW * len(lines)
    parts = [axis.grid(_TOP - 8, bottom, 56 if width > 800 else 60)]
    if clash and (band := _band(axis, lines[clash[0]].window, lines[clash[1]].window, bottom, width)):
        parts.insert(0, band)
    parts += [_line(axis, one, _TOP + _ROW * i, left, width) for i, one in enumerate(lines)]
    return picture(width, bottom + 26, label, *parts)


def _days(w: Window) -> list[int]:
    return [d for d in (w.start_earliest, w.start_latest, w.end_earliest, w.end_latest) if UNKNOWN_PAST < d < UNKNOWN_FUTURE]


def _band(axis: Axis, a: Window, b: Window, bottom: float, width: float) -> Markup | None:
    """Where the two times meet; None where they do not, or no day of it is known."""
    first, last = max(a.start_earliest, b.start_earliest), min(a.end_latest, b.end_latest)
    if first >= last or (first == UNKNOWN_PAST and last == UNKNOWN_FUTURE):
        return None
    x, end = axis.x(first), axis.x(last)
    end = max(end, x + 2)
    words = "cannot both hold"
    middle = min(max((x + end) / 2, axis.left + len(words) * _LETTER / 2), width - len(words) * _LETTER / 2)
    return group(
        element("rect", x=x, y=0, width=end - x, height=bottom, class_="f-wash"),
        element("rect", x=x, y=0, width=end - x, height=5, class_="f-mark"),
        element("text", words, x=middle, y=19, class_="m am"),
    )


def _line(axis: Axis, one: Line, y: float, left: float, width: float) -> Markup:
    middle = y + _HEIGHT / 2
    thin = one.window.is_undated
    parts = [
        element("text", _cut(f"{one.sign}  {one.says}", left), x=left - 10, y=middle + 5, class_="e k"),
        bar(axis, one.window, one.status, y + (_HEIGHT / 4 if thin else 0), _HEIGHT / 2 if thin else _HEIGHT),
        *_when(axis, one.window, y, width),
    ]
    if one.said is not None:
        parts.append(element("path", d=f"M{axis.x(one.said):.1f} {y - 6:g}V{y + _HEIGHT + 8:g}", class_="ln thin dash"))
    return group(*parts)


def _when(axis: Axis, w: Window, y: float, width: float) -> list[Markup]:
    """The time in words, under the bar: at its beginning where there is room to the right, else before its end."""
    words = in_words(w)
    room = len(words) * _LETTER
    begin = axis.left if w.start_earliest == UNKNOWN_PAST and w.start_latest == UNKNOWN_FUTURE else axis.x(_known(w))
    at = y + _HEIGHT + 12
    if begin + room < width:
        return [element("text", words, x=begin, y=at, class_="xs halo")]
    return [element("text", words, x=width - 4, y=at, class_="xs e halo")]


def _known(w: Window) -> int:
    return w.start_earliest if w.start_earliest != UNKNOWN_PAST else w.start_latest


def _cut(text: str, room: float) -> str:
    most = int((room - 12) / _LETTER)
    return text if len(text) <= most else f"{text[: most - 1]}…"
