"""What name finding makes of the word of the network of kinds: votes on what a name names, and which nouns head descriptions."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from math import log

from variorum.model.entity import EntityType
from variorum.reading.kinds.kind import Kind
from variorum.reading.names.evidence import Votes
from variorum.reading.names.lexicon import Head
from variorum.reading.names.words import Word

_WEIGHT = float(os.environ.get("KW", "1.5"))
_LEAST = float(os.environ.get("KL", "-3.0"))
_NOBODY = float(os.environ.get("KN", "0.97"))
_SOMEBODY = float(os.environ.get("KS", "0.2"))


def votes(kind: Kind) -> Votes:
    """Votes for and against each type: the log of how much likelier it is than by chance, weighed against those that rules give."""
    even = len(EntityType)
    return {t: _WEIGHT * max(_LEAST, log(max(p, 1e-9) * even)) for t, p in kind.types.items()}


def told_heads(words: Sequence[Word], kinds: Mapping[tuple[int, int], Kind]) -> dict[int, Head | None]:
    """For nouns (places in the row) that the network is sure of: the head of a description, or None where nobody of note is described."""
    found: dict[int, Head | None] = {}
    for (first, end), kind in kinds.items():
        if end - first > 1:
            continue
        if kind.none > _NOBODY:
            found[first] = None
        elif kind.none < _SOMEBODY:
            w = words[first]
            many = w.lemma != w.low and w.low.endswith("s")
            found[first] = Head(w.lemma, kind.likeliest, "p" if many else "s", None)
    return found
