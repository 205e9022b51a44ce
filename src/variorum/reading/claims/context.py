"""What a sentence leaves to its neighbours: "They refused" refuses the last request; a bare reporting frame is a voice and no claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from variorum.model import Voice
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import read_yaml

_OVERLAP, _AFTER = 5, 60  # code points from the end of a reporting frame to the beginning of what it reports
_QUOTES = frozenset({'"', "“", "''", "«"})
_BACK = 400  # characters; the other half of an exchange is in the sentence before or the one before that


@cache
def _answers() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in read_yaml("context.yaml")["answers"].items()}


@cache
def _deeds_of_words() -> frozenset[str]:
    return frozenset(read_yaml("context.yaml")["performed"])


def performed(tree: Tree, anchor: int, predicate: str) -> bool:
    """Whether the words are the deed: "we pledge", "I ask you" are done by being written, on the day of the writing.

    Not inside quotation marks, where another day may be meant.
    """
    if predicate not in _deeds_of_words() or not tree.has_feat(anchor, "Tense=Pres") or not tree.has_feat(anchor, "VerbForm=Fin"):
        return False
    speaks = any(tree.word[k] in ("i", "we") for k in tree.own_subjects(anchor))
    return speaks and not any(w in _QUOTES for w in tree.word[:anchor])


def recalled(propositions: Sequence[Proposition]) -> Iterator[Proposition]:
    """The propositions, in the order of their anchors, with missing objects taken from what they answer; dropped where nothing is answered.

    "Karim asked the Guard to leave. They refused." gives rejected(Guard, Karim).
    """
    seen: list[Proposition] = []
    for p in sorted(propositions, key=lambda q: q.anchor):
        if p.object is not None or p.recall is None:
            yield p
            seen.append(p)
            continue
        if p.recall == "none":
            yield p
            continue
        answered = [
            q
            for q in seen
            if q.predicate in _answers()[p.recall] and q.object == p.subject and q.subject is not None and 0 <= p.anchor - q.anchor < _BACK
        ]
        if answered:
            yield replace(p, object=answered[-1].subject, score=round(p.score * 0.9, 3))


def reporting_left_out(propositions: Sequence[Proposition]) -> list[Proposition]:
    """Without each `informed` that only introduces what is said: "X told Y that P" is a voice (guide, Rulings)."""
    return [p for p in propositions if p.predicate != "informed" or p.reports is None]


def told_left_out(voiced: Sequence[tuple[Proposition, tuple[Voice, ...]]]) -> list[tuple[Proposition, tuple[Voice, ...]]]:
    """Without each `informed` whose teller is a voice of what stands right after it: the telling is then a frame, whoever found it (guide, Rulings)."""

    def frames(p: Proposition) -> bool:
        after = (chain for q, chain in voiced if q is not p and -_OVERLAP <= q.start - p.end <= _AFTER)
        return any(v.voice == p.subject for chain in after for v in chain)

    return [x for x in voiced if x[0].predicate != "informed" or not frames(x[0])]
