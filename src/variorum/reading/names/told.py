"""What name finding makes of the word of the network of kinds: votes on what a name names, and which nouns head descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from variorum.model.entity import EntityType
from variorum.reading.kinds.kind import Kind
from variorum.reading.names.evidence import Votes
from variorum.reading.names.lexicon import Head
from variorum.reading.names.words import Word

#: How much the word of the network counts beside the votes of the rules; of 0.8, 1.5 and 2.5 the best on p33-p38, by little.
_WEIGHT = 1.5
#: What speaks most against a type: the network is never so sure that no evidence could be enough.
_LEAST = -3.0


def votes(kind: Kind) -> Votes:
    """Votes for and against each type: the log of how much likelier it is than by chance, in the unit of the rules' votes."""
    even = len(EntityType)
    return {t: _WEIGHT * max(_LEAST, log(max(p, 1e-9) * even)) for t, p in kind.types.items()}


def told_heads(words: Sequence[Word], kinds: Mapping[tuple[int, int], Kind]) -> dict[int, Head | None]:
    """For every noun (place in the row) that was asked: the head of a description, or None where rather nobody of note is described."""
    found: dict[int, Head | None] = {}
    for (first, end), kind in kinds.items():
        if end - first == 1:
            w = words[first]
            many = w.lemma != w.low and w.low.endswith("s")
            found[first] = None if kind.none > 0.5 else Head(w.lemma, kind.likeliest, "p" if many else "s", None)
    return found
