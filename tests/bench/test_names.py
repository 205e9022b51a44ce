"""The name bench: a floor under its figures, and the halves on which they rest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench" / "names.py"


@pytest.mark.shared
def test_pairs_are_told_apart_better_than_by_the_peers(shared: Path) -> None:
    """Weights and threshold of one half, figures of the other."""
    done = subprocess.run([sys.executable, str(BENCH), "--json", "--quick"], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    assert found["variorum_all"] >= 0.85
    assert found["variorum_all"] > max(found["token_set_all"], found["logicv2_all"])
    assert all(found[f"variorum_{k.removeprefix('n_')}"] >= 0.82 for k, n in found.items() if k.startswith("n_") and n >= 50)
