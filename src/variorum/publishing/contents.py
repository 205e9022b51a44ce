"""What the tabular and graph formats all write: entities, claims and computed states as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from variorum.asking.citation import cite
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.settled import settled
from variorum.record import Record


def entities(record: Record) -> Iterator[dict[str, Any]]:
    """One row an entity: key, type, label, all names."""
    rows = record.rows(
        """SELECT e.key, e.type, e.label, list(DISTINCT n.text ORDER BY n.text) FILTER (n.text IS NOT NULL)
        FROM entity e LEFT JOIN name n USING (entity) GROUP BY e.entity, e.key, e.type, e.label ORDER BY e.entity"""
    )
    for key, type_, label, names in rows:
        yield {"key": key, "type": type_, "label": label, "names": names or []}


def claims(record: Record) -> Iterator[dict[str, Any]]:
    """One row a claim, in the order of documents and text, with the keys of its entities."""
    rows = record.rows(
        """SELECT c.claim_id, coalesce(s.key, ''), coalesce(o.key, '') FROM claim c LEFT JOIN entity s ON s.entity = c.subject
        LEFT JOIN entity o ON o.entity = c.object JOIN document d USING (doc) ORDER BY d.id, c.span_start, c.span_end, c.claim_id"""
    )
    words = cite(record, [r[0] for r in rows])
    for claim, subject, obj in rows:
        yield {**words[claim].to_dict(), "subject_key": subject or None, "object_key": obj or None}


def states(record: Record) -> Iterator[dict[str, Any]]:
    """One row a state, for everyone: between whom, how it stands, the days between which it began and ended, how many claims on each side."""
    keys = dict(record.rows("SELECT entity, key FROM entity"))
    labels = dict(record.rows("SELECT entity, label FROM entity"))
    for s in settled(record):
        p, w = s.proposition, s.window
        yield {
            "state": p.topic,
            "subject": labels.get(p.x),
            "object": labels.get(p.y),
            "subject_key": keys.get(p.x),
            "object_key": keys.get(p.y),
            "status": str(s.status),
            "begins_earliest": _day(w.start_earliest) if w else None,
            "begins_latest": _day(w.start_latest) if w else None,
            "ends_earliest": _day(w.end_earliest) if w else None,
            "ends_latest": _day(w.end_latest) if w else None,
            "claims_for": s.supports,
            "claims_against": s.opposes,
        }


def _day(ordinal: int) -> str | None:
    """ISO day; None where it is unknown or open."""
    if ordinal in (UNKNOWN_PAST, UNKNOWN_FUTURE) or ordinal < 1:
        return None
    return date.fromordinal(min(ordinal, date.max.toordinal())).isoformat()
