"""What the words around a name make it."""

from __future__ import annotations

from variorum.reading.names.proper import find_propers
from variorum.reading.names.surroundings import features, learned
from variorum.reading.names.words import row
from variorum.reading.syntax import parse


def first(text: str) -> tuple[str, ...]:
    words = row(text, parse(text, 0, len(text)))
    return features(words, find_propers(words)[0][0])


def test_features_hold_no_word_of_the_name() -> None:
    """Or the weights would know the people of the worlds that they were fitted on."""
    assert first("They fled to Sarqa.") == first("They fled to Mirqa.")
    assert not any("sarqa" in f.casefold() for f in first("They fled to Sarqa."))


def test_every_type_has_a_weight() -> None:
    words = row("He told Sarqa.", parse("He told Sarqa.", 0, 14))
    assert len(dict(learned(words, find_propers(words)[0][0]))) == 5
