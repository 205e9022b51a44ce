"""The words that name the writer of what a page prints: over the letterhead, in its lines, under it, in the publisher's prose. All texts are invented."""

from __future__ import annotations

import pytest

from variorum.model import Layer, LayerKind
from variorum.reading.layers import speaker_hints

C, H, P = LayerKind.COMMENTARY, LayerKind.LETTERHEAD, LayerKind.PRIMARY
Parts = tuple[tuple[LayerKind, str], ...]
BODY = "Comrades, the sluice is open.\n\nLet it be known to the cells!\n\n"


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        (
            ((C, "We print it whole.\n\nLEAGUE OF THE WEIR\nCentral Committee\n"), (H, "Circular No. 4\n3 May 2011\n\n"), (P, BODY)),
            "Central Committee",
        ),
        (((C, "We print it whole.\n\nA paper of 2011\n\n"), (H, "Circular No. 4\n3 May 2011\n\n"), (P, BODY)), None),
        (
            ((C, "We print it whole.\n"), (H, "Circular No. 4\n\n"), (P, BODY + "Central Committee, League of the Weir (Old Course)\n")),
            "Central Committee",
        ),
        (
            ((C, "It is a long one.\n\n"), (H, "The Ferry presents\na speech by the sheikh Omar Hadi, may God keep him\n\n"), (P, BODY)),
            "the sheikh Omar Hadi",
        ),
        (((C, "It is signed by Omar Hadi.\n\n"), (P, BODY)), "Omar Hadi"),
        (((C, "It is a long one.\n\n"), (H, "To Doctor Vesk, from the servant of the sheets, Omar Hadi\n\n"), (P, BODY)), "Omar Hadi"),
    ],
)
def test_the_likeliest_writer(parts: Parts, named: str | None) -> None:
    text, layers = "", []
    for kind, words in parts:
        layers.append(Layer(kind, len(text), len(text) + len(words)))
        text += words
    hints = speaker_hints(text, layers, len(layers) - 1)
    assert (hints[0].span.of(text) if hints else None) == named
