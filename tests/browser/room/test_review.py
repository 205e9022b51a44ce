"""The review in a real Chromium: by mouse, by keys alone, without scripts, and by two at once."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.room.conftest import PICTURES, served
from variorum.archive import Archive


@pytest.fixture
def own(sample: Archive, tmp_path: Path) -> Archive:
    """A copy of the sample archive that a test may change."""
    shutil.copytree(sample.layout.root, tmp_path / "archive")
    return Archive.open(tmp_path / "archive")


@pytest.fixture
def people(browser: Any, own: Archive) -> Iterator[Callable[..., Any]]:
    """Opens the review of an archive of one's own in another browser, come in and ready."""
    contexts: list[Any] = []
    trouble: list[str] = []
    with served(own) as room:

        def come(**options: Any) -> Any:
            context = browser.new_context(viewport={"width": 1440, "height": 1000}, **options)
            contexts.append(context)
            page = context.new_page()
            page.on("pageerror", lambda e: trouble.append(str(e)))
            page.goto(f"{room}/?token=t")
            page.goto(f"{room}/review?kind=claims")
            return page

        yield come
        for context in contexts:
            context.close()
    assert not trouble


def kept(own: Archive) -> list[tuple[str, str | None]]:
    path = own.layout.decisions
    lines = path.read_text().splitlines() if path.exists() else []
    return [(j["kind"], j.get("why")) for j in map(json.loads, lines)]


def saved(page: Any) -> None:
    """The record that has all judgements is shown."""
    page.locator("#state", has_text="Saved").wait_for(timeout=30_000)


def item_of(page: Any) -> str:
    return str(page.input_value("form.judge input[name=item]"))


def test_by_keys_alone(people: Callable[..., Any], own: Archive) -> None:
    page = people()
    first = item_of(page)
    page.keyboard.press("j")
    page.wait_for_url("**/review?item=*")
    assert item_of(page) != first
    page.keyboard.press("k")
    page.wait_for_url(f"**/review?item={first}*")
    page.keyboard.press("m")
    page.keyboard.type("r is not pressed while one writes")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert "Kept as line 1" in page.inner_text(".kept")
    assert kept(own) == [("reject", "r is not pressed while one writes")]
    saved(page)
    with page.expect_navigation():
        page.keyboard.press("u")
    saved(page)
    assert [kind for kind, _ in kept(own)] == ["reject", "undo"]
    assert item_of(page) == first, "it waits again"
    page.keyboard.press("g")
    assert page.evaluate("document.activeElement.id") == "grade"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.is_visible("#keys dl")
    page.click("#keys-off")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert len(kept(own)) == 2, "the keys are off"
    page.click("#keys-off")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert kept(own)[2] == ("accept", None)


def test_without_a_script(people: Callable[..., Any], own: Archive) -> None:
    page = people(java_script_enabled=False)
    first = item_of(page)
    page.click("a[rel=next]")
    assert item_of(page) != first
    page.click("a[rel=prev]")
    page.fill("#why", "the document asks, it does not tell")
    page.click("button[value=reject]")
    assert "Kept as line 1" in page.inner_text(".kept")
    page.click(".kept button")
    assert [kind for kind, _ in kept(own)] == ["reject", "undo"]
    page.goto(re.sub(r"/review.*", f"/review/correct?item={first}", page.url))
    page.fill("#f-when", "2013-06")
    page.fill("#why", "the line above")
    page.click("text=Keep the correction")
    assert kept(own)[2] == ("correct", "the line above")


def test_a_judgement_needs_its_reason_but_accepting_does_not(people: Callable[..., Any], own: Archive) -> None:
    page = people()
    page.click("button[value=reject]")
    assert page.evaluate("document.activeElement.id") == "why", "the browser asks for it"
    assert kept(own) == []
    page.click("button[value=accept]")
    assert page.inner_text(".kept")
    assert kept(own) == [("accept", None)]


def test_two_at_once(people: Callable[..., Any], own: Archive) -> None:
    one, two = people(), people()
    where = one.url.replace("kind=claims", f"item={item_of(one)}")
    for page in (one, two):
        page.goto(where)
    one.fill("#why", "he does not say so")
    two.fill("#why", "he does say so")
    one.click("button[value=reject]")
    assert "Kept as line 1" in one.inner_text(".kept")
    two.click("button[value=accept]")
    assert "he does not say so" in two.inner_text(".conflict")
    assert two.input_value("#why") == "he does say so", "nothing that was written is lost"
    PICTURES.mkdir(parents=True, exist_ok=True)
    two.screenshot(path=str(PICTURES / "review-two-at-once.png"), full_page=True)
    saved(two)
    assert two.input_value("#why") == "he does say so", "the new record does not send the form again"
    assert len(kept(own)) == 1
    two.click("button[value=accept]")
    assert kept(own) == [("reject", "he does not say so"), ("accept", "he does say so")]
    saved(two)


def test_the_new_record_is_shown_by_itself(people: Callable[..., Any], own: Archive) -> None:
    page, before = people(), own.layout.record.stat().st_mtime_ns
    record = page.get_attribute("#state", "data-record")
    page.fill("#why", "he does not say so")
    page.click("button[value=reject]")
    page.locator(f"#state:not([data-record='{record}'])", has_text="Saved").wait_for(timeout=30_000)
    assert own.layout.record.stat().st_mtime_ns > before


def test_what_is_being_written_is_not_taken_away_by_the_new_record(people: Callable[..., Any], own: Archive) -> None:
    page = people()
    page.fill("#why", "first")
    page.click("button[value=reject]")
    page.fill("#why", "half a sente")
    saved(page)
    assert page.input_value("#why") == "half a sente"


def test_what_would_change_is_worked_out_on_the_page(people: Callable[..., Any], own: Archive) -> None:
    page = people()
    page.locator("[data-effect]", has_text="Worked out").wait_for(timeout=60_000)
    assert kept(own) == []


# The page as it is served while a record is being made: what comes when is then in the test's hands.
MAKING = """new MutationObserver(() => {
  const state = document.getElementById("state");
  if (state && !state.dataset.seen) Object.assign(state.dataset, {seen: "yes", making: "yes", record: "the one before"});
}).observe(document, {childList: true, subtree: true});"""


def test_a_page_in_use_is_not_loaded_again_when_the_new_record_is_there(people: Callable[..., Any]) -> None:
    page = people()
    waiting: list[Any] = []
    page.route("**/review/state", lambda asked: waiting.append(asked))
    page.add_init_script(MAKING)
    with page.expect_request("**/review/state"):
        page.goto(page.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    waiting[0].continue_()
    page.locator("#state a", has_text="show the new record").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", "the keyboard is where it was"
    assert page.locator("#state a").get_attribute("href") in page.url
