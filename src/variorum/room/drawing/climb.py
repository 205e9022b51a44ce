"""A chain of voices climbing a time axis: each at the day it spoke, the lag written on the step, below it the time that the claim speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from variorum.model import Act
from variorum.reasoning.states import Status
from variorum.reasoning.witness import Window
from variorum.room.claim.reached import Step
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.bars import bar
from variorum.room.drawing.svg import element, group, picture
from variorum.room.words import window

_STEP, _RADIUS, _TOP, _LETTER = 70, 13, 44, 6.4
#: The part of the width kept free at the right, for the names of the last voices.
_MARGIN = 0.2


def climb(steps: Sequence[Step], about: Window, status: Status, page: str, width: int) -> Markup | None:
    """The drawing, ``width`` units wide; ``steps`` begin with the voice nearest to the event, ``page`` names the document. None when no voice's day is known.

    A voice whose day nobody says stands between its neighbours in a dotted ring; the line to it is dotted too.
    """
    days = [d for s in steps if s.days for d in (s.days[0], s.days[1])]
    if not days:
        return None
    told = [] if about.is_undated else [about.start_earliest, about.end_latest]
    axis = Axis.over([*days, *told], 20, width * (1 - _MARGIN))
    assert axis is not None
    places = _places(axis, steps)
    bottom = _TOP + _STEP * len(steps)
    foot = bottom + (62 if told else 20)
    parts = [axis.grid(4, foot)]
    for i, (step, x) in enumerate(zip(steps, places, strict=True)):
        y = bottom - _STEP * i - _STEP / 2
        upper = (places[i + 1], y - _STEP) if i + 1 < len(steps) else None
        parts.append(_rise(step, steps[i + 1] if upper else None, x, y, upper, width))
    parts.append(_arrow(places[-1], _TOP + _STEP / 2, page, width))
    parts += [_voice(axis, s, x, bottom - _STEP * i - _STEP / 2, width) for i, (s, x) in enumerate(zip(steps, places, strict=True))]
    if told:
        x = min(axis.x(max(about.start_earliest, axis.first)), width - 260)
        words = f"speaks of {window(about)}"
        parts += [element("text", words, x=x, y=bottom + 16, class_="xs halo"), bar(axis, about, status, bottom + 26, 14)]
    return picture(width, foot + 26, label(steps, about), *parts)


def label(steps: Sequence[Step], about: Window) -> str:
    """What the drawing shows, in words."""
    chain = "; ".join(f"{s.link.label} {s.link.act}, {s.words}{f', {s.lag}' if s.lag else ''}" for s in steps)
    return f"Chain of voices on a time axis, from the nearest to the event to the page: {chain}. It speaks of {window(about)}."


def _places(axis: Axis, steps: Sequence[Step]) -> list[float]:
    """Where each voice stands: at the middle of its days; without any between those before and after it."""
    known = {i: axis.x((s.days[0] + s.days[1] - 1) // 2) for i, s in enumerate(steps) if s.days}
    places = []
    for i in range(len(steps)):
        if i in known:
            places.append(known[i])
            continue
        before = max((k for k in known if k < i), default=None)
        after = min((k for k in known if k > i), default=None)
        left = (
            known[before] if before is not None else max(axis.left, known[after] - 90.0 * (after - i)) if after is not None else axis.left
        )
        right = known[after] if after is not None else min(axis.right, left + 90.0)
        first, last = before if before is not None else i, after if after is not None else len(steps)
        places.append(left + (right - left) * (i - first) / max(last - first, 1))
    return places


def _rise(step: Step, following: Step | None, x: float, y: float, upper: tuple[float, float] | None, width: int) -> Markup:
    """The line from a voice up to the one that handed its words on."""
    if upper is None or following is None:
        return Markup("")
    (to, at), known = upper, step.days is not None and following.days is not None
    kind = "ln" if following.link.act == Act.QUOTES else "ln dash"
    sign = 1 if to >= x else -1
    parts = [element("path", d=f"M{x:.1f} {y - _RADIUS:.1f}V{at:.1f}H{to - sign * _RADIUS:.1f}", class_=kind if known else "ln dot")]
    room = abs(to - x) - (_wide(following, width) if _is_left(following, to, width) else 0)
    if following.lag and room > _LETTER * len(following.lag) + 24:
        parts.append(element("text", following.lag, x=x + sign * room / 2, y=at - 8, class_="m xs halo"))
    return group(*parts)


def _voice(axis: Axis, step: Step, x: float, y: float, width: int) -> Markup:
    """A circle for a person, a square for a body; across it the days on one of which it may have been."""
    ring = "ln" if step.days else "ln dot"
    shape = (
        [element("rect", x=x - _RADIUS, y=y - _RADIUS, width=2.0 * _RADIUS, height=2.0 * _RADIUS, class_=c) for c in ("f-paper", ring)]
        if step.link.is_body
        else [element("circle", cx=x, cy=y, r=float(_RADIUS), class_=c) for c in ("f-paper", ring)]
    )
    span = []
    if step.days and axis.x(step.days[1]) - axis.x(step.days[0]) > 2 * _RADIUS + 6:
        a, b = axis.x(step.days[0]), axis.x(step.days[1])
        span = [element("rect", x=a, y=y - 3, width=b - a, height=6, fill="url(#hi)"), _tick(a, y), _tick(b, y)]
    left = _is_left(step, x, width)
    at, end = (x - 20, " e") if left else (x + 20, "")
    apart = 4 if span or left else 0  # from a line through the circle
    name = element(
        "text",
        element("tspan", step.link.label, class_="b"),
        element("tspan", step.link.act, class_="i", dx=6),
        x=at,
        y=y - 4 - apart,
        class_=f"halo{end}",
    )
    return group(
        *span,
        *shape,
        element("text", step.link.siglum, x=x, y=y + 5, class_="m b"),
        name,
        element("text", _when(step, width), x=at, y=y + 13 + apart, class_=f"xs halo{end}"),
    )


def _when(step: Step, width: int) -> str:
    """When it spoke; in the slim drawing, where the step has no room for it, with the lag."""
    return f"{step.words} · {step.lag}" if step.lag and width < 800 else step.words


def _wide(step: Step, width: int) -> float:
    return _LETTER * max(len(step.link.label) + len(step.link.act) + 4, len(_when(step, width))) + 22


def _is_left(step: Step, x: float, width: int) -> bool:
    """Whether its name stands to the left of the voice: where there is room only there."""
    return x + _wide(step, width) > width and x - _wide(step, width) > 0


def _tick(x: float, y: float) -> Markup:
    return element("path", d=f"M{x:.1f} {y - 6:.1f}v12", class_="k-ink2")


def _arrow(x: float, y: float, page: str, width: int) -> Markup:
    """From the outermost voice to the page in the reader's hand."""
    words = f"the page: {page}"
    left = x + _LETTER * len(words) > width - 30
    to = x - 60 if left else x + 60
    sign = -1 if left else 1
    return group(
        element("path", d=f"M{x:.1f} {y - _RADIUS:.1f}V24H{to:.1f}", class_="ln"),
        element("path", d=f"M{to:.1f} 19l{8 * sign} 5l{-8 * sign} 5z", class_="f-ink"),
        element("text", words, x=to + 14 * sign, y=28, class_=f"b halo{' e' if left else ''}"),
    )
