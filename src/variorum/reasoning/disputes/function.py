"""Two at once where only one can be: two leaders of one group, two masters of one town."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import vocabulary


def sides(claims: str) -> str:
    """A side for each holder of a functional state whom one voice names for a time for which another voice names another holder.

    A single date is said of all of it; of intervals only the certain part counts: successions with vague dates are no dispute.
    """
    functional = {n: p.functional for n, p in vocabulary().predicates.items() if p.functional}
    names = ", ".join(f"('{n}', {str(by == 'object').lower()})" for n, by in functional.items())
    return f"""WITH held AS (
    SELECT r.name, CASE WHEN r.by_object THEN c.object ELSE c.subject END AS x, CASE WHEN r.by_object THEN c.subject ELSE c.object END AS holder,
        c.claim_id, c.voice,
        CASE WHEN c.end_earliest - 1 = c.start_earliest AND c.end_latest - 1 = c.start_latest THEN c.start_earliest ELSE c.start_latest END AS first,
        CASE WHEN c.end_earliest - 1 = c.start_earliest AND c.end_latest - 1 = c.start_latest THEN c.end_latest ELSE c.end_earliest END AS last
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate JOIN (VALUES {names}) r(name, by_object) ON r.name = p.name
    WHERE c.polarity > 0 AND c.mode = 0 AND c.subject <> 0 AND c.object <> 0
)
SELECT 'function' AS kind, a.name AS topic, a.x, 0 AS y, '' AS position, a.holder, a.claim_id FROM held a
WHERE EXISTS (
    SELECT 1 FROM held b WHERE b.name = a.name AND b.x = a.x AND b.holder <> a.holder AND b.voice <> a.voice AND a.first < b.last AND b.first < a.last)"""


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    p = vocabulary()[topic]
    sentence = p.sentence("Who", label(x)) if p.functional == "object" else p.sentence(label(x), "whom")
    return f"{sentence}?"
