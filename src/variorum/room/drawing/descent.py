"""Where reports come from: each voice at the day it spoke, joined to the one from whom it has it, down to the roots; a bracket for each origin.

Circle: a person, square: a body or a work; filled: a root. A solid line is a text that is quoted, printed or copied, a dashed one a report in other
words, a dotted one leads to somebody unnamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.reasoning.origins import Root, RootKind, Step, StepKind
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.svg import element, group, picture

_ROW, _TOP, _R = 30.0, 18.0, 10.0
_LETTER = 6.6
#: In other words, and not in the very words.
_RETOLD = (StepKind.REPORTS, StepKind.CITES)
#: Rows drawn; the list beside has all.
MOST_ROWS = 36


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice in the drawing: its siglum, its name, whether it is a body, and the first day it spoke (None: not known)."""

    sign: str
    name: str
    is_body: bool
    day: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    voice: int
    above: int | None  # the row of the voice from whom it is had
    kind: StepKind | None


def descent_on_time(origins: Sequence[tuple[str, Root, Sequence[Step]]], who: Mapping[int, Speaker], label: str, width: float) -> Markup:
    """The drawing, ``width`` units wide; ``origins`` are roots, each with a word for its bracket and the steps that lead to it."""
    left = 150.0 if width > 800 else 96.0
    right = width - (300.0 if width > 800 else 150.0)
    days = [s.day for s in who.values() if s.day is not None]
    axis = Axis.over(days, left + 40, right)
    parts: list[Markup] = []
    y = _TOP
    rows_left = MOST_ROWS
    for word, root, steps in origins:
        rows = _tree(root, steps)[:rows_left]
        if not rows:
            break
        rows_left -= len(rows)
        parts.append(_origin(word, root, rows, y, axis, left, width, who))
        y += _ROW * len(rows) + 12
    grid = [axis.grid(4, y, 30 if width > 800 else 44)] if axis else []
    return picture(width, y + 24, label, *grid, *parts)


def _tree(root: Root, steps: Sequence[Step]) -> list[_Row]:
    """From the root outwards, who has it from whom; each voice once."""
    outward: dict[int, list[Step]] = {}
    for s in steps:
        outward.setdefault(s.to, []).append(s)
    rows: list[_Row] = []
    placed: set[int] = set()

    def place(voice: int, above: int | None, kind: StepKind | None) -> None:
        stack = [(voice, above, kind)]
        while stack:
            voice, above, kind = stack.pop()
            if voice in placed:
                continue
            placed.add(voice)
            rows.append(_Row(voice, above, kind))
            here = len(rows) - 1
            stack += [(s.voice, here, s.kind) for s in reversed(outward.get(voice, ()))]

    place(root.voice, None, None)
    for other in root.with_:
        place(other, 0, StepKind.REPORTS if root.kind is RootKind.CIRCLE else StepKind.SAME_WORDS)
    return rows


def _origin(
    word: str, root: Root, rows: Sequence[_Row], y: float, axis: Axis | None, left: float, width: float, who: Mapping[int, Speaker]
) -> Markup:
    def at(row: int) -> tuple[float, float]:
        speaker = who[rows[row].voice]
        x = axis.x(speaker.day) if axis and speaker.day is not None else left + 14
        return x, y + _ROW * (row + 0.5)

    bottom = y + _ROW * len(rows)
    parts = [element("path", d=f"M8 {y:g}H1V{bottom:g}H8", class_="ln"), element("text", word, x=14, y=y + _ROW / 2 + 5, class_="b")]
    for i, row in enumerate(rows):
        if row.above is not None:
            (x0, y0), (x1, y1) = at(row.above), at(i)
            style = "ln dot" if root.kind is RootKind.UNNAMED and row.above == 0 else "ln dash" if row.kind in _RETOLD else "ln"
            parts.append(
                element(
                    "path",
                    d=f"M{x0:.1f} {y0 + _R:.1f}V{y1 - 6:.1f}Q{x0:.1f} {y1:.1f} {_toward(x0, x1):.1f} {y1:.1f}H{x1:.1f}",
                    class_=style,
                )
            )
    for i, row in enumerate(rows):
        x, middle = at(i)
        parts.append(_node(who[row.voice], x, middle, width, is_root=i == 0 and root.kind is not RootKind.UNNAMED))
    return group(*parts)


def _toward(x0: float, x1: float) -> float:
    return x0 + max(-6.0, min(6.0, x1 - x0))


def _node(speaker: Speaker, x: float, y: float, width: float, *, is_root: bool) -> Markup:
    fill = "f-ink" if is_root else "f-paper"
    shape = (
        (element("rect", x=x - _R, y=y - _R, width=2 * _R, height=2 * _R, class_=f"{fill} edge"))
        if speaker.is_body
        else element("circle", cx=x, cy=y, r=_R, class_=f"{fill} edge")
    )
    most = int((width - x - _R - 8) / _LETTER)
    name = speaker.name if speaker.day is not None else f"{speaker.name}, no day known"
    words = name if len(name) <= most else f"{name[: max(most - 1, 1)]}…"
    return group(
        shape,
        element("text", speaker.sign, x=x, y=y + 4.5, class_="m inv" if is_root else "m b"),
        element("text", words, x=x + _R + 6, y=y + 4.5, class_="k halo"),
    )
