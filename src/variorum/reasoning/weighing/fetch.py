"""Rows of some claims only, however many the record holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from variorum.reasoning.witness import Rows

#: Ids in one query: as many as `cite` asks for at once.
PART = 1000


def rows_in(record: Rows, sql: str, ids: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query for each thousand of the ids; ``{ids}`` in the text stands for the list after IN. Order holds within a part only."""
    wanted = sorted(set(ids))
    for at in range(0, len(wanted), PART):
        part = wanted[at : at + PART]
        yield from record.rows(sql.replace("{ids}", ",".join("?" * len(part))), part)
