"""Disputes of order: claims that cannot all be dated, the smallest sets of them, with sides by voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.dispute import Dispute, DisputeKind, Side
from variorum.reasoning.order.constraints import Bind, Constrained, constrain
from variorum.reasoning.order.crossing import crossing
from variorum.reasoning.order.laws import Part, laws
from variorum.reasoning.order.network import ORIGIN, Index, cycle
from variorum.reasoning.order.proof import Step, Words, shown_day, steps
from variorum.reasoning.order.solve import solve
from variorum.reasoning.order.told import Order, orders, told
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Witness, Witnesses, counting, every, is_few

#: Of so many claims or fewer all are looked at one by one: to choose among them would take longer.
SMALL = 500


@dataclass(frozen=True, slots=True)
class Disorder:
    """Claims that cannot all be dated, as a question with its sides, in the shape of a :class:`Dispute`.

    ``topic`` is the question with ``{x}`` and ``{y}`` for the labels of the bodies ``x`` and ``y`` (0: none), so that it is the same question where
    these are called otherwise; see :func:`asked`.
    ``smallest`` is a set of claims and sentences of which any one that is taken away leaves days for the rest; ``because`` the way round on
    which they contradict each other, and ``words`` the same in one line. Where many such pairs break one law for one body, they are one
    disorder, and ``smallest`` is one of the pairs.
    """

    topic: str
    x: int
    y: int
    question: str
    about: tuple[int, ...]
    sides: tuple[Side, ...]
    clash: tuple[int, int]
    smallest: tuple[int | Order, ...]
    because: tuple[Step, ...]
    words: str

    def as_dispute(self) -> Dispute:
        """The same as a dispute."""
        return Dispute(DisputeKind.ORDER, self.question, self.about, self.sides, self.clash)


def asked(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    """The question of a disorder in words."""
    return topic.replace("{x}", label(x) if x else "").replace("{y}", label(y) if y else "")


def find_order(record: Rows, viewpoint: Viewpoint = EVERYONE, witnesses: Iterable[Witness] | None = None) -> Iterator[Disorder]:
    """Every disorder among the claims of the viewpoint; none of a single claim alone. The same in whatever order the claims come.

    ``witnesses``: claims at hand, else all of the record. A claim that contradicts itself (it tells of what came after it was told) is no
    question between voices and is left out here; :func:`impossible` gives those.
    """
    made = _whole(record, viewpoint, witnesses)
    conflicts = [c for c in solve(made.network).conflicts if len(c) > 1]
    if not conflicts:
        return
    having = Index.by(made.network.source, made.network.sources)
    rings = [_ring(made, [c for s in one for c in having[s]]) for one in conflicts]
    proofs = [steps(made, ring) for ring in rings]
    words = Words.of(record, made, proofs)
    grouped: dict[Bind, list[_Conflict]] = defaultdict(list)
    for sources, ring, proof in zip(conflicts, rings, proofs, strict=True):
        found = _Conflict(tuple(made.sources[s] for s in sources), _ends(made, ring), proof)
        if bind := _one_law(found):
            grouped[bind].append(found)
        else:
            yield _told_otherwise(made, found, words)
    members = _members(made, grouped.keys())
    for bind, pairs in grouped.items():
        yield _of_law(made, bind, pairs, members[bind], words)


def impossible(record: Rows, viewpoint: Viewpoint = EVERYONE, witnesses: Iterable[Witness] | None = None) -> tuple[int, ...]:
    """Claims that cannot be dated by themselves: what they tell came after they were told. Most often a date was misread. Sorted."""
    made = _whole(record, viewpoint, witnesses)
    alone = [made.sources[c[0]] for c in solve(made.network).conflicts if len(c) == 1]
    return tuple(sorted(s for s in alone if not isinstance(s, Order)))


def _whole(record: Rows, viewpoint: Viewpoint, witnesses: Iterable[Witness] | None) -> Constrained:
    """The network of the claims at hand, else of all of the record that can contradict others: all of a small one, and of a large one those that cross."""
    claims: list[int] | None = None
    if witnesses is not None:
        admitted = counting(record, viewpoint, witnesses)
    elif is_few(record, every(viewpoint), SMALL):
        admitted = Witnesses(record, viewpoint).all()
    else:
        claims = crossing(record, viewpoint)
        admitted = Witnesses(record, viewpoint).named(claims)
    return constrain(admitted, [o for o in orders(record, claims) if o.counts(viewpoint)], told(record, claims))


@dataclass(frozen=True, slots=True)
class _Conflict:
    """A smallest set, the two claims whose dates clash in it (None where sentences alone go round), and the way round."""

    sources: tuple[int | Order, ...]
    ends: tuple[int, int] | None
    proof: tuple[Step, ...]


def _ring(made: Constrained, constraints: Sequence[int]) -> list[int]:
    """Of the constraints those that go round, begun at ORIGIN where they pass it: from "not before" to "not after"."""
    ring = cycle(made.network, constraints)
    assert ring is not None, "a conflict has a cycle"
    begin = next((i for i, c in enumerate(ring) if made.network.earlier[c] == ORIGIN), 0)
    return ring[begin:] + ring[:begin]


def _ends(made: Constrained, ring: Sequence[int]) -> tuple[int, int] | None:
    """The claim that is not before a day and the one that is not after one; only claims have dates."""
    if made.network.earlier[ring[0]] != ORIGIN:
        return None
    low, high = (made.sources[made.network.source[c]] for c in (ring[0], ring[-1]))
    return None if isinstance(low, Order) or isinstance(high, Order) else (low, high)


def _one_law(found: _Conflict) -> Bind | None:
    """The law and body of a conflict of two claims that break one law and nothing else."""
    binds = {s.why for s in found.proof if isinstance(s.why, Bind)}
    plain = found.ends is not None and len(found.sources) == 2 and all(isinstance(s, int) for s in found.sources)
    return next(iter(binds)) if plain and len(binds) == 1 else None


# ------------------------------------------------------------------ one law, one body
@dataclass(frozen=True, slots=True)
class _Member:
    """A claim that a law binds: its part, and the days that it sets by itself for the point that is bound."""

    claim: int
    part: Part
    low: int
    high: int


def _members(made: Constrained, binds: Iterable[Bind]) -> Mapping[Bind, list[_Member]]:
    """All claims bound by these laws, in order of their numbers."""
    wanted = set(binds)
    found: dict[Bind, list[_Member]] = {b: [] for b in wanted}
    low, high = _own_days(made)
    for claim, w in made.witnesses.items():
        first, last = made.points[claim]
        for clause in laws().get(w.predicate, ()):
            bind = Bind(clause.law, w.subject if clause.slot == "subject" else w.object)
            if bind in wanted:
                point = last if clause.part is Part.OVER else first
                found[bind].append(_Member(claim, clause.part, low.get(point, UNKNOWN_PAST), high.get(point, UNKNOWN_FUTURE)))
    return found


def _own_days(made: Constrained) -> tuple[dict[int, int], dict[int, int]]:
    """For points that have them, the first and the last day that their own claims set."""
    network = made.network
    low: dict[int, int] = {}
    high: dict[int, int] = {}
    for a, b, least in zip(network.earlier, network.later, network.least, strict=True):
        if a == ORIGIN:
            low[b] = max(low.get(b, UNKNOWN_PAST), least)
        elif b == ORIGIN:
            high[a] = min(high.get(a, UNKNOWN_FUTURE), -least)
    return low, high


def _of_law(made: Constrained, bind: Bind, pairs: Sequence[_Conflict], members: Sequence[_Member], words: Words) -> Disorder:
    """One disorder for all claims that break a law for a body: those of each pair, and every other that clashes with one of them."""
    sides = _dates(made, members, bind.law.within) if not bind.law.sides else _halves(bind, members)
    first = pairs[0]
    assert first.ends is not None
    return Disorder(
        bind.law.question,
        bind.body,
        0,
        asked(bind.law.question, bind.body, 0, words.label),
        (bind.body,),
        tuple(_side(made, position, claims) for position, claims in sides if claims),
        first.ends,
        first.sources,
        first.proof,
        words.proof(first.proof, 0),
    )


def _halves(bind: Bind, members: Sequence[_Member]) -> list[tuple[str, list[int]]]:
    before, after = [m for m in members if m.part is not Part.THEN], [m for m in members if m.part is Part.THEN]
    reach, limit = max(m.low for m in before), min(m.high for m in after)
    return [
        (bind.law.sides[0], list(dict.fromkeys(m.claim for m in before if m.low > limit))),
        (bind.law.sides[1], [m.claim for m in after if m.high < reach]),
    ]


def _dates(made: Constrained, members: Sequence[_Member], within: int) -> list[tuple[str, list[int]]]:
    """The claims that cannot be of one day with some other, by the date that they give; earliest first."""
    reach, limit = max(m.low for m in members), min(m.high for m in members)
    apart = sorted((m for m in members if m.high + within < reach or m.low - within > limit), key=lambda m: (m.low, m.high, m.claim))
    by_date: dict[str, list[int]] = {}
    for m in apart:
        by_date.setdefault(_position(made, m), []).append(m.claim)
    return list(by_date.items())


def _position(made: Constrained, m: _Member) -> str:
    t = made.told.get(m.claim)
    if t is not None and t.edtf:
        return t.edtf
    limits = [f"not before {shown_day(m.low)}"] * (m.low != UNKNOWN_PAST) + [f"not after {shown_day(m.high)}"] * (m.high != UNKNOWN_FUTURE)
    return ", ".join(limits)


# ------------------------------------------------------------------ orders told, and longer ways
def _told_otherwise(made: Constrained, found: _Conflict, words: Words) -> Disorder:
    """A disorder in which sentences speak of the order, or several laws meet."""
    orders = [s for s in found.sources if isinstance(s, Order)]
    claims = [s for s in found.sources if isinstance(s, int)]
    if found.ends is None or found.ends[0] == found.ends[1]:
        sides = tuple(_told(o, words) for o in orders) + tuple(_side(made, words.sentences[c], [c]) for c in claims)
        clash = (orders[0].earlier, orders[0].later) if orders else (claims[0], claims[-1])
    else:
        clash = found.ends
        sides = tuple(_side(made, f"{words.sentences[c]}: {_when(made, c)}", [c]) for c in clash)
        between = [c for c in claims if c not in clash]
        sides += tuple(_told(o, words) for o in orders) + tuple(_side(made, words.sentences[c], [c]) for c in between)
    told = [made.witnesses[c] for c in clash]
    bodies = [e for e in dict.fromkeys(e for w in told for e in (w.subject, w.object)) if e]
    x, y, *_ = (*bodies, 0, 0)
    one, other = (words.sentence(w, {x: "{x}", y: "{y}"} if y else {x: "{x}"}) for w in told)
    topic = f"Which came first: {one}, or {other}?"
    about = tuple(sorted(bodies))
    return Disorder(
        topic, x, y, asked(topic, x, y, words.label), about, sides, clash, found.sources, found.proof, words.proof(found.proof, 0)
    )


def _when(made: Constrained, claim: int) -> str:
    t = made.told.get(claim)
    return t.edtf if t is not None and t.edtf else "undated"


def _told(order: Order, words: Words) -> Side:
    first, second = words.sentences[order.earlier], words.sentences[order.later]
    return Side(f"{first}, then {second}", (order.voice,), tuple(sorted({order.earlier, order.later})))


def _side(made: Constrained, position: str, claims: Sequence[int]) -> Side:
    voices = sorted({made.witnesses[c].voice for c in claims})
    return Side(position, tuple(voices), tuple(sorted(set(claims))))
