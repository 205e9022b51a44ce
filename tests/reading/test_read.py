"""The whole reading: laws that hold for any text, and what it makes of scripts it does not know."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.model import SPEAKERS, Document, LayerKind, Reading, vocabulary
from variorum.publishing.annotations import to_dict
from variorum.reading.annotated import from_dict
from variorum.reading.read import read

SENTENCES = (
    "Omar Hadi, the emir of the Northern Front (NF), pledged allegiance to the Council in May 2007.",
    "“We never swore to anybody,” its spokesman Abu Nizar told reporters on 3 June 2009.",
    "According to the ministry, he was killed near Tell Sabra, but the Front denied that he had died.",
    "1. They left the Front. * This is disputed.",
    "** What three commanders say of it is disputed. He is correct; there is no evidence that they defected.",
    "Leave a Reply",
    "From: the Council\nTo: Omar Hadi\nDate: 8 Muharram 1443 AH [17 August 2021]",
    "\u202eمن المجلس إلى العقيد\u202c",
    "👩‍🚀\x00\x07\ufeff",
)


def texts() -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(SENTENCES), st.text(max_size=40))
    return st.lists(pieces, max_size=8).map("\n\n".join)


def check(text: str, r: Reading) -> None:
    assert all(x.voice is None or x.voice in {e.key for e in r.entities} | set(SPEAKERS) for x in r.layers)
    edges = [x.start for x in r.layers] + [r.layers[-1].end] if r.layers else [0]
    assert edges == sorted(edges)
    assert (edges[0], edges[-1]) == (0, len(text))
    assert all(a.end == b.start for a, b in zip(r.layers, r.layers[1:], strict=False))
    keys = {e.key for e in r.entities}
    known = keys | set(SPEAKERS)
    for c in r.claims:
        assert text[c.start : c.end] == c.quote
        assert c.quote
        assert c.voices
        assert {c.subject, c.object, c.args.from_, c.args.org, c.args.place} - {None} <= keys
        assert {v.voice for v in c.voices} <= known
        types = {e.key: e.type for e in r.entities}
        p = vocabulary()[c.predicate]
        assert c.subject is None or types[c.subject] in p.subject_types
        assert c.object is None or types[c.object] in p.object_types
        assert not any(x.kind is LayerKind.BOILERPLATE and x.start < c.end and c.start < x.end for x in r.layers)
    for a in r.assessments:
        assert a.voice in known
        assert text[a.start : a.end] == a.quote
        assert a.claim in {c.id for c in r.claims}
    for m in r.mentions:
        assert text[m.start : m.end] == m.text
        assert m.entity is None or m.entity in keys
    for d in r.dates:
        assert text[d.start : d.end] == d.quote
    assert len({c.id for c in r.claims}) == len(r.claims)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_laws_of_a_reading(text: str) -> None:
    document = Document("d", "0" * 64, chars=len(text))
    first = read(document, text)
    check(text, first)
    assert read(document, text) == first
    assert [c.quote for c in from_dict(to_dict(first), document, text).claims] == [c.quote for c in first.claims]


def test_a_script_that_the_grammars_do_not_know_is_said_and_read_for_dates_only() -> None:
    text = "مجلس ساحل الملح\nالتاريخ: 20 جمادى الآخرة 1430 هـ\n\nمن صالح منصور إلى العقيد بشير طحان"
    r = read(Document("d", "0" * 64, chars=len(text)), text)
    assert not r.claims
    assert [d.written for d in r.dates] == ["1430-06-20"]
    assert any(u.kind == "script not read" for u in r.unread)


STRANGE = "\x00\x07\u200f\u202eOmar Hadi\u202c met 👩‍🚀 Salim Tor\ufeff in e\u0301 Marsa on 3 May 2004\u2028 "
UNSTOPPED = ("👩‍🚀😀 " * 500, STRANGE * 30, "Omar Hadi, " * 200, "12 May 2004 " * 100, "“He said ‘" * 300, "Omar\n" * 200)


@pytest.mark.parametrize("text", UNSTOPPED, ids=range(len(UNSTOPPED)))
def test_no_full_stop_no_sign_and_no_mark_of_direction_shifts_a_place(text: str) -> None:
    r = read(Document("d", "0" * 64, chars=len(text)), text)
    check(text, r)
    if "Salim" in text:
        assert {m.text for m in r.mentions} >= {"Omar Hadi", "Salim Tor", "Marsa"}


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "a", "." * 5000, "Omar " * 3000, "(" * 3000, "“" * 2000, "* " * 2000])
def test_odd_texts_are_read_without_a_word(text: str) -> None:
    check(text, read(Document("d", "0" * 64, chars=len(text)), text))
