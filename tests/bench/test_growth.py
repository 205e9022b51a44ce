"""The growth of work over a whole record is measured, each size in a process of its own."""

from __future__ import annotations

from pathlib import Path

from growth import growth, order, sides, states


def test_growth_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    found = growth((states, sides, order), (1000, 3000), tmp_path)
    assert found["states, 3,000 claims: peak MB"] > 20
    assert {"sides: exponent", "order: exponent"} <= found.keys() and found["states, 1,000 claims: seconds"] >= 0
