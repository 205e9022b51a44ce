"""Notes: a person's words on a document, a claim, an entity or a dispute. They are shown where the thing is shown, and change nothing.

    {"kind": "note", "document": "D1", "who": "mara", "why": "the last page is missing"}
    {"kind": "note", "claim": {"document": "D1", "id": "00f3…", …}, ...}
    {"kind": "note", "entity": {"document": "D1", "name": "Abu Umar"}, ...}
    {"kind": "note", "dispute": "3f09ac1172", ...}

``why`` holds the words. Every note is a matter of its own: none supersedes another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from variorum.errors import DecisionError, UsageError
from variorum.identity.decisions import Side, side_of, side_to_dict
from variorum.judging.pairs import side_named
from variorum.judging.seen import no_document, seen_claim
from variorum.reasoning import Dispute
from variorum.reasoning.dispute import dispute_digits
from variorum.reasoning.weighing import choose
from variorum.record import open_record
from variorum.record.withdrawals import ClaimTarget, claim_of
from variorum.shelf.documents import documents
from variorum.shelf.judgements import Judgement, Kind, signed
from variorum.shelf.layout import Layout
from variorum.shelf.undone import standing

_DIGITS = re.compile(r"[0-9a-f]{10}")
_ABOUT = ("document", "claim", "entity", "dispute")


@dataclass(frozen=True, slots=True)
class Note:
    """A note that nobody has taken back. ``about``: the id of a document, a claim, a side, or the ten digits of a dispute, as ``kind`` says."""

    kind: str
    about: str | ClaimTarget | Side
    words: str
    who: str | None
    when: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What a person names, exactly one of the four; see :meth:`variorum.Archive.note`."""

    document: str | None = None
    claim: str | None = None
    entity: str | None = None
    dispute: str | None = None


def noted(
    layout: Layout, log: Sequence[Judgement], meant: Noted, disputes: Callable[[], Sequence[Dispute]]
) -> tuple[str, str | ClaimTarget | Side]:
    """The kind of thing that is meant, and how a note names it. Raises UsageError when not one is named, or there is no such thing."""
    named = [(kind, text) for kind in _ABOUT if (text := getattr(meant, kind)) is not None]
    if len(named) != 1:
        raise UsageError("expected exactly one of a document, a claim, an entity and a dispute")
    ((kind, text),) = named
    if kind == "claim":
        return kind, seen_claim(layout, log, text).target
    if kind == "entity":
        return kind, side_named(layout, text)
    if kind == "document" and text not in (known := [d.id for d in documents(layout)]):
        raise no_document(known, text)
    return kind, _digits(layout, text, disputes()) if kind == "dispute" else text


def _digits(layout: Layout, text: str, found: Sequence[Dispute]) -> str:
    keys = dict(open_record(layout).rows("SELECT entity, key FROM entity"))
    by_digits = {dispute_digits(d, (keys[e] for e in d.about if e in keys)): d for d in found}
    if text in by_digits:
        return text
    chosen = choose(found, text)[1]
    return next(digits for digits, d in by_digits.items() if d == chosen)


def noting(about: str | ClaimTarget | Side, words: str, *, kind: str, by: str | None = None) -> Judgement:
    """A note, not yet kept. ``kind`` is document, claim, entity or dispute. Raises UsageError for one without words, or digits that are none."""
    if not words.strip():
        raise UsageError("a note needs its words")
    if kind == "dispute" and not _DIGITS.fullmatch(str(about)):
        raise UsageError(f"{about!r} names no dispute; expected the ten digits at the end of its address")
    raw = about.fields()["claim"] if isinstance(about, ClaimTarget) else side_to_dict(about) if isinstance(about, Side) else about
    return signed(Kind.NOTE, {kind: raw}, why=words.strip(), by=by)


def notes(log: Iterable[Judgement]) -> tuple[Note, ...]:
    """The notes that nobody has taken back, in order of line. Raises DecisionError, naming file and line, for one that cannot be used."""
    return tuple(note_of(j) for j in standing(log) if j.kind is Kind.NOTE)


def note_of(j: Judgement) -> Note:
    """The note that a line of the log holds. Raises DecisionError as :func:`notes`."""
    if len(j.fields) != 1 or not set(j.fields) <= set(_ABOUT):
        raise DecisionError(
            f"{j.where}: a note has the fields {', '.join(sorted(j.fields)) or 'none'}; expected one of {', '.join(_ABOUT)}"
        )
    ((kind, raw),) = j.fields.items()
    about: str | ClaimTarget | Side
    if kind == "claim":
        about = claim_of(j.where, raw)
    elif kind == "entity":
        about = side_of(j.where, kind, raw)
    elif isinstance(raw, str) and raw and (kind != "dispute" or _DIGITS.fullmatch(raw)):
        about = raw
    else:
        raise DecisionError(f"{j.where}: `{kind}` is {raw!r}; expected {'ten digits' if kind == 'dispute' else 'the id of a document'}")
    return Note(kind, about, j.why or "", j.who, j.when, j.line)
