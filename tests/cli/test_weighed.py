"""How a weighing is drawn: within a hundred columns, whatever the names, the number of sides and the control characters in them."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from variorum.asking.citation import cite
from variorum.cli.weighed import show_weighing
from variorum.reasoning.weighing import weigh

from ..reasoning.weighing.conftest import Shelf


def test_eight_leaders_with_long_names_fit(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "decisions.jsonl")
    for n in range(8):
        leader = f"Sheikh Abu Somebody al-Somewhere the {n}th of that Name"
        shelf.claim("leads", leader, "G", by=f"The Institute\x1b[31m for Counting {n}", when="2010")
    d = shelf.dispute()
    assert len(d.sides) == 8
    w = weigh(shelf, d)
    out = io.StringIO()
    labels = dict(shelf.rows("SELECT entity, label FROM entity"))
    show_weighing(Console(file=out, highlight=False), 1, w, cite(shelf, [g.witness.claim for g in w.claims]), labels)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 100
    assert "\x1b" not in out.getvalue()
    assert sum("tells apart" in line for line in lines) == 1
    assert "8 ways to see it" in out.getvalue()
