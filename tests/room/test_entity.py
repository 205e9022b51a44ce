"""The page of an entity: names with who uses them, the lineage, states for everyone and for each voice, ties on a date, what is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.annotated import annotated
from tests.room.rooms import client_of, text_of
from variorum.archive import Archive

NAMES = {
    "WING": ("organisation", "the Wing"),
    "FRONT": ("organisation", "the Front"),
    "ARMY": ("organisation", "the Army"),
    "GUARD": ("organisation", "the Guard"),
    "OMAR": ("person", "Omar Hadi"),
    "NABIL": ("person", "Nabil"),
}
TOLD = [
    ("part_of", "WING", "FRONT", ["@author"], "2007/2009", False),
    ("part_of", "WING", "FRONT", ["@author", "NABIL"], "2008", True),
    ("leads", "OMAR", "WING", ["@author", "NABIL"], "2008-03-01/2008-05-01", False),
    ("became", "WING", "ARMY", ["@author"], "2010-05", False),
    ("became", "WING", "ARMY", ["@author", "NABIL"], "2010-05", True),
    ("became", "ARMY", "GUARD", ["@author"], "2012-02-03", False),
    ("hostile_to", "GUARD", "OMAR", ["@author"], None, False),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return annotated(tmp_path_factory.mktemp("wing") / "a", NAMES, TOLD)


@pytest.fixture
def page(archive: Archive) -> TestClient:
    return client_of(archive)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/names/wing", "Before it"),  # nothing was before it: see below
        ("/names/army", "Before it: the Wing. After it: the Guard."),
        ("/names/wing", "the Wing became the Army, 1 May 2010 – 31 May 2010: 1 claim of H · denied by N"),
        ("/names/wing?on=2008-04-01", "Ties on 1 April 2008"),
        ("/names/wing?on=2008-04-01", "part of the Front · contested"),
        ("/names/wing?on=2008-04-01", "led by Omar Hadi"),
        ("/names/wing?on=2008-04", "led by Omar Hadi"),  # a month is no day: asked apart
        ("/names/omar-hadi", "leads the Wing"),
        ("/names/front", "Who uses it"),
        ("/names/wing", "denied 1 January 2008 – 31 December 2008"),
    ],
)
def test_what_the_page_says(page: TestClient, address: str, said: str) -> None:
    text = text_of(page.get(address).text)
    assert (said in text) is (said != "Before it")


def test_a_viewpoint_is_computed_anew(page: TestClient) -> None:
    everyone, nabil = (text_of(page.get(f"/names/wing?on=2008-04-01{more}").text) for more in ("", "&according-to=nabil"))
    assert "part of the Front · contested" in everyone
    assert "part of the Front · denied" in nabil
    assert "computed from these voices" in nabil
    both = text_of(page.get("/names/wing?on=2008-04-01&according-to=nabil&according-to=lena-hart").text)
    assert "part of the Front · contested" in both


def test_each_voice_has_a_row_where_two_speak_and_its_letter_where_it_is_alone(page: TestClient) -> None:
    html = page.get("/names/wing").text
    chart = html[html.index('aria-label="States of') :]
    assert "only N" in chart  # Omar's lead: only Nabil speaks of it
    assert re.search(r">N Nabil</text>", chart) and re.search(r">H Lena Hart</text>", chart)


def test_every_state_leads_to_its_claims(page: TestClient) -> None:
    assert 'href="/claims?entity=wing&amp;predicate=part_of"' in page.get("/names/wing").text


def test_a_name_leads_to_a_claim_that_uses_it(page: TestClient, archive: Archive) -> None:
    html = page.get("/names/front").text
    used = re.search(r'class="voices"><a href="/claims/([0-9a-f]{16})"', html)
    assert used
    ((quote,),) = archive.record.rows("SELECT quote FROM claim_text WHERE claim_id = ?", [int(used[1], 16)])
    assert "the Front" in quote


def test_dates_that_are_none_and_names_that_nobody_has(page: TestClient) -> None:
    assert page.get("/names/wing?on=someday").status_code == 400
    assert page.get("/names/wing?on=XXXX-04").status_code == 400
    for address in ("/names/nobody-at-all", "/names/wing?according-to=nobody-at-all"):
        answer = page.get(address)
        assert answer.status_code == 404 and "nobody-at-all" in text_of(answer.text)
    assert "Near it: the Wing" in text_of(page.get("/names/The Wing").text)


def test_every_entity_of_the_sample_has_a_page(client: TestClient, sample: Archive) -> None:
    keys = [key for (key,) in sample.record.rows("SELECT key FROM entity WHERE entity > 0 ORDER BY claims DESC LIMIT 12")]
    keys += [key for (key,) in sample.record.rows("SELECT min(key) FROM entity WHERE entity > 0 GROUP BY type")]
    for key in keys:
        assert client.get(f"/names/{key}").status_code == 200, key


HOSTILE = "<script>alert(1)</script>\"'&amp;\u202e"
ARABIC = "\u062c\u0628\u0647\u0629 \u0627\u0644\u0631\u0645\u0644"


def test_what_documents_say_is_text(tmp_path: Path) -> None:
    names = {"A": ("organisation", HOSTILE), "B": ("organisation", ARABIC), "V": ("person", "<b>Nabil</b>")}
    told = [
        ("part_of", "A", "B", ["@author", "V"], "2007", False),
        ("became", "A", "B", ["@author", "V"], "2008", False),
        ("hostile_to", "B", "V", ["@author"], "2008", False),
        ("hostile_to", "V", "A", ["@author"], "2008", True),
    ]
    archive = annotated(tmp_path / "a", names, told, author="<i>L. Hart</i>")
    with client_of(archive) as client:
        keys = [key for (key,) in archive.record.rows("SELECT key FROM entity WHERE entity > 0")]
        for address in ["/names", f"/names?q={HOSTILE}", "/network", f"/network?right={keys[-1]}", *(f"/names/{key}" for key in keys)]:
            html = client.get(address).text
            assert "<script>alert" not in html and "<b>Nabil" not in html and "<i>L. Hart" not in html, address
            assert "\u202e" not in "".join(re.findall(r"<svg.*?</svg>", html, re.DOTALL))  # in a drawing it would turn what stands beside
        assert ARABIC in client.get("/names").text
