"""What is said of a claim or document that the record does not have: whether somebody withdrew it, and why."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from variorum.record.reviewed import KINDS, review_of
from variorum.record.withdrawals import ClaimTarget, DocumentTarget, Withdrawal, withdrawals
from variorum.room.addresses import claim_address, claim_digits, claim_number
from variorum.room.judged import log_of
from variorum.room.opened import Opened
from variorum.room.words import said_when
from variorum.shelf import judgements
from variorum.shelf.judgements import Judgement


def no_such_claim(opened: Opened, digits: str) -> HTTPException:
    """The error (404) for a claim that is not there: withdrawn by whom and why, or how to look for it."""
    number = claim_number(digits)
    if number is None:
        return HTTPException(404, f"{digits[:40]!r} is no claim: the address of a claim ends in its sixteen digits, 0 to 9 and a to f.")
    for w in _withdrawn(opened):
        if isinstance(w.target, ClaimTarget) and w.target.id == number:
            said = f"The claim {digits} ({w.target.predicate}, at {w.target.start} of {w.target.document}: “{w.target.quote}”)"
            return HTTPException(404, f"{said} {_by(w)}")
    if judged := [t for t in log_of(opened).on_claim(number) if t.is_in_force and t.judgement.kind in KINDS]:
        return HTTPException(404, f"The record has no longer the claim {digits}. {_became(judged[-1].judgement, judged[-1].words, number)}")
    return HTTPException(
        404,
        f"The record has no claim {digits}. A claim keeps its digits as long as its document is read the same; when a later reading understood "
        "it otherwise, the document shows what stands there now.",
    )


def no_such_document(opened: Opened, id_: str) -> HTTPException:
    """The error (404) for a document that is not there: withdrawn by whom and why, or some that there are."""
    for w in _withdrawn(opened):
        if w.target == DocumentTarget(id_):
            return HTTPException(404, f"The document {id_} {_by(w)}")
    known = [d for (d,) in opened.record.rows("SELECT id FROM document ORDER BY doc LIMIT 6")]
    some = f" It has {', '.join(known[:5])}{' and others' if len(known) > 5 else ''}." if known else ""
    return HTTPException(404, f"The record has no document {id_[:80]!r}.{some}")


def _became(j: Judgement, words: str, number: int) -> str:
    """Who judged it away and why, and what it says now, when it was corrected."""
    says = review_of(j).says
    now = f" It is now the claim {claim_digits(says.id)}, at {claim_address(says.id)}." if says and says.id != number else ""
    return f"{j.who or 'Somebody'} {words}: {j.why or 'no reason is given'}.{now}"


def _withdrawn(opened: Opened) -> tuple[Withdrawal, ...]:
    return withdrawals(judgements.read(opened.archive.layout.decisions))


def _by(w: Withdrawal) -> str:
    who = f" by {w.who}" if w.who else ""
    when = f" on {said_when(w.when[:10])}" if w.when else ""
    return f"was withdrawn{who}{when}: {w.why or 'no reason is given'}. It can be restored with `variorum restore`."
