"""The vocabulary of claims, read from ``vocabulary.yaml``: what each predicate means, takes, begins and ends.

To add a predicate: write its entry in ``vocabulary.yaml``; nothing else. ``docs/reference/vocabulary.md`` is generated from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from variorum.errors import VocabularyError
from variorum.model.entity import EntityType
from variorum.yaml_data import from_yaml

_AGENT = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_TYPES = {**{str(t): frozenset({t}) for t in EntityType}, "agent": _AGENT, "target": frozenset(EntityType), "none": frozenset[EntityType]()}
_ARGS = frozenset({"role", "from", "org", "place", "name", "quantity", "text"})
_FIELDS = {
    "kind",
    "either_way",
    "subject",
    "object",
    "args",
    "symmetric",
    "functional",
    "lasts",
    "initiates",
    "terminates",
    "carries",
    "counts_for",
    "roles",
    "on_behalf",
    "reads",
    "not",
    "asks",
    "exchange",
}
_PATTERN = re.compile(r"(?P<state>[a-z_]+)\((?P<terms>[a-z*]+(?:\s*,\s*[a-z*]+)*)\)$")
_SLOTS = frozenset({"subject", "object", "from", "org", "*"})


class Kind(StrEnum):
    EVENT = "event"
    STATE = "state"
    DERIVED = "derived"  #: a state that events bring about and no text states by itself


class Lasts(StrEnum):
    DURABLE = "durable"  #: holds until something ends it
    STATED = "stated"  #: holds for the time given; only possible after it


class CountsFor(StrEnum):
    """How far what is said of the subject of a tie counts for its object in disputes."""

    WHOLLY = "wholly"  #: all of it: of whoever leads a body, of an earlier name of it
    ACTS = "acts"  #: what it is said to have done, but neither what it did not do nor its own lasting ties: of an envoy, of a part


@dataclass(frozen=True, slots=True)
class Pattern:
    """``part_of(subject, object)``: a state or predicate name and the slots of its arguments, ``*`` for anybody."""

    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """One entry of the vocabulary. ``object_types`` is empty when it takes no object; ``*_optional`` allows the text to leave it unsaid."""

    name: str
    kind: Kind
    subject_types: frozenset[EntityType]
    subject_optional: bool
    object_types: frozenset[EntityType]
    object_optional: bool
    args: frozenset[str]
    symmetric: bool
    functional: str | None  #: "object": one subject per object at a time; "subject": one object per subject
    lasts: Lasts | None  #: None for events
    initiates: tuple[Pattern, ...]
    terminates: tuple[Pattern, ...]
    carries: bool
    reads: str
    denied: str
    asks: tuple[str, ...]
    either_way: str = ""  #: the question who did it to whom, where both ways round cannot well both be so; empty: they can
    counts_for: CountsFor | None = None  #: whether claims about its subject count for its object; None: they do not
    roles: tuple[str, ...] = ()  #: only of whoever has one of these words in his role; empty: of everybody
    on_behalf: tuple[str, ...] = ()  #: the places, subject and object, of a claim that count for a body in this way
    exchange: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_state(self) -> bool:
        return self.kind is not Kind.EVENT

    @property
    def is_act(self) -> bool:
        """Whether it is of its day or of the time given: it neither is, begins nor ends a tie that lasts until something ends it."""
        return not self.initiates and not self.terminates and self.lasts is not Lasts.DURABLE

    def misfit(self, slot: str, who: str | None, type_: EntityType | None = None) -> str | None:
        """Why ``who`` (None: nobody) cannot be the ``slot`` (subject or object) of a claim, as a sentence; None when nothing is against it.

        ``type_`` None: it is not known what ``who`` is, and no type is looked at.

        >>> vocabulary()["died"].misfit("object", "Omar"), vocabulary()["leads"].misfit("subject", "Omar", EntityType.PERSON)
        ('`died` takes no object; leave it empty', None)
        """
        subject = slot == "subject"
        types, optional = (self.subject_types, self.subject_optional) if subject else (self.object_types, self.object_optional)
        if who is None:
            return None if optional else f"`{self.name}` needs a {slot}: {' or '.join(sorted(types))}"
        if not types:
            return f"`{self.name}` takes no {slot}; leave it empty"
        if type_ is None or type_ in types:
            return None
        return f"{who!r} is of the type {type_}; the {slot} of `{self.name}` is of the type {' or '.join(sorted(types))}"

    def sentence(
        self, subject: str | None, obj: str | None, *, denied: bool = False, name: str | None = None, quantity: object = None
    ) -> str:
        """The claim as a plain sentence; what the text leaves unsaid reads "somebody".

        >>> vocabulary()["leads"].sentence("Omar", "the Front")
        'Omar led the Front'
        """
        words = {"subject": subject, "object": obj, "name": name, "quantity": None if quantity is None else str(quantity)}
        return re.sub(r"\{(\w+)\}", lambda m: words.get(m[1]) or "somebody", self.denied if denied else self.reads)

    def question(self, subject: str | None, obj: str | None, *, name: str | None = None, quantity: object = None) -> str:
        """The claim turned into a question in plain words; "somebody" stands for what is left unsaid.

        >>> vocabulary()["leads"].question("Omar", "the Front"), vocabulary()["part_of"].question("the Wing", "the Front")
        ('Did Omar lead the Front?', 'Was the Wing part of the Front?')
        """
        denied = self.sentence(subject, obj, denied=True, name=name, quantity=quantity)
        m = re.match(r"(?P<who>.*?) (?P<verb>was|did) not (?P<rest>.*)$", denied)
        return (
            f"{m['verb'].capitalize()} {m['who']} {m['rest']}?"
            if m
            else f"Is it so that {self.sentence(subject, obj, name=name, quantity=quantity)}?"
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question that several predicates bear on, in terms of ``x`` and ``y``; weak witnesses bear on it without deciding it."""

    name: str
    asks: str
    symmetric: bool
    supports: tuple[Pattern, ...]
    opposes: tuple[Pattern, ...]
    weakly_supports: tuple[Pattern, ...]
    weakly_opposes: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All predicates and questions, in the order of the file."""

    version: int
    predicates: Mapping[str, Predicate]
    questions: Mapping[str, Question]

    def __getitem__(self, name: str) -> Predicate:
        return self.predicates[name]

    def __contains__(self, name: object) -> bool:
        return name in self.predicates

    def questions_with(self, predicate: str) -> tuple[str, ...]:
        """Names of the questions on which the predicate decides, in the order of the file."""
        return tuple(n for n, q in self.questions.items() if any(p.name == predicate for p in q.supports + q.opposes))

    @property
    def claimable(self) -> tuple[str, ...]:
        """Names of the predicates that a claim may have: all but the derived states."""
        return tuple(n for n, p in self.predicates.items() if p.kind is not Kind.DERIVED)


@cache
def vocabulary() -> Vocabulary:
    """The project's own vocabulary."""
    return load(str(files("variorum.model") / "vocabulary.yaml"))


def load(path: str | Path) -> Vocabulary:
    """The vocabulary in ``path``. Raises VocabularyError, naming file, predicate and field, for anything that cannot be used."""
    where = str(path)
    try:
        data = from_yaml(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as err:
        raise VocabularyError(f"{where}: the vocabulary cannot be read: {err}") from err
    if not isinstance(data, dict) or not isinstance(data.get("predicates"), dict):
        raise VocabularyError(f"{where}: expected a mapping with `version`, `predicates` and `questions`")
    predicates = {n: _predicate(where, n, e) for n, e in data["predicates"].items()}
    for p in predicates.values():
        _check_effects(where, p, predicates)
    questions = {n: _question(where, n, q) for n, q in (data.get("questions") or {}).items()}
    return Vocabulary(int(data.get("version", 1)), predicates, questions)


def _predicate(where: str, name: str, entry: Any) -> Predicate:
    def fail(what: str) -> VocabularyError:
        return VocabularyError(f"{where}: predicate `{name}`: {what}")

    if not isinstance(entry, dict):
        raise fail("expected a mapping of fields")
    if unknown := set(entry) - _FIELDS:
        raise fail(f"unknown field {sorted(map(str, unknown))}; known are {', '.join(sorted(_FIELDS))}")
    for needed in ("kind", "subject", "object", "reads", "not"):
        if needed not in entry:
            raise fail(f"field `{needed}` is missing")
    if entry["kind"] not in set(Kind):
        raise fail(f"`kind` is {entry['kind']!r}; expected event, state or derived")
    kind = Kind(entry["kind"])
    if (entry.get("lasts") in set(Lasts)) != (kind is not Kind.EVENT):
        raise fail("`lasts` must be durable or stated for a state, and absent for an event")
    if entry.get("functional") not in (None, "subject", "object"):
        raise fail(f"`functional` is {entry['functional']!r}; expected subject or object")
    if wrong := set(entry.get("args", ())) - _ARGS:
        raise fail(f"unknown args {sorted(wrong)}; known are {', '.join(sorted(_ARGS))}")
    if entry.get("counts_for") not in (None, *CountsFor):
        raise fail(f"`counts_for` is {entry['counts_for']!r}; expected wholly or acts")
    if "roles" in entry and ("counts_for" not in entry or "role" not in entry.get("args", ())):
        raise fail("`roles` say whose claims count for another; expected `counts_for` and the argument `role` beside them")
    if wrong := set(entry.get("on_behalf", ())) - {"subject", "object"}:
        raise fail(f"`on_behalf` names {sorted(map(str, wrong))}; expected subject, object or both")
    subject, subject_optional = _types(fail, "subject", entry["subject"])
    obj, object_optional = _types(fail, "object", entry["object"])
    return Predicate(
        name=name,
        kind=kind,
        subject_types=subject,
        subject_optional=subject_optional,
        object_types=obj,
        object_optional=object_optional,
        args=frozenset(entry.get("args", ())) | {"text"},
        symmetric=bool(entry.get("symmetric", False)),
        functional=entry.get("functional"),
        lasts=Lasts(entry["lasts"]) if "lasts" in entry else None,
        initiates=tuple(_pattern(fail, t) for t in entry.get("initiates", ())),
        terminates=tuple(_pattern(fail, t) for t in entry.get("terminates", ())),
        carries=bool(entry.get("carries", False)),
        reads=str(entry["reads"]),
        denied=str(entry["not"]),
        asks=tuple(str(a) for a in entry.get("asks", ())),
        either_way=str(entry.get("either_way", "")),
        counts_for=CountsFor(entry["counts_for"]) if "counts_for" in entry else None,
        roles=tuple(str(r).lower() for r in entry.get("roles", ())),
        on_behalf=tuple(entry.get("on_behalf", ())),
        exchange=dict(entry.get("exchange", {})),
    )


def _types(fail: Any, slot: str, value: Any) -> tuple[frozenset[EntityType], bool]:
    word = str(value)
    types = _TYPES.get(word.removesuffix("?"))
    if types is None:
        raise fail(f"`{slot}` is {word!r}; expected one of {', '.join(_TYPES)}, with ? when it may be unsaid")
    return types, word.endswith("?") or not types


def _pattern(fail: Any, text: str) -> Pattern:
    m = _PATTERN.match(str(text))
    if not m:
        raise fail(f"{text!r} is not of the form name(term, term)")
    return Pattern(m["state"], tuple(t.strip() for t in m["terms"].split(",")))


def _check_effects(where: str, p: Predicate, predicates: Mapping[str, Predicate]) -> None:
    for effect in p.initiates + p.terminates:
        state = predicates.get(effect.name)
        if effect.name not in ("all", "personal") and (state is None or not state.is_state):
            raise VocabularyError(f"{where}: predicate `{p.name}`: `{effect.name}` is not a state of the vocabulary")
        if wrong := set(effect.terms) - _SLOTS:
            raise VocabularyError(f"{where}: predicate `{p.name}`: unknown terms {sorted(wrong)}; known are {', '.join(sorted(_SLOTS))}")


def _question(where: str, name: str, entry: Any) -> Question:
    def fail(what: str) -> VocabularyError:
        return VocabularyError(f"{where}: question `{name}`: {what}")

    if not isinstance(entry, dict) or "asks" not in entry:
        raise fail("expected a mapping with `asks`, `for` and `against`")

    def patterns(key: str) -> tuple[Pattern, ...]:
        return tuple(_pattern(fail, t) for t in entry.get(key, ()))

    return Question(
        name,
        str(entry["asks"]),
        bool(entry.get("symmetric", False)),
        patterns("for"),
        patterns("against"),
        patterns("weak_for"),
        patterns("weak_against"),
    )
