"""What name finding makes of what it is told of kinds: votes on what a name names, and which nouns head descriptions.

Who tells is an argument: ``reading.kinds`` where the networks are used, nobody where the rules read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import log

from variorum.model import EntityType, Layer
from variorum.reading.names.evidence import Votes
from variorum.reading.names.kind import Kind
from variorum.reading.names.lexicon import Head
from variorum.reading.names.words import Word, is_plural

#: Tells of names and nouns (places in the row) of what kind each is, given the row, its names, the words of its dates, and the layers.
Teller = Callable[[Sequence[Word], Sequence[tuple[int, int]], Collection[int], Sequence[Layer]], Mapping[tuple[int, int], Kind]]

# How much it counts beside the votes of the rules; of 0.8, 1.5 and 2.5 the best on p33-p38 (not yet taught then), by little.
_WEIGHT = 1.5
# What speaks most against a type, before weighing: nobody is so sure that no evidence could be enough.
_LEAST = -3.0


def votes(kind: Kind) -> Votes:
    """Votes for and against each type: the log of how much likelier it is than if all were alike, in the unit of the rules' votes."""
    even = len(EntityType)
    return {t: _WEIGHT * (max(_LEAST, log(p * even)) if p > 0 else _LEAST) for t, p in kind.types.items()}


def told_heads(words: Sequence[Word], kinds: Mapping[tuple[int, int], Kind]) -> dict[int, Head | None]:
    """For every noun (place in the row) that was asked: the head of a description, or None where rather nobody of note is described."""
    found: dict[int, Head | None] = {}
    for (first, end), kind in kinds.items():
        if end - first == 1:
            w = words[first]
            found[first] = None if kind.none > 0.5 else Head(w.lemma, kind.likeliest, "p" if is_plural(w) else "s", None)
    return found
