"""JSON Lines: one file; each line an object with ``kind`` entity, claim or state."""

from __future__ import annotations

import json
from pathlib import Path

from variorum.publishing import contents
from variorum.record import open_record
from variorum.shelf.layout import Layout, write_whole


def write(layout: Layout, out: Path) -> tuple[Path, ...]:
    """Writes the file ``out``; its folder is made if need be."""
    record = open_record(layout)
    parts = (("entity", contents.entities(record)), ("claim", contents.claims(record)), ("state", contents.states(record)))
    lines = [json.dumps({"kind": kind, **row}, ensure_ascii=False) for kind, rows in parts for row in rows]
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, "".join(f"{line}\n" for line in lines).encode("utf-8"))
    return (out,)
