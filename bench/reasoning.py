#!/usr/bin/env python3
"""What does the reasoning make of careful annotations? The five real pages with a person's readings instead of the machine's.

    reasoning.py [--json] [--quick] [--list]

First the reasoning is held against a simulated world whose truth is known (simulated.py says how), which needs no outside data. Then, on the careful
annotations: how many of the listed disputes are found (by ../shared/tools/score_disputes.py) and how many are found for each listed one; how the one
question asked of everybody is answered, for everyone and for each side; whether every annotation comes out as it went in. --list names the disputes.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import simulated
from shared import SHARED, need, scorer
from variorum.archive import Archive
from variorum.cli import main as cli

QUESTION = "was the Islamic State of Iraq part of al-Qaeda in 2007-12"
SIDES = ("", "Ayman al-Zawahiri", "al-Adnani", "Ansar al-Islam", "Kyle Orton")


def main() -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--json", action="store_true")
    a.add_argument("--quick", action="store_true", help="one small simulated world of each kind")
    a.add_argument("--list", action="store_true")
    o = a.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        figures = simulated.measure(Path(scratch), quick=o.quick)
        if (SHARED / "gold").exists():
            figures |= measure(Path(scratch), listing=o.list and not o.json)
        else:
            figures["careful annotations"] = "absent: ../shared/gold; this part of the table is left out"
    if o.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:72s} {value}")
    return 0


def measure(scratch: Path, *, listing: bool) -> dict[str, Any]:
    """The figures, from an archive made in ``scratch``."""
    gold = need("gold")
    archive = Archive.create(scratch / "a")
    archive.add([need("seeds")])
    archive.add_annotations(gold)
    archive.build()
    began = time.perf_counter()
    found = CliRunner().invoke(cli, ["disputes", str(scratch / "a"), "--json"], catch_exceptions=False).stdout
    seconds = time.perf_counter() - began
    (scratch / "found.json").write_text(found, encoding="utf-8")
    scores = _score(["--json"], gold, scratch / "found.json")
    if listing:
        print(_score(["--list"], gold, scratch / "found.json"))
    figures: dict[str, Any] = {f"disputes {k}": v for k, v in json.loads(scores).items()} | {"disputes seconds": round(seconds, 2)}
    for voice in SIDES:
        words = QUESTION + (f" according to {voice}" if voice else "")
        figures[words] = archive.ask(words).status
    out = archive.export("annotations", scratch / "out")
    same = sum(json.loads(p.read_text(encoding="utf-8")) == json.loads((gold / p.name).read_text(encoding="utf-8")) for p in out)
    return figures | {"annotations that come out as they went in": f"{same} of {len(out)}"}


def _score(options: list[str], gold: Path, found: Path) -> str:
    captured = io.StringIO()
    with contextlib.redirect_stdout(captured):
        scorer("score_disputes").main([str(gold), str(found), *options])
    return captured.getvalue()


if __name__ == "__main__":
    sys.exit(main())
