"""Two readings in one: the machine's stands as it is, and what both found is one claim with two proposers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import (
    Args,
    Assessment,
    Certainty,
    Claim,
    Document,
    Entity,
    EntityType,
    Layer,
    LayerKind,
    Mention,
    MentionForm,
    Name,
    NameKind,
    Polarity,
    Precedence,
    Proposal,
    Reading,
    Stance,
    Unread,
    Voice,
)
from variorum.model.claim import Act
from variorum.reading.language_model.doubt import doubtful
from variorum.reading.language_model.together import together

TEXT = "Omar Hadi led the Hill Front in 2006."
DOCUMENT = Document("d", "0" * 64, chars=len(TEXT))
HE, FRONT = Name("Omar Hadi", NameKind.LEGAL), Name("Hill Front", NameKind.OFFICIAL)


def claim(id_: str, subject: str, obj: str, *, start: int = 0, end: int = 28, **other: object) -> Claim:
    base = Claim(id_, "leads", subject, obj, start, end, TEXT[start:end], (Voice("@author", Act.ASSERTS),))
    return replace(base, **other)  # type: ignore[arg-type]


def reading(reader: str, keys: tuple[str, str], *claims: Claim, **other: object) -> Reading:
    he, front = keys
    entities = (Entity(he, EntityType.PERSON, (HE,)), Entity(front, EntityType.ORGANISATION, (FRONT,)))
    mentions = (Mention(0, 9, "Omar Hadi", he, MentionForm.NAME), Mention(18, 28, "Hill Front", front, MentionForm.NAME))
    base = Reading(DOCUMENT, reader, (Layer(LayerKind.COMMENTARY, 0, len(TEXT), "@author"),), entities, mentions, claims=claims)
    return replace(base, **other)  # type: ignore[arg-type]


def by_model(keys: tuple[str, str], *claims: Claim, **other: object) -> Reading:
    return reading("model", keys, *claims, proposals=tuple(Proposal(c.id, "model", f"x{c.id}") for c in claims), **other)


OURS = claim("c1", "E1", "E2", score=0.9)


@pytest.mark.parametrize(
    ("theirs", "agreement", "note"),
    [
        (claim("m1", "HE", "IT"), 1.0, None),
        (claim("m1", "HE", "IT", start=5), 1.0, None),  # another quote of the same words
        (claim("m1", "HE", "IT", when="2006"), 0.5, "the model has time 2006"),
        (claim("m1", "HE", "IT", certainty=Certainty.PROBABLE), 0.5, "the model has probable"),
        (claim("m1", "HE", "IT", args=Args(role="led")), 0.5, "the model has role led"),
        (
            claim("m1", "HE", "IT", voices=(Voice("HE", Act.REPORTS), Voice("@author", Act.ASSERTS))),
            0.5,
            "the model has chain E1 > @author",
        ),
        (claim("m1", "HE", "IT", polarity=Polarity.DENIED), None, None),  # says the opposite
        (claim("m1", "HE", "IT", voices=(Voice("HE", Act.ASSERTS),)), None, None),  # has another commit to it
        (claim("m1", "HE", "IT", start=29, end=36), None, None),  # says it of other words
    ],
)
def test_what_both_say_is_one_claim_and_what_differs_is_told(theirs: Claim, agreement: float | None, note: str | None) -> None:
    found = together(reading("compact", ("E1", "E2"), OURS), by_model(("HE", "IT"), theirs))
    assert found.claims[0] == OURS
    if agreement is None:
        assert [(p.claim, p.reader, p.agreement) for p in found.proposals] == [("c1", "compact", 0.0), ("m1", "model", 0.0)]
        assert (found.claims[1].subject, found.claims[1].object) == ("E1", "E2")
    else:
        assert [(p.claim, p.reader, p.exchange, p.agreement, p.note) for p in found.proposals] == [
            ("c1", "compact", None, agreement, None),
            ("c1", "model", "xm1", agreement, note),
        ]
        assert len(found.claims) == 1


def test_a_tie_without_direction_is_the_same_either_way() -> None:
    ours = replace(OURS, predicate="met")
    found = together(reading("compact", ("E1", "E2"), ours), by_model(("HE", "IT"), claim("m1", "IT", "HE", predicate="met")))
    assert len(found.claims) == 1


def test_somebody_whom_only_the_model_knows_keeps_apart_from_who_has_his_key() -> None:
    other = Entity("E1", EntityType.PERSON, (Name("Hadi the Elder", NameKind.LEGAL),))
    model = by_model(("HE", "IT"), claim("m1", "E1", "IT"))
    found = together(reading("compact", ("E1", "E2"), OURS), replace(model, entities=(*model.entities, other)))
    assert [e.key for e in found.entities] == ["E1", "E2", "E1_M"]
    assert found.claims[1].subject == "E1_M"


def test_names_mentions_judgements_and_what_was_refused_come_together() -> None:
    alias = Name("the Hadi", NameKind.NOM_DE_GUERRE)
    judged = Assessment("m1", Stance.DOUBTS, "HE", 0, 4, "Omar")
    model = by_model(("HE", "IT"), claim("m1", "HE", "IT"), assessments=(judged,), unread=(Unread("proposal refused: x", 0, 3),))
    model = replace(model, entities=(Entity("HE", EntityType.PERSON, (HE, alias)), model.entities[1]))
    model = replace(model, mentions=(*model.mentions, Mention(10, 13, "led", "HE", MentionForm.DESCRIPTION)))
    found = together(reading("compact", ("E1", "E2"), OURS), model)
    assert found.entities[0].names == (HE, alias)
    assert [(m.start, m.entity) for m in found.mentions] == [(0, "E1"), (10, "E1"), (18, "E2")]
    assert found.assessments == (replace(judged, claim="c1", voice="E1"),)
    assert [u.kind for u in found.unread] == ["proposal refused: x"]


def test_the_model_s_order_comes_in_where_a_claim_is_its_own() -> None:
    """The order of the machine's claims stays the machine's: without the model's claims nothing is left of what the model told."""
    he = (Voice("HE", Act.ASSERTS),)
    own = [claim(f"m{n}", "HE", "IT", start=29, end=36, predicate=p, voices=he) for n, p in ((2, "founded"), (3, "member_of"))]
    both = replace(OURS, id="c2", predicate="founded", voices=he)
    theirs = (claim("m1", "HE", "IT"), replace(both, id="m4", subject="HE", object="IT"), *own)
    told = tuple(Precedence(a, b, 29, 31, "in", he) for a, b in (("m1", "m4"), ("m1", "m2"), ("m2", "m3")))
    machine = reading("compact", ("E1", "E2"), OURS, replace(both, voices=(Voice("E1", Act.ASSERTS),)))
    found = together(machine, by_model(("HE", "IT"), *theirs, order=told))
    assert [(o.earlier, o.later, o.voices[0].voice) for o in found.order] == [("c1", "m2", "E1"), ("m2", "m3", "E1")]


_SPANS = st.tuples(st.integers(0, 20), st.integers(21, 36))
_CLAIMS = st.lists(
    st.tuples(_SPANS, st.sampled_from(["leads", "member_of"]), st.sampled_from(list(Polarity)), st.sampled_from([None, "2006"])), max_size=5
)


def made(prefix: str, keys: tuple[str, str], listed: list[tuple[tuple[int, int], str, Polarity, str | None]]) -> list[Claim]:
    return [
        claim(f"{prefix}{n}", *keys, start=span[0], end=span[1], predicate=predicate, polarity=polarity, when=when)
        for n, (span, predicate, polarity, when) in enumerate(listed)
    ]


@settings(max_examples=40, deadline=None)
@given(ours=_CLAIMS, theirs=_CLAIMS)
def test_the_machine_s_claims_stand_and_every_claim_has_its_proposers(
    ours: list[tuple[tuple[int, int], str, Polarity, str | None]], theirs: list[tuple[tuple[int, int], str, Polarity, str | None]]
) -> None:
    machine, model = made("c", ("E1", "E2"), ours), made("m", ("HE", "IT"), theirs)
    found = together(reading("compact-1+abc", ("E1", "E2"), *machine), by_model(("HE", "IT"), *model))
    proposers: dict[str, set[str]] = {}
    for p in found.proposals:
        proposers.setdefault(p.claim, set()).add(p.reader)
    assert sorted((c for c in found.claims if "compact" in proposers[c.id]), key=lambda c: c.id) == machine
    assert set(proposers) == {c.id for c in found.claims}
    by_the_model = [c for c in found.claims if "model" in proposers[c.id]]
    assert len(by_the_model) == len(model)  # each of its claims is there once, as its own or as another's


@pytest.mark.parametrize(
    ("scores", "share"),
    [((), 0.0), ((0.9, 0.8), 0.15), ((0.9, 0.3), 0.4), ((0.1, 0.2), 0.85), ((0.5, None), 0.5)],
)
def test_doubt_is_the_share_of_claims_that_is_likely_wrong(scores: tuple[float | None, ...], share: float) -> None:
    listed = [replace(OURS, id=f"c{n}", score=score) for n, score in enumerate(scores)]
    assert doubtful(reading("compact", ("E1", "E2"), *listed)) == pytest.approx(share)
