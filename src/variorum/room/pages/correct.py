"""Correcting a claim: a form with all that it says, of which only what was changed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.errors import UsageError, VariorumError
from variorum.judging.claims import as_to_dict, correcting
from variorum.judging.keep import keep
from variorum.judging.seen import Seen, seen_claim
from variorum.model import SPEAKERS, Act, Certainty, Mode, Polarity, vocabulary
from variorum.record.correcting import named
from variorum.room.addresses import REVIEW, with_query
from variorum.room.judged import log_of
from variorum.room.opened import Opened
from variorum.room.pages.judging import Meanwhile, gone, number, remade, taken_away, unless_judged
from variorum.room.pages.review import about, find_item, reviewer
from variorum.room.rendering import Page
from variorum.room.review.evidence import passage
from variorum.room.review.queue import Item
from variorum.shelf import judgements
from variorum.shelf.documents import text_of

_ENTITIES = ("subject", "object", "from", "org", "place")
_WORDS = ("role", "name", "quantity", "text")
_PLAIN = ("predicate", "when", "polarity", "certainty", "mode")
_CHOICES = {"polarity": [str(p) for p in Polarity], "certainty": [str(c) for c in Certainty], "mode": [str(m) for m in Mode]}


def correct(opened: Opened, request: Request) -> Page:
    """The form of a claim, named by its sixteen digits in the address (``item``)."""
    reviewer(request)
    key = request.query_params.get("item", "")
    item = _item(opened, key)
    layout = opened.archive.layout
    seen = seen_claim(layout, judgements.read(layout.decisions), key)
    return _form(opened, seen, key, _values(seen), mark=len(about(opened, log_of(opened), item)))


def keep_correction(opened: Opened, request: Request, form: FormData) -> str | Page:
    """Keeps what was changed. Gives the form back, as it was filled in, when it cannot be kept as it stands."""
    session = reviewer(request)
    key, why = str(form.get("item", "")), str(form.get("why", ""))
    layout = opened.archive.layout
    log = judgements.read(layout.decisions)
    try:
        seen = seen_claim(layout, log, key)
    except UsageError as err:
        return gone(str(err), why)
    given = {name: str(value).replace("\r\n", "\n") for name, value in form.items()}
    try:
        item = _item(opened, key)
    except HTTPException as err:
        return gone(err.detail, why)
    mark = len(about(opened, log_of(opened), item))
    try:
        judgement = correcting(layout, log, key, _changes(given, seen, text_of(layout, seen.reading.document)), why=why, by=session.name)
        kept = keep(layout, judgement, check=unless_judged(opened, item, given.get("mark", "")))
    except Meanwhile:
        theirs = about(opened, log_of(opened), item)[number(given.get("mark")) :]
        return _form(opened, seen, key, {**_values(seen), **given}, mark=mark, why=why, conflict=theirs)
    except VariorumError as err:
        return _form(opened, seen, key, {**_values(seen), **given}, mark=number(given.get("mark")), why=why, refused=str(err))
    remade(request)
    return with_query(REVIEW, done=kept.line)


def _item(opened: Opened, key: str) -> Item:
    """The item of that key; also one that the record was made without for a judgement that may have been taken back since. Raises HTTPException (404)."""
    try:
        return find_item(opened, log_of(opened), key)
    except HTTPException:
        if (taken := taken_away(log_of(opened), key)) is not None:
            return taken
        raise


def _form(opened: Opened, seen: Seen, key: str, values: Mapping[str, str], **more: Any) -> Page:
    c, v = seen.claim, vocabulary()
    people = sorted({_value(named(e.key, seen.reading)): e.label for e in seen.reading.entities}.items())
    fields: dict[str, Any] = {
        "key": key,
        "values": values,
        "voices": range(len(c.voices)),
        "predicates": v.claimable,
        "choices": _CHOICES,
        "acts": [str(a) for a in Act],
        "entities": _ENTITIES,
        "words": _WORDS,
        "people": [*((s, s) for s in SPEAKERS), *people],
        "passage": passage(opened, seen.target.document, c.start, c.end, c.quote),
        "sentence": v[c.predicate].sentence(
            _label(c.subject, seen), _label(c.object, seen), denied=c.polarity is Polarity.DENIED, name=c.args.name
        ),
        "why": "",
        "refused": None,
        "conflict": None,
        **more,
    }
    return Page("review_correct.html", "Review", "Correct a claim", fields)


def _label(key: str | None, seen: Seen) -> str | None:
    return next((e.label for e in seen.reading.entities if e.key == key), key)


def _values(seen: Seen) -> dict[str, str]:
    """What the fields of the form hold: entities by the name that alone is theirs in the document, or by key."""
    raw = as_to_dict(seen.claim, seen.reading)
    values = {n: _value(raw[n]) for n in (*_PLAIN, *_ENTITIES, *_WORDS, "quote")}
    for i, voice in enumerate(raw["voices"]):
        values |= {f"voice{i}": _value(voice["voice"]), f"act{i}": voice["act"], f"said{i}": voice.get("said") or ""}
    return values


def _value(raw: Any) -> str:
    return str(raw.get("name") or raw["key"]) if isinstance(raw, Mapping) else "" if raw is None else str(raw)


def _changes(given: Mapping[str, str], seen: Seen, text: str) -> dict[str, Any]:
    """The fields that were filled in otherwise than the form came."""
    before = _values(seen)
    changes: dict[str, Any] = {n: given[n].strip() or None for n in (*_PLAIN, *_ENTITIES, *_WORDS) if n in given and given[n] != before[n]}
    parts = [f"{part}{i}" for i in range(len(seen.claim.voices)) for part in ("voice", "act", "said")]
    if any(given.get(n, before[n]).strip() != before[n] for n in parts):
        now = {n: given.get(n, before[n]).strip() for n in parts}
        changes["voices"] = [
            {"voice": now[f"voice{i}"], "act": now[f"act{i}"], **({"said": now[f"said{i}"]} if now[f"said{i}"] else {})}
            for i in range(len(seen.claim.voices))
        ]
    quote = given.get("quote", before["quote"])
    if quote != before["quote"].replace("\r\n", "\n"):
        changes |= _place(quote, seen.claim.start, text)
    return changes


def _place(quote: str, near: int, text: str) -> dict[str, Any]:
    """Where the words stand: at the place nearest to where the claim's stood. Raises UsageError when they stand nowhere."""
    after, before = text.find(quote, near) if quote else -1, text.rfind(quote, 0, near + len(quote)) if quote else -1
    at = min((p for p in (after, before) if p >= 0), key=lambda p: abs(p - near), default=None)
    if at is None:
        raise UsageError(f"the words {quote!r} stand nowhere in the document; copy them as they stand there")
    return {"start": at, "end": at + len(quote), "quote": quote}
