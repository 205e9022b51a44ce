"""States and disputes of everybody, computed once a build and kept in the record.

They are derived like everything else in it; other viewpoints are computed when they are asked for, by the same queries. :func:`settle` is
what a build runs last (archive.py), after the record's own tables are filled.
"""

from __future__ import annotations

from typing import Any, Protocol

from variorum.reasoning.calculus import clipped, standing, states
from variorum.reasoning.disputes.find import every_side
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import every

#: Records of no more claims are settled without the optimiser.
FEW = 5_000


class Statements(Protocol):
    """What executes one statement of SQL on a record that is open for writing."""

    def execute(self, query: str, /) -> Any: ...


def state_table(viewpoint: Viewpoint = EVERYONE) -> str:
    """The query for every state that is not unknown: topic (its number in the vocabulary), x, y, status, how many claims support, oppose and
    end it, and from when to when by its dated supporters taken together (by the undated ones where there are no others; NULL without any).

    Lineages are not followed. Of ties without direction x is the smaller number.
    """
    dated = "role = 'supports' AND NOT undated"
    bounds = ", ".join(
        f"COALESCE({f}(CASE WHEN {dated} THEN {day} END), {f}(CASE WHEN role = 'supports' THEN {day} END)) AS {day}"
        for f, day in (("min", "from_earliest"), ("min", "from_latest"), ("max", "until_earliest"), ("max", "until_latest"))
    )
    counts = ", ".join(
        f"CAST(sum(CASE WHEN role = '{role}' THEN n ELSE 0 END) AS INTEGER) AS {role}" for role in ("supports", "opposes", "ended")
    )
    query = standing(clipped(every(viewpoint), states(), alike=True), None, f"{counts}, {bounds}", each=False)
    return f"SELECT * FROM ({query}) t WHERE status <> 'unknown'"


def settle(record: Statements) -> None:
    """Fills the tables ``state`` and ``dispute_side`` of a record."""
    ((claims,),) = record.execute("SELECT count(*) FROM claim").fetchall()
    # A judgement waits for this: on few claims to find the best plan takes longer than to follow the plain one, with the same rows.
    record.execute(f"PRAGMA {'disable' if claims <= FEW else 'enable'}_optimizer")
    try:
        record.execute(f"INSERT INTO state {state_table()} ORDER BY topic, x, y")
        record.execute(f"INSERT INTO dispute_side {every_side(every(EVERYONE))} ORDER BY kind, topic, x, y, position, holder, claim_id")
    finally:
        record.execute("PRAGMA enable_optimizer")
