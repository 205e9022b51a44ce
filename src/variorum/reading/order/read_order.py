"""The order of claims as the text tells it: within a sentence by its conjunctions, from one to the next by "two months later".

High precision over recall: both claims must be affirmed, actual and sure, told by the same voices, and hang directly on the words that order
them. What only follows in the telling is in no order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from variorum.model import Act, Certainty, Claim, DateMention, Edge, Mode, Polarity, Precedence, vocabulary
from variorum.model.date_mention import DateKind
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.tree import Tree
from variorum.reading.order.links import Link, had, is_lasting, is_present, is_unreal, links
from variorum.reading.order.words import Days, relative, words
from variorum.reading.syntax import Sentence

_PAIRS = 6  # claims of two coordinations: more is a list, and a parse error as often as not
_GAP = 3  # characters between a sentence and the one it goes on from: a paragraph begins anew
_COMMITTING = frozenset({Act.ASSERTS, Act.REPORTS, Act.QUOTES, Act.CONCEDES})


def read_order(
    text: str,
    sentences: Sequence[Sentence],
    propositions: Sequence[Proposition],
    claims: Sequence[Claim],
    dates: Sequence[DateMention] = (),
) -> tuple[Precedence, ...]:
    """What the text says of the order of its claims, sorted by place; no pair twice. The claims are not changed.

    ``propositions`` say at which word each claim was found. ``dates`` are those of the text; only relative ones are looked at.
    """
    told = _Told(text, sentences, propositions, claims, dates)
    best: dict[tuple[str, str, Edge], Precedence] = {}
    for found in told.all():
        key = found.earlier, found.later, found.edge
        if key not in best or _width(found) < _width(best[key]):
            best[key] = found
    return tuple(sorted(best.values(), key=lambda p: (p.start, p.end, p.earlier, p.later)))


def _width(p: Precedence) -> tuple[bool, int]:
    return p.most is None, (p.most or 0) - (p.least or 0)


class _Told:
    """The claims of a document by the word at which each was found, sentence by sentence."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        propositions: Sequence[Proposition],
        claims: Sequence[Claim],
        dates: Sequence[DateMention],
    ) -> None:
        self.text, self.sentences = text, sentences
        self.at = _anchored(propositions, claims)
        self.anchors = sorted(self.at)
        self.relative = sorted((d for d in dates if d.kind is DateKind.RELATIVE), key=lambda d: d.start)

    def all(self) -> Iterator[Precedence]:
        before: Tree | None = None
        for sentence in self.sentences:
            i, j = (bisect_left(self.anchors, x) for x in (sentence.start, sentence.end))
            if i == j:
                before = None
                continue
            tree = Tree(sentence)
            yield from self._within(tree)
            near = before if before is not None and self._adjoins(before, tree) else None
            yield from self._going_on(tree, near)
            before = tree

    def _adjoins(self, before: Tree, tree: Tree) -> bool:
        between = self.text[before.end[-1] : tree.start[0]]
        return len(between) <= _GAP and "\n\n" not in between

    # ------------------------------------------------------------------ within a sentence
    def _within(self, tree: Tree) -> Iterator[Precedence]:
        for link in links(self.text, tree):
            clause = [x for head in self._coordinated(tree, link.clause) for x in self._claims(tree, head)]
            main = self._claims(tree, link.main)
            if not clause or not main or not self._tells_order(tree, link):
                continue
            inside = [tree.end[k] for k in range(len(tree)) if tree.under(k, link.clause, 12) and tree.rel[k] != "punct"]
            end = min(max(inside), max(tree.end[link.clause], *(c.end for c, _ in clause)))
            earlier, later = (clause, main) if link.join.clause_first else (main, clause)
            yield from self._pairs(tree, earlier, later, link.days, link.edge, link.start, end)

    def _tells_order(self, tree: Tree, link: Link) -> bool:
        if is_unreal(tree, link.clause) or is_unreal(tree, link.main):
            return False
        present = is_present(tree, link.clause)
        if tree.has_feat(link.main, "Mood=Imp") or (present and not is_present(tree, link.main)):
            return False
        if link.join.alike:
            return not present and not (had(tree, link.main) or is_lasting(tree, link.main))
        return not (link.join.clause_first and had(tree, link.main))

    @staticmethod
    def _coordinated(tree: Tree, head: int) -> list[int]:
        """The head and the verbs that "and" joins to it in the same clause: "after he left and the town fell"."""
        return [head, *(k for k in tree.kids[head] if tree.rel[k] == "conj" and tree.upos[k] == "VERB")]

    # ------------------------------------------------------------------ from one to the next
    def _going_on(self, tree: Tree, before: Tree | None) -> Iterator[Precedence]:
        for start, end, this_later, days in self._leaning(tree):
            verb = self._verb_of(tree, start)
            if verb is None or is_unreal(tree, verb):
                continue
            here = self._claims(tree, verb)
            where, there = self._last_told(tree, verb, before)
            if not here or not there or where is None:
                continue
            pairs = (there, here) if this_later else (here, there)
            trees = (where, tree) if this_later else (tree, where)
            if this_later and (had(tree, verb) or had(where, self._word(where, there[0][1]))):
                continue  # one of the two looks back
            yield from self._pairs(trees[1], *pairs, days, Edge.START, start, end)

    def _leaning(self, tree: Tree) -> Iterator[tuple[int, int, bool, Days]]:
        """Words by which a clause counts from what was told before it: where they stand, whether its own claim is the later one, the days."""
        i, j = (bisect_left(self.relative, x, key=lambda d: d.start) for x in (tree.start[0], tree.end[-1]))
        for d in self.relative[i:j]:
            found = relative(d.quote)
            if found is not None:
                yield d.start, d.end, *found
        for k in range(len(tree)):
            joined = tree.rel[k] == "advmod" and tree.word[k] in words().continues and tree.rel[tree.head[k]] in ("conj", "parataxis")
            if joined and not any(d.start < tree.end[k] and tree.start[k] < d.end for d in self.relative[i:j]):
                yield tree.start[k], tree.end[k], True, (0, None)
        for m in words().goes_on.finditer(self.text, tree.start[0], tree.end[-1]):
            if not any(d.start < m.end() and m.start() < d.end for d in self.relative[i:j]):
                yield m.start(), m.end(), True, (0, None)

    @staticmethod
    def _verb_of(tree: Tree, offset: int) -> int | None:
        """The verb that the word at ``offset`` hangs on, if it is the main verb or one joined to it by "and"."""
        word = bisect_right(tree.start, offset) - 1
        verb = tree.clause_head(word)
        root = verb
        while tree.rel[root] in ("conj", "parataxis") and tree.head[root] >= 0:
            root = tree.head[root]
        return verb if tree.head[root] < 0 and verb != word else None

    def _last_told(self, tree: Tree, verb: int, before: Tree | None) -> tuple[Tree | None, list[tuple[Claim, int]]]:
        """The claims of the verb told last before this one: that to which "and" joins it, else the last main verb of the sentence before."""
        if tree.rel[verb] in ("conj", "parataxis"):
            siblings = [
                k for k in tree.kids[tree.head[verb]] if tree.rel[k] in ("conj", "parataxis") and k < verb and tree.upos[k] == "VERB"
            ]
            return tree, self._claims(tree, siblings[-1] if siblings else tree.head[verb])
        if before is None:
            return None, []
        root = next(i for i in range(len(before)) if before.head[i] < 0)
        joined = [k for k in before.kids[root] if before.rel[k] == "conj" and before.upos[k] == "VERB"]
        return before, self._claims(before, joined[-1] if joined else root)

    # ------------------------------------------------------------------ what they share
    def _claims(self, tree: Tree, head: int) -> list[tuple[Claim, int]]:
        """The claims of events and states found at the word, each with its anchor; else those of events at its object ("signed a pledge") or at what
        it begins or manages to do.
        """
        own = self.at.get(tree.start[head], [])
        if own:
            return [(c, tree.start[head]) for c in own]
        if tree.upos[head] != "VERB":
            return []
        complements = [k for k in tree.dependents(head, "xcomp") if tree.upos[k] == "VERB" and tree.lemma[head] in words().aspects]
        below = [*complements, *tree.dependents(head, "obj")]
        return [(c, tree.start[k]) for k in below for c in self.at.get(tree.start[k], []) if not vocabulary()[c.predicate].is_state]

    @staticmethod
    def _word(tree: Tree, offset: int) -> int:
        return bisect_right(tree.start, offset) - 1

    def _pairs(
        self,
        tree: Tree,
        earlier: Sequence[tuple[Claim, int]],
        later: Sequence[tuple[Claim, int]],
        days: Days,
        edge: Edge,
        start: int,
        end: int,
    ) -> Iterator[Precedence]:
        """One precedence for each pair told by the same voices. What comes later must begin then: a state as lasting may be older.

        ``tree`` is that of the later claims.
        """
        pairs = [
            (a, b)
            for (a, _), (b, anchor) in product(earlier, later)
            if a.id != b.id
            and a.voices == b.voices
            and a.voices[-1].act in _COMMITTING
            and self._can_begin(tree, b, anchor)
            and (edge is Edge.START or vocabulary()[a.predicate].is_state)
            and (a.predicate, a.subject, a.object) != (b.predicate, b.subject, b.object)
        ]
        if len(pairs) <= _PAIRS:
            least, most = days
            for a, b in pairs:
                yield Precedence(a.id, b.id, start, end, self.text[start:end], a.voices, least, most, edge)

    def _can_begin(self, tree: Tree, claim: Claim, anchor: int) -> bool:
        return not vocabulary()[claim.predicate].is_state or not is_lasting(tree, self._word(tree, anchor))


def _anchored(propositions: Sequence[Proposition], claims: Sequence[Claim]) -> Mapping[int, list[Claim]]:
    """The sure claims by the offset of the word at which each was found."""
    anchor = {(p.start, p.end, p.predicate, p.subject, p.object): p.anchor for p in reversed(propositions)}
    found: dict[int, list[Claim]] = {}
    for c in claims:
        at = anchor.get((c.start, c.end, c.predicate, c.subject, c.object))
        sure = c.polarity is Polarity.AFFIRMED and c.mode is Mode.ACTUAL and c.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)
        if at is not None and sure and c.predicate not in words().timeless:
            found.setdefault(at, []).append(c)
    return found
