"""Yes and no to questions about two bodies, as ``disputes/status.py`` finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from variorum.model import vocabulary
from variorum.reasoning.dispute import DisputeKind
from variorum.reasoning.disputes.at_hand.heard import Question, Taken, is_doubting, names_those
from variorum.reasoning.plain import Sought, weigh_each
from variorum.reasoning.rules import Effect, rules_of
from variorum.reasoning.testimony import Bodies, Proposition, Testimony
from variorum.reasoning.witness import Witness, is_state


def sides(witnesses: Sequence[Witness], kind: DisputeKind, topics: Iterable[str]) -> Iterator[Taken]:
    """The sides of each of these questions on which strong claims, of times that may overlap, stand against each other."""
    asked = [Bodies.of(p) for p in sorted(_pairs(witnesses, topics), key=lambda p: (p.topic, p.x, p.y))]
    for b, said in zip(asked, weigh_each(Sought(asked, sides=False), witnesses), strict=True):
        live = [t for t in said if not t.idle and not _is_vague(t.witness)]
        if any(_clash(a, o) for a in live if a.supports for o in live if not o.supports):
            question = Question(kind, b.proposition.topic, b.proposition.x, b.proposition.y)
            for claim, position in {(t.witness.claim, _position(t)) for t in live}:
                yield Taken(question, position, 0, claim)


def _pairs(witnesses: Sequence[Witness], topics: Iterable[str]) -> set[Proposition]:
    """Every two bodies that a claim sets beside each other in one of the questions."""
    pairing: dict[str, dict[tuple[str, str, str], None]] = {}
    for topic in topics:
        for r in rules_of(topic):
            if r.x and r.y:
                pairing.setdefault(r.predicate, {})[topic, r.x, r.y] = None
    found = set()
    for w in witnesses:
        slots = {"subject": w.subject, "object": w.object, "from": w.from_, "org": w.org}
        for topic, first, second in pairing.get(w.predicate, ()):
            x, y = slots[first], slots[second]
            if x and y and x != y:
                turned = vocabulary().questions[topic].symmetric and y < x
                found.add(Proposition(topic, y, x) if turned else Proposition(topic, x, y))
    return found


def _is_vague(w: Witness) -> bool:
    """Whether it denies an act of nobody in particular: that is denied of that act only."""
    return not w.affirmed and not (w.subject and w.object) and not is_state(w.predicate)


def _clash(a: Testimony, o: Testimony) -> bool:
    """Whether what is said against (``o``) stands against what is said for it, and does not merely follow it."""
    if (a.weak and o.weak) or not names_those(a.witness, o.witness) or not a.window.may_overlap(o.window):
        return False
    return o.effect is not Effect.ENDS or (not a.witness.window.is_undated and not (o.persists and a.persists))


def _position(t: Testimony) -> str:
    return "no" if not t.supports else "doubts" if is_doubting(t.witness) else "yes"
