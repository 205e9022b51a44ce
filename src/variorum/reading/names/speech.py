"""What is needed to say who speaks where in a document: its quotations, its layers, and whom its items mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from variorum.model import Document, Layer, LayerKind
from variorum.reading.floor.quotes import Quote, quotes
from variorum.reading.names.bearers import Cast
from variorum.reading.names.items import Item
from variorum.reading.names.words import Word

_NEAR = 64  # quotations that begin before a place, the last of them, among which those around it are sought


@dataclass(slots=True)
class Speech:
    """What is needed to say who speaks where. ``meant`` is filled while the document is read; names are known from the start."""

    text: str
    words: Sequence[Word]
    items: Sequence[Item]
    layers: Sequence[Layer]
    cast: Cast
    meant: dict[int, int]
    document: Document
    starts: list[int] = field(default_factory=list)
    quoted: tuple[Quote, ...] = ()
    #: Where a quotation begins that fills paragraphs of a layer of quotation: the layer has the floor there.
    whole: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.starts = [self.words[x.first].start for x in self.items]
        found = [
            (layer, q)
            for layer in self.layers
            if layer.kind is not LayerKind.BOILERPLATE
            for q in quotes(self.text, layer.start, layer.end)
        ]
        self.quoted = tuple(q for _, q in found)
        self.whole = frozenset(
            q.start for layer, q in found if layer.kind is LayerKind.QUOTATION and not q.depth and _opens(self.text, layer, q)
        )

    def reported(self, at: int) -> Quote | None:
        """The innermost quotation around a place, those apart that are a whole paragraph of a layer of quotation; None outside of them."""
        return max((q for q in self._around(at) if q.start not in self.whole), key=lambda q: q.start, default=None)

    def quotation(self, at: int) -> int:
        """Where the innermost quotation around a place begins; -1 outside of quotations."""
        return max((q.start for q in self._around(at)), default=-1)

    def _around(self, at: int) -> Iterator[Quote]:
        last = bisect_right(self.quoted, at, key=lambda q: q.start)
        # Quotations nest a few deep and hold a few others, so that the ones around a place are among the last to begin before it.
        return (q for q in self.quoted[max(0, last - _NEAR) : last] if q.start < at < q.end)


def _opens(text: str, layer: Layer, quote: Quote) -> bool:
    """Whether nothing stands before a quotation in its paragraph."""
    before = text[layer.start : quote.start].rpartition("\n")[2]
    return not before.strip()
