"""Keeping a judgement, and what it changes: against the record without it, tried on copies of the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from variorum.asking.changes import About, Changes, Effect
from variorum.errors import UsageError
from variorum.reasoning import compare
from variorum.reasoning.settled import settle
from variorum.record import Record
from variorum.record.counted import Judged
from variorum.record.moment import NOW, Moment
from variorum.record.past import Known, known, open_known
from variorum.shelf import judgements
from variorum.shelf.judgements import Check, Judgement, Kind
from variorum.shelf.layout import Layout
from variorum.shelf.undone import undo_of

Progress = Callable[[int, int], None]


def keep(layout: Layout, judgement: Judgement, *, check: Check | None = None) -> Judgement:
    """Adds the judgement to the log, and gives it back with its line. ``check`` may refuse it, beside the log as it then is.

    Raises:
        UsageError: it undoes what is undone already.
        DecisionError: it cannot be obeyed beside the others (two decisions that exclude each other), or the log cannot be used.
        RecordError: somebody else is writing to the log.
    """

    def both(log: Sequence[Judgement]) -> None:
        if check:
            check(log)
        if judgement.kind is Kind.UNDO:
            undo_of(log[:-1], judgement.fields["line"])  # somebody else may have undone it meanwhile
        Judged.of(log, str(layout.decisions))

    return judgements.append(layout.decisions, judgement, check=both)


def kept_with_effect(
    layout: Layout,
    judgement: Judgement,
    about: About,
    *,
    then: Known | None = None,
    before: Record | None = None,
    notes: Sequence[str] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Effect:
    """Keeps the judgement (``dry_run``: does not) and gives back what it changes in the record of all that is known now.

    ``then`` and ``before``: that state of the archive and its record, where they are at hand. Raises as :func:`keep`.
    """
    then = then or known(layout, Moment.parse(NOW))
    before = before or open_known(layout, then, progress=progress, finish=settle)
    after = open_known(layout, then.with_judgement(judgement), progress=progress, finish=settle)
    changes = Changes("now", f"{judgement.kind}: {about}", before, after, compare(before, after), tuple(notes))
    return Effect(about, None if dry_run else keep(layout, judgement).line, changes)


def reason(why: str) -> str:
    """The reason, trimmed. Raises UsageError when it is empty."""
    if not why.strip():
        raise UsageError("a judgement needs its reason, in words")
    return why.strip()
