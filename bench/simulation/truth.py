"""What was so in a simulated world: ties as exact days, the events that began and ended them, and rumours, which are of ties that never were.

The truth obeys the event calculus of the vocabulary: whatever an event ends, ends on its day, and every lasting tie that ends is ended by an event.
A body that was renamed keeps its ties; they stand under its last name. It was made so, and not otherwise, so that only the reasoning can be wrong:

* a leader's reign ends by a death, a break, an expulsion or a dissolution, because the vocabulary knows no abdication;
* whoever stands under somebody's command leaves by a break or an expulsion, because a new oath does not end a command;
* of two bodies of which one is the other's parent, none is said to be the other's ally, because a break would end that too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE

Ints = NDArray[np.int64]
FIRST_DAY, LAST_DAY = date(1980, 1, 1).toordinal(), date(2021, 1, 1).toordinal()  # half open
OPEN = UNKNOWN_FUTURE  #: the end of what has not ended
EXPONENT = 0.9  #: of popularity over rank, as in the measurements that decision 3 rests on
PREDICATE = {name: i for i, name in enumerate(vocabulary().predicates, 1)}
DURABLE = frozenset(i for name, i in PREDICATE.items() if vocabulary()[name].lasts == "durable")


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each there are in a world about which ``claims`` claims are made: ten claims for a tie, about."""

    claims: int

    @property
    def bodies(self) -> int:
        return max(20, self.claims // 250)

    @property
    def persons(self) -> int:
        """Those who follow; every reign adds one who leads."""
        return max(40, self.claims // 80)

    @property
    def places(self) -> int:
        return max(8, self.claims // 1000)

    @property
    def voices(self) -> int:
        return max(24, int(self.claims**0.5))

    @property
    def documents(self) -> int:
        return max(self.voices, self.claims // 40)


@dataclass(frozen=True, slots=True)
class Events:
    """Columns of equal length; entities are the record's numbers, 0 for none. ``next`` are the events that must be
    told with this one: that end what it begins, or begin anew what it ends; -1 for none."""

    predicate: Ints
    subject: Ints
    object: Ints
    from_: Ints
    org: Ints
    day: Ints
    next: Ints  #: two columns


@dataclass(frozen=True, slots=True)
class Ties:
    """States that held on the days ``start`` to ``end`` (half open, OPEN: still), in columns. ``x`` and ``y`` are last names; ``x_then`` and ``y_then`` the
    names at the start. ``begin`` and ``ended_by`` are events, -1 for none. ``again``: the pair was tied more than once. ``weight``: how much it is talked of.
    """

    topic: Ints
    x: Ints
    y: Ints
    x_then: Ints
    y_then: Ints
    start: Ints
    end: Ints
    begin: Ints
    ended_by: Ints
    again: NDArray[np.bool_]
    weight: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rumours:
    """Ties that never were: ``said`` is the predicate by which they are told, ``topic`` the state that would follow, ``day`` when it is said to have begun."""

    said: Ints
    topic: Ints
    x: Ints
    y: Ints
    day: Ints


@dataclass(frozen=True, slots=True)
class Truth:
    """A world. Entities are numbered: the names of bodies first, then persons, places and voices, each from ``first_*``; ``entities`` is the last.

    ``renaming``: by entity, the first event in which the body with that name was renamed, -1 for none. ``body``: by entity, the body it is a name of, else -1.
    ``merging``: by body, whether it took part in a merger (whose lineage is another matter than a renaming's).
    """

    seed: int
    size: Size
    ties: Ties
    events: Events
    rumours: Rumours
    first_person: int
    first_place: int
    first_voice: int
    entities: int
    renaming: Ints
    body: Ints
    merging: NDArray[np.bool_]


def zipf(count: int) -> NDArray[np.float64]:
    """The popularity of each rank, summing to 1."""
    weight = np.arange(1, count + 1, dtype=np.float64) ** -EXPONENT
    return weight / weight.sum()


def pair(x: Ints, y: Ints) -> Ints:
    """One number for two entities."""
    return x.astype(np.int64) * np.int64(2**31) + y
