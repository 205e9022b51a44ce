"""Readings kept under ``readings/``, so that a document is read once by each version of the reader. All of it may be deleted at any time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path

from variorum.model import Document, Reading
from variorum.record.codec import from_plain, to_plain
from variorum.shelf.layout import Layout, write_whole


def cache_key(document: Document, text: str, reader: str) -> str:
    """What a reading follows from: what is known of the document, its text, and who reads (a version, or a hash of a person's annotation)."""
    content = [asdict(document), hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), reader]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def is_kept(layout: Layout, document: Document, key: str) -> bool:
    """Whether there is an undamaged reading under that key."""
    return _body(layout, document, key) is not None


def kept(layout: Layout, document: Document, key: str) -> Reading | None:
    """The reading under that key; None when there is none, or when it is damaged. A person's comes without ``raw``."""
    body = _body(layout, document, key)
    return None if body is None else from_plain(Reading, json.loads(body))


def keep(layout: Layout, document: Document, key: str, reading: Reading) -> None:
    """Keeps a reading under that key, whole or not at all."""
    body = json.dumps(to_plain(replace(reading, raw=None)), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    write_whole(_path(layout, document, key), hashlib.sha256(body).hexdigest().encode() + b"\n" + body, durable=False)


def _body(layout: Layout, document: Document, key: str) -> bytes | None:
    try:
        digest, _, body = _path(layout, document, key).read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if digest.decode("ascii", "replace") == hashlib.sha256(body).hexdigest() else None


def _path(layout: Layout, document: Document, key: str) -> Path:
    return layout.readings / f"{document.sha256}.reading-{key}.json"
