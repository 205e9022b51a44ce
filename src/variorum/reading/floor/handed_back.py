"""Where the page takes the word back within what was taken for one document, and what it then takes up point by point."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from variorum.model import Layer, LayerKind
from variorum.reading.layers.blocks import Block, split_blocks
from variorum.reading.layers.cues import patterns
from variorum.reading.layers.signs import begins_head, greets

#: Points that begin with the same words, at least, before they are taken to be those of one document that is answered between them.
_POINTS = 3
_OPENING = 2  #: the words of a point that come again at the head of the next one


def handed_back(text: str, layer: Layer) -> Iterator[Layer]:
    """The document of a layer up to the paragraph with which the page takes the word back ("So far the scholars.", "Here the tape breaks off."),
    and the page's own prose from there to the next document, which a colon hands over to.

    A document that is answered point by point, each of its points beginning with the same words ("As to ..."), is those points, and what stands
    between them the page's. The layer as it is where nobody takes the word back.

    >>> text = "We are brothers.\\n\\nSo far the letter. It is forged."
    >>> [(part.kind.value, part.start) for part in handed_back(text, Layer(LayerKind.PRIMARY, 0, len(text)))]
    [('primary', 0), ('commentary', 18)]
    """
    blocks = split_blocks(text[layer.start : layer.end])
    kinds = _kinds(blocks)
    at, kind = layer.start, LayerKind.PRIMARY
    for block, now in zip(blocks, kinds, strict=True):
        if now is not kind:
            if layer.start + block.start > at:
                yield replace(layer, kind=kind, start=at, end=layer.start + block.start)
            at, kind = layer.start + block.start, now
    yield replace(layer, kind=kind, start=at)


def _kinds(blocks: Sequence[Block]) -> list[LayerKind]:
    """Whose each block is: the document's or the page's."""
    backs = patterns("speakers", "hands_back", cased=True)
    kinds = [LayerKind.PRIMARY] * len(blocks)
    prose = False
    for n in range(1, len(blocks)):
        prose = (prose and not _begins(blocks[n])) or (blocks[n].gap and backs.match(blocks[n].text) is not None)
        if prose and blocks[n - 1].text.endswith(":") and kinds[n - 1] is LayerKind.COMMENTARY:
            points = _points(blocks, n)
            if points:
                return [*kinds[:n], *(LayerKind.PRIMARY if k in points else LayerKind.COMMENTARY for k in range(n, len(blocks)))]
            prose = False
        if prose:
            kinds[n] = LayerKind.COMMENTARY
    return kinds


def _begins(block: Block) -> bool:
    """Whether another document begins: with the head of a letter, a salutation, or a heading that hands over."""
    return begins_head(block) or greets(block) or patterns("speakers", "section", cased=True).match(block.text) is not None


def _points(blocks: Sequence[Block], first: int) -> frozenset[int]:
    """The blocks from ``first`` on that begin as it does, where others stand between them; empty where they are too few."""
    opening = blocks[first].words[:_OPENING]
    points = [n for n in range(first, len(blocks)) if blocks[n].words[:_OPENING] == opening]
    apart = all(b - a > 1 for a, b in itertools.pairwise(points))
    return frozenset(points) if len(points) >= _POINTS and apart else frozenset()
