"""Where one printed layer holds several documents: the letters of an exchange, the testimonies of several witnesses, each under a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.model import Layer, LayerKind
from variorum.reading.floor.overlooked import overlooked
from variorum.reading.layers.blocks import split_blocks
from variorum.reading.layers.cues import patterns
from variorum.reading.layers.turns import label_of

_PARAGRAPH = re.compile(r"(?:\A|(?<=\n))[ \t]*(?P<line>\S[^\n]{2,120})(?=\n|\Z)")
_LONGEST = 400  #: characters of a letterhead
_LINES, _BLOCK = (
    3,
    240,
)  #: lines of a letterhead that was taken for the text under it, at least, and characters of each of its blocks, at most
_GAP = re.compile(r"\n[ \t]*\n\s*")


def sections(text: str, layers: Sequence[Layer]) -> tuple[tuple[Layer, int], ...]:
    """The layers, each with its index, and those of printed documents cut at the headings that hand over to another writer.

    The paragraph of such a heading becomes a letterhead of its own ("II. Hadi to Vesk", "LETTER II", "Second witness: Hadi, a driver"); so does, after
    other words, a short paragraph that opens a letter ("In the name of God / From Hadi to Vesk"), and a salutation with which a paragraph begins
    ("Sir, — You have written"). So do three short lines or more with which it begins. A numbered paragraph is no heading, nor is a line within a
    paragraph. A layer that says whose it is stays whole.
    What a page prints within its own prose is cut out first (:func:`~variorum.reading.floor.overlooked.overlooked`).

    >>> text = "I wrote.\\n\\nII. Hadi to Vesk\\n3 May\\n\\nI read it.\\n"
    >>> [(s.kind.value, s.start, i) for s, i in sections(text, [Layer(LayerKind.PRIMARY, 0, len(text))])]
    [('primary', 0, 0), ('letterhead', 10, 0), ('primary', 34, 0)]
    """
    found: list[tuple[Layer, int]] = []
    for layer, i in overlooked(text, layers):
        if layer.kind is not LayerKind.PRIMARY or layer.voice is not None:
            found.append((layer, i))
            continue
        at = _after_head(text, layer) if not found or found[-1][0].kind is not LayerKind.LETTERHEAD else layer.start
        if at > layer.start:
            found.append((Layer(LayerKind.LETTERHEAD, layer.start, at), i))
        for start, end in _headings(text, Layer(layer.kind, at, layer.end)):
            if start > at:
                found.append((Layer(LayerKind.PRIMARY, at, start), i))
            found.append((Layer(LayerKind.LETTERHEAD, start, end), i))
            at = end
        if at < layer.end:
            found.append((Layer(LayerKind.PRIMARY, at, layer.end), i))
    return tuple(found)


def _after_head(text: str, layer: Layer) -> int:
    """Where the lines end with which a document begins like a letterhead: three or more short ones that are no sentences; its start without them."""
    lines = 0
    for block in split_blocks(text[layer.start : min(layer.end, layer.start + 2 * _LONGEST)]):
        if block.ends_sentence or len(block.text) > _BLOCK or label_of(block.text) is not None:
            return layer.start + block.start if lines >= _LINES else layer.start
        lines += block.text.count("\n") + 1
    return layer.end if lines >= _LINES and layer.end - layer.start <= 2 * _LONGEST else layer.start


def _headings(text: str, layer: Layer) -> Iterator[tuple[int, int]]:
    """Start of every heading in a layer and end of its paragraph (of a salutation its own end), white space included."""
    starts = patterns("speakers", "section", cased=True)
    for begin in (layer.start, *(gap.end() for gap in _GAP.finditer(text, layer.start, layer.end))):
        if (greeting := patterns("speakers", "greeting", cased=True).match(text[begin : min(layer.end, begin + _LONGEST)])) is not None:
            yield begin, begin + greeting.end()
            continue
        line = _PARAGRAPH.match(text, begin, layer.end)
        if line is None:
            continue
        gap = _GAP.search(text, line.end(), layer.end)
        end = gap.end() if gap else layer.end
        if starts.match(line["line"].rstrip()) is not None or (begin > layer.start and _opens_letter(text[begin:end].strip())):
            yield begin, end


def _opens_letter(paragraph: str) -> bool:
    """Whether a paragraph is the head of a letter: short, no sentence, and one of its lines says from whom to whom."""
    if len(paragraph) > _LONGEST or paragraph.endswith((".", "!", "?")):
        return False
    return patterns("speakers", "letter_head", cased=True).search(paragraph) is not None
