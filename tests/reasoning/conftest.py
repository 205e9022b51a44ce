"""A small record in memory, filled claim by claim: what the tests of reasoning stand on."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import duckdb
import pytest

from variorum.model import Act, Certainty, Mode, When, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST


class Book:
    """Claims about bodies named by words; every word is an entity. ``Book().claim("part_of", "Wing", "Front", by="Omar", when="2007")``."""

    def __init__(self) -> None:
        self._db = duckdb.connect()
        self._db.execute("PRAGMA disable_optimizer")  # of a dozen claims the best plan takes longer to find than the plain one to follow
        self._db.execute((files("variorum.record") / "schema.sql").read_text())
        self.predicates = {n: i for i, n in enumerate(vocabulary().predicates, 1)}
        self.ids: dict[str, int] = {}
        self.count = 0
        self._waiting: dict[str, list[list[Any]]] = {"predicate": [[i, n] for n, i in self.predicates.items()]}

    def id(self, name: str | None) -> int:
        if name is None:
            return 0
        if name not in self.ids:
            self.ids[name] = len(self.ids) + 1
            self._add("entity", [self.ids[name], name, "organisation", name, 0])
        return self.ids[name]

    def claim(
        self,
        predicate: str,
        subject: str | None,
        obj: str | None = None,
        *,
        by: str = "Author",
        when: str | None = None,
        denied: bool = False,
        certainty: str = "certain",
        mode: str = "actual",
        act: str = "asserts",
        from_: str | None = None,
        org: str | None = None,
        quantity: str | None = None,
        role: str | None = None,
        doc: int = 1,
        through: str = "reports",
    ) -> int:
        self.count += 1
        chain = [self.id(v) for v in by.split(">")]
        w = When.parse(when) if when else None
        days = (
            (w.start_earliest, w.start_latest, w.end_earliest, w.end_latest)
            if w
            else (UNKNOWN_PAST, UNKNOWN_FUTURE, UNKNOWN_PAST, UNKNOWN_FUTURE)
        )
        row: list[Any] = [
            self.count,
            self.predicates[predicate],
            self.id(subject),
            self.id(obj),
            *days,
            -1 if denied else 1,
            list(Certainty).index(Certainty(certainty)),
            list(Mode).index(Mode(mode)),
            list(Act).index(Act(act)),
            chain[-1],
            chain,
            doc,
            self.count * 10,
            self.count * 10 + 5,
            self.id(from_),
            self.id(org),
            0,
        ]
        for table in ("claim", "claim_o", *(["claim_a"] if from_ or org else [])):
            self._add(table, row)
        acts = [str(Act(through))] * (len(chain) - 1) + [act]
        words = ["quote", when, role, None, quantity, None]
        self._add("claim_text", [self.count, doc, f"c{self.count}", *words, acts, [""] * len(chain), None])
        return self.count

    def hijri(self, when: str, doc: int = 1) -> None:
        """That the document has a Hijri date of this Gregorian day."""
        self._add("date_mention", [doc, 0, 1, when, "hijri", None, when, None])

    def assess(self, claim: int, stance: str, by: str, *, at: int, doc: int = 1) -> None:
        self._add("assessment", [claim, stance, self.id(by), doc, at * 10, at * 10 + 5, "q"])

    def proposed(self, claim: int, *readers: str) -> None:
        """Which readers proposed the claim."""
        for reader in readers:
            self._add("proposal", [claim, reader, None, None, None])

    def speaker(self, name: str, role: str, doc: int = 1) -> None:
        """The document's @author, @translator or @editor."""
        self._add("local_entity", [doc, role, self.id(name)])

    def _add(self, table: str, row: list[Any]) -> None:
        self._waiting.setdefault(table, []).append(row)

    @property
    def db(self) -> duckdb.DuckDBPyConnection:
        """The record, with all that was said so far."""
        self._write()
        return self._db

    def _write(self) -> None:
        """All rows of a table in one statement: a statement costs more than its rows."""
        for table, rows in self._waiting.items():
            marks = ",".join(f"({','.join('?' * len(r))})" for r in rows)
            self._db.execute(f"INSERT INTO {table} VALUES {marks}", [v for r in rows for v in r])
        self._waiting.clear()

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, list(parameters)).fetchall()

    def columns(self, sql: str, parameters: Any = ()) -> dict[str, Any]:
        return self.db.execute(sql, list(parameters)).fetchnumpy()


@pytest.fixture
def book() -> Book:
    return Book()
