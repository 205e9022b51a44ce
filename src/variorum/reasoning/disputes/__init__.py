"""Where voices part. A dispute is a question with its sides, kept as an object and never resolved.

To add a kind: write a module with ``find(ground) -> Iterator[Dispute]`` and add it to :data:`KINDS`. Each finder sees the same
:class:`~variorum.reasoning.disputes.ground.Ground` and yields only disputes of its own kind; a pair of claims that a broader question has
already set against each other is not listed again by a later kind.
"""

from variorum.reasoning.disputes import denial, existence, function, status
from variorum.reasoning.disputes.dispute import Dispute, Side
from variorum.reasoning.disputes.ground import Ground
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows

#: Broadest questions first: status ("was A under B") gathers what denial would list predicate by predicate.
KINDS = (status.find, existence.find, function.find, denial.find)

__all__ = ["KINDS", "Dispute", "Ground", "Side", "disputes"]


def disputes(record: Rows, entity: int | None = None, viewpoint: Viewpoint = EVERYONE) -> tuple[Dispute, ...]:
    """All disputes of the record, those with most voices first; with ``entity``, those about it or an earlier or later name of it.

    Apparent conflicts are left out: claims of times that cannot overlap, and claims about renamed bodies that agree once the renaming is seen.
    """
    ground = Ground.of(record, viewpoint)
    found: list[Dispute] = []
    settled: set[tuple[int, int]] = set()
    for find in KINDS:
        for d in find(ground):
            clashes = {(a, b) for i, s in enumerate(d.sides) for t in d.sides[i + 1 :] for a in s.claims for b in t.claims}
            if not clashes <= settled:
                found.append(d)
                settled |= clashes | {(b, a) for a, b in clashes}
    if entity is not None:
        family = set(ground.lineage.family(entity))
        found = [d for d in found if family & set(d.about)]
    return tuple(sorted(found, key=lambda d: (-len({v for s in d.sides for v in s.voices}), -sum(len(s.claims) for s in d.sides), d.key)))
