"""The room of the sample archive in a real Chromium: a server on loopback, a browser, and axe-core to look for what shuts people out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from variorum.archive import Archive
from variorum.room.app import create_app
from variorum.room.doors import Doors
from variorum.room.serving import Serving, listening

CHROMIUM = Path("/usr/bin/chromium")
#: Where the tests leave pictures of the pages.
PICTURES = Path(__file__).resolve().parents[3] / "out" / "pictures"


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium, driven by playwright; the test is skipped, with a reason, where there is none."""
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium on this machine: the pages are not opened in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def served(archive: Archive) -> Iterator[str]:
    """The address of a server of the archive, while it runs; ``?token=t`` lets the keeper in."""
    bound = listening(Serving(port=0))
    server = uvicorn.Server(uvicorn.Config(create_app(archive.layout, Doors(token="t")), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    limit = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < limit, "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        bound.close()


@pytest.fixture(scope="session")
def room(sample: Archive) -> Iterator[str]:
    """The address of the room of the sample archive."""
    with served(sample) as address:
        yield address
