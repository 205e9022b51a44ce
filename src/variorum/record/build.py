"""``variorum build``: map (read every document, cached) and reduce (rows, set-based), aside and then into place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from variorum.errors import RecordError
from variorum.identity.decisions import load
from variorum.identity.identities import Identities
from variorum.record.readings import Progress, Readings, readings
from variorum.record.reduce import Finish, reduce
from variorum.shelf.layout import Layout, sync_folder
from variorum.shelf.lock import locked
from variorum.shelf.settings import read_settings


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``read`` and ``cached`` count documents; of both together ``annotated`` were read by persons.

    ``failed`` names each document that could not be read, and why; it is in the record as unread. ``unapplied`` says which decisions found
    nothing to apply to. ``seconds`` is wall-clock time.
    """

    documents: int
    read: int
    cached: int
    annotated: int
    entities: int
    failed: tuple[tuple[str, str], ...]
    unapplied: tuple[str, ...]
    seconds: float

    def sentence(self) -> str:
        """The report in words, without the failures one by one.

        >>> BuildReport(3, 1, 2, 0, 12, (), (), 0.5).sentence()
        '3 documents (1 read, 2 unchanged), 12 persons, bodies, places, works and events; 0.5 s.'
        """
        parts = [f"{self.read} read", f"{self.cached} unchanged"]
        parts += [f"{len(self.failed)} could not be read"] if self.failed else []
        parts += [f"{self.annotated} by persons"] if self.annotated else []
        lost = f" {len(self.unapplied)} decisions found nothing to apply to: {'; '.join(self.unapplied)}." if self.unapplied else ""
        named = "1 document" if self.documents == 1 else f"{self.documents} documents"
        return f"{named} ({', '.join(parts)}), {self.entities} persons, bodies, places, works and events; {self.seconds:.1f} s.{lost}"

    def to_dict(self) -> dict[str, Any]:
        """The form of ``build --json``."""
        return {**asdict(self), "failed": [list(f) for f in self.failed], "unapplied": list(self.unapplied)}


def build(
    layout: Layout,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    reader: str | None = None,
    finish: Finish | None = None,
) -> BuildReport:
    """Makes the record of an archive anew. Until the last step, which either happens or not, the old record stays as it is.

    Reads only what has changed since it was last read. Leftovers of builds that died are removed. ``workers`` processes read (None: one a core).
    ``finish``: see :func:`variorum.record.reduce.reduce`.

    Raises:
        RecordError: somebody else is building, or the disk does not take the record.
        DecisionError: decisions.jsonl cannot be used.
        CustodyError: the custody log is not what it was.
    """
    begun = time.monotonic()
    with locked(layout.root / ".build.lock"):
        _clear_leftovers(layout)
        decisions = load(layout.decisions)
        found = readings(layout, workers=workers, progress=progress, reader=reader)
        aside = layout.root / f"{layout.record.name}.{os.getpid()}.new"
        try:
            identities = reduce(found, decisions, path=aside, meta=_meta(layout, found), finish=finish)
            _into_place(aside, layout.record)
        finally:
            _remove(aside)
    return _report(found, identities, time.monotonic() - begun)


def _report(found: Readings, identities: Identities, seconds: float) -> BuildReport:
    return BuildReport(
        documents=len(found.documents),
        read=found.read,
        cached=found.cached,
        annotated=len(found.by_person),
        entities=len(identities.entities),
        failed=found.failed,
        unapplied=identities.unapplied,
        seconds=round(seconds, 3),
    )


def _meta(layout: Layout, found: Readings) -> Mapping[str, str]:
    """What the record was made of; nothing that differs between two builds of the same."""
    decisions = layout.decisions.read_bytes() if layout.decisions.exists() else b""
    inputs = json.dumps([sorted(found.keys.items()), found.failed, hashlib.sha256(decisions).hexdigest()])
    vocabulary = (files("variorum.model") / "vocabulary.yaml").read_bytes()
    return {
        "title": read_settings(layout.settings).title,
        "reader": found.version,
        "vocabulary": hashlib.sha256(vocabulary).hexdigest()[:12],
        "inputs": hashlib.sha256(inputs.encode()).hexdigest(),
    }


def _into_place(aside: Path, record: Path) -> None:
    try:
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(record)
        sync_folder(record.parent)
    except OSError as err:
        raise RecordError(f"{record}: the new record cannot be put into place ({err.strerror or err}); the old one stands") from err


def _clear_leftovers(layout: Layout) -> None:
    """Whoever holds the lock is the only one who builds: what other builds have left aside is dead."""
    for path in layout.root.glob(f"{layout.record.name}.*.new*"):
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
