"""Frames against one sentence: every place where a line of the lexicon fits, with who fills its slots."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.reading.claims.arguments import Arguments
from variorum.reading.claims.lexicon import frames_for
from variorum.reading.claims.nominals import match_noun
from variorum.reading.claims.roles import match_adjective, match_role, match_work
from variorum.reading.claims.slots import Match
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.verbs import match_verb

#: How frames of each kind are looked for.
FINDERS = {"verb": match_verb, "noun": match_noun, "adj": match_adjective, "role": match_role, "work": match_work}


def _same_two(one: Match, other: Match) -> bool:
    """Whether two matches speak of the same pair, whoever is subject; of one alone, whether it is in the other's pair."""
    mine, theirs = ({f.entity for slot in ("S", "O") for f in m.slots.get(slot, ())} for m in (one, other))
    return mine <= theirs or theirs <= mine


def matches(tree: Tree, args: Arguments) -> Iterator[Match]:
    """Every match in text order; of two at one word the one whose frame names more words, all where they name equally many."""
    for i in range(len(tree)):
        found = [
            m
            for kind, finder in FINDERS.items()
            for frame in frames_for(kind, tree.lemma[i], tree.word[i])
            if tree.has_literals(frame.literals) and (m := finder(tree, args, i, frame))
        ]
        kept = [m for m in found if not any(len(x.words) > len(m.words) and _same_two(x, m) for x in found)]
        if any(m.frame.predicate == "leads" for m in kept):  # whoever leads it is not also said to be a member
            kept = [m for m in kept if m.frame.predicate not in ("member_of", "commands")]
        yield from kept
