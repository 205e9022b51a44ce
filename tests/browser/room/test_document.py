"""A document in a real browser: what is on the page is the text, a claim's address leads to its words, and notes stay beside the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.room.conftest import PICTURES
from variorum.archive import Archive
from variorum.room.addresses import claim_address, document_address
from variorum.shelf.documents import documents, text_of

#: The text column as the browser holds it, without the words on folds.
COLUMN = """() => [...document.querySelectorAll('.txt')].map(x => {
    const copy = x.cloneNode(true); copy.querySelectorAll('summary').forEach(s => s.remove()); return copy.textContent }).join('')"""
#: Whether a note begins above its group's end and beside it, and none lies over the text.
BESIDE = """() => [...document.querySelectorAll('.app')].every(note => {
    const group = note.previousElementSibling.getBoundingClientRect(), at = note.getBoundingClientRect();
    return at.left >= group.right - 1 && at.top >= group.top - 1 })"""
OVERLAP = """() => { const all = [...document.querySelectorAll('.app')].map(x => x.getBoundingClientRect());
    return all.some((a, i) => i + 1 < all.length && a.bottom > all[i + 1].top + 1) }"""


@pytest.fixture
def page(browser: Any, room: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto(f"{room}/?token=t")
    yield page
    context.close()


def claim_of(sample: Archive, document: str) -> tuple[int, str]:
    """The last claim of a document, with its words."""
    sql = """SELECT c.claim_id, t.quote FROM claim c JOIN claim_text t ON t.claim_id = c.claim_id JOIN document d ON d.doc = c.doc
        WHERE d.id = ? ORDER BY c.span_start DESC, c.claim_id LIMIT 1"""
    ((claim, quote),) = sample.record.rows(sql, [document])
    return claim, quote


def test_the_browser_holds_the_text_of_every_document(page: Any, room: str, sample: Archive) -> None:
    for document in documents(sample.layout):
        page.goto(room + document_address(document.id))
        assert page.evaluate(COLUMN) == text_of(sample.layout, document)


def test_an_address_leads_to_the_words_of_its_claim(page: Any, room: str, sample: Archive) -> None:
    claim, quote = claim_of(sample, "five-names")
    page.goto(room + document_address("five-names", claim))
    washed = page.evaluate("[...document.querySelectorAll('.txt .focus')].map(x => x.textContent).join('')")
    assert washed == quote
    in_window = "() => { const y = document.querySelector('.txt .focus').getBoundingClientRect().y; return y >= 0 && y < innerHeight }"
    page.wait_for_function(in_window)  # the window glides there
    assert page.locator(".app .focus .chain li").count() >= 2


def test_a_note_and_its_words_lead_to_each_other(page: Any, room: str) -> None:
    """By keyboard and link alone; what is folded opens when an address leads into it; the words are washed in all their pieces."""
    page.goto(f"{room}/documents/testimony")
    folded = page.locator(".more .n").last
    target = folded.get_attribute("href")
    note = f"a{target[2:]}"
    page.evaluate(f"location.hash = '{note}'")
    assert page.locator(f"#{note}").is_visible(), "the fold opens"
    page.locator(f"#{note} .n").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelector('.k{target[1:]}').classList.contains('focus')")
    assert page.evaluate("document.querySelectorAll('.txt .focus').length") == page.locator(f".k{target[1:]}").count()


def test_notes_stand_beside_the_text_and_not_over_it(page: Any, room: str, sample: Archive) -> None:
    for document in documents(sample.layout):
        page.goto(room + document_address(document.id))
        assert page.evaluate(BESIDE) and not page.evaluate(OVERLAP), document.id


@pytest.mark.parametrize("address", ["/documents/monitor", "/documents/council-letter", "/claims"])
def test_nothing_is_wider_than_a_phone(page: Any, room: str, address: str) -> None:
    page.set_viewport_size({"width": 400, "height": 900})
    page.goto(room + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_a_claim_is_whole(page: Any, room: str, sample: Archive) -> None:
    """The page of a claim with a long chain: drawn, open to everybody, not wider than a phone."""
    from axe_playwright_python.sync_playwright import Axe

    ((claim,),) = sample.record.rows("SELECT claim_id FROM claim ORDER BY len(chain) DESC, claim_id LIMIT 1")
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(room + claim_address(claim))
    page.screenshot(path=str(PICTURES / "claim.png"), full_page=True)
    assert not trouble
    violations = Axe().run(page).response["violations"]
    assert not violations, [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations]
    page.set_viewport_size({"width": 400, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_form_of_claims_works_without_a_script(browser: Any, room: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room}/?token=t")
    page.goto(f"{room}/claims")
    page.fill("#f-document", "testimony")
    page.select_option("#f-polarity", "denied")
    page.click("text=Show")
    assert "document=testimony" in page.url and "polarity=denied" in page.url
    assert page.locator("tbody tr").count() > 0
    context.close()
