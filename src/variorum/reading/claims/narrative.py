"""Times that a telling implies without a date of its own: "On 4 May 2004 a bomb went off. Eleven were killed.", "has never answered".

Given only where the tense of a main clause leaves little doubt: most of what stands undated beside a date is not of that day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from variorum.model import DateMention, Document, Layer
from variorum.model.date_mention import Bound
from variorum.model.vocabulary import Kind, vocabulary
from variorum.reading.claims.proposition import Proposition
from variorum.reading.claims.timing import Times, day_of_writing, edtf, word_of
from variorum.reading.claims.tree import Tree
from variorum.reading.claims.wordlists import wordlists
from variorum.reading.syntax import Sentence

_LEVEL = frozenset({"root", "conj", "parataxis"})  # clauses on a level with the main one


def carried(
    text: str,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    layers: Sequence[Layer],
    propositions: Sequence[Proposition],
    document: Document | None = None,
) -> tuple[Proposition, ...]:
    """The propositions, in their order, with a time for those undated ones of which the telling leaves little doubt.

    A deed in the simple past is of the day told in the sentence before it in the paragraph; an event in the present perfect is no later than the day
    of the writing. Nothing else of a proposition changes, and a time that it has stands.
    """
    telling = _Telling(text, sentences, Times.of(text, dates), layers, document)
    return tuple(p if p.when is not None else replace(p, when=telling.implied(p)) for p in propositions)


class _Telling:
    """The sentences of a document, with trees made when first asked for."""

    def __init__(self, text: str, sentences: Sequence[Sentence], times: Times, layers: Sequence[Layer], document: Document | None) -> None:
        self.text, self.sentences, self.times, self.layers, self.document = text, sentences, times, layers, document
        self.starts = [s.start for s in sentences]
        self.trees: dict[int, Tree] = {}

    def implied(self, p: Proposition) -> str | None:
        n = bisect_right(self.starts, p.anchor) - 1
        if n < 0 or p.anchor >= self.sentences[n].end:
            return None
        tree = self._tree(n)
        anchor = bisect_right(tree.start, p.anchor) - 1
        if not _leads_clause(tree, anchor):
            return None
        if p.predicate in wordlists().moments and _told(tree, anchor):
            return self._going_on(n)
        if vocabulary()[p.predicate].kind is Kind.EVENT and _over(tree, anchor):
            written = day_of_writing(self.sentences[n].start, self.layers, self.times, self.document)
            return f"../{written}" if written and "/" not in written else None
        return None

    def _going_on(self, n: int) -> str | None:
        """The day on which the sentence before ended, where this one names none and the paragraph goes on."""
        here, before = self.sentences[n], self.sentences[n - 1]
        if n == 0 or self.times.within(here.start, here.end) or "\n" in self.text[before.start : here.start]:
            return None
        dates = self.times.within(before.start, before.end)
        if not dates or dates[-1].bound is not Bound.AT:
            return None
        tree = self._tree(n - 1)
        head = tree.clause_head(word_of(tree, dates[-1]))
        return edtf(dates[-1]) if _leads_clause(tree, head) and _told(tree, head) else None

    def _tree(self, n: int) -> Tree:
        if n not in self.trees:
            self.trees[n] = Tree(self.sentences[n])
        return self.trees[n]


def _leads_clause(tree: Tree, anchor: int) -> bool:
    """Whether the word heads a main clause, or one on a level with it: no report, no relative clause."""
    if tree.clause_head(anchor) != anchor:
        return False
    i = anchor
    while tree.head[i] >= 0:
        if tree.rel[i] not in _LEVEL:
            return False
        i = tree.head[i]
    return True


def _told(tree: Tree, anchor: int) -> bool:
    """Whether a clause is in the simple past: "fell", "was killed"; not "had fallen", not "would fall"."""
    helpers = [k for k in tree.kids[anchor] if tree.rel[k] in ("aux", "cop")]
    if any(tree.lemma[k] in wordlists().shifts_time for k in helpers):
        return False
    return any(tree.has_feat(k, "Tense=Past") and tree.has_feat(k, "VerbForm=Fin") for k in (anchor, *helpers))


def _over(tree: Tree, anchor: int) -> bool:
    """Whether a clause is in the present perfect: "has answered", "has never been told"."""
    return any(tree.rel[k] == "aux" and tree.lemma[k] == "have" and tree.has_feat(k, "Tense=Pres") for k in tree.kids[anchor])
