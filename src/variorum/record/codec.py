"""Frozen values as JSON and back, exactly: how readings lie in the cache.

Not an exchange format (that is the annotation form): it has no names of fields, and is read only by the version that wrote it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def to_plain(value: Any) -> Any:
    """The value as lists, texts, numbers and None: a dataclass is the list of its fields.

    >>> from variorum.model import Span
    >>> to_plain((Span(1, 2),))
    [[1, 2]]
    """
    if is_dataclass(value):
        return [to_plain(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return [to_plain(v) for v in value]
    return str(value.value) if isinstance(value, Enum) else value


def from_plain(type_: type[_T], plain: Any) -> _T:
    """The value of that type. Raises ValueError, TypeError or KeyError for anything that :func:`to_plain` did not make of one.

    >>> from variorum.model import Span
    >>> from_plain(Span, [1, 2])
    Span(start=1, end=2)
    """
    read: Callable[[Any], _T] = _reader(cast(Hashable, type_))
    return read(plain)


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        readers = [_reader(hints[f.name]) for f in fields(hint)]
        return lambda plain: hint(*(read(v) for read, v in zip(readers, plain, strict=True)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if get_origin(hint) is tuple:
        each = _reader(get_args(hint)[0])
        return lambda plain: tuple(each(v) for v in plain)
    if get_origin(hint) in (Union, types.UnionType):
        inner = [a for a in get_args(hint) if a is not types.NoneType]
        read = _reader(inner[0]) if len(inner) == 1 else _as_it_is
        return lambda plain: None if plain is None else read(plain)
    assert hint in (str, int, float, bool) or get_origin(hint) in (Mapping, dict), f"{hint} cannot be kept in the cache"
    return _as_it_is


def _as_it_is(plain: Any) -> Any:
    return plain
