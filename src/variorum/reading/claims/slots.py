"""The slots of a frame: which words fulfil its literals, who stands in its places, what may stay unsaid."""

from __future__ import annotations

from dataclasses import dataclass, field

from variorum.model import EntityType, Predicate, vocabulary
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.patterns import Frame, Literal, Place
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_TO = frozenset({"to"})
_ENDS_OBJECT = frozenset({"that", ",", ";", ":", '"', "“", "whether"})
_ANY = frozenset(EntityType)
AGENT = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_PLACE = frozenset({EntityType.PLACE})
_TYPES = {"person": frozenset({EntityType.PERSON}), "organisation": frozenset({EntityType.ORGANISATION}), "agent": AGENT, "place": _PLACE}


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits: ``anchor`` is the word that it was found by, ``words`` all its words, ``slots`` the fillers of each slot."""

    frame: Frame
    anchor: int
    words: tuple[int, ...]
    slots: dict[str, list[Filler]] = field(default_factory=dict)
    score: float = 0.8


def types_of(frame: Frame, slot: str) -> frozenset[EntityType]:
    """The entity types that may stand in a slot, by the vocabulary and the frame's own restriction."""
    predicate = vocabulary()[frame.predicate]
    allowed = {"S": predicate.subject_types, "O": predicate.object_types, "P": _PLACE, "F": AGENT | _PLACE, "G": AGENT}.get(slot, _ANY)
    for name, words in frame.types:
        if name == slot:
            allowed &= _TYPES[words]
    return allowed


def literal_word(tree: Tree, i: int, core: int, literal: Literal, used: list[int]) -> int | None:
    """The word that fulfils ``literal``: near after the anchor, or (passive, preposed) hanging on it from before."""
    if literal.lemmas == _TO:
        return infinitive_after(tree, i)
    reach = 4 if literal.role == "particle" else 9
    for k in range(i + 1, min(len(tree), i + 1 + reach)):
        if tree.word[k] in wordlists().boundary:
            break
        if k in used or not {tree.lemma[k], tree.word[k]} & literal.lemmas:
            continue
        if literal.role == "particle" or tree.under(k, core, 3) or tree.under(core, k, 1) or k <= i + 3:
            return k
    before = [*tree.kids[core], *_antecedent(tree, core)]
    return next((k for k in before if k not in used and {tree.lemma[k], tree.word[k]} & literal.lemmas), None)


def _antecedent(tree: Tree, verb: int) -> list[int]:
    """The noun that a clause beside it is about and has for its object: "the oath that he gave", "an oath given by him"."""
    h = tree.head[verb]
    if h < 0 or tree.rel[verb] != "acl" or h > verb:
        return []
    gap = tree.relative_is_object(verb) if tree.full[verb] == "acl:relcl" else tree.is_passive(verb)
    return [h] if gap else []


def infinitive_after(tree: Tree, i: int) -> int | None:
    """The "to" of the infinitive that the verb at ``i`` governs: no other verb, no "that" between."""
    for k in range(i + 1, min(len(tree), i + 12)):
        if tree.word[k] == "to" and k + 1 < len(tree) and tree.upos[k + 1] in ("VERB", "AUX", "ADV"):
            return k
        if tree.word[k] in _ENDS_OBJECT or (tree.upos[k] in ("VERB", "AUX") and tree.rel[k] not in ("amod", "compound")):
            return None
    return None


def frame_words(tree: Tree, i: int, core: int, frame: Frame) -> list[int] | None:
    """The anchor and the frame's other words, None if one that is required is missing."""
    words = [i]
    for literal in frame.literals:
        k = literal_word(tree, i, core, literal, words)
        if k is None:
            if not literal.optional:
                return None
            continue
        words.append(k)
    return words


def fill_all(args: Arguments, tokens: list[int], types: frozenset[EntityType]) -> list[Filler]:
    return [f for k in tokens for f in args.fill(k, types)]


def unsaid(found: list[Filler], tokens: list[int], frame: Frame, place: Place) -> list[Filler] | None:
    if found or place.slot == "X":
        return found
    predicate = vocabulary()[frame.predicate]
    unsaid = (place.slot == "S" and predicate.subject_optional) or (place.slot == "O" and predicate.object_optional) or place.optional
    return [] if unsaid else None


def obliques(tree: Tree, args: Arguments, core: int, words: list[int], types: frozenset[EntityType], place: Place) -> list[Filler]:
    """What stands after one of the place's prepositions under any word of the frame, else the next such in the word order."""
    if core != words[0] and tree.prepositions(core) & place.preps and (found := args.fill(core, types)):
        return found  # "she is in Marsa": the place itself is the predicate
    if core != words[0] and len(words) == 1 and (tree.upos[core] == "NOUN" or (tree.upos[core] in ("ADJ", "VERB") and not types & _PLACE)):
        return []  # "he is a teacher at the school", "he was severe with us": with whom he is, is said of words that have frames of their own
    for w in dict.fromkeys((*reversed(words), core)):
        tokens = [k for k in tree.dependents(w, "obl", "nmod", "advcl", "acl", "xcomp", "obj") if tree.prepositions(k) & place.preps]
        if found := fill_all(args, [k for k in tokens if k not in words], types):
            return found
    return surface_obliques(tree, args, max(words[0], *words) if len(words) > 1 else words[0], types, place.preps)


def surface_obliques(tree: Tree, args: Arguments, after: int, types: frozenset[EntityType], preps: frozenset[str]) -> list[Filler]:
    for k in range(after + 1, min(len(tree), after + 9)):
        if tree.word[k] in wordlists().boundary or tree.word[k] in (",", ".") or tree.upos[k] == "VERB":
            break
        if tree.word[k] in preps and tree.upos[k] in ("ADP", "SCONJ", "PART", "ADV") and (guess := args.following(k, types)):
            return [guess]
    return []


def possessors(tree: Tree, args: Arguments, noun: int, types: frozenset[EntityType], preps: tuple[str, ...] = ("of",)) -> list[Filler]:
    tokens = [k for k in tree.kids[noun] if tree.full[k] == "nmod:poss"]
    tokens = tokens or [k for k in tree.dependents(noun, "nmod", "obl") if not tree.prepositions(k).isdisjoint(preps)]
    if found := fill_all(args, tokens, types):
        return found
    guess = args.possessor_before(noun, types)
    return [guess] if guess else []


def complete(frame: Frame, slots: dict[str, list[Filler]]) -> bool:
    """Whether what the vocabulary requires is there, or may be recalled from what was said before."""
    predicate: Predicate = vocabulary()[frame.predicate]
    if frame.together:
        return len(slots.get("S", ())) > 1
    if any(p.kind == "and" for p in frame.places):
        return len(slots.get("S", ())) > 1
    if "S" not in slots and (frame.needs_subject or not predicate.subject_optional or "O" not in slots):
        return False
    needs_object = bool(predicate.object_types) and not predicate.object_optional and not frame.no_object
    return "O" in slots or not needs_object or frame.recall is not None


def score(frame: Frame, slots: dict[str, list[Filler]]) -> float:
    worst = min((f.quality for fillers in slots.values() for f in fillers), default=1.0)
    return round(frame.score * worst, 3)
