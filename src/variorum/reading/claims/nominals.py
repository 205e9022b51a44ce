"""Frames of nouns that name a deed: "S's pledge to O", "the killing of O by S", "an alliance between S and O"."""

from __future__ import annotations

from variorum.model import EntityType, vocabulary
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.patterns import Frame, Place
from variorum.reading.claims.slots import (
    Match,
    complete,
    fill_all,
    frame_words,
    score,
    surface_obliques,
    types_of,
    unsaid,
)
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists


def match_noun(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    if tree.upos[i] not in ("NOUN", "PROPN"):
        return None
    words = frame_words(tree, i, i, frame)
    if words is None:
        return None
    slots: dict[str, list[Filler]] = {}
    free = {"nmod:poss"}
    for place in sorted(frame.places, key=lambda p: p.kind == "poss"):
        filled = _noun_slot(tree, args, words, frame, place, free)
        if filled is None:
            return None
        if filled:
            slots[place.slot] = filled
    return Match(frame, i, tuple(words), slots, score(frame, slots)) if complete(frame, slots) else None


def _noun_slot(tree: Tree, args: Arguments, words: list[int], frame: Frame, place: Place, free: set[str]) -> list[Filler] | None:
    types, noun = types_of(frame, place.slot), words[0]
    takes_of = any(p.kind == "prep" and "of" in p.preps for p in frame.places)
    if place.kind == "poss":
        found = fill_all(args, [k for k in tree.kids[noun] if tree.full[k] in free], types)
        preps = {"by", "from"} | (set() if takes_of else {"of"})
        found = found or fill_all(
            args, [k for w in words for k in tree.dependents(w, "nmod", "obl") if tree.preposition(k) in preps], types
        )
        if not found and (guess := args.possessor_before(noun, types) or args.adjacent_before(noun, types)):
            found = [guess]
        found = found or _light_subject(tree, args, noun, types)
        if not found and frame.predicate in wordlists().by_subject and not _has_owner(tree, noun):
            found = _of_the_clause(tree, args, noun, types, wordlists().adjuncts)
        return found or unsaid([], [], frame, place)
    if place.kind == "subject":
        return _of_the_clause(tree, args, noun, types, wordlists().prompted) or None
    if place.kind == "and":
        return []
    if place.kind == "object":
        return fill_all(args, [o for w in words[1:] if tree.upos[w] == "VERB" for o in tree.objects(w)], types) or None
    if place.kind == "prep":
        found = []
        for w in reversed(words):
            found = found or fill_all(args, [k for k in tree.dependents(w, "nmod", "obl") if tree.prepositions(k) & place.preps], types)
        if "between" in place.preps and any(p.kind == "and" for p in frame.places) and len(found) < 2:
            found = _pair_after(tree, args, words[-1], types) or found
        found = found or _light_oblique(tree, args, noun, types, place)
        found = found or surface_obliques(tree, args, words[-1], types, place.preps)
        if not found and "of" in place.preps and vocabulary()[frame.predicate].subject_optional:
            # "his murder", "the Omar killing": with no of-phrase the possessor is the one it was done to
            found = fill_all(args, [k for k in tree.kids[noun] if tree.full[k] == "nmod:poss"], types)
            if found:
                free.clear()
        return found or (None if not place.optional else [])
    return None


def _pair_after(tree: Tree, args: Arguments, after: int, types: frozenset[EntityType]) -> list[Filler]:
    """The two of "between X and Y" by the order of words, for when the tree cuts them apart."""
    between = next((k for k in range(after + 1, min(after + 6, len(tree))) if tree.word[k] == "between"), None)
    first = args.following(between, types) if between is not None else None
    if first is None:
        return []
    last = args.words_of(first.mention)[1]
    second = args.following(last + 1, types) if last + 1 < len(tree) and tree.word[last + 1] == "and" else None
    return [first, second] if second else []


def _light_subject(tree: Tree, args: Arguments, noun: int, types: frozenset[EntityType]) -> list[Filler]:
    """The subject of the verb that only carries the noun: X in "X made a pledge"."""
    v = tree.head[noun]
    if v < 0 or tree.lemma[v] not in wordlists().light_verbs or tree.upos[v] != "VERB":
        return []
    if tree.rel[noun] == "obj":
        return fill_all(args, tree.subjects(v), types) if not tree.is_passive(v) else []
    if tree.full[noun] == "nsubj:pass":
        return fill_all(args, [k for k in tree.dependents(v, "obl") if tree.preposition(k) == "by"], types)
    return []


def _has_owner(tree: Tree, noun: int) -> bool:
    """Whether the noun itself says whose it is: "his letter", "the request of X", resolved or not."""
    return any(tree.full[k] == "nmod:poss" or (tree.rel[k] == "nmod" and "of" in tree.prepositions(k)) for k in tree.kids[noun])


def _of_the_clause(tree: Tree, args: Arguments, noun: int, types: frozenset[EntityType], preps: frozenset[str]) -> list[Filler]:
    """The subject of the verb beside which the noun stands after one of ``preps``: Y in "after talks with X, Y left", "at X's request Y left"."""
    v = tree.head[noun]
    if v < 0 or tree.rel[noun] != "obl" or tree.upos[v] not in ("VERB", "AUX") or tree.prepositions(noun).isdisjoint(preps):
        return []
    return fill_all(args, tree.subjects(v), types)


def _light_oblique(tree: Tree, args: Arguments, noun: int, types: frozenset[EntityType], place: Place) -> list[Filler]:
    """The oblique of the carrying verb: Y in "made a pledge last week to Y"."""
    v = tree.head[noun]
    if v < 0 or tree.rel[noun] not in ("obj", "nsubj") or tree.upos[v] != "VERB":
        return []
    return fill_all(
        args, [k for k in tree.dependents(v, "obl", "nmod") if tree.prepositions(k) & place.preps and "of" not in place.preps], types
    )
