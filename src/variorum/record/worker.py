"""A process that reads documents: one JSON line in (which document), one out (done, or what went wrong). ``python -m variorum.record.worker``.

Not multiprocessing: that would import the caller's main module again, which a researcher's script or notebook need not bear.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from variorum.errors import VariorumError
from variorum.model import Document, Reading
from variorum.record.cache import keep
from variorum.record.codec import from_plain
from variorum.shelf.documents import text_of
from variorum.shelf.layout import Layout

Read = Callable[[Document, str], Reading]


def reader_named(name: str) -> Read:
    """The function that ``module:function`` names."""
    module, _, function = name.partition(":")
    read: Read = getattr(importlib.import_module(module), function)
    return read


def read_and_keep(layout: Layout, document: Document, key: str, reader: str) -> None:
    """Reads one document and puts the reading into the cache."""
    text = text_of(layout, document)
    keep(layout, document, key, reader_named(reader)(document, text))


def failure(err: Exception) -> str:
    """What went wrong with one document, as a sentence; a fault of ours is named as such."""
    return str(err) if isinstance(err, VariorumError) else f"the reader failed: {type(err).__name__}: {err}"


def _answer(task: dict[str, Any]) -> dict[str, str | None]:
    try:
        read_and_keep(Layout(Path(task["root"])), from_plain(Document, task["document"]), task["key"], task["reader"])
    except Exception as err:  # one document that cannot be read must not stop the others; it is named in the report
        return {"failed": failure(err)}
    return {"failed": None}


def main() -> None:
    """Answers until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not be taken for an answer
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
