"""What grammar says to whom the network takes a pronoun for. The texts are invented."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from seen import page

from variorum.model import LayerKind
from variorum.reading.compact.given import EXTRA, NONE, Given
from variorum.reading.compact.meant import resolved

Weights = dict[str, dict[str, float]]


def weighed(g: Given, text: str, weights: Weights) -> Any:
    """What a network would give that takes each pronoun for the mentions of ``weights`` (the last of the same words before it); others for nobody."""
    seen = g.window.mentions
    said = [text[g.window.start[x.first] : g.window.end[x.end - 1]] for x in seen]
    who = np.zeros((len(g.candidates), EXTRA + len(seen)))
    for row, c in enumerate(g.candidates):
        for words, weight in weights.get(said[c], {}).items():
            who[row, EXTRA + max(n for n, x in enumerate(seen) if said[n] == words and n != c)] = weight
        who[row, NONE] = 1 - who[row].sum()
    return SimpleNamespace(who=who)


# (text, what the network makes of each pronoun, the pronoun asked for, whom it means)
CASES = [
    # the arguments of one verb are two, whatever the network makes of them
    ("Hadi Zarun met Omar Belek. Hadi Zarun had named him.", {"him": {"Hadi Zarun": 0.6, "Omar Belek": 0.4}}, "him", "Omar Belek"),
    # but the verb above and the verb below may have one
    ("Hadi Zarun met Omar Belek. Hadi Zarun said that he left.", {"he": {"Hadi Zarun": 0.6, "Omar Belek": 0.4}}, "he", "Hadi Zarun"),
    # a reflexive is the subject
    (
        "The Salt Council met the Reed Front. The Salt Council dissolved itself.",
        {"itself": {"The Salt Council": 0.3, "the Reed Front": 0.6}},
        "itself",
        "The Salt Council",
    ),
    # a doubtful pronoun hands its doubt on: the second may be the other man
    (
        "Hadi Zarun met Omar Belek. His men fled, and he fell.",
        {"His": {"Hadi Zarun": 0.52, "Omar Belek": 0.48}, "he": {"His": 0.6, "Omar Belek": 0.4}},
        "he",
        "Omar Belek",
    ),
    # whoever was "he" before is hardly "she"
    (
        "Vesk Zarun met Tamli Belek. He left. In May she fell.",
        {"He": {"Vesk Zarun": 1.0}, "she": {"Vesk Zarun": 0.6, "Tamli Belek": 0.4}},
        "she",
        "Tamli Belek",
    ),
]


@pytest.mark.parametrize(("text", "weights", "pronoun", "name"), CASES)
def test_grammar_is_told(text: str, weights: Weights, pronoun: str, name: str) -> None:
    p = page(text, (LayerKind.COMMENTARY, 0, len(text)))
    after = resolved(p.named, [(g, weighed(g, text, weights)) for g in p.given()])
    meant = next(m.entity for m in after.mentions if m.text == pronoun)
    assert meant is not None
    assert meant == next(m.entity for m in after.mentions if m.text == name)
