"""Ends that name one body only: a death ends every tie of the dead, a dissolution every tie of the body.

Of a well-known body they are told by thousands, and each bears on thousands of ties. A verdict lists them one by one; where only the days count
(``course``), the ends of a body are gathered once for all its ties, and each tie asks when they cut it and when they say that it was over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from variorum.model.when import UNKNOWN_FUTURE
from variorum.reasoning.testimony import Bodies

_Day = tuple[int, int]


class Cutters:
    """Days (earliest, latest) on which something begins or ends; they cut what persisted before them. Sorted once, since thousands cut thousands."""

    def __init__(self, days: Iterable[_Day]) -> None:
        self.days: Sequence[_Day] = sorted(set(days))
        self._firsts = [first for first, _ in self.days]
        self._lasts = [last for _, last in self.days]
        if not self.days:  # as of most ties
            self._latest_so_far, self._first_over = list[int](), list[int]()
            return
        self._latest_so_far = list(accumulate(self._lasts, max))
        overs = (UNKNOWN_FUTURE if last == UNKNOWN_FUTURE else last + 1 for last in reversed(self._lasts))
        self._first_over = [*accumulate(overs, min)][::-1]

    def __bool__(self) -> bool:
        return bool(self.days)

    def bounds(self, begins: _Day, said_until: int) -> _Day:
        """Until when what begins then certainly lasts, and until when possibly, by the first of them; what lies certainly before it cut something
        earlier. ``said_until``: what a claim says of its own time ("in 2007") is cut only by what lies within that time.
        """
        earliest, latest = begins
        after = bisect_right(self._firsts, earliest)
        certain = self._firsts[after] if after < len(self._firsts) else UNKNOWN_FUTURE
        if after and self._latest_so_far[after - 1] >= earliest:
            certain = min(certain, said_until)
        late = bisect_left(self._firsts, latest)
        return certain, self._first_over[late] if late < len(self._first_over) else UNKNOWN_FUTURE

    def over(self, begins: Cutters) -> Iterator[_Day]:
        """The days (half open) on which one of them at least has certainly happened, and nothing of ``begins`` may have come after it.

        An end holds from its latest day until the first beginning after it; one that a beginning may coincide with or follow holds on no day.
        """
        edges = [0, *(bisect_left(self._firsts, first) for first in begins._firsts), len(self._firsts)]
        for n, (start, stop) in enumerate(pairwise(edges)):
            if n:  # those that may lie before a beginning that came no later
                start = max(start, bisect_right(self._firsts, begins._latest_so_far[n - 1]))
            last = begins._firsts[n] if n < len(begins._firsts) else UNKNOWN_FUTURE
            if start < stop and (first := min(self._lasts[start:stop])) < last:
                yield first, last


class Sweeping:
    """The ends of each body by topic and by the place that it takes there; ``True`` is x."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, bool, int], set[_Day]] = {}
        self._sorted: dict[tuple[tuple[str, bool, int], ...], Cutters] = {}

    def add(self, topic: str, is_x: bool, body: int, day: _Day) -> None:
        self._told.setdefault((topic, is_x, body), set()).add(day)

    def of(self, b: Bodies) -> Cutters:
        """The ends of both bodies of a proposition and of their later names."""
        topic = b.proposition.topic
        keys = [(topic, is_x, e) for is_x, bodies in ((True, b.xs), (False, b.ys)) for e in bodies if e in b.later]
        told = tuple(k for k in keys if k in self._told)
        if told not in self._sorted:
            self._sorted[told] = Cutters(day for k in told for day in self._told[k])
        return self._sorted[told]
