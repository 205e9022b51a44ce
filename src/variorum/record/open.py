"""The record, opened for reading."""

from __future__ import annotations

import os
import secrets
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from numpy.typing import NDArray

from variorum.errors import RecordError
from variorum.model import Document
from variorum.record.find import Found, find_entity
from variorum.record.reduce import SCHEMA
from variorum.shelf.documents import text_of
from variorum.shelf.layout import Layout

_DOCUMENT = "SELECT id, sha256, title, author, publisher, published, url, language, file, chars FROM document"
_EVIDENCE = """SELECT t.claim_id, d.id, c.span_start, c.span_end, t.quote
FROM claim_text t JOIN claim c USING (claim_id) JOIN document d ON d.doc = t.doc
WHERE array_contains(?, t.claim_id) ORDER BY d.id, c.span_start, c.span_end, t.claim_id"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say a claim, at ``start``..``end`` of a document, with what stands before and after them."""

    claim: int
    document: str
    start: int
    end: int
    before: str
    quote: str
    after: str


class Record:
    """An open record: read-only, safe to use from several threads. Ask in sets: a query costs about two milliseconds, however small."""

    def __init__(self, layout: Layout, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.layout = layout
        self.path = path
        self._connection = connection
        self._own = threading.local()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query over the tables of schema.sql. Write the portable subset: array_contains, no ILIKE ANY, no bare UNION."""
        return self._cursor().execute(sql, list(parameters)).fetchall()

    def columns(self, sql: str, parameters: Sequence[Any] = ()) -> Mapping[str, NDArray[Any]]:
        """The columns of a query for numbers, by name: without a value for each number, as of millions of rows."""
        return self._cursor().execute(sql, list(parameters)).fetchnumpy()

    def arrow(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The same as a ``pyarrow.Table``, several times faster for many rows. Raises RecordError where pyarrow is not installed."""
        try:
            return self._cursor().sql(sql, params=list(parameters)).to_arrow_table()
        except (ImportError, duckdb.Error) as err:
            if "pyarrow" not in str(err).lower():
                raise
            raise RecordError("tables in Arrow need pyarrow: pip install 'variorum[arrow]'") from err

    def find_entity(self, name: str) -> tuple[Found, ...]:
        """Whom a name may mean, best first, each with the reason; see :func:`variorum.record.find.find_entity`."""
        return find_entity(self.rows, name)

    def documents(self) -> tuple[Document, ...]:
        """Every document, in order of id, as it was when the record was built."""
        names = ("id", "sha256", "title", "author", "publisher", "published", "url", "language", "file", "chars")
        return tuple(Document(**dict(zip(names, row, strict=True))) for row in self.rows(f"{_DOCUMENT} ORDER BY doc"))

    def evidence(self, claims: Iterable[int], *, around: int = 160) -> tuple[Evidence, ...]:
        """The words of these claims with up to ``around`` characters on both sides, in the order of documents and text.

        Raises:
            RecordError: a text is no longer the one that the record was built from.
            CustodyError: an original is missing or was changed.
        """
        documents = {d.id: d for d in self.documents()}
        texts: dict[str, str] = {}
        found = []
        for claim, document, start, end, quote in self.rows(_EVIDENCE, [list(claims)]):
            if document not in texts:
                texts[document] = text_of(self.layout, documents[document])
            text = texts[document]
            if text[start:end] != quote:
                raise RecordError(f"{document}: at {start}..{end} the text no longer says {quote!r}; run `variorum build` again")
            found.append(Evidence(claim, document, start, end, text[max(0, start - around) : start], quote, text[end : end + around]))
        return tuple(found)

    def limit(self, *, threads: int) -> None:
        """Has a query use so many threads at most: where several processes share a machine, more only get in each other's way."""
        self._connection.execute(f"SET threads = {threads:d}")

    def close(self) -> None:
        self._connection.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's own, so that a long query of one reader does not keep the others waiting."""
        if (cursor := getattr(self._own, "cursor", None)) is None:
            cursor = self._own.cursor = self._connection.cursor()
            cursor.execute("USE record")
        return cursor


def open_record(layout: Layout, path: Path | None = None) -> Record:
    """The record of an archive, as last built. A build that ends later does not disturb it: it shows what it showed.

    ``path``: another record of the same archive, such as one of its past.

    Raises:
        RecordError: there is none, it is damaged, or another version of variorum built it.
    """
    path = path or layout.record
    if not path.is_file():
        raise RecordError(f"{path}: there is no record yet; `variorum build {layout.root}` makes it")
    # What does not fit into memory goes to a folder that DuckDB makes when it is needed and removes; unsaid, it would be made where somebody happens to work.
    spill = Path(tempfile.gettempdir()) / f"variorum-{os.getpid()}-{secrets.token_hex(4)}"
    connection = duckdb.connect(":memory:", config={"temp_directory": str(spill)})
    try:
        connection.execute("SET enable_progress_bar = false")  # it would be drawn into whatever is printed
        # Attached rather than connected to: DuckDB gives a second connection to one path the file that the first has open, replaced or not.
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS record (READ_ONLY)")
        connection.execute("USE record")
        schema = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
    except duckdb.Error as err:
        connection.close()
        raise RecordError(f"{path}: is damaged or is no record ({_first_line(err)}); `variorum build {layout.root}` makes it anew") from err
    if schema != [(SCHEMA,)]:
        connection.close()
        found = schema[0][0] if schema else "none"
        raise RecordError(f"{path}: has schema {found}, this variorum reads {SCHEMA}; `variorum build {layout.root}` makes it anew")
    return Record(layout, connection, path)


def _first_line(err: Exception) -> str:
    return str(err).strip().splitlines()[0] if str(err).strip() else type(err).__name__
