"""Who of those only described is of note."""

from __future__ import annotations

import pytest
from reading_names import keys_of, read

from variorum.reading.names import Named, keep
from variorum.reading.names.noted import is_noted, noted, signs

FOLLOWED = "Hadi read a letter aloud. The letter was short."


def _chance(named: Named, name: str) -> float:
    return noted(named.signs[keys_of(named)[name]])


# (text, name, text, name): the first is likelier of note than the second
LIKELIER = [
    (FOLLOWED, "a letter", "Hadi read a letter aloud.", "a letter"),  # spoken of twice
    ("The police said that Hadi fled.", "The police", "The fighters of the fort ate.", "The fighters of the fort"),
    ("Hadi sent a fisherman.", "a fisherman", "A man who sells his field asks the judge.", "the judge"),
]


@pytest.mark.parametrize(("text", "name", "other", "less"), LIKELIER)
def test_who_is_likelier_of_note(text: str, name: str, other: str, less: str) -> None:
    assert _chance(read(text), name) > _chance(read(other), less)


def test_signs_hold_no_noun_that_describes() -> None:
    """Or the weights would know what the annotated pages are about."""
    named, other = read("Hadi read a letter."), read("Hadi read a book.")
    assert named.signs["a_letter"] == other.signs["a_book"]


def test_who_has_a_name_has_no_signs() -> None:
    named = read(FOLLOWED)
    assert keys_of(named)["Hadi"] not in named.signs
    assert signs(named.entities[0].type, (), (), {}) == ()


def test_doubtful_is_whoever_is_described_and_not_of_note() -> None:
    named = read("Hadi saw the fighters of the fort. He read a letter aloud, and the letter was short.")
    assert named.doubtful == {key for key, found in named.signs.items() if not is_noted(found, asked=False)}
    assert keys_of(named)["the fighters of the fort"] in named.doubtful
    assert keys_of(named)["a letter"] not in named.doubtful


def test_whoever_is_left_out_leaves_no_signs() -> None:
    named = read("Hadi saw the fighters of the fort.")
    assert not keep(named, ()).signs
