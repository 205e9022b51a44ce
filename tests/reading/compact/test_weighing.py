"""Rules and network together: who is kept, who is added, whose words stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.compact.seen import Page, page
from variorum.model import Certainty, Mode, Polarity
from variorum.reading.claims import Proposition
from variorum.reading.compact import Relation, weigh

_TEXT = "Karim Dost of the Northern Column was seen with Salim Torvand in Marsa on 3 May 2004."


def _mention(p: Page, text: str) -> int:
    return next(n for n, m in enumerate(p.named.mentions) if m.text == text)


def _relation(p: Page, predicate: str, subject: str | None, obj: str | None, score: float, anchor: str = "seen") -> Relation:
    s, o = (_mention(p, x) if x else None for x in (subject, obj))
    return Relation(predicate, s, o, p.text.index(anchor), score, Polarity.AFFIRMED, Mode.ACTUAL, Certainty.CERTAIN)


def _weighed(p: Page, proposed: list[Proposition], *found: Relation) -> list[tuple[str, str | None, str | None]]:
    result = weigh(p.text, p.sentences, p.named, (), proposed, found, own=0.5, backed=0.1)
    assert all(0 <= x.start < x.end <= len(p.text) and 0 <= x.score <= 1 for x in result)
    return [(x.predicate, x.subject, x.object) for x in result]


MET = ("met", "karim_dost", "salim_torvand")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([("met", "Karim Dost", "Salim Torvand", 0.9)], [MET]),  # what the network is sure of
        ([("met", "Karim Dost", "Salim Torvand", 0.4)], []),  # what it is not
        ([("met", "Karim Dost", "Karim Dost", 0.9)], []),  # nobody meets himself
        ([("part_of", "Karim Dost", "Salim Torvand", 0.9)], []),  # persons are no parts of persons
        ([("allied_with", "Karim Dost", None, 0.9)], []),  # an alliance of one
        ([("killed", None, "Salim Torvand", 0.9)], [("killed", None, "salim_torvand")]),  # by nobody known
        (
            [("met", "Karim Dost", "Salim Torvand", 0.9), ("met", "Salim Torvand", "Karim Dost", 0.8)],
            [MET],
        ),  # one meeting, seen from both sides
    ],
)
def test_the_network_alone(
    found: list[tuple[str, str | None, str | None, float]], expected: list[tuple[str, str | None, str | None]]
) -> None:
    p = page(_TEXT)
    assert _weighed(p, [], *(_relation(p, *x) for x in found)) == expected


def _rule(p: Page) -> Proposition:
    at = p.text.index("was seen")
    return Proposition("met", "karim_dost", "salim_torvand", at, at + 8, at, "rule", 0.8, (0, len(p.text)), when="2004-05-03")


@pytest.mark.parametrize(("score", "kept"), [(0.9, 1), (0.2, 1), (0.06, 0), (None, 0)])
def test_a_rule_stands_where_the_network_does_not_think_little_of_it(score: float | None, kept: int) -> None:
    p = page(_TEXT)
    found = [] if score is None else [_relation(p, "met", "Karim Dost", "Salim Torvand", score)]
    assert len(_weighed(p, [_rule(p)], *found)) == kept


def test_where_both_found_it_the_words_and_the_date_are_the_rule_s() -> None:
    p = page(_TEXT)
    found = [_relation(p, "met", "Karim Dost", "Salim Torvand", 0.97)]
    (only,) = weigh(p.text, p.sentences, p.named, (), [_rule(p)], found)
    assert (only.frame, only.when, only.score) == ("rule", "2004-05-03", 0.97)


def test_a_predicate_that_the_network_does_not_know_is_the_rules_alone() -> None:
    p = page(_TEXT)
    strength = replace(_rule(p), predicate="strength", object=None)
    assert _weighed(p, [strength]) == [("strength", "karim_dost", None)]


@pytest.mark.parametrize(
    ("second", "kept"),
    [
        (("killed", "Omar Sabbagh", "Salim Torvand", 0.6), 1),  # one place, two fillers, the one much surer
        (("killed", "Omar Sabbagh", "Salim Torvand", 0.93), 2),  # both may be
        (("met", "Omar Sabbagh", "Salim Torvand", 0.6), 2),  # another predicate has places of its own
    ],
)
def test_who_is_read_into_the_place_of_somebody_surer_is_left_out(second: tuple[str, str, str, float], kept: int) -> None:
    p = page("Karim Dost killed Salim Torvand in Marsa before the eyes of Omar Sabbagh.")
    found = [("killed", "Karim Dost", "Salim Torvand", 0.95), second]
    assert len(_weighed(p, [], *(_relation(p, *x, anchor="killed") for x in found))) == kept
