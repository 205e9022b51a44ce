"""Importing variorum does no work, and gives what the README says."""

from __future__ import annotations

import subprocess
import sys


def test_importing_variorum_loads_nothing_heavy() -> None:
    code = "import sys, variorum; print(sorted(m for m in ('numpy', 'duckdb', 'lxml', 'yaml') if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_facade_is_at_the_top() -> None:
    from variorum import Archive
    from variorum.archive import Archive as where_it_lives

    assert Archive is where_it_lives
