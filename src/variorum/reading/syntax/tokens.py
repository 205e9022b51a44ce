"""Where the words of a stretch of text begin and end.

The rules are those of the English UD treebanks (clitics and punctuation apart), except that a hyphenated word, a name with its
article and a bracketed footnote number stay in one piece.  Nothing is rewritten: a token is a half-open span of the text.
Blanks, control characters and direction marks between words belong to no token; every other character belongs to exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from variorum.yaml_data import from_yaml

Span = tuple[int, int]

# Direction marks and other invisible characters: inside a word they are part of it, elsewhere they are blanks.
UNSEEN: Final = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\ufe00-\ufe0f"
_SUPERSCRIPT: Final = "¹²³⁰⁴-⁹"
_LETTERS: Final = rf"(?:[^\W_{_SUPERSCRIPT}][{_MARKS}]*){{1,100}}"
_QUOTE: Final = "['’‘ʼ`´′]"
# al-Qarandi, Sab'un, al-'Adl, AK-47: letters joined by one hyphen and/or one apostrophe; a number may not swallow a range dash.
_JOINT: Final = rf"(?:[{UNSEEN}]{{0,3}}(?:[-‐‑]{_QUOTE}?|{_QUOTE})[{UNSEEN}]{{0,3}}|[{UNSEEN}]{{1,3}}|_)"
_WORD: Final = rf"{_LETTERS}(?:{_JOINT}{_LETTERS}){{0,12}}"
_SITE: Final = r"(?:com|org|net|info|gov|edu|mil|int|html?|co\.uk)"

# In this order; the first that fits wins.
_TOKEN: Final = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}(?<![.,;:!?'’)\]}])",
            rf"[^\W_][\w.+-]{{0,63}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}|[^\W_][\w-]{{0,60}}(?:\.[\w-]{{1,60}}){{0,4}}\.{_SITE}\b",
            r"[A-Z]{1,3}\.?[a-z]\.\d{3}(?!\w)",  # the reference numbers of sanctions lists: TSi.014, TS.e.014
            rf"(?:[^\W\d_]\.){{2,12}}(?:-{_WORD})?|(?:[^\W\d_]\.){{1,12}}[^\W\d_](?!\w)",  # U.S., a.m., U.S.-led, U.S
            r"\d{1,100}(?:[.,:/]\d{1,100}){1,8}(?![^\W\d_])",  # 1,200.5  12:30  12/5/2006
            rf"(?:[Aa]l|[Ee]l|[Aa][dnrstz]h?)–{_WORD}",  # an en dash used as the hyphen of the article
            _WORD,
            r"\[\d{1,3}\]",
            rf"[{_SUPERSCRIPT}]{{1,4}}",
            r"\.{2,200}|-{2,200}|[!?]{2,20}|\*{2,20}|([^\w\s])\1{2,200}|_{1,200}",
            rf"[^\s\x00-\x1f\x7f-\x9f{UNSEEN}](?:[{_MARKS}]|\u200d[^\s\w]){{0,8}}",
        )
    )
)
_NOT: Final = re.compile(r"[nN]['’ʼ][tT]$")
_CLITIC: Final = re.compile(r"['’ʼ`´](?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]|[mM]|[dD])$")
_CLOSING: Final = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_OPENING: Final = re.compile(r"(?<!\w)['‘](?=\w)")
_ITEM: Final = re.compile(r"(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])\.(?=\s)")


@cache
def words_of(name: str) -> Any:
    """Give back one list (as a frozenset) or mapping of segmentation.yaml."""
    value = _data()[name]
    return value if isinstance(value, dict) else frozenset(value)


@cache
def _data() -> dict[str, Any]:
    loaded = from_yaml(files(__package__).joinpath("segmentation.yaml").read_text(encoding="utf-8"))
    # YAML 1.1 reads the bare words "no" and "on" as truth values.
    words = {True: "on", False: "no"}
    return {k: v if isinstance(v, dict) else [words.get(w, w) if isinstance(w, bool) else w for w in v] for k, v in loaded.items()}


def _cut_clitic(text: str, start: int, end: int) -> int:
    """Give back where the last part of a word begins (n't, 's, 'll, the "not" of cannot), or `end` if it is one part."""
    word = text[start:end]
    found = _NOT.search(word) or _CLITIC.search(word)
    if found is None:
        return start + int(words_of("two_words").get(word.lower(), end - start))
    base, clitic = word[: found.start()].lower(), found.group()[1:].lower()
    if not base or (clitic == "d" and base not in words_of("takes_d")) or (clitic == "m" and base != "i"):
        return end
    return start + found.start()


def _takes_stop(text: str, start: int, end: int, limit: int) -> bool:
    """Say whether the full stop at `end` belongs to the word before it: Gen. Harlan, no. 14, J. Smith."""
    word = text[start:end].lower()
    after = text[end + 1 : min(end + 4, limit)]
    follows = after.lstrip()[:1]
    if len(word) == 1 and text[start].isupper() and word != "i":
        return after[:1] != text[start]  # "J. Harlan", "Harlan J. R. (alias the Baker)"; whether a sentence ends there is asked later
    if word in words_of("abbreviations_before_capital"):
        return follows.isupper()
    if word in words_of("abbreviations_before_digit"):
        return follows.isdigit()
    return word in words_of("abbreviations_inside") or word in words_of("abbreviations_may_end")


def _opens_name(text: str, start: int, limit: int) -> bool:
    """Say whether an opening quote before a capital is an ʿayn: ‘Umar.  It is when no quote closes on the same line."""
    line_end = text.find("\n", start, min(start + 400, limit))
    stop = min(start + 400, limit) if line_end < 0 else line_end
    return text[start + 1 : start + 2].isupper() and _CLOSING.search(text, start + 1, stop) is None


def _ends_name(text: str, end: int, start: int) -> bool:
    """Say whether the closing quote at `end` is the hamza or ʿayn that a word ends with: Liwa’ al-Qarn, Ihya’.  It is when no quote opens before it on
    the line, and the word has no "s" at its end that the quote would make a possessive."""
    if (
        text[end : end + 1] not in ("'", "’", "ʼ", "ʿ", "ʾ")
        or not text[end - 1].isalpha()
        or text[end - 1].lower() in "sxz"
        or text[end + 1 : end + 2].isalnum()
    ):
        return False
    least = max(start, end - 400)  # no further back, or a text of nothing but quotes in one line would be searched through at each
    line = max(least, text.rfind("\n", least, end) + 1)
    return _OPENING.search(text, line, end) is None


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Give back the spans of the words and marks of text[start:end], in order, not overlapping.

    >>> text = "Gen. Harlan’s men didn't leave al-Sarat [2]."
    >>> [text[a:b] for a, b in tokenize(text)]
    ['Gen.', 'Harlan', '’s', 'men', 'did', "n't", 'leave', 'al-Sarat', '[2]', '.']
    >>> text = "Liwa’ al-Qarn and the brothers’ tent"
    >>> [text[a:b] for a, b in tokenize(text)]
    ['Liwa’', 'al-Qarn', 'and', 'the', 'brothers', '’', 'tent']
    """
    end = len(text) if end is None else end
    item = _ITEM.match(text, start, end)
    if item:
        yield item.span()
        start = item.end()
    begin, at, find = start, start, _TOKEN.search
    while (match := find(text, at, end)) is not None:
        a, b = match.span()
        first = text[a]
        if first in "'‘" and _opens_name(text, a, end):
            inner = _TOKEN.match(text, a + 1, end)
            b = inner.end() if inner else b
        at = b
        if not first.isalnum() and b - a < 3:
            yield a, b
            continue
        cut = _cut_clitic(text, a, b)
        if cut < b:
            yield a, cut
            yield cut, b
            continue
        if b < end and _ends_name(text, b, begin):
            at = b = b + 1
            yield a, b
            continue
        if text[b : b + 1] == "." and b < end and text[b + 1 : b + 2] != "." and _takes_stop(text, a, b, end):
            at = b = b + 1
        yield a, b
