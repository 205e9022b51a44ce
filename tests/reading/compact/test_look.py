"""What the network says: the same each time, of the document alone, never outside of its text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.compact.seen import page
from variorum.model import LayerKind
from variorum.reading.compact import look
from variorum.reading.compact.network import score

_TEXT = (
    "Karim Dost, commander of the Northern Column, swore loyalty to Sheikh Hamid Rawi in 2004. He had left the Guard two years earlier. "
    "The Column's spokesman denied that it had attacked the town of Marsa."
)


def _seen(text: str) -> object:
    p = page(text)
    return look(p.text, p.layers, p.sentences, p.named, p.proposed)


def test_the_same_text_is_seen_alike() -> None:
    assert _seen(_TEXT) == _seen(_TEXT)


def test_each_row_of_who_is_meant_is_a_distribution_over_what_is_not_barred() -> None:
    for g in page(_TEXT).given():
        s = score(g)
        assert np.allclose(s.who.sum(1), 1, atol=1e-4) and not s.who[g.barred].any()


def test_an_oath_is_seen_between_him_who_swears_and_him_to_whom() -> None:
    p = page(_TEXT)
    sight = look(p.text, p.layers, p.sentences, p.named, p.proposed)
    m = sight.named.mentions
    oaths = {
        (m[r.subject].text, m[r.object].text)
        for r in sight.relations
        if r.predicate == "pledged_to" and r.score > 0.4 and r.subject is not None and r.object is not None
    }
    assert ("Karim Dost", "Hamid Rawi") in oaths or ("Karim Dost", "Sheikh Hamid Rawi") in oaths


def test_a_pronoun_that_opens_the_next_sentence_is_its_subject() -> None:
    p = page(_TEXT)
    named = look(p.text, p.layers, p.sentences, p.named, p.proposed).named
    keys = {m.text: m.entity for m in named.mentions}
    assert keys["He"] == keys["Karim Dost"]


def test_what_somebody_is_said_to_be_is_nobody_else() -> None:
    p = page("The Guard was founded in 2001. It was never a branch of the Northern Column.")
    sight = look(p.text, p.layers, p.sentences, p.named, p.proposed)
    said = {n for n, m in enumerate(sight.named.mentions) if m.text.startswith("a branch")}
    assert not any(said & {r.subject, r.object} for r in sight.relations)


def test_i_stays_with_whose_turn_it_is() -> None:
    head = "By Lena Hart\n\nMy translation of the letter follows. I found it in Marsa.\n\n"
    text = head + "From Omar Hadi to Anton Vesk.\n\nI pledge allegiance to you and I give you my hand.\n"
    p = page(text, (LayerKind.COMMENTARY, 0, len(head)), (LayerKind.PRIMARY, len(head), len(text)))
    named = look(p.text, p.layers, p.sentences, p.named, p.proposed).named
    keys = {n.text: e.key for e in named.entities for n in e.names}
    mine = [m.entity for m in named.mentions if m.text in ("I", "my") and m.start > len(head)]
    assert mine and set(mine) == {keys["Omar Hadi"]}


@pytest.mark.parametrize("text", ["", "\n", "a", "😀 " * 300, "ﷺ \u200f\u202e العربية", "word " * 3000, "(" * 400, "He. " * 200])
def test_odd_texts_are_seen_without_a_crash(text: str) -> None:
    _seen(text)


@settings(deadline=None, max_examples=15)
@given(st.text(alphabet=st.sampled_from("Karim Dost left the Guard.\n\"“”() 24,:;'"), max_size=200))
def test_anchors_stand_in_the_text_and_mentions_stay_as_they_were(text: str) -> None:
    p = page(text)
    sight = look(p.text, p.layers, p.sentences, p.named, p.proposed)
    assert all(0 <= r.anchor < len(text) and 0 <= r.score <= 1 for r in sight.relations)
    assert [(m.start, m.end, m.form) for m in sight.named.mentions] == [(m.start, m.end, m.form) for m in p.named.mentions]
    keys = {e.key for e in sight.named.entities}
    assert all(m.entity is None or m.entity in keys for m in sight.named.mentions)
