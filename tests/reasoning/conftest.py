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
        self.db = duckdb.connect()
        self.db.execute((files("variorum.record") / "schema.sql").read_text())
        self.predicates = {n: i for i, n in enumerate(vocabulary().predicates, 1)}
        self.db.executemany("INSERT INTO predicate VALUES (?, ?)", [(i, n) for n, i in self.predicates.items()])
        self.ids: dict[str, int] = {}
        self.count = 0

    def id(self, name: str | None) -> int:
        if name is None:
            return 0
        if name not in self.ids:
            self.ids[name] = len(self.ids) + 1
            self.db.execute("INSERT INTO entity VALUES (?, ?, 'organisation', ?, 0)", [self.ids[name], name, name])
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
        doc: int = 1,
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
            chain[-1],
            chain,
            doc,
            self.count * 10,
            self.count * 10 + 5,
            self.id(from_),
            self.id(org),
            0,
        ]
        for table in ("claim", "claim_o"):
            self.db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        acts = [str(Act.REPORTS)] * (len(chain) - 1) + [act]
        self.db.execute(
            "INSERT INTO claim_text VALUES (?, ?, ?, 'quote', ?, NULL, NULL, NULL, NULL, ?, ?, NULL)",
            [self.count, doc, f"c{self.count}", when, acts, [""] * len(chain)],
        )
        return self.count

    def assess(self, claim: int, stance: str, by: str, *, at: int, doc: int = 1) -> None:
        self.db.execute("INSERT INTO assessment VALUES (?, ?, ?, ?, ?, ?, 'q')", [claim, stance, self.id(by), doc, at * 10, at * 10 + 5])

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, list(parameters)).fetchall()


@pytest.fixture
def book() -> Book:
    return Book()
