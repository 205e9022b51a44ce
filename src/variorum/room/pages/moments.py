"""Two moments of the archive side by side: what its record says at the one and did not at the other."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.requests import Request

from variorum.archive import Archive
from variorum.errors import UsageError
from variorum.record.moment import BUILT, Moment
from variorum.room.app import stamps
from variorum.room.findings import findings
from variorum.room.making import Making
from variorum.room.moments import MOST, moments
from variorum.room.opened import Opened
from variorum.room.rendering import Page
from variorum.shelf import custody
from variorum.shelf.custody import Action
from variorum.shelf.layout import Layout

#: Days that are offered, the last ones.
_DAYS = 40


def compare_moments(opened: Opened, request: Request) -> Page:
    """What changed from one day to another; without any, the days on which documents came in.

    Records of the past may have to be made for it. Then the page says so, and asks again by itself (:class:`variorum.room.making.BeingMade`).
    """
    a, b = (request.query_params.get(name, "").strip()[:40] for name in ("from", "to"))
    layout = opened.archive.layout
    fields: dict[str, Any] = {"a": a, "b": b, "shown": None, "said": None, "most": MOST, "days": _days(layout), "known": ()}
    if a and b:
        try:
            fields["shown"] = _shown(request.app.state.room.making, opened, a, b)
            fields["known"] = findings(opened).disputes
        except UsageError as err:
            fields["said"] = str(err)
    elif a or b:
        fields["said"] = "Two moments are compared: give both."
    return Page("moments.html", "Compare", f"From {a} to {b}" if fields["shown"] else "Two moments", fields)


def _shown(making: Making, opened: Opened, a: str, b: str) -> Any:
    layout = opened.archive.layout
    times = [Moment.parse(m).until if m != BUILT else None for m in (a, b)]
    if times[0] and times[1] and times[0] > times[1]:
        raise UsageError(f"{a} is later than {b}: give the earlier moment first")
    key = ("moments", a, b, opened.built, stamps(layout))
    return making.get(
        key, lambda progress: moments(Archive(layout), a, b, progress), f"The record as it was on {a}, and on {b}, is being made"
    )


def _days(layout: Layout) -> list[tuple[str, int]]:
    """The last days on which documents came in, and how many did; the latest first."""
    came = Counter(e.at[:10] for e in custody.read(layout) if e.action == Action.ADDED)
    return sorted(came.items(), reverse=True)[:_DAYS]
