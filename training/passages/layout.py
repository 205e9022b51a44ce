"""How a book of passages is laid out on disk: JSON in which a claim, a layer, an entity is one line, so that a change to one shows as one line.

python training/passages/layout.py FILE...     lays files out anew, in place; their content stays the same
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_BY_LINE = ("layers", "claims", "assessments", "dates")


def laid_out(book: dict[str, Any]) -> str:
    """The text of the file: the book's own fields, then each document with its parts in a fixed order; the mentions of a document share a line."""
    fields = [f"{_json(k)}: {_json(v)}" for k, v in book.items() if k != "documents"]
    documents = ",\n".join(_document(d) for d in book["documents"])
    return "{" + ",\n".join([*fields, f'"documents": [\n{documents}\n]']) + "}\n"


def _document(d: dict[str, Any]) -> str:
    parts = []
    for name, value in d.items():
        if name in _BY_LINE:
            lines = ",\n  ".join(map(_json, value))
            parts.append(f"{_json(name)}: [{lines}]" if len(value) < 2 else f"{_json(name)}: [\n  {lines}]")
        elif name == "entities":
            lines = ",\n  ".join(f"{_json(k)}: {_json(v)}" for k, v in value.items())
            parts.append(f'"entities": {{\n  {lines}}}')
        else:
            parts.append(f"{_json(name)}: {_json(value)}")
    return "{" + ",\n ".join(parts) + "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def main() -> None:
    for name in sys.argv[1:]:
        path = Path(name)
        book = json.loads(path.read_text(encoding="utf-8"))
        text = laid_out(book)
        if json.loads(text) != book:
            raise SystemExit(f"{path}: the new layout does not read back as the same book; left as it was")
        path.write_text(text, encoding="utf-8")
        print(f"{path}: {len(book['documents'])} documents, {len(text) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
