"""One event on two days that lie as near as two calendars do: counted by one voice in Hijri days, by another in Gregorian ones."""

from __future__ import annotations

from collections.abc import Callable

from variorum.model import vocabulary
from variorum.model.date_mention import Calendar
from variorum.model.hijri import WITHOUT_TABLES
from variorum.reasoning.disputes.occurring import Occurring

HIJRI, GREGORIAN = "by its Hijri date", "by its Gregorian date"


def sides(claims: str) -> str:
    """The claims of one event whose days are known and differ by a day or two, of which some stand with a Hijri date and some without.

    Only within what sighting and the tabular calendar allow: of days further apart the calendar is not the matter. A pair that one sentence
    prints is a finding of the reading; here it takes two claims.
    """
    events = ", ".join(f"'{n}'" for n, p in vocabulary().predicates.items() if not p.is_state)
    return f"""WITH said AS (
    SELECT p.name, c.subject AS x, c.object AS y, c.claim_id, c.start_earliest AS day,
        CASE WHEN EXISTS (
            SELECT 1 FROM date_mention m WHERE m.doc = c.doc AND m.calendar = '{Calendar.HIJRI}' AND m.converted = t.edtf
        ) THEN '{HIJRI}' ELSE '{GREGORIAN}' END AS position
    FROM ({claims}) c JOIN predicate p ON p.predicate = c.predicate JOIN claim_text t ON t.claim_id = c.claim_id
    WHERE p.name IN ({events}) AND c.polarity > 0 AND c.mode = 0 AND c.end_latest = c.start_earliest + 1
)
SELECT 'calendar' AS kind, a.name AS topic, a.x, a.y, a.position, 0 AS holder, a.claim_id FROM said a
WHERE EXISTS (
    SELECT 1 FROM said b WHERE b.name = a.name AND b.x = a.x AND b.y = a.y AND b.position <> a.position AND b.day <> a.day
        AND b.day - a.day BETWEEN -{WITHOUT_TABLES} AND {WITHOUT_TABLES})"""


def may(told: Occurring) -> bool:
    """Whether something happened, and a date is counted in Hijri days."""
    return told.hijri and told.events()


def question(topic: str, x: int, y: int, label: Callable[[int], str]) -> str:
    return f"{vocabulary()[topic].sentence(label(x) if x else None, label(y) if y else None)}: on which day?"
