"""Two moments of the archive side by side: what its record says at the one and did not at the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any

from starlette.requests import Request

from variorum.archive import Archive
from variorum.errors import UsageError
from variorum.record.moment import BUILT, Moment
from variorum.room.app import stamps
from variorum.room.findings import findings
from variorum.room.making import Making
from variorum.room.moments import MomentsShown, moments
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
    Raises UsageError for what names no moment, one that has not come, or two in the wrong order.
    """
    a, b = (request.query_params.get(name, "").strip()[:40] for name in ("from", "to"))
    layout = opened.archive.layout
    fields: dict[str, Any] = {"a": a, "b": b, "shown": None, "said": None, "days": _days(layout)}
    if a and b:
        key = _key(opened, a, b)
        try:
            fields["shown"] = _shown(request.app.state.room.making, opened, a, b, key)
            fields |= _here(opened, fields["shown"])
        except UsageError as err:
            fields["said"] = str(err)
    elif a or b:
        fields["said"] = "Two moments are compared: give both."
    return Page("moments.html", "Compare", f"From {a} to {b}" if fields["shown"] else "Two moments", fields)


def _key(opened: Opened, a: str, b: str) -> Hashable:
    """What tells this comparison from others. Raises UsageError for what names no moment, or has not come: a page of that is not kept."""
    times = [Moment.parse(m).until if m != BUILT else None for m in (a, b)]
    if times[0] and times[1] and times[0] > times[1]:
        raise UsageError(f"{a} is later than {b}: give the earlier moment first.")
    return ("moments", a, b, opened.built, stamps(opened.archive.layout))


def _shown(making: Making, opened: Opened, a: str, b: str, key: Hashable) -> MomentsShown:
    archive = Archive(opened.archive.layout)
    return making.get(key, lambda progress: moments(archive, a, b, progress), f"The records of {a} and of {b} are being made and compared")


def _here(opened: Opened, shown: MomentsShown) -> dict[str, Any]:
    """What of it the record of the room has, so that a page of it can be opened: disputes by their digits, claims and documents by their ids."""
    claims = [c.claim for part in (shown.claims_new, shown.claims_gone) for c in part.first]
    found = opened.record.rows("SELECT claim_id FROM claim WHERE claim_id IN (SELECT unnest(?::BIGINT[]))", [claims])
    documents = [d for part in (shown.documents_new, shown.documents_gone) for d in part.first]
    there = opened.record.rows("SELECT id FROM document WHERE id IN (SELECT unnest(?::VARCHAR[]))", [documents])
    return {"known": findings(opened).disputes, "claims_here": {c for (c,) in found}, "documents_here": {d for (d,) in there}}


def _days(layout: Layout) -> list[tuple[str, int]]:
    """The last days on which documents came in, and how many did; the latest first."""
    came = Counter(e.at[:10] for e in custody.read(layout) if e.action == Action.ADDED)
    return sorted(came.items(), reverse=True)[:_DAYS]
