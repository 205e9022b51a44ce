"""Where sentences begin and end: at blank lines, list items and headings as well as at full stops.

A newline is judged by its block (the lines between two blank lines).  In a block of wrapped prose a line break is nothing
unless the first word of the next line would still have fitted: then the writer meant it.  In a block of short lines
(letterheads, lists, headings) or of very long ones (a paragraph a line) every break counts unless the sentence plainly runs on.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from variorum.reading.syntax.tokens import Span, tokenize, words_of

LONGEST: Final = 120  # tokens; a longer sentence is cut, at a comma or semicolon if there is one near
_NEAR: Final = 40
_HELD: Final = 5000  # tokens of one piece kept in memory
_NARROW, _WIDE = 45, 130  # characters of the longest line: below is a list or letterhead, above a paragraph a line

_LINE: Final = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK: Final = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ITEM: Final = re.compile(
    r"\s*(?:[A-Z][\w.]{0,12}:\s|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5}|[IVX]{2,5})[.)]\s|\(?[A-Z]\)\s|\[(?:\d{1,3}|[a-z*†]{1,3})\]|[-*•●▪◦·–—]\s|#{1,6}\s|[|>=])"
)
_PROSE_END: Final = re.compile(r"""[.!?…:;؟۔]["'”’)\]*\d¹²³]*\s*$""")
_RUNS_ON: Final = re.compile(r"[\w,’'–-]\s*$")
_STOPS: Final = frozenset(".!?…。؟")
_CLOSERS: Final = frozenset("\"'”’)]»*†‡¹²³⁴⁵⁶⁷⁸⁹⁰")


def _blocks(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Give back runs of non-blank lines, each line as a span without its ends."""
    lines: list[Span] = []
    for match in _LINE.finditer(text, start, end):
        a, b = match.span()
        if lines and len(_BREAK.findall(text, lines[-1][1], a)) > 1:
            yield lines
            lines = []
        if text[a:b].strip():
            lines.append((a, b))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _is_wrapped(text: str, lines: Sequence[Span], width: int) -> bool:
    """Say whether the lines of a block can be prose broken to a width: neither short nor very long, and ending as prose ends."""
    return _NARROW <= width <= _WIDE and _PROSE_END.search(text, max(lines[-1][0], lines[-1][1] - 12), lines[-1][1]) is not None


def _joins(text: str, line: Span, after: Span, width: int | None) -> bool:
    """Say whether a sentence may run from one line to the next of the same block."""
    if _ITEM.match(text, *after):
        return False
    opening = text[after[0] : after[1]].lstrip()
    small = opening[:1].islower()
    runs_on = _RUNS_ON.search(text, max(line[0], line[1] - 8), line[1]) is not None
    if width is None:
        return small and runs_on
    fits = line[1] - line[0] + 1 + len(opening.split(None, 1)[0]) <= width
    return (small and runs_on) or not fits


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Give back the stretches no sentence crosses: paragraphs, list items, headings, lines of a letterhead."""
    for lines in _blocks(text, start, end):
        longest = max(b - a for a, b in lines)
        width = longest if _is_wrapped(text, lines, longest) else None
        first = lines[0][0]
        for line, after in itertools.pairwise(lines):
            if not _joins(text, line, after, width):
                yield first, line[1]
                first = after[0]
        yield first, lines[-1][1]


def _opens(text: str, token: Span) -> bool:
    """Say whether a token can be the first of a sentence: a capital, a figure, an opening mark, an article with its name."""
    word = text[token[0] : token[1]]
    head, hyphen, rest = word.partition("-")
    if hyphen and head in words_of("articles") and rest[:2].strip("'’‘ʿ")[:1].isupper():
        return True
    return not word[0].islower() and word[0] not in ",;:)]}”%"


def _ends(text: str, tokens: Sequence[Span], i: int, after: int) -> bool:
    """Say whether the sentence ends with the stop at token `i`, `after` being the next token that is not a closing mark."""
    a, b = tokens[i]
    if after == len(tokens):
        return True
    word, nxt = text[a:b], text[tokens[after][0] : tokens[after][1]]
    if not _opens(text, tokens[after]):
        return False
    if tokens[after][0] == b and not (text[a - 1 : a].islower() and nxt[:1].isupper() and len(nxt) > 1):
        return False  # no space: "TS.e.014" goes on, "He left.The others stayed" does not
    if b - a > 1 and word[0].isalnum():  # an abbreviation that carries its stop
        bare = word[:-1].lower()
        known = "." in bare or len(bare) == 1 or bare in words_of("abbreviations_may_end")
        return known and nxt.lower() in words_of("starters")
    if word[0] in ".…" and (b - a > 1 or word == "…"):
        return a == tokens[i - 1][1] if i else False
    return True


def _inside(names: Sequence[Span], starts: Sequence[int], at: int) -> bool:
    k = bisect_right(starts, at) - 1
    return k >= 0 and names[k][0] < at < names[k][1]


def _capped(text: str, tokens: list[Span]) -> Iterator[list[Span]]:
    """Cut a sentence that is too long at its last comma, semicolon or colon in reach, else at the limit."""
    first = 0
    while len(tokens) - first > LONGEST:
        reach = range(first + LONGEST, first + LONGEST - _NEAR, -1)
        cut = next((k for k in reach if text[tokens[k - 1][0]] in ",;:"), first + LONGEST)
        yield tokens[first:cut]
        first = cut
    if first < len(tokens):
        yield tokens[first:]


def _cut(text: str, tokens: list[Span], names: Sequence[Span], starts: Sequence[int]) -> Iterator[list[Span]]:
    """Cut the tokens of one piece into sentences."""
    first, i, total = 0, 0, len(tokens)
    while i < total:
        a, b = tokens[i]
        after = i + 1
        if text[b - 1] in _STOPS and (i > first or b - a == 1):
            while after < total and _closes(text, tokens[after], tokens[after - 1][1], tokens[first]):
                after += 1
            if _ends(text, tokens, i, after) and not _inside(names, starts, tokens[after][0] if after < total else b):
                yield from _capped(text, tokens[first:after])
                first = after
        i = after
    yield from _capped(text, tokens[first:])


def _is_marker(text: str, token: Span) -> bool:
    return text[token[0]] == "[" and token[1] - token[0] > 2


def _closes(text: str, token: Span, before: int, first: Span) -> bool:
    """Say whether a token after a full stop still belongs to its sentence: a closing quote or bracket, a footnote marker, more stops."""
    if _is_marker(text, token):
        return not _is_marker(text, first)  # also after a space, but not in a list of notes run together
    return token[0] == before and (text[token[0]] in _CLOSERS or text[token[0]] in _STOPS)


def split(text: str, start: int = 0, end: int | None = None, *, names: Sequence[Span] = ()) -> Iterator[list[Span]]:
    """Give back the sentences of text[start:end] as lists of token spans; none is empty, none is longer than `LONGEST`.

    Args:
        names: half-open spans, in which no sentence may end ("J. B. Harlan", a name broken over two lines).

    >>> text = "Report no. 4\\n\\nHe left for the U.S. in May. al-Sarat stayed."
    >>> [text[s[0][0]:s[-1][1]] for s in split(text)]
    ['Report no. 4', 'He left for the U.S. in May.', 'al-Sarat stayed.']
    """
    end = len(text) if end is None else end
    names = sorted(names)
    starts = [a for a, _ in names]
    held: list[Span] = []
    for a, b in pieces(text, start, end):
        if held and not _inside(names, starts, a):
            yield from _cut(text, held, names, starts)
            held = []
        for token in tokenize(text, a, b):
            held.append(token)
            if len(held) >= _HELD:  # a piece of megabytes: give out what is complete, so that memory stays bounded
                *done, held = _cut(text, held, names, starts)
                yield from done
    yield from _cut(text, held, names, starts)
