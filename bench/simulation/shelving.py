"""Documents for a simulated world: originals whose text says each claim at its place, with custody, so that pages of the record can be read."""

from __future__ import annotations

from hashlib import sha256

import duckdb
import pyarrow as pa

from simulation.filling import World
from variorum.reasoning.settled import settle
from variorum.shelf.custody import FIRST, Action, Entry, canonical

_PLACE = 96  # as in filling: the characters that a claim takes
_A_PARAGRAPH = 6  # claims
_ORDERS = {
    "claim": "subject, predicate, start_earliest, claim_id",
    "claim_o": "object, predicate, start_earliest, claim_id",
    "claim_a": "arg_from, arg_org, claim_id",
}
_AT = "2026-01-01T00:00:00Z"


def shelve(world: World) -> None:
    """Writes the originals, fits the record to them (spans, hashes, layers), and settles its states and disputes as a build does."""
    layout = world.layout
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        con.execute(f"ATTACH '{layout.record}' AS record")
        con.execute("USE record")
        texts = con.execute(
            """SELECT d.id, string_agg(t.quote, '\n' ORDER BY c.span_start) FROM document d JOIN claim c USING (doc)
            JOIN claim_text t ON t.claim_id = c.claim_id AND t.doc = c.doc GROUP BY d.id ORDER BY d.id"""
        ).fetchall()
        hashes = _write(world, texts)
        con.execute("CREATE TEMP TABLE written (id VARCHAR, sha256 VARCHAR, chars INTEGER)")
        con.register("rows", _arrow(hashes))
        con.execute("INSERT INTO written SELECT * FROM rows")
        con.execute(
            "UPDATE document SET sha256 = w.sha256, chars = w.chars, file = document.id || '.txt' FROM written w WHERE w.id = document.id"
        )
        length = "(SELECT claim_id, doc, len(quote) AS length FROM claim_text)"
        for table, order in _ORDERS.items():
            con.execute(
                f"""CREATE TEMP TABLE fitted AS SELECT c.* REPLACE (c.span_start + q.length AS span_end) FROM {table} c
                JOIN {length} q ON q.claim_id = c.claim_id AND q.doc = c.doc"""
            )
            con.execute(f"DELETE FROM {table}")
            con.execute(f"INSERT INTO {table} SELECT * FROM fitted ORDER BY {order}")
            con.execute("DROP TABLE fitted")
        con.execute(
            """INSERT INTO layer SELECT d.doc, 'commentary', 0, d.chars, coalesce(e.entity, 0), NULL
            FROM document d LEFT JOIN entity e ON e.label = d.author ORDER BY d.doc"""
        )
        values = {
            "reader": "simulation",
            "maker": "simulation",
            "vocabulary": "",
            "inputs": sha256(str(world.truth.seed).encode()).hexdigest(),
        }
        con.executemany("INSERT INTO meta VALUES (?, ?)", list(values.items()))
        settle(con)
        con.execute("USE memory")
        con.execute("DETACH record")


def _write(world: World, texts: list[tuple[str, str]]) -> list[tuple[str, str, int]]:
    layout, found, lines = world.layout, [], []
    prev, n = FIRST, 0
    for id_, quotes in texts:
        data = _text(quotes.split("\n")).encode()
        sha = sha256(data).hexdigest()
        path = layout.original(sha)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        n += 1
        fields = {
            "document": id_,
            "sha256": sha,
            "size": len(data),
            "file": f"{id_}.txt",
            "format": "text",
            "chars": len(data),
            "meta": {},
            "states": {},
            "notes": [],
        }
        frame = {"n": n, "at": _AT, "by": "simulation", "action": str(Action.ADDED), "prev": prev}
        entry = Entry(**frame, hash=sha256(canonical({**fields, **frame})).hexdigest(), fields=fields)  # type: ignore[arg-type]
        prev = entry.hash
        lines.append(entry.line())
        found.append((id_, sha, len(data)))
    layout.custody.write_bytes(b"\n".join(lines) + b"\n")
    layout.custody_head.write_bytes(canonical({"n": n, "hash": prev}) + b"\n")
    return found


def _text(quotes: list[str]) -> str:
    """Each quote at its place, a sentence of its own; a paragraph for every six."""
    parts = []
    for i, quote in enumerate(quotes, 1):
        assert len(quote) <= _PLACE - 3, quote
        end = "\n\n" if i % _A_PARAGRAPH == 0 else " "
        parts.append(f"{quote}.".ljust(_PLACE - len(end)) + end)
    return "".join(parts)


def _arrow(rows: list[tuple[str, str, int]]) -> pa.Table:
    ids, hashes, chars = zip(*rows, strict=True)
    return pa.table({"id": list(ids), "sha256": list(hashes), "chars": pa.array(chars, pa.int32())})
