"""A network that takes every description for somebody new does not part what the same definite words meant before. The texts are invented."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from seen import page

from variorum.model import LayerKind
from variorum.reading.compact.given import EXTRA, NEW, Given
from variorum.reading.compact.meant import resolved

# (text, two descriptions, whether they mean one)
CASES = [
    ("The council met in Derkent. In May the council fell.", "The council", "the council", True),
    ("The council of Derkent met. In May the council fell.", "The council of Derkent", "the council", True),
    ("A council met in Derkent. Anton Vesk knew another council.", "A council", "another council", False),
    ("The army came. In May an army left.", "The army", "an army", False),
]


def new(g: Given) -> Any:
    """What a network would give that took every mention for the first of somebody."""
    who = np.zeros((len(g.candidates), EXTRA + len(g.window.mentions)))
    who[:, NEW] = 1.0
    return SimpleNamespace(who=who)


@pytest.mark.parametrize(("text", "first", "second", "one"), CASES)
def test_the_same_words_mean_the_same(text: str, first: str, second: str, one: bool) -> None:
    p = page(text, (LayerKind.COMMENTARY, 0, len(text)))
    after = resolved(p.named, [(g, new(g)) for g in p.given()])
    a, b = (next(m.entity for m in after.mentions if m.text == x) for x in (first, second))
    assert a is not None and b is not None
    assert (a == b) is one
