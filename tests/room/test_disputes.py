"""Disputes as pages: the list, one of them, and an address where none is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.disputed import ARABIC, hostile, many_sided
from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.reasoning.dispute import DisputeKind
from variorum.room.findings import Findings, findings
from variorum.room.opened import Current


def found_in(archive: Archive) -> Findings:
    return findings(Current(archive.layout).get())


def address(archive: Archive, question: str, kind: DisputeKind | None = None) -> str:
    """The address of the dispute that asks so; one question may be asked in two ways, of the claims that deny it and of what speaks against it."""
    return next(
        f"/disputes/{digits}" for digits, d in found_in(archive).disputes.items() if d.question == question and kind in (None, d.kind)
    )


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Eleven sides, 132 claims."""
    return many_sided(tmp_path_factory.mktemp("many"))


def weighed(client: TestClient, where: str) -> str:
    """The page of a dispute with its weighing, asked for until it is there, as a browser does."""
    for _ in range(100):
        answer = client.get(f"{where}?weigh=1")
        if answer.status_code == 200:
            return answer.text
        assert (answer.status_code, answer.headers["refresh"]) == (202, "2")
    raise AssertionError("the weighing never came")


# ------------------------------------------------------------------ the list
def test_every_dispute_of_the_record_is_listed_with_its_sides(client: TestClient, sample: Archive) -> None:
    page = client.get("/disputes").text
    for digits, d in found_in(sample).disputes.items():
        assert f'href="/disputes/{digits}"' in page
        assert d.question in page
    assert "one voice on two sides" in page


@pytest.mark.parametrize(
    ("query", "keeps", "drops"),
    [
        ("kind=existence", "Was Salt Brigade dissolved?", "When did Salih Mansur die?"),
        ("about=Salih+Mansur", "When did Salih Mansur die?", "Was Salt Brigade dissolved?"),
        ("voice=Bashir+Tahhan", "Was Salt Brigade dissolved?", "When did Salih Mansur die?"),
        ("voice=lena-hartwig&kind=order", "When did Salih Mansur die?", "Was Salt Brigade dissolved?"),
    ],
)
def test_the_list_is_chosen_by_kind_name_and_voice(client: TestClient, query: str, keeps: str, drops: str) -> None:
    page = client.get(f"/disputes?{query}").text
    assert keeps in page
    assert drops not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=quarrel", "There is no kind of dispute"),
        ("about=Lena+Hartwick+zz", "Nobody and nothing in the record is called"),
        ("voice=%3Cb%3E", "Nobody and nothing in the record is called"),
        ("page=2", "There is no page"),
    ],
)
def test_what_the_list_does_not_have_is_said(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/disputes?{query}")
    assert answer.status_code == 404
    assert said in text_of(answer.text)


def test_what_only_seems_to_be_a_dispute_is_listed_with_its_reason(client: TestClient, sample: Archive) -> None:
    page = text_of(client.get("/disputes?apparent=1").text)
    for d in sample.discharged():
        assert d.question in page
        assert str(d.reason).capitalize() in page
    assert "There are none." in text_of(client.get("/disputes?apparent=1&about=Bashir+Tahhan").text)


def test_a_record_without_claims_has_no_disputes(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "empty")
    archive.build()
    with client_of(archive) as client:
        assert "No two claims of this record stand against each other." in text_of(client.get("/disputes").text)
        assert "There are none." in text_of(client.get("/disputes?apparent=1").text)


# ------------------------------------------------------------------ one
def test_a_dispute_has_its_sides_quotes_and_clash(client: TestClient, sample: Archive) -> None:
    d = next(
        d for d in found_in(sample).disputes.values() if d.question == "Was Salt Brigade dissolved?" and d.kind is DisputeKind.EXISTENCE
    )
    page = client.get(address(sample, d.question, d.kind)).text
    assert "<h1><bdi>Was Salt Brigade dissolved?</bdi></h1>" in page
    assert [s.split('"')[0] for s in page.split('<section class="side ')[1:]] == ["held", "denied", "held"]
    assert page.count('<span class="clash">') == 2
    assert '<span class="clash">The Salt Brigade has not been dissolved</span>' in page
    assert "One voice stands on more than one side: it contradicts itself." in page
    for claim in d.clash:
        assert f'href="/claims/{claim:016x}"' in page


def test_time_and_origins_are_drawn_with_their_words(client: TestClient, sample: Archive) -> None:
    page = client.get(address(sample, "Was Salt Brigade dissolved?", DisputeKind.EXISTENCE)).text
    assert page.count("<svg viewBox=") == 4, "each drawing wide and slim"
    assert 'aria-label="The claims of each side on a time axis: dissolved, by' in page
    assert 'aria-label="Who has it from whom: dissolved: ' in page
    assert "origins shown to be independent" in text_of(page)
    assert "Spoke of the matter near the time, and said neither" in text_of(page)


def test_the_weighing_comes_when_asked_and_is_never_one_score(client: TestClient, sample: Archive) -> None:
    where = address(sample, "Was Salt Brigade dissolved?", DisputeKind.EXISTENCE)
    plain = client.get(where).text
    assert f'data-later="{where}?weigh=1"' in plain
    assert "Hypotheses against evidence" not in plain
    said = text_of(weighed(client, where))
    for part in ("Hypotheses against evidence", "neither", "What would change the answer", "Ways to see it", "left undecided"):
        assert part in said
    assert "score" not in said


def test_grades_stand_beside_the_dispute_with_their_reason(own_sample: Archive) -> None:
    with client_of(own_sample) as client:
        where = address(own_sample, "Was Salt Brigade dissolved?")
        assert "Nobody has graded its voices or claims." in client.get(where).text
        own_sample.grade("C", voice="Bashir Tahhan", why="he <b>commanded</b> it", by="K. Adib")
        said = client.get(where).text
    assert "grades <bdi>Bashir Tahhan</bdi> <b>C</b>" in said
    assert "he &lt;b&gt;commanded&lt;/b&gt; it" in said
    assert "grade C (<bdi>K. Adib</bdi>)" in said


def test_one_side_can_be_read_alone_and_only_one_that_there_is(client: TestClient, sample: Archive) -> None:
    where = address(sample, "Was Salt Brigade dissolved?", DisputeKind.EXISTENCE)
    assert "not dissolved" in text_of(client.get(f"{where}?side=2").text)
    for side in ("0", "4", "two", "١"):
        answer = client.get(f"{where}?side={side}")
        assert answer.status_code == 404
        assert "numbered from 1 to 3" in text_of(answer.text)


def test_a_dispute_of_many_sides_and_claims_stays_readable(many: Archive) -> None:
    where = address(many, "Who led Front of the Plain?")
    with client_of(many) as client:
        page = client.get(where).text
        assert page.count('<section class="side ') == 9
        assert "2 sides more" in text_of(page)
        assert len(page) < 300_000
        assert "Where the reports come from" not in page, "not traced before it is asked for"
        assert "data-later" not in page
        assert "Weigh it, and trace the reports to their origins" in text_of(page)
        alone = text_of(client.get(f"{where}?side=11").text)
        assert "12 claims of 12 voices" in alone


def test_the_clash_is_shown_however_many_claims_a_side_has(many: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.room.disputing.MOST_CLAIMS", 1)
    with client_of(many) as client:
        page = client.get(address(many, "Who led Front of the Plain?")).text
    assert page.count('<span class="clash">') == 2


def test_in_a_large_record_origins_come_with_the_weighing(own_sample: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["variorum.room.pages.dispute"], "LARGE", 10)
    where = address(own_sample, "Was Salt Brigade dissolved?")
    with client_of(own_sample) as client:
        page = client.get(where).text
        assert f'<section id="origins" data-later="{where}?weigh=1">' in page
        assert "origins shown to be independent" not in text_of(page)
        assert "origins shown to be independent" in text_of(weighed(client, where))


def test_a_dispute_of_too_many_claims_is_not_weighed(many: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["variorum.room.pages.dispute"], "WEIGHED_UP_TO", 100)
    with client_of(many) as client:
        answer = client.get(f"{address(many, 'Who led Front of the Plain?')}?weigh=1")
    assert answer.status_code == 200
    assert "Its 132 claims are too many to be set against each other on a page." in text_of(answer.text)


def test_hostile_words_are_text(tmp_path: Path) -> None:
    archive = hostile(tmp_path)
    with client_of(archive) as client:
        (digits,) = found_in(archive).disputes
        pages = [client.get(at).text for at in ("/disputes", "/disputes?apparent=1", f"/disputes/{digits}", f"/disputes/{digits}?side=1")]
        pages.append(weighed(client, f"/disputes/{digits}"))
    for page in pages:
        assert "<script>alert" not in page
        assert "<style>" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "&amp;lt;b&amp;gt;" in page
    assert f"Never {ARABIC}" in pages[2]


# ------------------------------------------------------------------ none
@pytest.mark.parametrize("digits", ["0123456789", "x", "%3Cscript%3E", "0" * 500])
def test_an_address_without_a_dispute_says_what_may_have_become_of_it(client: TestClient, digits: str) -> None:
    answer = client.get(f"/disputes/{digits}")
    assert answer.status_code == 404
    assert "a later build has closed it" in text_of(answer.text)
    assert 'href="/disputes"' in answer.text


def test_a_dispute_that_the_last_build_closed_is_named_with_the_nearest(own_sample: Archive) -> None:
    with client_of(own_sample) as client:
        where = address(own_sample, "Was Salt Brigade dissolved?")
        assert client.get(where).status_code == 200
        own_sample.withdraw(voice="Bashir Tahhan", why="for the test")
        own_sample.withdraw(document="chronology", why="for the test")
        own_sample.build()
        answer = client.get(where)
    assert answer.status_code == 404
    said = text_of(answer.text)
    assert "The last build closed “Was Salt Brigade dissolved?”" in said
    assert "Nearest to it: “" in said
