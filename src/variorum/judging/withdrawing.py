"""Withdrawing a document, claim, link or voice, and restoring it, each with what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.asking.changes import Effect
from variorum.asking.targets import claim_target, document_target, leaning, link_target, voice_target, withdrawn_target
from variorum.errors import UsageError
from variorum.judging.keep import Progress, kept_with_effect
from variorum.reasoning.settled import settle
from variorum.record import Record
from variorum.record.moment import NOW, Moment
from variorum.record.past import known, open_known
from variorum.record.withdrawals import Target, Withdrawal
from variorum.shelf.judgements import Kind, signed
from variorum.shelf.layout import Layout


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person names, exactly one of the four; see :meth:`variorum.Archive.withdraw`."""

    document: str | None = None
    claim: str | None = None
    link: tuple[str, str] | None = None
    voice: str | None = None

    def target(self, record: Record) -> Target:
        """The same as the record has it. Raises UsageError when not one is named, or the record does not have it."""
        if sum(t is not None for t in (self.document, self.claim, self.link, self.voice)) != 1:
            raise UsageError("expected exactly one of a document, a claim, a link (two entities) and a voice")
        if self.document is not None:
            return document_target(record, self.document)
        if self.claim is not None:
            return claim_target(record, self.claim)
        if self.link is not None:
            return link_target(record, *self.link)
        return voice_target(record, self.voice or "")


def withdrawing(layout: Layout, meant: Meant, *, why: str, by: str | None, dry_run: bool, progress: Progress | None) -> Effect:
    """Keeps the withdrawal; see :meth:`variorum.Archive.withdraw`."""
    then = known(layout, Moment.parse(NOW))
    record = open_known(layout, then, progress=progress, finish=settle)
    if then.judged(layout).withdrawn:
        whole = open_known(layout, then.without_withdrawals(), progress=progress, finish=settle)
        _refuse_twice(then.judged(layout).withdrawn, whole, meant)
    target = meant.target(record)
    judgement = signed(Kind.WITHDRAW, target.fields(), why=why, by=by)
    return kept_with_effect(layout, judgement, target, then=then, before=record, notes=leaning(record, target), dry_run=dry_run)


def restoring(layout: Layout, meant: Meant, *, why: str, by: str | None, dry_run: bool, progress: Progress | None) -> Effect:
    """Keeps the restoring; see :meth:`variorum.Archive.restore`."""
    then = known(layout, Moment.parse(NOW))
    wanted = meant.target(open_known(layout, then.without_withdrawals(), progress=progress, finish=settle))
    withdrawn = then.judged(layout).withdrawn
    found = withdrawn_target(wanted, withdrawn)
    if found is None:
        there = "; ".join(f"{w.target} (line {w.line})" for w in withdrawn)
        raise UsageError(f"{wanted} is not withdrawn. {f'Withdrawn are: {there}' if there else 'Nothing is withdrawn'}")
    record = open_known(layout, then, progress=progress, finish=settle)
    judgement = signed(Kind.RESTORE, found.target.fields(), why=why, by=by)
    return kept_with_effect(layout, judgement, found.target, then=then, before=record, dry_run=dry_run)


def _refuse_twice(withdrawn: Sequence[Withdrawal], whole: Record, meant: Meant) -> None:
    """Raises UsageError when what is named is withdrawn; ``whole`` is the record in which it would still be seen."""
    try:
        wanted = meant.target(whole)
    except UsageError:
        return  # what is named wrongly is said of the record that people see
    if done := withdrawn_target(wanted, withdrawn):
        raise UsageError(f"{done.target} is withdrawn already, by line {done.line} of decisions.jsonl ({done.who}: {done.why})")
