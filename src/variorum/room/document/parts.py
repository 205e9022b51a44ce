"""A long text in parts, cut between paragraphs, so that a page of it is quickly drawn and read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.model import LayerKind
from variorum.publishing.page_text import blocks
from variorum.room.document.source import Source, Stretch

#: A part ends with the paragraph in which it has so many characters, or claims: about 250 kB of page.
PART_CHARS, PART_CLAIMS = 30_000, 180
#: A paragraph longer than this is cut at a blank: texts without empty lines are read too.
_LONGEST = 6_000
_HEADING = re.compile(r"[^\s.,;:!?].{2,78}[^\s.,;:!…]")
_HEADED = frozenset({LayerKind.COMMENTARY, LayerKind.CAPTION, LayerKind.PRIMARY, LayerKind.QUOTATION, LayerKind.TIMELINE})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """text[start:after], of which the words end at ``end``, in the layer number ``layer``; ``continues`` one that was cut before it."""

    start: int
    end: int
    after: int
    layer: int
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The paragraphs of one page of a text. ``number`` counts from 1; claims ``first`` to ``last`` begin in it, counted from 1 (``last`` < ``first``: none)."""

    number: int
    paragraphs: tuple[Paragraph, ...]
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.paragraphs[0].start if self.paragraphs else 0

    @property
    def after(self) -> int:
        return self.paragraphs[-1].after if self.paragraphs else 0


def paragraphs(text: str, layers: Sequence[Stretch]) -> Iterator[Paragraph]:
    """All paragraphs of the text in order; together they are the whole."""
    for number, layer in enumerate(layers):
        for start, end, after in blocks(text, layer.start, layer.end):
            yield from _cut(text, start, end, after, number)


def _cut(text: str, start: int, end: int, after: int, layer: int) -> Iterator[Paragraph]:
    at = start
    while end - at > _LONGEST:
        blank = next((i + 1 for i in range(at + _LONGEST, at + _LONGEST // 2, -1) if text[i].isspace()), at + _LONGEST)
        yield Paragraph(at, blank, blank, layer, at > start)
        at = blank
    yield Paragraph(at, end, after, layer, at > start)


def parts(source: Source, claims: Sequence[int]) -> tuple[Part, ...]:
    """The parts of a document's text; ``claims`` are the places where its claims begin, in order. Never empty."""
    found: list[Part] = []
    held: list[Paragraph] = []
    first = 0
    every = tuple(paragraphs(source.text, source.layers))
    for i, p in enumerate(every):
        held.append(p)
        until = bisect_right(claims, p.after - 1)
        following = bisect_right(claims, every[i + 1].after - 1) if i + 1 < len(every) else until
        full = p.after - held[0].start >= PART_CHARS or (following - first > PART_CLAIMS and until > first)
        if full or i == len(every) - 1:
            found.append(Part(len(found) + 1, tuple(held), first + 1, until))
            held, first = [], until
    return tuple(found) or (Part(1, (), 1, 0),)


def part_at(found: Sequence[Part], place: int) -> Part:
    """The part in which a place of the text lies."""
    return next((p for p in found if place < p.after), found[-1])


def opening(source: Source, part: Part) -> str:
    """Its first words, as a list of contents has them."""
    words = source.text[part.start : part.start + 200].split()
    return " ".join(words[:9]) + (" …" if len(words) > 9 else "")


def headings(source: Source, part: Part, most: int) -> tuple[str, ...]:
    """Its paragraphs that look like headings: one short line without a stop at its end, before a longer paragraph."""
    found: list[str] = []
    for p, following in zip(part.paragraphs, part.paragraphs[1:], strict=False):
        words = source.text[p.start : p.end].strip()
        if (
            len(found) < most
            and source.layers[p.layer].kind in _HEADED
            and following.end - following.start > 3 * len(words)
            and _HEADING.fullmatch(words)
        ):
            found.append(words)
    return tuple(found)
