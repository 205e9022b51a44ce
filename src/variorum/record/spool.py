"""Rows on their way into the record: one file of JSON lines a table, written as readings come and read in one piece by DuckDB.

JSON lines carry lists and any text, need no further library, and keep the rows of a large archive out of memory.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Spool:
    """The files of one build in ``folder``, which must exist. ``columns`` gives every table's columns and their SQL types; ``rows`` counts what was added."""

    def __init__(self, folder: Path, columns: Mapping[str, Mapping[str, str]]) -> None:
        self._columns = columns
        self.rows = dict.fromkeys(columns, 0)
        self._paths = {table: folder / f"{table}.ndjson" for table in columns}
        self._files: dict[str, IO[str]] = {table: path.open("w", encoding="utf-8") for table, path in self._paths.items()}

    def add(self, table: str, *values: Any) -> None:
        """One row, values in the order of the table's columns."""
        self._files[table].write(_encode(dict(zip(self._columns[table], values, strict=True))) + "\n")
        self.rows[table] += 1

    def close(self) -> None:
        for file in self._files.values():
            file.close()

    def source(self, table: str) -> str:
        """The SQL expression that reads a table back; the spool must be closed."""
        types = ", ".join(f"'{name}': '{type_}'" for name, type_ in self._columns[table].items())
        path = str(self._paths[table]).replace("'", "''")
        return f"read_json('{path}', format = 'newline_delimited', columns = {{{types}}}, maximum_object_size = 268435456)"
