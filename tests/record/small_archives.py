"""Small archives of readings for laws: a few documents that speak of the same few people, contradict and judge one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import duckdb
from hypothesis import strategies as st

from variorum.identity.decisions import Decision
from variorum.model import (
    Act,
    Args,
    Assessment,
    Claim,
    Document,
    Entity,
    EntityType,
    Layer,
    LayerKind,
    Name,
    NameKind,
    Polarity,
    Reading,
    Stance,
    Voice,
)
from variorum.record import reduce

T = TypeVar("T")

#: Key => type and name. Every document speaks of all; identity makes one of those of one name, and a document's own alias may make one of two.
PEOPLE = {
    "O": (EntityType.PERSON, "Omar Hadi Tarrif"),
    "P": (EntityType.PERSON, "Selim Orhan Dagci"),
    "N": (EntityType.PERSON, "Nabil Sarraf"),
    "F": (EntityType.ORGANISATION, "Front of the Plain"),
    "W": (EntityType.ORGANISATION, "Wing of the Harbour"),
    "T": (EntityType.ORGANISATION, "Tribunal of the Coast"),
}
PERSONS, BODIES = ["O", "P", "N"], ["F", "W", "T"]
AUTHORS = ["Nabil Sarraf", "Lena Hart", None]
TEXT_LENGTH = 1000


def entity(key: str) -> Entity:
    type_, name = PEOPLE[key]
    return Entity(key, type_, (Name(name, NameKind.LEGAL if type_ is EntityType.PERSON else NameKind.OFFICIAL),))


@st.composite
def claims(draw: st.DrawFn, number: int) -> Claim:
    predicate = draw(st.sampled_from(["leads", "part_of", "allied_with", "pledged_to", "dissolved", "alias"]))
    person, body = draw(st.sampled_from(PERSONS)), draw(st.sampled_from(BODIES))
    other = draw(st.sampled_from([b for b in BODIES if b != body]))
    subject, obj = {
        "leads": (person, body),
        "pledged_to": (person, body),
        "dissolved": (body, None),
        "alias": (person, None),
    }.get(predicate, (body, other))
    first = Voice(draw(st.sampled_from(["@author", "@translator"])), Act.ASSERTS)
    heard = draw(st.sampled_from(["N", "O"]))
    chain = draw(st.sampled_from([(first,), (Voice(first.voice, Act.REPORTS), Voice(heard, Act.ASSERTS))]))
    args = Args(name=PEOPLE[draw(st.sampled_from(PERSONS))][1]) if predicate == "alias" else Args()
    return Claim(
        f"c{number}",
        predicate,
        subject,
        obj,
        start := 10 * draw(st.integers(0, 5)),
        start + 9,
        f"words at {start}",
        chain,
        draw(st.sampled_from([None, "2007", "2009", "2007/2010"])),
        draw(st.sampled_from([Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.DENIED])),
        args=args,
    )


@st.composite
def readings(draw: st.DrawFn, name: str) -> Reading:
    found = tuple(draw(claims(n)) for n in range(draw(st.integers(0, 4))))
    assessments = tuple(
        Assessment(c.id, draw(st.sampled_from(list(Stance))), draw(st.sampled_from(["@author", "N"])), c.start, c.end, c.quote)
        for c in found
        if draw(st.booleans())
    )
    document = Document(name, f"sha of {name}", author=draw(st.sampled_from(AUTHORS)), chars=TEXT_LENGTH)
    layers = (Layer(LayerKind.COMMENTARY, 0, TEXT_LENGTH, "@author"),)
    return Reading(document, "person", layers, tuple(entity(k) for k in PEOPLE), claims=found, assessments=assessments)


#: One to three documents, a, b and c.
archives: st.SearchStrategy[list[Reading]] = st.integers(1, 3).flatmap(lambda n: st.tuples(*(readings(d) for d in "abc"[:n])).map(list))


def rows(found: Any, decisions: Sequence[Decision] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the record of these readings, in stored order."""
    return with_record(found, decisions, lambda con: {t: con.execute(f"SELECT * FROM {t}").fetchall() for t in _tables(con)})


def with_record(found: Any, decisions: Sequence[Decision], look: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    """What ``look`` sees in the record of these readings."""
    with TemporaryDirectory() as folder, duckdb.connect() as con:
        path = Path(folder) / "r"
        reduce(found, decisions, path=path)
        con.execute(f"ATTACH '{path}' AS r (READ_ONLY)")
        con.execute("USE r")
        con.execute("PRAGMA disable_optimizer")  # of a dozen claims the best plan takes longer to find than the plain one to follow
        return look(con)


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'r' ORDER BY 1").fetchall()]


class Book:
    """A record as reasoning asks it."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.con.execute(sql, list(parameters)).fetchall()

    def columns(self, sql: str, parameters: Sequence[object] = ()) -> dict[str, Any]:
        return self.con.execute(sql, list(parameters)).fetchnumpy()
