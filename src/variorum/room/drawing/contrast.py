"""Two sides on one axis: for each state on which they differ a bar of the one above a bar of the other."""

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

_ROW, _TOP, _BAR = 46.0, 10.0, 11.0
_LETTER = 6.3


@dataclass(frozen=True, slots=True)
class Pair:
    """A state in words, and how each side has it: its status and from when to when (None: it does not)."""

    says: str
    a: tuple[Status, Window | None]
    b: tuple[Status, Window | None]


def contrast_on_time(pairs: Sequence[Pair], signs: tuple[str, str], label: str, width: float) -> Markup | None:
    """The drawing, ``width`` units wide; ``signs`` are the sigla of the two sides. None where no day at all is known."""
    wide = width > 800
    left = 0.34 * width if wide else 40.0
    days = [d for p in pairs for _, w in (p.a, p.b) if w for d in (w.start_earliest, w.start_latest, w.end_earliest, w.end_latest)]
    axis = Axis.over((d for d in days if UNKNOWN_PAST < d < UNKNOWN_FUTURE), left + 26, width - 10)
    if axis is None:
        return None
    row = _ROW if wide else _ROW + 16
    bottom = _TOP + row * len(pairs)
    parts = [axis.grid(0, bottom, 56)]
    for i, pair in enumerate(pairs):
        y = _TOP + row * i
        if wide:
            parts.append(element("text", _cut(pair.says, left - 16), x=left - 14, y=y + 21, class_="e k"))
        else:
            parts.append(element("text", _cut(pair.says, width), x=0, y=y + 6, class_="k halo"))
            y += 16
        for n, (sign, (status, window)) in enumerate(zip(signs, (pair.a, pair.b), strict=True)):
            at = y + 2 + n * (_BAR + 5)
            parts.append(group(element("text", sign, x=left + 16, y=at + _BAR - 1, class_="e b"), bar(axis, window, status, at, _BAR)))
    return picture(width, bottom + 24, label, *parts)


def _cut(text: str, room: float) -> str:
    most = int(room / _LETTER)
    return text if len(text) <= most else f"{text[: most - 1]}…"
