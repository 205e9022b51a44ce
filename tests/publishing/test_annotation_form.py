"""The annotation form goes out and comes back the same, a person's to the letter, a machine's field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.model import (
    SPEAKERS,
    Act,
    Args,
    Assessment,
    Certainty,
    Claim,
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
    vocabulary,
)
from variorum.model.date_mention import Bound, Calendar, DateKind, DateMention
from variorum.publishing.annotations import file_names, to_dict, write_readings
from variorum.reading.annotated import from_dict

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
EDTF = st.sampled_from(
    [
        "2004",
        "2004-10",
        "2014-06-29",
        "../2010",
        "2010/..",
        "2007~",
        "XXXX-04",
        "2008-22",
        "2006-01/2006-04",
        "[2004,2006]",
        "{2004-05,2005}",
    ]
)
KEYS = st.text("ABCDE", min_size=1, max_size=3)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Reading, str]:
    """A machine's reading of a text, with something in every field."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=4, max_size=80))
    keys = draw(st.lists(KEYS, unique=True, max_size=4))
    key = st.none() | st.sampled_from(keys) if keys else st.none()
    voice = st.sampled_from([*SPEAKERS, *keys])
    maybe = st.none() | WORDS

    def span(least: int = 1) -> st.SearchStrategy[tuple[int, int]]:
        return st.tuples(st.integers(0, len(text) - 1), st.integers(least, 9)).map(lambda s: (s[0], min(s[0] + s[1], len(text))))

    def sorted_list(one: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(sorted(draw(st.lists(one, max_size=4)), key=lambda x: (x.start, x.end)))

    args = st.builds(
        Args, role=maybe, from_=key, org=key, place=key, name=maybe, quantity=maybe | st.integers() | st.floats(0, 9), text=maybe
    )
    voices = st.lists(st.builds(Voice, voice, st.sampled_from(Act), st.none() | EDTF), min_size=1, max_size=3).map(tuple)

    def claim(s: tuple[int, int]) -> st.SearchStrategy[Claim]:
        return st.builds(
            Claim,
            id=st.uuids().map(str),
            predicate=st.sampled_from(vocabulary().claimable),
            subject=key,
            object=key,
            start=st.just(s[0]),
            end=st.just(s[1]),
            quote=st.just(text[slice(*s)]),
            voices=voices,
            when=st.none() | EDTF,
            polarity=st.sampled_from(Polarity),
            certainty=st.sampled_from(Certainty),
            mode=st.sampled_from(Mode),
            args=args,
            score=st.none() | st.floats(0, 1),
        )

    def date(s: tuple[int, int]) -> st.SearchStrategy[DateMention]:
        when = st.none() | EDTF.map(When.parse)
        common = {"kind": st.sampled_from(DateKind), "bound": st.sampled_from(Bound), "year_inferred": st.booleans(), "note": maybe}
        place = {"start": st.just(s[0]), "end": st.just(s[1]), "quote": st.just(text[slice(*s)])}
        gregorian = st.builds(DateMention, **place, when=when, **common)
        hijri = st.builds(
            DateMention,
            **place,
            when=EDTF.map(When.parse),
            calendar=st.just(Calendar.HIJRI),
            written=WORDS,
            converted=EDTF.map(When.parse),
            **common,
        )
        return gregorian | hijri

    cuts = sorted({0, len(text), *draw(st.lists(st.integers(1, len(text) - 1), max_size=2))})
    layers = tuple(
        Layer(draw(st.sampled_from(LayerKind)), a, b, draw(st.none() | voice), draw(st.none() | st.integers(0, len(text) - 1)))
        for a, b in pairwise(cuts)
    )
    names = st.lists(st.builds(Name, WORDS, st.sampled_from(NameKind)), max_size=2).map(tuple)
    claims = sorted_list(span().flatmap(claim))
    assessments: tuple[Assessment, ...] = ()
    if claims:
        one = st.sampled_from([c.id for c in claims])
        assessments = sorted_list(
            span().flatmap(
                lambda s: st.builds(Assessment, one, st.sampled_from(Stance), voice, st.just(s[0]), st.just(s[1]), st.just(text[slice(*s)]))
            )
        )
    order: tuple[Precedence, ...] = ()
    if len(claims) > 1:
        pair = st.permutations([c.id for c in claims])
        days = st.sampled_from(((0, None), (None, 31), (-30, 30), (400, 400)))
        order = sorted_list(
            st.tuples(span(), pair, voices, days, st.sampled_from(Edge)).map(
                lambda x: Precedence(*x[1][:2], *x[0], text[slice(*x[0])], x[2], *x[3], x[4])
            )
        )
    reading = Reading(
        document=Document("d", "0" * 64, title=draw(maybe), published=draw(st.none() | EDTF), language=draw(maybe), chars=len(text)),
        reader="rules-1",
        layers=layers,
        entities=tuple(Entity(k, draw(st.sampled_from(EntityType)), draw(names)) for k in keys),
        mentions=sorted_list(
            span().flatmap(
                lambda s: st.builds(Mention, st.just(s[0]), st.just(s[1]), st.just(text[slice(*s)]), key, st.sampled_from(MentionForm))
            )
        ),
        dates=sorted_list(span().flatmap(date)),
        claims=claims,
        assessments=assessments,
        order=order,
        unread=sorted_list(span(0).flatmap(lambda s: st.builds(Unread, WORDS, st.just(s[0]), st.just(s[1]), maybe))),
    )
    return reading, text


@given(readings())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_a_machines_reading_comes_back_field_by_field(case: tuple[Reading, str]) -> None:
    reading, text = case
    sent = json.loads(json.dumps(to_dict(reading)))
    back = from_dict(sent, Document("d", "0" * 64, chars=len(text)), text)
    assert replace(back, reader="rules-1") == reading
    assert to_dict(back) == sent  # and as a person's reading it is given out to the letter
    assert to_dict(replace(back, reader="rules-1", raw=None)) == to_dict(reading)


def _check_round_trip(raw: dict[str, Any], text: str) -> None:
    document = Document("d", raw["document"]["sha256"], chars=len(text))
    reading = from_dict(raw, document, text)
    assert to_dict(reading) == raw
    fields = json.loads(json.dumps(to_dict(replace(reading, raw=None, reader="rules-1"))))
    assert replace(from_dict(fields, document, text), raw=None) == reading
    assert [c["quote"] for c in fields["claims"]] == [text[c["start"] : c["end"]] for c in fields["claims"]]
    assert len(fields["claims"]) == len(raw["claims"])


def _gold(shared: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield json.loads((shared / "gold" / f"{path.stem}.json").read_bytes()), path.read_bytes().decode()


def test_careful_annotations_of_both_versions_come_back(shared: Path) -> None:
    """Version 1 on the pages, version 2 on the passages."""
    passages = [
        (raw, raw["text"]) for path in sorted((shared / "passages").glob("w*.json")) for raw in json.loads(path.read_bytes())["documents"]
    ]
    assert len(passages) > 600
    for raw, text in [*_gold(shared), *passages]:
        _check_round_trip(raw, text)


def test_files_are_named_like_the_documents(tmp_path: Path) -> None:
    documents = [
        Document("a", "0", file="letters/page.txt"),
        Document("b", "1", file="reports/Page.pdf"),  # the same name in another folder, but for case: some disks know no difference
        Document("c", "2", file="000_x.txt"),
        Document("d", "3"),
    ]
    assert file_names(documents) == {"a": "a.json", "b": "b.json", "c": "000_x.json", "d": "d.json"}
    written = write_readings([Reading(d, "rules-1") for d in documents], tmp_path / "out")
    assert [p.name for p in written] == ["000_x.json", "a.json", "b.json", "d.json"]
    assert json.loads(written[0].read_bytes())["document"]["id"] == "c"


@pytest.mark.parametrize("key", ["document", "layers", "entities", "claims", "assessments", "dates", "disputes"])
def test_every_key_of_the_form_is_there(key: str) -> None:
    assert key in to_dict(Reading(Document("d", "0"), "rules-1"))
