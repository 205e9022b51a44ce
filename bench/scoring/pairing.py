"""Who is held against whom: as many pairs as can be, each item in one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def one_to_one(gold: Sequence[T], found: Sequence[T], fits: Callable[[T, T], bool], apart: Callable[[T, T], Any]) -> list[tuple[T, T]]:
    """The largest set of pairs (gold, found) that fit, the likest (least ``apart``) tried first.

    >>> one_to_one([1, 2], [2, 3], lambda g, f: abs(g - f) < 2, lambda g, f: abs(g - f))
    [(1, 2), (2, 3)]
    """
    choices = [sorted((n for n, f in enumerate(found) if fits(g, f)), key=lambda n, g=g: apart(g, found[n])) for g in gold]
    taken_by: dict[int, int] = {}

    def place(g: int, tried: set[int]) -> bool:
        """Gives ``g`` one of its choices, if need be by moving whoever has it to another."""
        for n in choices[g]:
            if n not in tried:
                tried.add(n)
                if n not in taken_by or place(taken_by[n], tried):
                    taken_by[n] = g
                    return True
        return False

    for g in range(len(gold)):
        place(g, set())
    return [(gold[g], found[n]) for n, g in taken_by.items()]
