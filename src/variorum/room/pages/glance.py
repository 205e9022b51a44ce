"""The record at a glance: documents over time, voices, entities, open disputes, what is missing, what the last build changed."""

from __future__ import annotations

from starlette.requests import Request

from variorum.room.opened import Opened
from variorum.room.rendering import Page


def glance(opened: Opened, request: Request) -> Page:
    """The first page."""
    return Page("glance.html", "At a glance", "At a glance", {"glance": opened.archive.glance()})
