"""Conflicts that only seem so: what looks like a dispute, and why it is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from variorum.model import vocabulary
from variorum.reasoning.calculus import clipped, effect, topic_number
from variorum.reasoning.disputes.function import held
from variorum.reasoning.disputes.status import two_bodies
from variorum.reasoning.lineage import Lineage
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint, numbers
from variorum.reasoning.witness import Rows, every, near

MOST = 200  #: how many are listed where nobody says otherwise


class Reason(StrEnum):
    """Why a conflict is only apparent; the value says it in words."""

    TIMES = "the times cannot overlap"
    COURSE = "a course of events: what began was ended later"
    RENAMED = "two names of one body"
    UNREAL = "one speaks of what was planned, ordered or conditional"


@dataclass(frozen=True, slots=True)
class Discharged:
    """A question on which two claims seem to differ, in plain words; ``about``: the entities of the question; ``claims``: one of each side, the
    smallest ids of all that differ for this reason.
    """

    question: str
    reason: Reason
    about: tuple[int, ...]
    claims: tuple[int, int]


def discharged(record: Rows, entity: int | None = None, viewpoint: Viewpoint = EVERYONE, *, most: int = MOST) -> tuple[Discharged, ...]:
    """The first ``most`` apparent conflicts, by reason and question; with ``entity``, those about it or an earlier or later name of it.

    A question may stand here and among the disputes: two of its claims clash, two others only seem to. For each question and reason one pair is shown.
    """
    family = None if entity is None else Lineage.of(record, viewpoint).family(entity)
    claims = every(viewpoint) if family is None else near(record, family, viewpoint)
    rows = record.rows(_query(claims, family, most))
    ids = {e for r in rows for e in r[2:4]}
    labels: dict[int, str] = dict(record.rows(f"SELECT entity, label FROM entity WHERE entity IN ({numbers(ids)})"))
    return tuple(
        Discharged(
            _question(topic, labels.get(x, "somebody"), labels.get(y, "somebody")), Reason[reason], tuple(e for e in (x, y) if e), (a, b)
        )
        for reason, topic, x, y, a, b in rows
    )


def _question(topic: str, x: str, y: str) -> str:
    v = vocabulary()
    if topic in v.questions:
        return v.questions[topic].asks.format(x=x, y=y)
    p = v[topic]
    if not p.functional:
        return p.question(x, y)
    return f"{p.sentence('Who', x) if p.functional == 'object' else p.sentence(x, 'whom')}?"


def _query(claims: str, family: Iterable[int] | None, most: int) -> str:
    """Rows (reason, topic, x, y, one claim, another): of each question and reason the first pair."""
    ids = "" if family is None else numbers(family)
    about = f"x IN ({ids}) OR y IN ({ids}) OR z IN ({ids})" if ids else "TRUE"
    found = "\nUNION ALL\n".join(
        f"SELECT reason, topic, x, y, z, a, b FROM ({part}) s" for part in (_denied(claims), _courses(claims), _renamed(claims))
    )
    return f"""SELECT reason, topic, x, y, a, b FROM (
    SELECT *, row_number() OVER (PARTITION BY reason, topic, x, y ORDER BY a, b) AS turn FROM ({found}) f WHERE {about}
) g WHERE turn = 1 ORDER BY reason, topic, x, y LIMIT {int(most)}"""


def _denied(claims: str) -> str:
    """A proposition affirmed of one time and denied of another; or put forward as a plan, and denied as a fact."""
    symmetric = ", ".join(f"'{n}'" for n, p in vocabulary().predicates.items() if p.symmetric)
    return f"""WITH said AS (
    SELECT p.name, CASE WHEN p.name IN ({symmetric}) THEN LEAST(c.subject, c.object) ELSE c.subject END AS x,
        CASE WHEN p.name IN ({symmetric}) THEN GREATEST(c.subject, c.object) ELSE c.object END AS y,
        c.claim_id, c.polarity, c.mode, c.start_earliest, c.end_latest
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate WHERE p.name <> 'alias'
),
pair AS (
    SELECT a.name, a.x, a.y, a.claim_id AS a, b.claim_id AS b, a.mode, a.start_earliest < b.end_latest AND b.start_earliest < a.end_latest AS meet
    FROM said a JOIN said b ON b.name = a.name AND b.x = a.x AND b.y = a.y WHERE a.polarity > 0 AND b.polarity < 0 AND b.mode = 0
)
SELECT CASE WHEN mode = 0 THEN 'TIMES' ELSE 'UNREAL' END AS reason, name AS topic, x, y, 0 AS z, a, b FROM pair WHERE meet = (mode <> 0)"""


def _courses(claims: str) -> str:
    """What persisted, and an end that came after it began: a pledge, and later a break."""
    topics = two_bodies()
    names = ", ".join(f"({topic_number(t)}, '{t}')" for t in topics)
    return f"""{clipped(claims, topics, sides=False)}
SELECT 'COURSE' AS reason, n.name AS topic, a.x, a.y, 0 AS z, a.claim_id AS a, b.claim_id AS b
FROM clipped a JOIN clipped b ON b.topic = a.topic AND b.x = a.x AND b.y = a.y JOIN (VALUES {names}) n(topic, name) ON n.topic = a.topic
WHERE a.supports AND (a.persists OR a.undated) AND NOT a.idle AND NOT a.weak AND NOT b.supports AND NOT b.idle AND NOT b.weak
    AND b.effect = {effect("ends")} AND b.persists AND b.from_latest >= a.from_earliest"""


def _renamed(claims: str) -> str:
    """Two holders at once of what only one can hold, who are two names of one body."""
    return f"""WITH {held(claims)}
SELECT 'RENAMED' AS reason, a.name AS topic, a.x, 0 AS y, LEAST(a.holder, b.holder) AS z, LEAST(a.claim_id, b.claim_id) AS a,
    GREATEST(a.claim_id, b.claim_id) AS b
FROM held a JOIN held b ON b.name = a.name AND b.x = a.x JOIN renamed r ON r.one = a.holder AND r.other = b.holder
WHERE a.first < b.last AND b.first < a.last"""
