"""What holds for any text: scopes nest, chains are never empty, the same input gives the same map."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Document, Layer, LayerKind, Mention, MentionForm
from variorum.reading.voices import VoiceMap, read_voices

_CUES = """Omar said that " ” “ he denied according to , . ; : ( ) Q. who asked the Front whether ' — claims it was announced and told them
left I ? claim in Omar's view"""
_WORDS = st.sampled_from([*_CUES.split(), "\n", "\n\n"])
_TEXTS = st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=40).map(" ".join))


def read(text: str, kind: LayerKind) -> VoiceMap:
    mentions = tuple(
        Mention(i, i + len(word), word, word.upper(), MentionForm.NAME)
        for word in ("Omar", "Front", "he", "I")
        for i in range(len(text))
        if text.startswith(word, i)
    )
    named = SimpleNamespace(mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))), entities=())
    return read_voices(text, [Layer(kind, 0, len(text))], (), named, Document("d", "0" * 64))


@given(_TEXTS, st.sampled_from(list(LayerKind)))
def test_scopes_are_within_the_text_and_properly_nested(text: str, kind: LayerKind) -> None:
    found = read(text, kind)
    for s in found.scopes:
        assert 0 <= s.start < s.end <= len(text)
        assert 0 <= s.cue.start <= s.cue.end <= len(text)
    for a in found.scopes:
        for b in found.scopes:
            crossing = a.start < b.start < a.end < b.end
            assert not crossing


@given(_TEXTS, st.sampled_from(list(LayerKind)), st.integers(0, 120), st.integers(0, 120))
def test_every_stretch_has_a_voice_and_reading_twice_gives_the_same(text: str, kind: LayerKind, a: int, b: int) -> None:
    found = read(text, kind)
    start, end = min(a, b, len(text)), min(max(a, b), len(text))
    chain = found.chain(start, end)
    assert chain
    assert all(x.voice != y.voice for x, y in pairwise(chain))
    assert found == read(text, kind)


@given(_TEXTS)
def test_boilerplate_speaks_for_nobody(text: str) -> None:
    found = read(text, LayerKind.BOILERPLATE)
    assert found.scopes == () and found.turns == ()
