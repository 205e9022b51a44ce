"""Titles: “The Rain That Came Late”, her book, The Slate and the Reed: the name of a work, and no word of it names anybody else."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model.entity import EntityType
from variorum.reading.names.lexicon import is_english, lexicon
from variorum.reading.names.words import Word

_MARKS = {"“": "”", '"': '"', "«": "»"}
_LONGEST = 14  # words of a title
_NEAR = 7  # words before a title among which it is said what it is the title of
_ARTICLES = ("the", "a", "an")
_OWNS = ("'s", "’s")


def titles(words: Sequence[Word]) -> dict[int, int]:
    """For the first word of each title one past its last; marks around it do not belong to it.

    A title gives a capital to every word but the small ones. Between quotation marks it holds something that no name of a body or a man does ("in",
    "that", a comma), or begins with an article and names no kind of body or man unless it is said what it is; without marks it stands behind what it is
    the title of, or behind its owner ("Hadi's The Rain in May"). Quoted names ("the “Council of the Valley”") and quoted sentences are none.
    """
    found: dict[int, int] = {}
    for i, w in enumerate(words[:-1]):
        end = _close(words, i) if w.text in _MARKS else _end(words, i + 1) if _announces(words, i) else 0
        if end and is_titled(words, i + 1, end):
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


def _end(words: Sequence[Word], first: int) -> int:
    """Where capitals and the small words between them end that begin at ``first`` without a mark; 0 where that is not the end of a phrase."""
    small, end, k = lexicon().cues["title_words"], first, first
    while (
        k < len(words)
        and k - first < _LONGEST
        and words[k].sentence == words[first].sentence
        and (words[k].cap or words[k].low in small or words[k].low in _OWNS)
    ):
        k += 1
        end = k if words[k - 1].cap else end
    if end >= len(words):
        return 0
    verb = words[end].upos in ("AUX", "VERB") and _entitles(words, first)
    return end if verb or words[end].text in ",.;:)(?!" or (words[end].low == "of" and words[end + 1 : end + 2] != []) else 0


def _announces(words: Sequence[Word], i: int) -> bool:
    """Whether a title without marks may follow: ``i`` ends "her book,", "an article headed", "Hadi's", or "his" before what opens as a paper."""
    w, cues = words[i], lexicon().cues
    after = words[i + 1]
    if after.sentence != w.sentence or not after.cap:
        return False
    if w.low in cues["possessive"] or w.low in ("of", "in"):
        return _entitles(words, i + 1)
    if i == 0 or words[i - 1].sentence != w.sentence:
        return False
    if w.low in _OWNS:
        return after.low in _ARTICLES and after.cap
    return w.low in cues["titling"] or (w.text == "," and _is_work(words[i - 1]))


def _entitles(words: Sequence[Word], first: int) -> bool:
    """Whether a row opens as only the title of a paper does that is said to somebody or on something: "A Reply to the Miller", "Open Word to"."""
    at = first + (words[first].low in _ARTICLES)
    for k in range(at, min(at + 3, len(words) - 2)):
        w = words[k]
        if not w.cap or w.sentence != words[first].sentence:
            return False
        if w.low in lexicon().cues["paper_openings"]:
            to = words[min(k + 2 + (words[k + 2].low in _ARTICLES), len(words) - 1)]
            return words[k + 1].low in ("to", "on", "against", "concerning", "about", "from") and to.cap
    return False


def _is_work(word: Word) -> bool:
    head = lexicon().heads.get(word.low)
    return head is not None and head.type is EntityType.WORK and not word.cap


def is_titled(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether ``words[first:end]`` stand behind a quotation mark, a word that announces a title or an owner, capitalised and joined as only those of a
    title are."""
    cues, heads = lexicon().cues, lexicon().heads
    if not (first and words[first].cap and words[end - 1].cap and end - first > 2):
        return False
    marked = words[first - 1].text in _MARKS
    if not marked and not _announces(words, first - 1):
        return False
    row = words[first:end]
    if any(not (w.cap or w.low in cues["title_words"] or w.text == "," or w.low in (*_OWNS, "’", "'")) for w in row[1:]):
        return False
    if (
        not marked
        and row[0].low not in _ARTICLES
        and not _entitles(words, first)
        and not all(is_english(w.low) or w.low in lexicon().common for w in row if w.cap)
    ):
        return False  # "in his letter, Mullah Hadi in Sarqa"
    loose = cues["title_words"] - cues["name_words"]
    if any(w.text == "," or w.low in loose or (w.cap and w.low in lexicon().common and w.upos not in ("NOUN", "PROPN")) for w in row[1:]):
        return True
    if row[0].low in loose and row[0].low not in _ARTICLES:
        return True  # “On the Keeping of Covenants”
    if row[0].low not in _ARTICLES:
        return False
    told = any(_is_work(w) for w in words[max(0, first - _NEAR) : first] if w.sentence == row[0].sentence)
    return told or not marked or not any(w.low in heads for w in row)  # “The Butcher of Sarqa” is no title
