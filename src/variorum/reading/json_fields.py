"""Reading the fields of a JSON object strictly: each gives a value of the type that it promises, or raises AnnotationError.

The message is the end of a sentence that begins with the object's place; it names the field, what stands there, and what was expected.
A field that is left out is as one that is null.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeGuard, TypeVar

from variorum.errors import AnnotationError, DateError
from variorum.model.when import When

_E = TypeVar("_E", bound=StrEnum)
_MOST_DAYS = 3_660_000  # ten thousand years: all that dates can have


def object_of(value: Any) -> Mapping[str, Any]:
    """The value, which must be a JSON object."""
    if not isinstance(value, Mapping):
        raise AnnotationError(f"is {shown(value)}; expected an object")
    return value


def list_of(entry: Mapping[str, Any], name: str) -> Sequence[Any]:
    """The list in the field, empty when it is left out."""
    value = entry.get(name, [])
    if not isinstance(value, list | tuple):
        raise AnnotationError(f"`{name}` is {shown(value)}; expected a list")
    return value


def words_of(entry: Mapping[str, Any], name: str) -> str:
    """The text in the field, which must be there and not be empty."""
    value = entry.get(name)
    if not isinstance(value, str) or not value:
        raise AnnotationError(f"`{name}` is {shown(value)}; expected words")
    return value


def maybe_words(entry: Mapping[str, Any], name: str) -> str | None:
    """The text in the field; None when it is null or left out."""
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise AnnotationError(f"`{name}` is {shown(value)}; expected words or null")
    return value


def one_of(entry: Mapping[str, Any], name: str, kinds: type[_E], default: _E | None = None) -> _E:
    """The member of ``kinds`` that the field names; ``default`` when it is left out, where there is one."""
    value = entry.get(name, default)
    if not isinstance(value, str) or value not in set(kinds):
        raise AnnotationError(f"`{name}` is {shown(value)}; expected one of {', '.join(kinds)}")
    return kinds(value)


def when_of(entry: Mapping[str, Any], name: str) -> When | None:
    """The time that the field gives in EDTF; None when it is null, empty or left out."""
    value = maybe_words(entry, name)
    try:
        return When.parse(value) if value else None
    except DateError as err:
        raise AnnotationError(f"`{name}`: {err}") from err


def edtf_of(entry: Mapping[str, Any], name: str) -> str | None:
    """As :func:`when_of`, as canonical EDTF."""
    when = when_of(entry, name)
    return when.edtf if when else None


def score_of(entry: Mapping[str, Any]) -> float | None:
    """The number from 0 to 1 in the field ``score``; None when it is null or left out."""
    score = entry.get("score")
    if score is not None and (isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1):
        raise AnnotationError(f"`score` is {shown(score)}; expected a number from 0 to 1")
    return None if score is None else float(score)


def maybe_whole(entry: Mapping[str, Any], name: str) -> int | None:
    """The whole number in the field, of days that a calendar can have; None when it is null or left out."""
    value = entry.get(name)
    if value is not None and not (is_whole(value) and abs(value) <= _MOST_DAYS):
        raise AnnotationError(f"`{name}` is {shown(value)}; expected a whole number of days or null")
    return value


def is_whole(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number; True and False, which Python counts among them, are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def shown(value: Any) -> str:
    """A value as a message shows it, cut: enough to find it by.

    >>> shown("LEAGUE"), shown(None), shown("x" * 99)[-3:]
    ("'LEAGUE'", 'missing', 'xx…')
    """
    words = "missing" if value is None else repr(value)
    return words if len(words) <= 60 else words[:57] + "…"


def excerpt(words: str) -> str:
    """Words of a text as a message shows them, on one line, the middle of long ones left out.

    >>> excerpt("left the\\nCouncil")
    '“left the Council”'
    """
    line = " ".join(words.split())
    return f"“{line if len(line) <= 70 else line[:34] + ' … ' + line[-34:]}”"
