"""Said to be dissolved, and said not to be, or seen acting later."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST


def sides(claims: str) -> str:
    """The sides for each organisation that somebody says was dissolved and that others deny, or name as acting after the earliest such date."""
    ends = ", ".join(f"'{p.name}'" for p in vocabulary().questions["exists"].opposes)
    return f"""WITH said AS (SELECT c.*, p.name FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate WHERE c.mode = 0 AND c.subject <> 0),
gone AS (SELECT subject AS x, claim_id, polarity, end_latest FROM said WHERE name IN ({ends})),
dated AS (SELECT x, min(end_latest) AS last FROM gone WHERE polarity > 0 AND end_latest <> {UNKNOWN_FUTURE} GROUP BY x),
side AS (
    SELECT x, CASE WHEN polarity > 0 THEN 'dissolved' ELSE 'not dissolved' END AS position, claim_id FROM gone
    UNION ALL
    SELECT d.x, 'acting afterwards', s.claim_id FROM said s JOIN dated d ON d.x = s.subject
    WHERE s.polarity > 0 AND s.name NOT IN ({ends}) AND s.start_earliest <> {UNKNOWN_PAST} AND s.start_earliest >= d.last
),
torn AS (SELECT x FROM side GROUP BY x HAVING count(DISTINCT position) > 1 AND min(position = 'dissolved') < max(position = 'dissolved'))
SELECT 'existence' AS kind, 'exists' AS topic, s.x, 0 AS y, s.position, 0 AS holder, s.claim_id FROM side s JOIN torn t ON t.x = s.x"""


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return f"Was {label(x)} dissolved?"
