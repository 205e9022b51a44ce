"""A claim's score is the share of such claims that are right: what it is made of, and that it changes nothing but itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Certainty, Document, Layer, LayerKind, Mention, MentionForm, Mode, Polarity, vocabulary
from variorum.reading.calibration import calibrated
from variorum.reading.calibration.chance import Worth, worths
from variorum.reading.calibration.signs import Signs, log_odds
from variorum.reading.claims import Proposition
from variorum.reading.read import read, read_by

TEXT = "Omar Hadi, the emir of the Northern Front, met Salim Tor in Marsa on 3 May 2004. He killed the judge. The Front denied that it was part of the Council."
DOCUMENT = Document("d", "0" * 64, chars=len(TEXT))
BY = ("network", "both", "rule")


def _names() -> set[str]:
    """Every sign that a proposition can show."""
    called = [*MentionForm, "nobody", "elsewhere"]
    return {
        *(f"by {b}" for b in BY), *(f"network's score, {b}" for b in BY[:2]), "rule's score", "denied", "not actual", "unsure", "long",
        *(f"predicate {p}" for p in vocabulary().claimable), *(f"layer {k}" for k in LayerKind),
        *(f"{end} {form}" for end in ("subject", "object") for form in called),
    }  # fmt: skip


@pytest.mark.parametrize("reader", ["compact", "rules"])
def test_what_ships_speaks_of_signs_that_can_be_seen(reader: str) -> None:
    worth = worths()[reader]
    assert set(worth.signs) <= _names()
    assert set(worth.corrected) == ({"by both", "by network"} if reader == "compact" else set())


def test_what_the_network_and_the_frame_are_surer_of_is_likelier() -> None:
    compact, rules = worths()["compact"], worths()["rules"]
    assert compact.signs["network's score, both"] > 0 and compact.signs["network's score, network"] > 0
    assert compact.signs["rule's score"] > 0 and rules.signs["rule's score"] > 0
    assert all(times > 0 for _, times in compact.corrected.values())


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ({}, 0.5),
        ({"by both": 1.0}, 0.731),  # log odds 1
        ({"by both": 1.0, "long": 2.0}, 0.269),  # 1 less twice 1
        ({"by network": 1.0}, 0.269),  # 0 twice, and 1 taken off
        ({"by network": 1.0, "never seen": 5.0}, 0.269),
        ({"long": -50.0}, 0.99),  # nothing is certain
        ({"long": 50.0}, 0.01),
    ],
)
def test_signs_add_up(signs: Signs, expected: float) -> None:
    assert Worth(0.0, {"by both": 1.0, "long": -1.0}, {"by network": (-1.0, 2.0)})(signs) == expected


def _proposition(**changed: object) -> Proposition:
    at = TEXT.index("met")
    plain = Proposition("met", "omar", "salim", 0, TEXT.index(" in Marsa"), at, "met.S_meet_O", 0.8, (0, len(TEXT)))
    return replace(plain, **changed)  # type: ignore[arg-type]


MENTIONS = tuple(
    Mention(start := TEXT.index(words), start + len(words), words, key, form)
    for words, key, form in (
        ("Omar Hadi", "omar", MentionForm.NAME),
        ("the emir", "omar", MentionForm.DESCRIPTION),
        ("Salim Tor", "salim", MentionForm.NAME),
        ("He", "omar", MentionForm.PRONOUN),
        ("the judge", "judge", MentionForm.DESCRIPTION),
    )
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, {"by rule": 1.0, "rule's score": log_odds(0.8), "subject name": 1.0, "object name": 1.0, "predicate met": 1.0, "layer commentary": 1.0}),
        ({"network": 0.4, "fit": 0.7}, {"by both": 1.0, "network's score, both": log_odds(0.4), "rule's score": log_odds(0.7)}),
        ({"network": 0.4, "frame": "compact"}, {"by network": 1.0, "network's score, network": log_odds(0.4)}),
        ({"start": TEXT.index("He"), "end": TEXT.index(" The Front"), "object": "judge"}, {"subject pronoun": 1.0, "object description": 1.0}),
        ({"start": TEXT.index("the judge"), "end": TEXT.index(" The Front"), "object": None}, {"subject elsewhere": 1.0, "object nobody": 1.0}),
        ({"polarity": Polarity.DENIED, "mode": Mode.PLANNED, "certainty": Certainty.POSSIBLE}, {"denied": 1.0, "not actual": 1.0, "unsure": 1.0}),
        ({"end": len(TEXT), "start": 0}, {"long": len(TEXT) / 100}),
    ],
)  # fmt: skip
def test_what_is_seen_of_a_proposition(changed: dict[str, object], expected: dict[str, float]) -> None:
    seen: list[Signs] = []

    def worth(signs: Signs) -> float:
        seen.append(signs)
        return 0.25

    (found,) = calibrated([_proposition(**changed)], MENTIONS, [Layer(LayerKind.COMMENTARY, 0, len(TEXT))], worth)
    assert found.chance == 0.25 and replace(found, chance=None) == _proposition(**changed)
    assert expected.items() <= seen[0].items()
    assert set(seen[0]) <= _names()
    assert ("rule's score" in seen[0]) == ("by network" not in seen[0])


def test_scores_change_nothing_but_themselves() -> None:
    """Which claims there are is decided before anybody asks how sure they are."""
    usual, other = read(DOCUMENT, TEXT), read_by(DOCUMENT, TEXT, compact=True, worth=lambda _: 0.5)
    assert usual.claims and {c.score for c in other.claims} == {0.5}
    assert all(c.score is not None and 0.01 <= c.score <= 0.99 for c in usual.claims)
    assert replace(usual, claims=()) == replace(other, claims=())
    assert [replace(c, score=None) for c in usual.claims] == [replace(c, score=None) for c in other.claims]


@given(st.floats(0, 1), st.floats(0, 1))
def test_log_odds_keep_the_order(a: float, b: float) -> None:
    assert (log_odds(a) <= log_odds(b)) or a > b
