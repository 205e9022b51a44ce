"""The reading of every document: a person's where there is one, else the machine's, from the cache where it can be."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.errors import UsageError, VariorumError
from variorum.model import Document, Reading, Unread
from variorum.record.cache import cache_key, is_kept, keep, kept
from variorum.record.pool import Task, read_all
from variorum.record.version import READERS, model_version, reader_version
from variorum.record.with_model import Desk, Wanted
from variorum.shelf.annotations import annotations_in_force
from variorum.shelf.custody import Entry
from variorum.shelf.documents import documents, text_of
from variorum.shelf.layout import Layout
from variorum.shelf.settings import ASKING, read_settings

_ANNOTATED = "variorum.reading.annotated:from_dict"

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Readings:
    """The shelf, read. ``keys`` are those of the cache, by document id; whoever failed has none. All in order of document id.

    ``by_model`` are the ids of documents in whose reading a language model had part, ``waiting`` those that it is wanted for and has not
    been asked about completely.
    """

    layout: Layout
    documents: tuple[Document, ...]
    keys: dict[str, str]
    by_person: frozenset[str]
    read: int
    cached: int
    failed: tuple[tuple[str, str], ...]
    annotations: Mapping[str, Mapping[str, Any]]
    version: str
    by_model: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Reading]:
        """One reading a document; of one that could not be read, what is known of it and why."""
        failed = dict(self.failed)
        for document in self.documents:
            if document.id in failed:
                yield _not_read(document, failed[document.id])
                continue
            reading = kept(self.layout, document, self.keys[document.id])
            if reading is None:  # deleted or damaged since
                text = text_of(self.layout, document)
                reading = _annotated(document, text, self.annotations.get(document.sha256)) or _not_read(document, "the cache was lost")
            yield reading


def readings(
    layout: Layout,
    *,
    entries: Sequence[Entry] | None = None,
    without: Collection[str] = (),
    workers: int | None = None,
    progress: Progress | None = None,
    reader: str | None = None,
) -> Readings:
    """Reads every document that has not been read as it stands, in ``workers`` processes (None: one a core).

    ``reader`` is ``module:function``, or one of the readers that archive.toml may name; None: the one that it names. ``entries`` are
    those of the custody log that count (None: all): up to some day, say. Documents whose ids are in ``without`` are left alone, as if they had never come in.

    A document that cannot be read is in ``failed`` and does not stop the others. ``progress`` is called with documents done and in all.

    Raises:
        CustodyError: the custody log is not what it was.
    """
    settings = read_settings(layout.settings)
    own, named = (reader, None) if reader and ":" in reader else (None, reader)
    desk = Desk(layout, settings.model) if settings.model else None
    shelf = tuple(d for d in documents(layout, entries) if d.id not in without)
    annotations = annotations_in_force(layout, entries)
    keys, failed, by_person, anew = dict[str, str](), dict[str, str](), set[str](), set[str]()
    tasks, wanted, machines = dict[str, list[Task]](), list[Wanted](), dict[str, None]()
    done = 0

    def note(document: Document, problem: str | None = None) -> None:
        nonlocal done
        if problem is not None:
            failed[document.id] = problem
        done += 1
        if progress:
            progress(done, len(shelf))

    for document in shelf:
        raw = annotations.get(document.sha256)
        chosen = own or settings.reader_of(document.id, named)
        machine = own or _machine(chosen)
        machines[machine] = None
        try:
            text = text_of(layout, document)
            base = cache_key(document, text, _version_of_annotation(raw) if raw else reader_version(machine))
            if raw:
                if not is_kept(layout, document, base) and (reading := _annotated(document, text, raw)):
                    keep(layout, document, base, reading)
                    anew.add(document.id)
                by_person.add(document.id)
            elif chosen in ASKING:
                wanted.append(_desk(desk, chosen).wanted(document, text, chosen, base))
        except VariorumError as err:
            note(document, str(err))
            continue
        keys[document.id] = base
        asked = bool(wanted) and wanted[-1].document is document
        if not raw and (not asked or wanted[-1].needs_machine) and not is_kept(layout, document, base):
            tasks.setdefault(machine, []).append(Task(document, base))
            anew.add(document.id)
        elif not asked:
            note(document)
    late = {w.document.id: w for w in wanted}

    def machine_read(task: Task, problem: str | None) -> None:
        if problem is not None:
            late.pop(task.document.id, None)
        if task.document.id not in late:
            note(task.document, problem)

    for machine, listed in tasks.items():
        read_all(layout, listed, machine, workers or os.cpu_count() or 1, machine_read)
    for w in late.values():
        assert desk is not None
        try:
            keys[w.document.id], made = desk.key(w)
        except VariorumError as err:
            note(w.document, str(err))
            continue
        anew |= {w.document.id} if made else set()
        note(w.document)
    versions = dict.fromkeys(map(reader_version, (own or _machine(named or settings.reader), *machines)))
    version = " ".join([*versions, *([model_version()] if wanted else [])])
    return Readings(
        layout,
        shelf,
        keys,
        frozenset(by_person),
        len(anew - failed.keys()),
        len(shelf) - len(anew | failed.keys()),
        tuple(sorted(failed.items())),
        annotations,
        version,
        tuple(desk.by_model) if desk else (),
        tuple(desk.waiting) if desk else (),
    )


def _machine(chosen: str) -> str:
    """The machine reader that reads for this one: the compact one too where a model is wanted, beside it or until it has answered."""
    return READERS["rules" if chosen == "rules" else "compact"]


def _desk(desk: Desk | None, reader: str) -> Desk:
    if desk is None:
        raise UsageError(f"the reader {reader!r} asks a language model; archive.toml has no table [model] that says which")
    return desk


def full_readings(layout: Layout, *, workers: int | None = None, progress: Progress | None = None) -> Iterator[Reading]:
    """Like iterating :func:`readings`, with the annotations of persons as they came (``Reading.raw``): for export."""
    found = readings(layout, workers=workers, progress=progress)
    for reading in found:
        raw = found.annotations.get(reading.document.sha256)
        if raw and reading.document.id in found.by_person:
            original = next(d for d in found.documents if d.id == reading.document.id)
            yield _annotated(original, text_of(layout, original), raw) or reading
        else:
            yield reading


def _annotated(document: Document, text: str, raw: Mapping[str, Any] | None) -> Reading | None:
    if raw is None:
        return None
    from variorum.reading.annotated import from_dict

    return from_dict(raw, document, text)


def _version_of_annotation(raw: Mapping[str, Any]) -> str:
    content = json.dumps(raw, sort_keys=True, ensure_ascii=True)
    return f"person {hashlib.sha256(content.encode()).hexdigest()} {reader_version(_ANNOTATED)}"


def _not_read(document: Document, why: str) -> Reading:
    return Reading(document, "none", unread=(Unread("document unread", 0, document.chars, why),))
