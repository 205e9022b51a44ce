"""States and disputes of everybody, computed once a build and kept in the record.

They are derived like everything else in it; other viewpoints are computed when they are asked for, by the same queries. :func:`settle` is
what a build runs last (archive.py), after the record's own tables are filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from variorum.reasoning.calculus import clipped, effect, standing, states, topic_name
from variorum.reasoning.disputes.find import every_side
from variorum.reasoning.disputes.occurring import Occurring
from variorum.reasoning.order.kept import Statements, keep
from variorum.reasoning.testimony import Proposition
from variorum.reasoning.verdict import Status
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, every

#: Records of no more claims are settled without the optimiser.
FEW = 5_000


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


@dataclass(frozen=True, slots=True)
class Settled:
    """How a state stands for everyone, at any time: ``window`` by its supporters taken together (None: nobody supports it), and how many claims say so."""

    proposition: Proposition
    status: Status
    window: Window | None
    supports: int
    opposes: int


def settled(record: Rows) -> Iterator[Settled]:
    """Every state of everyone that is not unknown, as a build has kept it (or computed, where none has), in the order of the vocabulary, then of the bodies."""
    table = "state" if record.rows("SELECT 1 FROM state LIMIT 1") else f"({state_table()})"
    columns = "topic, x, y, status, supports, opposes, from_earliest, from_latest, until_earliest, until_latest"
    for topic, x, y, status, supports, opposes, *days in record.rows(f"SELECT {columns} FROM {table} s ORDER BY topic, x, y"):
        window = None if days[0] is None else Window(*days)
        yield Settled(Proposition(topic_name(topic), x, y), Status(status), window, supports, opposes)


def settled_claims(record: Rows) -> dict[Proposition, tuple[tuple[int, ...], tuple[int, ...]]]:
    """The claims (ids, sorted) that support each of these states, and those that deny it, each once; ends are neither, so that none is looked for."""
    steps = clipped(every(EVERYONE), states(), sides=False)
    found: dict[Proposition, tuple[set[int], set[int]]] = {}
    rows = record.rows(f"""{steps} SELECT topic, x, y, supports, claim_id FROM clipped
        WHERE NOT weak AND NOT idle AND (supports OR effect <> {effect("ends")})""")
    for topic, x, y, supports, claim in rows:
        found.setdefault(Proposition(topic_name(topic), x, y), (set(), set()))[0 if supports else 1].add(claim)
    return {p: (tuple(sorted(yes)), tuple(sorted(no))) for p, (yes, no) in found.items()}


@dataclass(frozen=True, slots=True)
class _Filled:
    """A record that is open for writing, as what reasoning needs of one."""

    record: Statements

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.record.execute(sql, list(parameters)).fetchall()
        return found

    def columns(self, sql: str, parameters: Sequence[Any] = ()) -> Mapping[str, NDArray[Any]]:
        found: Mapping[str, NDArray[Any]] = self.record.execute(sql, list(parameters)).fetchnumpy()
        return found


def settle(record: Statements) -> None:
    """Fills the tables ``state``, ``dispute_side`` and ``disorder`` of a record."""
    filled = _Filled(record)
    ((claims,),) = record.execute("SELECT count(*) FROM claim").fetchall()
    # A judgement waits for this: on few claims to find the best plan takes longer than to follow the plain one, with the same rows.
    record.execute(f"PRAGMA {'disable' if claims <= FEW else 'enable'}_optimizer")
    try:
        record.execute(f"INSERT INTO state {state_table()} ORDER BY topic, x, y")
        if sides := every_side(every(EVERYONE), Occurring.of(filled)):
            record.execute(f"INSERT INTO dispute_side {sides} ORDER BY kind, topic, x, y, position, holder, claim_id")
        keep(filled, record)
    finally:
        record.execute("PRAGMA enable_optimizer")
