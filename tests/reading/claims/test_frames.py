"""Every line of the lexicon reads its own example."""

from __future__ import annotations

import pytest
from worked import claims_of, worked

from variorum.errors import VocabularyError
from variorum.model import EntityType, Polarity, vocabulary
from variorum.reading.claims.lexicon import lexicon
from variorum.reading.claims.patterns import Frame, compile_frame
from variorum.reading.claims.slots import types_of

FRAMES = lexicon().frames


def kind_of(frame: Frame, slot: str, words: str) -> EntityType:
    """The type that the example's entity must have: a person where the words look like one and one may stand there."""
    types = types_of(frame, slot)
    person = not words.lower().startswith("the ") or words.lower() in ("the chief", "the sheikh")
    order = [EntityType.PERSON, EntityType.ORGANISATION] if person else [EntityType.ORGANISATION, EntityType.PERSON]
    return next(t for t in (*order, EntityType.PLACE, EntityType.WORK, EntityType.EVENT) if t in types)


@pytest.mark.parametrize("frame", FRAMES, ids=[f.id for f in FRAMES])
def test_a_frame_reads_its_own_example(frame: Frame) -> None:
    """The predicate with the marked subject and object is among the claims, with the frame's polarity."""
    plain = worked(frame.example)
    types = {m.entity: kind_of(frame, m.entity, m.text) for m in plain.mentions if m.entity}
    claims = claims_of(worked(frame.example, types))
    unary = not vocabulary()[frame.predicate].object_types or "O" not in types
    wanted = (frame.predicate, "S" if "S" in types else None, None if unary else "O")
    found = {(c.predicate, c.subject, c.object): c for c in claims}
    symmetric = {(p, o, s) for p, s, o in found if vocabulary()[p].symmetric}
    assert wanted in found or wanted in symmetric, f"{frame.pattern!r} found only {sorted(map(str, found))} in {frame.example!r}"
    if wanted in found and not frame.needs_denied:
        assert (found[wanted].polarity is Polarity.DENIED) == frame.denied


def test_every_predicate_has_a_frame() -> None:
    """Nothing of the vocabulary is beyond the reach of the lexicon but what other rules read."""
    elsewhere = {"alias", "same_as", "strength"}
    assert {f.predicate for f in FRAMES} | elsewhere == set(vocabulary().claimable)


@pytest.mark.parametrize(("pattern", "entry"), [("S to O", "x"), ("S swear to O", {"exampel": "x"})])
def test_a_line_that_cannot_be_used_is_named(pattern: str, entry: object) -> None:
    with pytest.raises(VocabularyError, match="pledged_to"):
        compile_frame("pledged_to", "verb", 0, pattern, entry)
