"""Telling: a claim where the telling is the matter, a frame where it only introduces what is said."""

from __future__ import annotations

import pytest

from variorum.model import Act, Voice
from variorum.reading.claims import Proposition
from variorum.reading.claims.context import told_left_out


def _said(predicate: str, start: int, end: int, *voices: str) -> tuple[Proposition, tuple[Voice, ...]]:
    p = Proposition(predicate, "karim", "front", start, end, start, "t", 0.5, (start, end))
    return p, tuple(Voice(v, Act.ASSERTS) for v in voices)


@pytest.mark.parametrize(
    ("start", "voices", "kept"),
    [
        (22, ("@author", "karim"), False),  # "Karim told the Front that it ..."
        (22, ("@author", "omar"), True),  # somebody else says what follows
        (90, ("@author", "karim"), True),  # another sentence
        (2, ("@author", "karim"), True),  # before it
    ],
)
def test_an_informing_that_introduces_its_content_is_a_voice_and_no_claim(start: int, voices: tuple[str, ...], kept: bool) -> None:
    told = _said("informed", 0, 20, "@author")
    content = _said("part_of", start, start + 30, *voices)
    assert (told in told_left_out([told, content])) is kept
    assert content in told_left_out([told, content])
