"""``variorum add DIR --annotations PATH``: readings that persons made, beside the documents they read.

An annotation is one JSON file per document in the form of docs/explanation/claims.md. It is paired by its ``document.sha256``, which may be
that of the original's bytes or of its text in UTF-8 (for a plain text the two are one). The file is kept among the originals as it came; a
custody line ``annotated`` says whose reading it is. The last such line of a document is in force.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from variorum.errors import AnnotationError, FormatError
from variorum.model.document import Document
from variorum.shelf import originals
from variorum.shelf.add import Progress, printable, read_file
from variorum.shelf.custody import Action, Entry, Log, read, writing
from variorum.shelf.documents import replay, text_of
from variorum.shelf.layout import Layout

#: What judges whether an annotation fits its document and text; raises AnnotationError if not. The archive gives `annotated.from_dict` of the
#: reading room, which this room, being before it, does not know.
Check = Callable[[Mapping[str, Any], Document, str], object]

#: No annotation of a page is larger (the largest of the first hundred had 0.5 MB).
LARGEST = 100_000_000
_DESCRIBING = ("title", "author", "publisher", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class AnnotationReport:
    """What became of every file. ``failed`` has a whole sentence for each path; ``noticed`` what a person should know.

    ``taken`` are the documents whose annotation is now another, ``already`` those for which the file was in force before.
    """

    taken: tuple[Document, ...] = ()
    already: tuple[Document, ...] = ()
    failed: tuple[tuple[Path, str], ...] = ()
    noticed: tuple[str, ...] = ()


def add_annotations(
    layout: Layout, paths: Sequence[str | os.PathLike[str]], *, check: Check, by: str | None = None, progress: Progress | None = None
) -> AnnotationReport:
    """Takes annotation files, and the ``.json`` files of folders, as the readings of their documents. A bad one does not stop the others.

    A JSON file in a folder that has no ``document`` is no annotation: it is passed over and noticed.

    Raises:
        CustodyError: the log is broken, or the disk does not take what is to be written.
        RecordError: somebody else is writing to the archive.
    """
    with writing(layout, by=by) as log:
        desk = _Desk(layout, log, check)
        files = list(dict.fromkeys((file, path.is_dir()) for path in map(Path, paths) for file in _json_files(path)))
        for done, (file, in_folder) in enumerate(files, 1):
            desk.take(file, in_folder=in_folder)
            if progress:
                progress(done, len(files))
    return desk.report()


def _json_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.rglob("*.json") if not any(part.startswith(".") for part in p.relative_to(path).parts))


def annotation_of(layout: Layout, document: Document) -> Mapping[str, Any] | None:
    """The annotation in force for a document, exactly as it came; None when no person has annotated it.

    Raises:
        CustodyError: the log, or the annotation itself, is not what it was.
    """
    entry = in_force(read(layout)).get(document.sha256)
    return _parse(originals.read(layout, entry.fields["sha256"])) if entry else None


def annotations_in_force(layout: Layout, entries: Sequence[Entry] | None = None) -> dict[str, Mapping[str, Any]]:
    """The annotations in force, by the SHA-256 of their documents' originals; by ``entries`` of the custody log (None: all entries)."""
    last = in_force(read(layout) if entries is None else entries)
    return {sha: _parse(originals.read(layout, entry.fields["sha256"])) for sha, entry in last.items()}


def in_force(entries: Sequence[Entry]) -> dict[str, Entry]:
    """The last ``annotated`` entry of each document, by the SHA-256 of its original."""
    return {entry.fields["of"]: entry for entry in entries if entry.action == Action.ANNOTATED}


def _parse(data: bytes) -> dict[str, Any]:
    """Raises AnnotationError with the end of a sentence when the bytes are no JSON object."""
    try:
        raw = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as err:
        raise AnnotationError(f"is not UTF-8 at byte {err.start}") from err
    except (ValueError, RecursionError) as err:
        raise AnnotationError(f"is not JSON: {err}") from err
    if b"\\ud" in data.lower():
        _refuse_halves(raw)
    if not isinstance(raw, dict):
        raise AnnotationError("is not an annotation: expected a JSON object with `document` and `claims`")
    return raw


def _refuse_halves(raw: object) -> None:
    """An escape such as \\ud83d without its other half is allowed in JSON, but is no character: no text has it, nothing can be written with it."""
    try:
        json.dumps(raw, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as err:
        raise AnnotationError(f"holds half a character ({err.object[err.start]!a}); expected whole ones") from err


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


@dataclass(slots=True)
class _Desk:
    """One run of ``add_annotations``."""

    layout: Layout
    log: Log
    check: Check
    taken: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  #: SHA-256 of a text => that of the first original that has it

    def __post_init__(self) -> None:
        self.documents = replay(self.log.entries)
        for entry in self.log.entries:
            if entry.action == Action.ADDED:
                self.texts.setdefault(entry.fields["text_sha256"], entry.fields["sha256"])

    def report(self) -> AnnotationReport:
        documents = replay(self.log.entries)
        taken, already = (tuple(documents[sha] for sha in shas) for shas in (self.taken, self.already))
        return AnnotationReport(taken, already, tuple(self.failed), tuple(self.noticed))

    def take(self, path: Path, *, in_folder: bool) -> None:
        try:
            data = read_file(path, LARGEST)
            raw = _parse(data)
            if in_folder and "document" not in raw:
                self.noticed.append(f"{path}: has no `document`; it is no annotation and was passed over")
                return
            self._accept(path, data, raw, self._document(raw))
        except (AnnotationError, FormatError) as err:
            self.failed.append((path, f"{path}: {err}"))

    def _document(self, raw: Mapping[str, Any]) -> Document:
        described = raw.get("document")
        sha = described.get("sha256") if isinstance(described, dict) else None
        if not isinstance(sha, str):
            raise AnnotationError("does not say which document it reads: expected `document.sha256`")
        sha = sha.lower()
        document = self.documents.get(sha) or self.documents.get(self.texts.get(sha, ""))
        if document is None:
            raise AnnotationError(
                f"no document of this archive has the SHA-256 {sha[:12]}… that it gives; add the document first, the very same bytes"
            )
        return document

    def _accept(self, path: Path, data: bytes, raw: Mapping[str, Any], document: Document) -> None:
        before = in_force(self.log.entries).get(document.sha256)
        text = text_of(self.layout, document)
        self.check(raw, replace(document, chars=len(text)), text)
        name = originals.store(self.layout, data)
        if before is not None and before.fields["sha256"] == name:
            self.already.append(document.sha256)
            return
        meta = {k: v for k, v in raw["document"].items() if k in _DESCRIBING and isinstance(v, str) and v.strip()}
        self.log.append(
            Action.ANNOTATED, document=document.id, of=document.sha256, sha256=name, size=len(data), file=printable(path.name), meta=meta
        )
        if before is not None:
            self.noticed.append(f"{path}: supersedes {before.fields['file']!r} as the reading of {document.id!r}; both are kept")
        self.taken.append(document.sha256)
