"""The claims of the record, those that fit some conditions, a page at a time."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request

from variorum.asking.dossier import ClaimFilter, claims, count_claims
from variorum.errors import QuestionError, UsageError
from variorum.model import vocabulary
from variorum.room.opened import Opened, document_ids
from variorum.room.paging import asked_page
from variorum.room.rendering import Page

_A_PAGE = 50
#: What the form asks for: the field of the address, and what it is called beside its box.
_FIELDS = {
    "entity": "About",
    "voice": "Said or passed on by",
    "last_voice": "Committed to by",
    "predicate": "Predicate",
    "document": "Document",
    "polarity": "Affirmed or denied",
    "since": "From",
    "until": "Until",
}
#: Documents offered as suggestions while typing; a list of all would be longer than the page.
_OFFERED = 200


def claims_page(opened: Opened, request: Request) -> Page:
    """Fifty claims that fit what the address asks, in the order of documents and text; what cannot be asked is said above an empty list."""
    asked = {name: request.query_params.get(name, "").strip() for name in _FIELDS}
    wanted = ClaimFilter(
        entity=asked["entity"] or None,
        voice=asked["voice"] or None,
        last_voice=asked["last_voice"] or None,
        predicate=asked["predicate"] or None,
        document=asked["document"] or None,
        polarity=asked["polarity"] or None,
        when=_when(asked["since"], asked["until"]),
    )
    problem = ""
    try:
        total = count_claims(opened.record, wanted)
    except (UsageError, QuestionError) as err:
        total, problem = 0, str(err)
    paging = asked_page(request, total, _A_PAGE)
    shown = claims(opened.record, replace(wanted, limit=paging.size, offset=paging.offset)) if total else ()
    fields = {
        "asked": asked,
        "words": _FIELDS,
        "problem": problem,
        "paging": paging,
        "claims": shown,
        "filtered": any(asked.values()),
        "predicates": tuple(
            (name, vocabulary()[name].sentence("A", "B", name="a name", quantity="a number")) for name in vocabulary().claimable
        ),
        "doc_ids": list(document_ids(opened).values())[:_OFFERED],
    }
    return Page("claims.html", "Claims", "Claims", fields)


def _when(since: str, until: str) -> str | None:
    """The time between two EDTF texts; None when neither is given."""
    if not since and not until:
        return None
    return since if since == until else f"{since or '..'}/{until or '..'}"
