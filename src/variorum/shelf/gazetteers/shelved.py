"""The published lists of an archive, replayed from its custody log, and their content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from variorum.shelf import originals
from variorum.shelf.custody import Action, Entry
from variorum.shelf.gazetteers import FORMS, Gazetteer
from variorum.shelf.gazetteers.listed import from_dict
from variorum.shelf.layout import Layout, write_whole
from variorum.shelf.sandbox import parse_apart
from variorum.shelf.settings import read_settings


@dataclass(frozen=True, slots=True)
class Shelved:
    """One list on the shelf. ``id`` is unique among documents and lists; ``dated`` is the list's own date, else that of its metadata, as are ``url`` and
    ``edition_of``."""

    id: str
    sha256: str
    file: str
    form: str
    title: str
    dated: str | None
    parties: int
    names: int
    url: str | None = None
    edition_of: str | None = None


def shelved(entries: Iterable[Entry]) -> tuple[Shelved, ...]:
    """The lists that a log speaks of, sorted by id."""
    found: dict[str, Shelved] = {}
    for entry in entries:
        if entry.action == Action.LISTED:
            f = entry.fields
            form = f["form"].rpartition("-")[0]
            title = f["meta"].get("title") or f["file"]
            dated = f["dated"] or f["meta"].get("published")
            sha = f["sha256"]
            told = f["meta"].get("url"), f["meta"].get("edition_of")
            found[sha] = Shelved(f["gazetteer"], sha, f["file"], form, title, dated, f["parties"], f["names"], *told)
    return tuple(sorted(found.values(), key=lambda g: g.id))


def content(layout: Layout, of: Shelved) -> Gazetteer:
    """What a list holds. It is parsed once and kept under ``readings/``, named by the original, the version of its form and its own hash.

    Raises:
        CustodyError: the original is missing or was changed.
        FormatError: the original can no longer be read (another version of a library, a lower limit in archive.toml).
    """
    stem = f"{of.sha256}.list-{of.form}-{FORMS[of.form].version}"
    for path in sorted(layout.readings.glob(f"{stem}.*.json")):
        data = path.read_bytes()
        if path.name == f"{stem}.{sha256(data).hexdigest()[:16]}.json":
            return from_dict(json.loads(data))
    with originals.opened(layout, of.sha256) as source:
        found = parse_apart(of.form, source, read_settings(layout.settings).limits)
    return keep(layout, of.sha256, of.form, found)


def keep(layout: Layout, sha: str, form: str, found: Gazetteer) -> Gazetteer:
    """Puts what was parsed into the cache and gives it back."""
    data = json.dumps(found.to_dict(), ensure_ascii=False).encode()
    path = layout.readings / f"{sha}.list-{form}-{FORMS[form].version}.{sha256(data).hexdigest()[:16]}.json"
    if not path.exists():
        write_whole(path, data, durable=False)
    return found
