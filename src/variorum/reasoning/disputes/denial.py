"""The same proposition affirmed by one and denied by another; or judged wrong by a voice in the text, as a translator's note does."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import Act, Certainty, Stance, vocabulary
from variorum.reasoning.disputes.occurring import Occurring
from variorum.reasoning.stretches import stretches

AGAINST = (Stance.DISPUTES, Stance.DOUBTS, Stance.EXPLAINS_AWAY)


def sides(claims: str) -> str:
    """The sides of each proposition (predicate, subject, object) with claims of both polarities whose times may overlap; of ties without
    direction the smaller number first. An act denied of nobody in particular ("he was told by nobody", "wrote to none") stands against the same
    act of anybody; of a tie that is so denied ``status`` asks. Beside them claims that another voice judges, against what the judge says in the
    same words.
    """
    v = vocabulary()
    symmetric = ", ".join(f"'{n}'" for n, p in v.predicates.items() if p.symmetric)
    acts = ", ".join(f"'{n}'" for n, p in v.predicates.items() if not p.is_state and p.object_types)
    mutual = ", ".join(f"'{n}'" for n, p in v.predicates.items() if not p.is_state and p.symmetric)
    stances = ", ".join(f"'{s}'" for s in AGAINST)
    doubted = """b.name = a.name AND b.x = a.x AND b.y = a.y AND b.voice <> a.voice AND (a.claim_id > 0 OR b.claim_id > 0)
        AND a.start_earliest < b.end_latest AND b.start_earliest < a.end_latest"""
    return f"""WITH said AS (
    SELECT p.name, CASE WHEN p.name IN ({symmetric}) AND c.object < c.subject THEN c.object ELSE c.subject END AS x,
        CASE WHEN p.name IN ({symmetric}) AND c.object < c.subject THEN c.subject ELSE c.object END AS y,
        c.claim_id, c.polarity, c.mode, c.act = {tuple(Act).index(Act.DOUBTS)} OR c.certainty = {tuple(Certainty).index(Certainty.DOUBTFUL)} AS doubting,
        c.certainty <= {tuple(Certainty).index(Certainty.PROBABLE)} AS sure, c.voice, c.doc, c.span_start, c.span_end, c.start_earliest, c.end_latest
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate
),
yes AS (SELECT * FROM said WHERE polarity > 0 AND mode = 0 AND name <> 'alias'),
times AS (
    SELECT DISTINCT name, x, y, claim_id > 0 AS named, start_earliest AS first, end_latest AS last FROM yes
    WHERE EXISTS (SELECT 1 FROM said b WHERE b.polarity < 0 AND b.name = yes.name AND b.x = yes.x AND b.y = yes.y)
),
{stretches("affirmed", "times", "name, x, y, named")},
no AS (
    SELECT * FROM said b WHERE polarity < 0 AND EXISTS (
        SELECT 1 FROM affirmed a WHERE a.name = b.name AND a.x = b.x AND a.y = b.y AND a.first < b.end_latest AND b.start_earliest < a.last
            AND (a.named OR b.claim_id > 0))
),
sure AS (SELECT * FROM yes WHERE sure AND NOT doubting),
unsure AS (SELECT * FROM yes WHERE doubting),
doubt AS (
    SELECT name, x, y, 'affirmed' AS position, claim_id FROM sure a WHERE EXISTS (SELECT 1 FROM unsure b WHERE {doubted})
    UNION ALL SELECT name, x, y, 'doubts', claim_id FROM unsure b WHERE EXISTS (SELECT 1 FROM sure a WHERE {doubted})
),
faced AS (  -- each affirmed act under the two names that a denial of nobody in particular has: without its object, without its subject
    SELECT name, x, 0 AS y, claim_id, start_earliest, end_latest FROM yes WHERE name IN ({acts}) AND x <> 0 AND y <> 0
    UNION ALL SELECT name, 0, y, claim_id, start_earliest, end_latest FROM yes WHERE name IN ({acts}) AND x <> 0 AND y <> 0
    UNION ALL SELECT name, 0, x, claim_id, start_earliest, end_latest FROM yes WHERE name IN ({mutual}) AND x <> 0 AND y <> 0
),
none AS (
    SELECT * FROM said b WHERE polarity < 0 AND name IN ({acts}) AND (x = 0) <> (y = 0) AND EXISTS (
        SELECT 1 FROM faced a WHERE a.name = b.name AND a.x = b.x AND a.y = b.y AND a.start_earliest < b.end_latest AND b.start_earliest < a.end_latest
            AND (a.claim_id > 0 OR b.claim_id > 0))
),
denied AS (SELECT name, x, y, bool_or(claim_id > 0) AS named FROM no GROUP BY name, x, y),
of_none AS (SELECT name, x, y, bool_or(claim_id > 0) AS named FROM none GROUP BY name, x, y),
judged AS (
    SELECT s.name, s.x, s.y, s.claim_id, s.polarity, a.stance, o.claim_id AS own
    FROM assessment a JOIN said s ON s.claim_id = a.claim_id
        JOIN said o ON o.doc = a.doc AND o.voice = a.voice AND o.claim_id > 0 AND o.claim_id <> a.claim_id
            AND o.span_start < a.span_end AND a.span_start < o.span_end
    WHERE a.stance IN ({stances}) AND s.voice <> a.voice AND s.name <> 'alias'
)
SELECT DISTINCT 'denial' AS kind, name AS topic, x, y, position, 0 AS holder, claim_id FROM (
    SELECT a.name, a.x, a.y, CASE WHEN a.doubting THEN 'doubts' ELSE 'affirmed' END AS position, a.claim_id FROM yes a
    WHERE EXISTS (SELECT 1 FROM denied b WHERE b.name = a.name AND b.x = a.x AND b.y = a.y AND (a.claim_id > 0 OR b.named))
    UNION ALL SELECT a.name, a.x, a.y, 'affirmed', a.claim_id FROM yes a
    WHERE EXISTS (SELECT 1 FROM of_none b WHERE b.name = a.name AND b.x = a.x AND b.y = a.y AND (a.claim_id > 0 OR b.named))
    UNION ALL SELECT a.name, a.x, a.y, 'affirmed', a.claim_id FROM faced a
    WHERE EXISTS (SELECT 1 FROM of_none b WHERE b.name = a.name AND b.x = a.x AND b.y = a.y AND (a.claim_id > 0 OR b.named))
    UNION ALL SELECT name, x, y, position, claim_id FROM doubt
    UNION ALL SELECT name, x, y, 'denied', claim_id FROM no
    UNION ALL SELECT name, x, y, 'denied', claim_id FROM none
    UNION ALL SELECT name, x, y, CASE WHEN polarity > 0 THEN 'affirmed' ELSE 'denied' END, claim_id FROM judged
    UNION ALL SELECT name, x, y, stance, own FROM judged
) s"""


def may(told: Occurring) -> bool:
    """Whether anything is denied, doubted or judged."""
    return bool(told.denied) or told.doubted or told.judged


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return vocabulary()[topic].question(label(x), label(y))
