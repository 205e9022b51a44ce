"""Nothing that a model proposes is taken unless the text bears it out: one repair, then refusal with the reason."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.language_model.pretended import DOCUMENT, HONEST, TEXT, claim, claims, in_turn, pretended
from variorum.model import LayerKind
from variorum.reading.language_model.lines import occurrences, pattern_of
from variorum.reading.language_model.read import ModelReading, read_with_model
from variorum.reading.language_model.refusal import Reason
from variorum.reading.language_model.request import Asker, Request

ASKER = Asker("pretended")


def read(text: str = TEXT, asked: list[Request] | None = None, finish: str = "stop", **answers: Any) -> ModelReading:
    return read_with_model(DOCUMENT, text, ASKER, pretended(asked, finish, **answers))


def bad(**other: Any) -> dict[str, Any]:
    """One claim with something wrong."""
    return {"claims": [{**claim("1", "Nadir Sama", "Salt Wing", 2), **other}], "assessments": []}


def reasons(found: ModelReading) -> list[Reason]:
    return [r.fault.reason for r in found.refusals]


def test_an_honest_model_is_taken_at_its_word() -> None:
    found = read()
    assert [(c.predicate, c.subject, c.object, c.quote) for c in found.reading.claims] == [
        ("leads", "OMAR_HADI", "HILL_FRONT", "Omar Hadi leads the Hill Front"),
        ("leads", "NADIR_SAMA", "SALT_WING", "Nadir Sama leads the Salt Wing"),
        ("leads", "OMAR_HADI", "HILL_FRONT", "Omar Hadi leads the Hill Front"),
    ]
    assert all(TEXT[c.start : c.end] == c.quote for c in found.reading.claims)
    assert found.refusals == ()
    assert {p.claim for p in found.reading.proposals} == {c.id for c in found.reading.claims}


WRONG = [
    (bad(quote="Nadir Sama heads the Salt Wing"), Reason.ABSENT),
    (bad(quote="Nadir Sama Leads the Salt Wing"), Reason.ABSENT),  # not even a capital is forgiven
    (bad(quote="adir Sama leads the Salt Wing"), Reason.ABSENT),  # nor half a word
    (bad(quote="Omar Hadi leads the Hill Front", line=1), Reason.SEVERAL),  # stands in lines 2 and 3
    (bad(quote="x" * 700), Reason.LONG),
    (bad(predicate="befriended"), Reason.PREDICATE),
    (bad(predicate="sworn_to"), Reason.PREDICATE),  # a derived state, which no text states by itself
    (bad(subject="SALT_WING"), Reason.TYPE),
    (bad(object=None), Reason.TYPE),
    (bad(predicate="died"), Reason.TYPE),  # takes no object
    (bad(args={"quantity": "Salt"}), Reason.TYPE),  # leads takes no quantity
    (bad(args={"role": "grand marshal"}), Reason.WORDS),
    (bad(subject="YUSUF"), Reason.UNLISTED),
    (bad(voices=[]), Reason.VOICE),
    (bad(voices=[{"voice": "@translator", "act": "asserts", "said": None}]), Reason.VOICE),
    (bad(voices=[{"voice": "OMAR_HADI", "act": "asserts", "said": None}]), Reason.VOICE),
    (bad(voices=[{"voice": "NOBODY", "act": "asserts", "said": None}]), Reason.UNLISTED),
    (bad(voices=[{"voice": "@author", "act": "sings", "said": None}]), Reason.FIELD),
    (bad(when="last spring"), Reason.FIELD),
    (bad(certainty="sure"), Reason.FIELD),
    (bad(line="two"), Reason.FIELD),
    ({"claims": [["no object"]], "assessments": []}, Reason.FIELD),
    ({"claims": [claim("1", "Nadir Sama", "Salt Wing", 2), claim("1", "Omar Hadi", "Hill Front", 3)]}, Reason.TWICE),
    ({"claims": "none"}, Reason.JSON),
    ("I cannot help with that.", Reason.JSON),
    ('{"claims": [], "claims": []}', Reason.JSON),
    ("[" * 100_000, Reason.JSON),
    ('{"claims": [NaN]}', Reason.JSON),
    (r'{"claims": [], "x": "\ud83d"}', Reason.JSON),
    ("[]", Reason.JSON),
]


@pytest.mark.parametrize(("answer", "reason"), WRONG)
def test_what_the_text_does_not_bear_out_is_refused_with_its_reason(answer: Any, reason: Reason) -> None:
    found = read(claims=in_turn(answer))
    assert reason in reasons(found)
    assert all(TEXT[c.start : c.end] == c.quote for c in found.reading.claims)
    assert any(u.kind == f"proposal refused: {reason}" for u in found.reading.unread)


@pytest.mark.parametrize(("answer", "reason"), [w for w in WRONG if w[0] != {"claims": [["no object"]], "assessments": []}])
def test_one_repair_mends_and_is_told_what_was_wrong(answer: Any, reason: Reason) -> None:
    asked: list[Request] = []
    found = read(asked=asked, claims=in_turn(answer, {"claims": [claim("1", "Nadir Sama", "Salt Wing", 2)], "assessments": []}))
    assert "NADIR_SAMA" in {c.subject for c in found.reading.claims}
    assert [r.stage for r in asked].count("claims") == 2
    assert asked[3].messages[-1].role == "user"


def test_there_is_one_repair_and_no_more() -> None:
    asked: list[Request] = []
    read(asked=asked, claims=in_turn("no"), names=in_turn("no"), layers=in_turn("no"))
    assert [r.stage for r in asked] == ["layers", "layers", "names", "names", "claims", "claims"]


def test_a_repair_may_mend_and_add_nothing() -> None:
    mended = {"claims": [claim("1", "Nadir Sama", "Salt Wing", 2), claim("9", "Omar Hadi", "Hill Front", 3)], "assessments": []}
    found = read(claims=in_turn(bad(quote="no"), mended))
    assert [c.subject for c in found.reading.claims] == ["NADIR_SAMA"]
    assert reasons(found) == [Reason.NEW]
    assert found.reading.proposals[0].note == "repaired"


def test_a_quote_may_be_told_by_its_line_or_run_over_it() -> None:
    text = TEXT.replace("leads the Salt", "leads\nthe  Salt")
    answer = {
        "claims": [
            claim("1", "Omar Hadi", "Hill Front", 4),
            claim("2", "Nadir Sama", "Salt Wing", 2, quote="Nadir Sama leads the Salt Wing"),
        ],
        "assessments": [],
    }
    found = read(text, claims=in_turn(answer), names=lambda _: HONEST["names"]([{}, {"content": "Lines:\n[1] " + " ".join(TEXT.split())}]))
    assert sorted(c.quote for c in found.reading.claims) == ["Nadir Sama leads\nthe  Salt Wing", "Omar Hadi leads the Hill Front"]
    assert found.refusals == ()


def test_an_answer_that_is_cut_off_is_refused() -> None:
    found = read(finish="length")
    assert set(reasons(found)) == {Reason.CUT}
    assert found.reading.claims == ()


def test_layers_that_leave_lines_out_give_way_to_those_of_the_rules() -> None:
    gap = {"layers": [{"first": 1, "last": 1, "kind": "primary", "voice": "@author"}]}
    found = read(layers=in_turn(gap))
    assert Reason.LAYERS in reasons(found)
    assert found.reading.layers[0].start == 0
    assert found.reading.layers[-1].end == len(TEXT)
    assert LayerKind.PRIMARY not in {x.kind for x in found.reading.layers}


def test_entities_and_names_that_the_text_does_not_have_are_refused() -> None:
    def more(messages: list[dict[str, str]]) -> Any:
        listed = HONEST["names"](messages)["entities"]
        listed[0]["names"].append({"text": "the Old Man", "kind": "nom_de_guerre"})
        ghost = {"key": "GHOST", "type": "person", "names": [{"text": "Yusuf Amin", "kind": "legal"}], "mentions": []}
        pronoun = {"line": 2, "text": "he", "form": "pronoun"}
        listed[1]["mentions"].append(pronoun)
        return {"entities": [*listed, ghost, {**listed[2]}]}

    found = read(names=more)
    assert "GHOST" not in {e.key for e in found.reading.entities}
    assert [n.text for n in found.reading.entities[0].names] == ["Omar Hadi"]
    assert sorted(reasons(found)) == sorted([Reason.OUTSIDE, Reason.OUTSIDE, Reason.KEY, Reason.ABSENT])
    assert len(found.reading.claims) == 3


def verdict(id_: str, word: str, **other: Any) -> dict[str, Any]:
    return {"id": id_, "verdict": word, "why": "it is so", "claim": None, **other}


def test_the_second_look_confirms_corrects_withdraws_and_adds_nothing() -> None:
    put_right = claim("2", "Nadir Sama", "Salt Wing", 2, certainty="probable")
    new = verdict("7", "correct", claim=claim("7", "Omar Hadi", "Salt Wing", 2, quote="the Salt Wing"))
    looked = {"verdicts": [verdict("1", "withdraw"), verdict("2", "correct", claim=put_right), new]}
    found = read(second_look=in_turn(looked))
    assert [(c.subject, str(c.certainty)) for c in found.reading.claims] == [("NADIR_SAMA", "probable"), ("OMAR_HADI", "certain")]
    assert [w.claim.subject for w in found.withdrawn] == ["OMAR_HADI"]
    assert reasons(found) == [Reason.NEW]
    assert [p.note for p in found.reading.proposals] == ["corrected on a second look: it is so", None]
    assert "proposal withdrawn" in {u.kind for u in found.reading.unread}


def test_a_claim_that_was_found_wrong_and_not_put_right_is_out() -> None:
    looked = {"verdicts": [verdict("2", "correct", claim=claim("2", "Nadir Sama", "Salt Wing", 2, quote="never said"))]}
    found = read(second_look=in_turn(looked))
    assert [c.subject for c in found.reading.claims] == ["OMAR_HADI", "OMAR_HADI"]
    assert reasons(found) == [Reason.ABSENT]


def test_judgements_in_the_text_are_of_claims_that_stand() -> None:
    judged = [
        {"claim": "2", "stance": "doubts", "voice": "@author", "line": 2, "quote": "the Salt Wing"},
        {"claim": "8", "stance": "doubts", "voice": "@author", "line": 2, "quote": "the Salt Wing"},
    ]
    found = read(claims=lambda m: {**claims(m), "assessments": judged})
    assert [(a.claim, a.quote) for a in found.reading.assessments] == [("m2", "the Salt Wing")]
    assert reasons(found) == [Reason.UNKNOWN]
    gone = read(claims=lambda m: {**claims(m), "assessments": judged[:1]}, second_look=in_turn({"verdicts": [verdict("2", "withdraw")]}))
    assert gone.reading.assessments == ()


def test_a_long_document_is_read_in_windows_that_each_see_their_own_lines() -> None:
    text = "".join(f"Omar{chr(97 + n)} Hadi leads the Hill Front.\n" for n in range(20))
    asked: list[Request] = []
    found = read_with_model(DOCUMENT, text, Asker("pretended", window=200), pretended(asked))
    assert len(found.reading.claims) == 20
    assert [r.stage for r in asked].count("claims") == 4
    assert all(text[c.start : c.end] == c.quote for c in found.reading.claims)


_JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda x: st.lists(x, max_size=3), max_leaves=5)
_FIELDS = (
    "id",
    "predicate",
    "subject",
    "object",
    "args",
    "when",
    "polarity",
    "voices",
    "line",
    "quote",
    "claims",
    "entities",
    "layers",
    "verdicts",
)


@settings(max_examples=40, deadline=None)
@given(
    stage=st.sampled_from(sorted(HONEST)),
    answer=st.dictionaries(st.sampled_from(_FIELDS), _JSON | st.lists(st.dictionaries(st.sampled_from(_FIELDS), _JSON, max_size=6))),
)
def test_no_answer_whatever_breaks_the_reading_or_brings_in_words_that_are_not_there(stage: str, answer: Any) -> None:
    found = read(**{stage: in_turn(answer)})
    assert all(TEXT[c.start : c.end] == c.quote for c in found.reading.claims)
    assert found.reading.layers[-1].end == len(TEXT)


_WORDS = st.text("ab_1 .\n\u0648\u0644\u0633", max_size=30)


@settings(max_examples=50, deadline=None)
@given(text=_WORDS, data=st.data())
def test_a_quote_is_found_where_its_expression_is(text: str, data: st.DataObject) -> None:
    """The quick search and the plain one: whole words, any run of blanks, bounds half open."""
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    quote = data.draw(st.one_of(st.just(text[start:end]), st.text("ab1 \u0648\u0633", max_size=3)))
    lower, upper = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    plain = [m.span() for m in re.compile(pattern_of(quote)).finditer(text[:upper], lower)] if quote.split() else []
    assert occurrences(text, quote, lower, upper) == plain
