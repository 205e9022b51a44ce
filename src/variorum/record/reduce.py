"""Readings in, record out: the set-based half of a build."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import duckdb

from variorum.identity.decisions import Decision
from variorum.identity.folding import fold
from variorum.identity.identities import Identities
from variorum.identity.listing import shared_names
from variorum.identity.material import Material, material
from variorum.identity.resolve import resolve_material
from variorum.model import Reading, vocabulary
from variorum.record.lists import Lists, spool_lists
from variorum.record.rows import COLUMNS, spool_reading
from variorum.record.spool import Spool

#: Of the tables in schema.sql; a record of another number is not opened.
SCHEMA = "7"
#: Rows of no more claims are put together without the optimiser.
FEW = 5_000

Finish = Callable[[duckdb.DuckDBPyConnection], None]


def reduce(
    readings: Iterable[Reading],
    decisions: Sequence[Decision] = (),
    *,
    path: Path,
    meta: Mapping[str, str] | None = None,
    finish: Finish | None = None,
    lists: Lists | None = None,
) -> Identities:
    """Writes the record of these readings to ``path``, which must not exist, and gives back the identities that it rests on.

    The order of the readings does not matter; but those that come one by one, so that only their entities are kept in memory, must come in
    order of their documents' ids. ``meta`` is kept as it is in the table of that name, beside the number of the schema. ``finish`` is given the
    filled record, open for writing, and may fill the tables that follow from the claims. ``lists`` are the published lists that entities and texts are
    held against; decisions of which one side is a party of a list are about that.

    Raises:
        RecordError: a reading refers to an entity, claim or predicate that does not exist.
        DecisionError: two decisions exclude each other.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{path.name}.spool-") as folder:
        spool = Spool(Path(folder), COLUMNS)
        try:
            kept = _spool_all(spool, readings)
            of_lists = lists.ids if lists else frozenset()
            among_documents = [d for d in decisions if not {d.a.document, d.b.document} & of_lists]
            identities = resolve_material(kept, among_documents, shared_names(lists.indexed) if lists else None)
            _spool_identities(spool, kept, identities)
            if lists:
                lost = spool_lists(spool, lists, kept, identities, [d for d in decisions if {d.a.document, d.b.document} & of_lists])
                identities = replace(identities, unapplied=(*identities.unapplied, *lost))
        finally:
            spool.close()
        _load(spool, path, {"schema": SCHEMA, **(meta or {})}, Path(folder), finish)
    return identities


def _spool_all(spool: Spool, readings: Iterable[Reading]) -> list[Material]:
    kept: list[Material] = []
    hashes: set[str] = set()
    local = 1
    ordered = sorted(readings, key=lambda r: r.document.id) if isinstance(readings, Sequence) else readings
    for doc, reading in enumerate(ordered, 1):
        assert not kept or kept[-1].document.id < reading.document.id, "readings come in order of their documents' ids, each once"
        salt = f" {reading.document.id}" if reading.document.sha256 in hashes else ""
        hashes.add(reading.document.sha256)
        kept.append(material(reading))
        spool_reading(spool, reading, kept[-1].keys, doc=doc, first_local=local, salt=salt)
        local += len(kept[-1].keys)
    return kept


def _spool_identities(spool: Spool, documents: Sequence[Material], identities: Identities) -> None:
    number = {e.key: i for i, e in enumerate(identities.entities, 1)}
    doc_of = {m.document.id: doc for doc, m in enumerate(documents, 1)}
    spool.add("local", 0, 0, "", 0)
    local = 1
    for doc, m in enumerate(documents, 1):
        for key in m.keys:
            spool.add("local", local, doc, key, number[identities.key_of(m.document.id, key)])
            local += 1
    for e in identities.entities:
        spool.add("entity", number[e.key], e.key, e.type, e.label)
        for use in e.names:
            spool.add("name", number[e.key], use.name.text, use.name.kind, fold(use.name.text), doc_of[use.document])
    for link in identities.links:
        a, b = (doc_of[link.a.document], link.a.key), (doc_of[link.b.document], link.b.key)
        for entity in sorted({number[identities.key_of(r.document, r.key)] for r in (link.a, link.b)}):
            spool.add("identity_link", entity, *a, *b, link.joined, link.rule, link.reason)


def _load(spool: Spool, path: Path, meta: Mapping[str, str], scratch: Path, finish: Finish | None) -> None:
    room = files("variorum.record")
    with duckdb.connect(config={"temp_directory": str(scratch / "duckdb")}) as con:
        con.execute("SET enable_progress_bar = false")
        con.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS record (ROW_GROUP_SIZE 16384)")
        for table, columns in COLUMNS.items():
            empty = f"({', '.join(f'{name} {type_}' for name, type_ in columns.items())})"
            con.execute(f"CREATE TEMP TABLE s_{table} {f'AS SELECT * FROM {spool.source(table)}' if spool.rows[table] else empty}")
        con.execute("USE record")
        con.execute((room / "schema.sql").read_text(encoding="utf-8"))
        predicates = list(vocabulary().predicates)
        con.execute(
            "INSERT INTO meta SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", [*map(list, zip(*sorted(meta.items()), strict=True))]
        )
        con.execute(
            "INSERT INTO predicate SELECT unnest(?::SMALLINT[]), unnest(?::VARCHAR[])", [list(range(1, len(predicates) + 1)), predicates]
        )
        # Of few claims the plan as it is written takes less time than to look for a better one, with the same rows.
        con.execute(f"PRAGMA {'disable' if spool.rows['claim'] <= FEW else 'enable'}_optimizer")
        con.execute((room / "reduce.sql").read_text(encoding="utf-8"))
        con.execute("PRAGMA enable_optimizer")
        if finish is not None:
            finish(con)
        con.execute("USE memory")
        con.execute("DETACH record")
