"""The page of a claim: its chain on time, its words in context, who else says so and who does not, what leans on it, and what was judged of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.papers import Paper, archive_of
from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.room.addresses import claim_address, claim_digits

LED = "Omar Hadi led the Front of the Plain"
SENTENCE = "Omar Hadi led Front of the Plain"  # as the vocabulary puts it, with the body's own name
NOT_LED = "Omar Hadi never led the Front of the Plain"


def led(quote: str, **more: object) -> dict[str, object]:
    return {"predicate": "leads", "subject": "omar", "object": "front", "quote": quote, **more}


def claims_of(archive: Archive, document: str) -> dict[str, int]:
    sql = "SELECT t.quote, t.claim_id FROM claim_text t JOIN document d USING (doc) WHERE d.id = ?"
    return dict(archive.record.rows(sql, [document]))


def heading(html: str, words: str) -> str:
    """What stands under a heading of the page, without its elements."""
    part = html.split(f"<h2>{words}</h2>", 1)[1].split("<h2>", 1)[0].split("</section>", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", " ", part))).strip()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A report that hands on a letter of 2007, an agency that repeats the report, and a denial that names a day by another calendar."""
    report = Paper(
        [("commentary", f"The letter has it that {LED} in the spring of 2007. It is <b>old</b> & torn.", "@author")],
        [
            led(
                LED,
                when="2007-03",
                voices=[{"voice": "@author", "act": "quotes"}, {"voice": "salim", "act": "asserts", "said": "2007-05-01"}],
                args={"role": "emir", "place": "town"},
            )
        ],
        {"title": "A report", "author": "Lena Hart", "published": "2010-03-02"},
        entities={"town": {"type": "place", "names": [{"text": "Qasr al-Milh", "kind": "official"}]}},
    )
    agency = Paper(
        [("commentary", f"Lena Hart reports that {LED}.", "@author")],
        [led(LED, when="2007-03", voices=[{"voice": "@author", "act": "reports"}, {"voice": "lena", "act": "asserts"}])],
        {"title": "A wire", "author": "Plain Press Agency", "published": "2010-03-03"},
        entities={"lena": {"type": "person", "names": [{"text": "Lena Hart", "kind": "official"}]}},
    )
    denial = Paper(
        [("commentary", f"{NOT_LED}. That letter is false.", "@author")],
        [led(NOT_LED, polarity="denied", when="2007", certainty="probable")],
        {"title": "A denial", "author": "Mara Quin", "published": "2011"},
    )
    return archive_of(tmp_path_factory.mktemp("papers") / "archive", {"report": report, "agency": agency, "denial": denial})


@pytest.fixture(scope="module")
def html(papers: Archive) -> str:
    return client_of(papers).get(claim_address(claims_of(papers, "report")[LED])).text


def test_every_claim_of_the_sample_has_its_page(client: TestClient, sample: Archive) -> None:
    for claim, quote in sample.record.rows("SELECT claim_id, quote FROM claim_text ORDER BY claim_id LIMIT 80"):
        answer = client.get(claim_address(claim))
        assert answer.status_code == 200
        assert quote in unescape(answer.text)


def test_no_claim_is_shown_bare(html: str) -> None:
    head = re.search(r"<h1>(.*?)</h1>", html)
    assert head and re.sub("<[^>]*>", "", head[1]) == f"Salim Nasri asserts: {SENTENCE}"
    assert f"<title>{SENTENCE} (according to Salim Nasri)" in html
    assert "Salim Nasri asserts, as Lena Hart quotes" in text_of(html)


def test_the_chain_climbs_through_time_with_its_lag(html: str) -> None:
    drawing = re.search(r'<svg viewBox="0 0 1230 .*?</svg>', html, re.DOTALL)
    assert drawing and "2 years 10 months later" in drawing[0]
    label = re.search('role="img" aria-label="([^"]*)"', drawing[0])
    assert label and "Salim Nasri asserts, 1 May 2007; Lena Hart quotes, published 2 March 2010" in label[1]
    assert "speaks of March 2007" in drawing[0]
    assert re.search(r'<svg viewBox="0 0 640 ', html), "and once for small windows and paper"
    assert re.findall(r'<li data-s="\w+" class="(\w+)">', html) == ["quote", "tell"]


def test_the_words_stand_in_their_context(html: str) -> None:
    context = re.search(r'<div class="ctx".*?</div>', html, re.DOTALL)
    assert context and "<b>old" not in context[0] and "&lt;b&gt;old&lt;/b&gt; &amp; torn." in context[0]
    assert re.search(rf'<span class="cl \w+ focus">{LED}</span>', context[0])


def test_what_was_recorded_is_said_in_words(html: str) -> None:
    facts = heading(html, "As recorded")
    for words in ("leads", "March 2007", "affirmed · certain · actual", "As emir", "Place Qasr al-Milh", "a person"):
        assert words in facts


def test_who_says_so_and_who_does_not(papers: Archive, html: str) -> None:
    said = heading(html, "Who else says so, and who does not")
    assert re.search(r"says so .* A wire|says so .* agency", said) and re.search("against .* denial", said)
    assert claim_digits(claims_of(papers, "denial")[NOT_LED]) in html
    assert "voices differ" in html and "/disputes/" in html


def test_both_counts_of_origins_are_said(html: str) -> None:
    origins = heading(html, "Where it comes from")
    assert origins.startswith("2 reports, 1 origin")
    assert "Salim Nasri" in origins


def test_what_leans_on_it(html: str) -> None:
    leaning = heading(html, "What leans on it")
    assert SENTENCE in leaning and "contested" in leaning and "said here" in leaning


def test_its_history_tells_of_judgements(tmp_path: Path) -> None:
    paper = Paper([("commentary", f"{LED}. {NOT_LED}.", "@author")], [led(LED)], {"author": "Lena Hart"})
    archive = archive_of(tmp_path / "archive", {"one": paper})
    (claim,) = claims_of(archive, "one").values()
    archive.grade("2", claim="one:c1", why="seen by two", by="Ada")
    archive.grade("B", voice="Lena Hart", topic="leads", why="careful", by="Ada")
    archive.withdraw(claim="one:c1", why="misread <i>", by="Mara")
    archive.build(workers=1)
    gone = client_of(archive).get(claim_address(claim))
    assert gone.status_code == 404
    said = text_of(gone.text)
    assert "was withdrawn by Mara" in said and "misread &lt;i&gt;" in gone.text and LED in said
    archive.restore(claim="one:c1", why="read again", by="Mara")
    archive.build(workers=1)
    page = client_of(archive).get(claim_address(claim)).text
    history = heading(page, "Its history")
    for words in (
        "Ada graded the claim",
        "the voice Lena Hart graded B on leads by Ada",
        "Mara withdrew the claim",
        "Mara restored the claim",
    ):
        assert words in history
    assert "this claim 2 by Ada" in heading(page, "As recorded")


def test_a_claim_that_was_judged_away_says_what_became_of_it(tmp_path: Path) -> None:
    paper = Paper([("commentary", f"{LED}. {NOT_LED}.", "@author")], [led(LED), led(NOT_LED)], {"author": "Lena Hart"})
    archive = archive_of(tmp_path / "archive", {"one": paper})
    claims = claims_of(archive, "one")
    archive.reject("one:c1", why="nobody says that", by="Ada")
    archive.correct("one:c2", {"certainty": "doubtful"}, why="it seems", by="Mara")
    archive.build(workers=1)
    with client_of(archive) as client:
        rejected = client.get(claim_address(claims[LED]))
        assert rejected.status_code == 404 and "Ada rejected the claim" in text_of(rejected.text) and "nobody says that" in rejected.text
        (after,) = (c.claim for c in archive.claims())
        corrected = client.get(claim_address(claims[NOT_LED]))
        assert corrected.status_code == 404 and f"{after:016x}" in corrected.text


def test_a_claim_without_any_day_says_so(tmp_path: Path) -> None:
    paper = Paper([("commentary", f"{LED}.", "@author")], [led(LED)])
    archive = archive_of(tmp_path / "archive", {"one": paper})
    page = client_of(archive).get(claim_address(claims_of(archive, "one")[LED])).text
    assert "Nobody says when any of its voices spoke." in page and "no date said" in page
    assert "Nobody else in the record speaks of it." in page


@pytest.mark.parametrize("digits", ["zz", "1", "ffffffffffffffff", "0000000000000001", "00000000000000010", "%00", "<script>"])
def test_a_claim_that_is_not_there_is_said_to_be_missing(client: TestClient, digits: str) -> None:
    answer = client.get(f"/claims/{digits}")
    assert answer.status_code == 404 and "<script>" not in answer.text
    assert "no claim" in text_of(answer.text)
