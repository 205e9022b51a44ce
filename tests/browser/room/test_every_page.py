"""What holds of every page: at four hundred per cent, without JavaScript, by keyboard, in the dark, on paper, and with hostile documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.room.conftest import served
from tests.browser.room.test_pages import PAGES
from variorum.archive import Archive

#: Four hundred per cent of a window of 1280 units: WCAG 2.2, 1.4.10 (reflow).
ZOOMED = {"width": 320, "height": 640}
HOSTILE = "<script>document.title='run'</script><style>main{display:none}</style><img src=x onerror=\"document.title='run'\">&lt;\u202egnp"


@contextmanager
def opened(browser: Any, room: str, **how: Any) -> Iterator[Any]:
    context = browser.new_context(**how)
    try:
        page = context.new_page()
        page.goto(f"{room}/?token=t")
        yield page
    finally:
        context.close()


def test_no_page_slides_sideways_at_four_hundred_per_cent(browser: Any, room: str) -> None:
    with opened(browser, room, viewport=ZOOMED) as page:
        wide = {}
        for name, address in PAGES.items():
            page.goto(room + address)
            if (width := page.evaluate("document.documentElement.scrollWidth")) > ZOOMED["width"]:
                wide[name] = width
        assert not wide


def test_every_page_says_the_same_without_a_script(browser: Any, room: str) -> None:
    with opened(browser, room, java_script_enabled=False) as page:
        for name, address in PAGES.items():
            page.goto(room + address)
            assert page.locator("main h1").count() == 1, name
            assert len(page.locator("main").inner_text()) > 150, name
            assert page.locator("noscript").count() == 0, name


def test_every_page_begins_with_a_way_past_the_menu(browser: Any, room: str) -> None:
    with opened(browser, room) as page:
        for name, address in PAGES.items():
            page.goto(room + address)
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", name
            page.keyboard.press("Enter")
            page.wait_for_url("**#main")


def test_every_page_can_be_read_in_the_dark(browser: Any, room: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, room, color_scheme="dark") as page:
        poor = {}
        for name, address in PAGES.items():
            page.goto(room + address)
            found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
            if found:
                poor[name] = [n["html"][:100] for v in found for n in v["nodes"][:3]]
        assert not poor


def test_paper_has_the_text_and_no_controls(browser: Any, room: str) -> None:
    with opened(browser, room, viewport={"width": 720, "height": 1000}) as page:
        page.emulate_media(media="print")
        for name, address in PAGES.items():
            page.goto(room + address)
            assert not page.locator(".top nav").is_visible(), name
            assert page.locator("main h1").is_visible(), name
            assert page.evaluate("document.documentElement.scrollWidth <= 720"), name


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Archive]]:
    """A room whose document carries script, style, entities and signs of direction in its text, names, title, author and file name."""
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "a <img src=x onerror=alert(1)> &amp; \u202etxt.exe.txt"
    text = (
        f"Omar Hadi, called {HOSTILE}, pledged allegiance to Salim Nasri in 2007. {HOSTILE}\n\nSalim Nasri denied that Omar Hadi pledged allegiance"
        " to Salim Nasri.\n\nبايع عمر سالما"
    )
    file.write_text(text, encoding="utf-8")
    title = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\u202e", "\\u202E")
    Path(f"{file}.meta.toml").write_text(f'id = "hostile"\ntitle = "{title}"\nauthor = "{title}"\npublished = "2008"\n', encoding="utf-8")
    archive = Archive.create(folder / "archive", title=HOSTILE)
    report = archive.add([file])
    assert not report.failed, report.failed
    archive.build(workers=1)
    with served(archive) as address:
        yield address, archive


def test_a_hostile_document_is_only_shown(browser: Any, hostile: tuple[str, Archive]) -> None:
    room, archive = hostile
    claim = f"{archive.claims()[0].claim:016x}"
    keys = [k for (k,) in archive.record.rows("SELECT key FROM entity WHERE entity > 0 ORDER BY claims DESC LIMIT 4")]
    addresses = [
        "/",
        "/documents",
        "/documents/hostile",
        f"/claims/{claim}",
        "/claims",
        "/names",
        "/network",
        "/disputes",
        "/compare",
        "/review",
        "/search?q=pledged",
    ]
    with opened(browser, room) as page:
        page.on("dialog", lambda d: pytest.fail(f"a dialog: {d.message}"))
        page.on("request", lambda r: pytest.fail(f"asked for {r.url}") if not r.url.startswith(room) or r.url.endswith("/x") else None)
        for address in addresses:
            page.goto(room + address)
            assert page.title() != "run", address
            assert page.locator("main").is_visible(), address
            assert page.locator("main script, main style, main img").count() == 0, address
        for key in keys:
            page.goto(f"{room}/names/{page.evaluate('encodeURIComponent', key)}")
            assert page.title() != "run" and page.locator("main").is_visible(), key
        page.goto(f"{room}/documents/hostile")
        assert "<script>document.title='run'</script>" in page.locator("main").inner_text()
