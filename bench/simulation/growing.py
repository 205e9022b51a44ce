"""A world while it grows: tables that take rows block by block, and the dice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.truth import FIRST_DAY, LAST_DAY, OPEN, PREDICATE, Ints, Size, zipf

_EVENT = ("predicate", "subject", "object", "from_", "org", "day")
_TIE = ("topic", "x", "y", "x_then", "y_then", "start", "end", "begin", "ended_by", "weight")


class Table:
    """Columns that grow by blocks; a value that is the same for the whole block may be given once."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.blocks: list[list[NDArray[np.generic]]] = []
        self.count = 0

    def add(self, **values: object) -> Ints:
        """Adds a block and gives the numbers of its rows."""
        columns = np.broadcast_arrays(*(np.atleast_1d(np.asarray(values.get(n, 0))) for n in self.names))
        self.blocks.append(list(columns))
        first, self.count = self.count, self.count + len(columns[0])
        return np.arange(first, self.count)

    def column(self, name: str) -> NDArray[np.generic]:
        place = self.names.index(name)
        return np.concatenate([block[place] for block in self.blocks])


class Growing:
    """Bodies with their names and lives, and the tables of events and ties to which everything else is added."""

    def __init__(self, seed: int, size: Size) -> None:
        self.rng = np.random.default_rng(seed)
        self.size = size
        self.events, self.ties = Table(_EVENT), Table(_TIE)
        n = size.bodies
        self.order = self.rng.permutation(n)  # by popularity, the most popular first
        self.rank = np.empty(n, np.int64)
        self.rank[self.order] = np.arange(n)
        self.cdf = np.cumsum(zipf(n))
        self.popularity = zipf(n)[self.rank] * n
        span = LAST_DAY - FIRST_DAY
        self.founded = FIRST_DAY + self.rng.integers(0, int(span * 0.55), n)
        end = self.founded + 2000 + self.rng.exponential(8000, n).astype(np.int64)
        self.dissolved = np.where(end < LAST_DAY, end, OPEN)
        self._name()
        self.person = int(self.first_name[-1] + self.names[-1])  # the next person's number
        self.merging = np.zeros(n, np.bool_)

    def _name(self) -> None:
        n = self.size.bodies
        self.names = self.rng.choice([1, 2, 3], n, p=[0.85, 0.12, 0.03])
        self.first_name = 1 + np.concatenate([[0], np.cumsum(self.names)[:-1]])
        self.last_name = self.first_name + self.names - 1
        life = self.last_day(self.dissolved) - self.founded
        turns = self.founded[:, None] + np.sort(self.rng.uniform(0.1, 0.9, (n, 2)), axis=1) * life[:, None]
        turns = turns.astype(np.int64)
        turns[:, 1] = np.maximum(turns[:, 1], turns[:, 0] + 1)  # two renamings are never of one day
        self.turns = np.where(np.arange(2) < self.names[:, None] - 1, turns, OPEN)

    @staticmethod
    def last_day(end: Ints) -> Ints:
        """The end where there is one, else the last day of the simulation."""
        return np.minimum(end, LAST_DAY)

    def name(self, body: Ints, day: Ints) -> Ints:
        """What a body was called on a day."""
        return self.first_name[body] + (self.turns[body] <= np.asarray(day)[..., None]).sum(axis=-1)

    def draw(self, count: int | tuple[int, ...]) -> Ints:
        """Bodies by popularity."""
        return self.order[np.searchsorted(self.cdf, self.rng.random(count) * self.cdf[-1]).clip(max=self.size.bodies - 1)]

    def draw_above(self, body: Ints) -> Ints:
        """For each body one that is more popular, so that nobody is his own master's master; the most popular of all gets itself."""
        rank = self.rank[body]
        limit = np.where(rank > 0, self.cdf[rank - 1], 0.0)
        drawn = np.searchsorted(self.cdf, self.rng.random(len(body)) * limit)
        return self.order[np.minimum(drawn, np.maximum(rank - 1, 0))]

    def between(self, low: Ints, high: Ints) -> Ints:
        """A day in each span (half open; ``low`` where the span is empty)."""
        return low + (self.rng.random(len(low)) * np.maximum(high - low, 1)).astype(np.int64)

    def event(self, predicate: str, subject: object = 0, object_: object = 0, *, day: Ints, from_: object = 0, org: object = 0) -> Ints:
        return self.events.add(predicate=PREDICATE[predicate], subject=subject, object=object_, from_=from_, org=org, day=day)

    def tie(self, topic: str, x: Ints, y: object, start: Ints, end: Ints, **rest: object) -> Ints:
        """Ties between entities that have one name only, unless ``x_then`` and ``y_then`` say what they were called at the start."""
        defaults = {"x_then": x, "y_then": y, "begin": -1, "ended_by": -1, "weight": 1.0}
        return self.ties.add(topic=PREDICATE[topic], x=x, y=y, start=start, end=end, **(defaults | rest))
