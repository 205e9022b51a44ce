"""What a publisher, a translator or whoever asks puts in square brackets into a document that he prints: his words, not the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.model import Layer, LayerKind
from variorum.reading.floor.floor import Floor
from variorum.reading.floor.talk import PRINTED

_PAGE = frozenset({LayerKind.COMMENTARY, LayerKind.NOTE})
#: Within one paragraph, with a word of three letters at least: "[1]", "[...]" and "[sic]" alone say nothing.
_BRACKETS = re.compile(r"\[(?!(?:sic|illegible|unclear|inaudible|laughs|pause)\b)(?=[^\[\]\n]*[^\W\d_]{3})[^\[\]\n]{3,300}\]")


def insertions(text: str, layers: Sequence[Layer], floors: Sequence[Floor]) -> tuple[Floor, ...]:
    """The bracketed insertions in printed documents, in order, each with the page's own author for its speaker where he is known.

    Their voice is the page's own, the translator's where nobody else is known. Not looked for where the page itself speaks, nor at the beginning of
    a line, where brackets hold labels and stage directions.
    """
    page = next((layer.voice for layer in layers if layer.kind in _PAGE and layer.voice), "@translator")
    author = next((f.speaker for f in floors if layers[f.layer].kind in _PAGE and f.speaker and f.voices[-1].startswith("@")), None)
    return tuple(
        Floor(start, end, floor.layer, (page,), author)
        for floor in floors
        if layers[floor.layer].kind in PRINTED and not floor.voices[-1].startswith("@")
        for start, end in _brackets(text, floor)
    )


def _brackets(text: str, floor: Floor) -> Iterator[tuple[int, int]]:
    for m in _BRACKETS.finditer(text, floor.start, floor.end):
        if m.start() > floor.start and text[m.start() - 1] != "\n":
            yield m.span()
