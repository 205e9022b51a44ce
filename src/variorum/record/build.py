"""``variorum build``: map (read every document, cached) and reduce (rows, set-based), aside and then into place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from variorum.errors import RecordError
from variorum.identity.identities import Identities
from variorum.identity.listing import shared_names
from variorum.reading.language_model.refusal import REFUSED, WITHDRAWN
from variorum.record import fulltext
from variorum.record.counted import Counted, Judged
from variorum.record.last_build import Compare, LastBuild, keep_changes
from variorum.record.lists import Lists
from variorum.record.readings import Progress, Readings, readings
from variorum.record.reduce import Finish, reduce
from variorum.record.version import record_version
from variorum.shelf import judgements
from variorum.shelf.gazetteers import FORMS
from variorum.shelf.judgements import Kind
from variorum.shelf.layout import Layout, sync_folder
from variorum.shelf.lock import locked
from variorum.shelf.settings import read_settings


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``read`` and ``cached`` count documents; of both together ``annotated`` were read by persons.

    ``failed`` names each document that could not be read, and why; it is in the record as unread. ``unapplied`` says which decisions and
    reviews found nothing to apply to; ``withdrawn`` what was left out of the record, ``rejected`` and ``corrected`` count claims. ``seconds`` is
    wall-clock time. ``changes``: what is otherwise than in the record that it replaced; None: there was none, or nobody compared them.
    ``by_model`` counts documents in whose reading a language model had part, ``waiting`` are those that it has not been asked about completely, and ``refused``
    says how many of its proposals were not taken, by reason.
    """

    documents: int
    read: int
    cached: int
    annotated: int
    entities: int
    failed: tuple[tuple[str, str], ...]
    unapplied: tuple[str, ...]
    seconds: float
    withdrawn: tuple[str, ...] = ()
    changes: LastBuild | None = None
    rejected: int = 0
    corrected: int = 0
    by_model: int = 0
    waiting: tuple[str, ...] = ()
    refused: Mapping[str, int] = field(default_factory=dict)

    def sentence(self) -> str:
        """The report in words, without the failures one by one.

        >>> BuildReport(3, 1, 2, 0, 12, (), (), 0.5).sentence()
        '3 documents (1 read, 2 unchanged), 12 persons, bodies, places, works and events; 0.5 s.'
        """
        parts = [f"{self.read} read", f"{self.cached} unchanged"]
        parts += [f"{len(self.failed)} could not be read"] if self.failed else []
        parts += [f"{self.annotated} by persons"] if self.annotated else []
        parts += [f"{self.by_model} with a language model"] if self.by_model else []
        lost = f" {len(self.unapplied)} decisions found nothing to apply to: {'; '.join(self.unapplied)}." if self.unapplied else ""
        lost += f" Withdrawn: {', '.join(self.withdrawn)}." if self.withdrawn else ""
        lost += f" Claims rejected: {self.rejected}; corrected: {self.corrected}." if self.rejected or self.corrected else ""
        lost += f" Proposals refused: {', '.join(f'{reason} {n}' for reason, n in self.refused.items())}." if self.refused else ""
        lost += f" {len(self.waiting)} wait for the language model and were read without it." if self.waiting else ""
        named = "1 document" if self.documents == 1 else f"{self.documents} documents"
        return f"{named} ({', '.join(parts)}), {self.entities} persons, bodies, places, works and events; {self.seconds:.1f} s.{lost}"

    def to_dict(self) -> dict[str, Any]:
        """The form of ``build --json``."""
        lists = {
            "failed": [list(f) for f in self.failed],
            "unapplied": list(self.unapplied),
            "withdrawn": list(self.withdrawn),
            "waiting": list(self.waiting),
        }
        return {**asdict(self), **lists}


def build(
    layout: Layout,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    reader: str | None = None,
    finish: Finish | None = None,
    compare: Compare | None = None,
) -> BuildReport:
    """Makes the record of an archive anew. Until the last step, which either happens or not, the old record stays as it is.

    Asks nobody: what a language model has answered is read from ``exchanges/``, what it has not is read without it. ``reader``: see
    :func:`variorum.record.readings.readings`.

    Reads only what has changed since it was last read, and indexes its words (:mod:`variorum.record.fulltext`). Leftovers of builds that died are removed.
    ``workers`` processes read (None: one a core).
    ``finish``: see :func:`variorum.record.reduce.reduce`. ``compare`` says what is otherwise than in the record that is replaced, and it is kept.

    Raises:
        RecordError: somebody else is building, or the disk does not take the record.
        DecisionError: decisions.jsonl cannot be used.
        CustodyError: the custody log is not what it was.
        FormatError: a published list can no longer be read.
    """
    begun = time.monotonic()
    with locked(layout.root / ".build.lock"):
        clear_leftovers(layout.root, layout.record.name)
        judged = Judged.of(judgements.read(layout.decisions), str(layout.decisions))
        found = readings(layout, without=judged.documents, workers=workers, progress=progress, reader=reader)
        changes: list[LastBuild | None] = []
        before = None if compare is None else lambda made: changes.append(keep_changes(layout, made, compare))
        identities, unapplied = make(layout, found, judged, layout.record, finish, before)
    fulltext.update(layout, found.documents)
    return BuildReport(
        documents=len(found.documents),
        read=found.read,
        cached=found.cached,
        annotated=len(found.by_person),
        entities=len(identities.entities),
        failed=found.failed,
        unapplied=unapplied,
        seconds=round(time.monotonic() - begun, 3),
        withdrawn=tuple(str(w.target) for w in judged.withdrawn),
        changes=changes[0] if changes else None,
        rejected=sum(r.kind is Kind.REJECT for r in judged.reviewed),
        corrected=sum(r.kind is Kind.CORRECT for r in judged.reviewed),
        by_model=len(found.by_model),
        waiting=found.waiting,
        refused=_refused(layout.record) if found.by_model else {},
    )


def make(
    layout: Layout,
    found: Readings,
    judged: Judged,
    record: Path,
    finish: Finish | None = None,
    before: Callable[[Path], None] | None = None,
) -> tuple[Identities, tuple[str, ...]]:
    """Makes the record of these readings and judgements aside, and puts it at ``record``, whole or not at all. ``found`` holds no withdrawn document.

    ``before`` is given the finished record before it goes into place. Gives back the identities that it rests on, and a sentence for each judgement
    that found nothing to apply to. Raises what
    :func:`variorum.record.reduce` does, and RecordError when the disk does not take the record.
    """
    aside = record.with_name(f"{record.name}.{os.getpid()}.new")
    lists = Lists.of(layout, found.gazetteers)
    counted = Counted(found, judged, shared_names(lists.indexed) if lists else None)
    try:
        identities = reduce(counted, judged.decisions, path=aside, meta=description(layout, found, judged), finish=finish, lists=lists)
        if before is not None:
            before(aside)
        _into_place(aside, record)
    finally:
        _remove(aside)
    return identities, (*identities.unapplied, *counted.unapplied)


def description(layout: Layout, found: Readings, judged: Judged) -> Mapping[str, str]:
    """What a record is made of, as its table ``meta`` keeps it; nothing that differs between two records of the same."""
    lists = [[g.id, g.sha256, g.form, FORMS[g.form].version] for g in found.gazetteers]
    inputs = json.dumps([sorted(found.keys.items()), found.failed, judged.content(), lists])
    vocabulary = (files("variorum.model") / "vocabulary.yaml").read_bytes()
    told_apart = {"endorsed": judged.endorsed} if found.by_model else {}
    return {
        **told_apart,
        "title": read_settings(layout.settings).title,
        "reader": found.version,
        "maker": record_version(),
        "vocabulary": hashlib.sha256(vocabulary).hexdigest()[:12],
        "judged": judged.digest,
        "inputs": hashlib.sha256(inputs.encode()).hexdigest(),
    }


def _refused(record: Path) -> dict[str, int]:
    """How many proposals of a language model the record counts as refused or withdrawn, by reason, the most first."""
    with duckdb.connect(str(record), read_only=True) as con:
        rows = con.execute(
            "SELECT kind, count(*) FROM unread WHERE starts_with(kind, ?) OR kind = ? GROUP BY kind ORDER BY 2 DESC, 1",
            [REFUSED, WITHDRAWN],
        ).fetchall()
    return {str(kind).removeprefix(REFUSED).replace(WITHDRAWN, "withdrawn on a second look"): int(n) for kind, n in rows}


def _into_place(aside: Path, record: Path) -> None:
    try:
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(record)
        sync_folder(record.parent)
    except OSError as err:
        raise RecordError(f"{record}: the new record cannot be put into place ({err.strerror or err}); the old one stands") from err


def clear_leftovers(folder: Path, name: str = "*") -> None:
    """Removes what builds that died have left beside the record of that name. Only for whoever holds the lock, so that all others are dead."""
    for path in folder.glob(f"{name}.*.new*"):
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
