"""Who speaks on a page by default: its author or its translator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model.document import Layer, LayerKind
from variorum.model.span import Span
from variorum.reading.layers.blocks import Block, split_blocks
from variorum.reading.layers.cues import SEEN, patterns


@dataclass(frozen=True, slots=True)
class PageVoices:
    """What a page says of its own speakers. ``translator``: its author says that the translation is his. ``printed``: it prints a document of
    another (some layer is letterhead or primary). ``cites``: its notes are mostly references, as an author's are and a translator's are not.
    ``byline``: the words that name its author, None when no byline was found."""

    translator: bool
    printed: bool
    cites: bool
    byline: Span | None = None


def page_voices(text: str, layers: Sequence[Layer]) -> PageVoices:
    """The speakers of the page itself, from the words of its commentary, captions and notes."""
    blocks, kinds = [], []
    for layer in layers:
        for block in split_blocks(text[layer.start : layer.end]):
            blocks.append(moved(block, layer.start))
            kinds.append(layer.kind)
    return page_voices_of(blocks, kinds)


def page_voices_of(blocks: Sequence[Block], kinds: Sequence[LayerKind]) -> PageVoices:
    """:func:`page_voices` of blocks that already have their kinds."""
    own = [b for b, k in zip(blocks, kinds, strict=True) if k in (LayerKind.COMMENTARY, LayerKind.NOTE)]
    printed = any(k in (LayerKind.LETTERHEAD, LayerKind.PRIMARY) for k in kinds)
    says = patterns("speakers", "translates")
    translator = printed and any(says.search(b.text[:SEEN]) or says.search(b.text[-SEEN:]) for b in own)
    notes = [b for b, k in zip(blocks, kinds, strict=True) if k is LayerKind.NOTE]
    cited = sum(bool(patterns("speakers", "cites").search(b.text)) for b in notes)
    return PageVoices(translator, printed, 2 * cited > len(notes), _byline(own[:8]))


def _byline(top: Sequence[Block]) -> Span | None:
    for block in top:
        if len(block.words) <= 20 and (found := patterns("speakers", "byline", cased=True).match(block.text)):
            return Span(block.start + found.start("who"), block.start + found.end("who"))
    return None


def moved(block: Block, by: int) -> Block:
    """The block with its offsets counted from ``by`` characters earlier."""
    return Block(block.start + by, block.end + by, block.text, block.gap, block.words, block.inline)
