"""Reading the kinds of a small text, for the tests beside this file."""

from __future__ import annotations

from variorum.model import Layer, LayerKind
from variorum.reading.kinds import read_kinds
from variorum.reading.names.kind import Kind
from variorum.reading.names.proper import find_propers
from variorum.reading.names.words import Word, row
from variorum.reading.syntax import parse

Row = tuple[Word, ...]
Spans = list[tuple[int, int]]


def seen(text: str) -> tuple[Row, Spans, tuple[Layer, ...]]:
    """The words, names and layers of a text, one layer of commentary."""
    words = row(text, parse(text, 0, len(text)))
    names = [(n.first, n.end) for n in find_propers(words, frozenset())[0]]
    return words, names, (Layer(LayerKind.COMMENTARY, 0, len(text)),) if text else ()


def kinds(text: str) -> dict[str, Kind]:
    """What each name and noun of a text is said to be, by its words."""
    words, names, layers = seen(text)
    found = read_kinds(words, names, frozenset(), layers)
    return {text[words[first].start : words[end - 1].end]: kind for (first, end), kind in found.items()}
