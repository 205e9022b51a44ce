"""What a publisher or translator puts in square brackets into a document that he prints: his words, not the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.model import Layer, LayerKind
from variorum.reading.voices.voice_map import Turn

_PRINTED = frozenset({LayerKind.PRIMARY, LayerKind.LETTERHEAD, LayerKind.QUOTATION})
#: Within one paragraph, with a word of three letters at least: "[1]", "[...]" and "[sic]" alone say nothing.
_BRACKETS = re.compile(r"\[(?!(?:sic|illegible|unclear|inaudible|laughs|pause)\b)(?=[^\[\]\n]*[^\W\d_]{3})[^\[\]\n]{3,300}\]")


def insertions(text: str, layers: Sequence[Layer], turns: Sequence[Turn]) -> Iterator[Turn]:
    """The bracketed insertions in printed documents, in order; their voice is the page's own, the translator's where nobody else is known.

    Not looked for where the page itself speaks, nor at the beginning of a line, where brackets hold labels and stage directions.
    """
    page = next((layer.voice for layer in layers if layer.kind in (LayerKind.COMMENTARY, LayerKind.NOTE) and layer.voice), "@translator")
    for turn in turns:
        if layers[turn.layer].kind not in _PRINTED or turn.speakers[-1].startswith("@"):
            continue
        for m in _BRACKETS.finditer(text, turn.start, turn.end):
            if m.start() > turn.start and text[m.start() - 1] != "\n":
                yield Turn(m.start(), m.end(), (page,), turn.layer)
