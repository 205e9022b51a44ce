"""The states of an entity over time: grouped by what they are, each on a grey band as computed, and under it a row for every voice that speaks to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.room.dossier.states import StateRow
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.courses import course_bars, course_words
from variorum.room.drawing.labels import cut
from variorum.room.drawing.svg import element, group

_DRAWN = 6  #: voices with a row under a state: the words beside the drawing name all
_HEAD, _BAND, _VOICE, _GAP = 26.0, 26.0, 22.0, 8.0


@dataclass(frozen=True, slots=True)
class Wording:
    """What the chart calls things: the label of a body, "D Omar Hadi" for a voice, and where a state's claims are listed."""

    label: Callable[[int], str]
    voice: Callable[[int], str]
    address: Callable[[StateRow], str]
    computed: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The width of the drawing, where its labels end, and how many letters they have room for."""

    width: float
    labels: float
    letters: int


WIDE, SLIM = Shape(1230, 290, 40), Shape(640, 178, 24)


def chart(groups: Sequence[tuple[str, Sequence[StateRow]]], wording: Wording, shape: Shape, label: str) -> Markup | None:
    """The drawing; None when no state is dated."""
    days = [
        d for _, rows in groups for r in rows for c in (r.course, *(c for _, c in r.voices)) for s in c.spoken for d in (s.first, s.last)
    ]
    axis = Axis.over(days, shape.labels + 10, shape.width - 30)
    if axis is None:
        return None
    parts: list[Markup] = []
    y = 0.0
    for says, rows in groups:
        parts.append(element("text", says, x=shape.labels + 10, y=y + 18, class_="i halo"))
        y += _HEAD
        for row in rows:
            parts.append(_state(row, wording, shape, axis, y))
            y += _BAND + (_VOICE * len(row.voices[:_DRAWN]) if len(row.voices) > 1 else 0) + _GAP
    height = y + 24
    inside = group(axis.grid(0, y), *parts)
    return element("svg", inside, viewBox=f"0 0 {shape.width:g} {height:g}", role="group", aria_label=label)


def _state(row: StateRow, wording: Wording, shape: Shape, axis: Axis, y: float) -> Markup:
    name = wording.label(row.other) if row.other else ""
    only = f"only {_sign(wording.voice(row.voices[0][0]))}" if len(row.voices) == 1 else wording.computed
    if len(row.voices) > _DRAWN:
        only = f"{only}, first {_DRAWN} voices of {len(row.voices)}"
    label = f"{row.says} {name if row.other else ''}: {wording.computed}: {course_words(row.course)}"
    band = group(
        element("rect", x=0, y=y, width=shape.width, height=_BAND, class_="f-leaf"),
        element("path", d=f"M{axis.left:.1f} {y + 13:.1f}H{axis.right:.1f}", class_="gr"),
        *_label(name, only, shape, y + 17),
        course_bars(axis, row.course, y + 6, 14),
    )
    parts = [element("a", band, href=wording.address(row), aria_label=label)]
    if len(row.voices) > 1:
        for n, (voice, course) in enumerate(row.voices[:_DRAWN]):
            top = y + _BAND + n * _VOICE
            words = element("title", f"{wording.voice(voice)}: {course_words(course)}")
            parts.append(
                group(
                    element("path", d=f"M{axis.left:.1f} {top + 11:.1f}H{axis.right:.1f}", class_="gr"),
                    element("text", cut(wording.voice(voice), shape.letters), x=shape.labels, y=top + 15, class_="e xs"),
                    element("g", words, course_bars(axis, course, top + 5, 12)),
                )
            )
    return group(*parts)


def _label(name: str, second: str, shape: Shape, y: float) -> Iterable[Markup]:
    room = shape.letters - len(second) - 2
    yield element(
        "text", element("title", name), element("tspan", cut(name, room), class_="k"), f"  {second}", x=shape.labels, y=y, class_="e xs"
    )


def _sign(voice: str) -> str:
    return voice.split(" ", 1)[0]
