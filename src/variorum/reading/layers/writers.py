"""Who wrote a document that a page prints, and to whom: the words of the page that say so, each with its weight.

Entities are unknown here; which bearer of a name the words mean is for ``reading/floor``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.model.document import Layer, LayerKind
from variorum.model.span import Span
from variorum.reading.layers.blocks import Block, split_blocks, words_of
from variorum.reading.layers.cues import SEEN, patterns, single_words
from variorum.reading.layers.marginalia import is_date
from variorum.reading.layers.voices import moved

_OWN = (LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION)
_PROSE = 6000  #: characters of the publisher's prose before a document that may introduce it
_LINES, _LINE = 4, 100  #: lines of a letterhead, at most, and their length, that may have been taken for the prose above it
_TRIM = " \t\n.,;:*“”\"'‘’[]()"


@dataclass(frozen=True, slots=True)
class Hint:
    """Words that may name the author of a printed document. ``weight`` compares hints of one document: what it says of itself weighs
    most, what its publisher says of it less, what stands in a headline least. ``own``: the document itself says so. ``body``: the words are
    those of an institution's letterhead, and no man's. ``signed``: they stand under the document."""

    span: Span
    weight: float
    own: bool = False
    body: bool = False
    signed: bool = False


def speaker_hints(text: str, layers: Sequence[Layer], i: int) -> tuple[Hint, ...]:
    """All words that may name the author of layer ``i``, the likeliest first; none for layers in which the page's own author speaks.

    Looked for in this order: the letterhead ("From X", "Statement of X"); of a quotation, the sentence before it; the title; the text's own
    words ("I, X, ..."); the signature; the office whose paper it is (before the signature in communiqués and rulings); the publisher's
    heading and introduction. The span may be a name or a description ("the leaders of X").
    """
    if layers[i].kind not in _OWN:
        return ()
    head, body = _parts(layers, i)
    first, quoted = min([*head, *body]), layers[i].kind is LayerKind.QUOTATION
    heads, bodies = [*_over(text, layers, first), *(layers[k] for k in head)], [layers[k] for k in body]
    own = [_weighed(_in_lines(text, heads, "writer"), 10, own=True), _weighed(_self(text, bodies), 9, own=True)]
    own += [[replace(h, signed=True) for h in _weighed(_signature(text, bodies), 8, own=True)]]
    own += [[replace(h, body=True) for h in _weighed(_office(text, heads), 6, own=True)]]
    if any(patterns("speakers", "institutional").search(text[x.start : x.end]) for x in heads):
        own[2], own[3] = own[3], own[2]
    near = _weighed(_introduction(text, layers, first, near=True), 5)
    if quoted:
        return _in_order([near, *own])
    title = _weighed(_title(text, layers), 7)
    said = _weighed(_said(text, layers, first, "writes"), 7.5)
    ways = [own[0], said, title, *own[1:], _weighed(_heading(text, layers, first), 7), near]
    ways += [_weighed(_introduction(text, layers, first, near=False), 3), _weighed(_in_lines(text, bodies, "writer", first=2), 2, own=True)]
    return _in_order(ways)


def _weighed(spans: Iterator[Span], weight: float, *, own: bool = False) -> list[Hint]:
    """The spans of one way of naming; each further one weighs half as much as the one before."""
    return [Hint(span, weight / 2 ** min(n, 8), own) for n, span in enumerate(spans)]


def _in_order(ways: Sequence[Sequence[Hint]]) -> tuple[Hint, ...]:
    return tuple(hint for way in ways for hint in way)


def speaker_span(text: str, layers: Sequence[Layer], i: int) -> Span | None:
    """The first of :func:`speaker_hints`: the words that most likely name the author of layer ``i``; None where nobody is named.

    A conversation has several speakers: see :func:`variorum.reading.layers.turns.turns`.
    """
    return next((hint.span for hint in speaker_hints(text, layers, i)), None)


def introduced_addressees(text: str, layers: Sequence[Layer], i: int) -> tuple[Span, ...]:
    """The words by which the publisher's prose before the document of layer ``i`` says to whom it went, the likeliest first."""
    head, body = _parts(layers, i)
    return tuple(_said(text, layers, min([*head, *body]), "addressed")) if head or body else ()


def preparers(text: str, layers: Sequence[Layer], i: int) -> tuple[Span, ...]:
    """The words by which the publisher's prose before the document of layer ``i`` names those who translated, edited, copied or lent it."""
    head, body = _parts(layers, i)
    return tuple(_said(text, layers, min([*head, *body]), "prepares")) if head or body else ()


def addressee_span(text: str, layers: Sequence[Layer], i: int) -> Span | None:
    """The words that name whom the document of layer ``i`` addresses ("To X", "To the virtuous sheikh: X"); None where nobody is named."""
    return next(iter(addressee_spans(text, layers, i)), None)


def addressee_spans(text: str, layers: Sequence[Layer], i: int) -> tuple[Span, ...]:
    """All words that may name the addressee, the likeliest first: the lines of the head, the first lines of the body, a salutation."""
    if layers[i].kind not in _OWN:
        return ()
    head, body = _parts(layers, i)
    bodies = [layers[k] for k in body]
    ways = (_in_lines(text, [layers[k] for k in head], "addressee"), _in_lines(text, bodies, "addressee", first=2))
    return (*(span for way in ways for span in way), *_in_lines(text, bodies, "vocative", first=4))


def _parts(layers: Sequence[Layer], i: int) -> tuple[list[int], list[int]]:
    """The letterhead layers and the body layers of the document that layer ``i`` belongs to; notes, captions and furniture may stand between."""
    between = (LayerKind.NOTE, LayerKind.CAPTION, LayerKind.BOILERPLATE, LayerKind.TIMELINE)
    first = i
    while first > 0 and layers[first - 1].kind in (*between, *_OWN) and not _begins(layers, first):
        first -= 1
    last = i
    while last + 1 < len(layers) and layers[last + 1].kind in (*between, *_OWN) and not _begins(layers, last + 1):
        last += 1
    group = range(first, last + 1)
    if layers[i].kind is LayerKind.QUOTATION and any(layers[k].kind is LayerKind.PRIMARY for k in group):
        return [], [i]  # whom the document around it names is not who is quoted
    head = [k for k in group if layers[k].kind is LayerKind.LETTERHEAD]
    return head, [k for k in group if layers[k].kind in (LayerKind.PRIMARY, LayerKind.QUOTATION)]


def _begins(layers: Sequence[Layer], i: int) -> bool:
    """Whether a document begins with a layer: a letterhead that goes on with no other."""
    return layers[i].kind is LayerKind.LETTERHEAD and (i == 0 or layers[i - 1].kind is not LayerKind.LETTERHEAD)


def _over(text: str, layers: Sequence[Layer], first: int) -> Iterator[Layer]:
    """The lines directly above a letterhead that belong to it and were taken for the end of the publisher's prose: short ones, that end no
    sentence, apart from the prose by a blank line and not from the letterhead."""
    above = layers[first - 1] if first > 0 else None
    if above is None or above.kind is not LayerKind.COMMENTARY or layers[first].kind is not LayerKind.LETTERHEAD:
        return
    if "\n\n" in text[above.end - 2 : layers[first].start]:
        return
    tail: list[Block] = []
    for block in reversed(list(_blocks_in(text, [Layer(above.kind, max(above.start, above.end - 700), above.end)]))):
        if len(tail) == _LINES or len(block.text) > _LINE or block.ends_sentence:
            return
        tail.append(block)
        if block.gap:
            break
    for block in reversed(tail):
        yield Layer(LayerKind.LETTERHEAD, block.start, block.end)


def _blocks_in(text: str, layers: Sequence[Layer]) -> Iterator[Block]:
    for layer in layers:
        for block in split_blocks(text[layer.start : layer.end]):
            yield moved(block, layer.start)


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
    blocks = list(_blocks_in(text, layers))
    for block in blocks[:0:-1][:4]:
        if len(block.text) <= 160 and (found := patterns("speakers", "signature", cased=True).search(block.text)):
            yield from _trimmed(text, block.start + found.start("who"), block.start + found.end("who"))
    for block in blocks[-1:] if len(blocks) > 1 else ():
        if len(block.text) <= 160 and (found := patterns("speakers", "signed_for", cased=True).match(block.text)):
            yield from _trimmed(text, block.start + found.start("who"), block.start + found.end("who"))
    for block in blocks[-1:]:
        tail = max(block.start, block.end - SEEN)
        if found := patterns("speakers", "signed_in_line", cased=True).search(text[tail : block.end]):
            yield from _trimmed(text, tail + found.start("who"), tail + found.end("who"))


def _introduction(text: str, layers: Sequence[Layer], first: int, *, near: bool) -> Iterator[Span]:
    """Names that the publisher's prose before the document gives its author, the likeliest first.

    ``near``: only the last sentences count, the last match first (a quotation). Otherwise the whole prose before the document (6000 characters):
    whom it most often makes the subject of saying and writing, or names as writer of a letter or statement, is its author.
    """
    told = (LayerKind.COMMENTARY, LayerKind.NOTE)
    k = next((k for k in range(first - 1, -1, -1) if layers[k].kind in told), None)
    if k is None:
        return
    start = max(layers[k].start, layers[k].end - 400) if near else max(0, layers[k].end - 6000)
    matches = _namings(text, start, layers[k].end)
    weight: Counter[str] = Counter()
    for rank, span in matches:
        weight[_last(span.of(text))] += 3 if rank < 2 else 1
    order = (
        sorted(matches, key=lambda m: -m[1].start)
        if near
        else sorted(matches, key=lambda m: (-weight[_last(m[1].of(text))], m[1].start - m[1].end))
    )
    for _, span in order:
        yield from _trimmed(text, span.start, span.end)


def _said(text: str, layers: Sequence[Layer], first: int, cue: str) -> Iterator[Span]:
    """Matches of a cue list in the title and the publisher's prose before a document; a pattern higher in the file goes before one lower down."""
    k = next((k for k in range(first - 1, -1, -1) if layers[k].kind is LayerKind.COMMENTARY), None)
    if k is None:
        return
    for pattern in patterns("speakers", cue, cased=True).all:
        for match in pattern.finditer(text, max(layers[k].start, layers[k].end - _PROSE), layers[k].end):
            yield from _trimmed(text, *match.span("who"))


def _office(text: str, heads: Sequence[Layer]) -> Iterator[Span]:
    """The institution at the top of a letterhead: of several lines the last before the number, date and addressee, for it is the nearest."""
    found: list[Span] = []
    for block in _blocks_in(text, heads):
        match = patterns("speakers", "office", cased=True).match(block.text)
        if match is None or is_date(block.text):
            if found:
                break
            continue
        if not found or not patterns("speakers", "part_of_office").match(match["who"]):
            found.append(Span(block.start + match.start("who"), block.start + match.end("who")))
            part = patterns("speakers", "part_named", cased=True).match(block.text[match.end("who") :])
            if part is not None and not patterns("speakers", "part_of_office").match(part["who"]):
                found.append(Span(*(block.start + match.end("who") + at for at in part.span("who"))))
    for span in reversed(found):
        yield from _trimmed(text, span.start, span.end)


def _heading(text: str, layers: Sequence[Layer], first: int) -> Iterator[Span]:
    """The writer as the publisher's short lines directly above the document name him ("From X to Y")."""
    if first == 0 or layers[first - 1].kind is not LayerKind.COMMENTARY:
        return
    above = layers[first - 1]
    near = Layer(above.kind, max(above.start, above.end - 700), above.end)
    lines = [b for b in _blocks_in(text, [near]) if len(b.text) <= 200][-3:]
    for line in reversed(lines):
        yield from _in_lines(text, [Layer(above.kind, line.start, line.end)], "writer")


def _namings(text: str, start: int, end: int) -> list[tuple[int, Span]]:
    """Matches of the introduction patterns, with the rank of the pattern, without words that are nobody's name."""
    found = []
    for rank, pattern in enumerate(patterns("speakers", "introduction", cased=True).all):
        for match in pattern.finditer(text, start, end):
            if not single_words("speakers", "no_names").issuperset(words_of(match["who"])):
                found.append((rank, Span(*match.span("who"))))
    return found


def _last(name: str) -> str:
    """The word that short forms of a name keep: its last."""
    return (words_of(name.replace("-", "")) or ("",))[-1]


def _title(text: str, layers: Sequence[Layer]) -> Iterator[Span]:
    top = next((layer for layer in layers if layer.kind is not LayerKind.BOILERPLATE), None)
    if top is not None:
        head = [Layer(top.kind, top.start, min(top.end, top.start + 300))]
        yield from _in_lines(text, head, "titled", first=2)
        yield from _in_lines(text, head, "writer", first=2)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM and not re.match(r"\b[A-Z]\.$", text[max(start, end - 2) : end]):
        end -= 1
    if end - start > 1:
        yield Span(start, end)
