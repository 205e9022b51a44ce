#!/usr/bin/env python3
"""Clustering many mentions of many entities: this project's identity, and Splink on the same mentions.

    clustering.py [--full] [--splink FOLDER] [--splink-most N] [--json] [--quick]

Simulated, seeded mentions (bench/simulation/named.py), ten for each entity: 10,000 and 100,000; --full: and a million. --quick: 10,000. Pairwise precision,
recall and F1 over all pairs of mentions; seconds by the clock and of processors, peak MB of a process of its own, and the exponent of the processors' seconds
(1.0 is linear). Seconds count what is done with the mentions in memory: folding, indexing, all rules and their reasons; making the mentions does not count.
A tenth of the mentions say too little to be anybody's (a bare kunya, a surname), so recall has a ceiling below one.

--splink: the folder into which Splink was installed (pip install --target FOLDER splink); without it, Splink where it can be imported, else it is left out.
It is given the names in plain Latin letters without articles, and in a second run (folded) as this project's own folding writes them. Its threshold is the
best of eight on as many mentions of another seed (of a million: that of 100,000). --splink-most: it is measured up to so many mentions (100,000), at most
fifteen minutes each.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

import duckdb  # noqa: E402
import pyarrow as pa  # noqa: E402

from simulation.named import Named, named  # noqa: E402
from variorum.identity.folding import fold  # noqa: E402
from variorum.identity.resolve import resolve_material  # noqa: E402

_PER_ENTITY = 10
_THRESHOLDS = ("0.0001", "0.001", "0.01", "0.1", "0.5", "0.9", "0.99", "0.9999")
_CHOSEN_UP_TO = 100_000  #: mentions on which a threshold is chosen
_PATIENCE = 900  #: seconds for one run of Splink
_ARTICLE = re.compile(r"\b(?:al|el)[- ]|^the ", re.IGNORECASE)


def scores(clusters: Iterable[Any], truth: Iterable[int]) -> dict[str, float]:
    """Precision, recall and F1 over pairs: of those put together how many are one, and of those that are one how many are together."""
    both = list(zip(clusters, truth, strict=True))
    right, joined, gold = (_pairs(Counter(x)) for x in (both, (c for c, _ in both), (t for _, t in both)))
    p, r = right / joined if joined else 1.0, right / gold if gold else 1.0
    return {"P": round(p, 4), "R": round(r, 4), "F1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


def _pairs(counts: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


# ------------------------------------------------------------------ this project
def ours(mentions: int, seed: int = 1) -> dict[str, float]:
    """Quality, seconds and memory of :func:`resolve_material`, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_resolved, (mentions, seed))


def _resolved(mentions: int, seed: int) -> dict[str, float]:
    world = named(mentions, mentions // _PER_ENTITY, seed)
    materials = world.materials()
    begun, worked = time.perf_counter(), time.process_time()
    found = resolve_material(materials)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
    clusters = [0] * mentions
    for number, entity in enumerate(found.entities):
        for ref in entity.members:
            clusters[int(ref.key[1:])] = number
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return scores(clusters, world.truth.tolist()) | {"seconds": round(seconds, 2), "cpu seconds": round(cpu, 2), "peak MB": megabytes}


# ------------------------------------------------------------------ Splink
def fields(world: Named, written: Callable[[str], str]) -> dict[str, list[Any]]:
    """The mentions as columns, names as ``written`` gives them: what Splink compares."""
    rows = [[written(text) for text, _ in names] for names in world.names]
    first = [r[0] for r in rows]
    other = [r[1] if len(r) > 1 else None for r in rows]
    return {
        "unique_id": list(range(len(rows))),
        "doc": world.document.tolist(),
        "type": [str(t) for t in world.types],
        "whole": first,
        "given": [f.split()[0] for f in first],
        "family": [f.split()[-1] for f in first],
        "other": other,
        "other_family": [o.split()[-1] if o else None for o in other],
    }


def plain(name: str) -> str:
    """Small Latin letters without marks and articles."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _ARTICLE.sub("", letters).lower()


def folded(name: str) -> str:
    """As this project compares names."""
    return fold(name) or plain(name)


def splink(
    mentions: int, thresholds: Sequence[str], folder: Path | None, written: Callable[[str], str] = plain, seed: int = 1
) -> dict[str, dict[str, Any]] | None:
    """For each threshold the quality, with seconds and memory of one run; None where Splink cannot be imported."""
    world = named(mentions, mentions // _PER_ENTITY, seed)
    with tempfile.TemporaryDirectory() as scratch:
        source, out = Path(scratch) / "mentions.parquet", Path(scratch) / "clusters.parquet"
        table = pa.table(fields(world, written))
        duckdb.from_arrow(table).write_parquet(str(source))
        env = os.environ | ({"PYTHONPATH": str(folder)} if folder else {})
        command = [sys.executable, str(Path(__file__).parent / "splinked.py"), str(source), str(out), *thresholds]
        try:
            run = subprocess.run(command, env=env, capture_output=True, text=True, timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            return {t: {"seconds": f"over {_PATIENCE}"} for t in thresholds}
        if run.returncode and "No module named 'splink'" in run.stderr:
            return None
        if run.returncode:
            raise SystemExit(f"Splink failed at {mentions:,} mentions:\n{run.stderr[-2000:]}")
        took = json.loads(run.stdout.strip().splitlines()[-1])
        columns = ", ".join(f'"{t}"' for t in thresholds)
        found = duckdb.sql(f"SELECT {columns} FROM '{out}' ORDER BY unique_id").fetchall()
    times = {"seconds": round(took["seconds"], 2), "cpu seconds": round(took["cpu seconds"], 2), "peak MB": took["peak MB"]}
    return {t: scores((row[i] for row in found), world.truth.tolist()) | times for i, t in enumerate(thresholds)}


def _best(rows: dict[str, dict[str, Any]]) -> str:
    """The threshold of the highest F1."""
    return max(rows, key=lambda t: rows[t].get("F1", 0.0))


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--full", action="store_true", help="a million mentions as well")
    a.add_argument("--splink", type=Path, metavar="FOLDER", help="where Splink was installed")
    a.add_argument("--splink-most", type=int, default=100_000, metavar="N", help="Splink up to so many mentions")
    a.add_argument("--json", action="store_true", help="one object of figures, flat keys")
    a.add_argument("--quick", action="store_true", help="10,000 mentions")
    o = a.parse_args()
    sizes = (10_000,) if o.quick else (10_000, 100_000, 1_000_000) if o.full else (10_000, 100_000)
    rows: dict[str, dict[str, Any]] = {}
    for size in sizes:
        rows[f"identity, {size:,}"] = ours(size)
        print(f"identity, {size:,}: {rows[f'identity, {size:,}']}", file=sys.stderr)
    figures: dict[str, Any] = {}
    for who, written in (("Splink", plain), ("Splink, folded", folded)):
        for size in (size for size in sizes if size <= o.splink_most):
            chosen = splink(min(size, _CHOSEN_UP_TO), _THRESHOLDS, o.splink, written, seed=2)
            if chosen is None:
                print("absent: Splink; its rows are left out (--splink FOLDER)", file=sys.stderr)
                break
            threshold = _best(chosen)
            rows[f"{who}, {size:,}"] = {"threshold": threshold, **(splink(size, [threshold], o.splink, written) or {})[threshold]}
            print(f"{who}, {size:,}: {rows[f'{who}, {size:,}']}", file=sys.stderr)
    figures = {f"{name}: {k}": v for name, row in rows.items() for k, v in row.items()} | figures
    for who in ("identity", "Splink", "Splink, folded"):
        known = [(size, rows.get(f"{who}, {size:,}", {}).get("cpu seconds")) for size in sizes]
        times = [(size, s) for size, s in known if isinstance(s, float)]
        if len(times) > 1:
            (n, begun), (m, ended) = times[0], times[-1]
            figures[f"{who}: exponent"] = round(math.log(ended / begun) / math.log(m / n), 2)
    print(json.dumps(figures) if o.json else table_of(rows, figures))
    return 0


def table_of(rows: dict[str, dict[str, Any]], figures: dict[str, Any]) -> str:
    """The table for people."""
    columns = ("P", "R", "F1", "seconds", "cpu seconds", "peak MB", "threshold")
    lines = [f"{'':28}" + "".join(f"{c:>13}" for c in columns)]
    lines += [f"{name:28}" + "".join(f"{row.get(c, ''):>13}" for c in columns) for name, row in rows.items()]
    return "\n".join([*lines, *(f"{k}: {v}" for k, v in figures.items() if "exponent" in k)])


if __name__ == "__main__":
    raise SystemExit(main())
