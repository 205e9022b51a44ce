"""Titles in quotation marks: "The Rain That Came Late" is the name of a work, and no word of it names anybody else."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.words import Word

_MARKS = {"“": "”", '"': '"', "«": "»"}
_LONGEST = 14  # words of a title


def titles(words: Sequence[Word]) -> dict[int, int]:
    """For the first word of each quoted title one past its last; the marks do not belong to it.

    A title gives a capital to every word but the small ones and holds something that no name of a body or a man does ("in", "that", a comma): quoted
    names ("the “Council of the Valley”") and quoted sentences are none.
    """
    found: dict[int, int] = {}
    for i, w in enumerate(words[:-1]):
        if w.text in _MARKS and (end := _close(words, i)) and is_titled(words, i + 1, end):
            found[i + 1] = end
    return found


def _close(words: Sequence[Word], i: int) -> int:
    """Where the mark that opens at ``i`` is closed within its sentence, a comma before it apart; 0 where it is not."""
    for k in range(i + 2, min(i + _LONGEST + 2, len(words))):
        if words[k].sentence != words[i + 1].sentence:
            return 0
        if words[k].text == _MARKS[words[i].text]:
            return k - 1 if words[k - 1].text == "," else k
    return 0


def is_titled(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether ``words[first:end]`` stand behind a quotation mark and are capitalised and joined as only those of a title are."""
    cues = lexicon().cues
    if not (first and words[first - 1].text in _MARKS and words[first].cap and words[end - 1].cap and end - first > 2):
        return False
    inner = words[first + 1 : end]
    if any(not (w.cap or w.low in cues["title_words"] or w.text == "," or w.low in ("'s", "’s", "’", "'")) for w in inner):
        return False
    loose = cues["title_words"] - cues["name_words"]
    return any(w.text == "," or w.low in loose or (w.cap and w.low in lexicon().common and w.upos not in ("NOUN", "PROPN")) for w in inner)
