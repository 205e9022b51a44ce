#!/usr/bin/env python3
"""A simulated world with known truth, and a record of what its voices say of it.

    world.py [OUT] [--claims N] [--seed N] [--all-honest] [--json] [--quick]

Groups are founded, led, renamed, sworn, merged, broken and dissolved over four decades; persons follow, move, change sides, are detained and die. Voices tell
of it: honest ones, liars, copyists; by day, month or year, late ("by the end of") or without a date. The truth of every state is in OUT/truth.parquet, the
claims are OUT/record.duckdb, an archive that `variorum` opens. Without OUT it is made in a folder that is removed, and only the figures are shown.
The same seed, size and manners give the same world. Library: :func:`simulation.filling.make_world`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

import duckdb  # noqa: E402

from simulation.filling import World, make_world  # noqa: E402
from simulation.voices import Manners, Role  # noqa: E402


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out", nargs="?", type=Path, help="a new folder")
    a.add_argument("--claims", type=int, default=100_000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--all-honest", action="store_true", help="nobody lies")
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="10,000 claims")
    o = a.parse_args()
    if o.claims < 1000:
        a.error("--claims: a world has at least 1000 claims")
    if o.out is not None and o.out.exists() and (o.out.is_file() or any(o.out.iterdir())):
        a.error(f"{o.out}: is there already; expected a new or an empty folder")
    manners = Manners(liars=0.0) if o.all_honest else Manners()
    with tempfile.TemporaryDirectory() as scratch:
        world = make_world(o.out or Path(scratch) / "world", claims=10_000 if o.quick else o.claims, seed=o.seed, manners=manners)
        found = figures(world)
    if o.json:
        print(json.dumps({k.replace(" ", "_"): v for k, v in found.items()}))
    else:
        for name, value in found.items():
            print(f"{name:36s} {value:>14,}")
    return 0


def figures(world: World) -> dict[str, Any]:
    """What the world holds and what making it took."""
    with duckdb.connect() as con:
        query = "SELECT count(*), sum(1 - truthful), sum(CAST(inner_ > 0 AS INT)), sum(CAST(form = 0 AS INT)) FROM read_parquet(?)"
        claims, false, copied, undated = con.execute(query, [world.claims]).fetchall()[0]
    found: dict[str, Any] = {"claims": claims, "told falsely": int(false), "at second hand": int(copied), "undated": int(undated)}
    found |= {"true states": len(world.truth.ties.x), "events": len(world.truth.events.day), "entities": world.truth.entities}
    found |= {f"voices, {role.name.lower()}": len(world.voices_of(role)) for role in Role}
    found |= {f"{part} seconds": round(seconds, 2) for part, seconds in world.seconds.items()}
    found["record MB"] = round(world.layout.record.stat().st_size / 1e6, 1)
    found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


if __name__ == "__main__":
    sys.exit(main())
