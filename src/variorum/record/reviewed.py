"""What persons have judged of claims as they were read: the kinds ``accept``, ``reject`` and ``correct`` of the log of judgements.

    {"kind": "accept", "claim": {"document": "D1", "id": "00f3…", "predicate": "leads", "start": 12, "end": 40, "quote": "…"}, ...}
    {"kind": "reject", "claim": {…}, ...}
    {"kind": "correct", "claim": {…}, "to": {"object": {"key": "F", "name": "the Front"}}, "says": {…}, ...}

They judge the *reading*: whether the document says so. That a claim no longer counts although it is there is a withdrawal
(:mod:`variorum.record.withdrawals`), a judgement on the source. The same matter is the same claim, of the three the last is in force. ``to``
has only the fields that change (:mod:`variorum.record.correcting`); ``says`` is the claim as it then stands, a claim like any other, which can be
accepted, rejected or corrected in its turn. What they do to a reading is in :mod:`variorum.record.as_judged`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from variorum.errors import DecisionError
from variorum.record.withdrawals import ClaimTarget, claim_of
from variorum.shelf.judgements import Judgement, Kind, latest
from variorum.shelf.undone import standing

KINDS = (Kind.ACCEPT, Kind.REJECT, Kind.CORRECT)
#: The fields of ``to``: those of a claim, with the names that an annotation gives them.
WORDS = ("predicate", "when", "polarity", "certainty", "mode", "role", "name", "quantity", "text")
ENTITIES = ("subject", "object", "from", "org", "place")
SPAN = ("start", "end", "quote")
FIELDS = (*WORDS, *ENTITIES, *SPAN, "voices")


@dataclass(frozen=True, slots=True)
class Review:
    """A judgement of a claim. ``to`` is empty and ``says`` None but for a correction; ``line`` is that of decisions.jsonl."""

    kind: Kind
    target: ClaimTarget
    to: Mapping[str, Any] = field(default_factory=dict)
    says: ClaimTarget | None = None
    who: str | None = None
    when: str | None = None
    why: str | None = None
    line: int = 0

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"

    def fields(self) -> dict[str, Any]:
        """What the log keeps beside kind, who, when and why."""
        more = {"to": dict(self.to), "says": self.says.fields()["claim"]} if self.says else {}
        return {**self.target.fields(), **more}


def reviews(log: Iterable[Judgement]) -> tuple[Review, ...]:
    """The reviews in force, in order of line. Other kinds of judgement are passed over.

    Raises DecisionError, naming file and line, for a review that does not say rightly what it is about.
    """
    return latest([review_of(j) for j in standing(log) if j.kind in KINDS], matter=lambda r: r.target.matter)


def review_of(j: Judgement) -> Review:
    """The review that a line of the log holds. Raises DecisionError as :func:`reviews`."""
    known = {"claim", "to", "says"} if j.kind is Kind.CORRECT else {"claim"}
    if set(j.fields) != known:
        raise DecisionError(
            f"{j.where}: {j.kind} has the fields {', '.join(sorted(j.fields)) or 'none'}; expected {', '.join(sorted(known))}"
        )
    target = claim_of(j.where, j.fields["claim"])
    if j.kind is not Kind.CORRECT:
        return Review(j.kind, target, {}, None, j.who, j.when, j.why, j.line)
    to = j.fields["to"]
    if not isinstance(to, Mapping) or not to:
        raise DecisionError(f"{j.where}: `to` is {to!r}; expected an object of the fields that change")
    if unknown := set(to) - set(FIELDS):
        raise DecisionError(f"{j.where}: `to` has the unknown field {', '.join(sorted(unknown))}; known are {', '.join(FIELDS)}")
    return Review(j.kind, target, to, claim_of(j.where, j.fields["says"]), j.who, j.when, j.why, j.line)
