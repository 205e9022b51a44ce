"""Which readings, claims and decisions count, once persons have judged them: what a record is made of.

A record after a withdrawal is, row for row, one that is made without it, because that is how it is made: what is withdrawn is taken out of
the readings before anything is joined or counted, so that whatever leaned on it (a link by an alias that it gave, a label, a state) is
computed anew from what remains. In the same way a corrected claim is put right, and a rejected one left out, in its reading.

* a document: as if it had never come in; decisions about its entities then find nothing, and are left out;
* a claim, withdrawn or rejected: its reading without it, and without what is said of it (:mod:`variorum.record.as_judged`);
* a claim that a language model proposed, accepted: the person stands beside the model as one who proposes it;
* a link: decided to be no link (:mod:`variorum.identity.decisions`);
* a voice: without the claims to which it commits, as the last of their chain, and without its assessments. What it passes on of others stands,
  as in a viewpoint that leaves it out: they commit to that. docs/decisions/0016 says why.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.identity import decisions
from variorum.identity.decisions import Decision
from variorum.identity.identities import Ref
from variorum.identity.material import material
from variorum.identity.resolve import resolve_material
from variorum.model import EntityType, Reading
from variorum.record.as_judged import as_judged, keeping
from variorum.record.reviewed import Review, reviews
from variorum.record.withdrawals import ClaimTarget, DocumentTarget, VoiceTarget, Withdrawal, withdrawals
from variorum.shelf.judgements import Judgement, Kind
from variorum.shelf.undone import standing


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements that a build obeys: ``decisions`` on identity, what is ``withdrawn``, the claims that are ``reviewed`` and thereby changed, and those
    that are ``accepted``, all those in force, in order of line."""

    decisions: tuple[Decision, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    reviewed: tuple[Review, ...] = ()
    accepted: tuple[Review, ...] = ()

    @classmethod
    def of(cls, log: Sequence[Judgement], where: str) -> Judged:
        """What a log of judgements, which messages call ``where``, says. Raises DecisionError for what cannot be obeyed."""
        log = standing(log)
        gone = withdrawals(log)
        documents = {w.target.document for w in gone if isinstance(w.target, DocumentTarget)}
        decided = tuple(d for d in decisions.among(log, where) if d.a.document not in documents and d.b.document not in documents)
        reviewed = [r for r in reviews(log) if r.target.document not in documents]
        changed = tuple(r for r in reviewed if r.kind is not Kind.ACCEPT)
        return cls(decided, gone, changed, tuple(r for r in reviewed if r.kind is Kind.ACCEPT))

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents that do not count."""
        return frozenset(w.target.document for w in self.withdrawn if isinstance(w.target, DocumentTarget))

    @property
    def claims(self) -> tuple[ClaimTarget, ...]:
        """The claims that do not count, but for those of documents that do not."""
        return tuple(w.target for w in self.withdrawn if isinstance(w.target, ClaimTarget) and w.target.document not in self.documents)

    @property
    def voices(self) -> tuple[VoiceTarget, ...]:
        """The voices that do not count."""
        return tuple(w.target for w in self.withdrawn if isinstance(w.target, VoiceTarget))

    def content(self) -> list[object]:
        """All from which a record follows, as plain values that are equal for equal judgements; not who withdrew, when or why, nor any line."""
        decided = [[d.kind, d.a.identity, d.b.identity, d.a.name, d.b.name, d.who, d.why] for d in self.decisions]
        gone = [*(t.fields() for t in self.claims), *(t.fields() for t in self.voices)]
        return [decided, gone, [[str(r.kind), r.target.fields(), dict(r.to)] for r in self.reviewed]]

    @property
    def digest(self) -> str:
        """A hash of :meth:`content`: a record whose ``judged`` this is need not be made anew for the sake of the judgements."""
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True).encode()).hexdigest()

    @property
    def endorsed(self) -> str:
        """A hash of which claims persons stand behind, and who: only of records in which readers are told apart does anything follow from it."""
        behind = [[str(r.kind), r.target.fields(), r.who] for r in (*self.reviewed, *self.accepted) if r.kind is not Kind.REJECT]
        return hashlib.sha256(json.dumps(behind, sort_keys=True).encode()).hexdigest()


@dataclass(slots=True)
class Counted:
    """The readings of which a record is made, in order of their documents' ids; ``readings`` are gone through twice where a voice is withdrawn.

    ``shared``: names that join nobody (:func:`variorum.identity.resolve.resolve`).

    ``unapplied`` says, a sentence each, which withdrawals and reviews found nothing to apply to; it is whole once all readings have been gone through.
    """

    readings: Iterable[Reading]
    judged: Judged
    shared: Mapping[tuple[EntityType, str], str] | None = None
    unapplied: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Reading]:
        self.unapplied.clear()
        silent = self._silent()
        for reading in self._without_claims(note=True):
            yield _without_voices(reading, {m.key for m in silent if m.document == reading.document.id}) if silent else reading

    def _without_claims(self, *, note: bool) -> Iterator[Reading]:
        gone: dict[str, list[ClaimTarget]] = {}
        changed: dict[str, list[Review]] = {}
        for target in self.judged.claims:
            gone.setdefault(target.document, []).append(target)
        for review in sorted((*self.judged.reviewed, *self.judged.accepted), key=lambda r: r.line):
            changed.setdefault(review.target.document, []).append(review)
        ordered = sorted(self.readings, key=lambda r: r.document.id) if isinstance(self.readings, Sequence) else self.readings
        for reading in ordered:
            id_ = reading.document.id
            if id_ in self.judged.documents:
                continue
            targets, reviewed = gone.pop(id_, []), changed.pop(id_, [])
            yield as_judged(reading, reviewed, targets, self.unapplied if note else []) if targets or reviewed else reading
        if note:
            lost = [
                *(t for left in gone.values() for t in left),
                *(r for left in changed.values() for r in left if r.kind is not Kind.ACCEPT),
            ]
            self.unapplied += [f"{x}: there is no such document" for x in lost]

    def _silent(self) -> frozenset[Ref]:
        """Everybody, by document and key, who is one with a member of a withdrawn voice, when only documents, claims and links are withdrawn."""
        if not self.judged.voices:
            return frozenset()
        found = resolve_material([material(r) for r in self._without_claims(note=False)], self.judged.decisions, self.shared)
        silent: set[Ref] = set()
        for voice in self.judged.voices:
            own = [e.members for e in found.entities if not set(voice.members).isdisjoint(e.members)]
            if not own:
                self.unapplied.append(f"{voice}: no reading has any of {', '.join(map(str, voice.members))}")
            silent.update(m for members in own for m in members)
        return frozenset(silent)


def _without_voices(reading: Reading, silent: set[str]) -> Reading:
    kept = keeping(reading, tuple(c for c in reading.claims if c.voices[-1].voice not in silent))
    return replace(kept, assessments=tuple(a for a in kept.assessments if a.voice not in silent))
