"""The closed word classes of the claim grammar, read once from ``frames/syntax.yaml`` and ``frames/irregular.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from variorum.yaml_data import from_yaml


def read_yaml(name: str) -> Any:
    """The content of one data file of this package."""
    return from_yaml((files("variorum.reading.claims") / "frames" / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Wordlists:
    """Sets of lemmas (lower case); see the comments in the file for what each is."""

    object_control: frozenset[str]
    light_verbs: frozenset[str]
    vague: frozenset[str]
    transparent: frozenset[str]
    collective: frozenset[str]
    titled: frozenset[str]
    negative: frozenset[str]
    implicative_negative: frozenset[str]
    denial_nouns: frozenset[str]
    boundary: frozenset[str]
    particles: frozenset[str]
    prepositions: frozenset[str]
    nounlike: frozenset[str]
    through_deeds: frozenset[str]
    through_words: frozenset[str]
    words_of: frozenset[str]
    by_subject: frozenset[str]
    adjuncts: frozenset[str]
    prompted: frozenset[str]
    readers: frozenset[str]
    departments: frozenset[str]
    lesser: frozenset[str]
    brethren: frozenset[str]
    brethren_of: frozenset[str]
    same_time: frozenset[str]
    begins: frozenset[str]
    begun: frozenset[str]
    nowadays: frozenset[str]
    in_passing: frozenset[str]
    shifts_time: frozenset[str]
    moments: frozenset[str]
    genuine: frozenset[str]
    forged: frozenset[str]
    judges: frozenset[str]
    at_hand: frozenset[str]
    praising: frozenset[str]
    irregular: dict[str, str]


@cache
def wordlists() -> Wordlists:
    """The project's own lists."""
    data = read_yaml("syntax.yaml")
    irregular = {form: lemma for lemma, forms in read_yaml("irregular.yaml").items() for form in forms}
    return Wordlists(**{k: frozenset(str(w) for w in v) for k, v in data.items()}, irregular=irregular)
