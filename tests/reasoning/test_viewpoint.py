"""Whose claims count: tables of small records, a plain oracle on random ones, and the laws of viewpoints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.errors import UsageError
from variorum.model import Act
from variorum.reasoning import Lineage, Proposition, Viewpoint, disputes, plain, verdict
from variorum.reasoning.order.tightened import tightened
from variorum.reasoning.viewpoint import numbers
from variorum.reasoning.witness import Witness, Witnesses, counting, every

from .conftest import Book
from .test_oracle import VOICES, claims, record, whole


def counted(book: Book, v: Viewpoint) -> set[int]:
    """By the query; checked on the way to be what claims at hand give, both ways."""
    found = {r[0] for r in book.rows(f"SELECT claim_id FROM ({every(v)})")}
    everyone = Witnesses(book).all()
    assert {w.claim for w in counting(book, v, everyone)} == found & {w.claim for w in everyone}
    for w in everyone:
        try:
            assert v.admits(w) is (w.claim in found)
        except UsageError:
            assert v.asks_record
    return found


def of(book: Book, *names: str, **more: Any) -> Viewpoint:
    return Viewpoint(frozenset(book.id(n) for n in names), **more)


PART = ("part_of", "Wing", "Front")
QUOTED: list[tuple[str, dict[str, Any], str | None, list[dict[str, Any]], bool]] = [
    # (what is special, the claim that Omar is told to make, a judgement of it by Lena, further claims, whether Lena endorses it)
    ("passed on", {"by": "Lena>Omar"}, None, [], True),
    ("quoted", {"by": "Lena>Omar", "through": "quotes"}, None, [], True),
    ("passed on by a third who has it from her", {"by": "Zayd>Lena>Omar"}, None, [], True),
    ("passed on to her", {"by": "Zayd>Omar"}, None, [], False),
    ("disputed", {"by": "Lena>Omar"}, "disputes", [], False),
    ("doubted", {"by": "Lena>Omar"}, "doubts", [], False),
    ("explained away", {"by": "Lena>Omar"}, "explains_away", [], False),
    ("qualified only", {"by": "Lena>Omar"}, "qualifies", [], True),
    ("supported", {"by": "Lena>Omar"}, "supports", [], True),
    ("she says the opposite", {"by": "Lena>Omar"}, None, [{"by": "Lena", "denied": True}], False),
    ("she says the opposite elsewhere", {"by": "Lena>Omar"}, None, [{"by": "Lena", "denied": True, "doc": 2}], False),
    ("she says the same herself", {"by": "Lena>Omar"}, None, [{"by": "Lena"}], True),
    ("another says the opposite", {"by": "Lena>Omar"}, None, [{"by": "Zayd", "denied": True}], True),
    ("she only asks whether not", {"by": "Lena>Omar"}, None, [{"by": "Lena", "denied": True, "act": "asks"}], True),
    ("told in doubt", {"by": "Lena>Omar", "through": "doubts"}, None, [], False),
    ("told to be denied", {"by": "Lena>Omar", "through": "denies"}, None, [], False),
    ("he only asks", {"by": "Lena>Omar", "act": "asks"}, None, [], False),
]


@pytest.mark.parametrize(("told", "stance", "more", "endorses"), [c[1:] for c in QUOTED], ids=[c[0] for c in QUOTED])
def test_who_passes_on_without_comment(book: Book, told: dict[str, Any], stance: str | None, more: list[Any], endorses: bool) -> None:
    claim = book.claim(*PART, **told)
    for options in more:
        book.claim(*PART, **options)
    if stance:
        book.assess(claim, stance, "Lena", at=9)
    assert (claim in counted(book, of(book, "Lena", quoted=True))) is endorses
    assert claim not in counted(book, of(book, "Lena"))
    assert (claim in counted(book, of(book, "Omar", quoted=True))) is (told.get("act") != "asks")


def test_one_of_several_who_does_not_comment_is_enough(book: Book) -> None:
    claim = book.claim(*PART, by="Zayd>Lena>Omar")
    book.assess(claim, "disputes", "Lena", at=9)
    assert claim in counted(book, of(book, "Lena", "Zayd", quoted=True))


NOTES: list[tuple[str, str, str, dict[str, Any], bool]] = [
    # (what is special, role in the document, stance, viewpoint, whether the claim still counts)
    ("the translator disputes", "@translator", "disputes", {"notes": True}, False),
    ("so does an author", "@author", "disputes", {"notes": True}, False),
    ("an editor", "@editor", "disputes", {"notes": True}, False),
    ("somebody in the text", "LENA", "disputes", {"notes": True}, True),
    ("a doubt is not enough", "@translator", "doubts", {"notes": True}, True),
    ("off by default", "@translator", "disputes", {}, True),
    ("of another document", "2", "disputes", {"notes": True}, True),
]


@pytest.mark.parametrize(("role", "stance", "rules", "counts"), [c[1:] for c in NOTES], ids=[c[0] for c in NOTES])
def test_a_note_overrides_the_text(book: Book, role: str, stance: str, rules: dict[str, Any], counts: bool) -> None:
    claim = book.claim(*PART, by="Omar")
    book.speaker("Lena", "@author" if role == "2" else role, doc=2 if role == "2" else 1)
    book.assess(claim, stance, "Lena", at=9)
    for v in (Viewpoint(**rules), of(book, "Omar", **rules)):
        assert (claim in counted(book, v)) is counts


def test_an_excluded_voice_overrides_nothing_and_endorses_nothing(book: Book) -> None:
    disputed, told = book.claim(*PART, by="Omar"), book.claim(*PART, by="Lena>Zayd")
    book.speaker("Lena", "@translator")
    book.assess(disputed, "disputes", "Lena", at=9)
    without_lena = frozenset({book.id("Lena")})
    assert disputed in counted(book, Viewpoint(excluding=without_lena, notes=True))
    assert counted(book, of(book, "Lena", excluding=without_lena, quoted=True)) == set()
    assert told not in counted(book, of(book, "Lena", quoted=True, excluding=frozenset({book.id("Zayd")})))


def test_what_only_the_record_can_say_is_refused_at_hand(book: Book) -> None:
    book.claim(*PART, by="Lena>Omar")
    (w,) = Witnesses(book).all()
    for v in (of(book, "Lena", quoted=True), Viewpoint(notes=True)):
        with pytest.raises(UsageError, match="only the record can say"):
            v.admits(w)


def test_states_disputes_and_dates_follow(book: Book) -> None:
    book.claim(*PART, by="Lena>Omar", when="2007")
    book.claim(*PART, by="Zayd", denied=True)
    p = Proposition("part_of", book.id("Wing"), book.id("Front"))
    assert verdict(book, p, None, of(book, "Lena")).status == "unknown"
    assert verdict(book, p, None, of(book, "Lena", quoted=True)).status == "held"
    both = of(book, "Lena", "Zayd")
    assert [len(disputes(book, book.id("Wing"), replace(both, quoted=q))) for q in (False, True)] == [0, 1]
    assert tightened(book, Witnesses(book).all(), replace(both, quoted=True)) == tightened(book, Witnesses(book).all())


judgements = st.lists(
    st.tuples(
        st.integers(1, 12), st.sampled_from(("disputes", "doubts", "explains_away", "qualifies", "supports")), st.sampled_from(VOICES)
    ),
    max_size=5,
)
names = st.frozensets(st.sampled_from(VOICES))


def judged_record(wanted: list[dict[str, Any]], judged: Iterable[tuple[int, str, str]], author: str) -> Book:
    book = record(wanted)
    book.speaker(author, "@author")
    for at, (claim, stance, voice) in enumerate(judged, 50):
        if claim <= len(wanted):
            book.assess(claim, stance, voice, at=at)
    return book


def by_hand(book: Book, v: Viewpoint, judged: Iterable[tuple[int, str, str]], author: str) -> set[int]:
    """The rule of viewpoints in plain Python, from the whole record."""
    said = {(c, stance, book.id(voice)) for c, stance, voice in judged}
    everyone = Witnesses(book).all()
    inside = [w for w in everyone if w.act is not Act.ASKS and w.claim not in v.without]

    def comments(who: int, w: Witness) -> bool:
        against = any((w.claim, s, who) in said for s in ("disputes", "doubts", "explains_away"))
        key = (w.predicate, w.subject, w.object)
        return against or any((o.predicate, o.subject, o.object) == key and o.affirmed != w.affirmed for o in inside if o.voice == who)

    def counts(w: Witness) -> bool:
        own = v.voices is None or w.voice in v.voices
        earlier = {e for e in w.chain if e != w.voice} - v.excluding
        if not own and v.quoted and v.voices is not None:
            own = any(not comments(e, w) for e in earlier & v.voices)
        overridden = v.notes and (w.claim, "disputes", book.id(author)) in said and book.id(author) not in v.excluding
        through = not v.as_reported_by or bool(v.as_reported_by & (set(w.chain) - {w.voice}))
        return own and not overridden and through and w.voice not in v.excluding

    return {w.claim for w in inside if counts(w)}


@settings(max_examples=examples(20), **whole)
@given(claims, judgements, st.sampled_from(VOICES), st.none() | names, names, names, st.booleans(), st.booleans(), st.booleans())
def test_what_counts_is_what_counts_by_hand(
    wanted: list[dict[str, Any]],
    judged: list[tuple[int, str, str]],
    author: str,
    voices: frozenset[str] | None,
    excluding: frozenset[str],
    through: frozenset[str],
    quoted: bool,
    notes: bool,
    first: bool,
) -> None:
    book = judged_record(wanted, judged, author)
    ids = [None if n is None else frozenset(book.id(e) for e in n) for n in (voices, excluding, through)]
    v = Viewpoint(ids[0], ids[1] or frozenset(), ids[2] or frozenset(), frozenset({1}) if first else frozenset(), quoted, notes)
    assert counted(book, v) == by_hand(book, v, judged, author)


@settings(max_examples=examples(8), **whole)
@given(claims, judgements, st.booleans(), st.booleans())
def test_a_viewpoint_of_all_voices_contains_each(
    wanted: list[dict[str, Any]], judged: list[tuple[int, str, str]], quoted: bool, notes: bool
) -> None:
    book = judged_record(wanted, judged, "V")
    together = counted(book, of(book, *VOICES, quoted=quoted, notes=notes))
    assert together == counted(book, Viewpoint(quoted=quoted, notes=notes))
    for v in VOICES:
        assert counted(book, of(book, v, quoted=quoted, notes=notes)) <= together


@settings(max_examples=examples(8), **whole)
@given(claims, claims, judgements, st.none() | names, st.booleans(), st.booleans())
def test_claims_and_notes_of_an_excluded_voice_change_nothing(
    wanted: list[dict[str, Any]],
    more: list[dict[str, Any]],
    judged: list[tuple[int, str, str]],
    voices: frozenset[str] | None,
    quoted: bool,
    notes: bool,
) -> None:
    """Whoever passes them on."""
    others = [j for j in judged if j[2] != "X"]
    before = judged_record(wanted, others, "X")
    added = [{**c, "by": by} for c, by in zip(more, ("X", "V>X", "W>X", "X>V>X") * 3, strict=False)]
    after = judged_record([*wanted, *added], [j for j in judged if j[0] <= len(wanted)], "X")
    v = Viewpoint(
        None if voices is None else frozenset(before.id(n) for n in voices),
        frozenset({before.id("X")}),
        quoted=quoted,
        notes=notes,
    )
    assert counted(before, v) == counted(after, v)


@settings(max_examples=examples(8), **whole)
@given(claims, judgements, names, st.booleans(), st.booleans())
def test_the_calculus_agrees_with_plain_python_under_the_rules(
    wanted: list[dict[str, Any]], judged: list[tuple[int, str, str]], voices: frozenset[str], quoted: bool, notes: bool
) -> None:
    book = judged_record(wanted, judged, "W")
    v = Viewpoint(frozenset(book.id(n) for n in voices), quoted=quoted, notes=notes)
    lineage = Lineage.of(book, v)
    p = Proposition("part_of", book.id("A"), book.id("B"))
    assert verdict(book, p, None, v, lineage=lineage) == plain.verdict(book, p, None, v, lineage)


def test_numbers_of_none_is_nobody() -> None:
    assert numbers(()) == "-1"


def test_what_a_reader_alone_proposed_can_be_left_out(book: Book) -> None:
    """A claim that another reader, or a person, has proposed too counts; so does one of which nobody says who proposed it."""
    ids = [book.claim("part_of", "Wing", "Front", by="Omar", when=str(2000 + n)) for n in range(4)]
    book.proposed(ids[0], "model")
    book.proposed(ids[1], "model", "compact")
    book.proposed(ids[2], "compact")
    v = Viewpoint(except_readers=frozenset({"model"}))
    assert counted(book, v) == set(ids[1:])
    assert counted(book, replace(v, without=frozenset({ids[3]}))) == set(ids[1:3])
    assert counted(book, of(book, "Lena", quoted=True, except_readers=frozenset({"model"}))) == set()
    assert counted(book, Viewpoint()) == set(ids)
