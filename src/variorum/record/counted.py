"""Which readings, claims and decisions count, once persons have withdrawn some: what a record is made of.

A record after a withdrawal is, row for row, one that is made without it, because that is how it is made: what is withdrawn is taken out of
the readings before anything is joined or counted, so that whatever leaned on it (a link by an alias that it gave, a label, a state) is
computed anew from what remains.

* a document: as if it had never come in; decisions about its entities then find nothing, and are left out;
* a claim: its reading without it, and without the assessments of it;
* a link: decided to be no link (:mod:`variorum.identity.decisions`);
* a voice: without the claims to which it commits, as the last of their chain, and without its assessments. What it passes on of others stands,
  as in a viewpoint that leaves it out: they commit to that. docs/decisions/0016 says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from variorum.identity import decisions
from variorum.identity.decisions import Decision
from variorum.identity.identities import Ref
from variorum.identity.material import material
from variorum.identity.resolve import resolve_material
from variorum.model import Claim, Reading
from variorum.record.claim_id import claim_ids
from variorum.record.withdrawals import ClaimTarget, DocumentTarget, VoiceTarget, Withdrawal, withdrawals
from variorum.shelf.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements that a build obeys: ``decisions`` on identity and ``withdrawn``, both those in force, in order of line."""

    decisions: tuple[Decision, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()

    @classmethod
    def of(cls, log: Sequence[Judgement], where: str) -> Judged:
        """What a log of judgements, which messages call ``where``, says. Raises DecisionError for what cannot be obeyed."""
        gone = withdrawals(log)
        documents = {w.target.document for w in gone if isinstance(w.target, DocumentTarget)}
        decided = tuple(d for d in decisions.among(log, where) if d.a.document not in documents and d.b.document not in documents)
        return cls(decided, gone)

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
        return [decided, gone]


@dataclass(slots=True)
class Counted:
    """The readings of which a record is made, in order of their documents' ids; ``readings`` are gone through twice where a voice is withdrawn.

    ``unapplied`` says, a sentence each, which withdrawals found nothing to withdraw; it is whole once all readings have been gone through.
    """

    readings: Iterable[Reading]
    judged: Judged
    unapplied: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Reading]:
        self.unapplied.clear()
        silent = self._silent()
        for reading in self._without_claims(note=True):
            yield _without_voices(reading, {m.key for m in silent if m.document == reading.document.id}) if silent else reading

    def _without_claims(self, *, note: bool) -> Iterator[Reading]:
        of_document: dict[str, list[ClaimTarget]] = {}
        for target in self.judged.claims:
            of_document.setdefault(target.document, []).append(target)
        ordered = sorted(self.readings, key=lambda r: r.document.id) if isinstance(self.readings, Sequence) else self.readings
        for reading in ordered:
            if reading.document.id in self.judged.documents:
                continue
            targets = of_document.pop(reading.document.id, [])
            yield _without(reading, targets, self.unapplied if note else []) if targets else reading
        if note:
            self.unapplied += [f"{t}: there is no such document" for left in of_document.values() for t in left]

    def _silent(self) -> frozenset[Ref]:
        """Everybody, by document and key, who is one with a member of a withdrawn voice, when only documents, claims and links are withdrawn."""
        if not self.judged.voices:
            return frozenset()
        found = resolve_material([material(r) for r in self._without_claims(note=False)], self.judged.decisions)
        silent: set[Ref] = set()
        for voice in self.judged.voices:
            own = [e.members for e in found.entities if not set(voice.members).isdisjoint(e.members)]
            if not own:
                self.unapplied.append(f"{voice}: no reading has any of {', '.join(map(str, voice.members))}")
            silent.update(m for members in own for m in members)
        return frozenset(silent)


def _without(reading: Reading, targets: Sequence[ClaimTarget], unapplied: list[str]) -> Reading:
    ids = list(claim_ids(reading.document.sha256, reading.claims))
    gone: set[str] = set()
    for target in targets:
        found = {c.id for c, id_ in zip(reading.claims, ids, strict=True) if id_ == target.id} or _anew(reading, target)
        if not found:
            unapplied.append(f"{target}: its document is now read otherwise, and no one claim has these words")
        gone |= _equals(reading, found)
    return _keeping(reading, tuple(c for c in reading.claims if c.id not in gone))


def _anew(reading: Reading, target: ClaimTarget) -> set[str]:
    """The one claim of another reading that says the same at the same place; none when several do: which is meant nobody can say."""
    alike = [
        c for c in reading.claims if (c.predicate, c.start, c.end, c.quote) == (target.predicate, target.start, target.end, target.quote)
    ]
    return {c.id for c in alike} if len({_content(c) for c in alike}) == 1 else set()


def _equals(reading: Reading, found: set[str]) -> set[str]:
    """With claims that are equal in everything: which of them has which number in the record is only a matter of order."""
    contents = {_content(c) for c in reading.claims if c.id in found}
    return {c.id for c in reading.claims if _content(c) in contents}


def _content(claim: Claim) -> Claim:
    return replace(claim, id="", score=None)


def _without_voices(reading: Reading, silent: set[str]) -> Reading:
    kept = _keeping(reading, tuple(c for c in reading.claims if c.voices[-1].voice not in silent))
    return replace(kept, assessments=tuple(a for a in kept.assessments if a.voice not in silent))


def _keeping(reading: Reading, claims: tuple[Claim, ...]) -> Reading:
    left = {c.id for c in claims}
    return replace(reading, claims=claims, assessments=tuple(a for a in reading.assessments if a.claim in left))
