"""Day or month first? What the rest of the text tells of the writer's habit."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.reading.dates.written import Written


def day_first(found: Iterable[Written]) -> bool | None:
    """Whether dates in figures put the day first, by those that can only be read one way, else by those that name the month; None: no sign."""
    signs = [sign for w in found if (sign := _sign(w)) is not None]
    figures = [first for first, strong in signs if strong] or [first for first, _ in signs]
    if not figures or any(figures) != all(figures):
        return None
    return figures[0]


def _sign(w: Written) -> tuple[bool, bool] | None:
    """(day first, in figures) or None."""
    if w.form == "numbers" and w.swapped is None and w.day is not None and w.month != w.day:
        return None if w.day <= 12 else (not w.month_first, True)
    if w.form in ("day month year", "day month"):
        return True, False
    return (False, False) if w.form in ("month day year", "month day") else None
