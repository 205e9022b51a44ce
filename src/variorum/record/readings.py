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
from variorum.shelf.custody import Entry, read
from variorum.shelf.documents import documents, text_of
from variorum.shelf.gazetteers.shelved import Shelved, shelved
from variorum.shelf.layout import Layout
from variorum.shelf.settings import ASKING, Settings, read_settings

_ANNOTATED = "variorum.reading.annotated:from_dict"

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Readings:
    """The shelf, read; ``gazetteers`` are its published lists, in order of id.

    ``keys`` are those of the cache, by document id; whoever failed has none. All in order of document id.
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
    gazetteers: tuple[Shelved, ...] = ()
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
    those of the custody log that count (None: all): up to some day, say. Documents and lists whose ids are in ``without`` are left alone, as if they had
    never come in.

    A document that cannot be read is in ``failed`` and does not stop the others. ``progress`` is called with documents done and in all.

    Raises:
        CustodyError: the custody log is not what it was.
    """
    settings = read_settings(layout.settings)
    shelf = tuple(d for d in documents(layout, entries) if d.id not in without)
    round_ = _Round(layout, settings, shelf, annotations_in_force(layout, entries), reader, progress)
    for document in shelf:
        round_.look_at(document)
    round_.read_by_machine(workers or os.cpu_count() or 1)
    round_.read_with_model()
    lists = shelved(read(layout) if entries is None else entries)
    return round_.whole(tuple(g for g in lists if g.id not in without))


class _Round:
    """One going round the shelf: what is kept, what a machine must read, and then where a language model has its part."""

    def __init__(
        self,
        layout: Layout,
        settings: Settings,
        shelf: tuple[Document, ...],
        annotations: Mapping[str, Mapping[str, Any]],
        reader: str | None,
        progress: Progress | None,
    ) -> None:
        self._layout, self._settings, self._shelf, self._annotations, self._progress = layout, settings, shelf, annotations, progress
        by_module = reader is not None and ":" in reader
        self._own, self._named = reader if by_module else None, None if by_module else reader
        self._desk = Desk(layout, settings.model) if settings.model else None
        if self._desk is None and self._named in ASKING:
            raise UsageError(f"the reader {self._named!r} asks a language model; {layout.settings} has no table [model] that says which")
        self._keys, self._failed = dict[str, str](), dict[str, str]()
        self._by_person, self._anew = set[str](), set[str]()
        self._tasks, self._late = dict[str, list[Task]](), dict[str, Wanted]()
        self._machines = {self._machine(self._named or settings.reader): None}
        self._done = 0

    def look_at(self, document: Document) -> None:
        """Takes a person's reading, or what is kept; else sets the document aside for whoever must read it."""
        raw = self._annotations.get(document.sha256)
        try:
            text = text_of(self._layout, document)
            if raw:
                self._by_a_person(document, text, raw)
            else:
                self._by_a_reader(document, text)
        except VariorumError as err:
            self._note(document, str(err))

    def _by_a_person(self, document: Document, text: str, raw: Mapping[str, Any]) -> None:
        key = cache_key(document, text, _version_of_annotation(raw))
        if not is_kept(self._layout, document, key) and (reading := _annotated(document, text, raw)):
            keep(self._layout, document, key, reading)
            self._anew.add(document.id)
        self._keys[document.id] = key
        self._by_person.add(document.id)
        self._note(document)

    def _by_a_reader(self, document: Document, text: str) -> None:
        chosen = self._settings.reader_of(document.id, self._named)
        machine = self._machine(chosen)
        self._machines[machine] = None
        base = self._keys[document.id] = cache_key(document, text, reader_version(machine))
        wanted = self._desk.wanted(document, text, chosen, base) if self._desk and not self._own and chosen in ASKING else None
        if wanted is not None:
            self._late[document.id] = wanted
        if (wanted is None or wanted.needs_machine) and not is_kept(self._layout, document, base):
            self._tasks.setdefault(machine, []).append(Task(document, base))
            self._anew.add(document.id)
        elif wanted is None:
            self._note(document)

    def read_by_machine(self, workers: int) -> None:
        """Reads what no machine has read."""
        for machine, tasks in self._tasks.items():
            read_all(self._layout, tasks, machine, workers, self._machine_has_read)

    def _machine_has_read(self, task: Task, problem: str | None) -> None:
        if problem is not None:
            self._late.pop(task.document.id, None)
        if task.document.id not in self._late:
            self._note(task.document, problem)

    def read_with_model(self) -> None:
        """Puts the model's part, as far as it has answered, to what the machine has read."""
        for wanted in self._late.values():
            assert self._desk is not None
            try:
                self._keys[wanted.document.id], made = self._desk.key(wanted)
            except VariorumError as err:
                self._note(wanted.document, str(err))
                continue
            self._anew |= {wanted.document.id} if made else set()
            self._note(wanted.document)

    def whole(self, lists: tuple[Shelved, ...]) -> Readings:
        """What came of it, with the published lists of the shelf."""
        versions = [reader_version(machine) for machine in self._machines]
        return Readings(
            self._layout,
            self._shelf,
            self._keys,
            frozenset(self._by_person),
            len(self._anew - self._failed.keys()),
            len(self._shelf) - len(self._anew | self._failed.keys()),
            tuple(sorted(self._failed.items())),
            self._annotations,
            " ".join([*versions, *([model_version()] if self._late else [])]),
            lists,
            tuple(self._desk.by_model) if self._desk else (),
            tuple(self._desk.waiting) if self._desk else (),
        )

    def _note(self, document: Document, problem: str | None = None) -> None:
        if problem is not None:
            self._failed[document.id] = problem
        self._done += 1
        if self._progress:
            self._progress(self._done, len(self._shelf))

    def _machine(self, chosen: str) -> str:
        """The machine reader that reads for this one: the compact one too where a model is wanted, beside it or until it has answered."""
        return self._own or READERS["rules" if chosen == "rules" else "compact"]


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
