"""What a page prints within a layer that was taken for its own prose, the rest of a document or a paragraph that it hands over to; and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.model import Layer, LayerKind
from variorum.reading.floor.handed_back import handed_back
from variorum.reading.layers.blocks import Block, split_blocks
from variorum.reading.layers.cues import SEEN, patterns

_ASIDE = (LayerKind.NOTE, LayerKind.CAPTION, LayerKind.BOILERPLATE)
_PRINTS = (LayerKind.PRIMARY, LayerKind.LETTERHEAD)
_MARKS = "\"“„«‘'([*•-–—0123456789"
#: First person, and second: without quotation marks the page's own prose has them in one paragraph only where it speaks to its reader.
_FIRST = re.compile(r"\b(?:I|me|my|mine|we|We|us|our|Our|ours)\b")
_SECOND = re.compile(r"\b(?:[Yy]ou|[Yy]ours?)\b")
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]|\[[^\[\]\n]*\]")


def overlooked(text: str, layers: Sequence[Layer]) -> tuple[tuple[Layer, int], ...]:
    """The layers, each with its index, and those of the page's own prose cut where it prints what another says, those of documents where it takes
    the word back (:func:`~variorum.reading.floor.handed_back.handed_back`).

    The prose behind a printed document goes on with it as far as the closing words that it had not yet come to ("and our last prayer is that
    praise belongs to God"). A paragraph behind one that ends in a colon, with an "I" and a "you" outside of quotation marks, is a quotation.

    >>> text = "He wrote:\\n\\nI greet you.\\n\\nSo he did."
    >>> [(s.kind.value, s.start, i) for s, i in overlooked(text, [Layer(LayerKind.COMMENTARY, 0, len(text))])]
    [('commentary', 0, 0), ('quotation', 11, 0), ('commentary', 25, 0)]
    """
    found: list[tuple[Layer, int]] = []
    for i, layer in enumerate(layers):
        if layer.kind is LayerKind.PRIMARY and layer.voice is None:
            found += ((part, i) for part in handed_back(text, layer))
            continue
        if layer.kind is not LayerKind.COMMENTARY:
            found.append((layer, i))
            continue
        blocks = [
            Block(layer.start + b.start, layer.start + b.end, b.text, b.gap, b.words) for b in split_blocks(text[layer.start : layer.end])
        ]
        ends = _rest(text, layers, i, blocks)
        at = layer.start
        if ends is not None:
            found.append((Layer(LayerKind.PRIMARY, at, ends), i))
            at = ends
        for start, end in _handed_over(text, [b for b in blocks if b.start >= at], layer.end):
            found.append((Layer(layer.kind, at, start, voice=layer.voice), i))
            found.append((Layer(LayerKind.QUOTATION, start, end), i))
            at = end
        if at < layer.end:
            found.append((Layer(layer.kind, at, layer.end, voice=layer.voice), i))
    return tuple(found)


def _rest(text: str, layers: Sequence[Layer], i: int, blocks: Sequence[Block]) -> int | None:
    """Where the document before a layer of prose ends within it; None where it does not go on, or had closed before."""
    k = next((k for k in range(i - 1, -1, -1) if layers[k].kind not in _ASIDE), None)
    if k is None or layers[k].kind not in _PRINTS:
        return None
    closes = patterns("speakers", "last_words")
    before = split_blocks(text[max(layers[k].start, layers[k].end - SEEN) : layers[k].end])
    if any(closes.search(b.text[-SEEN:]) for b in before[-3:]):
        return None
    for n, block in enumerate(blocks):
        if block.text.endswith(":"):
            return None  # another document is handed over to
        if closes.search(block.text[-SEEN:]):
            return blocks[n + 1].start if n + 1 < len(blocks) else layers[i].end
    return None


def _handed_over(text: str, blocks: Sequence[Block], last: int) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph, white space behind it included, that stands behind a colon and speaks to somebody."""
    for n, block in enumerate(blocks):
        if n == 0 or not block.gap or not blocks[n - 1].text.endswith(":") or block.text[0] in _MARKS:
            continue
        own = _QUOTED.sub("", block.text)
        if _FIRST.search(own) and _SECOND.search(own):
            yield block.start, blocks[n + 1].start if n + 1 < len(blocks) else last
