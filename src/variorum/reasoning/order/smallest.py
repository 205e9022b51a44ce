"""The smallest set of sources that cannot all be right, among the constraints near a place where some cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.reasoning.order.network import ORIGIN, Index, Network, is_consistent

#: Constraints looked at around a conflict. The search costs some milliseconds at this number and grows with its square.
NEAR = 400
_Way = tuple[int, int]  #: a point, and the source of the constraint that led there


def irreducible(network: Network, having: Index, sources: Iterable[int]) -> tuple[int, ...]:
    """Of sources that contradict each other, as few as still do: with any one of them taken away, the rest can all be right. Sorted."""
    kept = sorted(set(sources))
    for one in sorted(kept, reverse=True):
        fewer = [s for s in kept if s != one]
        if not is_consistent(network, [c for s in fewer for c in having[s]]):
            kept = fewer
    return tuple(kept)


def nearby(network: Network, indexes: tuple[Index, Index, Index], withdrawn: Sequence[bool] | bytearray, start: int) -> list[int]:
    """Constraints of sources not withdrawn, nearest to ``start`` first, never passing through ORIGIN; at most about :data:`NEAR` of them.

    ``indexes`` give the constraints that leave a point, that enter it, and that a source has.
    """
    leaving, entering, having = indexes
    found: set[int] = set()
    seen, queue = {start}, [start]
    for point in queue:
        near = {network.source[c] for c in (*leaving[point][:NEAR], *entering[point][:NEAR])}
        for c in (c for s in sorted(near) if not withdrawn[s] for c in having[s]):
            found.add(c)
            for there in (network.earlier[c], network.later[c]):
                if there != ORIGIN and there not in seen:
                    seen.add(there)
                    queue.append(there)
        if len(found) > NEAR:
            break
    return sorted(found)


def smallest(network: Network, constraints: Sequence[int], starts: Iterable[int], below: int) -> frozenset[int] | None:
    """The sources of the closed way through one of ``starts`` that asks for more than nothing and changes source least often.

    None when there is none with fewer than ``below`` sources.
    """
    out: dict[int, list[int]] = {}
    for c in constraints:
        out.setdefault(network.earlier[c], []).append(c)
    best: frozenset[int] | None = None
    for start in starts:
        found = _way_back(network, out, start, below - 1)
        if found is not None and len(found) < below:
            best, below = found, len(found)
    return best


def _way_back(network: Network, out: dict[int, list[int]], start: int, most: int) -> frozenset[int] | None:
    """Layer by layer: where one can be after using 1, 2, .. sources in turn, with the most days asked for until there."""
    layer: dict[_Way, tuple[int, frozenset[int]]] = {(start, -1): (0, frozenset())}
    best: dict[_Way, int] = {}
    for _ in range(most):
        reached: dict[_Way, tuple[int, frozenset[int]]] = {}
        for (point, last), (days, used) in layer.items():
            for c in out.get(point, ()):
                if network.source[c] != last:
                    _go(network, out, c, days, used | {network.source[c]}, reached, best, start)
        home = [(len(used), sorted(used)) for (point, _), (days, used) in reached.items() if point == start and days > 0]
        if home:
            return frozenset(min(home)[1])
        layer = {way: value for way, value in reached.items() if way[0] != start}
        if not layer:
            return None
    return None


def _go(
    network: Network,
    out: dict[int, list[int]],
    constraint: int,
    days: int,
    used: frozenset[int],
    reached: dict[_Way, tuple[int, frozenset[int]]],
    best: dict[_Way, int],
    start: int,
) -> None:
    """Along the constraint, and on along those of the same source: a claim's own days cost nothing more."""
    source = network.source[constraint]
    work = [(constraint, days)]
    while work:
        c, before = work.pop()
        there, after = network.later[c], before + network.least[c]
        way = (there, source)
        if way in best and best[way] >= after:
            continue
        best[way] = after
        reached[way] = (after, used)
        if there != start:
            work += [(more, after) for more in out.get(there, ()) if network.source[more] == source]
