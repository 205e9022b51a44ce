"""``variorum add DIR PATH...``: files and folders onto the shelf.

For each file, in this order: read its bytes once, take the text out of them, put the original in its place, write the line in the
custody log. A kill between two steps leaves nothing that the next ``add`` does not put right: an original without a line gets its line.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from variorum.errors import FormatError, MetadataError
from variorum.model.document import Document
from variorum.shelf import originals
from variorum.shelf.custody import Action, Log, writing
from variorum.shelf.documents import extract, keep, replay
from variorum.shelf.formats import FORMATS, is_known, recognise
from variorum.shelf.gazetteers.shelved import shelved
from variorum.shelf.layout import Layout
from variorum.shelf.metadata import SUFFIX, metadata_file, read_metadata
from variorum.shelf.settings import Limits, read_settings

_PIECE = 1 << 20

#: Called after each file: how many are done, and how many there are.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of every file: each is in exactly one of ``added``, ``already`` and ``failed``, or was passed over and is noticed.

    ``described`` are those of ``already`` whose metadata changed. ``failed`` has a whole sentence for each path. ``noticed`` are sentences
    about what a person should know: encodings guessed, names taken, files passed over.
    """

    added: tuple[Document, ...] = ()
    already: tuple[Document, ...] = ()
    described: tuple[Document, ...] = ()
    failed: tuple[tuple[Path, str], ...] = ()
    noticed: tuple[str, ...] = ()


def add(layout: Layout, paths: Sequence[str | os.PathLike[str]], *, by: str | None = None, progress: Progress | None = None) -> AddReport:
    """Takes files, and the files of folders and theirs, onto the shelf. One that cannot be read does not stop the others.

    In a folder, hidden files, metadata files and files of unknown formats are passed over (the last are noticed); a file that is named
    itself fails if its format is unknown. Files come in the order of ``paths``, those of a folder sorted by path.

    Raises:
        CustodyError: the log is broken, or the disk does not take what is to be written; what came in before stays.
        RecordError: somebody else is writing to the archive.
    """
    limits = read_settings(layout.settings).limits
    with writing(layout, by=by) as log:
        intake = _Intake(layout, log, limits)
        if left := originals.sweep(layout):
            intake.noticed.append(f"{layout.originals}: {left} unfinished file(s) of an interrupted write removed")
        files = list(_files(layout, [Path(p) for p in paths], intake.noticed))
        for done, (path, name) in enumerate(files, 1):
            intake.take(path, name)
            if progress:
                progress(done, len(files))
    return intake.report()


def _files(layout: Layout, paths: Sequence[Path], noticed: list[str]) -> Iterator[tuple[Path, str]]:
    """Each file once, with the name that it comes in under: its path within the folder that was given."""
    seen: set[Path] = set()
    for path in paths:
        inside = list(_walk(layout, path, noticed)) if path.is_dir() else [path]
        for file in inside:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file, printable(file.relative_to(path).as_posix() if file != path else file.name)


def _walk(layout: Layout, folder: Path, noticed: list[str]) -> Iterator[Path]:
    here = layout.root.resolve()

    def unreadable(err: OSError) -> None:
        noticed.append(f"{err.filename}: cannot be looked into: {err.strerror}")

    for at, folders, files in os.walk(folder, onerror=unreadable):
        noticed.extend(f"{Path(at, f)}: is a link to a folder; not followed" for f in sorted(folders) if Path(at, f).is_symlink())
        folders[:] = sorted(f for f in folders if not f.startswith(".") and Path(at, f).resolve() != here)
        for name in sorted(f for f in files if not f.startswith(".")):
            if name.endswith(SUFFIX):
                if not any(is_known(other) and name in (other + SUFFIX, Path(other).stem + SUFFIX) for other in files):
                    noticed.append(f"{Path(at, name)}: describes no file beside it; passed over")
            elif is_known(name):
                yield Path(at, name)
            else:
                noticed.append(f"{Path(at, name)}: passed over; no format here has the suffix {Path(name).suffix or '(none)'}")


@dataclass(slots=True)
class _Intake:
    """One run of ``add``: what is known so far, and what became of each file."""

    layout: Layout
    log: Log
    limits: Limits
    added: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    known: dict[str, Document] = field(default_factory=dict)  #: by SHA-256
    by_id: dict[str, str] = field(default_factory=dict)  #: the file that each id, of documents and lists, came in as
    meta: dict[str, Any] = field(default_factory=dict)  #: the metadata last recorded, by SHA-256

    def __post_init__(self) -> None:
        for document in replay(self.log.entries).values():
            self._know(document)
        self.by_id |= {g.id: g.file for g in shelved(self.log.entries)}
        for entry in self.log.entries:
            if entry.action in (Action.ADDED, Action.DESCRIBED):
                self.meta[entry.fields["sha256"]] = entry.fields["meta"]

    def _know(self, document: Document) -> None:
        self.known[document.sha256] = document
        self.by_id[document.id] = document.file or document.id

    def report(self) -> AddReport:
        documents = replay(self.log.entries)
        added, already, described = (tuple(documents[sha] for sha in shas) for shas in (self.added, self.already, self.described))
        return AddReport(added, already, described, tuple(self.failed), tuple(self.noticed))

    def take(self, path: Path, name: str) -> None:
        try:
            data = read_file(path, self.limits.original_bytes)
            beside = metadata_file(path)
            meta = read_metadata(beside) if beside else None
            if sha256(data).hexdigest() in self.known:
                self._again(path, name, sha256(data).hexdigest(), meta)
            else:
                self._first(path, name, data, meta or {})
        except FormatError as err:
            self.failed.append((path, f"{path}: {err}"))
        except MetadataError as err:
            self.failed.append((path, f"{path}: not added because of its metadata: {err}"))

    def _first(self, path: Path, name: str, data: bytes, meta: dict[str, str]) -> None:
        format_name = recognise(path.name, data)
        found = extract(data, format_name, self.limits)
        sha = originals.store(self.layout, data)
        entry = self.log.append(
            Action.ADDED,
            document=self._free_id(path, name, sha, meta),
            sha256=sha,
            size=len(data),
            file=name,
            format=f"{format_name}-{FORMATS[format_name].version}",
            chars=len(found.text),
            text_sha256=sha256(found.text.encode("utf-8")).hexdigest(),
            states={k: v for k, v in (("title", found.title), ("language", found.language)) if v},
            meta=meta,
            notes=list(found.notes),
        )
        keep(self.layout, sha, format_name, found)
        self._know(replay([entry])[sha])
        self.meta[sha] = meta
        self.added.append(sha)
        self.noticed += (f"{path}: {note}" for note in found.notes)

    def _again(self, path: Path, name: str, sha: str, meta: dict[str, str] | None) -> None:
        document = self.known[sha]
        if sha in self.added or sha in self.already:
            self.noticed.append(f"{path}: has the same bytes as {document.file!r}; they are one original, {document.id!r}")
            return
        originals.read(self.layout, sha)
        self.already.append(sha)
        if name != document.file:
            self.noticed.append(f"{path}: has the same bytes as {document.file!r}, which is on the shelf as {document.id!r}")
        if meta is None or meta == self.meta.get(sha):
            return
        if meta.get("id", document.id) != document.id:
            self.noticed.append(
                f"{path}: its metadata now give it the id {meta['id']!r}; it keeps the one that it came in under, {document.id!r}"
            )
        self.log.append(Action.DESCRIBED, document=document.id, sha256=sha, meta=meta)
        self.meta[sha] = meta
        self.described.append(sha)

    def _free_id(self, path: Path, name: str, sha: str, meta: dict[str, str]) -> str:
        """The id that metadata or the file's name give; where another document has it, with the beginning of the hash."""
        wanted = meta.get("id") or printable(path.stem).lstrip(". ") or sha[:8]
        if wanted not in self.by_id:
            return wanted
        other = self.by_id[wanted]
        free = free_id(wanted, sha, self.by_id)
        if "id" in meta:
            self.noticed.append(f"{path}: {other!r} has the id {wanted!r} already; this document is {free!r}")
        elif other == name:
            self.noticed.append(f"{path}: another text came in under this name before, as {wanted!r}; both are kept, this one is {free!r}")
        return free


def free_id(wanted: str, sha: str, taken: Container[str]) -> str:
    """The id with as much of the beginning of the hash as nothing on the shelf has yet, at least eight digits."""
    return next(i for i in (f"{wanted}-{sha[:n]}" for n in range(8, 65)) if i not in taken)


def read_file(path: Path, limit: int) -> bytes:
    """All bytes of a file. Raises FormatError, with the end of a sentence, when it is gone, forbidden, no file, or larger than ``limit``."""
    return b"".join(pieces_of(path, limit))


def pieces_of(path: Path, limit: int) -> Iterator[bytes]:
    """The bytes of a file in pieces, so that a large one is never in memory as a whole. Raises as :func:`read_file`, also when it has begun."""
    size = 0
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):  # opening a pipe would wait for ever
            raise FormatError("is neither a file nor a folder")
        with path.open("rb") as file:
            while size <= limit and (piece := file.read(_PIECE)):
                size += len(piece)
                if size <= limit:
                    yield piece
    except FileNotFoundError as err:
        raise FormatError("there is no such file; it may have been moved or removed in the meantime") from err
    except PermissionError as err:
        raise FormatError("you have no permission to read it") from err
    except (OSError, ValueError) as err:
        raise FormatError(f"cannot be read: {getattr(err, 'strerror', None) or err}") from err
    if size > limit:
        raise FormatError(
            f"has more than {limit / 1e6:,.1f} MB, the most that is taken in; `original_bytes` under [limits] in archive.toml says how many"
        )


def printable(name: str) -> str:
    """A file name that can be written as UTF-8: bytes that are no UTF-8, and control characters, as escapes."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
