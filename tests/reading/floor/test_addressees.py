"""Whom the head of a letter addresses, behind the honours that stand before his name (invented letters)."""

from __future__ import annotations

import pytest

from variorum.model import Layer, LayerKind
from variorum.reading.layers import addressee_spans

LINES = [
    ("From the poor slave, Hamid Tal, to the Father, the Sheikh of the Coast, Umar Dost, may God lengthen his life", "Umar Dost"),
    ("To our emir, the one who bears the trust, Umar Dost, may God preserve him", "Umar Dost"),
    ("To the brothers of the mill, may God preserve them", "the brothers of the mill"),
]


@pytest.mark.parametrize(("line", "who"), LINES)
def test_the_name_behind_the_honours(line: str, who: str) -> None:
    text = line + "\n\nI write to you from the valley.\n"
    layers = [Layer(LayerKind.LETTERHEAD, 0, len(line) + 2), Layer(LayerKind.PRIMARY, len(line) + 2, len(text))]
    spans = addressee_spans(text, layers, 1)
    assert spans[0].of(text) == who
