"""The same proposition affirmed and denied, or disputed by a voice in the text itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from variorum.model import Mode, Stance, vocabulary
from variorum.reasoning.disputes.dispute import Dispute, DisputeKind
from variorum.reasoning.disputes.ground import Ground, dispute_of
from variorum.reasoning.witness import Witness

_AGAINST = frozenset({Stance.DISPUTES, Stance.DOUBTS, Stance.EXPLAINS_AWAY})


def find(ground: Ground) -> Iterator[Dispute]:
    """One dispute for each proposition (predicate, subject, object) with claims of both polarities whose times may overlap."""
    for (predicate, subject, obj), witnesses in sorted(_by_proposition(ground).items()):
        affirmed = [w for w in witnesses if w.affirmed and w.mode is Mode.ACTUAL]
        denied = [w for w in witnesses if not w.affirmed and any(w.window.may_overlap(a.window) for a in affirmed)]
        question = vocabulary()[predicate].question(ground.label(subject), ground.label(obj))
        d = dispute_of(DisputeKind.DENIAL, question, (subject, obj), {"affirmed": affirmed, "denied": denied})
        if d is not None:
            yield d
    yield from _assessed(ground)


def _by_proposition(ground: Ground) -> dict[tuple[str, int, int], list[Witness]]:
    found: dict[tuple[str, int, int], list[Witness]] = defaultdict(list)
    for w in ground.witnesses:
        subject, obj = w.subject, w.object
        if vocabulary()[w.predicate].symmetric and obj < subject:
            subject, obj = obj, subject
        if w.predicate != "alias":
            found[w.predicate, subject, obj].append(w)
    return found


def _assessed(ground: Ground) -> Iterator[Dispute]:
    """A claim against what another voice says in disputing it."""
    for a in ground.assessed:
        w = ground.by_claim.get(a.claim)
        own = [ground.by_claim[c] for c in a.own_claims if c in ground.by_claim]
        if w is None or w.predicate == "alias" or w.voice == a.voice or a.stance not in _AGAINST or not own:
            continue
        question = vocabulary()[w.predicate].question(ground.label(w.subject), ground.label(w.object))
        d = dispute_of(DisputeKind.DENIAL, question, (w.subject, w.object), {"affirmed": [w], a.stance: own})
        if d is not None:
            yield d
