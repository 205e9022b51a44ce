"""Documents by the day they were written, and below them how many claims speak of each stretch of time."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from variorum.room.addresses import document_address
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.svg import element, group, picture
from variorum.room.overview import Dated, Form, Times
from variorum.room.words import counted, day, number

#: Documents drawn one by one; of more, only how many fall into each column.
_EACH = 300
_ROW, _HILL = 24.0, 70.0


def times_drawing(times: Times, width: float) -> Markup | None:
    """The drawing, in ``width`` units; None when nothing is dated."""
    left = 150.0
    axis = Axis.over(
        [*(d for x in times.documents for d in (x.first, x.last)), *(d for c in times.columns for d in (c.first, c.last))], left, width - 18
    )
    if axis is None:
        return None
    forms = [f for f in Form if any(d.form is f for d in times.documents)]
    base = len(forms) * _ROW + _HILL + 24
    rows = [_row(axis, form, [d for d in times.documents if d.form is form], 16 + i * _ROW, left) for i, form in enumerate(forms)]
    label = f"{counted(len(times.documents), 'dated document')} by day of publication; below, claims by the time they speak of"
    grid = axis.grid(0, base, apart=26 if width > 900 else 34)
    return picture(width, base + 26, label, grid, *rows, _gap(times, axis, base), _hill(times, axis, base, left), links=True)


def _row(axis: Axis, form: Form, documents: Sequence[Dated], y: float, left: float) -> Markup:
    name = element("text", form, x=left - 10, y=y + 5, class_="e k")
    line = element("path", d=f"M{left:.1f} {y:.1f}H{axis.right:.1f}", class_="gr")
    if len(documents) > _EACH:
        return group(name, line, *_crowd(axis, documents, y))
    return group(name, line, *(_document(axis, d, y) for d in documents))


def _document(axis: Axis, d: Dated, y: float) -> Markup:
    a, b = axis.x(d.first), axis.x(d.last)
    when = day(d.first) if d.last - d.first == 1 else f"some day from {day(d.first)} to {day(d.last - 1)}"
    title = element("title", f"{d.title}: {when}")
    if b - a < 9:
        shape = element("circle", title, cx=(a + b) / 2, cy=y, r=4.6, class_="f-ink")
    else:
        ticks = element("path", d=f"M{a:.1f} {y - 7:.1f}v14M{b:.1f} {y - 7:.1f}v14", class_="ax")
        shape = group(element("rect", title, x=a, y=y - 5, width=b - a, height=10.0, fill="url(#hi)"), ticks)
    return element("a", shape, href=document_address(d.id), aria_label=f"{d.title}: {when}", tabindex="-1")


def _crowd(axis: Axis, documents: Sequence[Dated], y: float) -> list[Markup]:
    bins = 90
    counts = [0] * bins
    for d in documents:
        counts[min(bins - 1, int((axis.x((d.first + d.last) // 2) - axis.left) / (axis.right - axis.left) * bins))] += 1
    wide, most = (axis.right - axis.left) / bins, max(counts)
    return [
        element("rect", x=axis.left + i * wide, y=y + 8 - 16 * n / most, width=wide - 0.8, height=16 * n / most, class_="f-ink")
        for i, n in enumerate(counts)
        if n
    ]


def _hill(times: Times, axis: Axis, base: float, left: float) -> Markup:
    most = max((c.claims for c in times.columns), default=0)
    parts = [
        element("text", "what they", x=left - 10, y=base - 20, class_="e k"),
        element("text", "speak about", x=left - 10, y=base - 4, class_="e k"),
        element("path", d=f"M{left:.1f} {base:.1f}H{axis.right:.1f}", class_="ax"),
    ]
    for c in times.columns:
        if not c.claims:
            continue
        x, wide = axis.x(c.first), max(axis.x(c.last) - axis.x(c.first) - 0.8, 0.6)
        title = element("title", f"from {day(c.first)}: {number(c.claims)} claims, {number(c.disputed)} disputed")
        tall, foot = _HILL * c.claims / most, _HILL * c.disputed / most
        parts.append(element("rect", title, x=x, y=base - tall, width=wide, height=tall, class_="f-rule2"))
        if c.disputed:
            parts.append(element("rect", x=x, y=base - foot, width=wide, height=foot, class_="f-ink"))
    return group(*parts)


def _gap(times: Times, axis: Axis, base: float) -> Markup:
    parts = []
    for first, last in times.gaps[:2]:
        a, b = axis.x(first), axis.x(last)
        parts.append(element("rect", x=a, y=base - _HILL + 12, width=b - a, height=_HILL - 12, fill="url(#hm)", class_="pale"))
        parts.append(element("text", "nothing said", x=(a + b) / 2, y=base - _HILL + 4, class_="xs am m halo"))
    return group(*parts)


def nearness(own: int, second: int, further: int, most: int) -> Markup:
    """How a voice reached the page: dark in its own words, hatched through one other, pale through more. ``most`` is the longest bar's number."""
    scale = 210 / max(most, 1)
    a, b, c = own * scale, second * scale, further * scale
    label = f"{number(own)} in its own words, {number(second)} through one other, {number(further)} through more"
    return element(
        "svg",
        element("rect", width=a, height=12.0, class_="f-ink"),
        element("rect", x=a, width=b, height=12.0, fill="url(#hi)"),
        element("rect", x=a + b, width=c, height=12.0, class_="f-rule"),
        width=210,
        height=13,
        viewBox="0 0 210 13",
        role="img",
        aria_label=label,
    )


def spans(of: Sequence[tuple[int | None, int | None]]) -> list[Markup]:
    """For each pair of days a small drawing of where it lies among all of them; empty Markup where a day is not known."""
    axis = Axis.over([d for pair in of for d in pair if d is not None], 0, 170)
    return [Markup() if axis is None or a is None or b is None else _span(axis, a, b) for a, b in of]


def _span(axis: Axis, first: int, last: int) -> Markup:
    a, b = axis.x(first), axis.x(last)
    line = element("path", d="M0 6.5H170", class_="gr")
    inside = element("rect", x=a, y=2.0, width=max(b - a, 2.0), height=9.0, class_="f-rule2")
    return element(
        "svg", line, inside, width=170, height=13, viewBox="0 0 170 13", role="img", aria_label=f"{day(first)} to {day(last - 1)}"
    )
