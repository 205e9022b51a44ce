#!/usr/bin/env python3
"""The six questions and the two whole-table searches on a simulated record, beside other engines, in one run.

    store.py [--claims N] [--seed N] [--world DIR | --drawn] [--engines NAME,...] [--budget SECONDS] [--json] [--quick]

200 random parameter sets each, warm; entities are drawn log-uniformly over the ranks of popularity. p50 and p95 in ms; a peer's figure is a ratio: its
total CPU time over this project's on the same sets (above 1: slower), because every engine works in this process and the clock of a shared machine is
noise. A kind of question stops when its budget of seconds is spent; n says how many sets that was.
--drawn: instead of a simulated world, claims drawn at random as in the experiment behind decision 3, whose latencies these are to be held against.
Engines that cannot be imported are left out, in a sentence; none of them is a dependency of this project. Answers are compared: an engine that gives other
claims than this project's record is named.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parent)]

import numpy as np  # noqa: E402

from simulation.drawn import Drawn, make_drawn  # noqa: E402
from simulation.filling import World, make_world, open_world  # noqa: E402
from simulation.truth import FIRST_DAY, LAST_DAY  # noqa: E402
from stores.engine import Engine, Parameters  # noqa: E402
from stores.graphs import Ladybug, Oxigraph  # noqa: E402
from stores.queries import KINDS, WHOLE  # noqa: E402
from stores.tables import ClickHouse, Sqlite, SqliteTwice, Variorum  # noqa: E402
from variorum.record.open import open_record  # noqa: E402

ENGINES: tuple[type[Engine], ...] = (Variorum, Sqlite, SqliteTwice, Ladybug, ClickHouse, Oxigraph)
HUBS = 20  #: from how many of the most popular the hub question draws


@dataclass(slots=True)
class Taken:
    """What an engine took: seconds for each set of each kind, and the sums of the answers' claims, for comparing; whole-table seconds and answers."""

    load: float = 0.0
    size: int = 0
    seconds: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    answers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    whole: dict[str, float] = field(default_factory=dict)
    whole_cpu: dict[str, float] = field(default_factory=dict)
    found: dict[str, tuple[int, int]] = field(default_factory=dict)


def parameters(world: World | Drawn, count: int, *, seed: int = 11, hubs: bool = False) -> list[Parameters]:
    """Random sets; X log-uniformly over the ranks, or one of the most popular; the voice is one that spoke of X."""
    rng = np.random.default_rng(seed)
    record = open_record(world.layout)
    ranked = [row[0] for row in record.rows("SELECT entity FROM entity WHERE entity < ? ORDER BY claims DESC, entity", [world.first_voice])]
    top = HUBS if hubs else len(ranked)
    ranks = np.exp(rng.uniform(0, np.log(top), (count, 3))).astype(int) - 1
    found = []
    for a, b, c in ranks:
        x = ranked[a]
        spoke = record.rows("SELECT DISTINCT voice FROM claim WHERE subject = ? ORDER BY voice LIMIT 50", [x])
        voice = int(rng.choice([v for (v,) in spoke])) if spoke else world.first_voice
        day = int(rng.integers(FIRST_DAY, LAST_DAY))
        found.append(Parameters(x, voice, day, (ranked[b], ranked[c]), day + int(rng.integers(30, 2000))))
    record.close()
    return found


def measure(engine: Engine, world: World | Drawn, scratch: Path, sets: dict[str, Sequence[Parameters]], *, budget: float) -> Taken:
    """What this engine takes for all of it."""
    taken = Taken()
    began = time.perf_counter()
    engine.load(world.layout.root, scratch)
    taken.load = time.perf_counter() - began
    for kind in engine.kinds:
        _ask(engine, kind, sets[kind], budget, taken)
    for kind in WHOLE if engine.searches else ():
        began, worked = time.perf_counter(), time.process_time()
        taken.found[kind] = engine.whole(kind)
        taken.whole[kind], taken.whole_cpu[kind] = time.perf_counter() - began, time.process_time() - worked
    taken.size = engine.size()
    engine.close()
    return taken


def _ask(engine: Engine, kind: str, sets: Sequence[Parameters], budget: float, taken: Taken) -> None:
    for p in sets[:3]:
        engine.ask(kind, p)
    seconds, cpu, answers = [], [], []
    for p in sets:
        began, worked = time.perf_counter(), time.process_time()
        rows = engine.ask(kind, p)
        seconds.append(time.perf_counter() - began)
        cpu.append(time.process_time() - worked)
        answers.append(_sum(kind, rows))
        if sum(seconds) > budget:
            break
    taken.seconds[kind], taken.cpu[kind], taken.answers[kind] = seconds, cpu, answers


def _sum(kind: str, rows: Sequence[Any]) -> tuple[int, int]:
    """How many rows, and for answers that are claims the sum of their numbers modulo a prime."""
    return len(rows), sum(int(r[0]) % 1_000_003 for r in rows) if not kind.startswith(("Q2", "Q3")) else 0


def figures(name: str, taken: Taken, own: Taken) -> dict[str, Any]:
    """Flat figures of one engine; ratios where it is a peer."""
    found: dict[str, Any] = {f"{name}: load seconds": round(taken.load, 2), f"{name}: claims MB": round(taken.size / 1e6, 1)}
    for kind, seconds in taken.seconds.items():
        ms = np.array(seconds) * 1000
        n = len(ms)
        found |= {
            f"{name}: {kind}: p50 ms": round(float(np.median(ms)), 2),
            f"{name}: {kind}: p95 ms": round(float(np.quantile(ms, 0.95)), 2),
        }
        found[f"{name}: {kind}: CPU p50 ms"] = round(float(np.median(taken.cpu[kind])) * 1000, 2)
        found[f"{name}: {kind}: n"] = n
        if taken is not own:
            common = min(n, len(own.seconds[kind]))
            found[f"{name}: {kind}: times variorum"] = _ratio(sum(taken.cpu[kind][:common]), sum(own.cpu[kind][:common]))
            found[f"{name}: {kind}: same answers"] = (
                sum(a == b for a, b in zip(taken.answers[kind], own.answers[kind], strict=False)) == common
            )
    for kind, seconds in taken.whole.items():
        found[f"{name}: {kind}: seconds"] = round(seconds, 3)
        found[f"{name}: {kind}: pairs"] = taken.found[kind][0]
        if taken is not own:
            found[f"{name}: {kind}: times variorum"] = _ratio(taken.whole_cpu[kind], own.whole_cpu[kind])
            found[f"{name}: {kind}: same answers"] = taken.found[kind] == own.found[kind]
    return found


def _ratio(a: float, b: float) -> float:
    return round(a / max(b, 1e-4), 2)


def table(names: Sequence[str], found: dict[str, Any]) -> str:
    """The figures for people: this project's in ms, p50 / p95; the peers as ratios of total time."""
    lines = [f"{'':20s}" + "".join(f"{n:>22s}" for n in names)]
    for kind in (*KINDS, *WHOLE):
        cells = []
        for name in names:
            key, unit = f"{name}: {kind}", "p50 ms" if kind in KINDS else "seconds"
            if f"{key}: {unit}" not in found:
                cells.append("-")
            elif name == names[0]:
                cells.append(
                    f"{found[f'{key}: p50 ms']} / {found[f'{key}: p95 ms']} ms" if kind in KINDS else f"{found[f'{key}: seconds']} s"
                )
            else:
                n = found.get(f"{key}: n", 200)
                cells.append(
                    f"x {found[f'{key}: times variorum']}"
                    + (f" (n={n})" if n < 200 else "")
                    + ("" if found[f"{key}: same answers"] else " DIFFERS")
                )
        lines.append(f"{kind:20s}" + "".join(f"{c:>22s}" for c in cells))
    for what in ("load seconds", "claims MB"):
        lines.append(f"{what:20s}" + "".join(f"{found[f'{n}: {what}'] or '-':>22}" for n in names))
    return "\n".join(lines)


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--world", type=Path, help="a world that world.py has made, instead of a new one")
    a.add_argument("--drawn", action="store_true", help="claims drawn at random instead of a simulated world")
    a.add_argument("--claims", type=int, default=1_000_000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument(
        "--engines", default=",".join(e.name for e in ENGINES if "," not in e.name) + ",sqlite", help="names, or beginnings of names"
    )
    a.add_argument("--budget", type=float, default=3.0, help="seconds a kind of question may take an engine")
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="100,000 claims and a budget of half a second")
    o = a.parse_args()
    claims, budget = (100_000, 0.5) if o.quick else (o.claims, o.budget)
    with tempfile.TemporaryDirectory() as scratch:
        world: World | Drawn
        if o.drawn:
            world = make_drawn(Path(scratch) / "world", claims=claims, seed=o.seed)
        else:
            world = open_world(o.world) if o.world else make_world(Path(scratch) / "world", claims=claims, seed=o.seed)
        found, names = run(world, Path(scratch), tuple(o.engines.split(",")), budget, quiet=o.json)
    found |= {"claims": world.count, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    found["variorum: load seconds"] = None if o.world else round(world.loading, 2)
    print(json.dumps({k.replace(" ", "_"): v for k, v in found.items()}) if o.json else table(names, found))
    return 0


def run(world: World | Drawn, scratch: Path, wanted: Sequence[str], budget: float, *, quiet: bool) -> tuple[dict[str, Any], list[str]]:
    """Figures and names of the engines that were measured; this project's first, whether wanted or not."""
    sets: dict[str, Sequence[Parameters]] = dict.fromkeys(KINDS, parameters(world, 200))
    sets["Q1 hub, first 100"] = parameters(world, 200, hubs=True)
    found: dict[str, Any] = {}
    names: list[str] = []
    own: Taken | None = None
    for kind in ENGINES:
        engine = kind()
        if own is not None and not engine.name.startswith(tuple(wanted)):
            continue
        if isinstance(engine, Oxigraph) and world.count > Oxigraph.LIMIT:
            _say(f"{engine.name} is left out: it is measured up to {Oxigraph.LIMIT:,} claims only", quiet)
            continue
        try:
            taken = measure(engine, world, scratch, sets, budget=budget)
        except ImportError as err:
            _say(f"{engine.name} is left out: {err}", quiet)
            continue
        own = own or taken
        names.append(engine.name)
        found |= figures(engine.name, taken, own)
    return found, names


def _say(words: str, quiet: bool) -> None:
    print(words, file=sys.stderr if quiet else sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
