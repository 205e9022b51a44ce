"""A dispute in a real browser: its weighing comes by itself, or by a link without scripts; narrow, dark and on paper it stays whole."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.room.conftest import PICTURES

QUESTION = "Was Salt Brigade dissolved?"


def come_to_it(context: Any, room: str) -> Any:
    page = context.new_page()
    page.goto(f"{room}/?token=t")
    page.goto(f"{room}/disputes?kind=existence")
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_role("heading", level=1, name=QUESTION).wait_for()
    return page


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_dispute_is_whole_and_its_weighing_comes_by_itself(browser: Any, room: str, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=look)
    try:
        page = come_to_it(context, room)
        page.get_by_role("heading", name="What would change the answer").wait_for(timeout=30_000)
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(PICTURES / f"dispute-{look}.png"), full_page=True)
        violations = Axe().run(page).response["violations"]
        assert not violations, [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations]
        assert page.locator("#weighing").count() == 1
        assert page.locator("#weighing table.ach tbody tr").count() > 3
    finally:
        context.close()


def test_without_a_script_a_link_leads_to_the_weighing(browser: Any, room: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = come_to_it(context, room)
        assert page.locator("table.ach").count() == 0
        page.get_by_role("link", name="Weigh it").click()
        page.locator("table.ach").wait_for(timeout=30_000)
    finally:
        context.close()


def test_narrow_the_page_does_not_slide_sideways_and_shows_the_slim_drawing(browser: Any, room: str) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 800})
    try:
        page = come_to_it(context, room)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.locator(".fig.slim").first.is_visible()
        assert not page.locator(".fig.big").first.is_visible()
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation", name="Rooms").is_visible()
        assert page.get_by_role("heading", level=1, name=QUESTION).is_visible()
    finally:
        context.close()
