"""The grammar of questions, as a table."""

from __future__ import annotations

import pytest

from variorum.asking import read_question

CASES = [
    # (question, form, topic, x, y, on, according to)
    ("was the Wing part of the Front on 2007-12", "yes-no", "part_of", "the Wing", "the Front", "2007-12", ()),
    ("Was the Wing ever a branch of the Front?", "yes-no", "part_of", "the Wing", "the Front", None, ()),
    ("did the Wing pledge allegiance to the Front in June 2010?", "yes-no", "pledged_to", "the Wing", "the Front", "2010-06", ()),
    ("Did Omar Hadi lead the Front?", "yes-no", "leads", "Omar Hadi", "the Front", None, ()),
    ("was the Front dissolved", "yes-no", "dissolved", "the Front", None, None, ()),
    ("was Omar killed by the Wing", "yes-no", "killed", "the Wing", "Omar", None, ()),
    ("was Omar arrested", "yes-no", "detained", None, "Omar", None, ()),
    ("who led the Front on 2010-06 according to Omar al-Hadi?", "who", "leads", None, "the Front", "2010-06", ("Omar al-Hadi",)),
    ("who was the leader of the Front", "who", "leads", None, "the Front", None, ()),
    ("who did the Wing pledge to", "who", "pledged_to", "the Wing", None, None, ()),
    ("what was the Wing part of in 2009", "who", "part_of", "the Wing", None, "2009", ()),
    ("who killed Omar", "who", "killed", None, "Omar", None, ()),
    ("when did the Wing become the Army", "when", "became", "the Wing", "the Army", None, ()),
    ("when was the Front dissolved", "when", "dissolved", "the Front", None, None, ()),
    ("where was Omar Hadi in 2009", "who", "located_in", "Omar Hadi", None, "2009", ()),
    ("where was Omar Hadi in [2009,2011]", "who", "located_in", "Omar Hadi", None, "[2009,2011]", ()),
    ("who left the Front according to Omar and Hadi", "who", "split_from", None, "the Front", None, ("Omar", "Hadi")),
    ("was the Wing allied with the Front according to Omar in 2010", "yes-no", "allied_with", "the Wing", "the Front", "2010", ("Omar",)),
]


@pytest.mark.parametrize(("question", "form", "topic", "x", "y", "on", "voices"), CASES, ids=[c[0] for c in CASES])
def test_first_reading(question: str, form: str, topic: str, x: str, y: str, on: str, voices: tuple[str, ...]) -> None:
    a = read_question(question)[0]
    assert (a.form, a.topic, a.x, a.y, a.on.edtf if a.on else None, a.according_to) == (form, topic, x, y, on, voices)


@pytest.mark.parametrize("question", ["", "?", "hello", "tell me about the Front", "who", "was", "why did the Wing leave"])
def test_outside_the_grammar(question: str) -> None:
    assert read_question(question) == ()
