"""What the network of kinds is asked of and shown: every phrase once, whole words, nothing beyond what the encoder holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.kinds.told import seen
from variorum.reading.compact.wordpiece import pieces
from variorum.reading.kinds.phrases import asked_of
from variorum.reading.kinds.views import FEATURES, OPENING, OUTSIDE, WITHIN, views

_PLAIN = "the a of said that he Karim Dost Northern Column joined left hands village in 2004 . , : ( ) al-Wadi"
_ODD = ["😀", "\u200f", "\x00", "\x07", "ابو", "\n\n", "''", "ﷺ", "Qxzjvw-Wvkqzx-Jqxzvk"]
TEXTS = st.lists(st.sampled_from([*_PLAIN.split(), *_ODD]), max_size=80).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_each_phrase_that_is_asked_stands_whole_in_one_view_at_most(text: str) -> None:
    words, names, layers = seen(text)
    asked = asked_of(words, names, frozenset())
    shown = [n for v in views(words, names, layers, asked) for n in v.asked]
    assert len(shown) == len(set(shown))
    for v in views(words, names, layers, asked):
        assert v.asked and all(v.first <= asked[n].first <= asked[n].head < asked[n].end <= v.end for n in v.asked)


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_a_view_has_every_word_of_its_stretch_with_all_its_features(text: str) -> None:
    words, names, layers = seen(text)
    for v in views(words, names, layers, asked_of(words, names, frozenset())):
        assert v.pieces[1:-1] == [p for w in words[v.first : v.end] for p in pieces(w.text)]
        assert len(v.features) == len(FEATURES) and {len(row) for row in v.features} == {len(v.at)} == {v.end - v.first}
        assert len(v.pieces) <= 512


@pytest.mark.parametrize("count", [1, 40, 400])
def test_in_sentences_of_usual_length_every_phrase_is_shown(count: int) -> None:
    words, names, layers = seen("Karim Dost left the Northern Column and its old camp. " * count)
    asked = asked_of(words, names, frozenset())
    assert sorted(n for v in views(words, names, layers, asked) for n in v.asked) == list(range(len(asked)))
    assert len(asked) == 3 * count


def test_a_sentence_longer_than_a_view_is_cut_and_what_stands_beyond_is_not_shown() -> None:
    words, names, layers = seen("Karim saw " + " ".join(["qxzjvwkqzxvk"] * 110) + " Dost")
    asked = asked_of(words, names, frozenset())
    (v,) = views(words, names, layers, asked)
    assert v.end < len(words) and 0 in v.asked and len(asked) - 1 not in v.asked


def test_a_view_begins_with_the_sentences_before_it() -> None:
    words, names, layers = seen("Karim Dost left the Northern Column in spring. " * 60)
    first, *rest = views(words, names, layers, asked_of(words, names, frozenset()))
    assert first.first == 0 and rest and all(b.first < a.end for a, b in zip([first, *rest], rest, strict=False))


def test_names_are_asked_whole_and_nouns_alone_but_for_those_that_qualify_another() -> None:
    words, names, _ = seen("Karim Dost, a fuel trader, met the envoy of the Northern Column in March.")
    march = next(k for k, w in enumerate(words) if w.text == "March")
    found = [" ".join(w.text for w in words[a.first : a.end]) for a in asked_of(words, [n for n in names if n[0] != march], {march})]
    assert found == ["Karim Dost", "trader", "envoy", "Northern Column"]


def test_the_part_of_a_word_in_a_name_is_shown() -> None:
    words, names, layers = seen("Karim Dost left.")
    (v,) = views(words, names, layers, asked_of(words, names, frozenset()))
    assert v.features[FEATURES.index("part")] == [OPENING, WITHIN, OUTSIDE, OUTSIDE]
