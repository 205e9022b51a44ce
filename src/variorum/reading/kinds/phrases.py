"""What the network of kinds is asked of: every name, and every other noun that may be the head of a description."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from variorum.reading.kinds.views import Asked
from variorum.reading.names.words import Word

_NOUNS = frozenset({"NOUN", "PROPN"})


def asked_of(words: Sequence[Word], names: Sequence[tuple[int, int]], dated: Collection[int]) -> list[Asked]:
    """Names (places in the row) and nouns outside names and dates, sorted by first word. A noun that only qualifies the next one is not asked."""
    inside = {k for first, end in names for k in range(first, end)}
    found = [Asked(first, end, _head(words, first, end)) for first, end in names]
    found += [
        Asked(k, k + 1, k)
        for k, w in enumerate(words)
        if w.upos in _NOUNS and k not in inside and k not in dated and w.deprel != "compound" and w.text[:1].isalpha()
    ]
    return sorted(found, key=lambda a: (a.first, a.end))


def _head(words: Sequence[Word], first: int, end: int) -> int:
    """The word of a name that depends on something outside it."""
    return next((k for k in range(first, end) if not first <= words[k].head < end), end - 1)
