"""The text cut into blocks: paragraphs, headings, menu lines; whatever a reader would see as one thing.

A flattened web page has one block to a line. A PDF has paragraphs broken at the right margin; their lines are joined again here. Blocks are in
order, do not overlap, hold no surrounding white space, and together hold every character of the text that is not white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

#: Everything that ends a line in the texts that the shelf reads, form feeds of PDFs and the separators of Unicode included.
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\d[\d,.:/]*|©|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LIST_MARK = re.compile(r"\W{0,2}(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})\W|[-–—•*†‡·]|Q[.:]|A[.:]")
_TERMINATOR = re.compile(r"[.!?…:;](?:[\"”’'»)\]*†‡¹²³⁴-⁹]|\[\w{1,3}\]|\(\w{1,3}\)|\d{1,2}$)*$")
#: Longer than this and a block is a paragraph whose middle tells nothing about what kind of block it is.
LONG = 600


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or line. ``text == page[start:end]``, half open; ``gap``: a blank line (or the top) stands before it;
    ``words`` are its words folded (numbers are ``#``), for long blocks only those of the first and last 300 characters; ``inline``: it does
    not begin a line (a sentence or note cut out of a paragraph)."""

    start: int
    end: int
    text: str
    gap: bool
    words: tuple[str, ...]
    inline: bool = False

    @property
    def ends_sentence(self) -> bool:
        """Whether the block ends as sentences do, note markers and closing quotes apart."""
        return bool(_TERMINATOR.search(self.text[-12:]))

    @property
    def is_prose(self) -> bool:
        """Whether the block is a paragraph: long, or of some length and ending as sentences do."""
        return len(self.text) >= 180 or (len(self.words) >= 9 and self.ends_sentence)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, every number as ``#``, without punctuation.

    >>> words_of("3 thoughts on “Don’t”")
    ('#', 'thoughts', 'on', "don't")
    """
    return tuple("#" if w[0].isdecimal() else w.replace("’", "'") for w in _WORD.findall(text.casefold()))


def block_of(page: str, start: int, end: int, *, gap: bool, inline: bool = False) -> Block:
    """The block of ``page[start:end]``."""
    text = page[start:end]
    seen = text if len(text) <= LONG else text[:300] + " " + text[-300:]
    return Block(start, end, text, gap, words_of(seen), inline)


def split_blocks(page: str, apart: frozenset[int] = frozenset()) -> tuple[Block, ...]:
    """The blocks of a page, in order. Lines that begin at an offset in ``apart`` (running heads) are never joined to their neighbours.

    >>> [b.text for b in split_blocks("A title\\n\\nOne line.\\nAnother.")]
    ['A title', 'One line.', 'Another.']
    """
    lines = lines_of(page)
    if is_hard_wrapped(page, lines):
        lines = _joined(page, lines, apart)
    blocks: list[Block] = []
    last = 0
    for start, end in lines:
        gap = not blocks or page.count("\n", last, start) > 1 or page.count("\f", last, start) > 0
        blocks.append(block_of(page, start, end, gap=gap))
        last = end
    return tuple(blocks)


def lines_of(page: str) -> list[tuple[int, int]]:
    """Start and end of every line that is not blank, without the white space around it."""
    found = []
    for match in _LINE.finditer(page):
        raw = match.group()
        body = raw.strip()
        if body:
            start = match.start() + len(raw) - len(raw.lstrip())
            found.append((start, start + len(body)))
    return found


def is_hard_wrapped(page: str, lines: list[tuple[int, int]]) -> bool:
    """Whether paragraphs are broken at the margin: many lines of ordinary width are followed at once by one in small letters."""
    broken = wide = 0
    for (start, end), (then, _) in pairwise(lines):
        if 40 <= end - start <= 130:
            wide += 1
            broken += page[then].islower() and page.count("\n", end, then) < 2 and not _TERMINATOR.search(page[max(start, end - 12) : end])
    return broken >= 3 and broken >= 0.3 * wide


def _joined(page: str, lines: list[tuple[int, int]], apart: frozenset[int]) -> list[tuple[int, int]]:
    """Lines joined to paragraphs. A line is joined to the one before when that one is nearly as wide as the column and nothing begins here."""
    widths = sorted(end - start for start, end in lines)
    column = widths[int(len(widths) * 0.9)]
    out: list[tuple[int, int]] = []
    last = (0, 0)
    for start, end in lines:
        if out and last[0] not in apart and start not in apart and _continues(page, last, start, column):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        last = (start, end)
    return out


def _continues(page: str, last: tuple[int, int], start: int, column: int) -> bool:
    between = page[last[1] : start]
    if between.count("\n") > 1 or "\f" in between:
        return False
    indent = len(between) - 1 - max(between.rfind("\n"), 0)
    if page[start].islower() and last[1] - last[0] > 0.5 * column:
        return True
    if indent >= 2 or _LIST_MARK.match(page[start : start + 6]):
        return False
    return last[1] - last[0] > 0.75 * column
