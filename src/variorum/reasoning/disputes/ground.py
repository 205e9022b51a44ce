"""What the finders of disputes work on: the record's committed claims, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.reasoning.disputes.dispute import Dispute, DisputeKind, Side
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Witness, Witnesses


@dataclass(frozen=True, slots=True)
class Assessed:
    """A judgement in a text on another voice's claim: who judged, how, and what the judge says in the same words."""

    claim: int
    stance: str
    voice: int
    own_claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """The claims of a viewpoint: all of them, by predicate and by the body they are about, with labels and lineages."""

    witnesses: tuple[Witness, ...]
    by_claim: Mapping[int, Witness]
    by_predicate: Mapping[str, tuple[Witness, ...]]
    lineage: Lineage
    labels: Mapping[int, str]
    assessed: tuple[Assessed, ...]

    @classmethod
    def of(cls, record: Rows, viewpoint: Viewpoint = EVERYONE) -> Ground:
        """Everything that the viewpoint admits, read from the record once."""
        witnesses = tuple(w for w in Witnesses(record).all() if viewpoint.admits(w))
        by_predicate: dict[str, list[Witness]] = defaultdict(list)
        for w in witnesses:
            by_predicate[w.predicate].append(w)
        labels = dict(record.rows("SELECT entity, label FROM entity"))
        return cls(
            witnesses,
            {w.claim: w for w in witnesses},
            {k: tuple(v) for k, v in by_predicate.items()},
            Lineage.from_witnesses(witnesses),
            labels,
            _assessed(record, witnesses),
        )

    def label(self, entity: int) -> str:
        return self.labels.get(entity, "somebody")


def _assessed(record: Rows, witnesses: Iterable[Witness]) -> tuple[Assessed, ...]:
    by_doc: dict[int, list[Witness]] = defaultdict(list)
    for w in witnesses:
        by_doc[w.doc].append(w)
    found = []
    for claim, stance, voice, doc, start, end in record.rows(
        "SELECT claim_id, stance, voice, doc, span_start, span_end FROM assessment ORDER BY doc, span_start, span_end, claim_id"
    ):
        own = tuple(w.claim for w in by_doc[doc] if w.voice == voice and w.claim != claim and w.start < end and start < w.end)
        found.append(Assessed(claim, stance, voice, own))
    return tuple(found)


def dispute_of(kind: DisputeKind, question: str, about: Iterable[int], positions: Mapping[str, Iterable[Witness]]) -> Dispute | None:
    """The dispute with one side per position that anybody takes; None when fewer than two are taken."""
    taken = {p: tuple(ws) for p, ws in positions.items()}
    sides = tuple(Side(p, tuple(sorted({w.voice for w in ws})), tuple(sorted({w.claim for w in ws}))) for p, ws in taken.items() if ws)
    if len(sides) < 2:
        return None
    first, second = [ws for ws in taken.values() if ws][:2]
    clash = min(((a, b) for a in first for b in second), key=lambda p: (_apart(*p), p[0].claim, p[1].claim))
    return Dispute(kind, question, tuple(about), sides, (clash[0].claim, clash[1].claim))


def _apart(a: Witness, b: Witness) -> tuple[bool, int]:
    """Undated pairs last; then by the days between the two."""
    undated = a.window.is_undated or b.window.is_undated
    return undated, 0 if undated else max(0, a.window.start_earliest - b.window.end_latest, b.window.start_earliest - a.window.end_latest)
