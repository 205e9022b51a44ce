"""The network on a day: ties as reasoning holds them that day, everybody in the same place, two viewpoints side by side."""

from __future__ import annotations

import re
import sys

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import text_of
from tests.room.test_entity import NAMES, TOLD, annotated, client_of
from variorum.archive import Archive
from variorum.model import When, vocabulary
from variorum.reasoning import EVERYONE, Holding, Proposition, Viewpoint, holdings
from variorum.room.ties import drawn, tie
from variorum.room.words import day as day_words

WING = "/network?around=wing"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return annotated(tmp_path_factory.mktemp("wing") / "a", NAMES, TOLD)


@pytest.fixture
def page(archive: Archive) -> TestClient:
    return client_of(archive)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("on=2008-04-01", "the Wing part of the Frontcontested"),
        ("on=2008-04-01&left=nabil", "the Wing part of the Frontdenied"),
        ("on=2008-04-01&left=lena-hart", "the Wing part of the Front"),
        ("on=2008-04-01", "Omar Hadi leads the Wingheld"),
        ("on=2008-04-01&left=nabil&right=lena-hart", "They agree on no tie and differ on"),
        ("on=2008-04-01&left=nabil&right=*", "as told by Nabil and by everyone"),
        ("on=2008-04", "1 April 2008, as told by everyone"),  # the first day of a month
    ],
)
def test_what_the_page_says(page: TestClient, query: str, said: str) -> None:
    assert said in text_of(page.get(f"{WING}&{query}").text)


def test_ties_of_a_day_are_what_is_answered_for_it(client: TestClient, sample: Archive) -> None:
    """The table of the network and the states that the archive gives for the same day and voice agree."""
    for voice in (None, "lena-hartwig"):
        for day in ("2008-06-01", "2010-01-01", "2013-09-20"):
            answer = client.get(f"/network?around=ark&ties=1&most=120&on={day}" + (f"&left={voice}" if voice else ""))
            listed = text_of(answer.text).split(f"Ties on {day_words(When.parse(day).first_day)}")[-1]
            for h in _holdings(sample, day, voice):
                shown = h.verdict.status != "denied" or bool(h.verdict.opposes)
                assert any(f"{words}{h.verdict.status}" in listed for words in _wordings(sample, h.proposition)) is shown, h


def _holdings(sample: Archive, day: str, voice: str | None) -> list[Holding]:
    viewpoint = EVERYONE if voice is None else Viewpoint(frozenset({sample.find(voice)}))
    found = holdings(sample.record, sample.find("ark"), When.parse(day), viewpoint)
    return [h for h in found if h.proposition.topic in drawn() and h.proposition.x and h.proposition.y]


def _wordings(sample: Archive, p: Proposition) -> list[str]:
    labels = sample.labels()
    ways = [(p.x, p.y), (p.y, p.x)] if vocabulary()[p.topic].symmetric else [(p.x, p.y)]
    return [f"{labels[x]} {tie(p.topic).says} {labels[y]}" for x, y in ways]


def places(html: str) -> dict[str, tuple[str, str]]:
    """Where each name stands in the first drawing."""
    drawing = html[html.index('<div class="fig') : html.index("</svg>", html.index('aria-label="Ties on'))]
    return {m[1]: (m[2], m[3]) for m in re.finditer(r'<a href="/names/([^"]+)"[^>]*>.*?<text x="([\d.]+)" y="([\d.]+)"', drawing)}


def test_everybody_stands_in_the_same_place_on_every_day_and_for_every_voice(page: TestClient) -> None:
    everywhere = [
        places(page.get(f"{WING}&on={day}{view}").text)
        for day in ("2005-01-01", "2008-04-01", "2013-01-01")
        for view in ("", "&left=nabil")
    ]
    assert len(everywhere[0]) >= 4
    assert all(p == everywhere[0] for p in everywhere)


def test_the_days_before_and_after_are_those_on_which_a_tie_changes(page: TestClient) -> None:
    html = page.get(f"{WING}&on=2008-04-01&left=nabil").text
    assert re.search(r'id="before" href="[^"]*on=2008-03-02"', html) or re.search(r'id="before" href="[^"]*on=2008-03-01"', html)
    after = re.search(r'id="after" href="([^"]*)"', html)
    assert after
    later = page.get(after[1].replace("&amp;", "&"))
    assert later.status_code == 200 and "Omar Hadi leads the Wing" not in text_of(later.text)


def test_the_drawing_alone_is_the_same_as_in_the_page(page: TestClient) -> None:
    query = "?around=wing&on=2008-04-01&right=nabil"
    alone, whole = page.get(f"/network/drawing{query}").text, page.get(f"/network{query}").text
    assert alone.strip() in whole and "<html" not in alone


def test_many_names_are_drawn_as_rows_and_strokes(page: TestClient, monkeypatch: pytest.MonkeyPatch, archive: Archive) -> None:
    monkeypatch.setattr(sys.modules["variorum.room.pages.network"], "_AS_NETWORK", 2)
    with client_of(archive) as client:
        html = client.get(f"{WING}&on=2008-04-01&right=nabil").text
    assert html.count('class="e xs k"') == 2 * len(set(re.findall(r'class="e xs k"><title>([^<]+)', html)))
    assert "The same day, voice by voice" not in text_of(html)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("around=nobody-at-all", 404),
        ("left=nobody-at-all", 404),
        ("right=nobody-at-all", 404),
        ("ties=9", 400),
        ("most=1000000", 400),
        ("on=never", 400),
        ("on=../2010", 200),
        ("on=9999-12-31", 200),
        ("on=0001-01-01", 200),
        ("on=-0044", 400),
        ("on=Y12000", 400),
        ("on=XXXX-06-01", 400),
        ("on=2010-02-30", 400),
        ("around=zzzz", 404),
    ],
)
def test_what_cannot_be_asked(client: TestClient, query: str, status: int) -> None:
    for address in ("/network", "/network/drawing"):
        assert client.get(f"{address}?{query}").status_code == status


def test_a_day_far_from_all_that_is_told_does_not_stretch_the_slider(client: TestClient) -> None:
    far, near = (client.get(f"/network?on={day}").text for day in ("9999-12-31", "2010-01-01"))
    ends = [re.search(r'id="day" min="(\d+)" max="(\d+)"', page) for page in (far, near)]
    assert ends[0] and ends[1] and ends[0].groups() == ends[1].groups()
    assert "No tie changes anywhere near this day" in text_of(far)
    assert "No tie changes anywhere near this day" not in text_of(near)
