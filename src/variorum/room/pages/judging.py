"""What the forms of the review lead to: a judgement kept under the name of whoever sent it, and the record made anew when it changes it.

Every form carries the mark of what it judges: how many lines of the log were about it. When there are more by now, somebody else was quicker;
then nothing is kept, both are shown, and the form asks again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.errors import UsageError, VariorumError
from variorum.identity.decisions import DecisionKind
from variorum.judging.claims import accepting, rejecting
from variorum.judging.keep import keep
from variorum.judging.notes import noting
from variorum.judging.pairs import deciding
from variorum.judging.seen import seen_claim
from variorum.judging.taken_back import undoing
from variorum.reasoning.weighing.judging import grade_claim
from variorum.room.accounts import Role
from variorum.room.addresses import REVIEW, claim_number, with_query
from variorum.room.doors import Session
from variorum.room.judged import Log, log_of
from variorum.room.opened import Opened
from variorum.room.pages.review import about, find_item, item_address, reviewer, shown_item
from variorum.room.rebuilding import is_behind
from variorum.room.rendering import Page
from variorum.room.review.queue import ClaimItem, Item, PairItem, sides
from variorum.shelf import judgements
from variorum.shelf.judgements import Check, Judgement, Kind

#: Said of an undo for which the form gives no other reason.
BACK = "taken back in the review"


class Meanwhile(VariorumError):
    """Somebody else has judged the same matter since the form was made."""


def judge(opened: Opened, request: Request, form: FormData) -> str | Page:
    """Keeps a judgement of an item, or puts the item aside, and leads on. Gives back the item's page when it cannot be kept as it stands."""
    session = reviewer(request)
    key, verdict, why = (str(form.get(name, "")) for name in ("item", "verdict", "why"))
    log = log_of(opened)
    try:
        item = find_item(opened, log, key)
    except HTTPException as err:
        taken = taken_away(log, key)
        return _bring_back(opened, request, session, taken, form, err.detail) if verdict == "accept" and taken else gone(err.detail, why)
    if verdict in ("skip", "cannot say"):
        return _aside(opened, request, session, item, verdict, why)
    try:
        line = _kept(opened, session, item, verdict, form, unless_judged(opened, item, str(form.get("mark", ""))))
    except Meanwhile:
        theirs = about(opened, log_of(opened), item)[number(form.get("mark")) :]
        return shown_item(opened, request, session, key, why=why, conflict=theirs, verdict=verdict)
    except VariorumError as err:
        return shown_item(opened, request, session, key, why=why, refused=str(err))
    remade(request)
    return item_address(key, done=line) if verdict in ("grade", "note") else with_query(REVIEW, done=line, kind=_kind(form))


def taken_away(log: Log, key: str) -> ClaimItem | None:
    """The claim of that key, when the record lacks it because of a judgement."""
    claim = claim_number(key)
    return ClaimItem(claim, 0, key, "", (), None) if claim is not None and log.on_claim(claim) else None


def _bring_back(opened: Opened, request: Request, session: Session, item: ClaimItem, form: FormData, said: str) -> str | Page:
    """To accept a claim that was rejected brings it back, also when the record was made without it meanwhile."""
    try:
        line = _kept(opened, session, item, "accept", form, unless_judged(opened, item, str(form.get("mark", ""))))
    except VariorumError:
        return gone(said, str(form.get("why", "")))
    remade(request)
    return with_query(REVIEW, done=line)


def undo(opened: Opened, request: Request, form: FormData) -> str | Page:
    """Takes a line of the log back."""
    session = reviewer(request)
    layout, line = opened.archive.layout, number(form.get("line"))
    try:
        log = judgements.read(layout.decisions)
        judgement, undone = undoing(log, line, why=str(form.get("why") or BACK), by=session.name)
        if _of_keepers(undone.judgement, log) and not session.may(Role.KEEPER):
            raise UsageError("withdrawing, and taking a withdrawal back, is for keepers")
        kept = keep(layout, judgement)
    except VariorumError as err:
        return shown_item(opened, request, session, None, refused=str(err))
    remade(request)
    return with_query(REVIEW, done=kept.line, kind=_kind(form))


def make(opened: Opened, request: Request, form: FormData) -> str:
    """Has the record made anew."""
    reviewer(request)
    request.app.state.room.rebuilding.ask()
    return REVIEW


def take_up(opened: Opened, request: Request, form: FormData) -> str:
    """Puts what this person has put aside into the queue again."""
    request.app.state.room.desk.takes_up(reviewer(request))
    return REVIEW


def remade(request: Request) -> None:
    """Has the record made anew when it is not what the log says, or may not be when the build under way ends."""
    room = request.app.state.room
    if room.rebuilding.progress.is_making or is_behind(room.current.get()):
        room.rebuilding.ask()


def unless_judged(opened: Opened, item: Item, mark: str) -> Check:
    """Refuses a judgement, by :class:`Meanwhile`, when by now there are more lines about the item than the form says."""

    def check(log: Sequence[Judgement]) -> None:
        if len(about(opened, Log.of(log[:-1]), item)) > number(mark):
            raise Meanwhile("somebody else has judged this meanwhile")

    return check


def gone(said: str, why: str) -> Page:
    """What is shown when the item is no longer there; the reason that was written is on it."""
    return Page("review_gone.html", "Review", "No longer there", {"said": said, "why": why})


def number(value: object) -> int:
    """A whole number of a form; 0 for what is none."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _kept(opened: Opened, session: Session, item: Item, verdict: str, form: FormData, check: Check) -> int:
    layout, why, by = opened.archive.layout, str(form.get("why", "")), session.name
    if isinstance(item, PairItem):
        if verdict == "note":
            side = sides(opened, item)[0]
            return keep(layout, noting(side, f"{_as_question(item)} {why}" if why.strip() else "", kind="entity", by=by), check=check).line
        if verdict not in list(DecisionKind):
            raise UsageError(f"{verdict!r} is no judgement of two; expected {', '.join(DecisionKind)}")
        return keep(layout, deciding(DecisionKind(verdict), *sides(opened, item), why=why, by=by), check=check).line
    log = judgements.read(layout.decisions)
    made: dict[str, Callable[[], Judgement]] = {
        "accept": lambda: accepting(layout, log, item.key, why=why, by=by, record=opened.record),
        "reject": lambda: rejecting(layout, log, item.key, why=why, by=by, record=opened.record),
        "note": lambda: noting(seen_claim(layout, log, item.key, opened.record).target, why, kind="claim", by=by),
    }
    if verdict == "grade":
        return grade_claim(opened.record, layout.decisions, item.key, str(form.get("grade", "")), why=why, by=by).line
    if verdict not in made:
        raise UsageError(f"{verdict!r} is no judgement of a claim; expected {', '.join(made)} or grade")
    return keep(layout, made[verdict](), check=check).line


def _aside(opened: Opened, request: Request, session: Session, item: Item, verdict: str, why: str) -> str:
    """The item waits for somebody else, or for later; a reason why nobody can say is kept as a note."""
    request.app.state.room.desk.puts_aside(session, item.key)
    if verdict == "skip" or not why.strip():
        return REVIEW
    layout = opened.archive.layout
    if isinstance(item, ClaimItem):
        note = noting(
            seen_claim(layout, judgements.read(layout.decisions), item.key, opened.record).target, why, kind="claim", by=session.name
        )
    else:
        note = noting(sides(opened, item)[0], f"{_as_question(item)} Cannot say. {why.strip()}", kind="entity", by=session.name)
    return with_query(REVIEW, done=keep(layout, note).line)


def _as_question(item: PairItem) -> str:
    return f"The same as {item.labels[1]} of {item.b[0]}?"


def _of_keepers(judgement: Judgement, log: Sequence[Judgement]) -> bool:
    by_line = {j.line: j for j in log}
    while judgement.kind is Kind.UNDO:
        judgement = by_line[judgement.fields["line"]]
    return judgement.kind in (Kind.WITHDRAW, Kind.RESTORE)


def _kind(form: FormData) -> Any:
    kind = form.get("kind")
    return kind if kind in ("claims", "names") else None
