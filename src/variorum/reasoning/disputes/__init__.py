"""Where voices part. A dispute is a question with its sides, kept as an object and never resolved.

To add a kind: write a module with ``sides`` (a query over claims), ``question`` (its words) and ``may`` (whether it can occur), and add it to
``KINDS`` in ``find``; and let ``at_hand`` find the same among few claims.
"""

from collections.abc import Callable
from typing import Any

from variorum.reasoning.dispute import Dispute, DisputeKind, OnBehalf, Side
from variorum.reasoning.disputes.find import KINDS, QUESTIONS, assembled, every_side, ranked
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.on_behalf import reach
from variorum.reasoning.order import find_order, kept_order
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint, numbers
from variorum.reasoning.witness import Rows, Witnesses, every

__all__ = ["KINDS", "QUESTIONS", "Dispute", "DisputeKind", "OnBehalf", "Side", "disputes", "disputes_of_claim"]


def disputes(record: Rows, entity: int | None = None, viewpoint: Viewpoint = EVERYONE, *, most: int | None = None) -> tuple[Dispute, ...]:
    """All disputes of the record (at most the first ``most``), those with most voices first; with ``entity``, those about it or an earlier or
    later name of it.

    Apparent conflicts are left out: claims of times that cannot overlap, and claims about renamed bodies that agree once the renaming is seen.
    Where one voice tells of a body and another of its leader, its envoy, a part or an earlier name of it, both count for the body (``on_behalf``).
    Everybody's are those that a build has kept. For another viewpoint they are found among its claims; of a body, dates that cannot all hold only
    among the claims about it and about those with whom it shares one.
    """
    lineage = None if entity is None else Lineage.of(record, viewpoint)
    family = lineage.family(entity) if lineage is not None and entity is not None else None
    if _is_kept(record, viewpoint):
        found = [*_assembled(record, _KEPT, family, most), *kept_order(record, about=family)]
    else:
        claims = reach(record, family, viewpoint, lineage) if lineage is not None and family is not None else every(viewpoint)
        found = [*_assembled(record, every_side(claims), family, most), *_disorders(record, family, viewpoint)]
    return tuple(sorted(found, key=_rank)[:most])


def disputes_of_claim(record: Rows, claim: int, *, most: int) -> tuple[Dispute, ...]:
    """Of everybody's disputes, as a build has kept them, the first ``most`` in which the claim takes a side; in the order of :func:`disputes`."""
    questions = f"SELECT DISTINCT kind, topic, x, y FROM dispute_side WHERE claim_id = {claim}"
    sides = f"SELECT s.* FROM ({_KEPT}) s JOIN ({questions}) m ON m.kind = s.kind AND m.topic = s.topic AND m.x = s.x AND m.y = s.y"
    return tuple(sorted((*_assembled(record, sides, None, most), *kept_order(record, claim=claim)), key=_rank)[:most])


def _assembled(record: Rows, sides: str, family: tuple[int, ...] | None, most: int | None) -> list[Dispute]:
    rows = record.rows(ranked(sides, family, most))
    return list(assembled(rows, _labels(record, rows)))


def _rank(d: Dispute) -> tuple[object, ...]:
    voices, claims = {v for s in d.sides for v in s.voices}, {c for s in d.sides for c in s.claims}
    return -len(voices), -len(claims), str(d.kind), d.about, (d.question, d.clash) if d.kind is DisputeKind.ORDER else ("", ())


_KEPT = f"SELECT * FROM dispute_side WHERE kind <> '{DisputeKind.ORDER}'"


def _is_kept(record: Rows, viewpoint: Viewpoint) -> bool:
    """Whether a build has settled the record and kept what is asked; of a record without any state nobody can say, nor is there much to find."""
    settled = "SELECT 1 FROM (SELECT x FROM state UNION ALL SELECT x FROM dispute_side) s LIMIT 1"
    return viewpoint == EVERYONE and bool(record.rows(settled))


def _disorders(record: Rows, family: tuple[int, ...] | None, viewpoint: Viewpoint) -> list[Dispute]:
    witnesses = None if family is None or viewpoint == EVERYONE else Witnesses(record, viewpoint).near(family)
    found = (d.as_dispute() for d in find_order(record, viewpoint, witnesses))
    return [d for d in found if family is None or set(family) & set(d.about)]


def _labels(record: Rows, rows: list[tuple[Any, ...]]) -> Callable[[int], str]:
    ids = {e for r in rows for e in (r[2], r[3], r[5])}
    labels: dict[int, str] = dict(record.rows(f"SELECT entity, label FROM entity WHERE entity IN ({numbers(ids)})"))
    return lambda entity: labels.get(entity, "somebody")
