"""The annotated documents that weights are fitted on: books of training/passages, never those that figures are measured on.

The weights that ship were fitted on w01 to w06. On all books the fit is better on books like them and, end to end, no better on what nobody has read
(docs/benchmarks.md).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "training" / "reader")]

from examples import document_of  # noqa: E402

from shared import DEVELOPED, NEW_PAGES, NEWEST, UNREAD_PAGES, UNTAUGHT  # noqa: E402

FOLDER = ROOT / "training" / "passages"
#: Books that nothing is fitted on.
HELD_OUT = (*UNTAUGHT, *NEWEST, *UNREAD_PAGES, *NEW_PAGES)


def books() -> tuple[str, ...]:
    """The names of all books that may be fitted on, sorted."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.json") if p.stem not in HELD_OUT))


def documents(names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each document of these books with the name of its book, in order."""
    for book in names:
        for gold in json.loads((FOLDER / f"{book}.json").read_text(encoding="utf-8"))["documents"]:
            yield book, gold


__all__ = ["DEVELOPED", "HELD_OUT", "ROOT", "books", "document_of", "documents"]
