"""A course as bars: one for each span through which it stands alike, with hatching where it may have been, and fading where nobody names an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from markupsafe import Markup

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.course import Course, Span
from variorum.reasoning.states import Status
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.bars import FADE, fade_in, fade_out, possible, solid
from variorum.room.drawing.svg import element, group
from variorum.room.words import span_of_days

_TICK = 2.0
_THIN = 1.5
_PARTS = 6


def course_bars(axis: Axis, course: Course, y: float, height: float = 12) -> Markup:
    """The bars with their upper edge at ``y``. Where nobody says anything, and where a thing had merely ended, nothing is drawn."""
    seen = visible(axis, course.spoken)
    return group(*(_part(axis, s, y, height) for s in seen), *_ticks(axis, seen, y, height))


def visible(axis: Axis, spans: Sequence[Span]) -> list[Span]:
    """The spans without those between two others that are too thin to be seen: of a body in very many claims there are thousands."""
    found: list[Span] = []
    for s in spans:
        touches = found and found[-1].last == s.first
        if (touches and axis.x(s.last) - axis.x(s.first) < _THIN) or (touches and found[-1].status is s.status):
            found[-1] = replace(found[-1], last=s.last)
        else:
            found.append(s)
    return found


def course_words(course: Course) -> str:
    """The same in words: "held 1 June 2010 – 3 May 2012; possible until 2013"."""
    parts = [f"{s.status} {span_of_days(s.first, s.last)}" for s in course.spoken]
    more = f"; and {len(parts) - _PARTS} more spans" if len(parts) > _PARTS else ""
    return "; ".join(parts[:_PARTS]) + more if parts else "nothing said"


def _part(axis: Axis, span: Span, y: float, height: float) -> Markup:
    a, b = axis.x(span.first), axis.x(span.last)
    begins_open, ends_open = span.first == UNKNOWN_PAST, span.last == UNKNOWN_FUTURE
    if span.status is Status.POSSIBLE or (begins_open and ends_open):  # nobody names a day: it may be any
        return possible(a, b, y, height, span.status)
    fade = min(FADE, (b - a) / 3)
    inner_a, inner_b = a + fade * begins_open, b - fade * ends_open
    parts = [solid(inner_a, max(inner_b, inner_a + 1.5), y, height, span.status)]
    if begins_open:
        parts.append(fade_in(a, inner_a, y, height, span.status))
    if ends_open:
        parts.append(fade_out(inner_b, b, y, height, span.status))
    return group(*parts)


def _ticks(axis: Axis, spans: Sequence[Span], y: float, height: float) -> list[Markup]:
    """A tick closes a wing of hatching where nothing else begins; where it runs out of what is known, none does."""
    touching = {a.last for a, b in pairwise(spans) if a.last == b.first}
    ends = {
        day
        for s in spans
        if s.status is Status.POSSIBLE
        for day in (s.first, s.last)
        if day not in touching and UNKNOWN_PAST < day < UNKNOWN_FUTURE
    }
    return [element("path", d=f"M{axis.x(d):.1f} {y - _TICK:.1f}V{y + height + _TICK:.1f}", class_="k-held") for d in sorted(ends)]
