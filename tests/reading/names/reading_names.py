"""Reading a small text for the tests of this folder."""

from __future__ import annotations

from variorum.model import Document, Layer, LayerKind
from variorum.reading.names import Named, read_names
from variorum.reading.syntax import parse


def read(text: str, *layers: Layer) -> Named:
    """The names of a text, by default one layer of commentary."""
    stretches = layers or (Layer(LayerKind.COMMENTARY, 0, len(text)),)
    sentences = tuple(s for layer in stretches for s in parse(text, layer.start, layer.end))
    return read_names(text, stretches, sentences, (), Document("d", "0" * 64, chars=len(text)))


def keys_of(named: Named) -> dict[str, str]:
    """The key of the entity that bears each name."""
    return {n.text: e.key for e in named.entities for n in e.names}
