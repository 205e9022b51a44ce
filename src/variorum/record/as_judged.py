"""A reading as persons have judged it: corrected, without what they rejected, and without the claims that they withdrew.

A judgement finds its claim by its id, now or before an earlier correction; when the document has been read anew and the id is gone, by predicate, place
and words, where one claim only has them. Claims that are equal in everything are judged together: which of them has which number in the
record is only a matter of order. With a claim go the assessments of it and what is told of its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from variorum.errors import UsageError
from variorum.model import PERSON, Claim, Proposal, Reading
from variorum.record.claim_id import claim_ids
from variorum.record.correcting import corrected
from variorum.record.reviewed import Review
from variorum.record.withdrawals import ClaimTarget
from variorum.shelf.judgements import Kind


def as_judged(reading: Reading, reviews: Iterable[Review], withdrawn: Iterable[ClaimTarget], unapplied: list[str]) -> Reading:
    """The reading after the reviews, in order of line, and without the withdrawn claims.

    Where readers are told apart, whoever corrected or accepted a claim stands behind it from then on, as one who proposes it: it counts with the claims of
    every reader left out. What the readers proposed stays beside it. Elsewhere an acceptance changes nothing.

    What finds nothing to apply to, or can no longer be applied, changes nothing and is told in ``unapplied``, a sentence each.
    """
    page = _Page(reading)
    for review in reviews:
        if review.kind is Kind.ACCEPT and not reading.proposals:
            continue
        found = page.find(review.target)
        if found is None:
            continue
        if not found:
            unapplied.append(f"{review}: its document is now read otherwise, and no one claim has these words")
        elif review.kind is Kind.REJECT:
            page.remove(found)
        elif review.kind is Kind.ACCEPT:
            page.endorse(found, "accepted", review)
        elif review.kind is Kind.CORRECT:
            try:
                page.correct(found, review)
            except UsageError as err:
                unapplied.append(f"{review}: {err}")
    for target in withdrawn:
        found = page.find(target)
        if found is not None and not found:
            unapplied.append(f"{target}: its document is now read otherwise, and no one claim has these words")
        page.remove(found or set())
    return keeping(replace(reading, proposals=(*reading.proposals, *page.proposed_by_persons())), tuple(page.claims))


class _Page:
    """The claims of a reading while they are judged, with every id that each has had."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.claims = list(reading.claims)
        self._ids = self._numbered()
        self._former: dict[int, str] = {}
        self._gone: set[int] = set()
        self._endorsed: dict[str, list[str]] = {}

    def find(self, target: ClaimTarget) -> set[str] | None:
        """The local ids of the claims that are meant: none when there are none or it cannot be told; None when they have gone already."""
        local = self._ids.get(target.id) or self._former.get(target.id)
        if local is None and target.id in self._gone:
            return None
        found = {local} if local else self._anew(target)
        contents = {_content(c) for c in self.claims if c.id in found}
        return {c.id for c in self.claims if _content(c) in contents} if contents else set()

    def remove(self, found: set[str]) -> None:
        if found:
            for known in (self._ids, self._former):
                self._gone |= {id_ for id_, local in known.items() if local in found}
            self.claims = [c for c in self.claims if c.id not in found]
            self._ids = {id_: local for id_, local in self._ids.items() if local not in found}
            self._former = {id_: local for id_, local in self._former.items() if local not in found}

    def correct(self, found: set[str], review: Review) -> None:
        anew = {c.id: corrected(c, review.to, self.reading) for c in self.claims if c.id in found}
        self._former |= {id_: local for id_, local in self._ids.items() if local in found}
        self.claims = [anew.get(c.id, c) for c in self.claims]
        if any((c.start, c.end) != (anew[c.id].start, anew[c.id].end) for c in self.reading.claims if c.id in anew):
            self.claims.sort(key=lambda c: (c.start, c.end))
        self._ids = self._numbered()
        self.endorse(found, "corrected", review)

    def endorse(self, found: set[str], how: str, review: Review) -> None:
        for id_ in found:
            self._endorsed.setdefault(id_, []).append(f"{how} by {review.who}" if review.who else how)

    def proposed_by_persons(self) -> list[Proposal]:
        """One for each claim behind which persons stand, with what they did; none where readers are not told apart."""
        return [Proposal(c, PERSON, note="; ".join(how)) for c, how in sorted(self._endorsed.items())] if self.reading.proposals else []

    def _numbered(self) -> dict[int, str]:
        return {id_: c.id for id_, c in zip(claim_ids(self.reading.document.sha256, tuple(self.claims)), self.claims, strict=True)}

    def _anew(self, target: ClaimTarget) -> set[str]:
        alike = [
            c for c in self.claims if (c.predicate, c.start, c.end, c.quote) == (target.predicate, target.start, target.end, target.quote)
        ]
        return {c.id for c in alike} if len({_content(c) for c in alike}) == 1 else set()


def keeping(reading: Reading, claims: Sequence[Claim]) -> Reading:
    """The reading with these of its claims, and without what is said of the others."""
    left = {c.id for c in claims}
    return replace(
        reading,
        claims=tuple(claims),
        assessments=tuple(a for a in reading.assessments if a.claim in left),
        order=tuple(o for o in reading.order if {o.earlier, o.later} <= left),
        proposals=tuple(p for p in reading.proposals if p.claim in left),
    )


def _content(claim: Claim) -> Claim:
    return replace(claim, id="", score=None)
