"""Small archives on disk, and the rows of a record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from variorum.shelf.add import add
from variorum.shelf.create import create
from variorum.shelf.layout import Layout

TEXTS = {
    "report.txt": "Rashad Nuri leads the Front of the Plain.\nKaram Adib leads the Harbour Watch.\n",
    "letter.txt": "Rashad Nouri leads Front of the Plain.\n",
    "list.txt": "Sami Haddad leads Jabhat al-Sahl.\n",
    "memo.txt": "Karam Adib leads the Harbour Watch.\nSelim Orhan leads the Harbour Watch.\n",
}


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the plain reader, which worker processes can import."""
    folder = str(Path(__file__).parent)
    monkeypatch.setattr(sys, "path", [folder, *sys.path])
    return "plain_reader:read"


@pytest.fixture
def new_archive(tmp_path: Path) -> Callable[..., Layout]:
    """Makes an archive of the texts, added in the order given."""

    def make(name: str = "archive", order: list[str] | None = None, **more: str) -> Layout:
        texts = {**TEXTS, **{f"{stem}.txt": text for stem, text in more.items()}}
        folder = tmp_path / f"{name}-in"
        folder.mkdir()
        layout = create(tmp_path / name, title="Papers")
        for file in order or list(texts):
            (folder / file).write_text(texts[file], encoding="utf-8")
            assert not add(layout, [folder / file]).failed
        return layout

    return make


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in stored order."""
    with duckdb.connect(":memory:") as con:
        con.execute(f"ATTACH '{path}' AS r (READ_ONLY)")
        con.execute("USE r")
        tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'r' ORDER BY 1").fetchall()]
        return {table: con.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


@pytest.fixture
def rows_of() -> Callable[[Path], dict[str, list[tuple[object, ...]]]]:
    return dump
