"""Frames against one sentence: every place where a line of the lexicon fits, with who fills its slots."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import EntityType
from variorum.reading.claims.arguments import Arguments
from variorum.reading.claims.lexicon import frames_for
from variorum.reading.claims.nominals import match_noun
from variorum.reading.claims.roles import match_adjective, match_role, match_work
from variorum.reading.claims.slots import Match
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.verbs import match_verb
from variorum.reading.claims.wordlists import wordlists

_PLACE = frozenset({EntityType.PLACE})
_DETERMINERS = frozenset({"the", "its", "their", "his"})

#: How frames of each kind are looked for.
FINDERS = {"verb": match_verb, "noun": match_noun, "adj": match_adjective, "role": match_role, "work": match_work}


def _same_two(one: Match, other: Match) -> bool:
    """Whether two matches speak of the same pair, whoever is subject; of one alone, whether it is in the other's pair."""
    mine, theirs = ({f.entity for slot in ("S", "O") for f in m.slots.get(slot, ())} for m in (one, other))
    return mine <= theirs or theirs <= mine


def _takes_over(longer: Match, shorter: Match, tree: Tree) -> bool:
    """Whether ``longer``, which names more words at the same place, says what the words mean there: "took up arms" took nothing.

    Not where it only adds under what circumstances a verb of full meaning happened: whoever "was killed on the order of X" was killed.
    """
    if len(longer.words) <= len(shorter.words) or not _same_two(longer, shorter):
        return False
    circumstance = (
        shorter.frame.kind == "verb"
        and not shorter.frame.literals
        and all(x.role == "oblique" or x.optional for x in longer.frame.literals)
    )
    return not circumstance or tree.lemma[shorter.anchor] in wordlists().light_verbs | wordlists().vague


def _of_a_part(tree: Tree, args: Arguments, match: Match) -> bool:
    """Whether the title in a match of `leads` is of an office, a region or a lower rank only: "head of security", "the Front's commander in Marsa",
    "a deputy emir of the Front".
    """
    for w in match.words:
        if tree.upos[w] not in ("NOUN", "PROPN"):
            continue
        if w and tree.word[w - 1] in wordlists().lesser:
            return True
        of, first, second = (tree.word[k] if k < len(tree) else "" for k in range(w + 1, w + 4))
        if of in ("of", "for") and (first in wordlists().departments or (first in _DETERMINERS and second in wordlists().departments)):
            return not any(w + 2 <= k <= w + 3 for k in args.by_start)
        regional = any(tree.preposition(k) in ("in", "on", "for") and args.at(k, _PLACE) for k in tree.dependents(w, "nmod"))
        if regional and any(f.token < w for f in match.slots.get("O", ())):
            return True
    return False


def matches(tree: Tree, args: Arguments) -> Iterator[Match]:
    """Every match in text order; of two at one word the one whose frame names more words, all where they name equally many."""
    for i in range(len(tree)):
        found = [
            m
            for kind, finder in FINDERS.items()
            for frame in frames_for(kind, tree.lemma[i], tree.word[i])
            if tree.has_literals(frame.literals) and (m := finder(tree, args, i, frame))
        ]
        found = [m for m in found if m.frame.predicate != "leads" or not _of_a_part(tree, args, m)]
        kept = [m for m in found if not any(_takes_over(x, m, tree) for x in found)]
        if any(m.frame.predicate == "leads" for m in kept):  # whoever leads it is not also said to be a member
            kept = [m for m in kept if m.frame.predicate not in ("member_of", "commands")]
        yield from kept
