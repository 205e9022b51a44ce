"""Names that a document uses as wholes although small words stand in them: "the Ark on the Lantern Coast (ALC)", "al-Harf in the Two Valleys".

A defined acronym whose letters fit says so at once; so does a body with "in the" or "on the" that stands there twice in the same words; and so does a
bracket behind a name that holds nothing but words of another language: "the Circle of the Lake (Cercle du lac, CL)".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from variorum.reading.names.acronyms import fits_acronym
from variorum.reading.names.folding import fold
from variorum.reading.names.lexicon import is_english, lexicon
from variorum.reading.names.page import ACRONYM, words_the
from variorum.reading.names.words import Word

Row = tuple[str, ...]
_LONGEST = 10  # words of a name before its acronym
_LINKS = frozenset({"of", "for", "in", "on", "to", "and", "the"})


def wholes(words: Sequence[Word]) -> dict[str, tuple[Row, ...]]:
    """The rows of words in lower case that are one name, by their first word, the longest first."""
    found: dict[str, dict[Row, None]] = {}
    for row in (*_defined(words), *_repeated(words), *_foreign(words), *_quoted(words)):
        found.setdefault(row[0], {})[row] = None
    return {first: tuple(sorted(rows, key=lambda r: (-len(r), r))) for first, rows in found.items()}


def whole_at(words: Sequence[Word], i: int, known: dict[str, tuple[Row, ...]]) -> int:
    """One past the end of the whole name that begins at ``i``; 0 when none does."""
    for row in known.get(words[i].low, ()):
        if words[i].cap and tuple(w.low for w in words[i : i + len(row)]) == row:
            return i + len(row)
    return 0


def _defined(words: Sequence[Word]) -> Iterator[Row]:
    """Rows with a small word in them before a bracket that ends with an acronym made of their first letters: "(ALC)", "(Mouvement du 6 mai, M6M)"."""
    for k in range(2, len(words) - 1):
        if words[k - 1].text not in "(,;" or not ACRONYM.match(words[k].text) or words[k + 1].text not in "),;":
            continue
        opens = _opens(words, k)
        for i in range(opens - 2, max(opens - 2 - _LONGEST, -1), -1):
            row = words[i:opens]
            if row[0].sentence != words[k].sentence or not _may_stand(row[0]):
                break
            linked = any(w.low in _LINKS for w in row) and all(_may_stand(w) for w in row)
            if row[0].cap and not words_the(row[0]) and linked and fits_acronym(words[k].text, " ".join(w.text for w in row)):
                yield tuple(w.low for w in row)
                break


def _opens(words: Sequence[Word], k: int) -> int:
    """The place of the bracket in which an acronym stands; 0 when there is none near."""
    for o in range(k - 1, max(k - _LONGEST, 0), -1):
        if words[o].text == ")":
            return 0
        if words[o].text == "(":
            return o
    return 0


def _may_stand(word: Word) -> bool:
    return word.cap or word.low in _LINKS or word.low.isdigit()


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


def _foreign(words: Sequence[Word]) -> Iterator[Row]:
    """Rows that fill a bracket behind a name up to its end or a mark, of which those in small letters are no English: "(Walinzi wa Kesha)", "(French:
    Mouvement du 9 avril; M9A)". A title or a first name in front speaks of a man, whose name says itself how far it runs."""
    lex = lexicon()
    for k in range(1, len(words) - 2):
        if words[k].text not in ("(", "[") or not (words[k - 1].cap or words[k - 1].text in '"”’»'):
            continue
        at = k + 3 if words[k + 1].low in lex.demonyms and words[k + 2].text == ":" else k + 1
        end = at
        while end < len(words) and end - at <= _LONGEST and words[end].text.isalnum():
            end += 1
        row = words[at:end]
        small = [w.low for w in row if not w.cap and w.low.isalpha()]
        if end >= len(words) or not small or not row[0].cap or words[end].text not in (")", "]", ",", ";") or ACRONYM.match(row[0].text):
            continue
        personal = row[0].low in lex.titles or row[0].low in lex.kunya or fold(row[0].text) in lex.given
        if not personal and not is_english(row[0].low) and _of_another_language(small):
            yield tuple(w.low for w in row)


def _of_another_language(small: Sequence[str]) -> bool:
    """Whether words in small letters are not English ones: none of its function words, and of the others at most a third look like one ("lac")."""
    lex = lexicon()
    if any(w not in lex.joining and w in lex.common - lex.faith for w in small):
        return False
    return 3 * sum(w not in lex.joining and is_english(w) for w in small) <= len(small)


def _quoted(words: Sequence[Word]) -> Iterator[Row]:
    """Rows between quotation marks in a bracket, of capitals and small words that join them: "(PB, “the Sons of the Plain”)"."""
    for k in range(1, len(words) - 2):
        if words[k].text not in '"“' or words[k - 1].text not in "(,;[":
            continue
        at = end = k + 1 + words_the(words[k + 1])
        while end < len(words) and end - at <= _LONGEST and _may_stand(words[end]):
            end += 1
        row = words[at:end]
        closed = end + 1 < len(words) and words[end].text in '"”' and words[end + 1].text in "),;]" and _opens(words, k) > 0
        if closed and len(row) > 2 and row[0].cap and row[-1].cap and any(w.low in _LINKS for w in row):
            yield tuple(w.low for w in row)
