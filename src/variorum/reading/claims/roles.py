"""Frames of nouns and adjectives that say what somebody is: "S, leader of O", "S is loyal to O", "a letter by S"."""

from __future__ import annotations

from variorum.model import EntityType, Mention, MentionForm
from variorum.reading.claims.arguments import Arguments, Filler
from variorum.reading.claims.lexicon import lexicon
from variorum.reading.claims.patterns import Frame
from variorum.reading.claims.slots import (
    AGENT,
    Match,
    complete,
    fill_all,
    frame_words,
    obliques,
    score,
    types_of,
)
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists

_CLOSES = frozenset({",", ".", ";", ")"})


def match_adjective(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    if tree.upos[i] not in ("ADJ", "VERB", "ADV", "NOUN") or (tree.upos[i] in ("ADJ", "ADV") and tree.word[i] not in frame.anchors):
        return None  # "later" is not "late"
    words = frame_words(tree, i, i, frame)
    if words is None:
        return None
    slots: dict[str, list[Filler]] = {}
    for place in frame.places:
        types = types_of(frame, place.slot)
        if place.kind == "subject":
            found = fill_all(args, tree.subjects(i), types)
            if not found and (guess := args.preceding(i, types, 2) or args.adjacent_after(i, types)):
                found = [guess]
        else:
            found = obliques(tree, args, i, words, types, place)
        if not found:
            return None
        slots[place.slot] = found
    return Match(frame, i, tuple(words), slots, score(frame, slots)) if complete(frame, slots) else None


def match_role(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    if tree.upos[i] not in ("NOUN", "PROPN") or not _whole_title(tree, i, frame):
        return None
    me, owner = frame.places
    titles = _coordinated(tree, i)
    owners = next((found for k in titles if (found := _owners(tree, args, k, types_of(frame, owner.slot), owner.preps))), [])
    if not owners or _of_one_cause(tree, i):
        return None
    selves = next((found for k in titles if (found := _selves(tree, args, k, types_of(frame, me.slot)))), [])
    selves = [f for f in selves if f.entity not in {o.entity for o in owners}]
    if not selves:
        return None
    slots = {me.slot: selves, owner.slot: owners}
    return Match(frame, i, (i,), slots, score(frame, slots))


def _of_one_cause(tree: Tree, i: int) -> bool:
    """Whether the noun at ``i`` is only said as letters say it of whoever is on one's side: "our brother Omar", "from your brother"."""
    lists = wordlists()
    return tree.lemma[i] in lists.brethren and any(tree.word[k] in lists.brethren_of for k in (i - 1, i - 2) if k >= 0)


def _coordinated(tree: Tree, i: int) -> list[int]:
    """The title at ``i`` and after it those that stand bare with "and" beside it: "founder and emir" of one body are one man."""
    found = [i]
    for step in (2, -2):
        k = i + step
        while 0 <= k < len(tree) and tree.word[k - step // 2] == "and" and lexicon().at("role", tree.lemma[k]):
            found.append(k)
            k += step
    return found


def _whole_title(tree: Tree, i: int, frame: Frame) -> bool:
    """For titles of two words ("prime_minister") whether the first stands there too."""
    if tree.lemma[i] in frame.anchors or tree.word[i] in frame.anchors:
        return True
    return i > 0 and f"{tree.word[i - 1]}_{tree.lemma[i]}" in frame.anchors


def _owners(tree: Tree, args: Arguments, i: int, types: frozenset[EntityType], preps: frozenset[str]) -> list[Filler]:
    """Whose leader, brother, branch it is: possessor, of-phrase, compound, or the mention right before ("Column fighter")."""
    tokens = [k for k in tree.kids[i] if tree.full[k] == "nmod:poss"]
    if found := fill_all(args, tokens, types):
        return found
    tokens = [k for k in tree.dependents(i, "nmod", "obl") if tree.prepositions(k) & preps]
    if found := fill_all(args, tokens, types):
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
        return [args.named_beside(m, i, types) or Filler(m, i)]
    if found := fill_all(args, tree.dependents(i, "appos", "flat"), types):
        return found
    head, rel = tree.head[i], tree.rel[i]
    if rel in ("appos", "flat", "compound") and head >= 0 and (found := args.fill(head, types)):
        return found
    if guess := args.adjacent_after(i, types) or _after_comma(tree, args, i, types):
        return [guess]
    if beside := _beside(tree, args, i, types):
        return [beside]
    if rel == "nsubj" and head >= 0 and any(tree.rel[k] == "cop" for k in tree.kids[head]) and (found := args.fill(head, types)):
        return found  # "the Column's emir is Omar"
    if any(tree.rel[k] == "cop" for k in tree.kids[i]) and (found := fill_all(args, tree.subjects(i), types)):
        return found
    if rel == "xcomp" and head >= 0 and (found := fill_all(args, tree.subjects(i), types)):
        return found
    if head >= 0 and tree.preposition(i) == "as" and tree.upos[head] in ("VERB", "AUX"):
        around = [*tree.objects(head), *tree.subjects(head)] if not tree.is_passive(head) else tree.subjects(head)
        for k in around:
            if found := args.fill(k, types):
                return found
    return []


def _after_comma(tree: Tree, args: Arguments, i: int, types: frozenset[EntityType]) -> Filler | None:
    """The name between commas after the noun phrase at ``i``, whatever the tree says: the Guard of "the Column's armed wing, the Guard, went"."""
    k = i + 1
    if k < len(tree) and tree.word[k] == "of":
        k = max((args.words_of(m)[1] for w in (k + 1, k + 2) for m in args.by_start.get(w, ())), default=k) + 1
    if k >= len(tree) or tree.word[k] != ",":
        return None
    first = k + 1 + (k + 1 < len(tree) and tree.word[k + 1] == "one")
    for m in args.by_start.get(first, ()):
        after = args.words_of(m)[1] + 1
        if m.form is MentionForm.NAME and args.type_of(m) in types and (after >= len(tree) or tree.word[after] in _CLOSES):
            return args.filler(m, 0.8)
    return None


def _beside(tree: Tree, args: Arguments, i: int, types: frozenset[EntityType]) -> Filler | None:
    """The mention before the comma before the noun phrase at ``i``: "Omar (d. 2004), then the Front's head", whatever the tree says."""
    near = [k for k in tree.dependents(i, "det", "amod", "compound", "nmod") if i - 5 < k < i]
    whole = [k for k in range(max(0, i - 8), i) if tree.under(k, i)]
    for low in dict.fromkeys((min(near, default=i), min(whole, default=i))):
        low = _before_since_when(tree, low)
        if low > 1 and tree.word[low - 1] == "," and (found := args.adjacent_before(_before_brackets(tree, low - 2) + 1, types)):
            return found
    return None


def _before_since_when(tree: Tree, low: int) -> int:
    """The first word of a noun phrase with what says when or who: "once", "itself", "since May 2004" before "a part of the Column"."""
    while low > 1 and (tree.upos[low - 1] in ("ADV", "NUM") or tree.word[low - 1].endswith("self") or tree.word[low - 1] == "since"):
        low -= 1
    return low


def _before_brackets(tree: Tree, i: int) -> int:
    """The word before the brackets that close with word ``i``; ``i`` itself where none do."""
    return next((k for k in range(i, 0, -1) if tree.word[k] == "("), i + 1) - 1 if tree.word[i] == ")" else i


def match_work(tree: Tree, args: Arguments, i: int, frame: Frame) -> Match | None:
    work = args.at(i, frozenset({EntityType.WORK}))
    if work is None:
        return None
    identified, maker = _identified(args, work), frame.places[-1]
    if not identified:
        return None  # "their letters", "his letter": which, the words do not say
    writers = [f for f in _owners(tree, args, i, AGENT, maker.preps) if f.entity != work.entity]
    if not writers:
        return None
    slots = {maker.slot: writers, "O": [Filler(work, i)]}
    return Match(frame, i, (i,), slots, score(frame, slots))


def _identified(args: Arguments, work: Mention) -> bool:
    """Whether a work is told from others by a name or a number."""
    named = any(m.form is MentionForm.NAME and m.entity == work.entity for group in args.by_head.values() for m in group)
    return named or any(c.isdigit() or c in '"“‘' for c in work.text)
