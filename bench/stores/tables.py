"""Engines that are asked in SQL: this project's record, SQLite in two forms, ClickHouse in this process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from stores.engine import FUNCTIONAL, NETWORK, Parameters
from stores.queries import COLUMNS, KINDS, QUESTIONS, SEARCHES
from variorum.record.open import open_record
from variorum.shelf.layout import Layout


def _words(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


class _Table:
    """SQL with the numbers written in; the dialect's own words in ``chain``, ``said`` and ``by_object``."""

    kinds = KINDS
    searches = True
    chain, said, by_object = "chain", "array_contains(chain, {voice})", "claim_o"

    def rows(self, sql: str) -> list[Any]:
        raise NotImplementedError

    def ask(self, kind: str, p: Parameters) -> list[Any]:
        three = _words((p.x, *p.others))
        said = self.said.format(voice=p.voice)
        words = {"x": p.x, "day": p.day, "until": p.until, "three": three, "network": _words(NETWORK), "said": said}
        return self.rows(QUESTIONS[kind].format(chain=self.chain, by_object=self.by_object, **words))

    def whole(self, kind: str) -> tuple[int, int]:
        count, total = self.rows(SEARCHES[kind].format(by_object=self.by_object, functional=_words(FUNCTIONAL)))[0]
        return int(count), int(total)


class Variorum(_Table):
    """The record as it is: DuckDB, claims twice, sorted, no index. It is loaded when the world is made."""

    name = "variorum"

    def load(self, world: Path, scratch: Path) -> None:
        self._layout = Layout.open(world)
        self._record = open_record(self._layout)
        self._record.rows("SET threads = 2")

    def rows(self, sql: str) -> list[Any]:
        return self._record.rows(sql)

    def size(self) -> int:
        """Of the claims alone, written anew: the record also holds words, which no peer was given."""
        with duckdb.connect() as con:
            path = self._layout.root / "claims-alone.duckdb"
            con.execute(f"ATTACH '{self._layout.record}' AS r (READ_ONLY); ATTACH '{path}' AS s (ROW_GROUP_SIZE 16384)")
            con.execute("CREATE TABLE s.claim AS FROM r.claim; CREATE TABLE s.claim_o AS FROM r.claim_o; DETACH s")
        size = path.stat().st_size
        path.unlink()
        return size

    def close(self) -> None:
        self._record.close()


def claims(world: Path, order: str = "doc, span_start") -> Iterator[list[tuple[Any, ...]]]:
    """The claims of a world's record in blocks of rows, COLUMNS and then the chain as three entities, outermost last."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{Layout(world).record}' AS r (READ_ONLY)")
        links = "chain[len(chain)], COALESCE(chain[len(chain) - 1], 0), COALESCE(chain[len(chain) - 2], 0)"
        result = con.execute(f"SELECT {COLUMNS}, {links} FROM r.claim ORDER BY {order}")
        while block := result.fetchmany(100_000):
            yield block


_LINKS = ("link1", "link2", "link3")


class Sqlite(_Table):
    """One table in the order of documents, with an index by subject, one by object and one that covers the searches."""

    name = "sqlite, indexes"
    chain, said, by_object = "link1, link2, link3", "{voice} IN (link1, link2, link3)", "claim"
    _layouts: tuple[tuple[str, str, str, str], ...] = (("claim", "claim_id INTEGER PRIMARY KEY", ")", "doc, span_start"),)
    _after: tuple[str, ...] = (
        "CREATE INDEX by_subject ON claim (subject, predicate, start_earliest)",
        "CREATE INDEX by_object ON claim (object, predicate, start_earliest)",
        "CREATE INDEX searches ON claim (predicate, subject, object, polarity, mode, start_latest, end_earliest)",
    )

    def load(self, world: Path, scratch: Path) -> None:
        self._path = scratch / f"{self.name.replace(', ', '-').replace(' ', '-')}.sqlite"
        self._con = sqlite3.connect(self._path)
        self._con.execute("PRAGMA journal_mode = OFF")
        self._con.execute("PRAGMA synchronous = OFF")
        self._con.execute("PRAGMA cache_size = -200000")
        self._con.execute("PRAGMA mmap_size = 8000000000")
        rest = ", ".join(f"{c.strip()} INTEGER NOT NULL" for c in (*COLUMNS.split(",")[1:], *_LINKS))
        marks = ", ".join("?" * (len(COLUMNS.split(",")) + 3))
        for table, key, ending, order in self._layouts:
            self._con.execute(f"CREATE TABLE {table} ({key}, {rest}{ending}")
            for block in claims(world, order):
                self._con.executemany(f"INSERT INTO {table} VALUES ({marks})", block)
        for statement in self._after:
            self._con.execute(statement)
        self._con.execute("ANALYZE")
        self._con.commit()

    def rows(self, sql: str) -> list[Any]:
        return self._con.execute(sql).fetchall()

    def size(self) -> int:
        return self._path.stat().st_size

    def close(self) -> None:
        self._con.close()


class SqliteTwice(Sqlite):
    """Two copies of the claims, each kept in its order (WITHOUT ROWID), as this project does it. Not searched: without an index for it, SQLite compares all
    claims about a popular entity with one another, three hundred times as long as this project at 100,000 claims and worse with more.
    """

    name = "sqlite, two copies"
    searches = False
    by_object = "claim_o"
    _layouts = tuple(
        (
            table,
            "claim_id INTEGER NOT NULL",
            f", PRIMARY KEY ({by}, predicate, start_earliest, claim_id)) WITHOUT ROWID",
            f"{by}, predicate, start_earliest",
        )
        for table, by in (("claim", "subject"), ("claim_o", "object"))
    )
    _after = ()


class ClickHouse(_Table):
    """ClickHouse within this process (chdb): two sorted tables."""

    name = "chdb"
    chain, said = "link1, link2, link3", "{voice} IN (link1, link2, link3)"
    # refuses an IN of a subquery that is itself a union without a name, which the network question is made of
    kinds = tuple(k for k in KINDS if k != "Q4 network")

    def load(self, world: Path, scratch: Path) -> None:
        from chdb.session import Session

        source = scratch / "claims.parquet"
        with duckdb.connect() as con:
            con.execute(f"ATTACH '{Layout(world).record}' AS r (READ_ONLY)")
            links = "chain[len(chain)] AS link1, COALESCE(chain[len(chain) - 1], 0) AS link2, COALESCE(chain[len(chain) - 2], 0) AS link3"
            con.execute(f"COPY (SELECT {COLUMNS}, {links} FROM r.claim) TO '{source}' (FORMAT parquet)")
        self._folder = scratch / "chdb"
        self._session = Session(str(self._folder))
        self._session.query("CREATE DATABASE v ENGINE = Atomic")
        for table, by in (("claim", "subject"), ("claim_o", "object")):
            self._session.query(
                f"CREATE TABLE v.{table} ENGINE = MergeTree ORDER BY ({by}, predicate, start_earliest, claim_id) SETTINGS allow_nullable_key = 1 "
                f"AS SELECT * FROM file('{source}', Parquet)"
            )
        self._session.query("USE v")
        source.unlink()

    def rows(self, sql: str) -> list[Any]:
        import json

        found = self._session.query(sql, "JSONCompact")
        return [tuple(row) for row in json.loads(str(found))["data"]]

    def size(self) -> int:
        return sum(p.stat().st_size for p in self._folder.rglob("*") if p.is_file())

    def close(self) -> None:
        self._session.close()
