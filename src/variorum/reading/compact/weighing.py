"""What the rules propose and what the network sees, weighed together.

The network judges the rules' propositions as well as its own: a proposition that it thinks little of is left out, and what it is sure of itself is
added. Where both have found a relation, the rule's words, date and details stand, since rules know where a clause ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.model import DateMention, Entity, Mention, Polarity, vocabulary
from variorum.reading.claims import Proposition
from variorum.reading.claims.modality import modality
from variorum.reading.claims.timing import Times, begun, when
from variorum.reading.claims.tree import Tree
from variorum.reading.compact.hints import predicates
from variorum.reading.compact.relations import Relation
from variorum.reading.names.named import Named
from variorum.reading.syntax import Sentence

#: Chosen for the best F1 on invented worlds that the network was not trained on (bench/compact.py prints the curve).
OWN = 0.3  # the network's own finding stands from this score on
BACKED = 0.015  # a rule's finding falls only where the network scores it lower than this
BESIDE = 0.6  # beside another relation of the same two in the same words, only from this score on
RIVAL = 2.7  # odds: a finding falls beside one that gives its place to somebody else and is so much surer
_NEAR = 80  # code points: two findings of one relation that stand this close are one
_STRETCH = 1000  # code points; no relation that is read spans more
_LONGEST = 36  # words of evidence; what is longer is cut to the part around the anchor

_Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Read:
    """A relation whose mentions are known, with the entities that they mean."""

    relation: Relation
    key: _Key
    start: int
    end: int


def weigh(
    text: str,
    sentences: Sequence[Sentence],
    named: Named,
    dates: Sequence[DateMention],
    proposed: Sequence[Proposition],
    found: Sequence[Relation],
    *,
    own: float = OWN,
    backed: float = BACKED,
) -> tuple[Proposition, ...]:
    """The propositions of both readers, in text order. Predicates that the network does not know are the rules' alone, and keep their score."""
    mentions, entities = named.mentions, {e.key: e for e in named.entities}
    reads = [r for r in (_read(x, mentions, entities) for x in found) if r is not None]
    by_key: dict[_Key, list[_Read]] = {}
    for r in reads:
        by_key.setdefault(r.key, []).append(r)
    kept = []
    for p in proposed:
        score = max(
            (r.relation.score for r in by_key.get(_key(p.predicate, p.subject, p.object), ()) if _near(p.start, p.end, r)), default=0.0
        )
        if p.predicate not in predicates():
            kept.append(p)
        elif score >= backed:
            kept.append(replace(p, score=round(max(score, min(p.score, own)), 3), network=score, fit=p.score))
    known: dict[_Key, list[Proposition]] = {}
    for p in kept:
        known.setdefault(_key(p.predicate, p.subject, p.object), []).append(p)
    words = _Words(text, sentences, dates)
    joined: dict[frozenset[str | None], list[Proposition]] = {}
    for p in kept:
        joined.setdefault(frozenset((p.subject, p.object)), []).append(p)
    slots = _Slots(reads)
    for r in sorted(reads, key=lambda r: (-r.relation.score, r.start, r.relation.anchor)):
        if r.relation.score < own or any(_near(p.start, p.end, r) for p in known.get(r.key, ())):
            continue
        beside = joined.setdefault(frozenset(r.key[1:]), [])
        if slots.outdone(r) or (r.relation.score < BESIDE and any(_near(p.start, p.end, r) for p in beside)):
            continue
        for p in words.proposition(r, mentions):
            kept.append(p)
            known.setdefault(r.key, []).append(p)
            beside.append(p)
    return tuple(sorted(kept, key=lambda p: (p.start, p.end, p.predicate, p.subject or "", p.object or "")))


def _key(predicate: str, subject: str | None, obj: str | None) -> _Key:
    if vocabulary()[predicate].symmetric and subject and obj and obj < subject:
        subject, obj = obj, subject
    return predicate, subject, obj


def _read(x: Relation, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> _Read | None:
    """The relation between entities; None where a mention is nobody's, both are one, or their types do not fit the predicate."""
    ends = [mentions[n] for n in (x.subject, x.object) if n is not None]
    if any(m.entity not in entities for m in ends) or (len(ends) == 2 and ends[0].entity == ends[1].entity):
        return None
    subject = mentions[x.subject].entity if x.subject is not None else None
    obj = mentions[x.object].entity if x.object is not None else None
    p = vocabulary()[x.predicate]
    if (subject is None and not p.subject_optional) or (obj is None and not p.object_optional):
        return None
    if (subject and entities[subject].type not in p.subject_types) or (obj and entities[obj].type not in p.object_types):
        return None
    places = [(m.start, m.end) for m in ends] + [(x.anchor, x.anchor + 1)]
    return _Read(x, _key(x.predicate, subject, obj), min(a for a, _ in places), max(b for _, b in places))


def _near(start: int, end: int, r: _Read) -> bool:
    return r.start - _NEAR <= end and start <= r.end + _NEAR


class _Slots:
    """Who else is read into the place of a relation: findings by predicate and one of the two ends, in stretches of the text."""

    def __init__(self, reads: Sequence[_Read]) -> None:
        self.found: dict[tuple[str, int, str | None, int], list[_Read]] = {}
        for r in reads:
            for end in (1, 2):
                self.found.setdefault((r.key[0], end, r.key[end], r.start // _STRETCH), []).append(r)

    def outdone(self, r: _Read) -> bool:
        """Whether one with the same predicate and one same end, in the same words, is so much surer that this one only mistakes who the other is."""
        score = r.relation.score
        stretches = range(r.start // _STRETCH - 1, r.end // _STRETCH + 1)
        others = (o for end in (1, 2) for n in stretches for o in self.found.get((r.key[0], end, r.key[end], n), ()))
        return any(
            o.key != r.key
            and o.start < r.end
            and r.start < o.end
            and o.relation.score * (1 - score) > RIVAL * score * (1 - o.relation.score)
            for o in others
        )


class _Words:
    """The sentences as trees, made when first asked for."""

    def __init__(self, text: str, sentences: Sequence[Sentence], dates: Sequence[DateMention]) -> None:
        self.sentences, self.times = sentences, Times.of(text, dates)
        self.starts = [s.start for s in sentences]
        self.trees: dict[int, Tree] = {}

    def proposition(self, r: _Read, mentions: Sequence[Mention]) -> Iterator[Proposition]:
        """What the relation says, with its evidence: from the first to the last of anchor and mentions within the anchor's sentence."""
        x = r.relation
        n = bisect_right(self.starts, x.anchor) - 1
        if n < 0 or x.anchor >= self.sentences[n].end:
            return
        if n not in self.trees:
            self.trees[n] = Tree(self.sentences[n])
        tree = self.trees[n]
        at = bisect_right(tree.start, x.anchor) - 1
        low = high = at
        for k in (x.object, x.subject):
            if k is None or not (tree.start[0] <= mentions[k].start and mentions[k].end <= tree.end[-1]):
                continue
            first, last = bisect_right(tree.start, mentions[k].start) - 1, bisect_right(tree.start, mentions[k].end - 1) - 1
            if max(high, last) - min(low, first) < _LONGEST:
                low, high = min(low, first), max(high, last)
        yield Proposition(
            predicate=x.predicate,
            subject=mentions[x.subject].entity if x.subject is not None else None,
            object=mentions[x.object].entity if x.object is not None else None,
            start=tree.start[low],
            end=tree.end[high],
            anchor=tree.start[at],
            frame="compact",
            score=x.score,
            network=x.score,
            clause=tree.clause_span(at),
            polarity=Polarity.DENIED if Polarity.DENIED in (x.polarity, modality(tree, at, (at,)).polarity) else x.polarity,
            mode=x.mode,
            certainty=x.certainty,
            when=begun(tree, at, x.predicate, when(self.times, tree, at, x.predicate)),
        )
