"""Which claims of a dispute cannot both hold. Not every two of opposite sides: a pledge of 2004 and a denial for 2001 may both be true.

Kinds of dispute differ in what they set against each other; those that are not in :data:`RULES` go by :func:`_overlapping`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from variorum.model import vocabulary
from variorum.reasoning.dispute import Dispute, DisputeKind
from variorum.reasoning.testimony import Proposition, Testimony
from variorum.reasoning.weighing.at_hand import said_of
from variorum.reasoning.weighing.fetch import rows_in
from variorum.reasoning.witness import Rows, Witness, Witnesses

Pairs = frozenset[tuple[int, int]]  #: of claims, the smaller id first


def witnesses_of(record: Rows, dispute: Dispute) -> Mapping[int, Witness]:
    """The claims of the dispute's sides, by id."""
    claims = {c for s in dispute.sides for c in s.claims}
    rows = rows_in(record, "SELECT subject, object FROM claim WHERE claim_id IN ({ids})", claims)
    about = {e for row in rows for e in row if e}
    return {w.claim: w for w in Witnesses(record).about(about) if w.claim in claims}


def clashes(dispute: Dispute, witnesses: Mapping[int, Witness]) -> Pairs:
    """The pairs of claims, of different sides, that cannot both hold. The dispute's own clash is always one of them, if it is of two claims."""
    found = RULES.get(dispute.kind, _overlapping)(dispute, witnesses)
    a, b = sorted(dispute.clash)
    own = {(a, b)} if a != b and a in witnesses and b in witnesses else set()
    return found | own


def topic_of(dispute: Dispute, witnesses: Mapping[int, Witness]) -> Proposition | None:
    """The question of the vocabulary that sets the sides of a status dispute against each other; None when none does."""
    if len(dispute.about) < 2:
        return None
    best: tuple[int, Proposition] | None = None
    for topic, question in vocabulary().questions.items():
        if "{y}" not in question.asks:
            continue
        proposition = Proposition(topic, *dispute.about[:2])
        said = {c: t.supports for c, t in said_of(proposition, witnesses.values()).items()}
        signs = [{said[c] for c in s.claims if c in said} for s in dispute.sides]
        if said and all(len(s) < 2 for s in signs) and len(set().union(*signs)) == 2 and (best is None or len(said) > best[0]):
            best = (len(said), proposition)
    return best[1] if best else None


def _status(dispute: Dispute, witnesses: Mapping[int, Witness]) -> Pairs:
    """By the event calculus: an end after a beginning is a course of events; what only bears on the question does not clash with its like."""
    proposition = topic_of(dispute, witnesses)
    if proposition is None:
        return _overlapping(dispute, witnesses)
    said = said_of(proposition, witnesses.values())
    pairs = {(a, b) for a, b in _across(dispute) if a in said and b in said and _clash(said[a], said[b])}
    rest = {(a, b) for a, b in _overlapping(dispute, witnesses) if a not in said or b not in said}
    return frozenset(pairs | rest)


def _clash(a: Testimony, b: Testimony) -> bool:
    yes, no = (a, b) if a.supports else (b, a)
    within = not yes.witness.window.is_undated and not (yes.persists and no.persists)  # else it may have been before the end
    return yes.window.may_overlap(no.window) and not (yes.weak and no.weak) and (no.is_denial or within)


def _existence(dispute: Dispute, witnesses: Mapping[int, Witness]) -> Pairs:
    """The end stands against all else; that it was denied and that the body was seen later agree with each other."""
    first = set(dispute.sides[0].claims)
    return frozenset((a, b) for a, b in _across(dispute) if (a in first or b in first) and a in witnesses and b in witnesses)


def _ruling(dispute: Dispute, witnesses: Mapping[int, Witness]) -> Pairs:
    """The refusals, the second side, stand against all else; that it was ordered and done agree with each other. An order binds from its day on."""
    refusals = set(dispute.sides[1].claims)
    found = set()
    for a, b in _across(dispute):
        if (a in refusals) != (b in refusals) and a in witnesses and b in witnesses:
            refusal, other = (a, b) if a in refusals else (b, a)
            if witnesses[other].window.start_earliest < witnesses[refusal].window.end_latest:
                found.add((a, b))
    return frozenset(found)


def _overlapping(dispute: Dispute, witnesses: Mapping[int, Witness]) -> Pairs:
    """Claims of times that may overlap."""
    known = [(a, b) for a, b in _across(dispute) if a in witnesses and b in witnesses]
    return frozenset((a, b) for a, b in known if witnesses[a].window.may_overlap(witnesses[b].window))


def _across(dispute: Dispute) -> Pairs:
    return frozenset((min(a, b), max(a, b)) for s, t in combinations(dispute.sides, 2) for a in s.claims for b in t.claims if a != b)


#: To give a kind of dispute a rule of its own: a function of the dispute and its claims to pairs, and a line here.
RULES: Mapping[DisputeKind, Callable[[Dispute, Mapping[int, Witness]], Pairs]] = {
    DisputeKind.STATUS: _status,
    DisputeKind.IDENTITY: _status,
    DisputeKind.EXISTENCE: _existence,
    DisputeKind.RULING: _ruling,
}
