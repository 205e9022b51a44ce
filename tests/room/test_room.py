"""What the room says when something is not there, changes while it is read, or is hostile; and what it keeps."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.room import pages
from variorum.room.guard import POLICY
from variorum.room.kept import Kept
from variorum.room.opened import Current
from variorum.room.rendering import Page

HOSTILE = "<script>alert(1)</script><style>*{display:none}</style>&amp;\"'<img src=x onerror=alert(1)>\u202eevil"


@pytest.fixture
def hostile(tmp_path: Path) -> Archive:
    (tmp_path / "letter.txt").write_text(
        f"Omar {HOSTILE} Hadi pledged allegiance to Salim Nasri in 2007. {HOSTILE}\n\nبايع عمر سالما", encoding="utf-8"
    )
    title = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\u202e", "\\u202E")
    (tmp_path / "letter.txt.meta.toml").write_text(f'title = "{title}"\nauthor = "{title}"\npublished = "2008"\n', encoding="utf-8")
    archive = Archive.create(tmp_path / "archive", title=HOSTILE)
    archive.add([tmp_path / "letter.txt"])
    archive.build(workers=1)
    return archive


@pytest.mark.parametrize(
    "address", ["/", "/documents", "/search?q=allegiance", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/%3Cscript%3Ealert(1)"]
)
def test_hostile_words_are_shown_as_words(hostile: Archive, address: str) -> None:
    with client_of(hostile) as client:
        page = client.get(address).text
        for element in ("<script>alert", "<style>*", "<img src=x"):
            assert element not in page
        assert "&lt;script&gt;alert" in page or address.startswith("/%3C")


@pytest.mark.parametrize(
    "address, status, said",
    [
        ("/nowhere", 404, "no such page"),
        ("/documents?page=2", 404, "no page '2'"),
        ("/documents?page=x", 404, "no page 'x'"),
        ("/documents?page=-1", 404, "no page '-1'"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert said in text_of(answer.text).replace("&#39;", "'")


def test_an_error_of_ours_is_a_page_with_the_policy(
    own_sample: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> Page:
        raise KeyError("of ours")

    monkeypatch.setattr(pages, "PAGES", (*pages.PAGES, ("/fails", fails)))
    with client_of(own_sample) as client:
        answer = client.get("/fails")
    assert answer.status_code == 500 and "an error of variorum, not yours" in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert "KeyError" in caplog.text and "of ours" not in answer.text


def test_without_a_record_the_page_says_what_to_do(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", title="Empty")
    with client_of_unbuilt(archive) as client:
        answer = client.get("/")
        assert answer.status_code == 503 and "variorum build" in answer.text


def client_of_unbuilt(archive: Archive) -> TestClient:
    from tests.room.rooms import HOST, TOKEN
    from variorum.room.app import create_app
    from variorum.room.doors import Doors

    client = TestClient(create_app(archive.layout, Doors(token=TOKEN), hosts=(HOST,)))
    client.get(f"/?token={TOKEN}")
    return client


def test_an_empty_record_is_a_page(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", title="Empty")
    archive.build(workers=1)
    with client_of(archive) as client:
        for address in ("/", "/documents", "/search?q=oath"):
            assert client.get(address).status_code == 200
        assert "Nothing in this record has a date" in client.get("/").text


def test_a_new_record_is_shown_as_soon_as_it_is_there(own_sample: Archive, tmp_path: Path) -> None:
    with client_of(own_sample) as client:
        before = client.get("/")
        assert client.get("/", headers={"if-none-match": before.headers["etag"]}).status_code == 304
        (tmp_path / "new.txt").write_text("Omar Hadi swore an oath in 1931.", encoding="utf-8")
        own_sample.add([tmp_path / "new.txt"])
        own_sample.build(workers=1)
        after = client.get("/", headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert "17 documents" in after.text and "16 documents" in before.text
        assert "1 document new" in after.text and "Since the build before" not in before.text


def test_whoever_holds_a_record_keeps_it(own_sample: Archive) -> None:
    current = Current(own_sample.layout)
    opened = current.get()
    assert current.get() is opened
    shutil.copy(own_sample.layout.record, own_sample.layout.record.with_suffix(".copy"))
    own_sample.layout.record.with_suffix(".copy").replace(own_sample.layout.record)
    again = current.get()
    assert again is not opened and again.mark == opened.mark
    assert opened.record.rows("SELECT count(*) FROM claim") == again.record.rows("SELECT count(*) FROM claim")


def test_a_deleted_record_is_said(own_sample: Archive) -> None:
    with client_of(own_sample) as client:
        assert client.get("/").status_code == 200
        own_sample.layout.record.unlink()
        answer = client.get("/")
        assert answer.status_code == 503 and "variorum build" in answer.text


def test_the_first_page_counts_what_is_there(client: TestClient, sample: Archive) -> None:
    text = text_of(client.get("/").text)
    glance = sample.glance()
    assert (
        f"{len(glance.documents)} documents, published between 2009 and 2015: {glance.claims} claims by {len(glance.voices)} voices" in text
    )
    assert f"disagree on {len(sample.disputes())} questions" in text


def test_a_question_is_answered_and_words_are_found(client: TestClient, sample: Archive) -> None:
    question = "was the Emirate part of the Ark"
    text = text_of(client.get("/search", params={"q": question}).text)
    answer = sample.ask(question)
    assert answer.understood in text and answer.status in text
    assert all(c.quote in text for p in answer.positions for c in p.citations[:6])
    page = client.get("/search", params={"q": "oath"}).text
    assert page.lower().count("<mark>oath</mark>") >= 3
    narrowed = client.get("/search", params={"q": "oath", "year": "2014"}).text
    assert 0 < narrowed.lower().count("<mark>oath</mark>") < page.lower().count("<mark>oath</mark>")


def test_a_question_that_is_not_understood_says_what_is(client: TestClient) -> None:
    text = text_of(client.get("/search", params={"q": "who dreamt of the Ark?"}).text)
    assert "is not understood" in text and "Questions look like" in text


def test_the_empty_box_shows_questions_that_this_record_answers(client: TestClient, sample: Archive) -> None:
    page = client.get("/search").text
    asked = [unescape(q) for q in re.findall(r'<a class="q" href="/search\?q=[^"]*"><bdi>(.*?)</bdi>', page)]
    assert len(asked) >= 4
    for question in asked:
        answer = sample.ask(question)
        assert answer.items or answer.positions, question


def test_words_that_are_only_spelled_alike_are_said_to_be(client: TestClient) -> None:
    text = text_of(client.get("/search", params={"q": "well"}).text)
    assert "Spelled otherwise here, as names are: will." in text
    assert "Spelled otherwise" not in text_of(client.get("/search", params={"q": "will"}).text)


def test_an_answer_of_many_says_all_in_short_first(client: TestClient, sample: Archive) -> None:
    question = "who led the Emirate of the Three Wells?"
    page = client.get("/search", params={"q": question}).text
    items = sample.ask(question).items
    assert len(items) > 2
    for n, item in enumerate(items, 1):
        assert unescape(re.findall(rf'<a href="#answer-{n}"><bdi>(.*?)</bdi>', page)[0]) == item.label
        assert f'id="answer-{n}"' in page


def test_why_a_name_in_another_script_was_found_reads_from_left_to_right(client: TestClient) -> None:
    page = client.get("/search", params={"q": "الإمارة"}).text
    assert re.search("<bdi dir=\"ltr\">\u2068(&#39;|')الإمارة(&#39;|')\u2069 is its name", page)


def test_the_box_completes_names_and_words(client: TestClient) -> None:
    assert "who led Emirate of the Three Wells" in client.get("/search/complete", params={"q": "who led Emi"}).json()
    assert client.get("/search/complete", params={"q": "zzzzzz"}).json() == []


def test_kept_pages_are_made_once_and_let_go() -> None:
    made: list[str] = []

    def make(page: str) -> str:
        made.append(page)
        return page * 10

    kept = Kept(size=25)
    assert kept.get("a", lambda: make("a")) == kept.get("a", lambda: make("a")) == "a" * 10
    kept.get("b", lambda: make("b"))
    kept.get("a", lambda: make("a"))
    kept.get("c", lambda: make("c"))
    kept.get("a", lambda: make("a"))
    assert made == ["a", "b", "c"], "the one not asked for longest goes first"
    kept.get("b", lambda: make("b"))
    assert made == ["a", "b", "c", "b"]

    def fails() -> str:
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        kept.get("d", fails)
    assert kept.get("d", lambda: make("d")) == "d" * 10
