"""What a claim says beside its two ends: the title in the text's words, the place where it happened, from whom and into what body."""

from __future__ import annotations

from variorum.model import Args, EntityType, vocabulary
from variorum.reading.claims.arguments import Arguments
from variorum.reading.claims.lexicon import lexicon
from variorum.reading.claims.slots import Match
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_PLACE = frozenset({EntityType.PLACE})
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around"})
_REACH = 12  # words from the verb to the title that it gives


def details(tree: Tree, args: Arguments, match: Match) -> Args:
    """The arguments of a match beside subject and object; ``role`` is the title as it is written, None where none is."""

    def one(slot: str) -> str | None:
        fillers = match.slots.get(slot)
        return fillers[0].entity if fillers else None

    return Args(role=_role(tree, args, match), from_=one("F"), org=one("G"), place=one("P") or _scene(tree, args, match))


def _role(tree: Tree, args: Arguments, match: Match) -> str | None:
    if match.frame.predicate not in wordlists().titled:
        return None
    noun = match.anchor if match.frame.kind == "role" else _given_title(tree, match.anchor)
    if noun is None:
        return None
    low = noun
    while low > 0 and _qualifies(tree, args, low - 1, noun):
        low -= 1
    return " ".join(tree.sentence.tokens[k].text for k in range(low, noun + 1))


def _qualifies(tree: Tree, args: Arguments, i: int, noun: int) -> bool:
    """Whether a word right before a title belongs to it ("military" in "the Front's military commander") and names nobody."""
    return tree.rel[i] in ("amod", "compound") and i < tree.head[i] <= noun and i not in args.by_word and i not in args.by_head


def _given_title(tree: Tree, verb: int) -> int | None:
    """The title that a verb gives: "made him governor", "served as commander", "is commander"."""
    near = range(verb + 1, min(len(tree), verb + _REACH))
    titles = (k for k in near if tree.upos[k] in ("NOUN", "PROPN") and lexicon().at("role", tree.lemma[k]))
    return next((k for k in titles if tree.head[verb] == k or (tree.head[k] == verb and tree.rel[k] in ("xcomp", "obj", "obl"))), None)


def _scene(tree: Tree, args: Arguments, match: Match) -> str | None:
    """Where an event happened: a place after "in" or "at" that hangs on its verb and is not the claim's own object."""
    predicate = vocabulary()[match.frame.predicate]
    if predicate.kind != "event" or predicate.object_types & _PLACE or tree.upos[match.anchor] != "VERB":
        return None
    for k in tree.dependents(match.anchor, "obl"):
        place = args.at(k, _PLACE) if tree.prepositions(k) & _WHERE else None
        if place:
            return place.entity
    return None
