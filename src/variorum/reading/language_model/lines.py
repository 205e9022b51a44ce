"""A text as numbered lines, in which a model says where something stands; and the exact place of what it quotes.

A run of blanks in a quote stands for any run of blanks in the text, a line break included: nothing else is forgiven, and no quote is moved.
Where a script writes "and" or "to" as one with the next word, a word begins behind it too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from variorum.model import Layer, LayerKind
from variorum.reading.language_model.refusal import Reason, Refused
from variorum.reading.script import main_script
from variorum.reading.syntax import split
from variorum.yaml_data import from_yaml

#: A longer line is cut where its sentences begin, so that "line 3" says something in a page without line breaks.
LONGEST_LINE = 600
#: "The quote is the shortest span that carries the claim: a clause, not a paragraph" (the guide); the longest of a person's in the sample has 180 characters.
LONGEST_QUOTE = 600
_RUN = re.compile(r"\s+|\S+")
_NOT_BLANK = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it; ``number`` from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Lines in a row that one question shows. ``start`` and ``end`` bound where a quote may stand."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


@dataclass(frozen=True)
class Page:
    """A document's text with its lines."""

    text: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        spans = [span for m in _NOT_BLANK.finditer(self.text) for span in _cut(self.text, m.start(), m.end())]
        return tuple(Line(n, start, end) for n, (start, end) in enumerate(spans, 1))

    def line_at(self, offset: int) -> Line:
        """The line in which the offset lies, else the one before it."""
        return self.lines[max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)]

    def shown(self, lines: Sequence[Line]) -> str:
        """The lines as a model sees them: ``[3] and the words``."""
        # Other signs of a line's end than \n would let a text draw a line without a number, as if it were ours.
        return "\n".join(f"[{line.number}] {' '.join(self.text[line.start : line.end].splitlines()).strip()}" for line in lines)

    def windows(self, layers: Sequence[Layer], size: int) -> Iterator[Window]:
        """The lines of all layers but boilerplate in windows of at most ``size`` characters; a longer line has one of its own."""
        held: list[Line] = []
        for line in self.lines:
            speaks = layer_at(layers, line.start).kind is not LayerKind.BOILERPLATE
            if held and (not speaks or line.end - held[0].start > size):
                yield Window(tuple(held))
                held = []
            held += [line] if speaks else []
        if held:
            yield Window(tuple(held))

    def place(self, quote: str, line: int, window: Window) -> tuple[int, int]:
        """Where the quote stands: once in the window, or once from that line on.

        Raises Refused where it stands nowhere in it, or at several places of which the line does not tell one.
        """
        if len(quote) > LONGEST_QUOTE:
            raise Refused(Reason.LONG, f"the quote has {len(quote)} characters; quote the shortest clause that carries the claim")
        found = occurrences(self.text, quote, window.start, window.end)
        if len(found) == 1:
            return found[0]
        if not found:
            if occurrences(self.text, quote, 0, len(self.text)):
                raise Refused(Reason.ELSEWHERE, "the quote stands in another part of the document, not in the lines shown")
            raise Refused(Reason.ABSENT, "the quote is not in the lines shown; copy it from them letter by letter")
        own = [span for span in found if self.line_at(span[0]).number == line]
        if len(own) == 1:
            return own[0]
        where = ", ".join(str(self.line_at(start).number) for start, _ in found[:6])
        raise Refused(Reason.SEVERAL, f"the quote stands at {len(found)} places (lines {where}); give the right line, or quote more words")


def occurrences(text: str, quote: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every place in ``text[start:end]`` at which the quote stands as whole words.

    >>> occurrences("The Front\\nof Sarat. A front.", "the  front", 0, 30), occurrences("The Front\\nof Sarat.", "Front of Sarat", 0, 20)
    ([], [(4, 18)])
    """
    words = quote.split()
    plain, at = _plain(text)
    sought, found = " ".join(words), list[tuple[int, int]]()
    i = plain.find(sought, bisect_left(at, start)) if words else -1
    while i >= 0:
        here, there = at[i], at[i + len(sought) - 1] + 1
        if there > end:
            break
        whole = _begins(text, here, words[0]) and (there == end or not (_is_word(sought[-1]) and _is_word(text[there])))
        if whole:
            found.append((here, there))
        i = plain.find(sought, i + len(sought) if whole else i + 1)
    return found


def pattern_of(quote: str) -> str:
    """The expression for the quote as whole words, whose blanks may be any run of blanks; the quote has at least one word.

    >>> re.search(pattern_of("السفينة"), "والسفينة").span()
    (1, 8)
    """
    words = quote.split()
    before = _beginning(words[0]) if _is_word(words[0][0]) else ""
    after = r"(?!\w)" if _is_word(words[-1][-1]) else ""
    return before + r"\s+".join(map(re.escape, words)) + after


def layer_at(layers: Sequence[Layer], offset: int) -> Layer:
    """The layer in which the offset lies; layers cover the text."""
    return layers[max(0, bisect_right(layers, offset, key=lambda layer: layer.start) - 1)]


def _beginning(word: str) -> str:
    """What must be before a word: no letter, but for words that its script joins to the next one."""
    if word[0].isascii():
        return r"(?<!\w)"
    before = (rf"(?<=(?<!\w){joined})" for joined in _joined().get(main_script(word) or "", ()))
    return "|".join((r"(?:(?<!\w)", *before)) + ")"


@cache
def _joined() -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = from_yaml(files(__package__).joinpath("joined.yaml").read_text(encoding="utf-8"))
    return found


def _begins(text: str, at: int, word: str) -> bool:
    """Whether a word can begin there; the same as :func:`_beginning` says in an expression."""
    if not _is_word(word[0]) or not at or not _is_word(text[at - 1]):
        return True
    joined = () if word[0].isascii() else _joined().get(main_script(word) or "", ())
    return any(text.endswith(j, 0, at) and (at == len(j) or not _is_word(text[at - len(j) - 1])) for j in joined)


@lru_cache(maxsize=16)
def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text with every run of blanks as one, and where each of its characters stands in the text. To look for words in it is to look for a string, which is
    several times as quick as to make an expression of every quote."""
    parts: list[str] = []
    at: list[int] = []
    for m in _RUN.finditer(text):
        blank = m[0].isspace()
        parts.append(" " if blank else m[0])
        at.extend((m.start(),) if blank else range(m.start(), m.end()))
    return "".join(parts), at


def _is_word(character: str) -> bool:
    r"""The same as ``\w``."""
    return character.isalnum() or character == "_"


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= LONGEST_LINE:
        return [(start, end)]
    begins = [start, *(begin for begin, _ in split(text, start, end))][1:] or [start]
    cuts, at = [start], start
    for begin, following in zip(begins, [*begins[1:], end], strict=True):
        if following - at > LONGEST_LINE and begin > at:
            cuts.append(begin)
            at = begin
    return list(zip(cuts, [*cuts[1:], end], strict=True))
