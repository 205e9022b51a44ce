"""Everybody's disputes of order as a build keeps them: whole in the table ``disorder``, and claim by claim among the sides of all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from variorum.reasoning.dispute import Dispute, DisputeKind, Side
from variorum.reasoning.order.find import asked, find_order
from variorum.reasoning.order.proof import labels
from variorum.reasoning.viewpoint import EVERYONE
from variorum.reasoning.witness import Rows, Witness

_FILL = """INSERT INTO disorder SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::INTEGER[][]), unnest(?::BIGINT[]),
    unnest(?::BIGINT[]), unnest(?::STRUCT(position VARCHAR, voices INTEGER[], claims BIGINT[])[][])"""
# Whose word a side is, where it is one voice's, that is: a sentence that puts the claims of others in order takes a side as well.
_SIDES = f"""INSERT INTO dispute_side
SELECT DISTINCT '{DisputeKind.ORDER}', s.topic, s.x, s.y, s.position, 0, c.claim_id, CASE WHEN len(s.voices) = 1 THEN s.voices[1] ELSE c.voice END AS voice,
    c.start_earliest, c.end_latest, 0, 0
FROM (
    SELECT topic, x, y, side.position AS position, side.voices AS voices, unnest(side.claims) AS claim_id
    FROM (SELECT topic, x, y, unnest(sides) AS side FROM disorder) d
) s JOIN claim c ON c.claim_id = s.claim_id
ORDER BY s.topic, s.x, s.y, s.position, c.claim_id, voice"""
_KEPT = "SELECT topic, x, y, about, clash_first, clash_second, sides FROM disorder d"


class Statements(Protocol):
    """What executes a statement of SQL on a record that is open for writing."""

    def execute(self, query: str, parameters: Any = ..., /) -> Any: ...


def keep(record: Rows, statements: Statements, witnesses: Sequence[Witness] | None = None) -> None:
    """Finds all disorders of a record and writes them into it, which ``statements`` changes. ``witnesses``: all its claims, where they are at hand."""
    found = list(find_order(record, EVERYONE, witnesses))
    if not found:
        return
    sides = [[{"position": s.position, "voices": s.voices, "claims": s.claims} for s in d.sides] for d in found]
    columns = ([d.topic for d in found], [d.x for d in found], [d.y for d in found], [d.about for d in found])
    statements.execute(_FILL, [*columns, [d.clash[0] for d in found], [d.clash[1] for d in found], sides])
    statements.execute(_SIDES)


def kept_order(record: Rows, *, about: Iterable[int] | None = None, claim: int | None = None) -> list[Dispute]:
    """The disorders that a build has kept, as disputes; with ``about``, those about one of these bodies, with ``claim``, those in which it takes a side."""
    conditions = []
    if about is not None:
        conditions.append(" OR ".join(f"array_contains(about, {int(e)})" for e in about))
    if claim is not None:
        sides = f"dispute_side s WHERE s.kind = '{DisputeKind.ORDER}' AND s.claim_id = {claim}"
        conditions.append(f"EXISTS (SELECT 1 FROM {sides} AND s.topic = d.topic AND s.x = d.x AND s.y = d.y)")
    where = f" WHERE {' AND '.join(f'({c})' for c in conditions)}" if conditions else ""
    rows = record.rows(_KEPT + where)
    label = labels(record, {e for row in rows for e in row[1:3]})
    found = []
    for topic, x, y, bodies, first, second, stored in rows:
        listed = tuple(Side(s["position"], tuple(s["voices"]), tuple(s["claims"])) for s in stored)
        found.append(
            Dispute(DisputeKind.ORDER, asked(topic, x, y, lambda e: label.get(e, "somebody")), tuple(bodies), listed, (first, second))
        )
    return [d for d in found if claim is None or any(claim in s.claims for s in d.sides)]
