"""The slider of the network and the forms of viewpoints, in a real browser: by keyboard, and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

ADDRESS = "/network?on=2010-01-01&right=lena-hartwig"


@pytest.fixture
def page(browser: Any, room: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, **getattr(request, "param", {}))
    try:
        page = context.new_page()
        page.goto(f"{room}/?token=t")
        yield page
    finally:
        context.close()


def places(page: Any) -> list[Any]:
    return page.evaluate(
        "[...document.querySelectorAll('#told svg[role=group] a text')].map(t => [t.textContent, t.getAttribute('x'), t.getAttribute('y')])"
    )


def test_the_keys_of_the_slider_move_the_day_and_nothing_else(page: Any, room: str) -> None:
    page.goto(room + ADDRESS)
    before = places(page)
    page.locator("#day").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector('#told[data-iso="2010-01-04"]')
    assert page.locator("#heading").text_content() == "4 January 2010"
    assert page.locator("#day").get_attribute("aria-valuetext") == "4 January 2010"
    assert page.evaluate("document.activeElement.id") == "day"
    assert "on=2010-01-04" in page.url and "right=lena-hartwig" in page.url
    assert places(page) == before
    page.reload()
    assert page.locator("#heading").text_content() == "4 January 2010"


def test_the_changes_before_and_after_are_one_press_away(page: Any, room: str) -> None:
    page.goto(room + ADDRESS)
    page.locator("#after").focus()
    wanted = re.search(r"on=([\d-]+)", page.locator("#after").get_attribute("href"))
    assert wanted
    page.keyboard.press("Enter")
    page.wait_for_selector(f'#told[data-iso="{wanted[1]}"]')
    page.locator("#before").click()
    page.wait_for_selector(f'#told:not([data-iso="{wanted[1]}"])')


def test_playing_goes_from_change_to_change_and_stops(page: Any, room: str) -> None:
    page.goto(room + ADDRESS)
    page.locator("#play").click()
    page.wait_for_selector('#told:not([data-iso="2010-01-01"])')
    page.locator("#play").click()
    assert page.locator("#play").text_content() == "Play"


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], indirect=True)
def test_whoever_wants_less_motion_is_not_offered_to_play(page: Any, room: str) -> None:
    page.goto(room + ADDRESS)
    assert page.locator("#day").is_visible() and not page.locator("#play").is_visible()


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_links_and_the_form_do_it(page: Any, room: str) -> None:
    page.goto(room + ADDRESS)
    assert not page.locator("#day").is_visible() and not page.locator("#play").is_visible()
    page.locator("#after").click()
    assert "on=2010-01-01" not in page.url and "right=lena-hartwig" in page.url
    page.locator("#on").fill("2013-09")
    page.locator("#left").select_option("yusuf-al-hadrawi")
    page.locator("#when button.pri").click()
    assert "1 September 2013, as told by Yusuf al-Hadrawi and by Lena Hartwig" in page.locator("h1").text_content()


@pytest.mark.parametrize("page", [{}, {"java_script_enabled": False}], indirect=True)
def test_the_viewpoint_of_an_entity_is_changed_by_a_form(page: Any, room: str) -> None:
    page.goto(f"{room}/names/emirate-of-the-three-wells")
    page.locator("#who").select_option("yusuf-al-hadrawi")
    page.locator("#on").fill("2009-09-01")
    page.locator("form.vp button").click()
    assert "according-to=yusuf-al-hadrawi" in page.url
    assert "Yusuf al-Hadrawi" in page.locator("section.view").text_content()
    assert page.locator("h2", has_text="Ties on 1 September 2009").count() == 1
