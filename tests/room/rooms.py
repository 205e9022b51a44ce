"""Rooms for tests: archives, and clients that have come in."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from variorum.archive import Archive
from variorum.cli.demo import sample
from variorum.room.app import create_app
from variorum.room.doors import Doors

TOKEN = "for-tests"
HOST = "testserver"


def sample_archive(root: Path) -> Archive:
    """The sample documents, added and built."""
    archive = Archive.create(root, title="The Serrat papers (invented)")
    archive.add([sample() / "documents"], by="a test")
    archive.build()
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
