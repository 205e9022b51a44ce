"""Said to be dissolved, and said not to be, or seen acting later; said to be gone into another, and by others seen acting later."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.disputes.occurring import Occurring


def sides(claims: str) -> str:
    """The sides for each organisation that somebody says was dissolved and that others deny, or name as acting after the earliest such date.

    That it merged into another is an end of it too, if dated, and stands against what another voice names as its acts later; that it became
    another is none: it acts on, and an old name lives on in many mouths. That it did not merge is the business of ``denial``.
    """
    q = vocabulary().questions["exists"]
    ends = ", ".join(f"'{p.name}'" for p in q.opposes)
    changes = ", ".join(f"'{p.name}'" for p in q.weakly_opposes if not vocabulary()[p.name].carries)
    return f"""WITH said AS (SELECT c.*, p.name FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate WHERE c.mode = 0 AND c.subject <> 0),
gone AS (SELECT subject AS x, claim_id, polarity, end_latest FROM said WHERE name IN ({ends})),
dated AS (SELECT x, min(end_latest) AS last FROM gone WHERE polarity > 0 AND end_latest <> {UNKNOWN_FUTURE} GROUP BY x),
side AS (
    SELECT x, CASE WHEN polarity > 0 THEN 'dissolved' ELSE 'not dissolved' END AS position, claim_id FROM gone
    UNION ALL
    SELECT d.x, 'acting afterwards', s.claim_id FROM said s JOIN dated d ON d.x = s.subject
    WHERE s.polarity > 0 AND s.name NOT IN ({ends}, {changes}) AND s.start_earliest <> {UNKNOWN_PAST} AND s.start_earliest >= d.last
),
torn AS (SELECT x FROM side GROUP BY x HAVING count(DISTINCT position) > 1 AND min(position = 'dissolved') < max(position = 'dissolved')),
changed AS (
    SELECT * FROM said WHERE name IN ({changes}) AND polarity > 0 AND start_earliest <> {UNKNOWN_PAST} AND end_latest <> {UNKNOWN_FUTURE}
),
later AS (
    SELECT s.subject AS x, s.claim_id, s.voice, s.start_earliest FROM said s
    WHERE s.polarity > 0 AND s.name NOT IN ({ends}, {changes}) AND s.start_earliest <> {UNKNOWN_PAST} AND EXISTS (
        SELECT 1 FROM changed g WHERE g.subject = s.subject AND g.voice <> s.voice AND s.start_earliest >= g.end_latest)
)
SELECT 'existence' AS kind, 'exists' AS topic, s.x, 0 AS y, s.position, 0 AS holder, s.claim_id FROM side s JOIN torn t ON t.x = s.x
UNION ALL
SELECT 'existence', 'ended', x, 0, 'acting afterwards', 0, claim_id FROM later
UNION ALL
SELECT 'existence', 'ended', g.subject, 0, 'went into another', 0, g.claim_id FROM changed g
WHERE EXISTS (SELECT 1 FROM later l WHERE l.x = g.subject AND l.voice <> g.voice AND l.start_earliest >= g.end_latest)"""


def may(told: Occurring) -> bool:
    """Whether anybody is said to have ended."""
    q = vocabulary().questions["exists"]
    return told.has(p.name for p in (*q.opposes, *q.weakly_opposes))


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return f"Did {label(x)} go into another?" if topic == "ended" else f"Was {label(x)} dissolved?"
