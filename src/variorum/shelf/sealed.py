"""A file whose first line is the hash of the rest, so that one that was damaged or changed is seen to be."""

from __future__ import annotations

import hashlib
from pathlib import Path

from variorum.shelf.layout import write_whole


def write_sealed(path: Path, body: bytes, *, durable: bool = True) -> None:
    """Puts the body at ``path``, whole or not at all. Raises CustodyError when the disk does not take it; ``durable`` as in :func:`write_whole`."""
    write_whole(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body, durable=durable)


def read_sealed(path: Path) -> bytes | None:
    """The body; None when there is no such file, or it is not what was written."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if digest == hashlib.sha256(body).hexdigest().encode() else None
