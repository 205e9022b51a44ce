"""CSV: a folder with entities.csv, claims.csv and states.csv (RFC 4180, UTF-8, one header line)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from variorum.publishing import contents
from variorum.record import open_record
from variorum.shelf.layout import Layout, write_whole

#: A cell that a spreadsheet would run as a formula is given an apostrophe in front, as spreadsheets themselves do (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(layout: Layout, out: Path) -> tuple[Path, ...]:
    """Writes the three tables into the folder ``out``, which is made if need be."""
    record = open_record(layout)
    out.mkdir(parents=True, exist_ok=True)
    return (
        _table(out / "entities.csv", contents.entities(record), ("key", "type", "label", "names")),
        _table(out / "claims.csv", (_flat(c) for c in contents.claims(record)), _CLAIM),
        _table(out / "states.csv", contents.states(record), _STATE),
    )


_CLAIM = tuple(
    [
        "id",
        "document",
        "claim",
        "predicate",
        "subject",
        "object",
        "subject_key",
        "object_key",
        "sentence",
        "when",
        "polarity",
        "certainty",
        "mode",
        "voices",
        "quote",
        "start",
        "end",
        "readers",  # where a language model had part in the reading: who proposed it, and how far the readers agree; else empty
        "agreement",
    ]
)
_STATE = tuple(
    [
        "state",
        "subject",
        "object",
        "subject_key",
        "object_key",
        "status",
        "begins_earliest",
        "begins_latest",
        "ends_earliest",
        "ends_latest",
        "claims_for",
        "claims_against",
    ]
)


def _flat(claim: dict[str, Any]) -> dict[str, Any]:
    return {**claim, "voices": " > ".join(f"{v['voice']} {v['act']}" for v in claim["voices"])}


def _table(path: Path, rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> Path:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([_cell(r.get(c)) for c in columns] for r in rows)
    write_whole(path, buffer.getvalue().encode("utf-8"))
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
