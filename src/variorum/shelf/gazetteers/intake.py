"""``variorum add DIR --gazetteer FILE``: a list of names that others publish, onto the shelf.

As with a document: the bytes are read once, parsed apart from the rest, put among the originals, and then named in the custody log; but in pieces,
because lists have hundreds of megabytes. What the file does not say of itself stands in
NAME.meta.toml beside it (title, publisher, published, url, obtained ...).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from variorum.errors import FormatError, MetadataError
from variorum.shelf import originals
from variorum.shelf.add import free_id, pieces_of, printable
from variorum.shelf.custody import Action, Log, writing
from variorum.shelf.documents import replay
from variorum.shelf.gazetteers import FORMS, LOOK_AT, recognise_list
from variorum.shelf.gazetteers.shelved import Shelved, keep, shelved
from variorum.shelf.layout import Layout
from variorum.shelf.metadata import metadata_file, read_metadata
from variorum.shelf.sandbox import parse_apart
from variorum.shelf.settings import Limits, read_settings


@dataclass(frozen=True, slots=True)
class GazetteerReport:
    """What became of every file. ``failed`` has a whole sentence for each path; ``noticed`` what a person should know."""

    added: tuple[Shelved, ...] = ()
    already: tuple[Shelved, ...] = ()
    failed: tuple[tuple[Path, str], ...] = ()
    noticed: tuple[str, ...] = ()


def add_gazetteers(layout: Layout, paths: Sequence[str | os.PathLike[str]], *, by: str | None = None) -> GazetteerReport:
    """Takes published lists onto the shelf. One that cannot be read does not stop the others, and leaves nothing behind.

    Raises:
        CustodyError: the log is broken, or the disk does not take what is to be written; what came in before stays.
        RecordError: somebody else is writing to the archive.
    """
    limits = read_settings(layout.settings).limits
    with writing(layout, by=by) as log:
        intake = _Intake(layout, log, limits)
        if left := originals.sweep(layout):
            intake.noticed.append(f"{layout.originals}: {left} unfinished file(s) of an interrupted write removed")
        for path in map(Path, paths):
            try:
                intake.take(path)
            except (FormatError, MetadataError) as err:
                intake.failed.append((path, f"{path}: {err}"))
    return intake.report()


@dataclass(slots=True)
class _Intake:
    layout: Layout
    log: Log
    limits: Limits
    added: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)

    def report(self) -> GazetteerReport:
        by_sha = {g.sha256: g for g in shelved(self.log.entries)}
        added, already = (tuple(by_sha[s] for s in shas) for shas in (self.added, self.already))
        return GazetteerReport(added, already, tuple(self.failed), tuple(self.noticed))

    def take(self, path: Path) -> None:
        with originals.incoming(self.layout, pieces_of(path, self.limits.original_bytes)) as file:
            if not any(g.sha256 == file.sha256 for g in shelved(self.log.entries)):
                self._first(path, file)
                return
            with originals.opened(self.layout, file.sha256):
                self.already.append(file.sha256)

    def _first(self, path: Path, file: originals.Incoming) -> None:
        with file.path.open("rb") as source:
            form = recognise_list(source.read(LOOK_AT))
            found = parse_apart(form, source, self.limits)
        beside = metadata_file(path)
        meta = read_metadata(beside) if beside else {}
        file.keep()
        sha = file.sha256
        self.log.append(
            Action.LISTED,
            gazetteer=self._free_id(path, sha, meta),
            sha256=sha,
            size=file.size,
            file=printable(path.name),
            form=f"{form}-{FORMS[form].version}",
            dated=found.dated,
            parties=len(found.parties),
            names=sum(len(p.names) for p in found.parties),
            meta=meta,
            notes=list(found.notes),
        )
        keep(self.layout, sha, form, found)
        self.added.append(sha)
        self.noticed += (f"{path}: {note}" for note in found.notes)

    def _free_id(self, path: Path, sha: str, meta: dict[str, str]) -> str:
        taken = {d.id for d in replay(self.log.entries).values()} | {g.id for g in shelved(self.log.entries)}
        wanted = meta.get("id") or printable(path.stem).lstrip(". ") or sha[:8]
        if wanted in taken:
            free = free_id(wanted, sha, taken)
            self.noticed.append(f"{path}: the archive has something called {wanted!r} already; this list is {free!r}")
            return free
        return wanted
