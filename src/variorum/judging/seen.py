"""Which claim a person means: found in its document's reading as judged so far, so that no record need be made first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from variorum.errors import RecordError, UsageError
from variorum.model import Claim, Reading
from variorum.record import Record, open_record
from variorum.record.as_judged import as_judged
from variorum.record.claim_id import claim_ids
from variorum.record.counted import Judged
from variorum.record.readings import readings
from variorum.record.reviewed import KINDS, review_of
from variorum.record.withdrawals import ClaimTarget, DocumentTarget
from variorum.shelf.documents import documents
from variorum.shelf.judgements import Judgement, Kind
from variorum.shelf.layout import Layout
from variorum.shelf.undone import standing

_ID = re.compile(r"[0-9a-fA-F]{16}")


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim as it now stands in the ``reading`` of its document, and how a judgement names it."""

    claim: Claim
    reading: Reading
    target: ClaimTarget


class Rejected(UsageError):
    """The claim that is meant was rejected; ``target`` is how that judgement names it."""

    def __init__(self, message: str, target: ClaimTarget) -> None:
        super().__init__(message)
        self.target = target


def seen_claim(layout: Layout, log: Sequence[Judgement], text: str, record: Record | None = None) -> Seen:
    """The claim that a text names: its 16 digits, as every command prints them, or ``DOCUMENT:ID`` with its id in the reading of its document.

    ``record``: one that is open, to look for the digits in; None: the one last built is opened for it.

    Raises UsageError, with the judgement that took it away where one did, when there is no such claim.
    """
    document, local = _named(layout, log, text, record)
    judged = Judged.of(log, str(layout.decisions))
    if gone := next((w for w in judged.withdrawn if w.target == DocumentTarget(document)), None):
        raise UsageError(f"the document {document} is withdrawn, by line {gone.line} of decisions.jsonl ({gone.who}: {gone.why})")
    reading = reading_of(layout, document)
    reviewed = [r for r in judged.reviewed if r.target.document == document]
    now = as_judged(reading, reviewed, [t for t in judged.claims if t.document == document], [])
    for claim, target in zip(now.claims, targets(now), strict=True):
        if claim.id == local or f"{target.id:016x}" == text.lower():
            return Seen(claim, now, target)
    digits = next((f"{t.id:016x}" for c, t in zip(reading.claims, targets(reading), strict=True) if c.id == local), text.lower())
    raise _unseen(log, text, digits, now)


def judged_target(layout: Layout, log: Sequence[Judgement], text: str, record: Record | None = None) -> ClaimTarget:
    """How a judgement names the claim of a text, as for :func:`seen_claim`: as it stands, or as the rejection named it that took it away.

    Raises UsageError as :func:`seen_claim`.
    """
    try:
        return seen_claim(layout, log, text, record).target
    except Rejected as err:
        return err.target


def targets(reading: Reading) -> Iterable[ClaimTarget]:
    """How judgements name the claims of a reading, in their order."""
    for c, id_ in zip(reading.claims, claim_ids(reading.document.sha256, reading.claims), strict=True):
        yield ClaimTarget(reading.document.id, id_, c.predicate, c.start, c.end, c.quote)


def reading_of(layout: Layout, document: str) -> Reading:
    """The reading of one document, a person's or the machine's, before any judgement. Raises UsageError when there is no such document."""
    ids = {d.id for d in documents(layout)}
    if document not in ids:
        raise no_document(ids, document)
    return next(iter(readings(layout, without=ids - {document})))


def no_document(known: Iterable[str], id_: str) -> UsageError:
    """The error that says which documents there are."""
    ids = sorted(known)
    return UsageError(f"the archive has no document {id_!r}; it has {', '.join(ids[:10])}{' ...' if len(ids) > 10 else ''}")


def _named(layout: Layout, log: Sequence[Judgement], text: str, record: Record | None) -> tuple[str, str | None]:
    """The document, and the claim's id in its reading when that is how it was named."""
    document, colon, local = text.rpartition(":")
    if colon and document and local:
        return document, local
    if not _ID.fullmatch(text):
        raise UsageError(f"{text!r} names no claim; expected DOCUMENT:ID, such as letter-7:c12, or the 16 digits of its id")
    number = int(text, 16)
    for j in log:
        if j.kind in KINDS:
            review = review_of(j)
            if number in (review.target.id, review.says and review.says.id):
                return review.target.document, None
    with suppress(RecordError):
        asked = record or open_record(layout)
        rows = asked.rows("SELECT d.id FROM claim c JOIN document d USING (doc) WHERE c.claim_id = ?", [number]) if number < 2**63 else []
        if record is None:
            asked.close()
        if rows:
            return rows[0][0], None
    raise UsageError(f"the record has no claim {text}; `variorum claims` prints each with its document and id")


def _unseen(log: Sequence[Judgement], text: str, digits: str, now: Reading) -> UsageError:
    for j in reversed(standing(log)):
        if j.kind in (Kind.REJECT, Kind.CORRECT) and f"{(review := review_of(j)).target.id:016x}" == digits:
            by = f"by line {j.line} of decisions.jsonl ({j.who}: {j.why})"
            if review.says is None:
                return Rejected(f"the claim {text} was rejected {by}; `variorum undo` takes a line back", review.target)
            return UsageError(f"the claim {text} was corrected, and is now {review.says.id:016x}, {by}")
    known = ", ".join(c.id for c in now.claims[:5])
    return UsageError(
        f"{now.document.id} has no claim {text}, or it is withdrawn; its claims are called {known or 'nothing: it has none'} ..."
    )
