"""Whether somebody who is only described is of note: "the letter" of which a page is full, or "a man" in a simile.

What can be seen of a description, and of how it is taken up, are signs; their weights were fitted on annotated pages (training/names/noted.py writes
noted.yaml). No sign holds a noun that describes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp

from variorum.model.entity import EntityType
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import data, lexicon
from variorum.reading.names.phrases import Phrase
from variorum.reading.names.words import Word

_MANY, _WITH_PRONOUNS, _LONG = 4, 3, 4  # mentions, pronouns and words from which more make no difference
_NONE = (0.03, 0.1, 0.2, 0.3, 0.4)  # steps of the chance that a noun describes nobody


def signs(kind: EntityType, words: Sequence[Word], spoken: Sequence[Item], none: Mapping[int, float]) -> tuple[str, ...]:
    """What speaks for or against somebody whom nothing but descriptions and pronouns mention: short readable codes after the type, sorted, without
    doubles; empty where no description is among the mentions. ``none`` is the chance for some nouns (places in the row) that they describe nobody;
    empty where nobody was asked."""
    phrases = [x.phrase for x in spoken if x.phrase is not None]
    if not phrases:
        return ()
    found = ["", *_times(spoken, phrases), *_shape(phrases), *_about(words, phrases[0]), *_role(words, spoken)]
    if none:
        chance = none.get(phrases[0].at)
        found.append("not asked" if chance is None else f"none {sum(chance >= step for step in _NONE)}")
    return tuple(sorted({f"{kind.value} {sign}".rstrip() for sign in found}))


def noted(found: Sequence[str]) -> float:
    """The chance that an annotator would list whoever has these signs; one half where none is known."""
    return 1 / (1 + exp(-sum(_weights()[sign] for sign in found if sign in _weights())))


def is_noted(found: Sequence[str], *, asked: bool) -> bool:
    """Whether whoever has these signs is to be listed: if that is likelier than not where the network of kinds was asked, which has sorted out most that
    describes nobody; only at a chance a little above one half where it was not."""
    return noted(found) >= _least(asked)


def _times(spoken: Sequence[Item], phrases: Sequence[Phrase]) -> Iterator[str]:
    first = phrases[0]
    yield f"described {min(len(phrases), _MANY)}"
    yield f"pronouns {min(len(spoken) - len(phrases), _WITH_PRONOUNS)}"
    yield f"{first.det} {first.head.number} times {min(len(spoken), _MANY)}"
    if first.det in ("a", "bare") and any(p.det in ("the", "own") for p in phrases[1:]):
        yield "taken up"


def _shape(phrases: Sequence[Phrase]) -> Iterator[str]:
    first = phrases[0]
    yield f"{first.det} {first.head.number}"
    yield f"length {min(first.end - first.first, _LONG)}"


def _about(words: Sequence[Word], phrase: Phrase) -> Iterator[str]:
    """Who owns it, what complements it, what else tells it from others."""
    if phrase.owner is not None:
        yield "owner name" if words[phrase.owner].cap else "owner pronoun" if phrase.owner == phrase.first else "owner noun"
    if phrase.of is not None:
        yield f"{words[phrase.end].low} {'name' if words[phrase.of].cap else 'noun'}"
    elif phrase.stop == phrase.end:
        yield "no complement"
    if phrase.wider:
        yield "wider"
    inside = words[phrase.first + 1 : max(phrase.stop, *phrase.wider, 0)]
    if any(w.cap for w in inside):
        yield "capital inside"
    if any(w.text[0].isdigit() for w in inside):
        yield "number inside"


def _role(words: Sequence[Word], spoken: Sequence[Item]) -> Iterator[str]:
    """What part it plays in its sentences, and whether it says or does something there."""
    says = lexicon().cues["person_verbs"]
    for x in spoken:
        role = x.deprel.partition(":")[0]
        if x.phrase is not None:
            yield f"as {role}"
        elif role != "nsubj":
            continue
        if x.governor < 0:
            continue
        verb = words[x.governor]
        if verb.low in says or verb.lemma in says:
            yield f"{role} of saying"
        elif role == "nsubj" and verb.upos == "VERB":
            yield "acts"


@cache
def _weights() -> dict[str, float]:
    return {str(sign): float(weight) for sign, weight in data("noted")["weights"].items()}


@cache
def _least(asked: bool) -> float:
    return float(data("noted")["least"]["asked" if asked else "alone"])
