"""Readings in, record out: the set-based half of a build."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import duckdb

from variorum.identity.decisions import Decision
from variorum.identity.identities import Identities
from variorum.identity.resolve import resolve
from variorum.model import Reading, vocabulary
from variorum.record.rows import COLUMNS, folded, local_keys, spool_reading
from variorum.record.spool import Spool

#: Of the tables in schema.sql; a record of another number is not opened.
SCHEMA = "1"


def reduce(
    readings: Iterable[Reading], decisions: Sequence[Decision] = (), *, path: Path, meta: Mapping[str, str] | None = None
) -> Identities:
    """Writes the record of these readings to ``path``, which must not exist, and gives back the identities that it rests on.

    The order of the readings does not matter. ``meta`` is kept as it is in the table of that name, beside the number of the schema.
    Readings may come one by one: of each only its entities are kept in memory.

    Raises:
        RecordError: a reading refers to an entity, claim or predicate that does not exist.
        DecisionError: two decisions exclude each other.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{path.name}.spool-") as folder:
        spool = Spool(Path(folder), COLUMNS)
        try:
            kept = _spool_all(spool, readings)
            identities = resolve(kept, decisions)
            _spool_identities(spool, kept, identities)
        finally:
            spool.close()
        _load(spool, path, {"schema": SCHEMA, **(meta or {})}, Path(folder))
    return identities


def _spool_all(spool: Spool, readings: Iterable[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    hashes: set[str] = set()
    local = 1
    for doc, reading in enumerate(sorted(readings, key=lambda r: r.document.id), 1):
        salt = f" {reading.document.id}" if reading.document.sha256 in hashes else ""
        hashes.add(reading.document.sha256)
        spool_reading(spool, reading, doc=doc, first_local=local, salt=salt)
        local += len(local_keys(reading))
        kept.append(replace(reading, layers=(), mentions=(), dates=(), assessments=(), unread=(), raw=None))
    return kept


def _spool_identities(spool: Spool, readings: Sequence[Reading], identities: Identities) -> None:
    number = {e.key: i for i, e in enumerate(identities.entities, 1)}
    doc_of = {r.document.id: doc for doc, r in enumerate(readings, 1)}
    spool.add("local", 0, 0, "", 0)
    local = 1
    for doc, reading in enumerate(readings, 1):
        for key in local_keys(reading):
            spool.add("local", local, doc, key, number[identities.key_of(reading.document.id, key)])
            local += 1
    for e in identities.entities:
        spool.add("entity", number[e.key], e.key, e.type, e.label)
        for use in e.names:
            spool.add("name", number[e.key], use.name.text, use.name.kind, folded(use.name.text), doc_of[use.document])
    for link in identities.links:
        entity = number[identities.key_of(link.a.document, link.a.key)]
        a, b = (doc_of[link.a.document], link.a.key), (doc_of[link.b.document], link.b.key)
        spool.add("identity_link", entity, *a, *b, link.joined, link.rule, link.reason)


def _load(spool: Spool, path: Path, meta: Mapping[str, str], scratch: Path) -> None:
    room = files("variorum.record")
    with duckdb.connect(config={"temp_directory": str(scratch / "duckdb")}) as con:
        con.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS record (ROW_GROUP_SIZE 16384)")
        for table in COLUMNS:
            con.execute(f"CREATE TEMP TABLE s_{table} AS SELECT * FROM {spool.source(table)}")
        con.execute("USE record")
        con.execute((room / "schema.sql").read_text(encoding="utf-8"))
        con.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        con.executemany("INSERT INTO predicate VALUES (?, ?)", list(enumerate(vocabulary().predicates, 1)))
        con.execute((room / "reduce.sql").read_text(encoding="utf-8"))
        con.execute("USE memory")
        con.execute("DETACH record")
