"""How many: "the Guard numbers 400 fighters", "some sixty men of the brigade", "a band of thirty"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from variorum.model import Args, EntityType
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.modality import modality
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import read_yaml

_BODY = frozenset({EntityType.ORGANISATION})
_DIGITS = re.compile(r"\d{2,3}$|\d{1,3}(,\d{3})+$|\d{4,}$")
_JOINS = frozenset({"and", "or", "to", "-", "–"})
_YEAR = re.compile(r"(1[89]|20)\d\d$")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {k: frozenset(str(w) for w in v) for k, v in read_yaml("numbers.yaml").items()}


def strengths(tree: Tree, args: Arguments) -> Iterator[Proposition]:
    """One proposition for every number of people that is tied to a body; the number in words of the text is ``args.quantity``."""
    done: set[int] = set()
    for i in range(len(tree)):
        if i in done or not _is_number(tree, i):
            continue
        low, high = _number_span(tree, i)
        done.update(range(low, high + 1))
        for body in _body(tree, args, low, high)[:1]:
            first, last = args.words_of(body.mention)
            start, end = (tree.start[min(low, first)], tree.end[max(high, last)]) if first >= 0 else (tree.start[low], tree.end[high])
            quantity = " ".join(tree.sentence.tokens[k].text for k in range(low, high + 1))
            manner = modality(tree, i, (i,))
            yield Proposition(
                "strength", body.entity, None, start, end, tree.start[i], "strength.number", round(0.6 * body.quality, 3), (start, end),
                Args(quantity=quantity), manner.polarity, manner.mode, manner.certainty,
            )  # fmt: skip


def _some_of(tree: Tree, noun: int) -> bool:
    """Whether those counted do or suffer something, and so may be some of the body only: "sixty fighters of the Guard crossed over"."""
    verb = tree.head[noun]
    return verb >= 0 and tree.rel[noun] in ("nsubj", "obj") and tree.upos[verb] == "VERB" and tree.lemma[verb] not in _lists()["verbs"]


def _having(tree: Tree, args: Arguments, noun: int) -> list[Filler]:
    """The body that is, begins or is begun "with forty men": what the phrase hangs on, else what its verb is about."""
    h = tree.head[noun]
    if h < 0 or tree.rel[noun] not in ("obl", "nmod") or "with" not in tree.prepositions(noun):
        return []
    if tree.rel[noun] == "nmod" and (found := args.fill(h, _BODY)):
        return found
    about = [*tree.objects(h), *tree.subjects(h)] if tree.upos[h] == "VERB" else []
    return next((found for k in about if (found := args.fill(k, _BODY))), [])


def _is_number(tree: Tree, i: int) -> bool:
    word = tree.word[i]
    return word in _lists()["words"] or (_DIGITS.match(word) is not None and not _YEAR.match(word))


def _number_span(tree: Tree, i: int) -> tuple[int, int]:
    low = high = i
    while low > 0 and (tree.word[low - 1] in _lists()["hedges"] or _is_number(tree, low - 1)):
        low -= 1
    while high + 1 < len(tree) and (
        _is_number(tree, high + 1) or (tree.word[high + 1] in _JOINS and high + 2 < len(tree) and _is_number(tree, high + 2))
    ):
        high += 1
    return low, high


def _body(tree: Tree, args: Arguments, low: int, high: int) -> list[Filler]:
    """Whose number it is: of the noun counted (its own mention, its of-phrase), else the subject of the verb of counting."""
    noun = next(
        (k for k in range(high + 1, min(high + 4, len(tree))) if tree.lemma[k] in _lists()["people"] or tree.word[k] in _lists()["people"]),
        None,
    )
    number = high if noun is None else noun
    if noun is not None and (having := _having(tree, args, noun)):
        return having
    if noun is not None and not _some_of(tree, noun):
        for k in tree.dependents(noun, "nmod", "compound"):
            if (tree.rel[k] == "compound" or tree.preposition(k) in ("of", "in", "from")) and (found := args.fill(k, _BODY)):
                return found
        if m := args.at(noun, _BODY):
            return [Filler(m, noun, 0.7)]
    up = tree.head[number]
    for _ in range(3):
        if up < 0:
            break
        if tree.lemma[up] in _lists()["verbs"] and (noun is not None or tree.lemma[up] in _lists()["bare"]):
            return [f for k in tree.subjects(up) for f in args.fill(k, _BODY)]
        if tree.lemma[up] in _lists()["nouns"]:
            return [f for k in tree.kids[up] if tree.rel[k] == "nmod" for f in args.fill(k, _BODY)]
        up = tree.head[up]
    return []
