"""Pages made by processes of their own are the pages that the room makes itself, errors among them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import HOST, TOKEN
from variorum.archive import Archive
from variorum.room import makers
from variorum.room.app import create_app
from variorum.room.doors import Doors
from variorum.room.makers import Makers, many_for


@pytest.fixture(scope="module")
def made_elsewhere(sample: Archive) -> Iterator[TestClient]:
    """A browser in a room that has one maker, which is ready."""
    app = create_app(sample.layout, Doors(token=TOKEN), hosts=(HOST,), makers=1)
    with TestClient(app) as client:
        room_makers: Makers = app.state.room.makers
        assert room_makers.wait(60)
        client.get(f"/?token={TOKEN}")
        yield client


@pytest.mark.parametrize(
    "address",
    [
        "/names/emirate-of-the-three-wells?according-to=lena-hartwig",
        "/documents/monitor",
        "/search?q=%D8%A7%D9%84%D8%A5%D9%85%D8%A7%D8%B1%D8%A9",
        "/claims?page=2",
        "/names/nobody-at-all",  # 404, in the same words
        "/network?on=never",  # 400
    ],
)
def test_a_page_is_the_same_wherever_it_is_made(client: TestClient, made_elsewhere: TestClient, address: str) -> None:
    here, there = client.get(address), made_elsewhere.get(address)
    assert (there.status_code, there.text) == (here.status_code, here.text)


def test_a_room_whose_makers_have_ended_makes_its_pages_itself(sample: Archive) -> None:
    app = create_app(sample.layout, Doors(token=TOKEN), hosts=(HOST,), makers=1)
    with TestClient(app) as client:
        client.get(f"/?token={TOKEN}")
        app.state.room.makers.end()
        assert client.get("/names").status_code == 200


def test_only_a_large_record_wants_makers(sample: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert many_for(sample.layout) == 0
    monkeypatch.setattr(makers, "FROM", 100)
    assert many_for(sample.layout) >= 1
