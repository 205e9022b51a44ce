"""Spelling variants of one word share what the network sees of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.reading.syntax.features import TABLES, norm, rows, shape


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sab’un", "Sab'un"), ("Shari‘a", "sharīʿa"), ("–", "-"), ("“", '"'), ("1987", "2014"), ("Zürich", "zurich"), ("--", "—")],
)
def test_typography_and_accents_do_not_make_another_word(one: str, other: str) -> None:
    assert norm(one) == norm(other)


@pytest.mark.parametrize(("word", "expected"), [("McHale", "XxXxxx"), ("AK-47", "XX-dd"), ("DURNOVA", "XXX"), ("حمزة", "ooo"), ("", "")])
def test_the_shape_keeps_capitals_figures_and_marks(word: str, expected: str) -> None:
    assert shape(word) == expected


@given(st.text(max_size=60))
def test_every_word_has_a_row_in_every_table(word: str) -> None:
    form, *others = rows(word)
    assert 0 <= form < 2**32
    assert all(0 <= row < size for row, (_, size) in zip(others, TABLES, strict=True))
