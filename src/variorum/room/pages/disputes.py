"""The list of disputes, by kind, entity and voice; and of those that only seem to be disputes, with the reason why they are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.asking.citation import cite
from variorum.reasoning.discharged import MOST, Reason
from variorum.reasoning.disputes import Dispute, DisputeKind
from variorum.room.asked import named_in
from variorum.room.disputing import KIND_WORDS
from variorum.room.findings import findings
from variorum.room.opened import Named, Opened
from variorum.room.paging import asked_page
from variorum.room.rendering import Page

_A_PAGE = 50


def disputes(opened: Opened, request: Request) -> Page:
    """Fifty disputes a page, those of most voices first; ``?kind=``, ``?about=`` and ``?voice=`` choose; ``?apparent=1``: those that are none."""
    about, voice = (named_in(opened, request, field) for field in ("about", "voice"))
    if "apparent" in request.query_params:
        return _apparent(opened, about)
    found = findings(opened)
    chosen = _chosen(opened, about, voice)
    kinds = Counter(found.disputes[digits].kind for digits in chosen)
    if kind := request.query_params.get("kind"):
        chosen = [digits for digits in chosen if found.disputes[digits].kind == _kind(kind)]
    paging = asked_page(request, len(chosen), _A_PAGE)
    rows = [(digits, found.disputes[digits]) for digits in chosen[paging.offset : paging.offset + paging.size]]
    fields: dict[str, Any] = {
        "rows": [(digits, d, _sides(d)) for digits, d in rows],
        "paging": paging,
        "kinds": [(str(k), words, kinds[k]) for k, words in KIND_WORDS.items() if kinds[k]],
        "kind_words": KIND_WORDS,
        "kind": kind,
        "about": about,
        "voice": voice,
        "all": len(found.disputes),
    }
    return Page("disputes.html", "Disputes", "Disputes", fields)


def _chosen(opened: Opened, about: Named | None, voice: Named | None) -> list[str]:
    found = findings(opened)
    parts = [set(index.get(one.entity, ())) for one, index in ((about, found.of_entity), (voice, found.of_voice)) if one is not None]
    return [digits for digits in found.disputes if all(digits in part for part in parts)]


def _kind(text: str) -> DisputeKind:
    try:
        return DisputeKind(text)
    except ValueError as err:
        raise HTTPException(404, f"There is no kind of dispute {text[:40]!r}; there are {', '.join(DisputeKind)}.") from err


def _sides(d: Dispute) -> Sequence[tuple[str, tuple[int, ...], int]]:
    """The first four sides: position, the first six voices, how many voices more."""
    return [(s.position, s.voices[:6], max(0, len(s.voices) - 6)) for s in d.sides[:4]]


def _apparent(opened: Opened, about: Named | None) -> Page:
    found = opened.memo(("discharged", about and about.key), lambda: opened.archive.discharged(about.key if about else None))
    words = cite(opened.record, {c for d in found for c in d.claims})
    groups = [(reason, [d for d in found if d.reason is reason]) for reason in Reason]
    fields = {"groups": [(r, ds) for r, ds in groups if ds], "words": words, "about": about, "bounded": len(found) >= MOST, "most": MOST}
    return Page("disputes-apparent.html", "Disputes", "Conflicts that only seem so", fields)
