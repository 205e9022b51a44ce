"""A record of a simulated world, and its truth beside it.

The record has the tables, orders and row groups of a built one and is opened as such; its words are made from the vocabulary's sentences. What it has not
are documents that could be read: there are no originals, so ``Record.evidence`` and a new build find nothing.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from simulation.making import make_truth
from simulation.telling import Teller
from simulation.truth import FIRST_DAY, LAST_DAY, PREDICATE, Size, Truth
from simulation.voices import Manners, Role, Voices, make_voices
from variorum.identity.folding import fold
from variorum.model import vocabulary
from variorum.record.reduce import SCHEMA
from variorum.shelf.create import create
from variorum.shelf.layout import Layout

_NARROW = {"predicate": pa.int16(), "polarity": pa.int8(), "certainty": pa.int8(), "mode": pa.int8(), "claim_id": pa.int64()}
_PLACE = 96  # characters of an imagined document that a claim takes


@dataclass(frozen=True, slots=True)
class World:
    """A simulated world on disk: an archive whose record is ``layout.record``, and what was so, in ``truth.parquet`` beside it.

    ``truth.parquet``: topic, x, y, start_day, end_day (half open; 2147483647: has not ended). ``voices.parquet``: voice, role.
    ``claims/*.parquet``: the claims in the order of telling, with ``truthful`` and ``telling``. ``seconds`` says what making each part took.
    """

    layout: Layout
    truth: Truth
    voices: Voices
    seconds: Mapping[str, float]

    @property
    def claims(self) -> str:
        """A pattern for the files of claims."""
        return str(self.layout.root / "claims" / "*.parquet")

    @property
    def count(self) -> int:
        """How many claims there are."""
        return self.truth.size.claims

    @property
    def first_voice(self) -> int:
        """The record's number of the first voice; those of other entities are lower."""
        return self.truth.first_voice

    @property
    def loading(self) -> float:
        """What filling the record took, in seconds."""
        return self.seconds["record"]

    def voices_of(self, role: Role) -> tuple[int, ...]:
        """The record's numbers of the voices of that role that commit to claims, the most talkative first."""
        order = self.voices.copying if role is Role.COPYIST else self.voices.telling
        return tuple(int(v) + self.truth.first_voice for v in order if self.voices.role[v] == role)


def make_world(root: Path, *, claims: int, seed: int = 1, manners: Manners | None = None, memory: str = "2GB") -> World:
    """Makes a world with that many claims in the new folder ``root``. ``memory`` is what DuckDB may take for sorting; the rest goes to disk."""
    manners, seconds = manners or Manners(), {}
    began = time.perf_counter()
    truth = make_truth(seed, Size(claims))
    voices = make_voices(truth, manners)
    layout = create(root, title=f"Simulated world {seed}", by="simulation")
    seconds["truth"] = time.perf_counter() - began
    began = time.perf_counter()
    told = _tell(root, truth, voices, manners)
    seconds["telling"] = time.perf_counter() - began
    began = time.perf_counter()
    _write_truth(root, truth, voices)
    _fill(layout, truth, voices, told, memory)
    seconds["record"] = time.perf_counter() - began
    (root / "world.json").write_text(json.dumps({"seed": seed, "claims": claims, "manners": asdict(manners)}), encoding="utf-8")
    return World(layout, truth, voices, seconds)


def open_world(root: Path) -> World:
    """A world that :func:`make_world` made, with its truth made again. Raises UsageError where ``root`` is no archive, KeyError where it is no world."""
    made = json.loads((Layout.open(root).root / "world.json").read_text(encoding="utf-8"))
    truth = make_truth(made["seed"], Size(made["claims"]))
    return World(Layout(root), truth, make_voices(truth, Manners(**made["manners"])), {})


def _tell(root: Path, truth: Truth, voices: Voices, manners: Manners) -> NDArray[np.int64]:
    """Writes the chunks; gives for every document how many claims it holds."""
    (root / "claims").mkdir()
    filled = np.zeros(truth.size.documents + 1, np.int64)
    for i, chunk in enumerate(Teller(truth, voices, manners).chunks()):
        columns = {
            ("inner_" if k == "inner" else k): pa.array(v, _NARROW.get(k, pa.int32())) for k, v in chunk.items() if k not in ("event",)
        }
        columns["span_start"] = pa.array(_places(chunk["doc"], filled), pa.int32())
        pq.write_table(pa.table(columns), root / "claims" / f"{i:04d}.parquet")
    return filled


def _places(doc: NDArray[np.generic], filled: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where in its document each claim stands, after those that stood there before; counts them in ``filled``."""
    order = np.argsort(doc, kind="stable")
    ordered = doc[order]
    first = np.searchsorted(ordered, ordered)
    place = np.empty(len(doc), np.int64)
    place[order] = filled[ordered] + np.arange(len(doc)) - first
    np.add.at(filled, doc, 1)
    return place * _PLACE


def _write_truth(root: Path, truth: Truth, voices: Voices) -> None:
    names = np.array(["", *PREDICATE])
    t = truth.ties
    table = {"topic": names[t.topic], "x": t.x, "y": t.y, "start_day": t.start, "end_day": t.end}
    pq.write_table(pa.table(table), root / "truth.parquet")
    roles = np.array([r.name.lower() for r in Role])[voices.role]
    pq.write_table(pa.table({"voice": np.arange(voices.count) + truth.first_voice, "role": roles}), root / "voices.parquet")


@contextmanager
def empty_record(layout: Layout, title: str, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new record of the archive, with its tables and the predicates, to be filled.

    ``memory`` is what DuckDB may take; the rest goes to disk.
    """
    scratch = layout.root / "scratch"
    with duckdb.connect(config={"temp_directory": str(scratch), "memory_limit": memory, "threads": 2}) as con:
        con.execute(f"ATTACH '{layout.record}' AS record (ROW_GROUP_SIZE 16384)")
        con.execute("USE record")
        con.execute((files("variorum.record") / "schema.sql").read_text(encoding="utf-8"))
        con.executemany("INSERT INTO meta VALUES (?, ?)", [("schema", SCHEMA), ("title", title)])
        con.executemany("INSERT INTO predicate VALUES (?, ?)", [(i, n) for n, i in PREDICATE.items()])
        yield con
        con.execute("USE memory")
        con.execute("DETACH record")
    shutil.rmtree(scratch, ignore_errors=True)


def _fill(layout: Layout, truth: Truth, voices: Voices, told: NDArray[np.int64], memory: str) -> None:
    with empty_record(layout, f"Simulated world {truth.seed}", memory) as con:
        con.execute(f"CREATE TEMP VIEW told AS SELECT * FROM read_parquet('{layout.root}/claims/*.parquet')")
        con.register("documents", _documents(truth, voices, told))
        con.register("entities", _entities(truth))
        con.execute("CREATE TEMP TABLE who AS SELECT * FROM entities")
        con.execute("CREATE TEMP TABLE template (predicate SMALLINT, polarity TINYINT, words VARCHAR)")
        sentences = [(i, s, w) for n, i in PREDICATE.items() for s, w in ((1, vocabulary()[n].reads), (-1, vocabulary()[n].denied))]
        con.executemany("INSERT INTO template VALUES (?, ?, ?)", sentences)
        con.execute("INSERT INTO document BY NAME SELECT * FROM documents ORDER BY doc")
        columns = ", ".join(row[0] for row in con.execute("DESCRIBE claim").fetchall())
        con.execute((Path(__file__).parent / "fill.sql").read_text(encoding="utf-8").replace("{columns}", columns))


def _documents(truth: Truth, voices: Voices, told: NDArray[np.int64]) -> pa.Table:
    number = np.arange(1, truth.size.documents + 1)
    published = np.random.default_rng([truth.seed, 4]).integers(FIRST_DAY, LAST_DAY, len(number))
    ids = [f"doc-{n:07d}" for n in number]
    authors = [f"Voice {v}" for v in voices.author[1:] + truth.first_voice]
    columns = {"doc": number, "id": ids, "sha256": ids, "author": authors, "chars": told[1:] * _PLACE, "reader": ["simulation"] * len(ids)}
    return pa.table(columns | {"published_earliest": published, "published_latest": published + 1})


def _entities(truth: Truth) -> pa.Table:
    """Number, type and label of everybody and everything, and 0, nobody."""
    number = np.arange(truth.entities + 1)
    edges = [1, truth.first_person, truth.first_place, truth.first_voice]
    kind = np.searchsorted(edges, number, side="right")
    words = np.array(["somebody", "Body", "Person", "Place", "Voice"])[kind]
    labels = [f"{w} {n}" if n else w for w, n in zip(words, number, strict=True)]
    words = {w: fold(w) for w in ("somebody", "Body", "Person", "Place", "Voice")}
    folded = [" ".join(words.get(part, part) for part in label.split()) for label in labels]
    types = np.array(["none", "organisation", "person", "place", "person"])[kind]
    return pa.table({"entity": number.astype(np.int32), "type": types, "label": labels, "folded": folded})
