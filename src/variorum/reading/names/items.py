"""The places of a text that may mean somebody, in reading order: names, descriptions, pronouns, with their place in the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model.entity import MentionForm
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.phrases import Phrase
from variorum.reading.names.proper import Proper
from variorum.reading.names.words import Word

# How much a place in the sentence makes somebody the likely sense of a later pronoun: subjects first (Lappin and Leass 1994, weights by hand).
_WEIGHT = {
    "nsubj": 3.0,
    "obj": 2.0,
    "iobj": 2.0,
    "appos": 1.0,
    "root": 2.0,
    "vocative": 0.0,
    "nmod": 1.0,
    "obl": 1.4,
    "conj": 1.8,
    "parataxis": 1.5,
}


@dataclass(frozen=True, slots=True)
class Item:
    """``words[first:end]``; ``at`` is the word that the rest of the sentence leans on, ``governor`` the word it depends on (-1: none).

    ``weight`` is its prominence. Exactly one of ``name`` (its number), ``phrase`` and ``pronoun`` (the word in lower case) is set.
    """

    first: int
    end: int
    at: int
    governor: int
    deprel: str
    weight: float
    form: MentionForm
    name: int | None = None
    phrase: Phrase | None = None
    pronoun: str | None = None


def _place(words: Sequence[Word], first: int, end: int, default: int) -> tuple[int, int, str, float]:
    """The word of a span that depends on something outside it, on what, how, and the prominence of that."""
    for k in range(first, end):
        head = words[k].head
        if not first <= head < end:
            deprel = words[k].deprel
            base = deprel.partition(":")[0]
            weight = _WEIGHT.get(base, 1.0)
            if base == "conj" and head >= 0:
                weight = _WEIGHT.get(words[head].deprel.partition(":")[0], 1.0) - 0.2
            return k, head, deprel, weight
    return default, -1, "", 1.0


def items_of(words: Sequence[Word], names: Sequence[Proper], phrases: Sequence[Phrase]) -> tuple[Item, ...]:
    """All items, sorted by the place of their head word, so that "his" comes before the "his driver" that it is part of."""
    found: list[Item] = []
    for n, name in enumerate(names):
        at, governor, deprel, weight = _place(words, name.outer, name.end, name.end - 1)
        found.append(Item(name.outer, name.end, max(at, name.first), governor, deprel, weight, MentionForm.NAME, name=n))
    for phrase in phrases:
        at, governor, deprel, weight = _place(words, phrase.first, phrase.end, phrase.at)
        found.append(Item(phrase.first, phrase.end, phrase.at, governor, deprel, weight, MentionForm.DESCRIPTION, phrase=phrase))
    lex = lexicon()
    known = set(lex.pronouns) | lex.relative | lex.first | lex.first_plural | lex.second
    inside = {k for name in names for k in range(name.outer, name.end)}
    for i, w in enumerate(words):
        if w.low in known and i not in inside and not (w.text.isupper() and len(w.text) > 1):
            weight = _WEIGHT.get(w.deprel.partition(":")[0], 1.0)
            found.append(Item(i, i + 1, i, w.head, w.deprel, weight, MentionForm.PRONOUN, pronoun=w.low))
    return tuple(sorted(found, key=lambda x: (x.at, x.first, x.end)))
