"""For which body a man says "we" who is quoted or printed: the one whose spokesman or chief the page calls him. The texts are invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from variorum.model import Document, Layer, LayerKind, Mention
from variorum.reading.floor import bodies
from variorum.reading.floor.who import Who
from variorum.reading.names import Named, read_names
from variorum.reading.syntax import parse

C, P, Q = LayerKind.COMMENTARY, LayerKind.PRIMARY, LayerKind.QUOTATION
WORLD = "The Dawn Front holds Derkent. The League of the Valley holds the mill.\n\n"


def read(*parts: tuple[LayerKind, str]) -> tuple[str, Named]:
    """What is made of a page of these layers."""
    text, layers = "", []
    for kind, words in parts:
        layers.append(Layer(kind, len(text), len(text) + len(words)))
        text += words
    document = Document("d", "0" * 64, chars=len(text))
    return text, read_names(text, layers, [s for layer in layers for s in parse(text, layer.start, layer.end)], (), document)


def meant(text: str, named: Named, word: str) -> str:
    """How whoever the last such pronoun means is named first; empty where it means nobody."""
    at = text.rindex(f" {word} ") + 1
    entity = next((m.entity for m in named.mentions if m.start == at), None)
    return next((m.text for m in named.mentions if m.entity == entity and m.form == "name"), "") if entity else ""


@pytest.mark.parametrize(
    ("introduction", "body"),
    [
        ("Omar Hadi, the spokesman of the Dawn Front, said: ", "Dawn Front"),
        ("Omar Hadi, emir of the Dawn Front, said: ", "Dawn Front"),
        ("The Dawn Front's spokesman, Omar Hadi, said: ", "Dawn Front"),
        ("Dawn Front spokesman Omar Hadi said: ", "Dawn Front"),
        ("Omar Hadi was the Dawn Front's official spokesman. In May Omar Hadi said: ", "Dawn Front"),
        ("Omar Hadi led the Dawn Front. In May Omar Hadi said: ", "Dawn Front"),
        # whoever only served in a body does not speak for it
        ("Omar Hadi had served in the Dawn Front. In May Omar Hadi said: ", "Omar Hadi"),
        ("Omar Hadi said: ", "Omar Hadi"),
    ],
)
def test_the_we_of_a_man_who_is_quoted(introduction: str, body: str) -> None:
    text, named = read((C, f"{WORLD}{introduction}“In truth we never swore to anybody.”\n"))
    assert meant(text, named, "we").removeprefix("The ").removeprefix("the ") == body


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("“I say that we never swore to anybody.”\n", "Dawn Front"),
        # a body of which he speaks as of another is not his
        ("“Never have we fought the League of the Valley, and we hold the bridge.”\n", "Dawn Front"),
    ],
)
def test_the_we_of_a_block_that_is_quoted(words: str, body: str) -> None:
    text, named = read((C, f"{WORLD}Omar Hadi, the spokesman of the Dawn Front, answered in May:\n\n"), (Q, words))
    assert meant(text, named, "we").removeprefix("The ").removeprefix("the ") == body


def test_a_speech_says_itself_whose_it_is() -> None:
    text, named = read(
        (C, f"{WORLD}The speech was recorded by Omar Hadi.\n\n"),
        (P, "I greet the people of Derkent. They say what they like of us in the League of the Valley. I say that we never swore.\n"),
    )
    assert meant(text, named, "we").removeprefix("The ").removeprefix("the ") == "League of the Valley"


def test_what_joins_a_man_to_bodies_is_looked_for_once_however_often_he_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[tuple[int, int]] = Counter()
    kept = bodies._joined_to

    def counted(who: Who, m: Mention) -> Iterator[tuple[str, float]]:
        asked[id(who), m.start] += 1
        return kept(who, m)

    monkeypatch.setattr(bodies, "_joined_to", counted)
    page = "Omar Hadi is the spokesman of the Dawn Front.\n\n" + "Omar Hadi wrote:\n\nWe held the bridge, and you know it.\n\n" * 8
    read((LayerKind.COMMENTARY, page))
    assert asked and max(asked.values()) == 1
