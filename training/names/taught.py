"""The annotated documents that weights are fitted on: every book of training/passages but those that figures are measured on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "training" / "reader")]

from examples import document_of  # noqa: E402

from shared import NEWEST, UNREAD_PAGES, UNTAUGHT  # noqa: E402

FOLDER = ROOT / "training" / "passages"
#: Books that nothing is fitted on.
HELD_OUT = (*UNTAUGHT, *NEWEST, *UNREAD_PAGES)


def books() -> tuple[str, ...]:
    """The names of the books, sorted."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.json") if p.stem not in HELD_OUT))


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each document with the name of its book, in order."""
    for book in books():
        for gold in json.loads((FOLDER / f"{book}.json").read_text(encoding="utf-8"))["documents"]:
            yield book, gold


__all__ = ["HELD_OUT", "ROOT", "books", "document_of", "documents"]
