"""What the network is shown: every word once, names without their letters, offsets that hold whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.compact.seen import page
from variorum.model import MentionForm
from variorum.reading.compact.windows import NAME, TYPES
from variorum.reading.compact.wordpiece import known_pieces, pieces

_PLAIN = "the a of said that he they Karim Dost Northern Column joined left in 2004 . , : ( ) al-Wadi"
_ODD = ['"', "“", "”", "😀", "\u200f", "ابو", "بكر", "\n\n", "''"]
_WORDS = st.sampled_from([*_PLAIN.split(), *_ODD])


def test_a_name_is_one_unit_that_shows_only_its_type() -> None:
    p = page("Karim Dost swore loyalty to the Northern Column.")
    (g,) = p.given()
    w = g.window
    marked = {p.text[w.start[u] : w.end[u]]: w.mark[u] - NAME for u in range(len(w)) if w.mark[u] >= NAME}
    assert {name: TYPES[k].value for name, k in marked.items()} == {"Karim Dost": "person", "the Northern Column": "organisation"}
    dost, other = page("Karim Dost left."), page("Salim Torvand left.")
    assert dost.given()[0].window.pieces == other.given()[0].window.pieces


@pytest.mark.parametrize("count", [1, 60, 400])
def test_fresh_parts_of_windows_hold_every_word_once(count: int) -> None:
    p = page(" ".join(f"Karim Dost left the Northern Column and its men in year {n}." for n in range(count)))
    covered = [(w.start[u], w.end[u]) for g in p.given() for w in (g.window,) for u in range(w.fresh, len(w))]
    words = [t for s in p.sentences for t in s.tokens]
    assert covered == sorted(set(covered))
    assert all(any(a <= t.start and t.end <= b for a, b in covered[max(0, n - len(words)) :]) for n, t in enumerate(words))
    assert all(len(g.window.pieces) <= 512 for g in p.given())


@settings(deadline=None, max_examples=40)
@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_units_stand_where_they_say_and_mentions_inside_their_window(text: str) -> None:
    p = page(text)
    for g in p.given():
        w = g.window
        assert all(0 <= w.start[u] < w.end[u] <= len(text) for u in range(len(w)))
        assert all(0 <= m.unit < len(w) and m.first <= m.unit < m.end for m in w.mentions)
        assert all(-1 <= h < len(w) for h in w.head)
        assert all(w.mentions[c].form is not MentionForm.NAME for c in g.candidates)
        assert g.barred.shape == (len(g.candidates), 4 + len(w.mentions)) and not g.barred[:, :2].any()


@pytest.mark.parametrize("word", ["", "😀😀😀", "\u200f", "x" * 5000, "ﷺ", "a" + "\u0301" * 50])
def test_any_word_has_between_one_and_six_pieces(word: str) -> None:
    assert 1 <= len(pieces(word)) <= 6 and all(0 <= n < len(known_pieces()) for n in pieces(word))
