"""The record at a glance: documents over time, voices, entities, open disputes, what is missing, what the last build changed."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from variorum.record.last_build import changes_of_last_build
from variorum.room import overview
from variorum.room.drawing.times import nearness, spans, times_drawing
from variorum.room.findings import findings
from variorum.room.opened import Opened
from variorum.room.rendering import Page

_VOICES, _ENTITIES, _DISPUTES, _GAPS, _SILENT, _CHANGES = 8, 10, 6, 3, 3, 4


def glance(opened: Opened, request: Request) -> Page:
    """The first page: figures of the whole record, the loudest voices, the widest disputes, the longest gaps. All of it is counted, none judged."""
    record = opened.record
    times = overview.times(record)
    voices = overview.loudest(record, _VOICES)
    spoken = overview.most_spoken_of(record, _ENTITIES)
    found = findings(opened)
    fields: dict[str, Any] = {
        "totals": overview.totals(record),
        "times": times,
        "drawings": [("big", times_drawing(times, 1230)), ("slim", times_drawing(times, 640))],
        "voices": [(v, nearness(v.own, v.second, v.further, voices[0].claims)) for v in voices],
        "spoken": list(zip(spoken, spans([(s.first, s.last) for s in spoken]), strict=True)),
        "disputes": [(digits, d) for digits, d in list(found.disputes.items())[:_DISPUTES]],
        "dispute_count": len(found.disputes),
        "gaps": times.gaps[:_GAPS],
        "silent": overview.silent_bodies(record, _SILENT),
        "unread": overview.unread(record),
        "without_claims": overview.documents_without_claims(record),
        "last_build": changes_of_last_build(record.layout, opened.meta),
        "shown_changes": _CHANGES,
    }
    return Page("glance.html", "At a glance", "At a glance", fields)
