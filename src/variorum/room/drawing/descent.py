"""Where reports come from: each voice at the day it spoke, joined to the one from whom it has it, down to the roots; a bracket for each origin.

Circle: a person, square: a body or a work; filled: a root. A solid line is a text that is quoted, printed or copied, a dashed one a report in other
words, a dotted one leads to somebody unnamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from variorum.reasoning.origins import Root, RootKind, Step, StepKind
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.labels import cut
from variorum.room.drawing.svg import element, group, picture

_ROW, _TOP, _R = 30.0, 18.0, 10.0
_LETTER, _BOLD = 6.6, 7.4
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
    above: int | None  # the voice from whom it is had
    kind: StepKind | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A root with the ``side`` that is its bracket's word, and the steps that lead to it; those of one side stand together, each voice of them once."""

    side: str
    root: Root
    steps: tuple[Step, ...]


def descent_on_time(origins: Sequence[Origin], who: Mapping[int, Speaker], label: str, width: float) -> Markup:
    """The drawing, ``width`` units wide; the first :data:`MOST_ROWS` voices."""
    left = 150.0 if width > 800 else 104.0
    right = width - (300.0 if width > 800 else 150.0)
    axis = Axis.over([s.day for s in who.values() if s.day is not None], left + 40, right)
    drawing = _Drawing(axis, left, width, who)
    for _, side in groupby(origins, key=lambda o: o.side):
        drawing.side(list(side))
    grid = [axis.grid(4, drawing.y, 60 if width > 800 else 70)] if axis else []
    return picture(width, drawing.y + 24, label, *grid, *drawing.edges, *drawing.nodes)


@dataclass
class _Drawing:
    """Rows from the top downwards; lines are drawn before nodes, so that these lie on them."""

    axis: Axis | None
    left: float
    width: float
    who: Mapping[int, Speaker]
    y: float = _TOP
    rows: int = 0
    edges: list[Markup] = field(default_factory=list)
    nodes: list[Markup] = field(default_factory=list)

    def side(self, origins: Sequence[Origin]) -> None:
        places: dict[int, tuple[float, float]] = {}
        joined: set[tuple[int, int]] = set()
        roots = {o.root.voice for o in origins if o.root.kind is not RootKind.UNNAMED}
        for origin in origins:
            rows = _tree(origin.root, origin.steps, places)[: MOST_ROWS - self.rows]
            if rows:
                self._origin(origin, rows, places, joined, roots)
        for origin in origins:
            for s in origin.steps:
                if s.to in places and s.voice in places and (s.voice, s.to) not in joined:
                    joined.add((s.voice, s.to))
                    self._again(places[s.to], places[s.voice], s.kind)

    def _origin(
        self, origin: Origin, rows: Sequence[_Row], places: dict[int, tuple[float, float]], joined: set[tuple[int, int]], roots: set[int]
    ) -> None:
        top, unnamed = self.y, origin.root.kind is RootKind.UNNAMED
        for i, row in enumerate(rows):
            speaker = self.who[row.voice]
            x = self.axis.x(speaker.day) if self.axis and speaker.day is not None else self.left + 14
            places[row.voice] = (x, self.y + _ROW * (i + 0.5))
        for row in rows:
            here = places[row.voice]
            if row.above is not None:
                style = "ln dot" if unnamed and row.above == origin.root.voice else "ln dash" if row.kind in _RETOLD else "ln"
                joined.add((row.voice, row.above))
                self._edge(places[row.above], here, style)
            self.nodes.append(_node(self.who[row.voice], *here, self.width, is_root=row.voice in roots))
        self.y += _ROW * len(rows)
        self.rows += len(rows)
        self.nodes.append(element("path", d=f"M8 {top + 3:g}H1V{self.y - 3:g}H8", class_="ln"))
        self.nodes.append(element("text", cut(origin.side, int((self.left - 20) / _BOLD)), x=14, y=top + _ROW / 2 + 5, class_="b"))
        self.y += 10

    def _edge(self, above: tuple[float, float], here: tuple[float, float], style: str) -> None:
        (x0, y0), (x1, y1) = above, here
        bend = x0 + max(-6.0, min(6.0, x1 - x0))
        self.edges.append(
            element("path", d=f"M{x0:.1f} {y0 + _R:.1f}V{y1 - 6:.1f}Q{x0:.1f} {y1:.1f} {bend:.1f} {y1:.1f}H{x1:.1f}", class_=style)
        )

    def _again(self, above: tuple[float, float], here: tuple[float, float], kind: StepKind) -> None:
        """A voice that also has it from another than the one under whom it stands."""
        (x0, y0), (x1, y1) = above, here
        down, along = y0 + 0.6 * (y1 - y0), (x0 + x1) / 2
        style = "ln thin dash" if kind in _RETOLD else "ln thin"
        self.edges.append(element("path", d=f"M{x0:.1f} {y0:.1f}C{x0:.1f} {down:.1f} {along:.1f} {y1:.1f} {x1:.1f} {y1:.1f}", class_=style))


def _tree(root: Root, steps: Sequence[Step], placed: Mapping[int, object]) -> list[_Row]:
    """From the root outwards, who has it from whom; each voice once, without those that have their place."""
    outward: dict[int, list[Step]] = {}
    for s in steps:
        outward.setdefault(s.to, []).append(s)
    rows: dict[int, _Row] = {}
    alike = StepKind.REPORTS if root.kind is RootKind.CIRCLE else StepKind.SAME_WORDS
    stack = [_Row(v, root.voice, alike) for v in reversed(root.with_)] + [_Row(root.voice, None, None)]
    while stack:
        row = stack.pop()
        if row.voice in rows or row.voice in placed:
            continue
        rows[row.voice] = row
        stack += [_Row(s.voice, s.to, s.kind) for s in reversed(outward.get(row.voice, ()))]
    return list(rows.values())


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
