"""Names that a document uses as wholes although small words stand in them: "the Ark on the Lantern Coast (ALC)", "al-Harf in the Two Valleys".

A defined acronym whose letters fit says so at once; so does a body with "in the" or "on the" that stands there twice in the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from variorum.reading.names.aliases import fits_acronym
from variorum.reading.names.page import ACRONYM, words_the
from variorum.reading.names.words import Word

Row = tuple[str, ...]
_LONGEST = 10  # words of a name before its acronym
_LINKS = frozenset({"of", "for", "in", "on", "to", "and", "the"})


def wholes(words: Sequence[Word]) -> dict[str, tuple[Row, ...]]:
    """The rows of words in lower case that are one name, by their first word, the longest first."""
    found: dict[str, dict[Row, None]] = {}
    for row in (*_defined(words), *_repeated(words)):
        found.setdefault(row[0], {})[row] = None
    return {first: tuple(sorted(rows, key=lambda r: (-len(r), r))) for first, rows in found.items()}


def whole_at(words: Sequence[Word], i: int, known: dict[str, tuple[Row, ...]]) -> int:
    """One past the end of the whole name that begins at ``i``; 0 when none does."""
    for row in known.get(words[i].low, ()):
        if words[i].cap and tuple(w.low for w in words[i : i + len(row)]) == row:
            return i + len(row)
    return 0


def _defined(words: Sequence[Word]) -> Iterator[Row]:
    """Rows with a small word in them before an acronym in brackets that is made of their first letters."""
    for k in range(2, len(words) - 1):
        if words[k - 1].text != "(" or not ACRONYM.match(words[k].text) or words[k + 1].text not in "),;":
            continue
        for i in range(k - 3, max(k - 3 - _LONGEST, -1), -1):
            row = words[i : k - 1]
            if row[0].sentence != words[k].sentence or not (row[0].cap or row[0].low in _LINKS):
                break
            linked = any(w.low in _LINKS for w in row) and all(w.cap or w.low in _LINKS for w in row)
            if row[0].cap and not words_the(row[0]) and linked and fits_acronym(words[k].text, " ".join(w.text for w in row)):
                yield tuple(w.low for w in row)
                break


def _repeated(words: Sequence[Word]) -> Iterator[Row]:
    """Rows like "al-X in the Y" and "(the) X on the Y" that stand in the document more than once."""
    seen: Counter[Row] = Counter()
    for i in range(len(words) - 3):
        name, link, the = words[i : i + 3]
        body = name.low.startswith(("al-", "el-")) or (i > 0 and words_the(words[i - 1]))
        if not (name.cap and body and link.low in ("in", "on") and words_the(the) and words[i + 3].cap):
            continue
        end = i + 4
        while end < len(words) and words[end].cap and words[end].sentence == name.sentence:
            end += 1
        seen[tuple(w.low for w in words[i:end])] += 1
    return (row for row, times in seen.items() if times > 1)
