"""Who speaks on a page by default: its translator, its author, the writer of the document it prints, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.model.document import Layer, LayerKind
from variorum.model.span import Span
from variorum.reading.layers.blocks import Block, split_blocks
from variorum.reading.layers.cues import SEEN, patterns

_OWN = (LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION)
_TRIM = " \t\n.,;:*“”\"'‘’[]()"


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
            blocks.append(_moved(block, layer.start))
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


def speaker_span(text: str, layers: Sequence[Layer], i: int) -> Span | None:
    """The words that name the author of layer ``i``, a letterhead, primary or quotation; None for other kinds and where nobody is named.

    Looked for in this order: the letterhead ("From X", "Statement of X"); of a quotation, the sentence before it; the text's own words ("I,
    X, ..."); the signature; the publisher's introduction; the title. The span may be a name or a description ("the leaders of X"). A
    conversation has several speakers: see :func:`variorum.reading.layers.turns.turns`.
    """
    if layers[i].kind not in _OWN:
        return None
    head, body = _parts(layers, i)
    introduced = _introduction(text, layers, min([*head, *body]))
    ways: list[Iterator[Span]] = [
        _in_lines(text, [layers[k] for k in head], "writer"),
        _self(text, [layers[k] for k in body]),
        _signature(text, [layers[k] for k in body]),
    ]
    ways.insert(0 if layers[i].kind is LayerKind.QUOTATION else 3, introduced)
    if head or layers[i].kind is LayerKind.PRIMARY:
        ways.append(_title(text, layers))
        ways.append(_in_lines(text, [layers[k] for k in body], "writer", first=2))
    return next((span for way in ways for span in way), None)


def addressee_span(text: str, layers: Sequence[Layer], i: int) -> Span | None:
    """The words that name whom the document of layer ``i`` addresses ("To X", "To the virtuous sheikh: X"); None where nobody is named."""
    if layers[i].kind not in _OWN:
        return None
    head, body = _parts(layers, i)
    lines = _in_lines(text, [layers[k] for k in head], "addressee")
    return next(lines, None) or next(_in_lines(text, [layers[k] for k in body], "addressee", first=2), None)


def _parts(layers: Sequence[Layer], i: int) -> tuple[list[int], list[int]]:
    """The letterhead layers and the body layers of the document that layer ``i`` belongs to; notes, captions and furniture may stand between."""
    between = (LayerKind.NOTE, LayerKind.CAPTION, LayerKind.BOILERPLATE, LayerKind.TIMELINE)
    first = i
    while first > 0 and layers[first - 1].kind in (*between, *_OWN) and layers[first].kind is not LayerKind.LETTERHEAD:
        first -= 1
    last = i
    while last + 1 < len(layers) and layers[last + 1].kind in (*between, *_OWN) and layers[last + 1].kind is not LayerKind.LETTERHEAD:
        last += 1
    group = range(first, last + 1)
    head = [k for k in group if layers[k].kind is LayerKind.LETTERHEAD]
    return head, [k for k in group if layers[k].kind in (LayerKind.PRIMARY, LayerKind.QUOTATION)]


def _blocks_in(text: str, layers: Sequence[Layer]) -> Iterator[Block]:
    for layer in layers:
        for block in split_blocks(text[layer.start : layer.end]):
            yield _moved(block, layer.start)


def _moved(block: Block, by: int) -> Block:
    return Block(block.start + by, block.end + by, block.text, block.gap, block.words, block.inline)


def _in_lines(text: str, layers: Sequence[Layer], cue: str, first: int | None = None) -> Iterator[Span]:
    """Matches of a cue list in the lines of the layers; a pattern higher in the file goes before one lower down, whatever the line."""
    blocks = list(_blocks_in(text, layers))[:first]
    for pattern in patterns("speakers", cue, cased=True).all:
        for block in blocks:
            if found := pattern.search(block.text[:SEEN]):
                yield from _trimmed(text, block.start + found.start("who"), block.start + found.end("who"))


def _self(text: str, layers: Sequence[Layer]) -> Iterator[Span]:
    for block in list(_blocks_in(text, layers))[:3]:
        if found := patterns("speakers", "self_naming", cased=True).search(block.text):
            yield from _trimmed(text, block.start + found.start("who"), block.start + found.end("who"))


def _signature(text: str, layers: Sequence[Layer]) -> Iterator[Span]:
    for block in list(_blocks_in(text, layers))[:1:-1][:4] or list(_blocks_in(text, layers))[:0:-1]:
        if len(block.text) <= 160 and (found := patterns("speakers", "signature", cased=True).search(block.text)):
            yield from _trimmed(text, block.start + found.start("who"), block.start + found.end("who"))


def _introduction(text: str, layers: Sequence[Layer], first: int) -> Iterator[Span]:
    """The nearest publisher's sentence before the document: the last match in it."""
    before = next(
        (layers[k] for k in range(first - 1, -1, -1) if layers[k].kind in (LayerKind.COMMENTARY, LayerKind.CAPTION, LayerKind.NOTE)), None
    )
    if before is None:
        return
    start = max(before.start, before.end - 600)
    tail = text[start : before.end]
    for pattern in patterns("speakers", "introduction", cased=True).all:
        found = list(pattern.finditer(tail))
        if found:
            yield from _trimmed(text, start + found[-1].start("who"), start + found[-1].end("who"))


def _title(text: str, layers: Sequence[Layer]) -> Iterator[Span]:
    top = next((layer for layer in layers if layer.kind is not LayerKind.BOILERPLATE), None)
    if top is not None:
        yield from _in_lines(text, [Layer(top.kind, top.start, min(top.end, top.start + 300))], "writer", first=2)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM and not re.match(r"\b[A-Z]\.$", text[max(start, end - 2) : end]):
        end -= 1
    if end - start > 1:
        yield Span(start, end)
