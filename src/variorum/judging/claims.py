"""Accepting, rejecting and correcting a claim, as judgements that are not yet kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from variorum.errors import UsageError
from variorum.judging.keep import reason
from variorum.judging.seen import Seen, judged_target, seen_claim, targets
from variorum.model import Claim, Reading
from variorum.record import Record
from variorum.record.as_judged import as_judged
from variorum.record.correcting import check_words, corrected, entity_named, named
from variorum.record.reviewed import ENTITIES, FIELDS, Review
from variorum.record.withdrawals import ClaimTarget
from variorum.shelf.documents import text_of
from variorum.shelf.judgements import Judgement, Kind, signed
from variorum.shelf.layout import Layout


def accepting(
    layout: Layout, log: Sequence[Judgement], claim: str, *, why: str = "", by: str | None = None, record: Record | None = None
) -> Judgement:
    """That a person has seen that the document says so. Of a rejected claim: that it counts again. The reason may be empty. ``record``: one that is open.

    Raises UsageError when there is no such claim.
    """
    return signed(Kind.ACCEPT, Review(Kind.ACCEPT, judged_target(layout, log, claim, record)).fields(), why=why.strip(), by=by)


def rejecting(
    layout: Layout, log: Sequence[Judgement], claim: str, *, why: str, by: str | None = None, record: Record | None = None
) -> Judgement:
    """That the document does not say so: the reader's mistake. ``record``: one that is open.

    Raises UsageError when there is no such claim, or no reason is given.
    """
    return signed(Kind.REJECT, Review(Kind.REJECT, seen_claim(layout, log, claim, record).target).fields(), why=reason(why), by=by)


def correcting(
    layout: Layout, log: Sequence[Judgement], claim: str, changes: Mapping[str, Any], *, why: str, by: str | None = None
) -> Judgement:
    """That the claim says something else in these fields (those of :data:`variorum.record.reviewed.FIELDS`, and ``voice``: the last of its chain).

    Entities are given by a key or name of the document; None or an empty text takes away what stood there. Only the fields that differ from the
    claim as it stands are kept.

    Raises:
        UsageError: there is no such claim or field, no reason is given, nothing would change, a value cannot be, or the quote is not in the text.
    """
    seen = seen_claim(layout, log, claim)
    to = differing(seen, as_fields(seen, changes))
    if not to:
        raise UsageError("nothing would change: the claim says that already; `variorum accept` keeps that it is right")
    now = corrected(seen.claim, to, seen.reading)
    check_words(now, text_of(layout, seen.reading.document))
    return signed(Kind.CORRECT, Review(Kind.CORRECT, seen.target, to, _says(seen, to)).fields(), why=reason(why), by=by)


def as_fields(seen: Seen, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes as people name them as fields of a judgement. Raises UsageError for an unknown field or entity."""
    if unknown := set(changes) - {*FIELDS, "voice"}:
        raise UsageError(f"a claim has no field {', '.join(sorted(unknown))}; it has {', '.join((*FIELDS, 'voice'))}")

    def whom(text: str) -> dict[str, str]:
        return named(entity_named(text, seen.reading), seen.reading)

    found: dict[str, Any] = {}
    for name, value in changes.items():
        if name == "voices":
            found["voices"] = [{**v, "voice": whom(v["voice"])} for v in value]
        elif name != "voice":
            found[name] = (whom(value) if value else None) if name in ENTITIES else (value if value != "" else None)
    if changes.get("voice"):
        chain = found.get("voices") or as_to_dict(seen.claim, seen.reading)["voices"]
        found["voices"] = [*chain[:-1], {**chain[-1], "voice": whom(changes["voice"])}]
    return found


def differing(seen: Seen, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the fields in which the claim as it stands says something else; of place and words all three or none."""
    now = as_to_dict(seen.claim, seen.reading)
    to = {name: value for name, value in fields.items() if _plain(value) != _plain(now[name])}
    if to.keys() & {"start", "end", "quote"}:
        to |= {name: fields.get(name, now[name]) for name in ("start", "end", "quote")}
    return to


def as_to_dict(claim: Claim, reading: Reading) -> dict[str, Any]:
    """All fields of a claim in the form that a correction gives them."""
    a = claim.args
    whom = {"subject": claim.subject, "object": claim.object, "from": a.from_, "org": a.org, "place": a.place}
    said = {"predicate": claim.predicate, "when": claim.when, "polarity": str(claim.polarity), "certainty": str(claim.certainty)}
    words = {"mode": str(claim.mode), "role": a.role, "name": a.name, "quantity": a.quantity, "text": a.text}
    voices = [{"voice": named(v.voice, reading), "act": str(v.act), **({"said": v.said} if v.said else {})} for v in claim.voices]
    place = {"start": claim.start, "end": claim.end, "quote": claim.quote}
    return {**said, **words, **{n: named(k, reading) if k else None for n, k in whom.items()}, **place, "voices": voices}


def _plain(value: Any) -> Any:
    """Equal for values that mean the same: a number of a quantity and its digits, a voice that says nothing of when."""
    if isinstance(value, list):
        return [{k: v for k, v in item.items() if v} for item in value]
    return str(value) if isinstance(value, int | float) else value


def _says(seen: Seen, to: Mapping[str, Any]) -> ClaimTarget:
    """How the corrected claim is named."""
    after = as_judged(seen.reading, [Review(Kind.CORRECT, seen.target, to)], (), [])
    return next(target for c, target in zip(after.claims, targets(after), strict=True) if c.id == seen.claim.id)
