"""A record is read by several threads at once, each with a cursor of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from variorum.archive import Archive


def test_many_threads_see_the_same_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Omar Hadi swore an oath to Salim Nasri. Salim Nasri denied it.", encoding="utf-8")
    archive = Archive.create(tmp_path / "archive", title="Threads")
    archive.add([tmp_path / "a.txt"])
    archive.build(workers=1)
    sql = "SELECT claim_id, quote FROM claim_text ORDER BY claim_id"
    wanted = archive.record.rows(sql)
    assert wanted
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: archive.record.rows(sql), range(64)))
    assert found == [wanted] * 64
