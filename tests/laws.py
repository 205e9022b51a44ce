"""How many examples a law is held to: a few, and always the same, by `make test`; many, and new ones each time, by `make laws`."""

from __future__ import annotations

import os

SEARCHING = os.environ.get("VARIORUM_LAWS") == "many"


def examples(few: int) -> int:
    """For a costly law: as many as `make test` can afford, ten times as many by `make laws`."""
    return 10 * few if SEARCHING else few
