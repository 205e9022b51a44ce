"""Rooms for tests: archives, and clients that have come in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from starlette.testclient import TestClient

from variorum.archive import Archive
from variorum.cli.demo import sample
from variorum.room.app import create_app
from variorum.room.doors import Doors
from variorum.shelf.layout import write_whole

TOKEN = "for-tests"
HOST = "testserver"


def sample_archive(root: Path, kept: Path) -> Archive:
    """The sample documents, added and built; readings that are ``kept`` there are not made again, and new ones are left there."""
    archive = Archive.create(root, title="The Serrat papers (invented)")
    archive.add([sample() / "documents"], by="a test")
    readings = archive.layout.readings
    shutil.copytree(kept, readings, dirs_exist_ok=True)
    archive.build()
    for path in readings.glob("*.reading-*.json"):
        if not (kept / path.name).exists():
            write_whole(kept / path.name, path.read_bytes(), durable=False)
    return archive


def client_of(archive: Archive, *, read_only: bool = False) -> TestClient:
    """A browser, as far as requests go, that has come in as the keeper (or, read-only, that anybody could be)."""
    doors = Doors(open_to_read=True) if read_only else Doors(token=TOKEN)
    client = TestClient(create_app(archive.layout, doors, hosts=(HOST,), read_only=read_only))
    if not read_only:
        assert client.get(f"/?token={TOKEN}").status_code == 200
    return client


def text_of(html: str) -> str:
    """What a page says, without its elements."""
    inside = html.split('<main id="main">', 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", inside)).strip()
