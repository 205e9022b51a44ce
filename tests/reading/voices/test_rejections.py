"""Hearsay is the speaker's report; where he rejects it at once, his rebuttal."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from variorum.model import Act, Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.syntax import parse
from variorum.reading.voices import VoiceMap, read_voices

NAMES = {"ME": "I ", "OMAR": "Omar", "HADI": "Hadi"}


def read(text: str) -> VoiceMap:
    found = tuple(
        Mention(i, i + len(name.strip()), name.strip(), key, MentionForm.PRONOUN if key == "ME" else MentionForm.NAME)
        for i in range(len(text))
        for key, name in NAMES.items()
        if text.startswith(name, i)
    )
    entities = tuple(Entity(k, EntityType.PERSON) for k in NAMES)
    layers = [Layer(LayerKind.PRIMARY, 0, len(text))]
    named = SimpleNamespace(mentions=found, entities=entities)
    return read_voices(text, layers, parse(text, 0, len(text)), named, Document("d", "0" * 64))


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("I heard nothing. It is said that Omar swore to Hadi.", "Omar swore to Hadi", Act.REPORTS),
        ("It is said that Omar swore to Hadi. I do not believe it.", "Omar swore to Hadi", Act.DENIES),
        # The rejection stands in the reported sentence itself.
        ("I was there. A paper was read in which it is said that Omar swore to Hadi, and this is a lie.", "Omar swore to Hadi", Act.DENIES),
        ("I know him. It has been said that Omar obeys Hadi, and I reject this.", "Omar obeys Hadi", Act.DENIES),
        ("They say that Omar obeys Hadi; this is not true. I was there.", "Omar obeys Hadi", Act.DENIES),
        ("I was there. It is said that Omar swore to Hadi: no, by my father. I was there.", "Omar swore to Hadi", Act.DENIES),
        # What follows is about something else.
        ("I was there. It is said that Omar swore to Hadi; no copy of the oath has been seen.", "Omar swore to Hadi", Act.REPORTS),
        ("I was there. It is said that Omar obeys Hadi. Never before had I heard of it.", "Omar obeys Hadi", Act.REPORTS),
        ("I was there. It is said that Omar swore to Hadi. This was in the spring.", "Omar swore to Hadi", Act.REPORTS),
    ],
)
def test_hearsay_is_reported_or_rejected_by_whoever_tells_it(text: str, words: str, act: Act) -> None:
    found = read(text)
    at = text.index(words)
    chain = found.chain(at, at + len(words))
    assert [(v.voice, v.act) for v in chain] == [("ME", act)]
    assert (found.hedge(at, at + len(words)) is None) == (act is Act.DENIES)


def test_whoever_rejects_the_words_of_a_named_speaker_leaves_them_to_him() -> None:
    text = "Hadi said that Omar swore to me. This is a lie, and I told him so."
    at = text.index("Omar")
    assert [(v.voice, v.act) for v in read(text).chain(at, at + 10)] == [("ME", Act.REPORTS), ("HADI", Act.ASSERTS)]
