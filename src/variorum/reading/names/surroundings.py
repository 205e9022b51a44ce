"""What the words around a name make it: a person goes *to* places, *tells* papers, and is *father of* somebody.

The evidence that people wrote down (evidence.py) is added to weights that were fitted on the invented worlds (training/names/surroundings.py
writes surroundings.yaml), in the same unit: the logarithm of the odds. A feature never holds a word of the name itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from variorum.model.entity import EntityType
from variorum.reading.names.lexicon import data, is_english, lexicon
from variorum.reading.names.parts import Proper
from variorum.reading.names.words import Word

_MARKS = "\"“”‘’'*_"


def features(words: Sequence[Word], name: Proper) -> tuple[str, ...]:
    """What can be seen around one mention, each as a short readable code; sorted, without doubles."""
    return tuple(sorted({*_before(words, name), *_after(words, name), *_role(words, name), *_shape(words, name)}))


def learned(words: Sequence[Word], name: Proper) -> tuple[tuple[EntityType, float], ...]:
    """The fitted evidence of one mention: a weight for each type, which may be negative."""
    table = _weights()
    found = dict.fromkeys(EntityType, 0.0)
    for feature in features(words, name):
        for kind, weight in table.get(feature, ()):
            found[kind] += weight
    return tuple(found.items())


def _before(words: Sequence[Word], name: Proper) -> Iterator[str]:
    here, at = words[name.first].sentence, name.outer - 1
    quoted = at >= 0 and words[at].text in _MARKS
    at -= quoted
    the = "the " if name.the else ""
    if quoted:
        yield "quoted"
    if at < 0 or words[at].sentence != here:
        yield f"opens {the}".strip()
        return
    yield f"{_class(words[at])} {the}_".replace("  ", " ")
    if at and words[at - 1].sentence == here and words[at].upos in ("ADP", "CCONJ", "PUNCT", "PART"):
        yield f"{_class(words[at - 1])} {words[at].low} {the}_"


def _after(words: Sequence[Word], name: Proper) -> Iterator[str]:
    here = words[name.first].sentence
    after = [w for w in words[name.end : name.end + 4] if w.sentence == here and w.text not in _MARKS[:3]]
    if not after:
        yield "_ end"
        return
    yield f"_ {_class(after[0])}"
    if len(after) > 1 and after[0].upos in ("PUNCT", "PART", "AUX", "CCONJ", "ADP"):
        yield f"_ {after[0].low} {_class(after[1])}"


def _role(words: Sequence[Word], name: Proper) -> Iterator[str]:
    for k in range(name.first, name.end):
        head = words[k].head
        if not name.outer <= head < name.end:
            role = words[k].deprel
            yield f"={role}"
            if head >= 0:
                yield f"={role.partition(':')[0]} {words[head].lemma if not words[head].cap else _class(words[head])}"
            return


def _shape(words: Sequence[Word], name: Proper) -> Iterator[str]:
    """How many words the name has, articles and capitals; nothing that would know the name again."""
    first, size = words[name.first], min(name.end - name.first, 4)
    al = first.low.startswith(("al-", "el-", "ar-", "as-", "ash-", "an-", "at-", "az-", "ad-"))
    plain = is_english(words[name.end - 1].low)
    yield f"~ {'the ' if name.the else ''}{'al-' if al else ''}{size}{' plain' if plain else ''}{' capitals' if first.text.isupper() else ''}"


def _class(word: Word) -> str:
    """A word as it stands in a feature: small words and ordinary words by their dictionary form, names and numbers by their kind."""
    if word.cap and not word.free:
        head = lexicon().heads.get(word.low)
        return f"N-{head.type.value}" if head else "NAME"
    if word.upos == "NUM" or word.text[0].isdigit():
        return "NUMBER"
    return word.lemma.casefold() if word.upos in ("VERB", "NOUN") else word.low


@cache
def _weights() -> dict[str, tuple[tuple[EntityType, float], ...]]:
    raw = data("surroundings")
    kinds = tuple(EntityType(k) for k in raw["types"])
    return {str(f): tuple((k, w) for k, w in zip(kinds, row, strict=True) if w) for f, row in raw["weights"].items()}
