"""The review: what waits to be judged, one item with its evidence and a form, and what was judged just now. A page for whoever may judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from variorum.asking.citation import cite
from variorum.errors import VariorumError
from variorum.identity.decisions import DecisionKind
from variorum.judging.claims import rejecting
from variorum.judging.keep import kept_with_effect
from variorum.judging.pairs import deciding
from variorum.judging.told import Told
from variorum.model import vocabulary
from variorum.reasoning.comparison import Answer, Comparison
from variorum.record.reviewed import review_of
from variorum.record.withdrawals import LinkTarget
from variorum.room.accounts import Role
from variorum.room.addresses import REVIEW, claim_number, with_query
from variorum.room.doors import Session
from variorum.room.judged import Log, log_of
from variorum.room.opened import Opened
from variorum.room.rebuilding import is_behind
from variorum.room.rendering import Page
from variorum.room.review.evidence import claim_evidence, pair_evidence
from variorum.room.review.leaning import carried_alone, leaning
from variorum.room.review.queue import ClaimItem, Item, PairItem, every_side, queue, sides, waiting
from variorum.room.words import window
from variorum.shelf import judgements

#: How many items are listed beside the one in focus, and how many judgements below "just now".
LISTED, JUST_NOW = 10, 8
#: Of records of more claims it is not worked out what exactly a judgement would change: that takes a build.
EXACT_UP_TO = 20_000
_MORE, _FEW = 100, 6


def review(opened: Opened, request: Request) -> Page:
    """The first item that waits, or the one that the address names (``item``)."""
    session = reviewer(request)
    asked = request.query_params.get("item")
    return shown_item(opened, request, session, asked)


def shown_item(opened: Opened, request: Request, session: Session, asked: str | None, **more: Any) -> Page:
    """The page with an item in focus: the one of that key, else the first that waits and that nobody else is on. ``more`` are fields of the form.

    Raises HTTPException (404), saying what became of it, for an item that there is not.
    """
    desk, making = request.app.state.room.desk, request.app.state.room.rebuilding
    log = log_of(opened)
    left = waiting(opened, log)
    aside = desk.aside(session)
    kind = request.query_params.get("kind")
    here = [i for i in left if i.key not in aside and _is_of(i, kind)]
    others = desk.others(session)
    taken = {key for _, key in others}
    item = find_item(opened, log, asked) if asked else next((i for i in here if i.key not in taken), here[0] if here else None)
    if item is not None:
        desk.sits(session, item.key)
    title = _title(item) if item else "Nothing waits to be judged"
    fields: dict[str, Any] = {
        "item": item,
        "is_pair": isinstance(item, PairItem),
        "evidence": _evidence(opened, item),
        "items": _beside(here, item),
        "waiting": len(left),
        "more": max(0, len(here) - LISTED),
        "aside": len([i for i in left if i.key in aside]),
        "next": _next(here, item),
        "kind": kind,
        "others": others,
        "titles": {i.key: _title(i) for i in left if i.key in taken},
        "on_item": [name for name, key in others if item and key == item.key],
        "so_far": about(opened, log, item),
        "mark": len(about(opened, log, item)),
        "just_now": tuple(reversed(log.lines))[:JUST_NOW],
        "far": _how_far(opened, log),
        "exact": item is not None and _claims(opened) <= EXACT_UP_TO,
        "done": _done(log, request),
        "lines": len(log.lines),
        **state(opened, making),
        "me": session,
        "why": "",
        "refused": None,
        "conflict": None,
        **more,
    }
    return Page("review.html", "Review", title, fields)


def review_list(opened: Opened, request: Request) -> Page:
    """All items that wait, the first hundred of each kind."""
    reviewer(request)
    left = waiting(opened, log_of(opened))
    return Page(
        "review_list.html", "Review", "All that waits", {"items": [(_title(i), i) for i in left[: 2 * _MORE]], "waiting": len(left)}
    )


def making_state(opened: Opened, request: Request) -> Page:
    """Whether the record is being made, as a piece of a page that the script looks at."""
    reviewer(request)
    return Page("review_state.html", "Review", "The record", state(opened, request.app.state.room.rebuilding))


def effect(opened: Opened, request: Request) -> Page:
    """What exactly would change if a claim were rejected, or if two were judged otherwise than the machine did. Makes a record for it, aside."""
    reviewer(request)
    log = log_of(opened)
    item = find_item(opened, log, request.query_params.get("item", ""))
    if _claims(opened) > EXACT_UP_TO:
        raise HTTPException(409, "This record is large: what exactly would change is seen by `variorum reject --dry-run`.")
    fields: dict[str, Any] = {"item": item, "trouble": None, "changes": None, "answers": (), "disputes": ()}
    try:
        changes: Comparison = _tried(opened, item).comparison
        asked = [{d.question for d in found} for found in (changes.closed, changes.opened)]
        disputes = [
            *((q, "closes") for q in sorted(asked[0] - asked[1])[:_FEW]),
            *((q, "opens") for q in sorted(asked[1] - asked[0])[:_FEW]),
        ]
        answers = [(_answer(a), str(a.before.status), str(a.after.status)) for a in changes.answers[:_FEW]]
        fields |= {"changes": changes, "answers": answers, "disputes": disputes}
    except VariorumError as err:
        fields["trouble"] = str(err)
    return Page("review_effect.html", "Review", "What would change", fields)


def reviewer(request: Request) -> Session:
    """Who asks, when he may judge. Raises HTTPException (403) otherwise."""
    session: Session = request.state.session
    if not session.may(Role.REVIEWER):
        raise HTTPException(403, f"Review is for reviewers; {session.name} is a {session.role.name.lower()}.")
    return session


def find_item(opened: Opened, log: Log, key: str) -> Item:
    """The item of that key, judged or not; any claim of the record is one. Raises HTTPException (404), saying what became of it."""
    found = queue(opened).by_key.get(key)
    if found is not None:
        return found
    number = claim_number(key) if len(key) == 16 and not key.startswith("p") else None
    if number is not None and number < 2**63:
        rows = opened.record.rows(
            "SELECT d.id, t.score FROM claim c JOIN document d USING (doc) JOIN claim_text t ON t.claim_id = c.claim_id WHERE c.claim_id = ?",
            [number],
        )
        if rows:
            alone = len(carried_alone(opened, [number]).get(number, ()))
            return ClaimItem(number, alone, cite(opened.record, [number])[number].sentence, rows[0][0], (), rows[0][1])
        if lines := log.on_claim(number):
            last = lines[-1]
            raise HTTPException(404, f"The claim {key} is no longer in the record. {_told(last)} {REVIEW} shows what else waits.")
    raise HTTPException(
        404, f"There is no item {key[:40]!r} to review in this record; it may have been read anew since. {REVIEW} shows what waits."
    )


def about(opened: Opened, log: Log, item: Item | None) -> tuple[Told, ...]:
    """What has been judged of an item so far, oldest first. Its number of lines is the mark of a form."""
    if item is None:
        return ()
    return log.on_claim(item.claim) if isinstance(item, ClaimItem) else log.on_pair(*every_side(opened, item))


def state(opened: Opened, making: Any) -> dict[str, Any]:
    """How the record stands to the log."""
    progress = making.progress
    return {"progress": progress, "behind": is_behind(opened), "record": f"{opened.mark}-{opened.built.timestamp()}"}


def _title(item: Item) -> str:
    if isinstance(item, PairItem):
        a, b = item.labels
        return f"Is “{a}” of {item.a[0]} the same as “{b}” of {item.b[0]}?"
    return f"Does {item.document} say: {item.title}?"


def _evidence(opened: Opened, item: Item | None) -> Any:
    if item is None:
        return None
    return pair_evidence(opened, item) if isinstance(item, PairItem) else claim_evidence(opened, item)


def _is_of(item: Item, kind: str | None) -> bool:
    return kind not in ("claims", "names") or (kind == "names") == isinstance(item, PairItem)


def _beside(here: list[Item], item: Item | None) -> list[Item]:
    """The items listed: from the first, or from the one before that in focus when it is further down."""
    at = next((n for n, i in enumerate(here) if item and i.key == item.key), 0)
    begin = 0 if at < LISTED else at - 1
    return here[begin : begin + LISTED]


def _next(here: list[Item], item: Item | None) -> dict[str, str | None]:
    """The keys of the items before and after that in focus."""
    keys = [i.key for i in here]
    at = keys.index(item.key) if item and item.key in keys else -1
    return {"before": keys[at - 1] if at > 0 else None, "after": keys[at + 1] if at + 1 < len(keys) else None}


def _how_far(opened: Opened, log: Log) -> Mapping[str, int]:
    """Of the answers that rest on one claim alone, how many rest on one that a person has seen."""
    lean = leaning(opened)
    by_person = opened.memo("read by persons", lambda: opened.record.rows("SELECT count(*) FROM document WHERE reader = 'person'")[0][0])
    seen = sum(len(found) for found in carried_alone(opened, log.reviewed).values()) if log.reviewed else 0
    rest = lean.single - seen
    share = round(100 * (lean.answers - rest) / lean.answers) if lean.answers else 100
    return {"judgements": len(log.lines), "answers": lean.answers, "rest": rest, "share": share, "by_person": by_person}


def _done(log: Log, request: Request) -> Told | None:
    line = request.query_params.get("done", "")
    return next((t for t in log.lines if line.isascii() and line.isdigit() and t.judgement.line == int(line[:9])), None)


def _claims(opened: Opened) -> int:
    return int(opened.memo("claims", lambda: opened.record.rows("SELECT count(*) FROM claim")[0][0]))


def _answer(a: Answer) -> str:
    sentence = vocabulary()[a.topic].sentence(a.x.label if a.x else None, a.y.label if a.y else None)
    if a.before.status is not a.after.status:
        return sentence
    return f"{sentence}: {window(a.before.window)} → {window(a.after.window)}"


def _told(t: Told) -> str:
    j = t.judgement
    return f"Line {j.line} of decisions.jsonl: {j.who or 'somebody'} {t.words}{f' ({j.why})' if j.why else ''}."


def _tried(opened: Opened, item: Item) -> Any:
    layout = opened.archive.layout
    if isinstance(item, PairItem):
        kind = DecisionKind.NOT_SAME if item.joined else DecisionKind.SAME
        judgement = deciding(kind, *sides(opened, item), why="tried", by="tried")
        return kept_with_effect(layout, judgement, LinkTarget(*sides(opened, item)), dry_run=True).changes
    judgement = rejecting(layout, judgements.read(layout.decisions), item.key, why="tried", by="tried")
    return kept_with_effect(layout, judgement, review_of(judgement).target, dry_run=True).changes


def item_address(key: str, **more: object) -> str:
    """Where an item of the review is shown."""
    return with_query(REVIEW, item=key, **more)
