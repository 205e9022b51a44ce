"""Whether the shelf is what it was: every line of the custody log, every byte of every original, every answer of a language model."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from variorum.errors import CustodyError
from variorum.shelf.custody import Entry, decode, link_problem, split_log
from variorum.shelf.layout import Layout
from variorum.shelf.originals import digest, is_unfinished, lying_there
from variorum.shelf.sealed import read_sealed

_SHA256 = re.compile(r"[0-9a-f]{64}")


class FindingKind(StrEnum):
    CHANGED = "changed"  #: bytes are not what they were
    MISSING = "missing"  #: something that the log speaks of, or the log itself in part, is gone
    UNKNOWN = "unknown"  #: a file that the log does not speak of
    INTERRUPTED = "interrupted"  #: what a killed writer left; the next writer puts it right


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. ``file`` is relative to the archive; ``line`` counts from 1, None where it means nothing."""

    kind: FindingKind
    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.message}"


def verify(layout: Layout, *, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
    """Everything that is not as the custody log says, the log's own lines first, then files by name; empty when all is well.

    It reads every original whole, and changes nothing. It does not look at what is derived (readings, the record); the answers
    of a language model, which are not, it does. ``progress`` is called
    with the number of files read and their sum. It cannot see that log *and* head were rewritten together; see :mod:`variorum.shelf.custody`.
    """
    findings, entries = _log(layout)
    return findings + _files(layout, entries, progress or (lambda done, total: None)) + _exchanges(layout)


def _log(layout: Layout) -> tuple[list[Finding], list[Entry]]:
    name = layout.custody.name
    findings: list[Finding] = []
    entries: list[Entry] = []
    lines, torn = split_log(layout)
    before, sure = None, True  # after a line that cannot be read, nobody can say whether the next one follows it
    for number, raw in enumerate(lines, 1):
        try:
            entry = decode(raw)
        except CustodyError as err:
            findings.append(Finding(FindingKind.CHANGED, name, number, str(err)))
            sure = False
            continue
        if sure and (problem := link_problem(entry, before)):
            kind = FindingKind.MISSING if "missing" in problem else FindingKind.CHANGED
            findings.append(Finding(kind, name, number, problem))
        before, sure = entry, True
        entries.append(entry)
    if torn:
        what = f"the last line is incomplete ({len(torn)} bytes): its writing was interrupted; the next `add` sets it aside in custody.torn"
        findings.append(Finding(FindingKind.INTERRUPTED, name, len(lines) + 1, what))
    return findings + _head(layout, len(lines), entries), entries


def _head(layout: Layout, lines: int, entries: list[Entry]) -> list[Finding]:
    """Whether lines at the end are gone. The head may be behind the log (a writer was killed before it moved it), never ahead."""
    path = layout.custody_head
    if not path.exists():
        if layout.custody.exists() and lines > 1:
            return [
                Finding(
                    FindingKind.INTERRUPTED, path.name, None, "is absent, so that lines cut off the end of the log would not be noticed"
                )
            ]
        return []
    try:
        head = json.loads(path.read_bytes())
        n, hash_ = int(head["n"]), str(head["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return [Finding(FindingKind.CHANGED, path.name, None, "does not hold number and hash of the last line; it was changed")]
    if n > lines:
        gone = f"the log ends with line {lines}, but it had {n} lines: {n - lines} of the last are gone"
        return [Finding(FindingKind.MISSING, layout.custody.name, lines or None, gone)]
    at_n = next((e for e in entries if e.n == n), None)
    if at_n is not None and at_n.hash != hash_:
        return [
            Finding(
                FindingKind.CHANGED, path.name, None, f"holds another hash for line {n} than that line has; one of the two was exchanged"
            )
        ]
    return []


def _files(layout: Layout, entries: list[Entry], progress: Callable[[int, int], None]) -> list[Finding]:
    spoken_of = {str(e.fields["sha256"]): e for e in entries if e.action in ("added", "annotated", "listed") and "sha256" in e.fields}
    lying = list(lying_there(layout))
    findings: list[Finding] = []
    for done, path in enumerate(lying, 1):
        if finding := _file(layout, path, spoken_of):
            findings.append(finding)
        progress(done, len(lying))
    there = {path for path in lying}
    for sha, entry in spoken_of.items():
        if layout.original(sha) not in there:
            what = f"the original is missing; line {entry.n} of the log says that {entry.fields.get('file', 'it')} came in as this"
            findings.append(Finding(FindingKind.MISSING, _relative(layout, layout.original(sha)), None, what))
    return sorted(findings, key=lambda f: f.file)


def _exchanges(layout: Layout) -> list[Finding]:
    """Answers of a language model that are not what they were when they came."""
    damaged = (path for path in sorted(layout.exchanges.glob("[0-9a-f][0-9a-f]/*.json")) if read_sealed(path) is None)
    what = "the answer of a language model was changed: it no longer has the hash that it begins with; restore it from a copy"
    return [Finding(FindingKind.CHANGED, _relative(layout, path), None, what) for path in damaged]


def _file(layout: Layout, path: Path, spoken_of: dict[str, Entry]) -> Finding | None:
    name = _relative(layout, path)
    if is_unfinished(path):
        what = "is left over from a write that was interrupted; the next `add` removes it"
        return Finding(FindingKind.INTERRUPTED, name, None, what)
    if not _SHA256.fullmatch(path.name) or path != layout.original(path.name):
        return Finding(
            FindingKind.UNKNOWN, name, None, "is no original: expected a file named by its SHA-256, in the folder of its first two digits"
        )
    try:
        found, size = digest(path)
    except OSError as err:
        return Finding(FindingKind.MISSING, name, None, f"the original cannot be read: {err.strerror or err}")
    if found != path.name:
        entry = spoken_of.get(path.name)
        was = f"; when it came in as {entry.fields.get('file')} it had {entry.fields.get('size')}" if entry else ""
        what = f"the original was changed: its SHA-256 is now {found[:12]}…, not the one in its name; it has {size} bytes{was}"
        return Finding(FindingKind.CHANGED, name, None, what)
    if path.name not in spoken_of:
        what = "no readable line of the log speaks of this original: an `add` was interrupted before it wrote its line, or a line is gone or changed"
        return Finding(FindingKind.UNKNOWN, name, None, what)
    return None


def _relative(layout: Layout, path: Path) -> str:
    return path.relative_to(layout.root).as_posix()
