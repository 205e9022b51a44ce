"""Out of the archive: one module per exchange format.

To add a format: write a module with ``write(layout, out) -> tuple[Path, ...]`` (the files written) and add it to :data:`FORMATS`.
Every writer writes beside and moves into place, so that a failure leaves nothing half done.
"""

from collections.abc import Callable
from pathlib import Path

from variorum.errors import UsageError
from variorum.publishing import graphml, jsonl, prompts, tables
from variorum.publishing.annotations import write_readings
from variorum.record import full_readings
from variorum.shelf.layout import Layout


def _annotations(layout: Layout, out: Path) -> tuple[Path, ...]:
    return write_readings(full_readings(layout), out)


FORMATS: dict[str, Callable[[Layout, Path], tuple[Path, ...]]] = {
    "annotations": _annotations,
    "csv": tables.write,
    "jsonl": jsonl.write,
    "graphml": graphml.write,
    "prompts": prompts.write,
    "responses": prompts.write_answers,
}

__all__ = ["FORMATS", "export"]


def export(layout: Layout, format: str, out: Path) -> tuple[Path, ...]:
    """Writes the archive in a format of :data:`FORMATS` to ``out`` (a folder for annotations, csv, prompts and responses, else a file).

    Gives back the files written, sorted.

    Raises UsageError for an unknown format.
    """
    if format not in FORMATS:
        raise UsageError(f"{format!r} is no export format; known are {', '.join(FORMATS)}")
    return tuple(sorted(FORMATS[format](layout, out)))
