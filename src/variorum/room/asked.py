"""What an address asks for: a day, voices, an entity, by its key as links have it or by a name as people type it. What is asked wrongly is said."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.asking.dossier import resolve_name
from variorum.errors import DateError, QuestionError, UsageError
from variorum.model import When
from variorum.reasoning import EVERYONE, Viewpoint
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


def keyed(opened: Opened, key: str) -> Named:
    """The entity of a key. Raises HTTPException (404) with the nearest names when the record has none."""
    found = opened.by_key.get(key)
    if found is None:
        near = [f.label for f in opened.record.find_entity(key)][:5]
        said = f" Near it: {', '.join(near)}." if near else ""
        raise HTTPException(404, f"The record has nobody and nothing of the key {key[:80]!r}.{said} All names are under “Names”.")
    return found


def asked_voices(opened: Opened, request: Request, field: str = "according-to") -> tuple[Named, ...]:
    """The voices that a repeated field of the address names by key, each once; none where it is missing or empty."""
    return tuple(dict.fromkeys(keyed(opened, key) for key in request.query_params.getlist(field) if key))


def viewpoint_of_voices(voices: tuple[Named, ...]) -> Viewpoint:
    """What these voices commit to; of no voices: everyone's."""
    return Viewpoint(frozenset(v.entity for v in voices)) if voices else EVERYONE


def asked_date(request: Request, field: str = "on") -> When | None:
    """The date of a field of the address; None without one. Raises UsageError, saying what a date looks like, for what is none."""
    text = request.query_params.get(field, "").strip()
    if not text:
        return None
    try:
        when = When.parse(text)
    except DateError as err:
        raise UsageError(str(err)) from err
    if not when.has_year:
        raise UsageError(f"{text!r} names no year; expected a date such as 2012-06-01, 2012-06 or 2012")
    return when
