"""Two taken for one: said to be the same, and said not to be, or to be kin of each other."""

from __future__ import annotations

from collections.abc import Callable

from variorum.reasoning.disputes import status
from variorum.reasoning.disputes.occurring import Occurring


def sides(claims: str) -> str:
    """Yes and no to each question whether two are one; who is kin of another is not he."""
    return status.of_questions(claims, "identity", ("same",))


def may(told: Occurring) -> bool:
    """Whether anybody may be said to be one with another, and not to be."""
    return told.both_ways("same")


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return status.question(topic, x, y, label)
