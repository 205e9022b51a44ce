"""Where the programs in bench/ find outside documents and scorers, and how they say that these are absent.

Nothing of what lies there is part of the project; it is only measured against.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

# As in the reading processes of a build (record/pool.py); before numpy is imported, so import this module first.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from scoring import described as _described  # noqa: E402

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEVELOPED = ("w01", "w02", "w03", "w04", "w05", "w06")  #: the worlds on which rules were written
PAGES = ("p01", "p02")  #: whole pages of real density, in training/passages
LATER_PAGES = ("p03", "p04", "p07", "p08", "p09", "p10")  #: whole pages that later rules were made on
UNREAD_PAGES = ("p05", "p06", "p23", "p24")  #: whole pages that nobody who wrote rules looked at and that nothing was taught
NEW_PAGES = ("p41", "p42", "p43", "p44", "p45", "p46")  #: the newest whole pages, of which that is so still
HELD_OUT = ("w07", "w08")  #: the worlds whose texts nobody who wrote rules looked at
UNTAUGHT = ("w07", "w19")  #: the worlds that neither the rules were written on nor the network was taught
NEWEST = ("w25",)  #: a world of which that is so still


def need(*parts: str) -> Path:
    """The path under ../shared; leaves the program with a word of explanation (and success) when it is not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        print(f"absent: ../shared/{'/'.join(parts)}; this table needs it and is left out")
        sys.exit(0)
    return path


def scorer(name: str = "score") -> ModuleType:
    """A scorer of ../shared/tools as a module."""
    path = need("tools", f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seeds() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and careful annotation of each seed document."""
    for gold in sorted(need("gold").glob("*.json")):
        annotation = json.loads(gold.read_text(encoding="utf-8"))
        if "claims" in annotation:
            with (need("seeds") / f"{gold.stem}.txt").open(encoding="utf-8", newline="") as file:
                yield gold.stem, file.read(), annotation


def passages(world: str, *, described: bool = True) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Id, text and annotation of each passage of an invented world; with ``described`` the nameless are called by their descriptions."""
    own = Path(__file__).resolve().parents[1] / "training" / "passages" / f"{world}.json"
    path = own if own.exists() else need("passages", f"{world}.json")
    for d in json.loads(path.read_text(encoding="utf-8"))["documents"]:
        yield d["document"]["id"], d["text"], _described(d) if described else d
