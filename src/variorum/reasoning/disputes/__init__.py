"""Where voices part. A dispute is a question with its sides, kept as an object and never resolved.

To add a kind: write a module with ``sides`` (a query over claims) and ``question`` (its words) and add it to ``KINDS`` in ``find``.
"""

from collections.abc import Callable
from typing import Any

from variorum.reasoning.disputes.dispute import Dispute, DisputeKind, Side
from variorum.reasoning.disputes.find import KINDS, assembled, every_side, ranked
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint, numbers
from variorum.reasoning.witness import Rows, about, every

__all__ = ["KINDS", "Dispute", "DisputeKind", "Side", "disputes"]


def disputes(record: Rows, entity: int | None = None, viewpoint: Viewpoint = EVERYONE, *, most: int | None = None) -> tuple[Dispute, ...]:
    """All disputes of the record (at most the first ``most``), those with most voices first; with ``entity``, those about it or an earlier or
    later name of it.

    Apparent conflicts are left out: claims of times that cannot overlap, and claims about renamed bodies that agree once the renaming is seen.
    """
    family = None if entity is None else Lineage.of(record, viewpoint).family(entity)
    rows = record.rows(ranked(_sides(record, family, viewpoint), family, most))
    return assembled(rows, _labels(record, rows))


def _sides(record: Rows, family: tuple[int, ...] | None, viewpoint: Viewpoint) -> str:
    """Everybody's are kept in a record that a build has settled; else they are found among the claims."""
    kept = viewpoint == EVERYONE and record.rows("SELECT 1 FROM dispute_side LIMIT 1")
    return "SELECT * FROM dispute_side" if kept else every_side(_near(record, family, viewpoint))


def _near(record: Rows, family: tuple[int, ...] | None, viewpoint: Viewpoint) -> str:
    """The claims among which disputes about the family are found: those about it and about everybody with whom it shares a claim."""
    if family is None:
        return every(viewpoint)
    near = record.rows(f"SELECT DISTINCT subject, object FROM ({about(family, viewpoint)}) c")
    return about({*family, *(e for pair in near for e in pair)} - {0}, viewpoint)


def _labels(record: Rows, rows: list[tuple[Any, ...]]) -> Callable[[int], str]:
    ids = {e for r in rows for e in (r[2], r[3], r[5])}
    labels: dict[int, str] = dict(record.rows(f"SELECT entity, label FROM entity WHERE entity IN ({numbers(ids)})"))
    return lambda entity: labels.get(entity, "somebody")
