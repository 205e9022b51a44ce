"""Which layers are in a script that the grammars cannot read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from variorum.model import Layer, LayerKind, Unread

#: The grammars know English; a layer most of whose letters are not Latin is not for them.
READ = "LATIN"


def unread_script(text: str, layers: Sequence[Layer]) -> tuple[Unread, ...]:
    """Layers, boilerplate aside, most of whose letters are of another script than Latin: one finding each, which names the script.

    >>> from variorum.model import LayerKind
    >>> unread_script("كتب الشيخ رسالة", [Layer(LayerKind.PRIMARY, 0, 15)])[0].note
    'arabic script: read for dates only'
    """
    found = []
    for layer in layers:
        script = None if layer.kind is LayerKind.BOILERPLATE else main_script(text[layer.start : layer.end])
        if script not in (None, READ):
            found.append(Unread("script not read", layer.start, layer.end, f"{str(script).lower()} script: read for dates only"))
    return tuple(found)


def main_script(text: str) -> str | None:
    """The script of most letters by their Unicode names ("LATIN", "ARABIC", "CYRILLIC"); None when there are no letters.

    A long text is judged by a sample of evenly spaced letters, so that the work does not grow with it.
    """
    step = max(1, len(text) // 4000)
    counts = Counter(unicodedata.name(c, "?").split(" ")[0] for c in text[::step] if c.isalpha())
    return counts.most_common(1)[0][0] if counts else None
