"""The list of claims: every filter narrows it, pages hold it whole, and what cannot be asked is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.room.addresses import claims_address

LISTED = re.compile(r'<td class="s"><a href="/claims/([0-9a-f]{16})">')


def listed(client: TestClient, **asked: str) -> list[int]:
    """The ids of the claims on all pages of a list."""
    found, page = [], claims_address(**asked)
    while page:
        html = client.get(page).text
        found += [int(digits, 16) for digits in LISTED.findall(html)]
        following = re.search(r'rel="next" href="([^"]*)"', html)
        page = f"/claims{unescape(following[1])}" if following else ""
    return found


@pytest.mark.parametrize(
    ("asked", "condition"),
    [
        ({}, "TRUE"),
        ({"document": "testimony"}, "d.id = 'testimony'"),
        ({"polarity": "denied"}, "c.polarity < 0"),
        ({"predicate": "pledged_to"}, "p.name = 'pledged_to'"),
        ({"entity": "Tomas Brandt"}, "'Tomas Brandt' IN (s.label, o.label)"),
        ({"voice": "Tomas Brandt"}, "list_contains(c.chain, v.entity)"),
        ({"last_voice": "Tomas Brandt"}, "c.voice = v.entity"),
        (
            {"since": "2010", "until": "2010"},
            "c.start_earliest < 734138 AND c.end_latest > 733773 AND (c.start_earliest > -2147483647 OR c.end_latest < 2147483647)",
        ),
        ({"document": "testimony", "polarity": "denied"}, "d.id = 'testimony' AND c.polarity < 0"),
    ],
)
def test_a_filter_gives_what_fits_and_no_more(client: TestClient, sample: Archive, asked: Mapping[str, str], condition: str) -> None:
    sql = f"""SELECT c.claim_id FROM claim c JOIN document d USING (doc) JOIN predicate p USING (predicate)
        LEFT JOIN entity s ON s.entity = c.subject
        LEFT JOIN entity o ON o.entity = c.object, (SELECT entity FROM entity WHERE label = 'Tomas Brandt') v
        WHERE {condition} ORDER BY d.id, c.span_start, c.span_end, c.claim_id"""
    wanted = [claim for (claim,) in sample.record.rows(sql)]
    assert wanted and listed(client, **asked) == wanted


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"entity": "Nobody At All"}, "Nobody At All"),
        ({"predicate": "zzz"}, "no predicate"),
        ({"polarity": "both"}, "polarity"),
        ({"since": "soon"}, "EDTF"),
        ({"entity": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
    ],
)
def test_what_cannot_be_asked_is_said_above_the_form(client: TestClient, asked: Mapping[str, str], said: str) -> None:
    html = client.get(claims_address(**asked)).text
    alert = re.search(r'role="alert">(.*?)</p>', html, re.DOTALL)
    assert alert and said in unescape(re.sub("<[^>]*>", "", alert[1]))
    assert "<script>" not in html and not LISTED.search(html)


def test_the_form_keeps_what_was_asked(client: TestClient) -> None:
    html = client.get(claims_address(entity='A "quoted" name', polarity="denied", since="2010")).text
    assert 'value="A &#34;quoted&#34; name"' in html and '<option value="denied" selected>' in html and 'value="2010"' in html


def test_no_such_page_of_the_list(client: TestClient) -> None:
    assert client.get("/claims?page=99").status_code == 404


def test_an_empty_record_has_no_claims(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", title="Nothing yet")
    archive.build(workers=1)
    room = client_of(archive)
    assert "The record has no claim yet." in text_of(room.get("/claims").text)
    assert room.get("/documents/any").status_code == 404
