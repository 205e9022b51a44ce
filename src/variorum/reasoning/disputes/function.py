"""Two at once where only one can be: two leaders of one group, two masters of one town."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from variorum.model import Mode, vocabulary
from variorum.reasoning.disputes.dispute import Dispute, DisputeKind
from variorum.reasoning.disputes.ground import Ground, dispute_of
from variorum.reasoning.witness import Witness


def find(ground: Ground) -> Iterator[Dispute]:
    """One dispute for each functional state and body for which different voices name different holders of certainly overlapping times."""
    for name, p in vocabulary().predicates.items():
        if p.functional is None:
            continue
        by_object = p.functional == "object"
        groups: dict[int, dict[int, list[Witness]]] = defaultdict(lambda: defaultdict(list))
        for w in ground.by_predicate.get(name, ()):
            if w.affirmed and w.mode is Mode.ACTUAL and w.subject and w.object:
                one, holder = (w.object, w.subject) if by_object else (w.subject, w.object)
                groups[one][holder].append(w)
        for one, holders in sorted(groups.items()):
            rivals = _rivals(holders)
            if len(rivals) > 1:
                question = _question(name, ground.label(one), by_object)
                d = dispute_of(DisputeKind.FUNCTION, question, (one, *rivals), {ground.label(h): ws for h, ws in rivals.items()})
                if d is not None:
                    yield d


def _rivals(holders: dict[int, list[Witness]]) -> dict[int, list[Witness]]:
    """Holders with the claims that clash with another holder's by another voice."""
    rivals: dict[int, list[Witness]] = defaultdict(list)
    for holder, witnesses in sorted(holders.items()):
        others = [o for h, ws in holders.items() if h != holder for o in ws]
        for w in witnesses:
            if any(o.voice != w.voice and _certainly_together(w, o) for o in others):
                rivals[holder].append(w)
    return dict(rivals)


def _certainly_together(a: Witness, b: Witness) -> bool:
    """A single date is said of all of it; for intervals only the certain part counts: successions with vague dates are no dispute."""
    (a1, a2), (b1, b2) = _certain(a), _certain(b)
    return a1 < b2 and b1 < a2


def _certain(w: Witness) -> tuple[int, int]:
    return (w.window.start_earliest, w.window.end_latest) if w.window.is_one_date else (w.window.start_latest, w.window.end_earliest)


def _question(predicate: str, one: str, by_object: bool) -> str:
    p = vocabulary()[predicate]
    sentence = p.sentence("Who", one) if by_object else p.sentence(one, "whom")
    return f"{sentence}?"
