"""The list of documents, by day of publication."""

from __future__ import annotations

from starlette.requests import Request

from variorum.room.opened import Opened
from variorum.room.paging import asked_page
from variorum.room.rendering import Page

_A_PAGE = 100
# The page first, then the claims of its documents only.
_SQL = """WITH page AS (SELECT * FROM document ORDER BY published_earliest, id LIMIT ? OFFSET ?),
told AS (SELECT doc, count(*) AS claims, count(DISTINCT voice) AS voices FROM claim WHERE doc IN (SELECT doc FROM page) GROUP BY doc)
SELECT d.id, d.title, d.author, d.publisher, d.published, d.language, d.chars, d.reader, COALESCE(t.claims, 0), COALESCE(t.voices, 0)
FROM page d LEFT JOIN told t ON t.doc = d.doc ORDER BY d.published_earliest, d.id"""
_COLUMNS = ("id", "title", "author", "publisher", "published", "language", "chars", "reader", "claims", "voices")


def documents(opened: Opened, request: Request) -> Page:
    """A hundred documents a page, the earliest first, undated ones before all."""
    ((total,),) = opened.record.rows("SELECT count(*) FROM document")
    paging = asked_page(request, total, _A_PAGE)
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in opened.record.rows(_SQL, [paging.size, paging.offset])]
    return Page("documents.html", "Documents", "Documents", {"documents": rows, "paging": paging})
