"""A record of claims that are drawn at random, as those were on which the choice of the store rests (decision 3): no world behind them, nothing true or false.

Entities and voices are drawn by Zipf 0.9, predicates by Zipf 1.0, seven of ten bounds are known. A simulated world (``filling``) has greater hubs, so that
figures of one are no measure for figures of the other. There are the tables that the six questions ask, and neither words nor documents.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulation.filling import empty_record
from simulation.truth import FIRST_DAY, LAST_DAY, PREDICATE, Ints, zipf
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.shelf.create import create
from variorum.shelf.layout import Layout

CHUNK = 1_000_000
KNOWN = 0.7  #: the share of beginnings, and of ends, that are known
_ENTITY, _DOCUMENT = 10, 40  # claims for each
_NARROW = {"claim_id": pa.int64(), "predicate": pa.int16(), "polarity": pa.int8(), "certainty": pa.int8(), "mode": pa.int8()}


@dataclass(frozen=True, slots=True)
class Drawn:
    """An archive whose record holds ``count`` drawn claims; entities from ``first_voice`` on are voices.

    ``loading``: what filling the record took, in seconds.
    """

    layout: Layout
    count: int
    first_voice: int
    loading: float


def make_drawn(root: Path, *, claims: int, seed: int = 1, memory: str = "2GB") -> Drawn:
    """Draws that many claims into the new folder ``root``. ``memory`` is what DuckDB may take for sorting; the rest goes to disk."""
    entities, voices = max(50, claims // _ENTITY), max(24, int(claims**0.5))
    layout = create(root, title=f"Drawn claims {seed}", by="simulation")
    (root / "claims").mkdir()
    rng = np.random.default_rng([seed, 9])
    for n, first in enumerate(range(0, claims, CHUNK)):
        drawn = _draw(rng, first, min(CHUNK, claims - first), entities, voices)
        pq.write_table(
            pa.table({k: pa.array(v, _NARROW.get(k, pa.int32())) for k, v in drawn.items()}), root / "claims" / f"{n:04d}.parquet"
        )
    began = time.perf_counter()
    _fill(layout, seed, memory)
    return Drawn(layout, claims, entities + 1, time.perf_counter() - began)


def _draw(rng: np.random.Generator, first: int, count: int, entities: int, voices: int) -> dict[str, Ints]:
    """Columns of ``count`` claims, numbered from ``first`` on; ``voice2`` is who reports the voice, 0 nobody."""

    def ranks(of: int) -> Ints:
        return 1 + np.searchsorted(np.cumsum(zipf(of)), rng.random(count)).clip(max=of - 1)

    harmonic = np.cumsum(1 / np.arange(1, len(PREDICATE) + 1))
    start = rng.integers(FIRST_DAY, LAST_DAY, count)
    end = start + 1 + rng.exponential(700, count).astype(np.int64)
    vague = rng.choice([1, 30, 365], count)
    knows_start, knows_end = rng.random(count) < KNOWN, rng.random(count) < KNOWN
    return {
        "claim_id": np.arange(first, first + count),
        "predicate": 1 + np.searchsorted(harmonic / harmonic[-1], rng.random(count)).clip(max=len(PREDICATE) - 1),
        "subject": ranks(entities),
        "object": ranks(entities),
        "start_earliest": np.where(knows_start, start, UNKNOWN_PAST),
        "start_latest": np.where(knows_start, start + vague, UNKNOWN_FUTURE),
        "end_earliest": np.where(knows_end, end, UNKNOWN_FUTURE),
        "end_latest": np.where(knows_end, end + vague, UNKNOWN_FUTURE),
        "polarity": np.where(rng.random(count) < 0.95, 1, -1),
        "certainty": rng.choice(4, count, p=[0.8, 0.12, 0.06, 0.02]),
        "mode": np.where(rng.random(count) < 0.97, 0, 1),
        "voice": entities + ranks(voices),
        "voice2": np.where(rng.random(count) < 0.3, entities + ranks(voices), 0),
        "doc": 1 + np.arange(first, first + count) // _DOCUMENT,
        "span_start": np.arange(first, first + count) % _DOCUMENT * 96,
    }


def _fill(layout: Layout, seed: int, memory: str) -> None:
    with empty_record(layout, f"Drawn claims {seed}", memory) as con:
        con.execute(f"""INSERT INTO claim BY NAME SELECT * EXCLUDE voice2, span_start + 60 AS span_end, 0 AS arg_from, 0 AS arg_org, 0 AS arg_place,
            0 AS act, CASE WHEN voice2 > 0 AND voice2 <> voice THEN [voice2, voice] ELSE [voice] END AS chain
            FROM read_parquet('{layout.root}/claims/*.parquet') ORDER BY subject, predicate, start_earliest, claim_id""")
        con.execute("INSERT INTO claim_o SELECT * FROM claim ORDER BY object, predicate, start_earliest, claim_id")
        con.execute("""INSERT INTO entity SELECT entity, 'e' || entity, 'none', 'Entity ' || entity, count(*) FROM (
            SELECT subject AS entity FROM claim UNION ALL SELECT object FROM claim UNION ALL SELECT voice FROM claim) e GROUP BY entity ORDER BY entity""")
