"""In the room a claim that a language model proposed says so, with the exchange from which it came, and waits in review by how far the readers agree."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.reading.language_model.pretended import claims
from tests.reading.language_model.scripted import Scripted, well
from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.asking.dossier import ClaimFilter
from variorum.room.addresses import claim_address
from variorum.room.opened import Current
from variorum.room.review.queue import ClaimItem, queue

TEXT = "Omar Hadi leads the Hill Front. Nadir Sama leads the Salt Wing.\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One document, read by the compact reader and by a pretended model that denies what the first line says."""
    folder = tmp_path_factory.mktemp("proposed")
    a = Archive.create(folder / "papers")
    (folder / "hills.txt").write_text(TEXT, encoding="utf-8")
    a.add([folder / "hills.txt"], by="test")
    path = a.layout.settings

    def contrary(messages: list[dict[str, str]]) -> object:
        found = claims(messages)
        found["claims"][0] |= {"polarity": "denied", "quote": "Omar Hadi leads"}
        return found

    with Scripted(lambda h, b: well(h, b, claims=contrary)).running() as server:
        settings = path.read_text(encoding="utf-8").replace('"compact"', '"both"')
        path.write_text(f'{settings}\n[model]\nendpoint = "{server.endpoint}"\nmodel = "pretended-7b"\n', encoding="utf-8")
        a.consult()
    a.build(workers=1)
    return a


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    yield client_of(archive)


def test_a_claim_s_page_says_who_proposed_it_and_from_which_exchange(archive: Archive, client: TestClient) -> None:
    (denied,) = (c for c in archive.claims(ClaimFilter(polarity="denied")) if c.readers == ("model",))
    page = text_of(client.get(claim_address(denied.claim)).text)
    assert "a language model (pretended-7b, prompts 2, " in page
    assert "exchange " in page


def test_review_puts_first_what_one_reader_alone_proposed(archive: Archive) -> None:
    items = [i for i in queue(Current(archive.layout).get()).items if isinstance(i, ClaimItem)]
    by_impact: dict[int, list[float]] = {}
    for i in items:
        by_impact.setdefault(i.impact, []).append(i.sure)
    assert items
    assert all(sure == sorted(sure) for sure in by_impact.values())
    assert any("only the language model reads it so" in i.why for i in items)


def test_tables_and_lines_for_other_tools_say_it_too(archive: Archive, tmp_path: Path) -> None:
    archive.export("csv", tmp_path / "tables")
    with (tmp_path / "tables" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"model", "compact"} >= {r["readers"] for r in rows if r["readers"] in ("model", "compact")} != set()
    archive.export("jsonl", tmp_path / "record.jsonl")
    lines = [json.loads(x) for x in (tmp_path / "record.jsonl").read_text(encoding="utf-8").splitlines()]
    assert any("model" in x.get("readers", ()) for x in lines)
