"""Asking a language model about an archive's documents: the only step that may need a network, apart from every build.

What it leaves behind is answers in ``exchanges/``; a build makes readings of them, here or on a machine that has no model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import Protocol

from variorum.errors import UsageError, VariorumError
from variorum.model import Document
from variorum.reading.language_model.client import Client
from variorum.reading.language_model.consult import Asking, Consulted, Note, consult
from variorum.reading.language_model.cost import Cost, Purse, estimate
from variorum.reading.language_model.read import ModelReading, read_with_model
from variorum.reading.language_model.stage import Ask
from variorum.record.cache import cache_key
from variorum.record.counted import Judged
from variorum.record.readings import Progress, readings
from variorum.record.version import READER, reader_version
from variorum.record.with_model import Desk, Wanted
from variorum.shelf import judgements
from variorum.shelf.annotations import in_force
from variorum.shelf.custody import read as read_log
from variorum.shelf.documents import documents, text_of
from variorum.shelf.layout import Layout
from variorum.shelf.lock import locked
from variorum.shelf.model_settings import ModelSettings
from variorum.shelf.settings import ASKING, read_settings


class Agree(Protocol):
    """Told what it will cost before the first question; False: nothing is asked."""

    def __call__(self, unanswered: int, cost: Cost, settings: ModelSettings) -> bool: ...


def consult_archive(
    layout: Layout,
    *,
    reader: str | None = None,
    budget: float | None = None,
    ask: bool = True,
    agree: Agree | None = None,
    note: Note | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    client: Callable[[ModelSettings], Client] = Client,
) -> Consulted:
    """Has the model of archive.toml read what it is wanted for (``reader``: instead of what archive.toml says) and has not read.

    ``budget`` goes before that of archive.toml. ``ask`` False, or an ``agree`` that says no: nobody is asked; ``pending`` of the report are the questions that
    could be put. ``progress`` tells of documents that the compact reader must read first, to say which it doubts.

    Raises:
        RecordError: somebody else is asking already.
        UsageError: archive.toml names no model, forbids to send anything (``offline``), the key is missing, or the extra is not installed.
    """
    settings = read_settings(layout.settings)
    desk, unread = _unanswered(layout, reader, workers, progress)
    if desk is None or not unread:
        return Consulted((), {}, {}, Cost(), 0)
    chosen = desk.settings if budget is None else replace(desk.settings, budget=budget)
    asking = Asking(desk.exchanges)
    if ask:
        if settings.offline:
            raise UsageError(
                f"{layout.settings}: `offline = true` forbids to send anything of this archive; {len(unread)} documents wait for the model"
            )
        if agree is None or agree(len(unread), estimate((len(text_of(layout, w.document).encode()) for w in unread), chosen), chosen):
            asking = Asking(desk.exchanges, client(chosen), Purse(chosen))
    try:
        # Two at a time would ask, and pay for, the same questions; whoever asks nobody may look on.
        with locked(layout.root / ".asking.lock", patience=1.0) if asking.server else nullcontext():
            return consult(
                [(w.document.id, partial(_read, desk, w.document)) for w in unread],
                asking,
                complete=partial(_complete, desk, {w.document.id: w.document for w in unread}),
                concurrency=chosen.concurrency,
                note=note,
            )
    finally:
        if isinstance(asking.server, Client):
            asking.server.close()


def wanted_of_model(layout: Layout, reader: str | None = None) -> tuple[Desk | None, list[Wanted]]:
    """Every document that a model is wanted for, with what is kept of it: neither what persons have read, nor what they have withdrawn.

    No desk: archive.toml names no model, and none is wanted.

    Raises UsageError where a model is wanted and archive.toml names none.
    """
    settings = read_settings(layout.settings)
    desk = Desk(layout, settings.model) if settings.model else None
    gone = Judged.of(judgements.read(layout.decisions), str(layout.decisions)).documents
    by_person = in_force(read_log(layout))
    found: list[Wanted] = []
    for document in documents(layout):
        chosen = settings.reader_of(document.id, reader)
        if chosen not in ASKING or document.id in gone or document.sha256 in by_person:
            continue
        if desk is None:
            raise UsageError(f"the reader {chosen!r} asks a language model; {layout.settings} has no table [model] that says which")
        try:
            text = text_of(layout, document)
        except VariorumError:
            continue  # a build names it, with the reason
        found.append(desk.wanted(document, text, chosen, cache_key(document, text, reader_version(READER))))
    return desk, found


def _unanswered(layout: Layout, reader: str | None, workers: int | None, progress: Progress | None) -> tuple[Desk | None, Sequence[Wanted]]:
    desk, wanted = wanted_of_model(layout, reader)
    unread = [w for w in wanted if w.key is None]
    doubted = {w.document.id for w in unread if w.reader == "doubted"}
    if desk is None or not doubted:
        return desk, unread
    others = {d.id for d in documents(layout)} - doubted
    readings(layout, without=others, workers=workers, progress=progress, reader="compact")
    return desk, [w for w in unread if desk.is_asked(w)]


def _read(desk: Desk, document: Document, ask: Ask) -> ModelReading:
    return read_with_model(document, text_of(desk.layout, document), desk.asker, ask)


def _complete(desk: Desk, of: dict[str, Document], id_: str, reading: ModelReading) -> None:
    document = of[id_]
    desk.exchanges.keep_transcript(desk.transcript_key(document, text_of(desk.layout, document)), reading.used)
