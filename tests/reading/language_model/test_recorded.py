"""Three documents of the sample archive by answers that were recorded: the whole way, on real prose, without a model."""

from __future__ import annotations

import pytest

from tests.reading.language_model.recorded_answers import ANEW, KNOWN, PASSAGES, SAMPLE, Recorded, annotation, asker, document
from variorum.publishing.annotations import to_dict
from variorum.reading.annotated import from_dict
from variorum.reading.language_model.read import ModelReading, read_with_model
from variorum.reading.language_model.refusal import Reason


def read(name: str) -> ModelReading:
    return read_with_model(*document(name), asker(name), Recorded(name))


@pytest.mark.parametrize(
    ("name", "claims", "refused", "withdrawn"),
    [
        ("testimony", 20, [Reason.SEVERAL], ["hostile_to"]),  # "us" stands twice in its line
        ("agency", 10, [], ["informed"]),
        ("denial", 9, [], ["condemned"]),
    ],
)
def test_the_recorded_answers_are_read_as_they_were(name: str, claims: int, refused: list[Reason], withdrawn: list[str]) -> None:
    found = read(name)
    _, text = document(name)
    assert len(found.reading.claims) == claims
    assert [r.fault.reason for r in found.refusals] == refused
    assert [w.claim.predicate for w in found.withdrawn] == withdrawn
    assert all(text[c.start : c.end] == c.quote for c in found.reading.claims)
    assert all(p.exchange in {x.id for x in found.reading.exchanges} for p in found.reading.proposals)
    assert [a.stage for a in found.used] == ["layers", "names", "claims", "second_look"]


@pytest.mark.parametrize("name", [*SAMPLE, *ANEW, *PASSAGES["1"], *PASSAGES["2"]])
def test_what_a_model_answered_unseen_is_read_and_little_of_it_refused(name: str) -> None:
    """Nothing outside the text is taken; and the exactness asked for is within a model's reach."""
    found = read(name)
    _, text = document(name)
    proposed = len(found.reading.claims) + len(found.withdrawn) + sum(r.stage == "claims" for r in found.refusals)
    assert len(found.reading.claims) > 0.7 * proposed
    assert all(text[c.start : c.end] == c.quote for c in found.reading.claims)


def test_notes_speak_as_the_translator_and_letters_as_their_writer() -> None:
    found = read("testimony").reading
    assert [(str(x.kind), x.voice) for x in found.layers] == [("commentary", "@author"), ("primary", "ABU_HATIM"), ("note", "@translator")]
    disputed = {a.claim for a in found.assessments}
    assert [(c.predicate, c.voices[-1].voice) for c in found.claims if c.id in disputed] == [("authored", "ABU_HATIM")]


@pytest.mark.parametrize("name", KNOWN)
def test_a_model_s_reading_can_be_written_as_an_annotation_and_read_back(name: str) -> None:
    found = read(name).reading
    doc, text = document(name)
    again = from_dict(to_dict(found), doc, text)
    assert (again.claims, again.layers, again.entities, again.mentions) == (found.claims, found.layers, found.entities, found.mentions)


@pytest.mark.parametrize("name", KNOWN)
def test_the_annotations_fit_their_documents(name: str) -> None:
    assert from_dict(annotation(name), *document(name)).claims
