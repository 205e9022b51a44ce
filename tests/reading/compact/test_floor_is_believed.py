"""A network that takes every pronoun for nobody or for another does not overrule a floor that is known. The letter is invented."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from seen import page

from variorum.model import LayerKind
from variorum.reading.compact.given import EXTRA, Given
from variorum.reading.compact.meant import resolved

ABOVE = "A letter from the archive of the Dawn Front in Derkent. Pavel Orlan printed it.\n\n"
HEAD = "Dawn Front\nNo. 4, 3 May 2011\nTo: Anton Vesk\n\n"
BODY = "I write of the bridge. We hold it still, and you know it.\n\nYour brother Omar Hadi\n"


def certain_of(g: Given, entity: str, named: Any) -> Any:
    """What a network would give that took every mention for whichever place of the window first means ``entity``."""
    who = np.zeros((len(g.candidates), EXTRA + len(g.window.mentions)))
    for n, x in enumerate(g.window.mentions):
        if named.mentions[x.number].entity == entity:
            who[:, EXTRA + n] = 1.0
            break
    return SimpleNamespace(who=who)


@pytest.mark.parametrize(("word", "bearer"), [("I", "omar_hadi"), ("We", "dawn_front"), ("you", "anton_vesk")])
def test_the_floor_is_believed(word: str, bearer: str) -> None:
    text = ABOVE + HEAD + BODY
    at = len(ABOVE), len(ABOVE) + len(HEAD)
    p = page(text, (LayerKind.COMMENTARY, 0, at[0]), (LayerKind.LETTERHEAD, *at), (LayerKind.PRIMARY, at[1], len(text)))
    seen = [(g, certain_of(g, "pavel_orlan", p.named)) for g in p.given()]
    after = resolved(p.named, seen)
    assert [m.entity for m in after.mentions if m.text == word] == [bearer]
