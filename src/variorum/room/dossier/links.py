"""Why the entities of several documents are taken for one, or are kept apart."""

from __future__ import annotations

from variorum.asking.dossier import LinkShown
from variorum.room.opened import Opened

LINKS = 40
_SQL = """SELECT a.id || ':' || l.key_a, b.id || ':' || l.key_b, l.joined, l.rule, l.reason FROM identity_link l
JOIN document a ON a.doc = l.doc_a JOIN document b ON b.doc = l.doc_b WHERE l.entity = ? ORDER BY l.joined, ALL LIMIT ?"""


def links_of(opened: Opened, entity: int) -> tuple[list[LinkShown], int]:
    """The links, those kept apart first, each side as DOCUMENT:NAME; and how many there are in all."""
    ((total,),) = opened.record.rows("SELECT count(*) FROM identity_link WHERE entity = ?", [entity])
    return [LinkShown(*row) for row in opened.record.rows(_SQL.replace("l.joined, ALL", "l.joined, 1, 2"), [entity, LINKS])], total
