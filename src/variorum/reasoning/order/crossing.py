"""Which claims of a whole record can have a part in a contradiction: two passes over its constraints as columns.

Claims contradict each other where a way goes round through the day 0 and asks for more than nothing. Then each point of it has its earliest
day after its latest, by all that anybody says. So whatever has not can be left out before claims are looked at one by one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from variorum.reasoning.order.columns import FAR, Columns, Numbers
from variorum.reasoning.viewpoint import Viewpoint
from variorum.reasoning.witness import Rows

#: Constraints in a row that are followed. What still moves then, as where sentences alone go round, is taken to lie beyond all days.
ROUNDS = 256


def crossing(record: Rows, viewpoint: Viewpoint) -> list[int]:
    """The claims (ids, sorted) that may have a part in a disorder: all that have one, some that have none, and those that contradict themselves."""
    columns = Columns.of(record, viewpoint)
    earliest = _longest(columns.low, columns.earlier, columns.later, columns.least)
    back = _longest(-columns.high, columns.later, columns.earlier, columns.least)
    crossed = (earliest > -FAR) & (back > -FAR) & (earliest + back > 0)
    found: list[int] = columns.claims[crossed[: len(columns.claims)] | crossed[columns.last]].tolist()
    return found


def _longest(length: Numbers, behind: Numbers, ahead: Numbers, least: Numbers) -> Numbers:
    """The longest way to each point along the constraints, when the ways that begin have these lengths; -FAR: none leads there."""
    length = length.copy()
    order = np.argsort(behind, kind="stable")
    ahead, least = ahead[order], least[order]
    first = np.concatenate([[0], np.cumsum(np.bincount(behind, minlength=len(length)))])
    (moved,) = np.nonzero(length > -FAR)
    rounds = 0
    while len(moved):
        rounds += 1
        leaving = _ranges(first[moved], first[moved + 1])
        days = np.repeat(length[moved], first[moved + 1] - first[moved]) + least[leaving]
        if rounds > ROUNDS:
            days[:] = FAR
        longer = days > length[ahead[leaving]]
        reached = ahead[leaving[longer]]
        np.maximum.at(length, reached, days[longer])
        moved = np.unique(reached)
    return length


def _ranges(begin: Numbers, end: Numbers) -> NDArray[np.int64]:
    """The numbers from each of ``begin`` up to that of ``end``, one after the other."""
    many = end - begin
    return np.repeat(begin - np.cumsum(many) + many, many) + np.arange(int(many.sum()))
