#!/usr/bin/env python3
"""How long does it take to read and build? The five real pages as a newcomer would add them, and the stages of reading one by one.

    reading.py [--json] [--quick]

Wall and CPU seconds, peak memory of the build and of its largest worker. Machines are noisy: read ratios. --quick leaves the stages out.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared import need, seeds
from variorum.archive import Archive
from variorum.model import Document, LayerKind
from variorum.reading.claims import assemble, propose
from variorum.reading.compact import look, weigh
from variorum.reading.dates import read_dates
from variorum.reading.kinds import read_kinds
from variorum.reading.layers import read_layers
from variorum.reading.names import read_names
from variorum.reading.syntax import parse
from variorum.reading.voices import read_voices


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true")
    o = a.parse_args()
    figures = building()
    if not o.quick:
        figures |= stages()
    if o.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:44s} {value:12,.2f}")
    return 0


def building() -> dict[str, float]:
    """One build of the five pages from nothing, then a second one."""
    folder = need("seeds")
    with tempfile.TemporaryDirectory() as scratch:
        archive = Archive.create(Path(scratch) / "a")
        archive.add([folder])
        first, cpu = _timed(lambda: archive.build())
        second, _ = _timed(lambda: archive.build())
    words = sum(len(text.split()) for _, text, _ in seeds())
    own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "first build, seconds": first,
        "first build, CPU seconds": cpu,
        "second build (nothing to read), seconds": second,
        "words": float(words),
        "words a second, wall": words / first,
        "peak memory, MB": own,
        "peak memory of a worker, MB": children,
    }


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    def cpu() -> float:
        usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(u.ru_utime + u.ru_stime for u in usage)

    began, used = time.perf_counter(), cpu()
    work()
    return time.perf_counter() - began, cpu() - used


def stages() -> dict[str, float]:
    """CPU seconds of each stage over the five pages, in one process, after one page has warmed the caches."""
    pages = [(Document(name, name, chars=len(text)), text) for name, text, _ in seeds()]
    _stages(*pages[0])
    total: dict[str, float] = {}
    for document, text in pages:
        for stage, seconds in _stages(document, text).items():
            total[stage] = total.get(stage, 0.0) + seconds
    words = sum(len(text.split()) for _, text in pages)
    rules = sum(s for stage, s in total.items() if stage not in ("kinds", "network", "propositions again", "weighing"))
    speeds = {"all stages, words a CPU second": words / sum(total.values()), "rules alone, words a CPU second": words / rules}
    return {f"{stage}, CPU seconds": s for stage, s in total.items()} | speeds


def _stages(document: Document, text: str) -> dict[str, float]:
    seconds: dict[str, float] = {}

    def run(stage: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        result = work()
        seconds[stage] = time.process_time() - began
        return result

    layers = run("layers", lambda: read_layers(text, document))
    spoken = [x for x in layers if x.kind is not LayerKind.BOILERPLATE]
    dates = run("dates", lambda: read_dates(text, [(x.start, x.end) for x in spoken]))
    sentences = run("syntax", lambda: [s for x in spoken for s in parse(text, x.start, x.end)])
    named = run(
        "names", lambda: read_names(text, layers, sentences, dates, document, lambda *seen: run("kinds", lambda: read_kinds(*seen)))
    )
    seconds["names"] -= seconds["kinds"]
    first = run("propositions", lambda: propose(text, sentences, named, dates, layers, document))
    sight = run("network", lambda: look(text, layers, sentences, named, first))
    named = sight.named
    again = run("propositions again", lambda: propose(text, sentences, named, dates, layers, document))
    proposed = run("weighing", lambda: weigh(text, sentences, named, dates, again, sight.relations))
    voices = run("voices", lambda: read_voices(text, layers, sentences, named, document, dates=dates, floors=named.floors))
    chains = [voices.chain(p.start, p.end) for p in proposed]
    run("claims", lambda: assemble(text, proposed, chains, {e.key: e for e in named.entities}))
    return seconds


if __name__ == "__main__":
    sys.exit(main())
