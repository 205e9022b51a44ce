"""Questions that several predicates bear on: was A under B, were they friends or enemies."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from variorum.model import Act, Certainty, vocabulary
from variorum.reasoning.calculus import clipped, effect, topic_number
from variorum.reasoning.disputes.occurring import Occurring
from variorum.reasoning.stretches import stretches

#: Questions about two bodies that have a kind of dispute of their own.
ELSEWHERE = ("same", "ruling")


def sides(claims: str) -> str:
    """The sides of the questions about two bodies that no other kind asks."""
    return of_questions(claims, "status", two_bodies())


def two_bodies() -> tuple[str, ...]:
    """The questions about two bodies that no other kind asks, in the order of the vocabulary."""
    return tuple(q.name for q in vocabulary().questions.values() if "{y}" in q.asks and q.name not in ELSEWHERE)


def of_questions(claims: str, kind: str, questions: Iterable[str]) -> str:
    """Yes and no to each question about two bodies on which strong claims, of times that may overlap, stand against each other.

    An end after a beginning is a course of events, not a clash, and what is told without a date may have been before the end; a
    denial, or hostility within the time of the tie, is one. Two claims that only bear on the question do not clash.
    That an act was done to nobody in particular is denied of that act only (``denial``): who wrote to
    nobody may have met many. A tie to nobody ("independent") is denied to each. Questions about one body are the business of ``existence``.
    """
    topics = list(questions)
    acts = ", ".join(f"'{n}'" for n, p in vocabulary().predicates.items() if not p.is_state)
    names = ", ".join(f"({topic_number(t)}, '{t}')" for t in topics)
    doubting = f"l.act = {tuple(Act).index(Act.DOUBTS)} OR l.certainty = {tuple(Certainty).index(Certainty.DOUBTFUL)}"
    return f"""{clipped(claims, topics, sides=False)},
vague AS (
    SELECT v.claim_id FROM admitted v JOIN predicate p ON p.predicate = v.predicate
    WHERE v.polarity < 0 AND (v.subject = 0 OR v.object = 0) AND p.name IN ({acts})
),
live AS (SELECT topic, x, y, claim_id, supports, weak, persists, effect, undated, from_earliest, until_latest, act, certainty FROM clipped WHERE NOT idle
    AND NOT EXISTS (SELECT 1 FROM vague v WHERE v.claim_id = clipped.claim_id)),
facing AS (SELECT topic, x, y FROM live GROUP BY topic, x, y HAVING bool_or(supports) AND bool_or(NOT supports)),
speaking AS (
    SELECT DISTINCT l.topic, l.x, l.y, l.supports, l.weak, l.persists, NOT l.supports AND l.effect = {effect("ends")} AS ends,
        l.supports AND l.undated AS undated, l.claim_id > 0 AS named, l.from_earliest AS first, l.until_latest AS last
    FROM live l JOIN facing f ON f.topic = l.topic AND f.x = l.x AND f.y = l.y
),
{stretches("said", "speaking", "topic, x, y, supports, weak, persists, ends, undated, named")},
torn AS (
    SELECT DISTINCT a.topic, a.x, a.y FROM said a JOIN said b ON b.topic = a.topic AND b.x = a.x AND b.y = a.y
    WHERE a.supports AND NOT b.supports AND NOT (a.weak AND b.weak) AND (a.named OR b.named) AND a.first < b.last AND b.first < a.last
        AND (NOT b.ends OR NOT a.undated AND (NOT b.persists OR NOT a.persists))
)
SELECT '{kind}' AS kind, n.name AS topic, l.x, l.y,
    CASE WHEN NOT l.supports THEN 'no' WHEN {doubting} THEN 'doubts' ELSE 'yes' END AS position, 0 AS holder, l.claim_id
FROM live l JOIN torn t ON t.topic = l.topic AND t.x = l.x AND t.y = l.y JOIN (VALUES {names}) n(topic, name) ON n.topic = l.topic"""


def may(told: Occurring) -> bool:
    """Whether any of these questions may be answered both ways."""
    return any(map(told.both_ways, two_bodies()))


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return vocabulary().questions[topic].asks.format(x=label(x), y=label(y))
