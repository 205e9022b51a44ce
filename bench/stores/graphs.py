"""Engines that hold claims as a graph: ladybug (the successor of Kuzu), claims as edges; Oxigraph, every claim a node with its properties."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb

from stores.engine import FUNCTIONAL, NETWORK, Parameters
from stores.queries import COLUMNS, KINDS
from variorum.shelf.layout import Layout

_NAMES = [c.strip() for c in COLUMNS.split(",")]
_REST = [n for n in _NAMES if n not in ("subject", "object")]


class Ladybug:
    """A node for every entity, an edge for every claim. The network is asked in two steps, the second with the list of nodes: the faster of its forms."""

    name = "ladybug"
    searches = True
    kinds = KINDS

    def load(self, world: Path, scratch: Path) -> None:
        import ladybug

        nodes, edges = scratch / "nodes.parquet", scratch / "edges.parquet"
        with duckdb.connect() as con:
            con.execute(f"ATTACH '{Layout(world).record}' AS r (READ_ONLY)")
            con.execute(f"COPY (SELECT CAST(0 AS BIGINT) AS id UNION ALL SELECT entity FROM r.entity) TO '{nodes}' (FORMAT parquet)")
            whole = ", ".join(f"CAST({n} AS BIGINT) AS {n}" for n in ("subject", "object", *_REST))
            con.execute(
                f"COPY (SELECT {whole}, CAST(chain AS BIGINT[]) AS chain FROM r.claim ORDER BY doc, span_start) TO '{edges}' (FORMAT parquet)"
            )
        self._path = scratch / "ladybug"
        self._database = ladybug.Database(str(self._path), buffer_pool_size=2_000_000_000)
        self._con = ladybug.Connection(self._database, num_threads=2)
        self._con.execute("CREATE NODE TABLE Entity(id INT64, PRIMARY KEY(id))")
        self._con.execute(f"CREATE REL TABLE Claim(FROM Entity TO Entity, {', '.join(f'{n} INT64' for n in _REST)}, chain INT64[])")
        self._con.execute(f"COPY Entity FROM '{nodes}'")
        self._con.execute(f"COPY Claim FROM '{edges}'")
        nodes.unlink(), edges.unlink()

    def ask(self, kind: str, p: Parameters) -> list[Any]:
        given = {"x": p.x, "day": p.day}
        if kind.startswith("Q1"):
            limit = " LIMIT 100" if "hub" in kind else ""
            return self._rows(
                f"MATCH (a:Entity {{id: $x}})-[c:Claim]-(b:Entity) {_RETURN} ORDER BY c.start_earliest DESC, c.claim_id{limit}", {"x": p.x}
            )
        if kind in ("Q2 as-of", "Q3 according-to"):
            said = "AND list_contains(c.chain, $voice)" if kind.startswith("Q3") else ""
            return self._rows(_COUNTS.format(said=said), given | ({"voice": p.voice} if said else {}))
        if kind == "Q4 network":
            near = self._rows(f"MATCH (a:Entity {{id: $x}})-[c:Claim]-(b:Entity) WHERE {_EDGE} AND b.id > 0 RETURN DISTINCT b.id", given)
            ids = sorted({p.x, *(row[0] for row in near)})
            both = "a.id > 0 AND b.id > 0"
            found = self._rows(
                f"MATCH (a:Entity)-[c:Claim]->(b:Entity) WHERE a.id IN $ids AND {both} AND {_EDGE} {_ENDS}", {"ids": ids, "day": p.day}
            )
            back = f"MATCH (a:Entity)-[c:Claim]->(b:Entity) WHERE b.id IN $ids AND NOT a.id IN $ids AND {both} AND {_EDGE} {_ENDS}"
            return found + self._rows(back, {"ids": ids, "day": p.day})
        three = {"ids": sorted({p.x, *p.others}), "day": p.day, "until": p.until}
        while_ = "c.start_earliest >= $day AND c.start_earliest < $until"
        forward = self._rows(f"MATCH (a:Entity)-[c:Claim]->(b:Entity) WHERE a.id IN $ids AND {while_} {_RETURN}", three)
        back = f"MATCH (a:Entity)-[c:Claim]->(b:Entity) WHERE b.id IN $ids AND NOT a.id IN $ids AND {while_} {_RETURN}"
        return sorted(forward + self._rows(back, three), key=lambda r: (r[2], r[0]))

    def whole(self, kind: str) -> tuple[int, int]:
        certain = "a.start_latest < b.end_earliest AND b.start_latest < a.end_earliest AND a.start_latest < a.end_earliest AND b.start_latest < b.end_earliest"
        total = "RETURN COUNT(*), SUM(a.claim_id % 1000003 + b.claim_id % 1000003)"
        if kind == "Q5 contradictions":
            pairs = "MATCH (x:Entity)-[a:Claim]->(y:Entity), (x)-[b:Claim]->(y) WHERE a.polarity > 0 AND b.polarity < 0"
        else:
            pairs = "MATCH (x:Entity)-[a:Claim]->(y:Entity)<-[b:Claim]-(z:Entity) WHERE x.id < z.id AND a.polarity > 0 AND b.polarity > 0"
            pairs += f" AND a.predicate IN {list(FUNCTIONAL)}"
        count, sum_ = self._rows(f"{pairs} AND a.predicate = b.predicate AND a.mode = 0 AND b.mode = 0 AND {certain} {total}", {})[0]
        return int(count), int(sum_ or 0)

    def _rows(self, query: str, parameters: dict[str, Any]) -> list[Any]:
        result = self._con.execute(query, parameters)
        found = []
        while result.has_next():
            found.append(tuple(result.get_next()))
        result.close()
        return found

    def size(self) -> int:
        return sum(p.stat().st_size for p in self._path.parent.glob("ladybug*") if p.is_file())

    def close(self) -> None:
        self._con.close()
        self._database.close()


_RETURN = f"RETURN c.claim_id, c.predicate, c.start_earliest, a.id, b.id, {', '.join(f'c.{n}' for n in _REST[3:])}, c.chain"
_ENDS = "RETURN c.claim_id, c.predicate, a.id, b.id"
_EDGE = f"c.polarity > 0 AND c.mode = 0 AND c.predicate IN {list(NETWORK)} AND c.start_earliest <= $day AND $day < c.end_latest"
_COUNTS = """MATCH (a:Entity {{id: $x}})-[c:Claim]->(b:Entity) WHERE c.start_earliest <= $day AND $day < c.end_latest AND c.mode = 0 {said}
RETURN c.predicate AS predicate, b.id AS object,
  SUM(CASE WHEN c.polarity > 0 AND c.start_latest <= $day AND $day < c.end_earliest THEN 1 ELSE 0 END), SUM(CASE WHEN c.polarity > 0 THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.polarity < 0 AND c.start_latest <= $day AND $day < c.end_earliest THEN 1 ELSE 0 END), SUM(CASE WHEN c.polarity < 0 THEN 1 ELSE 0 END)
ORDER BY predicate, object"""


class Oxigraph:
    """Every claim a node, every column a triple. Only for small worlds, see ``LIMIT``: at 100,000 claims a question takes seconds, and a search minutes;
    searches are left out.
    """

    name = "pyoxigraph"
    searches = False
    kinds = ("Q1 dossier", "Q1 hub, first 100", "Q2 as-of", "Q3 according-to", "Q6 timeline")
    LIMIT = 20_000

    def load(self, world: Path, scratch: Path) -> None:
        import pyoxigraph as ox

        self._path = scratch / "oxigraph"
        self._store = ox.Store(str(self._path))
        file = scratch / "claims.nt"
        with duckdb.connect() as con, file.open("w", encoding="utf-8") as out:
            con.execute(f"ATTACH '{Layout(world).record}' AS r (READ_ONLY)")
            for row in con.execute(f"SELECT {COLUMNS}, chain FROM r.claim").fetchall():
                node = f"<urn:c:{row[0]}>"
                for name, value in zip(_NAMES, row[:-1], strict=True):
                    out.write(f"{node} <urn:p:{name}> {_term(name, value)} .\n")
                out.writelines(f"{node} <urn:p:link> <urn:e:{link}> .\n" for link in row[-1])
        self._store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
        self._store.optimize()
        file.unlink()

    def ask(self, kind: str, p: Parameters) -> list[Any]:
        if kind.startswith("Q1"):
            limit = " LIMIT 100" if "hub" in kind else ""
            body = f"{{ ?c <urn:p:subject> <urn:e:{p.x}> . {_ALL} }} UNION {{ ?c <urn:p:object> <urn:e:{p.x}> . {_ALL} FILTER(?subject != <urn:e:{p.x}>) }}"
            return self._rows(f"SELECT * WHERE {{ {body} }} ORDER BY DESC(?start_earliest) ?claim_id{limit}")
        if kind in ("Q2 as-of", "Q3 according-to"):
            said = f"?c <urn:p:link> <urn:e:{p.voice}> ." if kind.startswith("Q3") else ""
            at = f"FILTER(?start_earliest <= {p.day} && {p.day} < ?end_latest && ?mode = 0)"
            held = f"?start_latest <= {p.day} && {p.day} < ?end_earliest"
            sums = " ".join(
                f"(SUM(IF({t}, 1, 0)) AS ?n{i})"
                for i, t in enumerate((f"?polarity > 0 && {held}", "?polarity > 0", f"?polarity < 0 && {held}", "?polarity < 0"))
            )
            some = _triples(("predicate", "object", "start_earliest", "start_latest", "end_earliest", "end_latest", "polarity", "mode"))
            return self._rows(
                f"SELECT ?predicate ?object {sums} WHERE {{ ?c <urn:p:subject> <urn:e:{p.x}> . {said} {some} {at} }} GROUP BY ?predicate ?object"
            )
        while_ = f"FILTER(?start_earliest >= {p.day} && ?start_earliest < {p.until})"
        parts = [
            f"{{ ?c <urn:p:{slot}> <urn:e:{e}> . {_ALL} {while_} }}" for e in sorted({p.x, *p.others}) for slot in ("subject", "object")
        ]
        return self._rows(f"SELECT DISTINCT * WHERE {{ {' UNION '.join(parts)} }} ORDER BY ?start_earliest ?claim_id")

    def whole(self, kind: str) -> tuple[int, int]:
        raise NotImplementedError

    def _rows(self, query: str) -> list[Any]:
        found = self._store.query(query)
        names = [v.value for v in found.variables]
        first = names.index("c") if "c" in names else 0
        rows = [tuple(s[v] for v in names) for s in found]
        return [(_number(row[first]), *row) for row in rows]

    def size(self) -> int:
        return sum(p.stat().st_size for p in self._path.rglob("*") if p.is_file())

    def close(self) -> None:
        del self._store


def _term(name: str, value: int) -> str:
    entity = name in ("subject", "object", "voice", "arg_from", "arg_org", "arg_place")
    return f"<urn:e:{value}>" if entity else f'"{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def _triples(names: tuple[str, ...]) -> str:
    return " ".join(f"?c <urn:p:{n}> ?{n} ." for n in names)


_ALL = _triples(tuple(_NAMES))


def _number(term: Any) -> int:
    digits = re.sub(r"\D", "", term.value)
    return int(digits) if digits else 0
