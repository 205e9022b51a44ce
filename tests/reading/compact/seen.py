"""A text as the compact reader sees it, for the tests beside this file."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model import Document, Layer, LayerKind
from variorum.reading.claims import Proposition, propose
from variorum.reading.compact.given import Given, given
from variorum.reading.names import read_names
from variorum.reading.names.named import Named
from variorum.reading.syntax import Sentence, parse


@dataclass(frozen=True)
class Page:
    """What the stages before the compact reader make of a text."""

    text: str
    layers: tuple[Layer, ...]
    sentences: tuple[Sentence, ...]
    named: Named
    proposed: tuple[Proposition, ...]

    def given(self) -> list[Given]:
        entities = {e.key: e for e in self.named.entities}
        return list(given(self.text, self.sentences, self.named.mentions, entities, self.layers, self.named.floors, self.proposed))


def page(text: str, *stretches: tuple[LayerKind, int, int]) -> Page:
    """``stretches`` are its layers; without any it is one of commentary."""
    layers = tuple(Layer(k, a, b) for k, a, b in stretches or ((LayerKind.COMMENTARY, 0, len(text)),)) if text else ()
    document = Document("t", "0" * 64, chars=len(text))
    sentences = tuple(s for x in layers for s in parse(text, x.start, x.end))
    named = read_names(text, layers, sentences, (), document)
    return Page(text, layers, sentences, named, propose(text, sentences, named, (), layers, document))
