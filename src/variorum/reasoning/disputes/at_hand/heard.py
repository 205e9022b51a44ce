"""What the kinds are given and give back, where claims are at hand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeVar

from variorum.model import Act, Certainty, vocabulary
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.witness import Witness

_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


class Question(NamedTuple):
    """What a dispute is about; in the order in which disputes are kept."""

    kind: DisputeKind
    topic: str
    x: int
    y: int


class Taken(NamedTuple):
    """That a claim takes a position on a question; ``holder`` is an entity that is itself the position, or 0. Negative: it counts for bodies that it does
    not name.
    """

    question: Question
    position: str
    holder: int
    claim: int


def grouped(found: Iterable[_T], by: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    """The found by what they have in common, each group in their order."""
    groups: dict[_K, list[_T]] = {}
    for one in found:
        groups.setdefault(by(one), []).append(one)
    return groups


def is_doubting(w: Witness) -> bool:
    """Whether its last voice doubts it, or holds it for doubtful."""
    return w.act is Act.DOUBTS or w.certainty is Certainty.DOUBTFUL


def names_those(a: Witness, b: Witness) -> bool:
    """Whether one of two claims at least names those whom it counts for."""
    return a.claim > 0 or b.claim > 0


def in_order(predicate: str, x: int, y: int) -> tuple[int, int]:
    """The two of a claim, the smaller number first where the predicate has no direction."""
    return (y, x) if y < x and vocabulary()[predicate].symmetric else (x, y)
