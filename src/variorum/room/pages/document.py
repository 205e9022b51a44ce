"""A document as a page of the variorum: its text in layers, every claim marked and noted, with what the whole record says on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from variorum.model import LayerKind
from variorum.publishing.edition import Status
from variorum.room.addresses import claim_number
from variorum.room.claim.gone import no_such_claim
from variorum.room.claim.stances import traced
from variorum.room.document import lists
from variorum.room.document.apparatus import Noted, apparatus_words, noted
from variorum.room.document.composed import groups
from variorum.room.document.original import counterparts
from variorum.room.document.parts import Part, headings, opening, part_at, parts
from variorum.room.document.source import Source, source
from variorum.room.judged import on_document
from variorum.room.opened import Opened, document_ids
from variorum.room.recent import Recent
from variorum.room.rendering import Page
from variorum.room.words import said_when

_PLACES = "SELECT claim_id, span_start FROM claim WHERE doc = ? ORDER BY span_start, span_end, claim_id"
#: Headings shown for a part in the list of contents, and dates, gaps and names below the text.
_HEADINGS, _LISTED = 3, 60
#: Texts of which the parts are remembered.
_CUT = 32


def document(opened: Opened, request: Request) -> Page:
    """A document, or the part of it that the fields ``claim`` (its sixteen digits) or ``part`` ask for; ``marks=none``: the text alone.

    Raises HTTPException (404), with words that help, when there is no such document, claim in it, or part.
    """
    found = source(opened, request.path_params["id"])
    places = opened.record.rows(_PLACES, [found.doc])
    cut: Recent[int, tuple[Part, ...]] = opened.memo(
        "parts of texts", lambda: Recent(_CUT)
    )  # who reads one part of a long text reads the next
    every = cut.get(found.doc, lambda: parts(found, [place for _, place in places]))
    asked = _asked_claim(opened, found, request.query_params.get("claim"))
    part = part_at(every, asked[1]) if asked else _asked_part(every, request.query_params.get("part"))
    marked = request.query_params.get("marks") != "none"
    claims = noted(opened, found, part, {c: n for n, (c, _) in enumerate(places, 1)}) if marked else ()
    _check(found, claims)
    dates, unread = (f(opened, found, part) if marked else () for f in (lists.dates, lists.unread))
    focus = asked[0] if asked else next((c.claim.id for c in claims if c.status is Status.CONTESTED), None)
    card = next((c for c in claims if c.claim.id == focus), None)
    beside = counterparts(opened, found)
    notes = [(n, x) for n, x in enumerate(found.layers) if x.kind is LayerKind.NOTE]
    part_of = {n: part_at(every, x.start).number for n, x in notes}
    ids = document_ids(opened)
    fields: dict[str, Any] = {
        "judgements": on_document(opened, found.document.id),
        "source": found,
        "author": _author(opened, found),
        "kick": _kick(found),
        "part": part,
        "parts_of_text": every,
        "contents": _contents(found, every) if len(every) > 1 else (),
        "marked": marked,
        "groups": tuple(groups(found, part, claims, (*dates, *unread), focus=focus, marked=marked, beside=beside, part_of=part_of)),
        "anchor_part": {n: part_at(every, x.anchor).number for n, x in notes if x.anchor is not None},
        "claims": len(places),
        "contested": sum(1 for c in claims if c.status is Status.CONTESTED),
        "focus": card,
        "focus_asked": asked is not None,
        "origins": _origins(opened, card),
        "dates": dates[:_LISTED],
        "unread": unread[:_LISTED],
        "named": lists.named(opened, found, part)[:_LISTED] if marked else (),
        "documents": len(ids),
        "beside": tuple({c.document: c for c in beside.values()}.values()),
        "facts": _facts(found, opened.meta["reader"]),
        "cite": _cite(opened, found),
        **apparatus_words(opened),
    }
    return Page("document.html", "Documents", found.title, fields)


def plain_text(opened: Opened, request: Request) -> Response:
    """The text of a document as it was read, exactly. Raises HTTPException (404) when there is no such document."""
    text = source(opened, request.path_params["id"]).text
    return Response(text.encode("utf-8", "replace"), media_type="text/plain", headers={"Cache-Control": "private, no-cache"})


def _author(opened: Opened, found: Source) -> int:
    """The record's number of the author as a voice; 0 when he has none."""
    sql = "SELECT entity FROM local_entity WHERE doc = ? AND key = '@author'"
    return next((e for (e,) in opened.record.rows(sql, [found.doc]) if e in opened.sigla), 0)


def _kick(found: Source) -> str:
    kinds = dict.fromkeys(str(x.kind) for x in found.layers if x.kind is not LayerKind.BOILERPLATE)
    read = "read by a person" if found.reader == "person" else "read by the machine"
    return " · ".join(x for x in (", ".join(kinds), found.document.language, read) if x)


def _facts(found: Source, reader: str) -> tuple[tuple[str, str | None], ...]:
    d = found.document
    return (
        ("File", d.file),
        ("SHA-256", d.sha256),
        ("Text", f"{len(found.text):,} characters"),
        ("Language", d.language),
        ("Rights", d.rights),
        ("Obtained", d.obtained),
        ("Read by", "a person" if found.reader == "person" else reader),
    )


def _cite(opened: Opened, found: Source) -> str:
    d = found.document
    known = ", ".join(x for x in (d.author, f"“{d.title}”" if d.title else None, d.publisher, said_when(d.published)) if x)
    return f"{known}{': ' if known else ''}{opened.title}, document {d.id}, SHA-256 {d.sha256[:16]}…, record {opened.mark}."


def _asked_claim(opened: Opened, found: Source, digits: str | None) -> tuple[int, int] | None:
    """The claim that the address puts in focus and its place, None without one."""
    if not digits:
        return None
    number = claim_number(digits)
    sql = "SELECT c.doc, c.span_start, d.id FROM claim c JOIN document d ON d.doc = c.doc WHERE c.claim_id = ?"
    at = opened.record.rows(sql, [number]) if number is not None else []
    if not at:
        raise no_such_claim(opened, digits)
    doc, start, id_ = at[0]
    if doc != found.doc:
        raise HTTPException(404, f"The claim {digits[:16]} does not stand in {found.document.id}; it stands in {id_}.")
    assert number is not None
    return number, start


def _asked_part(every: Sequence[Part], asked: str | None) -> Part:
    if asked is None:
        return every[0]
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= len(every)):
        raise HTTPException(404, f"There is no part {asked[:20]!r} of this document; it has {len(every)}.")
    return every[int(asked) - 1]


def _contents(found: Source, every: Sequence[Part]) -> tuple[tuple[Part, str, tuple[str, ...]], ...]:
    return tuple((p, opening(found, p), headings(found, p, _HEADINGS)) for p in every)


def _check(found: Source, claims: Sequence[Noted]) -> None:
    """Raises HTTPException (409) when the text is no longer the one that the record was built from."""
    for c in claims:
        w = c.claim.witness
        if found.text[w.start : w.end] != c.claim.quote:
            raise HTTPException(409, f"The text of {found.document.id} is no longer the one that was read; run `variorum build` again.")


def _origins(opened: Opened, card: Noted | None) -> tuple[int, int] | None:
    """How many reports there are of the claim in focus and how many independent origins they have; None where a page cannot wait for that."""
    found = traced(opened, card.claim.id, card.elsewhere, silences=False) if card else None
    return (len(found.claims), found.independent) if found else None
