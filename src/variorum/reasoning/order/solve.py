"""Bounds of every point by propagation, and what must be set aside because it cannot all be right.

The earliest day of a point is the longest way to it from ORIGIN, the latest day the longest way back (times minus one). Where the longest
way there and back asks for more than nothing, the sources on it contradict each other. Such sets are found, made irreducible, set aside
whole, and the days that leaned on them are computed again: a bound never rests on a source that is in conflict.

Cost: components in topological order, so each constraint is looked at about once; only inside a strongly connected component (a cycle of
"at most", or of contradicting orders) is it looked at until nothing moves, at most once a point of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.order.network import ORIGIN, Index, Network, components, cycle, is_consistent
from variorum.reasoning.order.smallest import irreducible, nearby, smallest

_NOWHERE = -(10**15)  #: no way leads there


@dataclass(frozen=True, slots=True)
class Solution:
    """For every point its earliest and latest day (both included; UNKNOWN_PAST and UNKNOWN_FUTURE: no limit) without the sources in ``conflicts``.

    Each conflict is a sorted set of sources that cannot all be right, of which none can be taken away; no two of them share a source.
    ``to`` and ``back`` give for every point the constraint that set its day, -1 for none.
    """

    network: Network
    earliest: Sequence[int]
    latest: Sequence[int]
    to: Sequence[int]
    back: Sequence[int]
    conflicts: tuple[tuple[int, ...], ...]

    def why_not_before(self, point: int) -> tuple[int, ...]:
        """The constraints that give the earliest day, from the first day known to the point itself."""
        return tuple(reversed(list(_trail(self.to, self.network.earlier, point))))

    def why_not_after(self, point: int) -> tuple[int, ...]:
        """The constraints that give the latest day, from the first day known to the point itself."""
        return tuple(reversed(list(_trail(self.back, self.network.later, point))))


def solve(network: Network) -> Solution:
    """Bounds and conflicts of a network. The same for the same network; however the constraints go round, it ends."""
    return _Solver(network).solution()


def _trail(via: Sequence[int], column: Sequence[int], point: int) -> Iterator[int]:
    while point != ORIGIN and via[point] >= 0:
        yield via[point]
        point = column[via[point]]


class _Side:
    """The longest ways from ORIGIN along the constraints, or against them: the same work with two columns changed."""

    def __init__(self, network: Network, entering: Index, leaving: Index, *, forward: bool) -> None:
        self.network, self.entering, self.leaving = network, entering, leaving
        self.behind = network.earlier if forward else network.later
        self.ahead = network.later if forward else network.earlier
        self.length = [_NOWHERE] * network.points
        self.length[ORIGIN] = 0
        self.via = [-1] * network.points

    def settle(self, component: Sequence[int], withdrawn: bytearray) -> bool:
        """Computes the component's points from what lies behind them; whether anything is now other than it was."""
        before = [(self.length[p], self.via[p]) for p in component]
        for p in component:
            self.length[p], self.via[p] = _NOWHERE, -1
        for _ in range(len(component) + 1):
            moved = False
            for p in component:
                moved = self._step(p, withdrawn) or moved
            if not moved or len(component) == 1:
                break
        return before != [(self.length[p], self.via[p]) for p in component]

    def _step(self, point: int, withdrawn: bytearray) -> bool:
        length, best = self.length, self.length[point]
        for c in self.entering[point]:
            behind = length[self.behind[c]]
            if behind > _NOWHERE and behind + self.network.least[c] > best and not withdrawn[self.network.source[c]]:
                best = behind + self.network.least[c]
                self.via[point] = c
        moved, length[point] = best > length[point], best
        return moved

    def candidates(self, point: int, withdrawn: bytearray) -> list[tuple[int, int]]:
        """Every constraint that gives the point a day, with the length of the way by it, longest first."""
        found = []
        for c in self.entering[point]:
            behind = self.length[self.behind[c]]
            if behind > _NOWHERE and not withdrawn[self.network.source[c]]:
                found.append((-(behind + self.network.least[c]), c))
        return [(-length, c) for length, c in sorted(found)]

    def sources(self, constraint: int) -> set[int]:
        """The sources of the way that ends with the constraint."""
        rest = _trail(self.via, self.behind, self.behind[constraint])
        return {self.network.source[c] for c in (constraint, *rest)}


class _Solver:
    def __init__(self, network: Network) -> None:
        self.network = network
        self.leaving = Index.by(network.earlier, network.points)
        self.entering = Index.by(network.later, network.points)
        self.having = Index.by(network.source, network.sources)
        self.withdrawn = bytearray(network.sources)
        self.conflicts: list[tuple[int, ...]] = []

    def solution(self) -> Solution:
        self._single_sources()
        order = self._acyclic()
        place = [0] * self.network.points
        for i, component in enumerate(order):
            for point in component:
                place[point] = i
        to = _Side(self.network, self.entering, self.leaving, forward=True)
        back = _Side(self.network, self.leaving, self.entering, forward=False)
        for component in order:
            to.settle(component, self.withdrawn)
        for component in reversed(order):
            back.settle(component, self.withdrawn)
        crossed = [p for p in range(1, self.network.points) if _cross(to, back, p)]
        while crossed:
            found = self._conflicts(to, back, crossed)
            changed = self._again(to, order, place, found, 1) | self._again(back, order, place, found, -1)
            crossed = [p for p in sorted(changed.union(crossed)) if _cross(to, back, p)]
        earliest = [UNKNOWN_PAST if x == _NOWHERE else x for x in to.length]
        latest = [UNKNOWN_FUTURE if x == _NOWHERE else -x for x in back.length]
        return Solution(self.network, earliest, latest, to.via, back.via, tuple(sorted(self.conflicts)))

    def _set_aside(self, sources: Iterable[int]) -> tuple[int, ...]:
        conflict = irreducible(self.network, self.having, sources)
        self.conflicts.append(conflict)
        for s in conflict:
            self.withdrawn[s] = 1
        return conflict

    def _single_sources(self) -> None:
        """Sources that contradict themselves: a claim of what came after it was told."""
        for source in range(self.network.sources):
            own = self.having[source]
            if len(own) > 1 and not is_consistent(self.network, own):
                self._set_aside([source])

    def _acyclic(self) -> list[list[int]]:
        """Components in topological order, once no cycle away from ORIGIN asks for more than nothing."""
        found = list(reversed(components(self.network, self.leaving, range(self.network.points), self.withdrawn)))
        order: list[list[int]] = []
        work = found[::-1]
        while work:
            component = work.pop()
            ring = self._ring(component) if len(component) > 1 else None
            if ring is None:
                order.append(component)
                continue
            self._set_aside(self._fewest({self.network.source[c] for c in ring}, {self.network.later[c] for c in ring}))
            # What is left falls into components again; found in reverse, so that the first to come is popped first.
            work += components(self.network, self.leaving, component, self.withdrawn)
        return order

    def _ring(self, component: Sequence[int]) -> list[int] | None:
        """Constraints of a cycle inside the component that asks for more than nothing; None if there is none."""
        inside = set(component)
        arcs = [
            c for p in component for c in self.leaving[p] if self.network.later[c] in inside and not self.withdrawn[self.network.source[c]]
        ]
        return cycle(self.network, arcs)

    def _fewest(self, sources: set[int], points: Iterable[int]) -> set[int]:
        """A set of fewer sources near these points that contradict each other, if the search finds one; else the given."""
        kept = irreducible(self.network, self.having, sources)
        if len(kept) <= 2:  # one alone has been set aside before: two is the least there can be
            return set(kept)
        near = sorted(set(points) - {ORIGIN})
        around = nearby(self.network, (self.leaving, self.entering, self.having), self.withdrawn, near[0])
        return set(smallest(self.network, around, (ORIGIN, *near), len(kept)) or kept)

    def _conflicts(self, to: _Side, back: _Side, points: Sequence[int]) -> list[int]:
        """Sets aside the conflicts at points whose earliest day is after their latest, as many as share nothing; gives the sources."""
        taken: list[int] = []
        for point in points:
            lower, upper = to.candidates(point, self.withdrawn), back.candidates(point, self.withdrawn)
            for (low, a), (high, b) in zip(lower, upper, strict=False):
                if low + high <= 0:
                    break
                sources = to.sources(a) | back.sources(b)
                if not any(self.withdrawn[s] for s in sources):
                    taken += self._set_aside(self._fewest(sources, (point,)))
        return taken

    def _again(self, side: _Side, order: Sequence[list[int]], place: Sequence[int], sources: Iterable[int], step: int) -> set[int]:
        """Computes anew what leaned on these sources, component by component in order; gives the points that changed."""
        waiting = {place[side.ahead[c]] for s in sources for c in self.having[s] if side.ahead[c] != ORIGIN}
        heap = sorted(step * i for i in waiting)
        changed: set[int] = set()
        while heap:
            i = step * heappop(heap)
            waiting.discard(i)
            if not side.settle(order[i], self.withdrawn):
                continue
            changed.update(order[i])
            for p in order[i]:
                for c in side.leaving[p]:
                    there = side.ahead[c]
                    if there != ORIGIN and place[there] != i and place[there] not in waiting:
                        waiting.add(place[there])
                        heappush(heap, step * place[there])
        return changed


def _cross(to: _Side, back: _Side, point: int) -> bool:
    return _NOWHERE not in (to.length[point], back.length[point]) and to.length[point] + back.length[point] > 0
