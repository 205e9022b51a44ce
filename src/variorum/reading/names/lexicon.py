"""The lists that name finding reads: loaded once, folded once, asked by word.

Every list is a commented YAML file beside this module. Code asks for the *meaning* of a word (`person_head("emirs")`), never for the word itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from variorum.model.entity import EntityType
from variorum.reading.names.folding import fold
from variorum.reading.syntax.lemmas import lemmas
from variorum.yaml_data import from_yaml

_DERIVED = re.compile(r"(?:.{4}(?:tion|ness|able|ible|sive|tive|less|edly|ingly|ally)|^un.{4,}ed)s?$")
BODY, PERSON, PLACE, WORK, EVENT = EntityType.ORGANISATION, EntityType.PERSON, EntityType.PLACE, EntityType.WORK, EntityType.EVENT


def data(name: str) -> Any:
    """One data file of this package as plain values (not cached: callers keep what they make of it)."""
    return from_yaml(files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def _flat(value: object) -> frozenset[str]:
    """Every word of a nested list whose lines may hold several words, in lower case."""
    if isinstance(value, list):
        return frozenset().union(*(_flat(v) for v in value))
    if isinstance(value, dict):
        return frozenset().union(*(_flat(v) for v in value.values()))
    # YAML reads a bare "no", "on", "yes" or "off" as a truth value.
    text = {True: "yes on", False: "no off"}.get(value, value) if isinstance(value, bool) else value
    return frozenset(str(text).casefold().split())


@dataclass(frozen=True, slots=True)
class Head:
    """What a head noun says: ``lemma`` in the singular, type, number (``s`` or ``p``), gender (``m``, ``f`` or None when open)."""

    lemma: str
    type: EntityType
    number: str
    gender: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists, folded to lower case. Look-ups are by ``str.casefold()`` of the word unless a field says otherwise."""

    heads: dict[str, Head]
    foreign: dict[str, EntityType]
    translations: dict[str, frozenset[str]]
    titles: dict[str, str]
    double_titles: frozenset[tuple[str, str]]
    female_titles: frozenset[str]
    abbreviated: frozenset[str]
    given: dict[str, str]
    surname_end: re.Pattern[str]
    kunya: frozenset[str]
    nasab: frozenset[str]
    joining: frozenset[str]
    article_like: frozenset[str]
    theophoric: frozenset[str]
    places: frozenset[str]
    demonyms: frozenset[str]
    common: frozenset[str]
    faith: frozenset[str]
    pronouns: dict[str, tuple[str, str, str]]
    relative: frozenset[str]
    first: frozenset[str]
    first_plural: frozenset[str]
    second: frozenset[str]
    empty_it: frozenset[str]
    cues: dict[str, frozenset[str]]


def plural(word: str) -> str:
    """The regular English plural.

    >>> plural("party"), plural("church"), plural("emir")
    ('parties', 'churches', 'emirs')
    """
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def _heads(raw: dict[str, Any]) -> dict[str, Head]:
    female, male = _flat(raw["female"]), _flat(raw["male"])
    found: dict[str, Head] = {}
    for kind in (EVENT, PLACE, WORK, BODY, PERSON):
        for word in sorted(_flat(raw[kind.value])):
            gender = ("f" if word in female else "m" if word in male else None) if kind is PERSON else None
            found[word] = Head(word, kind, "s", gender)
            # Several persons are a body; several bodies, letters or towns stay what they are.
            found.setdefault(plural(word), Head(word, BODY if kind is PERSON else kind, "p", None))
    for word in sorted(_flat(raw["people"])):
        found[word] = Head(found[word].lemma if word in found else word, BODY, "p", None)
    for many, one in raw["plurals"].items():
        found[many] = Head(one, BODY, "p", None)
    return found


def _translations(raw: dict[str, str]) -> dict[str, frozenset[str]]:
    """For every head word, folded, the words of any language that open the name of such a body; "jama'a" stands for "jama'at" as "group" does."""
    found: dict[str, frozenset[str]] = {}
    for english, words in raw.items():
        those = frozenset(fold(w) for w in words.split())
        for w in (english, *those):
            found[w] = found.get(w, frozenset()) | those
    return found


def _given(raw: dict[str, Any]) -> tuple[dict[str, str], re.Pattern[str]]:
    names: dict[str, str] = {}
    for culture, lists in raw.items():
        if culture == "suffixes":
            continue
        for gender in ("m", "f"):
            for name in lists[gender]:
                key = fold(name)
                names[key] = gender if names.get(key, gender) == gender else "a"
    ends = "|".join(sorted(map(re.escape, raw["suffixes"])))
    return names, re.compile(rf"\w{{3,}}(?:{ends})$", re.IGNORECASE)


def _world(raw: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    places, demonyms = {fold(x) for x in raw["regions"]}, {x.casefold() for x in raw["peoples"]}
    for line in raw["countries"]:
        country, people, cities = (part.strip() for part in line.split("|"))
        places |= {fold(x) for x in (country, *cities.split(",")) if x.strip()}
        demonyms |= {x.strip().casefold() for x in people.split(",") if x.strip()}
    demonyms |= {plural(x) for x in demonyms if not x.endswith(("ish", "ese", "ch", "ic", "s"))}
    return frozenset(places), frozenset(demonyms)


@cache
def _english() -> frozenset[str]:
    return lemmas().words()


@cache
def is_english(low: str) -> bool:
    """Whether a word in lower case is a common noun or verb of English, in any of its regular forms, or ends as only words of the language do.

    >>> is_english("oath"), is_english("letters"), is_english("temirov")
    (True, True, False)
    """
    stems = [
        low,
        low.removesuffix("s"),
        low.removesuffix("es"),
        low.removesuffix("ed"),
        low.removesuffix("d"),
        low.removesuffix("ing"),
        low.removesuffix("ing") + "e",
    ]
    return any(stem in _english() for stem in stems) or _DERIVED.search(low) is not None


@cache
def lexicon() -> Lexicon:
    """The one lexicon, loaded on first use."""
    heads, titles, small, pronouns = data("heads"), data("titles"), data("particles"), data("pronouns")
    given, ends = _given(data("given_names"))
    places, demonyms = _world(data("world"))
    third = {k: (v[0], v[1], v[2]) for k, v in pronouns["third"].items()}
    return Lexicon(
        heads=_heads(heads),
        foreign={w: EntityType(kind) for kind, words in heads["foreign"].items() for w in sorted(_flat(words))},
        translations=_translations(heads["translations"]),
        titles={w: kind for kind in ("office", "rank", "honorific") for w in _flat(titles[kind])},
        double_titles=frozenset((a, b) for a, b in titles["double"]),
        female_titles=_flat(titles["female"]),
        abbreviated=_flat(titles["abbreviated"]),
        given=given,
        surname_end=ends,
        kunya=_flat(small["kunya"]),
        nasab=_flat(small["nasab"]),
        joining=_flat(small["joining"]),
        article_like=_flat(small["article"]) - {"as", "at", "an", "el-"},
        theophoric=_flat(small["theophoric"]),
        places=places,
        demonyms=demonyms,
        common=_flat(data("common")["sentence_words"]),
        faith=_flat(data("common")["faith"]) | {"god", "allah", "prophet", "messenger"},
        pronouns=third,
        relative=_flat(pronouns["relative"]),
        first=_flat(pronouns["first"]),
        first_plural=_flat(pronouns["first_plural"]),
        second=_flat(pronouns["second"]),
        empty_it=_flat(pronouns["empty_it"]),
        cues={k: _flat(v) for k, v in data("cues").items()},
    )
