"""Lemmas by rule for words that no table has, and by table for those that rules get wrong."""

from __future__ import annotations

import pytest

from variorum.reading.syntax.lemmas import lemmas

PAST, FIN3, GER = "VerbForm=Fin|Tense=Past", "VerbForm=Fin|Tense=Pres|Number=Sing|Person=3", "VerbForm=Ger"


@pytest.mark.parametrize(
    ("word", "upos", "feats", "lemma"),
    [
        ("pledged", "VERB", PAST, "pledge"),
        ("swore", "VERB", PAST, "swear"),
        ("led", "VERB", PAST, "lead"),
        ("died", "VERB", PAST, "die"),
        ("fled", "VERB", PAST, "flee"),
        ("merged", "VERB", PAST, "merge"),
        ("appointed", "VERB", PAST, "appoint"),
        ("lay", "VERB", PAST, "lie"),
        ("lay", "VERB", "VerbForm=Inf", "lay"),
        ("found", "VERB", PAST, "find"),
        ("found", "VERB", "VerbForm=Inf", "found"),
        ("denied", "VERB", PAST, "deny"),
        ("denies", "VERB", FIN3, "deny"),
        ("splitting", "VERB", GER, "split"),
        ("obeying", "VERB", GER, "obey"),
        ("dissolving", "VERB", GER, "dissolve"),
        ("is", "AUX", FIN3, "be"),
        ("’s", "AUX", FIN3, "be"),
        # Verbs made up here: the rules alone.
        ("blorbed", "VERB", PAST, "blorb"),
        ("zanated", "VERB", PAST, "zanate"),
        ("grobbing", "VERB", GER, "grob"),
        ("brigades", "NOUN", "Number=Plur", "brigade"),
        ("allies", "NOUN", "Number=Plur", "ally"),
        ("men", "NOUN", "Number=Plur", "man"),
        ("gunmen", "NOUN", "Number=Plur", "gunman"),
        ("HTNL", "PROPN", "Number=Sing", "HTNL"),
        ("Qarandi", "PROPN", "Number=Sing", "Qarandi"),
        ("Brothers", "NOUN", "Number=Plur", "brother"),
        ("n't", "PART", "", "not"),
        ("could", "AUX", "VerbForm=Fin", "could"),
    ],
)
def test_lemma(word: str, upos: str, feats: str, lemma: str) -> None:
    assert lemmas().lemma(word, upos, feats) == lemma
