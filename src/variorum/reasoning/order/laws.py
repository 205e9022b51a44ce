"""The laws of order, read from ``model/order.yaml``: what the meaning of the predicates makes necessary in time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from variorum.errors import VocabularyError
from variorum.model import vocabulary
from variorum.yaml_data import from_yaml

_PATTERN = re.compile(r"(?P<predicate>[a-z_]+)\(\s*(?P<subject>x|\*)\s*(?:,\s*(?P<object>x|\*)\s*)?\)$")
_FIELDS = {"first", "over", "then", "once", "within", "reason", "sides", "question"}


class Part(StrEnum):
    """What a law says of a claim that fits one of its patterns."""

    FIRST = "first"  #: begins no later than any of THEN
    OVER = "over"  #: is over no later than any of THEN
    THEN = "then"  #: begins no earlier than any of FIRST begins and any of OVER ends
    ONCE = "once"  #: lies within ``within`` days of any other of ONCE


@dataclass(frozen=True, slots=True)
class Law:
    """``reason`` and ``question`` are sentences with ``{x}`` for the body that the law is about; ``within`` counts days, 0 but for ONCE.

    ``sides`` are what the claims of FIRST and OVER say, and those of THEN, where they break the law; empty for ONCE, whose sides are dates.
    """

    name: str
    reason: str
    question: str
    sides: tuple[str, ...] = ()
    within: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A claim of a predicate whose ``slot`` (subject or object) is x has a part in the law."""

    law: Law
    part: Part
    slot: str


@cache
def laws() -> Mapping[str, tuple[Clause, ...]]:
    """The project's own laws: for every predicate that one speaks of, its clauses in the order of the file."""
    return load(str(files("variorum.model") / "order.yaml"))


def load(path: str | Path) -> Mapping[str, tuple[Clause, ...]]:
    """The laws in ``path``. Raises VocabularyError, naming file, law and field, for anything that cannot be used."""
    try:
        data = from_yaml(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as err:
        raise VocabularyError(f"{path}: the laws of order cannot be read: {err}") from err
    if not isinstance(data, dict) or not isinstance(data.get("laws"), dict):
        raise VocabularyError(f"{path}: expected a mapping with `version` and `laws`")
    found: dict[str, list[Clause]] = {}
    for name, entry in data["laws"].items():
        for predicate, clause in _clauses(str(path), str(name), entry):
            found.setdefault(predicate, []).append(clause)
    return {predicate: tuple(clauses) for predicate, clauses in found.items()}


def _clauses(where: str, name: str, entry: Any) -> list[tuple[str, Clause]]:
    def fail(what: str) -> VocabularyError:
        return VocabularyError(f"{where}: law `{name}`: {what}")

    if not isinstance(entry, dict):
        raise fail("expected a mapping of fields")
    if unknown := set(entry) - _FIELDS:
        raise fail(f"unknown field {sorted(map(str, unknown))}; known are {', '.join(sorted(_FIELDS))}")
    if ("once" in entry) == ("then" in entry) or ("then" in entry) != bool({"first", "over"} & set(entry)):
        raise fail("expected either `once`, or `then` with `first` or `over`")
    within = entry.get("within", 0)
    if isinstance(within, bool) or not isinstance(within, int) or within < 0 or (within and "once" not in entry):
        raise fail(f"`within` is {within!r}; expected a whole number of days, beside `once`")
    for needed in ("reason", "question"):
        if not isinstance(entry.get(needed), str) or "{x}" not in entry[needed]:
            raise fail(f"`{needed}` is {entry.get(needed)!r}; expected words with {{x}}")
    sides = entry.get("sides", [])
    if not isinstance(sides, list) or len(sides) != (0 if "once" in entry else 2):
        raise fail(f"`sides` is {sides!r}; expected two words or phrases, and none beside `once`")
    law = Law(name, entry["reason"], entry["question"], tuple(map(str, sides)), within)
    found = []
    for part in Part:
        for text in entry.get(part, ()):
            m = _PATTERN.match(str(text))
            if not m or m["predicate"] not in vocabulary().claimable or (m["subject"], m["object"]).count("x") != 1:
                raise fail(f"`{part}`: {text!r} is not a predicate of the vocabulary with one x, such as founded(*, x)")
            if part is Part.OVER and not vocabulary()[m["predicate"]].is_state:
                raise fail(f"`over`: {m['predicate']} is an event; only a state is ever over")
            found.append((m["predicate"], Clause(law, part, "subject" if m["subject"] == "x" else "object")))
    return found
