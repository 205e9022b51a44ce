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
from variorum.room.drawing.ties import Point, Stroke, highlighted, lines_together, strokes_of, tie_line
from variorum.room.network.layout import Layout, Place
from variorum.room.ties import Form, tie

_WIDE = 1230.0
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
    return 30 if count <= 16 else 24 if count <= 26 else 19


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names in their places, on a drawing that is ``wide`` (one beside nothing) or not (two side by side, for which the layout was made)."""

    layout: Layout
    nodes: Sequence[Node]
    wide: bool

    @property
    def size(self) -> tuple[float, float]:
        return (_WIDE, self.layout.height * 1.12) if self.wide else (self.layout.width, self.layout.height)

    @property
    def letters(self) -> int:
        """A wide drawing is twice as wide as its layout: longer names still do not lie on each other."""
        letters = letters_for(len(self.nodes))
        return round(letters * 1.7) if self.wide else letters

    def place(self, n: int) -> Place:
        p, (w, h), node = self.layout.places[n], self.size, self.nodes[n]
        return Place(p.x * w / self.layout.width, p.y * h / self.layout.height, name_width(node.label, self.letters, node.is_person) / 2)


def network(
    sheet: Sheet,
    ties: Mapping[Proposition, Status | None],
    at: Mapping[int, int],
    marked: frozenset[Proposition],
    label: str,
) -> Markup:
    """The drawing: ``ties`` with how each stands (None: said by the other side only), ``at`` the place of each entity, ``marked`` those to point out."""
    nodes, lines, words = sheet.nodes, [], []
    places = [sheet.place(n) for n in range(len(nodes))]
    worded = sum(s is not None for s in ties.values()) <= _WORDED
    for (a, b), tied in _between(ties, at).items():
        for n, p in enumerate(tied):
            off = (n - (len(tied) - 1) / 2) * 12
            first, second = (a, b) if at[p.x] == a else (b, a)
            start, end = _ends(places[first], places[second], off if first == a else -off)
            status = ties[p]
            title = element("title", f"{nodes[at[p.x]].label} {tie(p.topic).says} {nodes[at[p.y]].label}: {status or 'nothing said'}")
            form = tie(p.topic).form
            assert form is not None
            back = [highlighted(start, end)] if p in marked else []
            lines.append(element("g", title, *back, tie_line(start, end, form, status)))
            if worded and status is not None and len(tied) == 1:
                words.append(_word(start, end, p, status, places))
    tied_ = {at[e] for p in ties for e in (p.x, p.y)}
    names = [_name(places[n], node, sheet.letters, n in tied_) for n, node in enumerate(nodes)]
    width, height = sheet.size
    return element("svg", group(*lines, *words, *names), viewBox=f"0 0 {width:g} {height:g}", role="group", aria_label=label)


def small_network(layout: Layout, people: Sequence[bool], ties: Mapping[Proposition, Status], at: Mapping[int, int], label: str) -> Markup:
    """The same without names, to be seen beside others."""
    strokes: list[Stroke] = []
    for p, status in ties.items():
        a, b = layout.places[at[p.x]], layout.places[at[p.y]]
        form = tie(p.topic).form
        assert form is not None
        start, end = _short((a.x, a.y), (b.x, b.y), 18)
        strokes += strokes_of(start, end, form, status, scale=2.4)
    dots = [
        element("circle", cx=p.x, cy=p.y, r=8, class_="f-rule2")
        if person
        else element("rect", x=p.x - 10, y=p.y - 10, width=20, height=20, class_="f-ink")
        for p, person in zip(layout.places, people, strict=True)
    ]
    return picture(layout.width, layout.height, label, lines_together(strokes), *dots)


def _between(ties: Mapping[Proposition, Status | None], at: Mapping[int, int]) -> dict[tuple[int, int], list[Proposition]]:
    """The ties by the two that they join."""
    found: dict[tuple[int, int], list[Proposition]] = {}
    for p in ties:
        a, b = sorted((at[p.x], at[p.y]))
        found.setdefault((a, b), []).append(p)
    return found


def _name(place: Place, node: Node, letters: int, is_tied: bool) -> Markup:
    """The name; one without a tie on the day is paler."""
    text, title = cut(node.label, letters), element("title", node.label)
    if node.is_person:
        left = place.x - place.half + 5
        dot = element("circle", cx=left, cy=place.y, r=3.2, class_="f-ink" if is_tied else "f-rule2")
        inside = group(title, dot, element("text", text, x=left + 9, y=place.y + 4.5, class_="k halo" if is_tied else "halo"))
    else:
        inside = group(title, element("text", text, x=place.x, y=place.y + 5.5, class_="m sr halo" if is_tied else "m sr halo faint"))
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


def _word(a: Point, b: Point, p: Proposition, status: Status, names: Sequence[Place]) -> Markup:
    """What the tie is, beside its middle; nothing where a name stands there."""
    denied = status is Status.DENIED
    text = f"not {tie(p.topic).says}" if denied else tie(p.topic).says
    half = len(text) * 3.2
    steep = abs(b[0] - a[0]) < abs(b[1] - a[1])
    x, y = (a[0] + b[0]) / 2 + (8 if steep else 0), (a[1] + b[1]) / 2 + (4 if steep else -7)
    middle = x + half if steep else x
    if hypot(b[0] - a[0], b[1] - a[1]) < 40 or any(abs(n.x - middle) < n.half + half and abs(n.y - y) < 2 * _LINE - 6 for n in names):
        return Markup("")
    colour = "tdenied" if denied else "" if tie(p.topic).form is Form.LEADS else "theld"
    return element("text", text, x=x, y=y, class_=f"xs halo {'' if steep else 'm'} {colour}".strip())
