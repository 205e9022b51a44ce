"""The hints that the network was taught with: a file beside its weights, whatever the lexicon of today says."""

from __future__ import annotations

from importlib.resources import files

import pytest

from variorum.reading.compact.hints import hints, predicates

LINES = (files("variorum.reading.compact") / "hints.tsv").read_text(encoding="utf-8").splitlines()


def named(lemma: str, word: str) -> set[str]:
    return {predicates()[n] for n in hints(lemma, word)}


def test_the_file_is_sorted_and_knows_only_the_networks_predicates() -> None:
    words = [line.partition("\t")[0] for line in LINES]
    assert words == sorted(set(words))
    assert {p for line in LINES for p in line.partition("\t")[2].split()} <= set(predicates())


@pytest.mark.parametrize(
    ("lemma", "word", "hinted"),
    [
        ("swear", "swore", {"pledged_to"}),  # by its lemma
        ("seced", "seceded", {"split_from"}),  # by what the lemmatiser makes of a verb that it does not know
        ("rebuf", "rebuffed", {"rejected"}),
    ],
)
def test_a_word_hints_at_what_it_may_begin(lemma: str, word: str, hinted: set[str]) -> None:
    assert hinted <= named(lemma, word)


@pytest.mark.parametrize(("lemma", "word"), [("orchard", "orchard"), ("", "")])
def test_most_words_hint_at_nothing(lemma: str, word: str) -> None:
    assert hints(lemma, word) == ()
