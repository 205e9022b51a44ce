"""Passages that two documents have in common, word for word or in other words, and letters that are one in two languages.

Compared are only the claims of one proposition: of each, the words around its quote, within its layer. So the index
is made for the question and thrown away: the claims of one proposition are few however many the record holds, and a table of all shingles of all
documents would be larger than the record and answer nothing else.

Everybody who tells of a matter uses its names, its numbers and the words of its predicate. What counts are the *telling* words: the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_PAST
from variorum.reasoning.origins.matter import Matter, Page, Texts, Told
from variorum.reasoning.origins.values import Step, StepKind
from variorum.yaml_data import from_yaml

#: Words on each side of a quote that are compared with it: about two sentences.
_AROUND = 40
_RUN = 4  #: words in the same order make a run; of three, "the leader of" is one
# The next four numbers were set on all pairs of claims of the sample's documents and of the four pages beside them in tests/reasoning/origins_cases.
#: Telling words that two passages must have in common runs. Pages that are no copies have at most four (both by one analyst). Both that and the next are
#: doubled where the pages name different speakers: two men may have been given one sentence to sign.
_TELLING = 6
#: Words in one unbroken stretch through both quotes, of whatever kind but names, numbers and words of the predicate. "God have mercy on him, was
#: killed in October 2011 by the men of the Three Wells, and not by the government", with what stands before it, has seventeen; no copies: at most four.
_UNBROKEN = 12
#: Of the telling words of the shorter passage, the part that two translations share, and how many at least. Two translations of one letter share 14 of
#: 23; pages that are neither share at most seven, and at most two fifths where they share that many.
_IN_OTHER_WORDS, _AT_LEAST = 0.5, 10
_COMMON_WORD = 30  #: a word in more passages than this does not propose pairs

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words around a quote, folded; those of the quote are ``quote[0]`` to ``quote[1]`` of them. ``is_named``: the page says that somebody else
    than its own speakers says it."""

    told: Told
    words: tuple[str, ...]
    quote: tuple[int, int]
    is_named: bool
    is_printed: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    common: frozenset[str]
    endings: tuple[str, ...]
    formulas: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """Words that every report of the matter has."""

    names: frozenset[str]
    predicate: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The project's own words.yaml, ready to apply."""
    data = from_yaml((files("variorum.reasoning.origins") / "words.yaml").read_text(encoding="utf-8"))
    runs = {run for text in data["formulas"] for run in _runs(_words(text))}
    return Lexicon(frozenset(map(_folded, data["common"])), tuple(data["endings"]), frozenset(runs))


def same_words(matter: Matter, told: Sequence[Told], texts: Texts, names: frozenset[str]) -> Iterator[Step]:
    """Pairs of voices whose pages have the passage of this proposition in common; ``names`` as :func:`names_on` gives them.

    Only pages of different documents, and voices that differ: with equal voices there is nothing to join.
    """
    if len({t.doc for t in told}) < 2 or len({t.voice for t in told}) < 2:
        return
    known = _Known(names, _of_predicate(told[0].key.predicate))
    passages = tuple(_passage(matter.pages[t.doc], t, texts(t.doc)) for t in told)
    seen: set[tuple[int, int]] = set()
    for i, j in (*_sharing_runs(passages), *_sharing_words(passages, known)):
        a, b = passages[i], passages[j]
        pair = (min(a.told.voice, b.told.voice), max(a.told.voice, b.told.voice))
        if a.told.doc == b.told.doc or a.told.voice == b.told.voice or pair in seen:
            continue
        words = _word_for_word(a, b, known) or _in_other_words(a, b, known)
        if words:
            seen.add(pair)
            reason = f"{matter.place(a.told)} and {matter.place(b.told)} {words}"
            yield Step(StepKind.SAME_WORDS, a.told.voice, b.told.voice, (a.told.claim, b.told.claim), reason)


def same_letter(matter: Matter, told: Sequence[Told]) -> Iterator[Step]:
    """Pairs of voices whose words stand in one letter, by writer, reader and day, though in two languages or under two names."""
    letters: dict[tuple[int, int, int], list[Told]] = defaultdict(list)
    for t in told:
        page = matter.pages[t.doc]
        layer = page.layer_at(t.start)
        if len(t.chain) > 1 or layer is None or not (page.is_printed(t.start) or t.voice in page.speakers):
            continue
        for r in page.references:
            is_dated = r.window.start_earliest != UNKNOWN_PAST and r.window.end_latest - r.window.start_earliest <= 31
            if r.predicate == "wrote_to" and r.other and is_dated and r.writer == layer.voice:
                letters[r.writer, r.other, r.window.start_earliest].append(t)
    for (writer, reader, _), parts in sorted(letters.items()):
        for a, b in pairwise(sorted(parts, key=lambda t: (t.voice, t.doc, t.claim))):
            if a.doc != b.doc and a.voice != b.voice:
                words = f"{matter.place(a)} and {matter.place(b)} stand in one letter, of {matter.label(writer)} to {matter.label(reader)}"
                yield Step(StepKind.SAME_LETTER, a.voice, b.voice, (a.claim, b.claim), words)


def names_on(matter: Matter) -> frozenset[str]:
    """The words of all names on the pages: whoever speaks of those people and bodies must use some of them."""
    return frozenset(w for name in matter.names for w in _words(name))


# ---------------------------------------------------------------------- words
def _folded(word: str) -> str:
    """Lower case, without marks over and under the letters: the same word in any print."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(ch))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"['’]s$", "", _folded(w)) for w in _WORD.findall(text))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _is_telling(word: str, known: _Known) -> bool:
    return len(word) > 2 and word not in lexicon().common and not _is_known(word, known)


def _is_known(word: str, known: _Known) -> bool:
    return word.isdigit() or word in known.names or word in known.predicate


@cache
def _stem(word: str) -> str:
    ending = next((e for e in lexicon().endings if word.endswith(e) and len(word) - len(e) >= 4), "")
    return word[: len(word) - len(ending)].rstrip("e")


@cache
def _of_predicate(name: str) -> frozenset[str]:
    """The words by which a claim of the predicate is told, in their usual forms; a reader's frames know more, which then count as telling."""
    p = vocabulary()[name]
    return frozenset(w for text in (p.reads, p.denied, *p.asks) for w in _words(text.replace("{", " ").replace("}", " ")))


def _passage(page: Page, t: Told, text: str | None) -> Passage:
    """The quote with what stands around it in its layer; the quote alone where the text cannot be had."""
    is_named = t.voice not in (*page.speakers, page.publisher)
    before, quote, after = "", t.quote, ""
    if text is not None and text[t.start : t.end] == t.quote:
        layer = page.layer_at(t.start)
        first, last = (layer.start, layer.end) if layer else (0, len(text))
        before, after = text[max(first, t.start - 12 * _AROUND) : t.start], text[t.end : min(last, t.end + 12 * _AROUND)]
    left, middle, right = _words(before)[-_AROUND:], _words(quote), _words(after)[:_AROUND]
    return Passage(t, (*left, *middle, *right), (len(left), len(left) + len(middle)), is_named, page.is_printed(t.start))


# ---------------------------------------------------------------------- pairs worth comparing
def _sharing_runs(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Neighbours in the list of those who have a run: of a hundred copies 99 pairs join them all, not 4,950."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, p in enumerate(passages):
        for run in dict.fromkeys(_runs(p.words)):
            if run not in lexicon().formulas:
                holders[run].append(i)
    return iter(dict.fromkeys(pair for held in holders.values() for pair in pairwise(held)))


def _sharing_words(passages: Sequence[Passage], known: _Known) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(passages):
        for stem in sorted(_telling_stems(p, known)):
            holders[stem].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for held in holders.values():
        if len(held) <= _COMMON_WORD:
            for pair in combinations(held, 2):
                shared[pair] += 1
    return (pair for pair, count in shared.items() if count >= _AT_LEAST)


def _telling_stems(p: Passage, known: _Known) -> frozenset[str]:
    return frozenset(_stem(w) for w in p.words if _is_telling(w, known))


# ---------------------------------------------------------------------- the two comparisons
def _word_for_word(a: Passage, b: Passage, known: _Known) -> str | None:
    """What they have in stretches of four words and more, if the quotes take part in it on both sides and it tells enough or is long enough."""
    common = [m for m in SequenceMatcher(None, a.words, b.words, autojunk=False).get_matching_blocks() if m.size >= _RUN]
    common = [m for m in common if any(run not in lexicon().formulas for run in _runs(a.words[m.a : m.a + m.size]))]
    through = [m for m in common if _touches(a, m.a, m.size) and _touches(b, m.b, m.size)]
    if not through:
        return None
    twice = 2 if a.is_named and b.is_named else 1
    telling = {w for m in common for w in a.words[m.a : m.a + m.size] if _is_telling(w, known)}
    if len(telling) >= _TELLING * twice:
        return f"share a passage word for word ({len(telling)} telling words, such as {_examples(telling)})"
    longest = max((a.words[m.a : m.a + m.size] for m in through), key=lambda words: sum(not _is_known(w, known) for w in words))
    if sum(not _is_known(w, known) for w in longest) >= _UNBROKEN * twice:
        return f"share {len(longest)} words in one stretch (“{' '.join(longest[:6])} …”)"
    return None


def _touches(p: Passage, at: int, size: int) -> bool:
    return at < p.quote[1] and p.quote[0] < at + size


def _in_other_words(a: Passage, b: Passage, known: _Known) -> str | None:
    """What they have of telling words in any order and form. Where both pages name a speaker, only for texts that both print."""
    if a.is_named and b.is_named and not (a.is_printed and b.is_printed):
        return None
    ours, theirs = _telling_stems(a, known), _telling_stems(b, known)
    common, smaller = ours & theirs, min(len(ours), len(theirs))
    if len(common) < _AT_LEAST or len(common) < _IN_OTHER_WORDS * smaller:
        return None
    return f"tell the same passage in other words ({len(common)} of {smaller} telling words, such as {_examples(common)})"


def _examples(words: Iterable[str]) -> str:
    return ", ".join(sorted(words, key=lambda w: (-len(w), w))[:3])
