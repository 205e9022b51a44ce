"""Ordered by one and refused by another: whether the order bound is what they differ on."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import Mode, vocabulary
from variorum.reasoning.disputes import status
from variorum.reasoning.disputes.occurring import Occurring

_ORDERED = tuple(Mode).index(Mode.ORDERED)


def sides(claims: str) -> str:
    """The sides of each pair of which y gave orders to x, and x refused or did not do as told, not certainly before.

    y gave an order where a claim says so, or where y itself says what is to be done by or to x (a claim of the mode `ordered`). What was done as told
    stands with the order.
    """
    q = vocabulary().questions["ruling"]
    done, refused, given = (", ".join(f"'{p.name}'" for p in part) for part in (q.supports, q.opposes, q.weakly_supports))
    return f"""WITH said AS (SELECT c.*, p.name FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate),
given AS (
    SELECT object AS x, subject AS y, claim_id, start_earliest FROM said
    WHERE name IN ({given}) AND polarity > 0 AND mode IN (0, {_ORDERED}) AND subject <> 0 AND object <> 0
    UNION SELECT subject, voice, claim_id, start_earliest FROM said
    WHERE mode = {_ORDERED} AND polarity > 0 AND name NOT IN ({given}) AND subject NOT IN (0, voice)
    UNION SELECT object, voice, claim_id, start_earliest FROM said
    WHERE mode = {_ORDERED} AND polarity > 0 AND name NOT IN ({given}) AND object NOT IN (0, voice)
),
done AS (SELECT subject AS x, object AS y, claim_id FROM said WHERE name IN ({done}) AND polarity > 0 AND mode = 0),
refused AS (
    SELECT subject AS x, object AS y, claim_id, end_latest FROM said
    WHERE mode = 0 AND object <> 0 AND subject <> 0 AND (name IN ({refused}) AND polarity > 0 OR name IN ({done}) AND polarity < 0)
),
torn AS (
    SELECT DISTINCT g.x, g.y FROM given g
    WHERE g.x <> g.y AND EXISTS (SELECT 1 FROM refused r WHERE r.x = g.x AND r.y = g.y AND r.end_latest > g.start_earliest
        AND (g.claim_id > 0 OR r.claim_id > 0))
)
SELECT DISTINCT 'ruling' AS kind, 'ruling' AS topic, s.x, s.y, s.position, 0 AS holder, s.claim_id FROM (
    SELECT x, y, 'ordered' AS position, claim_id FROM given
    UNION ALL SELECT x, y, 'done as ordered', claim_id FROM done
    UNION ALL SELECT x, y, 'refused', claim_id FROM refused
) s JOIN torn t ON t.x = s.x AND t.y = s.y"""


def may(told: Occurring) -> bool:
    """Whether anything is refused, or said not to have been done as told."""
    q = vocabulary().questions["ruling"]
    return told.has(p.name for p in q.opposes) or any(p.name in told.denied for p in q.supports)


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return status.question(topic, x, y, label)
