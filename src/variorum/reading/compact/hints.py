"""What the lexicon of frames said of a word alone when the network was taught: the predicates that the word may be the beginning of.

Kept beside the weights (``hints.tsv``), not asked of the lexicon of today: the network has learned what *these* hints are worth, and a new frame
for a common verb would else change what it thinks of every sentence with that verb. ``training/reader/hints.py`` writes the file before a training.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from variorum.model import vocabulary


@cache
def predicates() -> tuple[str, ...]:
    """The predicates that the compact reader knows, in the order of its outputs (that of the vocabulary)."""
    return tuple(
        p for p in vocabulary().claimable if p not in ("alias", "strength")
    )  # these two have rules of their own and no second entity


@cache
def _taught() -> Mapping[str, tuple[str, ...]]:
    """Every hinting word with its predicates, as in the file."""
    lines = (files("variorum.reading.compact") / "hints.tsv").read_text(encoding="utf-8").splitlines()
    return {word: tuple(names.split()) for word, _, names in (line.partition("\t") for line in lines)}


@lru_cache(maxsize=50_000)
def hints(lemma: str, word: str) -> tuple[int, ...]:
    """The numbers of the predicates that a frame beginning with the word expressed, sorted; empty for most words.

    A word is looked up like an anchor of a frame: by its lemma, by its form, and by what the lemmatiser makes of verbs that it does not know.
    """
    keys = (lemma, word, f"{lemma}e", lemma + lemma[-1:]) if lemma else ()
    found = {p for key in keys for p in _taught().get(key, ())}
    return tuple(n for n, p in enumerate(predicates()) if p in found)
