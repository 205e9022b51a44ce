"""A simple temporal network: points in time, and constraints "this one at least so many days after that one".

Every kind of limit is such a constraint. *Not before a day* is one from :data:`ORIGIN`, whose time is day 0; *not after* is one back to it;
*at most so many days* is one the other way with a negative number. Each has a source, whatever would have to be wrong for it to be wrong.
The network is a table of columns rather than of objects: a million claims give some four million constraints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

#: The point whose time is day 0.
ORIGIN = 0


@dataclass(slots=True)
class Network:
    """Constraint ``i``: ``later[i]`` is at least ``least[i]`` days after ``earlier[i]``, because of ``source[i]``. Points count from 0, sources too."""

    points: int = 1
    sources: int = 0
    earlier: list[int] = field(default_factory=list)
    later: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        """How many constraints there are."""
        return len(self.source)

    def point(self) -> int:
        """A new point in time."""
        self.points += 1
        return self.points - 1

    def new_source(self) -> int:
        """A new source of constraints."""
        self.sources += 1
        return self.sources - 1

    def add(self, earlier: int, later: int, least: int, source: int) -> int:
        """A new constraint; gives back its number."""
        self.earlier.append(earlier)
        self.later.append(later)
        self.least.append(least)
        self.source.append(source)
        return len(self.source) - 1

    def not_before(self, point: int, day: int, source: int) -> int:
        return self.add(ORIGIN, point, day, source)

    def not_after(self, point: int, day: int, source: int) -> int:
        return self.add(point, ORIGIN, -day, source)


@dataclass(frozen=True, slots=True)
class Index:
    """Numbers of constraints by a column of theirs, each group in ascending order: which leave a point, enter it, or have a source."""

    places: Sequence[int]
    first: Sequence[int]

    @classmethod
    def by(cls, column: Sequence[int], size: int) -> Index:
        counts = [0] * (size + 1)
        for key in column:
            counts[key + 1] += 1
        first = list(accumulate(counts))
        free = first[:]
        places = [0] * len(column)
        for number, key in enumerate(column):
            places[free[key]] = number
            free[key] += 1
        return cls(places, first)

    def __getitem__(self, key: int) -> Sequence[int]:
        return self.places[self.first[key] : self.first[key + 1]]


def cycle(network: Network, constraints: Sequence[int]) -> list[int] | None:
    """Of these constraints some that go round and ask for more than nothing, each beginning where the one before it ends; None if there are none.

    Without any, days can be given to all points so that all hold. Bellman and Ford, by rounds until nothing moves.
    """
    if all(network.least[c] <= 0 for c in constraints):
        return None
    length = dict.fromkeys((p for c in constraints for p in (network.earlier[c], network.later[c])), 0)
    via: dict[int, int] = {}
    last = -1
    for _ in range(len(length) + 1):
        last = -1
        for c in constraints:
            day = length[network.earlier[c]] + network.least[c]
            if day > length[network.later[c]]:
                last = network.later[c]
                length[last], via[last] = day, c
        if last < 0:
            return None
    for _ in length:  # far enough back along the trail to stand on the cycle itself
        last = network.earlier[via[last]]
    found, point = [via[last]], network.earlier[via[last]]
    while point != last:
        found.append(via[point])
        point = network.earlier[via[point]]
    return found[::-1]


def is_consistent(network: Network, constraints: Sequence[int]) -> bool:
    """Whether days can be given to all points so that these constraints hold."""
    return cycle(network, constraints) is None


def components(network: Network, leaving: Index, points: Iterable[int], withdrawn: Sequence[bool] | bytearray) -> list[list[int]]:
    """The strongly connected components among ``points``, ORIGIN and withdrawn sources left out, each after all that it can reach.

    Tarjan's, without recursion: a chain of a million claims is not too deep.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[int] = []
    found: list[list[int]] = []
    inside = points if isinstance(points, range) else frozenset(points)

    def successors(point: int) -> Iterator[int]:
        for c in leaving[point]:
            there = network.later[c]
            if there != ORIGIN and not withdrawn[network.source[c]] and there in inside:
                yield there

    for root in points:
        if root == ORIGIN or root in number:
            continue
        work = [(root, successors(root))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            here, rest = work[-1]
            for there in rest:
                if there not in number:
                    number[there] = low[there] = len(number)
                    stack.append(there)
                    on_stack.add(there)
                    work.append((there, successors(there)))
                    break
                if there in on_stack:
                    low[here] = min(low[here], number[there])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == number[here]:
                    found.append(_popped(stack, on_stack, here))
    return found


def _popped(stack: list[int], on_stack: set[int], last: int) -> list[int]:
    component = []
    while True:
        point = stack.pop()
        on_stack.discard(point)
        component.append(point)
        if point == last:
            return sorted(component)
