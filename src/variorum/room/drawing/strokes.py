"""The strokes of change over the slider: when a tie changes, hatched where its day is uncertain, and the day that is shown."""

from __future__ import annotations

from markupsafe import Markup

from variorum.room.drawing.axis import Axis
from variorum.room.drawing.svg import element, picture
from variorum.room.network.told import Changes

WIDTH = 1230.0
_ROWS = (6.0, 20.0, 34.0)


def strokes(changes: Changes, first: int, last: int, day: int) -> Markup:
    """The drawing over the days ``first`` to ``last``, which the slider beneath it has too; ``day`` is marked, and a script may move the mark."""
    axis = Axis(first, last, 0, WIDTH - 1)
    parts = []
    for tick, label in axis.ticks(60):
        parts.append(element("path", d=f"M{axis.x(tick):.1f} 0V52", class_="gr"))
        if label:
            parts.append(element("text", label, x=axis.x(tick) + 4, y=63, class_="xs"))
    for n, (a, b) in enumerate(changes.spans):
        x, y = axis.x(a), _ROWS[n % 3]
        parts.append(element("rect", x=x, y=y + 2, width=max(axis.x(b) - x, 2.0), height=9, fill="url(#hi)"))
        parts.append(element("path", d=f"M{x:.1f} {y:g}v13M{axis.x(b):.1f} {y:g}v13", class_="ax"))
    for n, d in enumerate(changes.days):
        parts.append(element("path", d=f"M{axis.x(d):.1f} {_ROWS[n % 3]:g}v13", class_="ln"))
    mark = element("path", d="M0 0V52", class_="ln", stroke_width=2), element("path", d="M-6 0h12l-6 9z", class_="f-ink")
    parts.append(element("g", *mark, id="now", transform=f"translate({axis.x(day):.1f} 0)"))
    return picture(WIDTH, 66, "Changes of any tie by date; hatched where the date of the change is uncertain", *parts)
