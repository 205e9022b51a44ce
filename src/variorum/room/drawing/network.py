"""Names and the ties between them on a day: everybody in the same place on every sheet, lines only where something is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from markupsafe import Markup

from variorum.reasoning import Proposition
from variorum.reasoning.states import Status
from variorum.room.drawing.labels import cut
from variorum.room.drawing.svg import element, group, picture
from variorum.room.drawing.ties import Point, highlighted, tie_line
from variorum.room.network.layout import Layout, Place
from variorum.room.ties import tie

_LINE = 13.0  #: half the height of a name
_WORDED = 14  #: of more ties the words would lie on each other: the forms say what they are


@dataclass(frozen=True, slots=True)
class Node:
    """A name on the sheet, and where it leads."""

    label: str
    address: str
    is_person: bool


def name_width(label: str, letters: int, is_person: bool) -> float:
    """About how wide a name is drawn, in units of the drawing: measured on the faces of the room, on the safe side."""
    text = cut(label, letters)
    return len(text) * (6.7 if is_person else 8.0) + (20 if is_person else 8)


def letters_for(count: int) -> int:
    """How many letters of each name there is room for among so many."""
    return 30 if count <= 12 else 24 if count <= 24 else 19


@dataclass(frozen=True, slots=True)
class Sheet:
    """The places of a layout on a drawing that is ``wide`` (one beside nothing) or not (two side by side)."""

    layout: Layout
    wide: bool

    @property
    def size(self) -> tuple[float, float]:
        return (1230.0, self.layout.height * 1.12) if self.wide else (self.layout.width, self.layout.height)

    def place(self, n: int) -> Place:
        p, (w, h) = self.layout.places[n], self.size
        return Place(p.x * w / self.layout.width, p.y * h / self.layout.height, p.half)


def network(
    sheet: Sheet,
    nodes: Sequence[Node],
    ties: Mapping[Proposition, Status | None],
    at: Mapping[int, int],
    marked: frozenset[Proposition],
    label: str,
) -> Markup:
    """The drawing: ``ties`` with how each stands (None: said by the other side only), ``at`` the place of each entity, ``marked`` those to point out."""
    lines, words = [], []
    worded = sum(s is not None for s in ties.values()) <= _WORDED
    for (a, b), tied in _between(ties, at).items():
        for n, p in enumerate(tied):
            off = (n - (len(tied) - 1) / 2) * 12
            first, second = (a, b) if at[p.x] == a else (b, a)
            start, end = _ends(sheet.place(first), sheet.place(second), off if first == a else -off)
            status = ties[p]
            title = element("title", f"{nodes[at[p.x]].label} {tie(p.topic).says} {nodes[at[p.y]].label}: {status or 'nothing said'}")
            form = tie(p.topic).form
            assert form is not None
            back = [highlighted(start, end)] if p in marked else []
            lines.append(element("g", title, *back, tie_line(start, end, form, status)))
            if worded and status is not None:
                words.append(_word(start, end, p, status))
    names = [_name(sheet.place(n), node, nodes) for n, node in enumerate(nodes)]
    width, height = sheet.size
    return element("svg", group(*lines, *words, *names), viewBox=f"0 0 {width:g} {height:g}", role="group", aria_label=label)


def small_network(layout: Layout, people: Sequence[bool], ties: Mapping[Proposition, Status], at: Mapping[int, int], label: str) -> Markup:
    """The same without names, to be seen beside others."""
    lines = []
    for p, status in ties.items():
        a, b = layout.places[at[p.x]], layout.places[at[p.y]]
        form = tie(p.topic).form
        assert form is not None
        start, end = _short((a.x, a.y), (b.x, b.y), 18)
        lines.append(tie_line(start, end, form, status, scale=2.4))
    dots = [
        element("circle", cx=p.x, cy=p.y, r=8, class_="f-rule2")
        if person
        else element("rect", x=p.x - 10, y=p.y - 10, width=20, height=20, class_="f-ink")
        for p, person in zip(layout.places, people, strict=True)
    ]
    return picture(layout.width, layout.height, label, *lines, *dots)


def _between(ties: Mapping[Proposition, Status | None], at: Mapping[int, int]) -> dict[tuple[int, int], list[Proposition]]:
    """The ties by the two that they join."""
    found: dict[tuple[int, int], list[Proposition]] = {}
    for p in ties:
        a, b = sorted((at[p.x], at[p.y]))
        found.setdefault((a, b), []).append(p)
    return found


def _name(place: Place, node: Node, nodes: Sequence[Node]) -> Markup:
    text = cut(node.label, letters_for(len(nodes)))
    title = element("title", node.label)
    if node.is_person:
        left = place.x - place.half + 5
        dot = element("circle", cx=left, cy=place.y, r=3.2, class_="f-ink")
        inside = group(title, dot, element("text", text, x=left + 9, y=place.y + 4.5, class_="k halo"))
    else:
        inside = group(title, element("text", text, x=place.x, y=place.y + 5.5, class_="m sr halo"))
    return element("a", inside, href=node.address, aria_label=node.label)


def _ends(a: Place, b: Place, off: float) -> tuple[Point, Point]:
    """Where the line between two names begins and ends: at their edges, ``off`` beside the middle."""
    dx, dy = b.x - a.x, b.y - a.y
    length = hypot(dx, dy) or 1.0
    ox, oy = -dy / length * off, dx / length * off
    start, end = _edge(a, dx, dy), _edge(b, -dx, -dy)
    return (start[0] + ox, start[1] + oy), (end[0] + ox, end[1] + oy)


def _edge(place: Place, dx: float, dy: float) -> Point:
    """Where a line from the middle of a name in that direction leaves its box."""
    reach = min((place.half + 4) / abs(dx) if dx else 1e9, _LINE / abs(dy) if dy else 1e9, 0.45)
    return place.x + dx * reach, place.y + dy * reach


def _short(a: Point, b: Point, by: float) -> tuple[Point, Point]:
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    cut_ = min(by, length / 3) / length
    dx, dy = (b[0] - a[0]) * cut_, (b[1] - a[1]) * cut_
    return (a[0] + dx, a[1] + dy), (b[0] - dx, b[1] - dy)


def _word(a: Point, b: Point, p: Proposition, status: Status) -> Markup:
    denied = status is Status.DENIED
    text = f"not {tie(p.topic).says}" if denied else tie(p.topic).says
    steep = abs(b[0] - a[0]) < abs(b[1] - a[1])
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    colour = "tdenied" if denied else "" if tie(p.topic).form == "leads" else "theld"
    return element(
        "text", text, x=x + (8 if steep else 0), y=y + (4 if steep else -7), class_=f"xs halo {'' if steep else 'm'} {colour}".strip()
    )
