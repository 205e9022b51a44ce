"""Every page of the room in a real browser: drawn without errors, without anything from elsewhere, open to everybody, and with pictures kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.room.conftest import PICTURES

#: The pages, by the name of their picture.
PAGES = {
    "glance": "/",
    "documents": "/documents",
    "names": "/names",
    "entity": "/names/emirate-of-the-three-wells",
    "person": "/names/yusuf-al-hadrawi?according-to=lena-hartwig&on=2010-01-01",
    "network": "/network",
    "network-of-two": "/network?on=2010-01-01&left=yusuf-al-hadrawi&right=lena-hartwig",
    "disputes": "/disputes",
    "disputes-apparent": "/disputes?apparent=1",
    "compare": "/compare",
    "compare-two": "/compare?about=emirate-of-the-three-wells&a=lena-hartwig&b=emirate-of-the-three-wells",
    "compare-moments": "/compare/moments",
    "document": "/documents/monitor",
    "document-original": "/documents/council-letter",
    "document-arabic": "/documents/council-letter-ar",
    "document-without-marks": "/documents/monitor?marks=none",
    "claims": "/claims",
    "claims-filtered": "/claims?entity=Ark&polarity=denied",
    "search": "/search",
    "search-words": "/search?q=well",
    "search-answer": "/search?q=who+led+the+Emirate+of+the+Three+Wells%3F",
    "review": "/review?kind=names",
    "review-claim": "/review?kind=claims",
    "review-all": "/review/all",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(browser: Any, room: str, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    try:
        page = context.new_page()
        trouble: list[str] = []
        page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: trouble.append(str(e)))
        page.on("request", lambda r: trouble.append(f"from elsewhere: {r.url}") if not r.url.startswith(room) else None)
        page.goto(f"{room}/?token=t")
        page.goto(room + PAGES[name])
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(PICTURES / f"{name}.png"), full_page=True)
        assert not trouble
        violations = Axe().run(page).response["violations"]
        assert not violations, [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations]
    finally:
        context.close()
