"""What the fields of an address mean: a key, as links have it, or a name in any spelling, as people type it; and dates."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.asking.dossier import resolve_name
from variorum.errors import DateError, QuestionError, UsageError
from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
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


def asked_voices(opened: Opened, request: Request, field: str = "according-to") -> tuple[Named, ...]:
    """The voices that a repeated field of the address names, each once; none where it is missing or empty. Raises as :func:`named` does."""
    return tuple(dict.fromkeys(named(opened, text) for text in request.query_params.getlist(field) if text.strip()))


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
    if (when.first_day == UNKNOWN_PAST and when.last_day - 1 <= date.min.toordinal()) or (
        when.first_day >= date.max.toordinal() and when.last_day == UNKNOWN_FUTURE
    ):
        raise UsageError(f"{text!r} lies outside the years 1 to 9999, in which days are reckoned here")
    return when
