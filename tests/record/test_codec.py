"""A reading comes out of the cache as it went in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from variorum.model import (
    Act,
    Args,
    Assessment,
    Certainty,
    Claim,
    DateMention,
    Document,
    Edge,
    Entity,
    EntityType,
    Layer,
    LayerKind,
    Mention,
    MentionForm,
    Mode,
    Name,
    NameKind,
    Polarity,
    Precedence,
    Reading,
    Stance,
    Unread,
    Voice,
    When,
)
from variorum.record.cache import cache_key, is_kept, keep, kept
from variorum.record.claim_id import claim_ids
from variorum.record.codec import from_plain, to_plain
from variorum.shelf.layout import Layout

DOCUMENT = Document("d", "ab" * 32, title="“Papers” ٣", published="2011~", chars=90)
words = st.text(st.characters(codec="utf-8"), max_size=12)
edtf = st.sampled_from([None, "2011", "../2010-05", "2008-22", "XXXX-04-12"])
claims = st.builds(
    Claim,
    id=words,
    predicate=st.just("leads"),
    subject=st.none() | words,
    object=st.none() | words,
    start=st.integers(0, 50),
    end=st.integers(50, 90),
    quote=words,
    voices=st.lists(st.builds(Voice, words, st.sampled_from(Act), edtf), min_size=1, max_size=3).map(tuple),
    when=edtf,
    polarity=st.sampled_from(Polarity),
    certainty=st.sampled_from(Certainty),
    mode=st.sampled_from(Mode),
    args=st.builds(Args, role=st.none() | words, quantity=st.none() | words | st.integers() | st.floats(0, 1e6)),
    score=st.none() | st.floats(0, 1),
)
dates = st.builds(
    DateMention, st.just(0), st.just(4), words, edtf.map(lambda e: e and When.parse(e)), converted=edtf.map(lambda e: e and When.parse(e))
)
readings = st.builds(
    Reading,
    document=st.just(DOCUMENT),
    reader=words,
    layers=st.just((Layer(LayerKind.NOTE, 0, 90, "@translator", 12), Layer(LayerKind.BOILERPLATE, 90, 90))),
    entities=st.lists(st.builds(Entity, words, st.sampled_from(EntityType), st.just((Name("N", NameKind.KUNYA),))), max_size=2).map(tuple),
    mentions=st.just((Mention(0, 1, "N", None, MentionForm.PRONOUN),)),
    dates=st.lists(dates, max_size=2).map(tuple),
    claims=st.lists(claims, max_size=3).map(tuple),
    assessments=st.just((Assessment("c", Stance.EXPLAINS_AWAY, "@editor", 1, 2, "x"),)),
    unread=st.just((Unread("date unresolved", 3, 4, None),)),
    order=st.just((Precedence("c", "d", 1, 2, "x", (Voice("@author", Act.ASSERTS),), None, 31, Edge.END),)),
)


@given(readings)
def test_a_reading_survives_json(reading: Reading) -> None:
    assert from_plain(Reading, json.loads(json.dumps(to_plain(reading)))) == reading


def test_the_cache_gives_back_what_was_kept_under_the_same_key_only(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    reading = Reading(DOCUMENT, "rules", raw={"extra": [1]})
    key = cache_key(DOCUMENT, "text", "rules-1")
    keep(layout, DOCUMENT, key, reading)
    assert kept(layout, DOCUMENT, key) == replace(reading, raw=None)
    others = [
        cache_key(DOCUMENT, "text.", "rules-1"),
        cache_key(DOCUMENT, "text", "rules-2"),
        cache_key(replace(DOCUMENT, published="2012"), "text", "rules-1"),
    ]
    assert not any(is_kept(layout, DOCUMENT, other) for other in others)


@given(st.lists(claims, max_size=4), st.randoms(use_true_random=False))
def test_a_claims_id_depends_on_itself_alone(found: list[Claim], random: object) -> None:
    """Whatever other claims there are, and whatever the reading calls it; only equal claims are numbered, so as a set they stay the same too."""
    ids = list(claim_ids("doc", tuple(found)))
    assert len(set(ids)) == len(ids)
    assert all(0 <= i < 2**63 for i in ids)
    shuffled = [replace(c, id="other", score=None) for c in found]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(claim_ids("doc", tuple(shuffled))) == sorted(ids)
    assert not set(claim_ids("another", tuple(found))) & set(ids)
