"""The words of saying, read from ``verbs.yaml``, ``nouns.yaml`` and ``phrases.yaml`` beside this file. To add a word, add it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from variorum.model import Act, Certainty
from variorum.yaml_data import from_yaml

#: What a verb or noun group may say of its bearer besides an :class:`Act`.
HEARS, HEARSAY = "hears", "hearsay"

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of saying in one form. ``form`` is base, s, past, part (also a regular past) or ing; ``rest`` the further words of the cue."""

    base: str
    form: str
    act: Act | None  #: None for verbs of hearing
    takes: frozenset[str]
    tells: bool
    only_that: bool  #: needs "that", a quotation mark, a colon or a plain clause
    strict: bool = False  #: needs "that", a quotation mark or a colon
    deed: bool = False  #: saying so is a deed of its own: "called him an apostate"
    present: bool = False  #: speaks in the present tense alone: "dates it to 2008"
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that stands for a statement; ``act`` is None for hearsay."""

    word: str
    act: Act | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, by their first word (lower case)."""

    verbs: Mapping[str, tuple[Verb, ...]]
    nouns: Mapping[str, Noun]
    bearers: frozenset[str]
    printed: frozenset[str]
    before: Mapping[str, tuple[tuple[tuple[str, ...], Act], ...]]
    possessive: Mapping[str, Act]
    prepositions: frozenset[str]
    hearsay: Mapping[str, tuple[tuple[tuple[str, ...], Certainty], ...]]
    passive_hedges: Mapping[str, Certainty]
    active_hedges: Mapping[str, Certainty]


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = from_yaml((files("variorum.reading.voices") / name).read_text(encoding="utf-8"))
    return data


def inflect(base: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and -ing form of a regular verb.

    >>> inflect("deny"), inflect("state")
    (('denies', 'denied', 'denied', 'denying'), ('states', 'stated', 'stated', 'stating'))
    """
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        stem = base[:-1]
        return stem + "ies", stem + "ied", stem + "ied", base + "ing"
    if base.endswith("e"):
        past = base + "d"
        return base + "s", past, past, base[:-1] + "ing"
    s = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return s, base + "ed", base + "ed", base + "ing"


def _forms(entry: str | Mapping[str, list[str]]) -> tuple[str, tuple[str, str, str, str]]:
    if isinstance(entry, str):
        return entry, inflect(entry)
    ((base, forms),) = entry.items()
    s, past, part, ing = forms
    return base, (s, past, part, ing)


@cache
def lexicon() -> Lexicon:
    """The project's own lexicon of voices, loaded once."""
    verbs = _load("verbs.yaml")
    nouns = _load("nouns.yaml")
    phrases = _load("phrases.yaml")
    return Lexicon(
        verbs=_verbs(verbs),
        nouns=_nouns(nouns),
        bearers=frozenset(nouns["bearers"]),
        printed=frozenset(nouns["printed"]),
        before=_starting({p: Act(a) for a, ps in phrases["before"].items() for p in ps}),
        possessive={w: Act(a) for a, ws in phrases["possessive"].items() if a != "prepositions" for w in ws},
        prepositions=frozenset(phrases["possessive"]["prepositions"]),
        hearsay=_starting({p: Certainty(c) for c, ps in phrases["hearsay"].items() for p in ps}),
        passive_hedges=_hedges(verbs, "passive"),
        active_hedges=_hedges(verbs, "active"),
    )


def _hedges(data: Mapping[str, Any], voice: str) -> dict[str, Certainty]:
    return {base: Certainty(c) for c, listed in data["hedges"][voice].items() for base in listed}


def _verbs(data: Mapping[str, Any]) -> dict[str, tuple[Verb, ...]]:
    strict = frozenset(data["strictly_with_that"])
    only = frozenset(data["only_with_that"]) | strict
    found: dict[str, list[Verb]] = {}
    for group in data["groups"]:
        act = None if group["act"] == HEARS else Act(group["act"])
        for entry in group["verbs"]:
            base, (s, past, part, ing) = _forms(entry)
            # A regular past is listed as a participle, which it also is; "read" and "broadcast" as the base.
            shapes = {ing: "ing", past: "past", part: "part", s: "s"} | ({base: "base"} if base != part else {})
            if group.get("present"):
                shapes = {words: form for words, form in shapes.items() if form in ("s", "base")}
            for words, form in shapes.items():
                first, *rest = words.split()
                verb = Verb(
                    base=base,
                    form=form,
                    act=act,
                    takes=frozenset(group["takes"]),
                    tells=bool(group.get("tells")),
                    only_that=base in only,
                    strict=base in strict,
                    deed=bool(group.get("deed")),
                    present=bool(group.get("present")),
                    rest=tuple(rest),
                )
                found.setdefault(first, []).append(verb)
    return {w: tuple(sorted(vs, key=lambda v: -len(v.rest))) for w, vs in found.items()}


def _nouns(data: Mapping[str, Any]) -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for group in data["groups"]:
        act = None if group["act"] == HEARSAY else Act(group["act"])
        for word in group["nouns"]:
            for w in (word, _plural(word)):
                found.setdefault(w, Noun(w, act))
    return found


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def _starting(phrases: Mapping[str, _V]) -> dict[str, tuple[tuple[tuple[str, ...], _V], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], _V]]] = {}
    for phrase, value in phrases.items():
        first, *rest = phrase.lower().split()
        found.setdefault(first, []).append((tuple(rest), value))
    return {w: tuple(sorted(ps, key=lambda p: -len(p[0]))) for w, ps in found.items()}
