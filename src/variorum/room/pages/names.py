"""The list of all names: persons, bodies, places, works and events, those that stand in most claims first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.identity.folding import fold
from variorum.model import EntityType
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.viewpoint import numbers
from variorum.reasoning.witness import Window
from variorum.room.opened import Opened
from variorum.room.paging import asked_page
from variorum.room.rendering import Page

_A_PAGE = 100
_ORDERS = {"claims": "e.claims DESC, e.key", "name": "lower(e.label), e.key"}
#: Days that dated claims of an entity name: the earliest begin and the latest end, sentinels apart.
_SPAN = f"""SELECT entity, min(CASE WHEN first > {UNKNOWN_PAST} THEN first ELSE last - 1 END),
    max(CASE WHEN last < {UNKNOWN_FUTURE} THEN last ELSE first + 1 END)
FROM (SELECT subject AS entity, start_earliest AS first, end_latest AS last FROM claim WHERE subject IN ({{ids}})
UNION ALL SELECT object, start_earliest, end_latest FROM claim_o WHERE object IN ({{ids}})) c
WHERE first > {UNKNOWN_PAST} OR last < {UNKNOWN_FUTURE} GROUP BY entity"""


def names(opened: Opened, request: Request) -> Page:
    """A hundred names a page, of one kind or all, that begin with or fit what was written; by claims or in the order of the alphabet."""
    kind, by, wanted = (request.query_params.get(f, d).strip() for f, d in (("kind", ""), ("by", "claims"), ("q", "")))
    if by not in _ORDERS or (kind and kind not in set(EntityType)):
        raise HTTPException(404, f"Names are listed by claims or by name, and of the kinds {', '.join(EntityType)}.")
    condition, parameters = _fitting(opened, wanted)
    of_kind = dict(opened.record.rows(f"SELECT e.type, count(*) FROM entity e WHERE {condition} GROUP BY e.type", parameters))
    total = of_kind.get(kind, 0) if kind else sum(of_kind.values())
    paging = asked_page(request, total, _A_PAGE)
    typed = (" AND e.type = ?", [kind]) if kind else ("", [])
    sql = f"SELECT e.entity FROM entity e WHERE {condition}{typed[0]} ORDER BY {_ORDERS[by]} LIMIT ? OFFSET ?"
    shown = [e for (e,) in opened.record.rows(sql, [*parameters, *typed[1], paging.size, paging.offset])]
    kinds = [(str(t), of_kind.get(str(t), 0)) for t in EntityType if of_kind.get(str(t)) or t == kind]
    fields = {"rows": _rows(opened, shown), "paging": paging, "kind": kind, "by": by, "wanted": wanted, "kinds": kinds}
    return Page("names.html", "Names", "Names", {**fields, "total_of_all": sum(of_kind.values())})


def _fitting(opened: Opened, wanted: str) -> tuple[str, list[Any]]:
    """The condition for entities with a name that begins with what was written, or that it means in any spelling."""
    if not wanted:
        return "e.entity > 0", []
    meant = numbers(f.entity for f in opened.record.find_entity(wanted))
    begins = "starts_with(lower(n.text), ?)"
    folded = fold(wanted)
    parameters = [wanted.lower(), *([folded] if folded else [])]
    if folded:
        begins += " OR starts_with(n.folded, ?)"
    return f"e.entity > 0 AND (e.entity IN ({meant}) OR e.entity IN (SELECT n.entity FROM name n WHERE {begins}))", parameters


def _rows(opened: Opened, entities: Iterable[int]) -> list[dict[str, Any]]:
    ids = list(entities)
    if not ids:
        return []
    listed = numbers(ids)
    others = dict(
        opened.record.rows(f"SELECT entity, list(DISTINCT text ORDER BY text) FROM name WHERE entity IN ({listed}) GROUP BY entity")
    )
    spans = {e: (first, last) for e, first, last in opened.record.rows(_SPAN.format(ids=listed))}
    return [_row(opened, e, others.get(e, []), spans.get(e)) for e in ids]


def _row(opened: Opened, entity: int, texts: list[str], span: tuple[int, int] | None) -> dict[str, Any]:
    n = opened.entities[entity]
    also = [t for t in texts if t != n.label]
    window = Window(span[0], span[0], span[1], span[1]) if span else None
    return {"named": n, "names": len(texts), "also": also[:3], "more": len(also) - 3, "window": window}
