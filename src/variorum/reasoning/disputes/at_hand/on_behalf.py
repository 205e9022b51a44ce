"""For whom claims count in disputes (``reasoning/on_behalf.py``), once more: claim by claim, for claims at hand. Each is the other's oracle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.model import Certainty, CountsFor, Mode, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import plain
from variorum.reasoning.against import manner, taken
from variorum.reasoning.on_behalf import DOUBLINGS, acts, renamings, ties
from variorum.reasoning.testimony import Bodies
from variorum.reasoning.witness import Witness


def on_behalf(witnesses: Sequence[Witness], roles: Mapping[int, str]) -> frozenset[tuple[int, int, int, int, int]]:
    """Which claims count for further bodies in disputes, as ``on_behalf.counted`` says: claim, the bodies that stand as its subject and object then, and
    the claims of the ties by which they do; 0 for none. ``roles``: the roles that claims name, by claim.
    """
    stands, named = _standing_for(witnesses, roles), _Named(witnesses)
    found = set[tuple[int, int, int, int, int]]()
    for w in witnesses:
        p = vocabulary()[w.predicate]
        alone_for: dict[str, dict[int, int]] = {}  # the bodies for which who stands in that place counts, the other being himself
        with_other: dict[str, dict[int, int]] = {}  # and those for which he does where the other counts for a body too
        for place in p.on_behalf:
            agent, other = (w.subject, w.object) if place == "subject" else (w.object, w.subject)
            acting = acts(p, place) and w.affirmed
            alone_for[place], with_other[place] = {}, {}
            for body in {s.body for s in stands.get(agent, ())}:
                inside = [s for s in stands.get(other, ()) if s.body == body and s.meets(w)]
                ties = [s for s in stands[agent] if s.body == body and s.counts and s.meets(w) and (s.wholly or acting)]
                apart = [s for s in ties if not any(o.wholly or not s.wholly for o in inside)]
                if apart:
                    alone_for[place][body] = min(s.why for s in apart)
                if why := [s.why for s in ties if s.wholly or s in apart]:
                    with_other[place][body] = min(why)
        either = [(x, w.object, why, 0) for x, why in alone_for.get("subject", {}).items()]
        either += [(w.subject, y, 0, why) for y, why in alone_for.get("object", {}).items()]
        both = [(x, y, a, b) for x, a in with_other.get("subject", {}).items() for y, b in with_other.get("object", {}).items()]
        found |= {(w.claim, x, y, a, b) for x, y, a, b in either + both if x != y and named.may_meet(w, x, y)}
    return frozenset(found)


class _Named:
    """What claims say of each two that they name, either way round, or deny of one and nobody in particular: only of these a dispute can be."""

    def __init__(self, witnesses: Sequence[Witness]) -> None:
        self._questions: dict[tuple[int, int], tuple[int, int]] = {}
        self._own: dict[tuple[int, int, str], tuple[bool, bool]] = {}
        for w in witnesses:
            thirds = (w.from_, w.org, w.voice if w.mode is Mode.ORDERED else 0)
            pairs = {(w.subject, w.object), (w.object, w.subject), *((e, t) for e in (w.subject, w.object) for t in thirds if t)}
            if not w.affirmed and bool(w.subject) != bool(w.object):
                pairs.add((w.subject or w.object, _NOBODY))
            t = taken(w.predicate, manner(w))
            for pair in pairs:
                yes, no = self._questions.get(pair, (0, 0))
                self._questions[pair] = (yes | t.yes, no | t.no)
                own_yes, own_no = self._own.get((*pair, w.predicate), (False, False))
                self._own[*pair, w.predicate] = (own_yes or t.own_yes, own_no or t.own_no)

    def may_meet(self, w: Witness, x: int, y: int) -> bool:
        """Whether something said of these two may stand against the claim, if it counted for them."""
        t = taken(w.predicate, manner(w))
        for pair in ((x, y), (x, _NOBODY), (y, _NOBODY)):
            yes, no = self._questions.get(pair, (0, 0))
            own_yes, own_no = self._own.get((*pair, w.predicate), (False, False))
            if t.yes & no or t.no & yes or (t.own_yes and own_no) or (t.own_no and own_yes):
                return True
        return False


_NOBODY = -1  #: nobody in particular; 0 is that nobody was named


@dataclass(frozen=True, slots=True)
class _Stand:
    """That somebody counts for a body, from ``first`` to ``last`` (half open); not ``counts``: he is bound to it, and counts for nobody."""

    body: int
    wholly: bool
    counts: bool
    first: int
    last: int
    why: int

    def meets(self, w: Witness) -> bool:
        return self.first < w.window.end_latest and w.window.start_earliest < self.last


def _standing_for(witnesses: Sequence[Witness], roles: Mapping[int, str]) -> Mapping[int, list[_Stand]]:
    """Who counts for which bodies; times that meet are one."""
    told: dict[tuple[int, int, bool, bool], list[tuple[int, int, int]]] = {}
    asked = [Bodies.of(p) for p in sorted({p for w in witnesses for p in plain.states_of(w) if p.topic in ties() and p.x and p.y}, key=str)]
    for b, said in zip(asked, plain.weigh_each(plain.Sought(asked), witnesses), strict=True):
        p, tie = b.proposition, vocabulary()[b.proposition.topic]
        for t in said:
            if t.supports and t.witness.is_sure and not t.weak and not t.idle and t.window.start_earliest < t.window.end_latest:
                role = roles.get(t.witness.claim, "").lower()
                counts = not tie.roles or any(word in role for word in tie.roles)
                key = (p.x, p.y, tie.counts_for is CountsFor.WHOLLY, counts)
                told.setdefault(key, []).append((t.window.start_earliest, t.window.end_latest, t.witness.claim))
    later = _later(witnesses)
    for (agent, body, wholly, counts), times in list(told.items()):
        for new, _, _ in later.get(body, ()):
            if new != agent:
                told[agent, new, wholly, counts] = [*told.get((agent, new, wholly, counts), ()), *times]
    for agent, names in later.items():
        for body, wholly, why in names:
            told.setdefault((agent, body, wholly, True), []).append((UNKNOWN_PAST, UNKNOWN_FUTURE, why))
    found: dict[int, list[_Stand]] = {}
    for (agent, body, wholly, counts), times in told.items():
        spans: list[tuple[int, int, int]] = []
        for first, last, why in sorted(times):
            if spans and first <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], last), min(spans[-1][2], why))
            else:
                spans.append((first, last, why))
        found.setdefault(agent, []).extend(_Stand(body, wholly, counts, *span) for span in spans)
    return found


def _later(witnesses: Sequence[Witness]) -> Mapping[int, list[tuple[int, bool, int]]]:
    """Of each name of a body all later ones, whether claims count for them wholly, and the renaming by which they do."""
    known = dict[tuple[int, int, bool], int]()
    for w in witnesses:
        real = w.affirmed and w.mode is Mode.ACTUAL and w.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)
        if w.predicate in renamings() and real and w.subject and w.object and w.subject != w.object:
            _least(known, (w.subject, w.object, vocabulary()[w.predicate].counts_for is CountsFor.WHOLLY), w.claim)
    for _ in range(DOUBLINGS):
        onward: dict[int, list[tuple[int, bool]]] = {}
        for agent, body, wholly in known:
            onward.setdefault(agent, []).append((body, wholly))
        for (agent, between, wholly), why in list(known.items()):
            for body, also in onward.get(between, ()):
                if body != agent:
                    _least(known, (agent, body, wholly and also), why)
    found: dict[int, list[tuple[int, bool, int]]] = {}
    for (agent, body, wholly), why in known.items():
        found.setdefault(agent, []).append((body, wholly, why))
    return found


def _least(known: dict[tuple[int, int, bool], int], key: tuple[int, int, bool], why: int) -> None:
    known[key] = min(why, known.get(key, why))
