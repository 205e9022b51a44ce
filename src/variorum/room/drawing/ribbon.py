"""The ribbon of a body through its names: joins hatched where the change lies in a span of days, stretches split where the change is denied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from variorum.room.dossier.lineage import Change, Through
from variorum.room.drawing.axis import Axis
from variorum.room.drawing.labels import cut
from variorum.room.drawing.svg import element, group, picture

_TOP, _HIGH = 66.0, 40.0
_OPEN_DAYS = 400  #: how much room an unknown beginning or end is given, beside a quarter of what is known


def ribbon(through: Through, label_of: Callable[[int], str], signs: Callable[[Sequence[int]], str], label: str) -> Markup | None:
    """The wide drawing, time running to the right; None when some change between two of the names is not dated: the words beside it tell all."""
    stretches = list(_stretches(through))
    if not stretches:
        return None
    axis = Axis.over([d for _, a, b in stretches for d in (a, b)], 190, 1200)
    assert axis is not None
    parts = [axis.grid(0, _TOP + _HIGH + 50 if through.beside else _TOP + _HIGH + 10)]
    for n, (body, first, last) in enumerate(stretches):
        change = through.changes[n - 1] if n else None
        parts.append(_stretch(axis.x(first), axis.x(last), label_of(body), n % 2 == 1, change, label_of, signs))
    parts += [_join(axis, c) for c in through.changes]
    parts += list(_notes(axis, through.changes, signs))
    parts += [_ends(axis, through, stretches[0][1], stretches[-1][2])]
    parts += [_branch(axis, c, n, label_of) for n, c in enumerate(through.beside) if c.window]
    parts.append(element("text", "Lineage", x=180, y=_TOP + 17, class_="e b"))
    parts.append(element("text", f"one body, {len(through.bodies)} names", x=180, y=_TOP + 33, class_="e xs"))
    return picture(1230, _TOP + _HIGH + (76 if through.beside else 36), label, *parts)


def slim_ribbon(through: Through, label_of: Callable[[int], str], signs: Callable[[Sequence[int]], str], label: str) -> Markup | None:
    """The same for paper and small screens, time running downwards."""
    stretches = list(_stretches(through))
    if not stretches:
        return None
    height = 120.0 + 90 * len(stretches)
    axis = Axis.over([d for _, a, b in stretches for d in (a, b)], 16, height - 16)
    assert axis is not None
    parts = []
    for day, year in axis.ticks(26, 40):
        if year:
            parts.append(element("path", d=f"M40 {axis.x(day):.1f}H412", class_="gr"))
            parts.append(element("text", year, x=34, y=axis.x(day) + 4, class_="xs e"))
    for n, (body, first, last) in enumerate(stretches):
        a, b = axis.x(first), axis.x(last)
        parts.append(element("rect", x=60, y=a, width=38, height=max(b - a, 2.0), class_="f-leaf" if n % 2 else "f-rule"))
        parts.append(element("path", d=f"M60 {a:.1f}V{b:.1f}M98 {a:.1f}V{b:.1f}", class_="ax"))
        parts.append(element("text", cut(label_of(body), 34), x=122, y=(a + b) / 2 + 5, class_="sr nd halo"))
    for c in through.changes:
        assert c.window is not None
        a, b = axis.x(c.window[0]), axis.x(c.window[1])
        parts.append(element("rect", x=60, y=a, width=38, height=max(b - a, 2.0), fill="url(#hi)"))
        parts.append(element("text", f"{_words(c)} · {signs(c.voices)}{_denied(c, signs)}", x=122, y=(a + b) / 2 + 4, class_="xs halo"))
    return picture(420, height, label, *parts)


def _stretches(through: Through) -> Iterator[tuple[int, int, int]]:
    """Each body with the days between which it surely bore its name; none at all when a change has no day."""
    if any(c.window is None for c in through.changes):
        return
    windows = [c.window for c in through.changes if c.window]
    spare = _OPEN_DAYS + (windows[-1][1] - windows[0][0]) // 4
    begin = through.begins[1] if through.begins and through.begins[1] < windows[0][0] else windows[0][0] - spare
    end = through.ends[0] if through.ends and through.ends[0] > windows[-1][1] else windows[-1][1] + spare
    edges = [begin, *(d for w in windows for d in w), end]
    for n, body in enumerate(through.bodies):
        yield body, edges[2 * n], max(edges[2 * n + 1], edges[2 * n] + 1)


def _stretch(
    a: float, b: float, name: str, light: bool, change: Change | None, label_of: Callable[[int], str], signs: Callable[[Sequence[int]], str]
) -> Markup:
    lines = element("path", d=f"M{a:.1f} {_TOP:g}H{b:.1f}M{a:.1f} {_TOP + _HIGH:g}H{b:.1f}", class_="ax")
    middle, letters = (a + b) / 2, int((b - a) / 8.2)
    if change is not None and change.denials:
        half = _HIGH / 2
        upper = f"{name} {signs(change.voices)}"
        lower = f"still {label_of(change.earlier)} {signs(change.deniers)}"
        return group(
            element("rect", x=a, y=_TOP, width=b - a, height=half - 1, class_="f-leaf"),
            element("rect", x=a, y=_TOP + half + 1, width=b - a, height=half - 1, class_="f-rule"),
            lines,
            element("text", cut(upper, letters), x=middle, y=_TOP + 15, class_="m k xs"),
            element("text", cut(lower, letters), x=middle, y=_TOP + 35, class_="m k xs"),
        )
    return group(
        element("rect", x=a, y=_TOP, width=b - a, height=_HIGH, class_="f-leaf" if light else "f-rule"),
        lines,
        element("text", element("title", name), cut(name, letters), x=middle, y=_TOP + 25, class_="m sr"),
    )


def _join(axis: Axis, change: Change) -> Markup:
    assert change.window is not None
    a, b = axis.x(change.window[0]), axis.x(change.window[1])
    return element("rect", x=a, y=_TOP, width=max(b - a, 2.0), height=_HIGH, fill="url(#hi)")


def _notes(axis: Axis, changes: Sequence[Change], signs: Callable[[Sequence[int]], str]) -> Iterator[Markup]:
    """Over each join what it is and who tells it; two that would stand on each other take turns in height."""
    free = -1e9
    for c in changes:
        assert c.window is not None
        x = (axis.x(c.window[0]) + axis.x(c.window[1])) / 2
        text = _words(c)
        half = len(text) * 3.2
        high = x - half < free
        free = x + half + 8 if not high else free
        top = 12 if high else 38
        yield element("path", d=f"M{x:.1f} {_TOP:g}V{top + 18:g}", class_="ln thin")
        yield element("text", text, x=min(x, 1225 - half), y=top, class_="m k xs halo")
        yield element("text", f"{signs(c.voices)}{_denied(c, signs)}", x=min(x, 1225 - half), y=top + 14, class_="m xs halo")


def _ends(axis: Axis, through: Through, first: int, last: int) -> Markup:
    """What is before the first stretch and after the last: hatched as far as it may reach, else fading."""
    parts = []
    a, b = axis.x(first), axis.x(last)
    if through.begins and through.begins[1] == first:
        x = axis.x(through.begins[0])
        parts.append(element("rect", x=x, y=_TOP, width=max(a - x, 1.0), height=_HIGH, fill="url(#hi)"))
    else:
        parts.append(element("rect", x=a, y=_TOP - 1, width=40.0, height=_HIGH + 2, fill="url(#pr)"))
    if not (through.ends and through.ends[0] == last):
        parts.append(element("rect", x=b - 40, y=_TOP - 1, width=41.0, height=_HIGH + 2, fill="url(#pl)"))
    return group(*parts)


def _branch(axis: Axis, change: Change, n: int, label_of: Callable[[int], str]) -> Markup:
    assert change.window is not None
    x, y = axis.x(change.window[0]), _TOP + _HIGH + 22 + 13 * (n % 3)
    text = f"{label_of(change.earlier)}: {_words(change)}"
    curve = f"M{max(x - 150, 60):.1f} {y:.1f}C{x - 60:.1f} {y:.1f} {x - 40:.1f} {_TOP + _HIGH + 8:.1f} {x:.1f} {_TOP + _HIGH - 6:.1f}"
    return group(
        element("path", d=curve, class_="k-ink2", stroke_width=6, opacity=".4"),
        element("text", cut(text, 60), x=max(x - 150, 60), y=y + 15, class_="xs halo"),
    )


_HOW = {"became": "renamed", "merged_into": "merged in"}


def _words(change: Change) -> str:
    how = _HOW.get(change.predicate, change.predicate.replace("_", " "))
    return f"{how}, {_days(*change.window)}" if change.window else how


def _denied(change: Change, signs: Callable[[Sequence[int]], str]) -> str:
    return f" · denied {signs(change.deniers)}" if change.denials else ""


def _days(first: int, last: int) -> str:
    a, b = date.fromordinal(first), date.fromordinal(last - 1)
    if a == b:
        return f"{a.day} {a:%b} {a.year}"
    if a.year == b.year and (a.month, b.month) == (1, 12):
        return str(a.year)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a:%b} {a.year}"
    return f"{a:%b} {a.year} × {b:%b} {b.year}"
