#!/usr/bin/env python3
"""How the last step of a build grows: everybody's states, disputes and disorders over the whole record of a simulated world.

    growth.py [--full] [--json] [--quick]

Seconds by the clock and of the processors, peak MB of a process of its own, and the exponent (the slope of log processor seconds over log claims;
1.0 is linear), at 100,000 and a million claims; --full: and at ten million, which takes some minutes to make; --quick: at 20,000 and 100,000.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

import numpy as np  # noqa: E402

from simulation.filling import make_world  # noqa: E402
from variorum.reasoning.disputes.occurring import Occurring  # noqa: E402
from variorum.reasoning.order.kept import keep  # noqa: E402
from variorum.reasoning.settled import settle_sides, state_table  # noqa: E402
from variorum.record import Record, open_record  # noqa: E402
from variorum.shelf.layout import Layout  # noqa: E402


def states(record: Record) -> None:
    """Everybody's states, at any time."""
    record.rows("SET memory_limit = '7GB'")  # so that eight hold with the process itself
    record.rows(f"SELECT status, count(*) FROM ({state_table()}) t GROUP BY status")


def sides(record: Record) -> None:
    """The sides of everybody's disputes, found as a build does and written into a table of the same name that lasts as long as the process."""
    record.rows("SET memory_limit = '7GB'")
    record.rows("CREATE TEMP TABLE dispute_side AS FROM record.dispute_side LIMIT 0")
    settle_sides(_Writing(record), Occurring.of(record))


def order(record: Record) -> None:
    """Everybody's disputes of order, found and written, into tables of the same names that last as long as the process."""
    record.rows("SET memory_limit = '5GB'")  # what is solved claim by claim is in Python's memory, beside it
    for table in ("disorder", "dispute_side"):
        record.rows(f"CREATE TEMP TABLE {table} AS FROM record.{table} LIMIT 0")
    keep(record, _Writing(record))


@dataclass(frozen=True, slots=True)
class _Writing:
    """A record that takes statements."""

    record: Record

    def execute(self, query: str, parameters: Sequence[Any] = (), /) -> Any:
        return self.record.rows(query, parameters)


def growth(works: Sequence[Callable[[Record], object]], sizes: Sequence[int], scratch: Path) -> dict[str, Any]:
    """What each work over the whole record takes at each size, in a process of its own, and the exponent of its growth.

    A work must be importable (it is sent to a new process). The world is made in a process of its own, too, so that making it does not count.
    """
    figures: dict[str, Any] = {}
    context = multiprocessing.get_context("spawn")
    for claims in sizes:
        root = scratch / f"growth-{claims}"
        with context.Pool(1) as pool:
            pool.apply(_make, (root, claims))
        for work in works:
            with context.Pool(1) as pool:
                seconds, worked, megabytes = pool.apply(_timed, (work, root))
            name = f"{work.__name__}, {claims:,} claims"
            figures |= {f"{name}: seconds": round(seconds, 2), f"{name}: CPU seconds": round(worked, 2), f"{name}: peak MB": megabytes}
    for work in works:
        times = [math.log(max(1e-3, figures[f"{work.__name__}, {n:,} claims: CPU seconds"])) for n in sizes]
        slope, _ = np.polyfit(np.log(sizes), times, 1)
        figures[f"{work.__name__}: exponent"] = round(float(slope), 2)
    return figures


def _make(root: Path, claims: int) -> None:
    make_world(root, claims=claims)


def _timed(work: Callable[[Record], object], root: Path) -> tuple[float, float, int]:
    record = open_record(Layout.open(root))
    began, worked = time.perf_counter(), time.process_time()
    work(record)
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    record.close()
    return seconds, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--full", action="store_true", help="ten million claims as well")
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="20,000 and 100,000 claims")
    o = a.parse_args()
    sizes = (20_000, 100_000) if o.quick else (100_000, 1_000_000, *((10_000_000,) if o.full else ()))
    with tempfile.TemporaryDirectory() as scratch:
        figures = growth((states, sides, order), sizes, Path(scratch))
    if o.json:
        print(json.dumps({k.replace(" ", "_"): v for k, v in figures.items()}))
    else:
        for name, value in figures.items():
            print(f"{name:40s} {value:>10,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
