"""What is otherwise in one record than in another of the same archive: claims, answers, disputes, identities.

Used for the past of a record (what was known then, and what now) and for a withdrawal (with it, and without). Claims are the same when their ids
are; entities as :mod:`variorum.reasoning.bodies` says; an answer is how a state stands for everyone, at any time; a dispute is the same when it
asks the same question of the same bodies, whatever they are called. Everything can be turned round: what is new one way is gone the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.model import vocabulary
from variorum.reasoning.bodies import Bodies, Body, Named
from variorum.reasoning.disputes import Dispute, disputes
from variorum.reasoning.settled import settled, settled_claims
from variorum.reasoning.states import Status
from variorum.reasoning.witness import Rows, Window

#: How many rows of claims are compared at a time: bounds what is in memory, whatever the size of the records.
_AT_ONCE = 1_000_000
_IDS = 1 << 63  # claim ids are below this


@dataclass(frozen=True, slots=True)
class Standing:
    """How a state stands in one record: status, the time of its supporters together (None: it has none), and the claims on both sides, sorted."""

    status: Status
    window: Window | None
    supports: tuple[int, ...] = ()
    opposes: tuple[int, ...] = ()


UNKNOWN = Standing(Status.UNKNOWN, None)


@dataclass(frozen=True, slots=True)
class Answer:
    """One state in both records. ``y`` is None where the state has one place; either where no text says who. At least one of the two standings
    is not unknown."""

    topic: str
    x: Body | None
    y: Body | None
    before: Standing
    after: Standing

    @property
    def is_changed(self) -> bool:
        """Whether status or time differ; else it only rests on other claims."""
        return (self.before.status, self.before.window) != (self.after.status, self.after.window)

    @property
    def weight(self) -> int:
        """How much it matters, least number first: see :func:`weight`."""
        return weight(self.before.status, self.after.status)

    def mirrored(self) -> Answer:
        x, y = (b.mirrored() if b else None for b in (self.x, self.y))
        return Answer(self.topic, x, y, self.after, self.before)


def weight(before: Status, after: Status) -> int:
    """How much a change of status matters, least number first: turned round; contested or no longer; known or no longer; possible; another time only."""
    pair = {before, after}
    if len(pair) == 1:
        return 5
    ranked = ({Status.HELD, Status.DENIED}, {Status.CONTESTED}, {Status.HELD}, {Status.DENIED})
    return next((i for i, statuses in enumerate(ranked) if statuses <= pair), 4)


@dataclass(frozen=True, slots=True)
class DisputeChange:
    """A dispute in both records, with the entities of each; ``before`` None: opened; ``after`` None: closed; both: its sides changed."""

    before: Dispute | None
    after: Dispute | None

    @property
    def dispute(self) -> Dispute:
        """As it is in the later record, or was in the earlier."""
        found = self.after or self.before
        assert found is not None
        return found

    def mirrored(self) -> DisputeChange:
        return DisputeChange(self.after, self.before)


@dataclass(frozen=True, slots=True, order=True)
class LinkSeen:
    """Why two documents' entities are one: each side as (document, key)."""

    a: tuple[str, str]
    b: tuple[str, str]
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two records, most important first in each part. Empty parts everywhere: they say the same.

    ``answers`` are changed ones; ``unmoved`` those that rest on other claims than before and stand all the same. ``claims`` are ids, ``documents``
    ids of documents, ``links`` :class:`LinkSeen`. ``parted``: one in the earlier, several in the later; ``joined`` the other way round.
    """

    answers: tuple[Answer, ...]
    unmoved: tuple[Answer, ...]
    disputes: tuple[DisputeChange, ...]
    parted: tuple[tuple[Named, tuple[Named, ...]], ...]
    joined: tuple[tuple[Named, tuple[Named, ...]], ...]
    claims_new: tuple[int, ...]
    claims_gone: tuple[int, ...]
    documents_new: tuple[str, ...]
    documents_gone: tuple[str, ...]
    links_new: tuple[LinkSeen, ...]
    links_gone: tuple[LinkSeen, ...]

    @property
    def is_empty(self) -> bool:
        return self == EMPTY

    @property
    def opened(self) -> tuple[Dispute, ...]:
        return tuple(d.after for d in self.disputes if d.after and not d.before)

    @property
    def closed(self) -> tuple[Dispute, ...]:
        return tuple(d.before for d in self.disputes if d.before and not d.after)

    def mirrored(self) -> Comparison:
        """The comparison of the later record with the earlier."""
        return Comparison(
            tuple(a.mirrored() for a in self.answers),
            tuple(a.mirrored() for a in self.unmoved),
            tuple(d.mirrored() for d in self.disputes),
            self.joined,
            self.parted,
            self.claims_gone,
            self.claims_new,
            self.documents_gone,
            self.documents_new,
            self.links_gone,
            self.links_new,
        )


EMPTY = Comparison((), (), (), (), (), (), (), (), (), (), ())


def compare(before: Rows, after: Rows) -> Comparison:
    """What is otherwise in the record ``after`` than in the record ``before``; both of one archive."""
    bodies = Bodies.of(before, after)
    found = _answers(bodies, before, after)
    new, gone = _claims(before, after)
    documents = [{row for row in r.rows("SELECT id, sha256 FROM document")} for r in (before, after)]
    links = [_links(r) for r in (before, after)]
    return Comparison(
        answers=tuple(a for a in found if a.is_changed),
        unmoved=tuple(a for a in found if not a.is_changed),
        disputes=_disputes(bodies, disputes(before), disputes(after)),
        parted=bodies.parted,
        joined=bodies.joined,
        claims_new=new,
        claims_gone=gone,
        documents_new=tuple(sorted(id_ for id_, _ in documents[1] - documents[0])),
        documents_gone=tuple(sorted(id_ for id_, _ in documents[0] - documents[1])),
        links_new=tuple(sorted(links[1] - links[0])),
        links_gone=tuple(sorted(links[0] - links[1])),
    )


def _claims(before: Rows, after: Rows) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ids that only ``after`` has, and that only ``before`` has, sorted; compared range by range, as ids are spread evenly."""
    rows = max(r.rows("SELECT count(*) FROM claim")[0][0] for r in (before, after))
    parts = rows // _AT_ONCE + 1
    new, gone = list[int](), list[int]()
    for i in range(parts):
        limits = [_IDS * i // parts, _IDS * (i + 1) // parts - 1]
        old, now = (
            {id_ for (id_,) in r.rows("SELECT claim_id FROM claim WHERE claim_id BETWEEN ? AND ?", limits)} for r in (before, after)
        )
        new += sorted(now - old)
        gone += sorted(old - now)
    return tuple(new), tuple(gone)


_LINKS = """SELECT DISTINCT a.id, l.key_a, b.id, l.key_b, l.rule, l.reason FROM identity_link l
JOIN document a ON a.doc = l.doc_a JOIN document b ON b.doc = l.doc_b WHERE l.joined"""


def _links(record: Rows) -> set[LinkSeen]:
    return {LinkSeen((a, ka), (b, kb), rule, reason) for a, ka, b, kb, rule, reason in record.rows(_LINKS)}


def _answers(bodies: Bodies, before: Rows, after: Rows) -> list[Answer]:
    old, now = _standings(before, bodies.before), _standings(after, bodies.after)
    found = []
    for topic, x, y in {**old, **now}:
        answer = Answer(topic, x, y, old.get((topic, x, y), UNKNOWN), now.get((topic, x, y), UNKNOWN))
        if answer.before != answer.after:
            found.append(answer)
    order = {name: i for i, name in enumerate(vocabulary().predicates)}
    return sorted(found, key=lambda a: (a.weight, -_size(a), order[a.topic], *(b.order if b else () for b in (a.x, a.y))))


def _size(a: Answer) -> int:
    return len({*a.before.supports, *a.before.opposes, *a.after.supports, *a.after.opposes})


_State = tuple[str, Body | None, Body | None]


def _standings(record: Rows, bodies: Mapping[int, Body]) -> dict[_State, Standing]:
    found: dict[_State, Standing] = {}
    claims = settled_claims(record)
    for s in settled(record):
        p = s.proposition
        x, y = bodies.get(p.x), bodies.get(p.y)
        if x is not None and y is not None and vocabulary()[p.topic].symmetric and y.order < x.order:
            x, y = y, x
        found.setdefault((p.topic, x, y), Standing(s.status, s.window, *claims.get(p, ((), ()))))
    return found


_Question = tuple[str, str]


def _disputes(bodies: Bodies, old: Sequence[Dispute], now: Sequence[Dispute]) -> tuple[DisputeChange, ...]:
    number = {b: i for i, b in enumerate(dict.fromkeys((*bodies.before.values(), *bodies.after.values())))}
    groups: dict[_Question, tuple[list[Dispute], list[Dispute]]] = defaultdict(lambda: ([], []))
    for side, (found, own) in enumerate(((old, bodies.before), (now, bodies.after))):
        for d in found:
            groups[str(d.kind), _nameless(d.question, d, own, number, side)][side].append(d)
    changes = [c for a, b in groups.values() for c in _paired(a, b)]
    kept = [c for c in changes if c.before is None or c.after is None or _sides(c.before, bodies.before) != _sides(c.after, bodies.after)]
    return tuple(sorted(kept, key=lambda c: (bool(c.before and c.after), -len(_claims_of(c)), _claims_of(c), str(c.dispute.kind))))


def _nameless(text: str, d: Dispute, own: Mapping[int, Body], number: Mapping[Body, int], side: int) -> str:
    """The text with the numbers of bodies for their labels, which may be others in the other record."""
    about = [own[e] for e in d.about if e in own]
    labels = {(n.label if n else ""): number[b] for b in about for n in [(b.before, b.after)[side]]}
    for label in sorted(filter(None, labels), key=len, reverse=True):
        text = text.replace(label, f"\0{labels[label]}\0")
    return text


def _paired(old: Sequence[Dispute], now: Sequence[Dispute]) -> Iterable[DisputeChange]:
    """Disputes of one question: those with most claims in common are the same."""
    claims = {id(d): {c for s in d.sides for c in s.claims} for d in (*old, *now)}

    def rank(pair: tuple[Dispute, Dispute]) -> tuple[object, ...]:
        a, b = claims[id(pair[0])], claims[id(pair[1])]
        return (-len(a & b), *sorted((sorted(a), sorted(b))))

    left_old, left_now = list(old), list(now)
    for a, b in sorted(((a, b) for a in old for b in now), key=rank):
        if any(a is d for d in left_old) and any(b is d for d in left_now):
            left_old = [d for d in left_old if d is not a]
            left_now = [d for d in left_now if d is not b]
            yield DisputeChange(a, b)
    yield from (DisputeChange(d, None) for d in left_old)
    yield from (DisputeChange(None, d) for d in left_now)


def _sides(d: Dispute, own: Mapping[int, Body]) -> set[tuple[frozenset[int], frozenset[Body]]]:
    """What each side says and who takes it; what the side is called is no matter."""
    return {(frozenset(s.claims), frozenset(own[v] for v in s.voices)) for s in d.sides}


def _claims_of(c: DisputeChange) -> list[int]:
    return sorted({id_ for d in (c.before, c.after) if d for s in d.sides for id_ in s.claims})
