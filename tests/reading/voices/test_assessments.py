"""Judgements that a text passes on its own claims."""

from __future__ import annotations

from types import SimpleNamespace

from variorum.model import Act, Claim, Document, Layer, LayerKind, Polarity, Stance, Voice
from variorum.reading.voices import read_assessments, read_voices

TEXT = "4. Shamkhal never agreed to any emirate. *\n5. That same Arab set Zaur against the emir.**\n\n* The writer is mistaken.\n** This is correct."


def claim(key: str, quote: str, voice: str, *, denied: bool = False) -> Claim:
    start = TEXT.index(quote)
    polarity = Polarity.DENIED if denied else Polarity.AFFIRMED
    act = Act.DENIES if denied else Act.ASSERTS
    return Claim(key, "allied_with", "S", "E", start, start + len(quote), quote, (Voice(voice, act),), polarity=polarity)


def test_a_note_judges_the_claim_that_its_marker_stands_behind() -> None:
    notes = TEXT.index("* The")
    layers = [Layer(LayerKind.PRIMARY, 0, notes, "THREAD"), Layer(LayerKind.NOTE, notes, len(TEXT), "@translator")]
    claims = [
        claim("c1", "Shamkhal never agreed to any emirate", "THREAD"),
        claim("c2", "That same Arab set Zaur against the emir", "THREAD"),
    ]
    found = read_voices(TEXT, layers, (), SimpleNamespace(mentions=(), entities=()), Document("d", "0" * 64))
    judged = read_assessments(TEXT, layers, (), claims, found)
    assert [(a.claim, a.stance, a.voice) for a in judged] == [
        ("c1", Stance.DISPUTES, "@translator"),
        ("c2", Stance.SUPPORTS, "@translator"),
    ]
    assert all(TEXT[a.start : a.end] == a.quote for a in judged)


def test_who_denies_what_another_affirmed_disputes_it() -> None:
    layers = [Layer(LayerKind.PRIMARY, 0, len(TEXT), "THREAD")]
    claims = [claim("c1", "Shamkhal never agreed to any emirate", "THREAD"), claim("c2", "That same Arab", "OTHER", denied=True)]
    found = read_voices(TEXT, layers, (), SimpleNamespace(mentions=(), entities=()), Document("d", "0" * 64))
    assert ("c1", Stance.DISPUTES, "OTHER") in [(a.claim, a.stance, a.voice) for a in read_assessments(TEXT, layers, (), claims, found)]
