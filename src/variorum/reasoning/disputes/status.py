"""Questions that several predicates bear on: was A under B, were they friends or enemies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from variorum.model import vocabulary
from variorum.reasoning.disputes.dispute import Dispute, DisputeKind
from variorum.reasoning.disputes.ground import Ground, dispute_of
from variorum.reasoning.rules import rules_of
from variorum.reasoning.testimony import Proposition, Testimony, weigh
from variorum.reasoning.witness import Witness


def find(ground: Ground) -> Iterator[Dispute]:
    """One dispute for each pair of bodies and question on which strong claims, of times that may overlap, stand against each other."""
    for name, question in vocabulary().questions.items():
        if "{y}" not in question.asks:
            continue  # questions about one body are the business of `existence`
        for (x, y), witnesses in sorted(_pairs(ground, name).items()):
            sides = _sides(weigh(Proposition(name, x, y), witnesses))
            if sides is None:
                continue
            text = question.asks.format(x=ground.label(x), y=ground.label(y))
            d = dispute_of(DisputeKind.STATUS, text, (x, y), sides)
            if d is not None:
                yield d


def _pairs(ground: Ground, topic: str) -> dict[tuple[int, int], list[Witness]]:
    """Claims by the x and y that they would speak of; "independent of anybody" goes to every pair of its x."""
    pairs: dict[tuple[int, int], dict[int, Witness]] = defaultdict(dict)
    loose: dict[int, list[Witness]] = defaultdict(list)
    for rule in rules_of(topic):
        for w in ground.by_predicate.get(rule.predicate, ()):
            slots = {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org, None: 0}
            x, y = slots[rule.x], slots[rule.y]
            if x and y and x != y:
                pairs[x, y][w.claim] = w
            elif x and not w.affirmed and rule.y == "object":
                loose[x].append(w)
    for (x, _), found in pairs.items():
        found.update((w.claim, w) for w in loose.get(x, ()))
    if vocabulary().questions[topic].symmetric:
        for x, y in [k for k in pairs if k[0] > k[1]]:
            pairs[y, x].update(pairs.pop((x, y)))
    return {k: sorted(v.values(), key=lambda w: (w.doc, w.start, w.end, w.claim)) for k, v in pairs.items()}


def _sides(found: tuple[Testimony, ...]) -> dict[str, list[Witness]] | None:
    """Yes and no, when a supporter and an opposer clash in time, at least one of them strong; None when nothing clashes."""
    live = [t for t in found if not t.idle]
    yes = [t for t in live if t.supports]
    no = [t for t in live if not t.supports]
    clashing = [(a, b) for a in yes for b in no if not (a.weak and b.weak) and _clash(a, b)]
    if not clashing:
        return None
    return {"yes": [t.witness for t in yes], "no": [t.witness for t in no]}


def _clash(a: Testimony, b: Testimony) -> bool:
    """An end after a beginning is a course of events, not a clash; a denial, or hostility within the time of the tie, is one."""
    return a.window.may_overlap(b.window) and (b.is_denial or not b.persists or not a.persists)
