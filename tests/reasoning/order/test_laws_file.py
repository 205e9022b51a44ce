"""The file of laws: what can be used, and what is said of what cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from variorum.errors import VocabularyError
from variorum.model import vocabulary
from variorum.reasoning.order.laws import Part, laws, load

GOOD: dict[str, Any] = {
    "first": ["founded(*, x)"],
    "then": ["dissolved(x)"],
    "reason": "{x} was first",
    "sides": ["begun", "ended"],
    "question": "Was {x}?",
}


def test_every_law_of_the_project_has_a_reason_and_two_ends() -> None:
    parts: dict[str, set[Part]] = {}
    for predicate, clauses in laws().items():
        assert predicate in vocabulary().claimable
        for c in clauses:
            parts.setdefault(c.law.name, set()).add(c.part)
            assert "{x}" in c.law.reason
    assert parts["the_dead_do_nothing"] == {Part.FIRST, Part.OVER, Part.THEN}
    assert parts["one_death"] == {Part.ONCE}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"first": ["founded(*, y)"]}, r"law `l`: `first`: 'founded\(\*, y\)' is not a predicate of the vocabulary with one x"),
        ({"first": ["founded(x, x)"]}, "with one x"),
        ({"first": ["began(x)"]}, "is not a predicate"),
        ({"over": ["founded(*, x)"]}, "`over`: founded is an event"),
        ({"then": None}, "expected either `once`, or `then`"),
        ({"once": ["died(x)"]}, "expected either `once`, or `then`"),
        ({"within": 3}, "`within` is 3"),
        ({"reason": "because"}, "`reason` is 'because'; expected words with {x}"),
        ({"sides": ["one"]}, "`sides` is"),
        ({"colour": "red"}, r"unknown field \['colour'\]"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_law_and_field(tmp_path: Path, fields: dict[str, Any], message: str) -> None:
    entry = {k: v for k, v in (GOOD | fields).items() if v is not None}
    path = tmp_path / "order.yaml"
    path.write_text(yaml.safe_dump({"version": 1, "laws": {"l": entry}}), encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        load(path)


@pytest.mark.parametrize("text", ["laws: [a]", "- a", "laws: {a: b}", "{"])
def test_a_file_that_holds_no_laws_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "order.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"order\.yaml"):
        load(path)
