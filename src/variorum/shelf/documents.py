"""What is on the shelf: the documents of an archive, replayed from its custody log, and their texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from variorum.errors import FormatError
from variorum.model.document import Document
from variorum.shelf import originals
from variorum.shelf.custody import Action, Entry, read
from variorum.shelf.formats import FORMATS, Extracted, recognise
from variorum.shelf.layout import Layout, write_whole
from variorum.shelf.sandbox import extract_apart
from variorum.shelf.settings import Limits, read_settings

_HALF = re.compile("[\ud800-\udfff]")
_DESCRIBING = ("title", "author", "publisher", "published", "url", "language", "rights", "obtained")


def documents(layout: Layout, entries: Iterable[Entry] | None = None) -> tuple[Document, ...]:
    """Every document of the archive, sorted by id; as ``entries`` of its custody log tell of them (None: all entries).

    What its metadata file says goes before what an annotation says of it, and that before what the file itself states.

    Raises:
        CustodyError: the custody log is not what it was.
    """
    return tuple(sorted(replay(read(layout) if entries is None else entries).values(), key=lambda d: d.id))


def replay(entries: Iterable[Entry]) -> dict[str, Document]:
    """The documents that a log speaks of, by the SHA-256 of their originals, in the order in which they came in."""
    found: dict[str, Document] = {}
    known: dict[str, dict[str, Mapping[str, str]]] = {}  # SHA-256 => what each of three sources says
    for entry in entries:
        fields = entry.fields
        match entry.action:
            case Action.ADDED:
                sha = fields["sha256"]
                found[sha] = Document(id=fields["document"], sha256=sha, file=fields["file"], chars=fields["chars"])
                known[sha] = {"file": fields["states"], "annotation": {}, "meta": fields["meta"]}
            case Action.DESCRIBED if fields["sha256"] in known:
                known[fields["sha256"]]["meta"] = fields["meta"]
            case Action.ANNOTATED if fields["of"] in known:
                known[fields["of"]]["annotation"] = fields["meta"]
    return {sha: replace(document, **_described(known[sha])) for sha, document in found.items()}


def _described(sources: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    merged = {**sources["file"], **sources["annotation"], **sources["meta"]}
    return {name: merged[name] for name in _DESCRIBING if name in merged}


def text_of(layout: Layout, document: Document) -> str:
    """The text of a document, every offset in which counts code points.

    What is not plain UTF-8 is taken out of the original once and kept under ``readings/``, named by the original and the version of its
    format, with its own hash before it, so that a cache that was tampered with is seen; it may be deleted at any time.

    Raises:
        CustodyError: the original is missing or was changed.
        FormatError: the original can no longer be read (another version of a library, a lower limit in archive.toml).
    """
    name = document.file or f"{document.id}.txt"
    return extracted(layout, document.sha256, name, read_settings(layout.settings).limits).text


def extracted(layout: Layout, sha: str, name: str, limits: Limits) -> Extracted:
    """What the original ``sha``, which came in under the file name ``name``, gives; from the cache where it can be."""
    data = originals.read(layout, sha)
    format_name = recognise(name, data)
    return _cached(layout, sha, format_name) or keep(layout, sha, format_name, extract(data, format_name, limits))


def extract(data: bytes, format_name: str, limits: Limits) -> Extracted:
    """The text of a file's bytes, apart from the rest where its format wants that. Raises FormatError when there is none, or too much."""
    form = FORMATS[format_name]
    if not form.apart and len(data) > limits.text_bytes:
        raise FormatError(_too_long(len(data), limits))
    found = extract_apart(format_name, data, limits) if form.apart else form.extract(data, limits)
    if not found.text.strip():
        raise FormatError("has no text: nothing but blanks, or nothing at all")
    found = _without_surrogates(found)
    if (size := len(found.text.encode("utf-8"))) > limits.text_bytes:
        raise FormatError(_too_long(size, limits))
    return found


def keep(layout: Layout, sha: str, format_name: str, found: Extracted) -> Extracted:
    """Puts what was extracted into the cache and gives it back. Plain UTF-8, which decodes faster than it is found, is not kept."""
    if format_name != "text" or found.notes:
        content = json.dumps({"title": found.title, "language": found.language, "notes": found.notes}, ensure_ascii=False)
        data = f"{content}\n{found.text}".encode()
        write_whole(_kept_at(layout, sha, format_name), sha256(data).hexdigest().encode() + b"\n" + data, durable=False)
    return found


def _cached(layout: Layout, sha: str, format_name: str) -> Extracted | None:
    try:
        digest, _, data = _kept_at(layout, sha, format_name).read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if digest.decode("ascii", "replace") != sha256(data).hexdigest():
        return None
    head, _, text = data.decode("utf-8").partition("\n")
    states = json.loads(head)
    return Extracted(text, states["title"], states["language"], tuple(states["notes"]))


def _kept_at(layout: Layout, sha: str, format_name: str) -> Path:
    """Its hash is within: a name that ended in it would have to be looked for among all that is kept."""
    return layout.readings / f"{sha}.{format_name}-{FORMATS[format_name].version}.txt"


def _too_long(size: int, limits: Limits) -> str:
    return (
        f"has {size / 1e6:,.1f} MB of text; at most {limits.text_bytes / 1e6:,.1f} MB are taken in. "
        "Split it, or raise `text_bytes` under [limits] in archive.toml"
    )


def _without_surrogates(found: Extracted) -> Extracted:
    """Halves of characters, which damaged PDFs have, cannot be written as UTF-8; each becomes U+FFFD."""
    whole = replace(found, text=_whole(found.text), title=found.title and _whole(found.title), notes=tuple(map(_whole, found.notes)))
    if whole.text != found.text:
        whole = replace(whole, notes=(*whole.notes, "halves of characters in it are shown as \ufffd"))
    return whole


def _whole(words: str) -> str:
    return words if words.isascii() else _HALF.sub("\ufffd", words)
