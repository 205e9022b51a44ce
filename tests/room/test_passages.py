"""Quotes in their sentences, and what is drawn of a dispute."""

from __future__ import annotations

import pytest

from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.origins import Root, RootKind, Step, StepKind
from variorum.reasoning.states import Status
from variorum.reasoning.witness import Window
from variorum.room.drawing.clash import Line, clash_on_time
from variorum.room.drawing.contrast import Pair, contrast_on_time
from variorum.room.drawing.descent import MOST_ROWS, Origin, Speaker, descent_on_time
from variorum.room.passages import Passage, passage
from variorum.room.words import window

TEXT = "It was cold. The Wing, he said,\nleft the Front in May. Then nothing."


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("left the Front", "The Wing, he said, ", " in May."),
        ("The Wing, he said,\nleft the Front in May.", "", ""),  # a whole sentence stays alone
        ("Then nothing", "", "."),
        ("It was", "", " cold."),
    ],
)
def test_a_quote_stands_in_its_sentence(quote: str, before: str, after: str) -> None:
    start = TEXT.index(quote)
    found = passage(lambda _: TEXT, 1, start, start + len(quote), quote)
    assert found == Passage(before, " ".join(quote.split()), after)


def test_a_long_sentence_is_cut_at_words_and_says_so() -> None:
    text = "word " * 100 + "HERE" + " word" * 100
    start = text.index("HERE")
    found = passage(lambda _: text, 1, start, start + 4, "HERE", around=20)
    assert found == Passage("… word word word ", "HERE", " word word word …")


@pytest.mark.parametrize("text", [None, "another text altogether, and longer than it was"])
def test_without_its_text_a_quote_stands_alone(text: str | None) -> None:
    assert passage(lambda _: text, 1, 3, 7, "said") == Passage("", "said", "")


def when(edtf: str) -> Window:
    w = When.parse(edtf)
    return Window(w.start_earliest, w.start_latest, w.end_earliest, w.end_latest)


def test_where_two_cannot_both_hold_is_yellow_and_the_day_of_saying_an_upright() -> None:
    lines = [
        Line("A", "yes", when("2007/2009"), Status.HELD, when("2011").start_earliest),
        Line("B", "no", when("2008"), Status.DENIED, None),
    ]
    drawn = clash_on_time(lines, (0, 1), "what it shows", 1230)
    assert drawn is not None
    assert 'aria-label="what it shows"' in drawn
    assert drawn.count('class="f-wash"') == 1
    assert "cannot both hold" in drawn
    assert drawn.count("ln thin dash") == 1
    apart = [lines[0], Line("B", "no", when("2012"), Status.DENIED, None)]
    assert "f-wash" not in (clash_on_time(apart, (0, 1), "", 640) or "")


def test_without_any_day_nothing_is_drawn() -> None:
    assert clash_on_time([Line("A", "yes", Window(), Status.HELD, None)], None, "", 640) is None
    assert contrast_on_time([Pair("x", (Status.HELD, Window()), (Status.UNKNOWN, None))], ("A", "B"), "", 640) is None


def test_what_goes_on_for_ever_has_words() -> None:
    start = when("2007-05-01").start_earliest
    assert window(Window(start, start, UNKNOWN_FUTURE, UNKNOWN_FUTURE)) == "from 1 May 2007"
    assert window(Window(UNKNOWN_PAST, UNKNOWN_PAST, start, start)) == "until 30 April 2007"


def test_names_in_drawings_are_text() -> None:
    hostile = '<script>"&\u202e'
    line = Line(hostile, hostile, when("2007"), Status.HELD, None)
    pair = Pair(hostile, (Status.HELD, when("2007")), (Status.UNKNOWN, None))
    root = Root(RootKind.VOICE, 1, (), (7,), hostile, "")
    drawn = [
        clash_on_time([line], None, hostile, 640),
        contrast_on_time([pair], (hostile, hostile), hostile, 1230),
        descent_on_time([Origin(hostile, root, ())], {1: Speaker(hostile, hostile, False, None)}, hostile, 640),
    ]
    for picture in drawn:
        assert picture is not None
        assert "<script>" not in picture
        assert "\u202e" not in picture


def test_each_voice_of_a_side_is_drawn_once_and_joined_to_all_from_whom_it_has_it() -> None:
    roots = [Root(RootKind.VOICE, v, (), (v,), str(v), "") for v in (1, 2)]
    steps = (Step(StepKind.REPORTS, 3, 1, (1,), ""), Step(StepKind.SAME_WORDS, 3, 2, (2,), ""))
    who = {v: Speaker(str(v), f"voice {v}", v == 2, 730_000 + v) for v in (1, 2, 3)}
    drawn = descent_on_time([Origin("yes", r, steps) for r in roots], who, "who has it from whom", 1230)
    assert drawn.count("<circle") + drawn.count("<rect") == 3
    assert drawn.count("f-ink edge") == 2
    assert drawn.count('class="ln dash"') == 1
    assert drawn.count('class="ln thin"') == 1


def test_a_circle_and_a_long_chain_are_drawn_within_limits() -> None:
    circle = Root(RootKind.CIRCLE, 0, tuple(range(1, 100)), (1,), "", "")
    steps = tuple(Step(StepKind.REPORTS, v, (v + 1) % 100, (1,), "") for v in range(100))
    who = {v: Speaker(str(v), str(v), False, None) for v in range(100)}
    drawn = descent_on_time([Origin("yes", circle, steps)], who, "", 640)
    assert drawn.count("<circle") == MOST_ROWS
