"""A layer that says whose it is, as an annotation's may, is believed."""

from __future__ import annotations

import pytest

from variorum.model import Document, Layer, LayerKind
from variorum.reading.floor import read_floors


@pytest.mark.parametrize(
    ("voice", "voices", "speaker"), [("omar", ("omar",), "omar"), ("@translator", ("@translator",), None), (None, ("@author",), None)]
)
def test_the_given_voice_of_a_printed_layer(voice: str | None, voices: tuple[str, ...], speaker: str | None) -> None:
    text = "We write to you of the mill."
    (floor,) = read_floors(text, [Layer(LayerKind.PRIMARY, 0, len(text), voice)], (), (), Document("d", "0" * 64))
    assert (floor.voices, floor.speaker) == (voices, speaker)
