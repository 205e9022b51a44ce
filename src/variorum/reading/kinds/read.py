"""What the network of kinds thinks of the names and nouns of one document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import exp

from variorum.model import EntityType, Layer
from variorum.reading.kinds.network import score
from variorum.reading.kinds.phrases import asked_of
from variorum.reading.kinds.views import views
from variorum.reading.names.kind import Kind
from variorum.reading.names.words import Word

_TYPES = tuple(EntityType)


def read_kinds(
    words: Sequence[Word], names: Sequence[tuple[int, int]], dated: Collection[int], layers: Sequence[Layer]
) -> dict[tuple[int, int], Kind]:
    """For each name and each other noun that may head a description (places in the row) what it is.

    ``names`` are sorted and do not overlap; words of ``dated`` are dates. What stands beyond the cut of a very long sentence is not told. Two mentions
    of one name are told apart, each by what stands around it.
    """
    asked = asked_of(words, names, dated)
    found: dict[tuple[int, int], Kind] = {}
    for view in views(words, names, layers, asked):
        for n, row in zip(view.asked, score(view, asked).tolist(), strict=True):
            none, *types = (exp(x) for x in row)
            found[asked[n].first, asked[n].end] = Kind(none, {t: p / sum(types) for t, p in zip(_TYPES, types, strict=True)})
    return found
