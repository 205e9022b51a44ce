"""Who wrote what a page prints: several who sign for a body, a quotation that a sentence hands over to, a memoir. All invented."""

from __future__ import annotations

import pytest

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.floor import read_floors

COMMENTARY, LETTERHEAD, PRIMARY, QUOTATION = LayerKind.COMMENTARY, LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION
BODIES = ("Council of the Weir", "Ferry Press")
SEVERAL = "We write to you of the mill. We have waited, and our sons with us.\n\nYour brothers:\n\nHamid Tal\n\nUmar Dost\n\n"

CASES: list[tuple[list[tuple[LayerKind, str]], tuple[str, ...], str]] = [
    # several men sign for the body whose paper it is
    ([(LETTERHEAD, "The Council of the Weir\n12 May 2014\n\n"), (PRIMARY, SEVERAL)], ("Hamid Tal", "Umar Dost"), "Council of the Weir"),
    # the sentence before a quotation begins with whoever said it
    (
        [
            (COMMENTARY, "Hamid Tal's last tape, put out by the Ferry Press in May, is a will:\n\n"),
            (QUOTATION, "“They say that the mill was never ours. Let them ask the dead of the valley.”\n\n"),
        ],
        ("Hamid Tal",),
        "Hamid Tal",
    ),
    # a memoir is by whoever worked on it
    (
        [
            (COMMENTARY, "The memoir on which Umar Dost worked until his death. We print a chapter of it.\n\n"),
            (PRIMARY, "A word for hearing there is in every language that I know. I was young and I had read little.\n\n"),
        ],
        ("Umar Dost",),
        "Umar Dost",
    ),
]


@pytest.mark.parametrize(("parts", "persons", "author"), CASES)
def test_the_author_of_what_a_page_prints(parts: list[tuple[LayerKind, str]], persons: tuple[str, ...], author: str) -> None:
    text, layers = "", []
    for kind, words in parts:
        layers.append(Layer(kind, len(text), len(text) + len(words)))
        text += words
    names = {n: EntityType.PERSON for n in persons} | {n: EntityType.ORGANISATION for n in BODIES if n in text}
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, n, MentionForm.NAME) for n in names]
    floors = read_floors(text, layers, mentions, [Entity(n, t) for n, t in names.items()], Document("d", "0" * 64))
    assert floors[-1].voices == (author,)
