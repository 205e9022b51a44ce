"""From claims, what sentences say of their order, and the laws, to a network of constraints.

An event is one point, its day. A state is two, its first and its last day. All days are whole and included: what is over on the day of a
death ends on the day of the death. Of a state with a single date ("led it in 2007") only this is taken: on some day of 2007 it was so. A
date marked ``~`` or ``?`` binds as loosely as the mark says. Only claims that somebody surely puts forward as actual bind anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

from variorum.model import Edge, When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.order.laws import Clause, Law, Part, laws
from variorum.reasoning.order.network import Network
from variorum.reasoning.order.told import Order, Told
from variorum.reasoning.witness import Window, Witness, is_state


class Because(Enum):
    """Why a constraint of a claim or sentence holds, where no law is needed."""

    DATED = "dated"  #: the claim's own date
    LASTS = "lasts"  #: a state ends no earlier than it begins
    TOLD = "told"  #: what has happened was told no earlier
    SAID = "said"  #: a sentence puts two claims in order


@dataclass(frozen=True, slots=True)
class Bind:
    """A law on one body."""

    law: Law
    body: int


@dataclass(slots=True)
class Constrained:
    """A network with what its points, sources and constraints stand for.

    ``sources`` are claims (by their number) and orders; ``why[i]`` is the reason of constraint ``i``; ``points`` gives for every claim the
    points of its first and its last day.
    """

    network: Network = field(default_factory=Network)
    sources: list[int | Order] = field(default_factory=list)
    why: list[Because | Bind] = field(default_factory=list)
    points: dict[int, tuple[int, int]] = field(default_factory=dict)
    witnesses: dict[int, Witness] = field(default_factory=dict)
    told: Mapping[int, Told] = field(default_factory=dict)


def constrain(
    witnesses: Iterable[Witness],
    orders: Iterable[Order] = (),
    told: Mapping[int, Told] | None = None,
    *,
    clauses: Mapping[str, tuple[Clause, ...]] | None = None,
) -> Constrained:
    """The network of these claims; whose claims and orders count has been decided before. The order of ``witnesses`` does not matter."""
    clauses = laws() if clauses is None else clauses
    listed = sorted((w for w in witnesses if w.affirmed and w.commits and w.is_sure), key=lambda w: w.claim)
    made = _Making(Constrained(told=told or {}), clauses)
    made.open_bodies(listed)
    for w in listed:
        made.claim(w)
    for order in orders:
        made.order(order)
    return made.done


@lru_cache(maxsize=65_536)
def loosened(edtf: str) -> Window:
    """The four days of a time, as loosely as its marks say."""
    w = When.parse(edtf).loosened()
    return Window(w.start_earliest, w.start_latest, w.end_earliest, w.end_latest)


class _Making:
    def __init__(self, done: Constrained, clauses: Mapping[str, tuple[Clause, ...]]) -> None:
        self.done, self.clauses, self.network = done, clauses, done.network
        self.hubs: dict[tuple[str, int], tuple[int, Bind]] = {}  # by law and body: the point, and one reason for all its constraints

    def open_bodies(self, witnesses: Sequence[Witness]) -> None:
        """A point for every body that a law can bind: between all that comes first and all that comes then, so that pairs need no constraint."""
        known = list(dict.fromkeys(c.law for clauses in self.clauses.values() for c in clauses))
        opened = {(c.law, _body(w, c)) for w in witnesses for c in self.clauses.get(w.predicate, ()) if c.part in (Part.THEN, Part.ONCE)}
        # In an order of their own: where claims are left out that contradict nothing, the same is found among the others.
        for law, body in sorted((o for o in opened if o[1]), key=lambda o: (known.index(o[0]), o[1])):
            self.hubs[law.name, body] = self.network.point(), Bind(law, body)

    def claim(self, w: Witness) -> None:
        if w.claim in self.done.points:
            return
        source = self._source(w.claim)
        first = self.network.point()
        last = self.network.point() if is_state(w.predicate) else first
        self.done.points[w.claim], self.done.witnesses[w.claim] = (first, last), w
        if last != first:
            self._add(first, last, 0, source, Because.LASTS)
        self._dates(w, first, last, source)
        if (by := self.done.told.get(w.claim, Told()).by) != UNKNOWN_FUTURE:
            self._limit(first, None, by, source, Because.TOLD)
        for clause in self.clauses.get(w.predicate, ()):
            self._bind(w, clause, first, last, source)

    def order(self, order: Order) -> None:
        if order.earlier not in self.done.points or order.later not in self.done.points:
            return
        source = self._source(order)
        begin = self.done.points[order.earlier][order.edge is Edge.END]
        end = self.done.points[order.later][0]
        if order.least is not None:
            self._add(begin, end, order.least, source, Because.SAID)
        if order.most is not None:
            self._add(end, begin, -order.most, source, Because.SAID)

    def _dates(self, w: Witness, first: int, last: int, source: int) -> None:
        t = own_window(w, self.done.told.get(w.claim))
        if first == last:
            self._limit(first, _known(t.start_earliest), _day_before(t.end_latest), source, Because.DATED)
        elif w.window.is_one_date:
            self._limit(first, None, _day_before(t.end_latest), source, Because.DATED)
            self._limit(last, _known(t.start_earliest), None, source, Because.DATED)
        else:
            self._limit(first, _known(t.start_earliest), _known(t.start_latest), source, Because.DATED)
            self._limit(last, _day_before(t.end_earliest), _day_before(t.end_latest), source, Because.DATED)

    def _bind(self, w: Witness, clause: Clause, first: int, last: int, source: int) -> None:
        found = self.hubs.get((clause.law.name, _body(w, clause)))
        if found is None:
            return
        hub, why = found
        if clause.part is Part.FIRST:
            self._add(first, hub, 0, source, why)
        elif clause.part is Part.OVER:
            self._add(last, hub, 0, source, why)
        elif clause.part is Part.THEN:
            self._add(hub, first, 0, source, why)
        else:
            self._add(hub, first, 0, source, why)
            self._add(first, hub, -clause.law.within, source, why)

    def _source(self, what: int | Order) -> int:
        self.done.sources.append(what)
        return self.network.new_source()

    def _add(self, earlier: int, later: int, least: int, source: int, why: Because | Bind) -> None:
        self.network.add(earlier, later, least, source)
        self.done.why.append(why)

    def _limit(self, point: int, first: int | None, last: int | None, source: int, why: Because) -> None:
        if first is not None:
            self.network.not_before(point, first, source)
            self.done.why.append(why)
        if last is not None:
            self.network.not_after(point, last, source)
            self.done.why.append(why)


def own_window(w: Witness, told: Told | None) -> Window:
    """The claim's own four days, loosened where its date is marked as about or uncertain."""
    if told is None or told.edtf is None or not set("?~%") & set(told.edtf):
        return w.window
    loose = loosened(told.edtf)
    if is_state(w.predicate):
        return loose
    return replace(w.window, start_earliest=loose.start_earliest, end_latest=loose.end_latest)


def _body(w: Witness, clause: Clause) -> int:
    return w.subject if clause.slot == "subject" else w.object


def _known(day: int) -> int | None:
    return None if day in (UNKNOWN_PAST, UNKNOWN_FUTURE) else day


def _day_before(day: int) -> int | None:
    """The last day of what is over on ``day``, which is no longer in it."""
    known = _known(day)
    return None if known is None else known - 1
