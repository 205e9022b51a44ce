"""A state as a bar: solid where every date allowed puts it, hatched and closed by a tick as far as it may reach, fading where no end is stated."""

from __future__ import annotations

from markupsafe import Markup

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.states import Status
from variorum.reasoning.witness import Window
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.svg import element, group

#: How far a bar runs on where nobody names its end.
FADE = 44.0


def bar(axis: Axis, window: Window | None, status: Status, y: float, height: float = 12) -> Markup:
    """The bar with its upper edge at ``y``. Without a window or with unknown status: a dotted line across the axis, nothing else."""
    if window is None or status is Status.UNKNOWN:
        return element("path", d=f"M{axis.left:.1f} {y + height / 2:.1f}H{axis.right:.1f}", class_="k-ink2 dot")
    if window.is_undated:
        return possible(axis.left, axis.right, y, height, status)
    begin, end = axis.x(window.start_earliest), axis.x(window.end_latest)
    solid_from, solid_to = axis.x(window.start_latest), axis.x(window.end_earliest)
    open_begin, open_end = window.start_earliest == UNKNOWN_PAST, window.end_latest == UNKNOWN_FUTURE
    if window.start_latest >= window.end_earliest or status is Status.POSSIBLE:
        return group(possible(begin, end, y, height, status), *_ticks(begin, end, y, height, status, open_begin, open_end))
    parts = [solid(solid_from, max(solid_to, solid_from + 1.5), y, height, status)]
    if solid_from - begin > 1:
        before = max(begin, solid_from - FADE) if open_begin else begin
        parts.append((fade_in if open_begin else possible)(before, solid_from, y, height, status))
    if end - solid_to > 1:
        after = min(end, solid_to + FADE) if open_end else end
        parts.append((fade_out if open_end else possible)(solid_to, after, y, height, status))
    return group(*parts, *_ticks(begin, end, y, height, status, open_begin, open_end))


def solid(a: float, b: float, y: float, height: float, status: Status) -> Markup:
    """From the place ``a`` to ``b``: filled, struck, or split into both."""
    if status is Status.DENIED:
        return _struck(a, b, y, height)
    if status is Status.CONTESTED:
        half = height / 2
        return group(element("rect", x=a, y=y, width=b - a, height=half - 0.5, class_="f-held"), _struck(a, b, y + half + 0.7, half - 1))
    return element("rect", x=a, y=y, width=b - a, height=height, class_="f-held")


def _struck(a: float, b: float, y: float, height: float) -> Markup:
    middle = y + height / 2
    return group(
        element("rect", x=a, y=y + 0.7, width=max(b - a, 1.0), height=max(height - 1.4, 1.0), class_="f-denied"),
        element("path", d=f"M{a:.1f} {middle:.1f}H{b:.1f}", class_="k-denied"),
    )


def possible(a: float, b: float, y: float, height: float, status: Status) -> Markup:
    """Hatched, as far as it may reach."""
    denied = status is Status.DENIED
    inside = element("rect", x=a, y=y, width=max(b - a, 1.5), height=height, fill="url(#hd)" if denied else "url(#hh)")
    if status is not Status.CONTESTED:
        return inside
    half = height / 2
    return group(
        element("rect", x=a, y=y, width=max(b - a, 1.5), height=half, fill="url(#hh)"),
        element("rect", x=a, y=y + half, width=max(b - a, 1.5), height=half, fill="url(#hd)"),
    )


def fade_in(a: float, b: float, y: float, height: float, status: Status) -> Markup:
    """Growing out of the paper: no beginning is stated."""
    return _fade(a, b, y, height, status, "fl")


def fade_out(a: float, b: float, y: float, height: float, status: Status) -> Markup:
    """Fading into the paper: no end is stated."""
    return _fade(a, b, y, height, status, "fr")


def _fade(a: float, b: float, y: float, height: float, status: Status, gradient: str) -> Markup:
    if status is Status.DENIED:
        return element("path", d=f"M{a:.1f} {y + height / 2:.1f}H{b:.1f}", class_="k-denied dash")
    if status is Status.CONTESTED:
        half = height / 2
        line = element("path", d=f"M{a:.1f} {y + 0.75 * height:.1f}H{b:.1f}", class_="k-denied dash")
        return group(element("rect", x=a, y=y, width=b - a, height=half - 0.5, fill=f"url(#{gradient})"), line)
    return element("rect", x=a, y=y, width=b - a, height=height, fill=f"url(#{gradient})")


def _ticks(a: float, b: float, y: float, height: float, status: Status, open_begin: bool, open_end: bool) -> list[Markup]:
    kind = "k-denied" if status is Status.DENIED else "k-held"
    at = [*([] if open_begin else [a]), *([] if open_end else [b])]
    return [element("path", d=f"M{x:.1f} {y - 2:.1f}V{y + height + 2:.1f}", class_=kind) for x in at]
