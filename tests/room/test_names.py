"""The list of names: all of them, by kind, by first letters and in any spelling, a page at a time."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import client_of, text_of
from variorum.archive import Archive


def test_the_names_in_most_claims_come_first(client: TestClient, sample: Archive) -> None:
    html = client.get("/names").text
    most = [row[0] for row in sample.record.rows("SELECT key FROM entity WHERE entity > 0 ORDER BY claims DESC, key LIMIT 3")]
    at = [html.index(f'href="/names/{key}"') for key in most]
    assert at == sorted(at)


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("kind=organisation", "Salt Brigade", "Lena Hartwig"),
        ("q=emir", "Emirate of the Three Wells", "Lena Hartwig"),  # first letters
        ("q=Abou Salim Al Marwahi", "Abu Salim al-Marwahi", "Tomas Brandt"),  # another romanisation
        ("q=LENA HARTWIG", "Lena Hartwig", "Tomas Brandt"),
        ("q=Hartwig", "Lena Hartwig", "Tomas Brandt"),  # one word of the name
    ],
)
def test_names_are_found_by_kind_and_by_what_is_written(client: TestClient, query: str, there: str, not_there: str) -> None:
    answer = client.get(f"/names?{query}")
    assert answer.status_code == 200
    if there:
        assert f">{there}</bdi></a>" in answer.text
    if not_there:
        assert f">{not_there}</bdi></a>" not in answer.text


def test_in_the_order_of_the_alphabet(client: TestClient) -> None:
    text = client.get("/names?by=name&kind=person").text
    assert text.index("Abu Hatim") < text.index("Lena Hartwig") < text.index("Yusuf al-Hadrawi")


@pytest.mark.parametrize("query", ["page=0", "page=99", "page=x", "kind=ship", "by=fame"])
def test_a_list_that_there_is_not(client: TestClient, query: str) -> None:
    assert client.get(f"/names?{query}").status_code == 404


def test_nobody_is_called_that(client: TestClient) -> None:
    assert "Nobody and nothing here is called anything like that" in text_of(client.get("/names?q=zzzz").text)


def test_a_record_without_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = Archive.create(tmp_path_factory.mktemp("empty") / "archive")
    archive.build()
    with client_of(archive) as client:
        assert "The record names nobody yet" in text_of(client.get("/names").text)
        assert "No tie between persons or groups" in text_of(client.get("/network").text)
        assert client.get("/network/drawing").status_code == 404
