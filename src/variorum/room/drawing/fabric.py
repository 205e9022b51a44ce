"""Rows and strokes for many names: each name a line across, each tie an upright between two of them (after BioFabric, Longabaugh 2012)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from variorum.reasoning import Proposition
from variorum.reasoning.states import Status
from variorum.room.drawing.labels import cut
from variorum.room.drawing.network import Node
from variorum.room.drawing.svg import element
from variorum.room.drawing.ties import highlighted, tie_line
from variorum.room.ties import tie

_ROW, _LABELS, _LETTERS = 17.0, 210.0, 30


def fabric(
    nodes: Sequence[Node],
    ties: Mapping[Proposition, Status | None],
    at: Mapping[int, int],
    marked: frozenset[Proposition],
    columns: Mapping[Proposition, int],
    width: float,
    label: str,
) -> Markup:
    """The drawing; ``columns`` gives every tie of every day and voice its place, so that only what is said changes from sheet to sheet."""
    apart = min(16.0, (width - _LABELS - 20) / max(len(columns), 1))
    rows = []
    for n, node in enumerate(nodes):
        y = 14 + n * _ROW
        text = element("text", element("title", node.label), cut(node.label, _LETTERS), x=_LABELS - 8, y=y + 4, class_="e xs k")
        rows.append(element("path", d=f"M{_LABELS:g} {y:g}H{width - 10:g}", class_="gr"))
        rows.append(element("a", text, href=node.address, aria_label=node.label))
    strokes = []
    for p, status in ties.items():
        x = _LABELS + 10 + columns[p] * apart
        a, b = (x, 14 + at[p.x] * _ROW), (x, 14 + at[p.y] * _ROW)
        form = tie(p.topic).form
        assert form is not None
        title = element("title", f"{nodes[at[p.x]].label} {tie(p.topic).says} {nodes[at[p.y]].label}: {status or 'nothing said'}")
        back = [highlighted(a, b, apart * 0.8)] if p in marked else []
        ends = [element("rect", x=x - 2.5, y=y - 2.5, width=5, height=5, class_="f-ink") for _, y in (a, b)]
        strokes.append(element("g", title, *back, tie_line(a, b, form, status, scale=0.8), *ends))
    return element("svg", *rows, *strokes, viewBox=f"0 0 {width:g} {14 + len(nodes) * _ROW:g}", role="group", aria_label=label)


def columns_of(ties: Sequence[Proposition], at: Mapping[int, int]) -> dict[Proposition, int]:
    """A column for each tie, by the upper of its rows, then the lower: the ties of a name stand together."""
    ordered = sorted(ties, key=lambda p: (*sorted((at[p.x], at[p.y])), ties.index(p)))
    return {p: n for n, p in enumerate(ordered)}
