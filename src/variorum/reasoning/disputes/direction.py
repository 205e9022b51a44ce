"""One relation told both ways round: who approached whom, who joined whom."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import vocabulary
from variorum.reasoning.disputes.occurring import Occurring


def sides(claims: str) -> str:
    """A side for each of two bodies of whom one voice says that it did to the other what another voice says was done to it, in times that may
    overlap. Only predicates of which the vocabulary asks it (``either_way``): that two wrote to each other is no dispute.
    """
    names = ", ".join(f"'{n}'" for n, p in vocabulary().predicates.items() if p.either_way)
    return f"""WITH said AS (
    SELECT p.name, LEAST(c.subject, c.object) AS x, GREATEST(c.subject, c.object) AS y, c.subject AS first, c.claim_id, c.voice,
        c.start_earliest, c.end_latest
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate
    WHERE p.name IN ({names}) AND c.polarity > 0 AND c.mode = 0 AND c.subject <> 0 AND c.object <> 0 AND c.subject <> c.object
),
both_ways AS (SELECT name, x, y FROM said GROUP BY name, x, y HAVING min(first) < max(first))  -- of most two nobody tells it both ways
SELECT 'direction' AS kind, a.name AS topic, a.x, a.y, '' AS position, a.first AS holder, a.claim_id
FROM said a JOIN both_ways w ON w.name = a.name AND w.x = a.x AND w.y = a.y
WHERE EXISTS (
    SELECT 1 FROM said b WHERE b.name = a.name AND b.x = a.x AND b.y = a.y AND b.first <> a.first AND b.voice <> a.voice
        AND (a.claim_id > 0 OR b.claim_id > 0) AND a.start_earliest < b.end_latest AND b.start_earliest < a.end_latest)"""


def may(told: Occurring) -> bool:
    """Whether a relation is told that may be told both ways round."""
    return told.has(n for n, p in vocabulary().predicates.items() if p.either_way)


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return vocabulary()[topic].either_way.format(x=label(x), y=label(y))
