"""Identity on the annotated pages and on the worlds that nobody looked at: floors, so that a change that joins too much is seen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench" / "identity.py"


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, str(BENCH), "--json"], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


@pytest.mark.shared
def test_nothing_is_joined_that_a_person_told_apart(figures: dict[str, float]) -> None:
    assert figures["pages_not_same"] >= 16
    assert figures["pages_not_same_joined"] == 0


@pytest.mark.shared
def test_most_of_what_a_person_joined_is_joined(figures: dict[str, float]) -> None:
    """Two of the rest are known by a bare kunya, which never joins; one body is only called by the adjective of its country."""
    assert figures["pages_same_joined"] >= figures["pages_same"] - 3


@pytest.mark.shared
@pytest.mark.parametrize("world", ["w01", "w02", "w03", "w04", "w05", "w06", "w07", "w08"])
def test_hardly_a_pair_is_joined_wrongly(figures: dict[str, float], world: str) -> None:
    assert figures[f"{world}_all_P"] >= 0.98
