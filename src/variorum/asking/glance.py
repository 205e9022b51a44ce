"""The record at a glance: what lies in it, who speaks, what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from variorum.reasoning.witness import Rows


@dataclass(frozen=True, slots=True)
class Glance:
    """Counts of the record. ``documents``: (id, title, published, claims, reader); ``voices``: (label, claims committed to, documents), most first."""

    documents: tuple[tuple[str, str | None, str | None, int, str], ...]
    voices: tuple[tuple[str, int, int], ...]
    entities: tuple[tuple[str, int], ...]
    claims: int
    denied: int
    nested: int
    unread: tuple[tuple[str, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """The form of ``glance --json``."""
        return {
            "documents": [dict(zip(("id", "title", "published", "claims", "reader"), d, strict=True)) for d in self.documents],
            "voices": [dict(zip(("voice", "claims", "documents"), v, strict=True)) for v in self.voices],
            "entities": dict(self.entities),
            "claims": self.claims,
            "denied": self.denied,
            "nested": self.nested,
            "unread": dict(self.unread),
        }


def glance(record: Rows) -> Glance:
    """The counts, by a handful of queries over the whole record."""
    ((claims, denied, nested),) = record.rows(
        "SELECT count(*), count(*) FILTER (polarity < 0), count(*) FILTER (len(chain) > 1) FROM claim"
    )
    return Glance(
        documents=tuple(
            record.rows(
                """SELECT d.id, d.title, d.published, count(c.claim_id), d.reader FROM document d LEFT JOIN claim c USING (doc)
                GROUP BY d.doc, d.id, d.title, d.published, d.reader, d.published_earliest ORDER BY d.published_earliest, d.id"""
            )
        ),
        voices=tuple(
            record.rows(
                """SELECT e.label, count(*), count(DISTINCT c.doc) FROM claim c JOIN entity e ON e.entity = c.voice
                GROUP BY e.entity, e.label ORDER BY 2 DESC, 1"""
            )
        ),
        entities=tuple(record.rows("SELECT type, count(*) FROM entity WHERE entity > 0 GROUP BY type ORDER BY 2 DESC, 1")),
        claims=claims,
        denied=denied,
        nested=nested,
        unread=tuple(record.rows("SELECT kind, count(*) FROM unread GROUP BY kind ORDER BY 2 DESC, 1")),
    )
