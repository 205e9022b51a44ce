"""The gazetteer bench: floors under its figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench" / "gazetteers.py"


@pytest.mark.shared
def test_names_are_linked_to_the_party_that_the_text_means(shared: Path) -> None:
    """And a name that two parties share joins nobody, once a list says so."""
    done = subprocess.run([sys.executable, str(BENCH), "--json", "--quick"], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    assert found["text_accuracy"] >= 0.95
    assert found["text_recall"] >= 0.90
    assert (found["shared_joined"], found["shared_linked_wrongly"]) == (0, 0)
    alike = found["pairs_main name of a person in its own script_alike"] / found["pairs_main name of a person in its own script_pairs"]
    assert alike >= 0.8
