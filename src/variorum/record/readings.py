"""The reading of every document: a person's where there is one, else the machine's, from the cache where it can be."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.errors import VariorumError
from variorum.model import Document, Reading, Unread
from variorum.record.cache import cache_key, is_kept, keep, kept
from variorum.record.pool import Task, read_all
from variorum.record.version import READERS, reader_version
from variorum.shelf.annotations import annotations_in_force
from variorum.shelf.custody import Entry, read
from variorum.shelf.documents import documents, text_of
from variorum.shelf.gazetteers.shelved import Shelved, shelved
from variorum.shelf.layout import Layout
from variorum.shelf.settings import read_settings

_ANNOTATED = "variorum.reading.annotated:from_dict"

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Readings:
    """The shelf, read; ``gazetteers`` are its published lists, in order of id.

    ``keys`` are those of the cache, by document id; whoever failed has none. All in order of document id.
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

    ``reader`` is ``module:function``; None: the one that archive.toml names. ``entries`` are those of the custody log that count (None: all):
    up to some day, say. Documents and lists whose ids are in ``without`` are left alone, as if they had never come in.

    A document that cannot be read is in ``failed`` and does not stop the others. ``progress`` is called with documents done and in all.

    Raises:
        CustodyError: the custody log is not what it was.
    """
    reader = reader or READERS[read_settings(layout.settings).reader]
    shelf = tuple(d for d in documents(layout, entries) if d.id not in without)
    annotations = annotations_in_force(layout, entries)
    version = reader_version(reader)
    keys, failed, tasks, by_person = dict[str, str](), dict[str, str](), list[Task](), set[str]()
    lists = tuple(g for g in shelved(read(layout) if entries is None else entries) if g.id not in without)
    found = done = 0
    for document in shelf:
        raw = annotations.get(document.sha256)
        try:
            text = text_of(layout, document)
            key = keys[document.id] = cache_key(document, text, _version_of_annotation(raw) if raw else version)
            if is_kept(layout, document, key):
                found += 1
            elif reading := _annotated(document, text, raw):
                keep(layout, document, key, reading)
            else:
                tasks.append(Task(document, key))
                continue
            if raw:
                by_person.add(document.id)
        except VariorumError as err:
            failed[document.id] = str(err)
        done += 1
        if progress:
            progress(done, len(shelf))

    def note(task: Task, problem: str | None) -> None:
        nonlocal done
        done += 1
        if problem is not None:
            failed[task.document.id] = problem
        if progress:
            progress(done, len(shelf))

    read_all(layout, tasks, reader, workers or os.cpu_count() or 1, note)
    now = len(shelf) - found - len(failed)
    return Readings(layout, shelf, keys, frozenset(by_person), now, found, tuple(sorted(failed.items())), annotations, version, lists)


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
