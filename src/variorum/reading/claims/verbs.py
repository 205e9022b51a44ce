"""Frames of verbs: "S swear loyalty to O" in the active, the passive, a relative clause, an infinitive."""

from __future__ import annotations

from variorum.model import EntityType
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.patterns import Frame, Place
from variorum.reading.claims.slots import (
    Match,
    complete,
    fill_all,
    frame_words,
    obliques,
    possessors,
    score,
    surface_obliques,
    types_of,
    unsaid,
)
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_BY = frozenset({"by"})
_OPENS = frozenset({"“", '"', "«", "``"})
_CLOSES = frozenset({"”", '"', "»", "''"})


def match_verb(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    if tree.upos[i] not in ("VERB", "AUX") or (tree.rel[i] == "amod" and frame.literals):
        return None
    copula = tree.lemma[i] == "be"
    if tree.upos[i] == "AUX" and (
        not copula or tree.rel[i] not in ("cop", "aux", "root", "conj", "ccomp", "advcl", "acl", "xcomp", "parataxis")
    ):
        return None
    core = tree.head[i] if copula and tree.rel[i] in ("cop", "aux") and tree.head[i] >= 0 else i
    if tree.rel[i] == "aux" and not any(tree.word[core] in x.lemmas or tree.lemma[core] in x.lemmas for x in frame.literals):
        return None
    passive = not copula and tree.is_passive(i)
    words = frame_words(tree, i, core, frame)
    if words is None:
        return None
    slots: dict[str, list[Filler]] = {}
    for place in frame.places:
        filled = _verb_slot(tree, args, core, words, frame, place, passive)
        if filled is None:
            return None
        if filled:
            slots[place.slot] = filled
    if not complete(frame, slots) or _to_himself(slots) or (frame.needs_thing and not _thing(tree, args, core, slots)):
        return None
    if frame.needs_quoted and not _quoted(tree, core, slots):
        return None
    return Match(frame, i, tuple(words), slots, score(frame, slots))


def _verb_slot(tree: Tree, args: Arguments, core: int, words: list[int], frame: Frame, place: Place, passive: bool) -> list[Filler] | None:
    """The fillers of a place; empty when the text leaves it unsaid and may; None when the frame does not fit."""
    types = types_of(frame, place.slot)
    if place.kind == "subject":
        tokens = tree.subjects(core) if not passive else [k for k in tree.dependents(core, "obl") if tree.preposition(k) == "by"]
        if passive and not tokens and (agent := surface_obliques(tree, args, words[0], types, _BY)):
            return agent
        if not tokens and not passive and (guess := args.preceding(words[0], types) or args.topic_of(core, types)):
            return args.with_coordinated(guess, types)
        if passive and not tokens and _intransitive(frame):
            tokens = tree.subjects(core)  # "the brigade submitted to him", read as a participle
        found = fill_all(args, tokens, types) or _through_words(tree, args, tokens, frame, types)
        if core in tree.repaired and len(found) == 1:
            found = args.with_coordinated(found[0], types)
        if not found and not passive and place.slot == "S" and not place.optional:
            return None  # an order or a broken tree: only a passive leaves its agent unsaid
        return unsaid(found, tokens, frame, place)
    if place.kind == "object":
        tokens = tree.subjects(core) if passive else _objects(tree, core, words, _own_verb(tree, words, frame, place))
        found = fill_all(args, tokens, types)
        if not found and frame.predicate in wordlists().through_deeds:
            owners = [o for k in tokens if tree.upos[k] in ("NOUN", "PROPN") for o in possessors(tree, args, k, types, ("of", "by"))]
            found = [Filler(o.mention, o.token, o.quality * 0.75) for o in owners]
        if passive and not tokens and (guess := args.topic_of(core, types)):
            found = [guess]
        after = words[0] if not place.word else words[min(place.word, len(words) - 1)]
        guessed = not passive and not _bare_copula(core, words)
        if not found and guessed and (guess := args.following(after, types)) and not _has_other_object(tree, args, tokens, guess):
            found = [guess]
        return found or (None if not place.optional and place.slot != "X" else [])
    if place.kind == "poss":
        noun = words[min(place.word, len(words) - 1)]
        return possessors(tree, args, noun, types) or (None if not place.optional else [])
    if place.kind == "and":
        return []
    if place.kind == "complement":
        inner = [k for k in tree.dependents(core, "ccomp") if k > words[0]]
        return fill_all(args, [s for k in inner for s in tree.own_subjects(k)], types) or None
    return obliques(tree, args, core, words, types, place) or (None if not place.optional else [])


def _through_words(tree: Tree, args: Arguments, tokens: list[int], frame: Frame, types: frozenset[EntityType]) -> list[Filler]:
    """Whose words do what the frame says, where the subject is something written or said: the Sheikh of "the Sheikh's letter blames them"."""
    lists = wordlists()
    if frame.predicate not in lists.through_words:
        return []
    spoken = [k for k in tokens if tree.lemma[k] in lists.words_of or tree.word[k] in lists.words_of]
    owners = [o for k in spoken for o in possessors(tree, args, k, types, ("of", "by", "from"))]
    return [Filler(o.mention, o.token, o.quality * 0.85) for o in owners]


def _bare_copula(core: int, words: list[int]) -> bool:
    return core != words[0] and len(words) == 1


def _to_himself(slots: dict[str, list[Filler]]) -> bool:
    """Whether one and the same stands in both places, so that nothing is said of two: a word was taken for another of the frame's."""
    subjects, objects = ({f.entity for f in slots.get(slot, ())} for slot in ("S", "O"))
    return len(subjects) == 1 and subjects == objects


def _own_verb(tree: Tree, words: list[int], frame: Frame, place: Place) -> int | None:
    """The verb whose object a place is, where another place is the object of another: "sent a boy to ask Y" asked Y and no boy."""
    others = {p.word for p in frame.places if p.kind == "object" and p.slot != place.slot}
    last = words[min(place.word, len(words) - 1)]
    return last if others and place.word and place.word not in others and tree.upos[last] == "VERB" else None


def _objects(tree: Tree, core: int, words: list[int], own: int | None = None) -> list[int]:
    """The words that stand as the object of the frame's verbs; after a bare copula, the name that the subject is said to be.

    "He was with Karim", "he was Karim's": another's name, with a case of its own.
    """
    if _bare_copula(core, words):
        return [core] if tree.upos[core] == "PROPN" and not tree.dependents(core, "case") else []
    verbs = [core, *(w for w in words[1:] if tree.upos[w] == "VERB" and w != core)] if own is None else [own]
    return [o for v in verbs for o in tree.objects(v) if o not in words]


def _thing(tree: Tree, args: Arguments, core: int, slots: dict[str, list[Filler]]) -> bool:
    """Whether what is given, sent, refused is there too: an object of the verb that is nobody in its slots, nor a clause."""
    filled = {f.token for fillers in slots.values() for f in fillers}
    return any(k not in filled for k in tree.dependents(core, "obj", "iobj"))


def _quoted(tree: Tree, core: int, slots: dict[str, list[Filler]]) -> bool:
    """Whether what somebody is called stands between quotation marks right after the object, and no word in it praises."""
    named = max((f.token for f in slots.get("O", ()) if f.token > core), default=core)
    opened = next((k for k in range(core + 1, min(len(tree), named + 7)) if tree.word[k] in _OPENS and k > named), None)
    if opened is None or any(tree.upos[k] == "VERB" or tree.word[k] in wordlists().boundary for k in range(named + 1, opened)):
        return False
    closed = next((k for k in range(opened + 1, len(tree)) if tree.word[k] in _CLOSES), len(tree))
    inside = {x for k in range(opened + 1, closed) for x in (tree.word[k], tree.lemma[k])}
    return not inside & wordlists().praising and any(tree.upos[k] in ("NOUN", "ADJ", "VERB") for k in range(opened + 1, closed))


def _has_other_object(tree: Tree, args: Arguments, tokens: list[int], guess: Filler) -> bool:
    """Whether the verb has an object of its own before the guess: "took the name Salim" took the name, not Salim."""
    return any(tree.upos[k] == "NOUN" and k not in args.by_head and k < guess.token for k in tokens)


def _intransitive(frame: Frame) -> bool:
    return not any(p.kind == "object" for p in frame.places) and not any(x.role == "object" for x in frame.literals)
