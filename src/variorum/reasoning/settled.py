"""States and disputes of everybody, computed once a build and kept in the record.

They are derived like everything else in it; other viewpoints are computed when they are asked for, by the same queries. :func:`settle` is
what a build runs last (archive.py), after the record's own tables are filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from variorum.reasoning import plain
from variorum.reasoning.calculus import clipped, effect, standing, states, topic_name, topic_number
from variorum.reasoning.disputes.at_hand import sides_at_hand
from variorum.reasoning.disputes.find import steps_to_sides
from variorum.reasoning.disputes.occurring import Occurring
from variorum.reasoning.order.kept import Statements, keep
from variorum.reasoning.testimony import Bodies, Proposition
from variorum.reasoning.verdict import Status
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, Witness, Witnesses, every, is_few

#: Of so many claims states and disputes are found at hand, in plain Python; of more by the queries, which take half a second to plan.
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
    if is_few(filled, every(EVERYONE), FEW):
        _settle_at_hand(filled, record)
    else:
        record.execute(f"INSERT INTO state {state_table()} ORDER BY topic, x, y")
        settle_sides(record, Occurring.of(filled))
        keep(filled, record)


def settle_sides(record: Statements, told: Occurring) -> None:
    """Fills the table ``dispute_side``, in steps that are temporary tables; ``told``: what occurs among the claims of the record."""
    steps, sides = steps_to_sides(every(EVERYONE), told)
    for name, query in steps:
        record.execute(f"CREATE TEMP TABLE {name} AS {query}")
    if sides:
        record.execute(f"INSERT INTO dispute_side {sides} ORDER BY kind, topic, x, y, position, holder, claim_id")
    for name, _ in steps:
        record.execute(f"DROP TABLE {name}")


def _settle_at_hand(filled: Rows, record: Statements) -> None:
    """The same, from the claims at hand. A judgement waits for this: to plan the queries takes half a second, however few the claims are."""
    record.execute("PRAGMA disable_optimizer")  # what is still asked is planned as it is written, with the same rows
    try:
        witnesses = Witnesses(filled).all()
        _insert(record, "state", _STATE, states_at_hand(witnesses))
        _insert(record, "dispute_side", _SIDE, sides_at_hand(filled, witnesses))
        keep(filled, record, witnesses)
    finally:
        record.execute("PRAGMA enable_optimizer")


def states_at_hand(witnesses: Sequence[Witness]) -> list[tuple[Any, ...]]:
    """The rows of :func:`state_table` for all of everybody's claims, sorted."""
    found = []
    asked = [Bodies.of(p) for p in {p for w in witnesses for p in plain.states_of(w)}]
    for b, said in zip(asked, plain.weigh_each(plain.Sought(asked), witnesses), strict=True):
        v = plain.judge(b.proposition, None, said)
        if v.status is not Status.UNKNOWN:
            dated = [t.window for t in v.supports if not t.witness.window.is_undated]
            days = _spanned(dated or [t.window for t in v.supports])
            counts = (len(v.supports), len(v.opposes), len(v.ended))
            found.append((topic_number(b.proposition.topic), b.proposition.x, b.proposition.y, str(v.status), *counts, *days))
    return sorted(found, key=lambda row: row[:3])


def _spanned(windows: Sequence[Window]) -> tuple[int | None, int | None, int | None, int | None]:
    """The four days of all of them together; None without any."""
    if not windows:
        return None, None, None, None
    begins, ends = [(w.start_earliest, w.start_latest) for w in windows], [(w.end_earliest, w.end_latest) for w in windows]
    return min(b[0] for b in begins), min(b[1] for b in begins), max(e[0] for e in ends), max(e[1] for e in ends)


def _insert(record: Statements, table: str, types: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """All rows in one statement: a statement costs more than its rows."""
    if rows:
        columns = ", ".join(f"unnest(?::{type_}[])" for type_ in types)
        record.execute(f"INSERT INTO {table} SELECT {columns}", [list(column) for column in zip(*rows, strict=True)])


_STATE = ("SMALLINT", "INTEGER", "INTEGER", "VARCHAR", *(["INTEGER"] * 7))
_SIDE = ("VARCHAR", "VARCHAR", "INTEGER", "INTEGER", "VARCHAR", "INTEGER", "BIGINT", "INTEGER", "INTEGER", "INTEGER", "BIGINT", "BIGINT")
