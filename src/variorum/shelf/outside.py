"""A document that lies outside of every archive: taken in by the same formats, sandbox and limits, with nothing written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from variorum.errors import FormatError, UsageError
from variorum.model.document import Document
from variorum.shelf.add import printable, read_file
from variorum.shelf.documents import extract
from variorum.shelf.formats import FORMATS, is_known, recognise
from variorum.shelf.metadata import metadata_file, read_metadata
from variorum.shelf.settings import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Outside:
    """A document with its text. ``notes`` say what was decided or left out on the way to the text."""

    document: Document
    text: str
    notes: tuple[str, ...] = ()


def take(path: Path, limits: Limits = DEFAULT_LIMITS) -> Outside:
    """The document in a file, described by the NAME.meta.toml beside it, else by what the file itself states.

    Raises:
        UsageError: there is no such file, it is a folder, no format has its suffix, or it is empty.
        FormatError: it is not what it says it is, has no text, or has too much.
        MetadataError: the metadata file has an unknown field or a wrong value.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; give one file, or make an archive of the folder with `variorum new` and `add`")
    if not path.exists():
        raise UsageError(f"{path}: there is no such file")
    if not is_known(path.name):
        known = ", ".join(s for f in FORMATS.values() for s in f.suffixes)
        raise UsageError(f"{path}: no format here has the suffix {path.suffix or '(none)'}; known are {known}; save it as one of them")
    try:
        data = read_file(path, limits.original_bytes)
        if not data:
            raise UsageError(f"{path}: is empty: it has no bytes")
        found = extract(data, recognise(path.name, data), limits)
    except FormatError as err:
        raise FormatError(f"{path}: {err}") from err
    beside = metadata_file(path)
    meta = read_metadata(beside) if beside else {}
    digest, name = sha256(data).hexdigest(), printable(path.name)
    states = {k: v for k, v in (("title", found.title), ("language", found.language)) if v}
    known_of = {"id": printable(path.stem).lstrip(". ") or digest[:8], **states, **meta}
    return Outside(Document(sha256=digest, file=name, chars=len(found.text), **known_of), found.text, found.notes)
