"""Whom a field of an address means: a key, as links have it, or a name in any spelling, as people type it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.asking.dossier import resolve_name
from variorum.errors import QuestionError
from variorum.room.opened import Named, Opened

_LONGEST = 200


def named(opened: Opened, text: str) -> Named:
    """The entity of that key, or whom the name most likely means. Raises QuestionError, with the nearest names, when nobody is called that."""
    wanted = text.strip()[:_LONGEST]
    if wanted in opened.by_key:
        return opened.by_key[wanted]
    return opened.entities[resolve_name(opened.record, wanted)]


def named_in(opened: Opened, request: Request, field: str) -> Named | None:
    """Whom the field of the address means; None without one. Raises HTTPException (404) when nobody is called that."""
    text = request.query_params.get(field, "").strip()
    try:
        return named(opened, text) if text else None
    except QuestionError as err:
        raise HTTPException(404, str(err)) from err
