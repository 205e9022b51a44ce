"""What the record says at one moment and did not at another, as a page lists it: the first of each part, with words, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from variorum.archive import Archive
from variorum.asking.changes import Changes, answer_words, names_of, sides_in_words
from variorum.asking.citation import Citation, cite
from variorum.reasoning import Dispute
from variorum.reasoning.bodies import Named
from variorum.record import Record
from variorum.record.last_build import Listed
from variorum.room.addresses import dispute_digits
from variorum.room.making import Progress
from variorum.room.words import window

_T = TypeVar("_T")
#: How many of each part are listed.
MOST = 25


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """A state that stands otherwise: as a sentence, with status and time at both moments."""

    sentence: str
    before: str
    after: str
    when_before: str
    when_after: str


@dataclass(frozen=True, slots=True)
class DisputeShown:
    """A dispute that opened, closed or has other sides (``changed`` says which); ``digits`` of its address in the record that has it."""

    question: str
    kind: str
    digits: str
    changed: str


@dataclass(frozen=True, slots=True)
class MomentsShown:
    """All that differs, bounded; ``names`` who was parted or joined: (what happened, whom, into or of whom)."""

    notes: tuple[str, ...]
    answers: Listed[AnswerShown]
    unmoved: int
    opened: Listed[DisputeShown]
    closed: Listed[DisputeShown]
    changed: Listed[DisputeShown]
    names: Listed[tuple[str, str, tuple[str, ...]]]
    claims_new: Listed[Citation]
    claims_gone: Listed[Citation]
    documents_new: Listed[str]
    documents_gone: Listed[str]

    @property
    def is_empty(self) -> bool:
        parts = (self.answers, self.opened, self.closed, self.changed, self.names, self.claims_new, self.claims_gone)
        return not (any(p.total for p in parts) or self.unmoved or self.documents_new.total or self.documents_gone.total)


def moments(archive: Archive, a: str, b: str, progress: Progress) -> MomentsShown:
    """What differs between two moments of an archive. Records of the past are made where they are not kept: minutes for a large archive.

    Raises UsageError for a text that names no moment, or one before the first document.
    """
    found = archive.diff(a, b, progress=progress)
    try:
        return _shown(found)
    finally:
        for record in {id(r): r for r in (found.before, found.after)}.values():
            record.close()


def _shown(found: Changes) -> MomentsShown:
    c = found.comparison
    names = names_of(c.answers[:MOST])
    answers = [
        AnswerShown(answer_words(a, names), str(a.before.status), str(a.after.status), window(a.before.window), window(a.after.window))
        for a in c.answers[:MOST]
    ]
    changed = [d for d in c.disputes if d.before and d.after]
    parted = [("parted", one, into) for one, into in c.parted] + [("joined", one, of) for one, of in c.joined]
    return MomentsShown(
        found.notes,
        Listed(len(c.answers), tuple(answers)),
        len(c.unmoved),
        _disputes(found.after, c.opened),
        _disputes(found.before, c.closed),
        Listed(
            len(changed),
            tuple(_dispute(found.after, d.dispute, sides_in_words(d)) for d in changed[:MOST]),
        ),
        Listed(len(parted), tuple((how, one.label, _labels(others)) for how, one, others in parted[:MOST])),
        _claims(found.after, c.claims_new),
        _claims(found.before, c.claims_gone),
        _first(c.documents_new),
        _first(c.documents_gone),
    )


def _first(found: Sequence[_T]) -> Listed[_T]:
    return Listed(len(found), tuple(found[:MOST]))


def _labels(named: Sequence[Named]) -> tuple[str, ...]:
    more = (f"{len(named) - 12} more",) if len(named) > 12 else ()
    return (*(f"{n.label} [{n.key}]" for n in named[:12]), *more)


def _claims(record: Record, ids: Sequence[int]) -> Listed[Citation]:
    """The first by document and place, of the first thousand."""
    words = sorted(cite(record, ids[:1000]).values(), key=lambda c: (c.document, c.start, c.claim))
    return Listed(len(ids), tuple(words[:MOST]))


def _disputes(record: Record, disputes: Sequence[Dispute]) -> Listed[DisputeShown]:
    return Listed(len(disputes), tuple(_dispute(record, d, "") for d in disputes[:MOST]))


def _dispute(record: Record, d: Dispute, changed: str) -> DisputeShown:
    keys = dict(record.rows("SELECT entity, key FROM entity WHERE entity IN (SELECT unnest(?::INTEGER[]))", [list(d.about)]))
    return DisputeShown(d.question, str(d.kind), dispute_digits(d, (keys[e] for e in d.about if e in keys)), changed)
