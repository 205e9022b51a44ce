"""What the lexicon of frames says of a word alone: the predicates that it may be the beginning of."""

from __future__ import annotations

from functools import cache, lru_cache

from variorum.model import vocabulary
from variorum.reading.claims.lexicon import KINDS, frames_for


@cache
def predicates() -> tuple[str, ...]:
    """The predicates that the compact reader knows, in the order of its outputs (that of the vocabulary)."""
    return tuple(
        p for p in vocabulary().claimable if p not in ("alias", "strength")
    )  # these two have rules of their own and no second entity


@lru_cache(maxsize=50_000)
def hints(lemma: str, word: str) -> tuple[int, ...]:
    """The numbers of the predicates that a frame beginning with the word expresses, sorted; empty for most words."""
    known = predicates()
    found = {f.predicate for kind in KINDS for f in frames_for(kind, lemma, word)} if lemma else set()
    return tuple(n for n, p in enumerate(known) if p in found)
