"""Two voices side by side, and two moments."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.disputed import annotated, hostile
from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.room import making
from variorum.room.making import BeingMade, Making

TWO = "about=Emirate+of+the+Three+Wells&a=lena-hartwig&b=emirate-of-the-three-wells"


def test_without_anybody_named_the_pairs_of_most_disputes_are_offered(client: TestClient) -> None:
    page = client.get("/compare").text
    assert "Who meets whom in most disputes" in page
    assert "/compare?about=salt-brigade&amp;a=" in page


def test_two_voices_stand_side_by_side_with_marks_quotes_and_a_drawing(client: TestClient, sample: Archive) -> None:
    page = client.get(f"/compare?{TWO}").text
    found = sample.compare("Emirate of the Three Wells", ["Lena Hartwig"], ["Emirate of the Three Wells"])
    assert found.differences
    assert f"{len(found.differences)} differences" in text_of(page)
    for d in found.differences:
        assert str(d.differs) in page
    assert page.count("<svg viewBox=") == 2
    assert "<h2><bdi>Lena Hartwig holds</bdi></h2>" in page
    assert 'value="Lena Hartwig"' in page, "the form keeps who was asked for"


def test_names_are_taken_in_any_spelling_and_several_to_a_side(client: TestClient) -> None:
    page = text_of(
        client.get("/compare?about=EMIRATE+of+the+three+wells&a=lena+hartwig;+Yusuf+al+Hadrawi&b=Emirate+of+the+Three+Wells").text
    )
    assert "Lena Hartwig and Yusuf al-Hadrawi against Emirate of the Three Wells" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("about=Salt+Brigade&a=Lena+Hartwig", "Say the other voice."),
        ("a=Lena+Hartwig&b=Bashir+Tahhan", "Say whom or what it is about."),
        ("about=Zzqq&a=Lena+Hartwig&b=Bashir+Tahhan", "Nobody and nothing in the record is called"),
        ("about=Salt+Brigade&a=Lena+Hartwig&b=Lena+Hartwig", "nobody can be compared with himself"),
        ("about=Salt+Brigade&a=Lena+Hartwig&b=Qasr+al-Milh", "no claim of the record is made by"),
        (f"{TWO}&on=yesterday", "Expected a day, month, year or span"),
    ],
)
def test_what_cannot_be_compared_is_said_beside_the_form(client: TestClient, query: str, said: str) -> None:
    page = client.get(f"/compare?{query}").text
    assert said in text_of(page)
    assert 'role="alert"' in page
    assert '<form class="ask" action="/compare"' in page


def test_a_date_narrows_the_comparison(client: TestClient) -> None:
    assert "on August 2009" in text_of(client.get(f"/compare?{TWO}&on=2009-08").text)


def test_hostile_names_are_text(tmp_path: Path) -> None:
    with client_of(hostile(tmp_path)) as client:
        pages = [client.get("/compare").text]
        pages.append(
            client.get(pages[0].split('href="/compare?about=')[1].split('"')[0].replace("&amp;", "&").join(["/compare?about=", ""])).text
        )
    for page in pages:
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_where_nobody_parts_nobody_is_offered(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "empty")
    archive.build()
    with client_of(archive) as client:
        assert "No two voices of this record stand against each other" in text_of(client.get("/compare").text)


# ------------------------------------------------------------------ moments
def until_made(client: TestClient, where: str) -> str:
    for _ in range(200):
        answer = client.get(where)
        if answer.status_code != 202:
            assert answer.status_code == 200
            return answer.text
        assert answer.headers["refresh"]
    raise AssertionError("it never came")


def test_the_days_on_which_documents_came_in_are_offered(client: TestClient) -> None:
    page = text_of(client.get("/compare/moments").text)
    assert "16 documents" in page
    assert "what has changed since then" in page


def test_what_the_next_build_would_change_is_shown(tmp_path: Path) -> None:
    names = {"P": ("person", "Omar Hadi Tarrif"), "F": ("organisation", "Front of the Plain"), "V": ("person", "Lena Hart")}
    archive = annotated(tmp_path, names, [{"predicate": "leads", "subject": "P", "object": "F", "when": "2007", "voice": "V"}])
    (tmp_path / "note.txt").write_text("Karam Adib led the Front of the Plain in 2007.\n")
    archive.add([tmp_path / "note.txt"], by="a test")
    with client_of(archive) as client:
        page = until_made(client, "/compare/moments?from=built&to=now")
        said = text_of(page)
        assert "1 document new and 0 gone" in said
        assert "1 dispute opened" in said
        assert "Who led Front of the Plain?" in said
        assert 'href="/documents/note"' not in page, "it is not in the record yet"
        archive.build()
        assert "Nothing differs." in text_of(until_made(client, "/compare/moments?from=built&to=now"))


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("from=2001&to=now", 200, "the archive held no document by 2001"),
        ("from=2001", 200, "Two moments are compared: give both."),
        ("from=soon&to=now", 400, "names no moment"),
        ("from=9000&to=now", 400, "has not come yet"),
        ("from=now&to=2020", 400, "give the earlier moment first"),
        ("from=%3Cscript%3E&to=now", 400, "names no moment"),
    ],
)
def test_a_moment_that_cannot_be_had_is_answered_in_words(client: TestClient, query: str, status: int, said: str) -> None:
    answer = client.get(f"/compare/moments?{query}")
    for _ in range(200):
        if answer.status_code != 202:
            break
        answer = client.get(f"/compare/moments?{query}")
    assert answer.status_code == status
    assert said in text_of(answer.text)
    assert "<script>" not in answer.text


# ------------------------------------------------------------------ what takes long
@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PATIENCE", 0.02)


@pytest.mark.usefixtures("at_once")
def test_one_thing_is_made_at_a_time_and_once() -> None:
    made, go = [], threading.Event()
    room = Making()

    def make(name: str) -> str:
        assert go.wait(10)
        made.append(name)
        return name

    for name in ("a", "b", "a"):
        with pytest.raises(BeingMade):
            room.get(name, lambda _, name=name: make(name), "it")  # type: ignore[misc]
    go.set()
    for name in ("a", "b"):
        while True:
            try:
                assert room.get(name, lambda _: "made twice", "it") == name
                break
            except BeingMade:
                continue
    assert made == ["a", "b"]


@pytest.mark.usefixtures("at_once")
def test_too_many_things_wait_outside_and_what_failed_is_told_once() -> None:
    go = threading.Event()
    room = Making()
    for n in range(making.MOST_WAITING):
        with pytest.raises(BeingMade, match="it"):
            room.get(n, lambda _: go.wait(10), "it")
    with pytest.raises(BeingMade, match="others are being made"):
        room.get("one more", lambda _: None, "it")
    go.set()

    def fail(_: object) -> None:
        raise KeyError("broken")

    with pytest.raises(KeyError):
        while True:
            try:
                room.get("bad", fail, "it")
            except BeingMade:
                continue
    while True:
        try:
            assert room.get("bad", lambda _: "well", "it") == "well"
            break
        except BeingMade:
            continue


@pytest.mark.usefixtures("at_once")
def test_how_far_it_is_is_said() -> None:
    go = threading.Event()
    room = Making()

    def make(progress: making.Progress) -> None:
        progress(3, 16)
        go.wait(10)

    try:
        with pytest.raises(BeingMade, match="3 of 16 documents are read"):
            room.get("x", make, "it")
    finally:
        go.set()
