"""The values of the syntax stage: words with their grammar, and sentences as trees of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of the text with the grammar that the parser gave it (a guess; see docs/model-card-syntax.md).

    `start` and `end` are code points of the document, half open: text[start:end] == token.text.  `index` and `head` count from 0
    within the sentence; the head of the root is -1.  `upos` and `deprel` are those of Universal Dependencies 2; `feats` is a
    "|"-joined string of VerbForm, Tense, Voice, Number, Person, Poss, PronType and Mood=Imp where they apply, else "".
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str

    def has(self, feat: str) -> bool:
        """Say whether one feature is given: token.has("Voice=Pass")."""
        return feat in self.feats.split("|")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tree; `start` and `end` are those of its first and last token."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def root(self) -> Token:
        """The one token whose head is -1."""
        return next(t for t in self.tokens if t.head < 0)

    def children(self, index: int, *deprels: str) -> tuple[Token, ...]:
        """Give back the dependents of a token in text order, only those with one of `deprels` if any are named.

        A name without subtype means every subtype too: "nsubj" finds nsubj:pass.
        """
        found = (t for t in self.tokens if t.head == index)
        return tuple(t for t in found if not deprels or t.deprel in deprels or t.deprel.partition(":")[0] in deprels)

    def subtree(self, index: int) -> tuple[int, ...]:
        """Give back the sorted indices of a token and everything below it (not always without gaps)."""
        inside = {index}
        changed = True
        while changed:
            more = {t.index for t in self.tokens if t.head in inside and t.index not in inside}
            inside |= more
            changed = bool(more)
        return tuple(sorted(inside))

    def span(self, index: int) -> tuple[int, int]:
        """Give back the code points from the first to the last word below a token, half open."""
        below = self.subtree(index)
        return self.tokens[below[0]].start, self.tokens[below[-1]].end

    def ancestors(self, index: int) -> Iterator[Token]:
        """Give back the heads above a token, nearest first, the root last."""
        head = self.tokens[index].head
        while head >= 0:
            yield self.tokens[head]
            head = self.tokens[head].head

    def path(self, a: int, b: int) -> tuple[int, ...]:
        """Give back the indices of the shortest way through the tree from token `a` to token `b`, both included."""
        up_a = [a, *(t.index for t in self.ancestors(a))]
        up_b = [b, *(t.index for t in self.ancestors(b))]
        meet = next(i for i in up_a if i in up_b)
        return (*up_a[: up_a.index(meet) + 1], *reversed(up_b[: up_b.index(meet)]))

    def token_at(self, offset: int) -> Token | None:
        """Give back the token that covers a code point of the document, or None between tokens."""
        return next((t for t in self.tokens if t.start <= offset < t.end), None)
