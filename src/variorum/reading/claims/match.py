"""Frames against one sentence: every place where a line of the lexicon fits, with who fills its slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from variorum.model import EntityType, MentionForm, Predicate, vocabulary
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.lexicon import lexicon
from variorum.reading.claims.patterns import Frame, Literal, Place
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_TO = frozenset({"to"})
_ENDS_OBJECT = frozenset({"that", ",", ";", ":", '"', "“", "whether"})
_BY = frozenset({"by"})
_ANY = frozenset(EntityType)
_AGENT = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_PLACE = frozenset({EntityType.PLACE})
_TYPES = {"person": frozenset({EntityType.PERSON}), "organisation": frozenset({EntityType.ORGANISATION}), "agent": _AGENT, "place": _PLACE}


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits: ``anchor`` is the word that it was found by, ``words`` all its words, ``slots`` the fillers of each slot."""

    frame: Frame
    anchor: int
    words: tuple[int, ...]
    slots: dict[str, list[Filler]] = field(default_factory=dict)
    score: float = 0.8


def matches(tree: Tree, args: Arguments) -> Iterator[Match]:
    """Every match in text order; of two at one word the one whose frame names more words, all where they name equally many."""
    for i in range(len(tree)):
        found: list[Match] = []
        for kind, finder in FINDERS.items():
            lemma = tree.lemma[i]
            keys = dict.fromkeys(
                (lemma, tree.word[i], f"{lemma}e", lemma + lemma[-1:])
            )  # the lemmatiser leaves "seced", "rebuf" of unknown verbs
            for frame in dict.fromkeys(f for key in keys for f in lexicon().at(kind, key)):
                if m := finder(tree, args, i, frame):
                    found.append(m)
        most = max((len(m.words) for m in found), default=0)
        kept = [m for m in found if len(m.words) == most]
        if any(m.frame.predicate == "leads" for m in kept):  # whoever leads it is not also said to be a member
            kept = [m for m in kept if m.frame.predicate not in ("member_of", "commands")]
        yield from kept


def types_of(frame: Frame, slot: str) -> frozenset[EntityType]:
    """The entity types that may stand in a slot, by the vocabulary and the frame's own restriction."""
    predicate = vocabulary()[frame.predicate]
    allowed = {"S": predicate.subject_types, "O": predicate.object_types, "P": _PLACE, "F": _AGENT | _PLACE, "G": _AGENT}.get(slot, _ANY)
    for name, words in frame.types:
        if name == slot:
            allowed &= _TYPES[words]
    return allowed


def _literal(tree: Tree, i: int, core: int, literal: Literal, used: list[int]) -> int | None:
    """The word that fulfils ``literal``: near after the anchor, or (passive, preposed) hanging on it from before."""
    if literal.lemmas == _TO:
        return _infinitive_after(tree, i)
    reach = 4 if literal.role == "particle" else 9
    for k in range(i + 1, min(len(tree), i + 1 + reach)):
        if tree.word[k] in wordlists().boundary:
            break
        if k in used or not {tree.lemma[k], tree.word[k]} & literal.lemmas:
            continue
        if literal.role == "particle" or tree.under(k, core, 3) or tree.under(core, k, 1) or k <= i + 3:
            return k
    return next((k for k in tree.kids[core] if k not in used and {tree.lemma[k], tree.word[k]} & literal.lemmas), None)


def _infinitive_after(tree: Tree, i: int) -> int | None:
    """The "to" of the infinitive that the verb at ``i`` governs: no other verb, no "that" between."""
    for k in range(i + 1, min(len(tree), i + 12)):
        if tree.word[k] == "to" and k + 1 < len(tree) and tree.upos[k + 1] in ("VERB", "AUX", "ADV"):
            return k
        if tree.word[k] in _ENDS_OBJECT or (tree.upos[k] in ("VERB", "AUX") and tree.rel[k] not in ("amod", "compound")):
            return None
    return None


def _words(tree: Tree, i: int, core: int, frame: Frame) -> list[int] | None:
    """The anchor and the frame's other words, None if one that is required is missing."""
    words = [i]
    for literal in frame.literals:
        k = _literal(tree, i, core, literal, words)
        if k is None:
            if not literal.optional:
                return None
            continue
        words.append(k)
    return words


def _verb(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
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
    words = _words(tree, i, core, frame)
    if words is None:
        return None
    slots: dict[str, list[Filler]] = {}
    for place in frame.places:
        filled = _verb_slot(tree, args, core, words, frame, place, passive)
        if filled is None:
            return None
        if filled:
            slots[place.slot] = filled
    if not _complete(frame, slots):
        return None
    return Match(frame, i, tuple(words), slots, _score(frame, slots))


def _verb_slot(tree: Tree, args: Arguments, core: int, words: list[int], frame: Frame, place: Place, passive: bool) -> list[Filler] | None:
    """The fillers of a place; empty when the text leaves it unsaid and may; None when the frame does not fit."""
    types = types_of(frame, place.slot)
    if place.kind == "subject":
        tokens = tree.subjects(core) if not passive else [k for k in tree.dependents(core, "obl") if tree.preposition(k) == "by"]
        if passive and not tokens and (agent := _surface_oblique(tree, args, words[0], types, _BY)):
            return agent
        if not tokens and not passive and (guess := args.preceding(words[0], types) or args.topic_of(core, types)):
            return args.with_coordinated(guess, types)
        if passive and not tokens and _intransitive(frame):
            tokens = tree.subjects(core)  # "the brigade submitted to him", read as a participle
        found = _all(args, tokens, types)
        if core in tree.repaired and len(found) == 1:
            found = args.with_coordinated(found[0], types)
        if not found and not passive and place.slot == "S" and not place.optional:
            return None  # an order or a broken tree: only a passive leaves its agent unsaid
        return _or_unsaid(found, tokens, frame, place)
    if place.kind == "object":
        verbs = [core, *(w for w in words[1:] if tree.upos[w] == "VERB" and w != core)]
        tokens = tree.subjects(core) if passive else [o for v in verbs for o in tree.objects(v) if o not in words]
        found = _all(args, tokens, types)
        if not found and frame.predicate in wordlists().through_deeds:
            owners = [o for k in tokens if tree.upos[k] in ("NOUN", "PROPN") for o in _possessors(tree, args, k, types, ("of", "by"))]
            found = [Filler(o.mention, o.token, o.quality * 0.75) for o in owners]
        if passive and not tokens and (guess := args.topic_of(core, types)):
            found = [guess]
        if (
            not found
            and not passive
            and (guess := args.following(words[0] if not place.word else words[min(place.word, len(words) - 1)], types))
        ):
            found = [guess]
        return found or (None if not place.optional and place.slot != "X" else [])
    if place.kind == "poss":
        noun = words[min(place.word, len(words) - 1)]
        return _possessors(tree, args, noun, types) or (None if not place.optional else [])
    if place.kind == "and":
        return []
    if place.kind == "complement":
        inner = [k for k in tree.dependents(core, "ccomp") if k > words[0]]
        return _all(args, [s for k in inner for s in tree.own_subjects(k)], types) or None
    return _oblique(tree, args, core, words, types, place) or (None if not place.optional else [])


def _intransitive(frame: Frame) -> bool:
    return not any(p.kind == "object" for p in frame.places) and not any(x.role == "object" for x in frame.literals)


def _all(args: Arguments, tokens: list[int], types: frozenset[EntityType]) -> list[Filler]:
    return [f for k in tokens for f in args.fill(k, types)]


def _or_unsaid(found: list[Filler], tokens: list[int], frame: Frame, place: Place) -> list[Filler] | None:
    if found or place.slot == "X":
        return found
    predicate = vocabulary()[frame.predicate]
    unsaid = (place.slot == "S" and predicate.subject_optional) or (place.slot == "O" and predicate.object_optional) or place.optional
    return [] if unsaid else None


def _oblique(tree: Tree, args: Arguments, core: int, words: list[int], types: frozenset[EntityType], place: Place) -> list[Filler]:
    """What stands after one of the place's prepositions under any word of the frame, else the next such in the word order."""
    if core != words[0] and tree.prepositions(core) & place.preps and (found := args.fill(core, types)):
        return found  # "she is in Marsa": the place itself is the predicate
    for w in dict.fromkeys((*reversed(words), core)):
        tokens = [k for k in tree.dependents(w, "obl", "nmod", "advcl", "acl", "xcomp", "obj") if tree.prepositions(k) & place.preps]
        if found := _all(args, [k for k in tokens if k not in words], types):
            return found
    return _surface_oblique(tree, args, max(words[0], *words) if len(words) > 1 else words[0], types, place.preps)


def _surface_oblique(tree: Tree, args: Arguments, after: int, types: frozenset[EntityType], preps: frozenset[str]) -> list[Filler]:
    for k in range(after + 1, min(len(tree), after + 9)):
        if tree.word[k] in wordlists().boundary or tree.word[k] in (",", ".") or tree.upos[k] == "VERB":
            break
        if tree.word[k] in preps and tree.upos[k] in ("ADP", "SCONJ", "PART", "ADV") and (guess := args.following(k, types)):
            return [guess]
    return []


def _possessors(tree: Tree, args: Arguments, noun: int, types: frozenset[EntityType], preps: tuple[str, ...] = ("of",)) -> list[Filler]:
    tokens = [k for k in tree.kids[noun] if tree.full[k] == "nmod:poss"]
    tokens = tokens or [k for k in tree.dependents(noun, "nmod", "obl") if tree.preposition(k) in preps]
    if found := _all(args, tokens, types):
        return found
    guess = args.possessor_before(noun, types)
    return [guess] if guess else []


def _noun(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    if tree.upos[i] not in ("NOUN", "PROPN"):
        return None
    words = _words(tree, i, i, frame)
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
    return Match(frame, i, tuple(words), slots, _score(frame, slots)) if _complete(frame, slots) else None


def _noun_slot(tree: Tree, args: Arguments, words: list[int], frame: Frame, place: Place, free: set[str]) -> list[Filler] | None:
    types, noun = types_of(frame, place.slot), words[0]
    takes_of = any(p.kind == "prep" and "of" in p.preps for p in frame.places)
    if place.kind == "poss":
        found = _all(args, [k for k in tree.kids[noun] if tree.full[k] in free], types)
        preps = {"by", "from"} | (set() if takes_of else {"of"})
        found = found or _all(args, [k for w in words for k in tree.dependents(w, "nmod", "obl") if tree.preposition(k) in preps], types)
        if not found and (guess := args.possessor_before(noun, types) or args.adjacent_before(noun, types)):
            found = [guess]
        found = found or _light_subject(tree, args, noun, types)
        return found or _or_unsaid([], [], frame, place)
    if place.kind == "and":
        return []
    if place.kind == "object":
        return _all(args, [o for w in words[1:] if tree.upos[w] == "VERB" for o in tree.objects(w)], types) or None
    if place.kind == "prep":
        found = []
        for w in reversed(words):
            found = found or _all(args, [k for k in tree.dependents(w, "nmod", "obl") if tree.prepositions(k) & place.preps], types)
        if "between" in place.preps and any(p.kind == "and" for p in frame.places) and len(found) < 2:
            found = _pair_after(tree, args, words[-1], types) or found
        found = found or _light_oblique(tree, args, noun, types, place)
        found = found or _surface_oblique(tree, args, words[-1], types, place.preps)
        if not found and "of" in place.preps and vocabulary()[frame.predicate].subject_optional:
            # "his murder", "the Omar killing": with no of-phrase the possessor is the one it was done to
            found = _all(args, [k for k in tree.kids[noun] if tree.full[k] == "nmod:poss"], types)
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
        return _all(args, tree.subjects(v), types) if not tree.is_passive(v) else []
    if tree.full[noun] == "nsubj:pass":
        return _all(args, [k for k in tree.dependents(v, "obl") if tree.preposition(k) == "by"], types)
    return []


def _light_oblique(tree: Tree, args: Arguments, noun: int, types: frozenset[EntityType], place: Place) -> list[Filler]:
    """The oblique of the carrying verb: Y in "made a pledge last week to Y"."""
    v = tree.head[noun]
    if v < 0 or tree.rel[noun] not in ("obj", "nsubj") or tree.upos[v] != "VERB":
        return []
    return _all(
        args, [k for k in tree.dependents(v, "obl", "nmod") if tree.prepositions(k) & place.preps and "of" not in place.preps], types
    )


def _adj(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    if tree.upos[i] not in ("ADJ", "VERB", "ADV", "NOUN") or (tree.upos[i] in ("ADJ", "ADV") and tree.word[i] not in frame.anchors):
        return None  # "later" is not "late"
    words = _words(tree, i, i, frame)
    if words is None:
        return None
    slots: dict[str, list[Filler]] = {}
    for place in frame.places:
        types = types_of(frame, place.slot)
        if place.kind == "subject":
            found = _all(args, tree.subjects(i), types)
            if not found and (guess := args.preceding(i, types, 2) or args.adjacent_after(i, types)):
                found = [guess]
        else:
            found = _oblique(tree, args, i, words, types, place)
        if not found:
            return None
        slots[place.slot] = found
    return Match(frame, i, tuple(words), slots, _score(frame, slots)) if _complete(frame, slots) else None


def _role(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    if tree.upos[i] not in ("NOUN", "PROPN") or not _whole_title(tree, i, frame):
        return None
    me, owner = frame.places
    owners = _owners(tree, args, i, types_of(frame, owner.slot), owner.preps)
    if not owners:
        return None
    selves = [f for f in _selves(tree, args, i, types_of(frame, me.slot)) if f.entity not in {o.entity for o in owners}]
    if not selves:
        return None
    slots = {me.slot: selves, owner.slot: owners}
    return Match(frame, i, (i,), slots, _score(frame, slots))


def _whole_title(tree: Tree, i: int, frame: Frame) -> bool:
    """For titles of two words ("prime_minister") whether the first stands there too."""
    if tree.lemma[i] in frame.anchors or tree.word[i] in frame.anchors:
        return True
    return i > 0 and f"{tree.word[i - 1]}_{tree.lemma[i]}" in frame.anchors


def _owners(tree: Tree, args: Arguments, i: int, types: frozenset[EntityType], preps: frozenset[str]) -> list[Filler]:
    """Whose leader, brother, branch it is: possessor, of-phrase, compound, or the mention right before ("Column fighter")."""
    tokens = [k for k in tree.kids[i] if tree.full[k] == "nmod:poss"]
    if found := _all(args, tokens, types):
        return found
    tokens = [k for k in tree.dependents(i, "nmod", "obl") if tree.prepositions(k) & preps]
    if found := _all(args, tokens, types):
        return found
    head = tree.head[i]
    if (
        head >= 0
        and tree.upos[head] in ("VERB", "AUX")
        and i + 1 < len(tree)
        and tree.word[i + 1] in preps
        and (guess := args.following(i + 1, types))
    ):
        return [guess]
    for k in tree.dependents(i, "compound", "amod", "nmod", "flat"):
        if k < i and (m := args.at(k, types)):
            return [Filler(m, k, 0.9)]
    guess = args.possessor_before(i, types) or args.adjacent_before(i, types)
    return [guess] if guess else []


def _selves(tree: Tree, args: Arguments, i: int, types: frozenset[EntityType]) -> list[Filler]:
    """Whom the noun at ``i`` denotes: its own mention, its apposition, the name after it, its subject, what "as" ties it to."""
    if m := args.at(i, types):
        return [Filler(m, i)]
    if found := _all(args, tree.dependents(i, "appos", "flat"), types):
        return found
    head, rel = tree.head[i], tree.rel[i]
    if rel in ("appos", "flat", "compound") and head >= 0 and (found := args.fill(head, types)):
        return found
    if guess := args.adjacent_after(i, types):
        return [guess]
    first = min((k for k in tree.dependents(i, "det", "amod", "compound", "nmod") if k < i and k > i - 5), default=i)
    if first >= 2 and tree.word[first - 1] == "," and (guess := args.adjacent_before(first - 1, types)):
        return [guess]
    if any(tree.rel[k] == "cop" for k in tree.kids[i]) and (found := _all(args, tree.subjects(i), types)):
        return found
    if rel == "xcomp" and head >= 0 and (found := _all(args, tree.subjects(i), types)):
        return found
    if head >= 0 and tree.preposition(i) == "as" and tree.upos[head] in ("VERB", "AUX"):
        around = [*tree.objects(head), *tree.subjects(head)] if not tree.is_passive(head) else tree.subjects(head)
        for k in around:
            if found := args.fill(k, types):
                return found
    return []


def _work(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    work = args.at(i, frozenset({EntityType.WORK}))
    if work is None:
        return None
    writers = _owners(tree, args, i, _AGENT, frozenset({"by", "of", "from"}))
    if not writers or any(f.mention.form is MentionForm.PRONOUN for f in writers):
        return None  # "his letter" tells less of a work than of whoever reads it
    slots = {"S": writers, "O": [Filler(work, i)]}
    return Match(frame, i, (i,), slots, _score(frame, slots))


def _complete(frame: Frame, slots: dict[str, list[Filler]]) -> bool:
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


def _score(frame: Frame, slots: dict[str, list[Filler]]) -> float:
    worst = min((f.quality for fillers in slots.values() for f in fillers), default=1.0)
    return round(frame.score * worst, 3)


FINDERS = {"verb": _verb, "noun": _noun, "adj": _adj, "role": _role, "work": _work}
