"""The list of documents, by day of publication."""

from __future__ import annotations

from starlette.requests import Request

from variorum.room.opened import Opened
from variorum.room.paging import asked_page
from variorum.room.rendering import Page

_A_PAGE = 100
_SQL = """SELECT d.id, d.title, d.author, d.publisher, d.published, d.language, d.chars, d.reader, count(c.claim_id) AS claims,
count(DISTINCT c.voice) AS voices FROM document d LEFT JOIN claim c USING (doc)
GROUP BY d.doc, d.id, d.title, d.author, d.publisher, d.published, d.language, d.chars, d.reader, d.published_earliest
ORDER BY d.published_earliest, d.id LIMIT ? OFFSET ?"""
_COLUMNS = ("id", "title", "author", "publisher", "published", "language", "chars", "reader", "claims", "voices")


def documents(opened: Opened, request: Request) -> Page:
    """A hundred documents a page, the earliest first, undated ones before all."""
    ((total,),) = opened.record.rows("SELECT count(*) FROM document")
    paging = asked_page(request, total, _A_PAGE)
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in opened.record.rows(_SQL, [paging.size, paging.offset])]
    return Page("documents.html", "Documents", "Documents", {"documents": rows, "paging": paging})
