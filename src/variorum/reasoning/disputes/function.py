"""Two at once where only one can be: two leaders of one group, two masters of one town."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import vocabulary
from variorum.reasoning.disputes.occurring import Occurring


def sides(claims: str) -> str:
    """A side for each holder of a functional state whom one voice names for a time for which another voice names another holder.

    One body under two names is one holder. A single date is said of all of it; of intervals only the certain part counts: successions with vague
    dates are no dispute.
    """
    return f"""WITH {held(claims)},
who AS (SELECT DISTINCT name, x, holder FROM held),
rival AS (
    SELECT a.name, a.x, a.holder, b.holder AS other FROM who a JOIN who b ON b.name = a.name AND b.x = a.x AND b.holder <> a.holder
        LEFT JOIN renamed r ON r.one = a.holder AND r.other = b.holder
    WHERE r.one IS NULL
)
SELECT DISTINCT 'function' AS kind, a.name AS topic, a.x, 0 AS y, '' AS position, a.holder, a.claim_id
FROM held a JOIN rival v ON v.name = a.name AND v.x = a.x AND v.holder = a.holder
WHERE EXISTS (
    SELECT 1 FROM held b WHERE b.name = a.name AND b.x = a.x AND b.holder = v.other AND b.voice <> a.voice AND a.first < b.last AND b.first < a.last)"""


def held(claims: str) -> str:
    """The steps ``held``, who holds what from ``first`` to ``last`` by a claim, and ``renamed``, two names of one body, each way round."""
    functional = {n: p.functional for n, p in vocabulary().predicates.items() if p.functional}
    carrying = ", ".join(f"'{n}'" for n, p in vocabulary().predicates.items() if p.carries)
    names = ", ".join(f"('{n}', {str(by == 'object').lower()})" for n, by in functional.items())
    return f"""held AS (
    SELECT r.name, CASE WHEN r.by_object THEN c.object ELSE c.subject END AS x, CASE WHEN r.by_object THEN c.subject ELSE c.object END AS holder,
        c.claim_id, c.voice,
        CASE WHEN c.end_earliest - 1 = c.start_earliest AND c.end_latest - 1 = c.start_latest THEN c.start_earliest ELSE c.start_latest END AS first,
        CASE WHEN c.end_earliest - 1 = c.start_earliest AND c.end_latest - 1 = c.start_latest THEN c.end_latest ELSE c.end_earliest END AS last
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate JOIN (VALUES {names}) r(name, by_object) ON r.name = p.name
    WHERE c.polarity > 0 AND c.mode = 0 AND c.subject <> 0 AND c.object <> 0
),
became AS (
    SELECT c.subject, c.object FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate
    WHERE p.name IN ({carrying}) AND c.polarity > 0 AND c.mode = 0 AND c.subject <> 0 AND c.object <> 0
),
renamed AS (SELECT subject AS one, object AS other FROM became UNION SELECT object, subject FROM became)"""


def may(told: Occurring) -> bool:
    """Whether a state is told that one alone can be in."""
    return told.has(n for n, p in vocabulary().predicates.items() if p.functional)


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    p = vocabulary()[topic]
    sentence = p.sentence("Who", label(x)) if p.functional == "object" else p.sentence(label(x), "whom")
    return f"{sentence}?"
