"""Where voices part. A dispute is a question with its sides, kept as an object and never resolved.

To add a kind: write a module with ``sides`` (a query over claims) and ``question`` (its words) and add it to ``KINDS`` in ``find``.
"""

from collections.abc import Callable
from typing import Any

from variorum.reasoning.dispute import Dispute, DisputeKind, OnBehalf, Side
from variorum.reasoning.disputes.find import KINDS, assembled, every_side, ranked
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.on_behalf import reach
from variorum.reasoning.order import find_order
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint, numbers
from variorum.reasoning.witness import Rows, Witnesses, every

__all__ = ["KINDS", "Dispute", "DisputeKind", "OnBehalf", "Side", "disputes", "kept_disputes"]


def disputes(record: Rows, entity: int | None = None, viewpoint: Viewpoint = EVERYONE, *, most: int | None = None) -> tuple[Dispute, ...]:
    """All disputes of the record (at most the first ``most``), those with most voices first; with ``entity``, those about it or an earlier or
    later name of it.

    Apparent conflicts are left out: claims of times that cannot overlap, and claims about renamed bodies that agree once the renaming is seen.
    Where one voice tells of a body and another of its leader, its envoy, a part or an earlier name of it, both count for the body (``on_behalf``).
    Dates that cannot all hold are sought here, not kept by a build: a minute for a million claims, a moment for one body.
    """
    family = None if entity is None else Lineage.of(record, viewpoint).family(entity)
    found = [*_assembled(record, _sides(record, family, viewpoint), family, most), *_disorders(record, family, viewpoint)]
    return tuple(sorted(found, key=_rank)[:most])


def kept_disputes(record: Rows, *, most: int | None = None) -> tuple[Dispute, ...]:
    """Everybody's disputes as the build kept them, in the same order as :func:`disputes`; without those of order, so that nothing is sought."""
    return tuple(sorted(_assembled(record, "SELECT * FROM dispute_side", None, most), key=_rank))


def _assembled(record: Rows, sides: str, family: tuple[int, ...] | None, most: int | None) -> list[Dispute]:
    rows = record.rows(ranked(sides, family, most))
    return list(assembled(rows, _labels(record, rows)))


def _rank(d: Dispute) -> tuple[int, int, str, tuple[int, ...]]:
    voices, claims = {v for s in d.sides for v in s.voices}, {c for s in d.sides for c in s.claims}
    return -len(voices), -len(claims), str(d.kind), d.about


def _disorders(record: Rows, family: tuple[int, ...] | None, viewpoint: Viewpoint) -> list[Dispute]:
    witnesses = None if family is None else Witnesses(record, viewpoint).near(family)
    found = (d.as_dispute(DisputeKind.ORDER) for d in find_order(record, viewpoint, witnesses))
    return [d for d in found if family is None or set(family) & set(d.about)]


def _sides(record: Rows, family: tuple[int, ...] | None, viewpoint: Viewpoint) -> str:
    """Everybody's are kept in a record that a build has settled; else they are found among the claims."""
    kept = viewpoint == EVERYONE and record.rows("SELECT 1 FROM dispute_side LIMIT 1")
    return "SELECT * FROM dispute_side" if kept else every_side(every(viewpoint) if family is None else reach(record, family, viewpoint))


def _labels(record: Rows, rows: list[tuple[Any, ...]]) -> Callable[[int], str]:
    ids = {e for r in rows for e in (r[2], r[3], r[5])}
    labels: dict[int, str] = dict(record.rows(f"SELECT entity, label FROM entity WHERE entity IN ({numbers(ids)})"))
    return lambda entity: labels.get(entity, "somebody")
