"""Opening a record, finding entities, quoting evidence; and what is said when it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from variorum.errors import RecordError
from variorum.record import Record, build, open_record
from variorum.record.reduce import SCHEMA
from variorum.shelf.layout import Layout

Make = Callable[..., Layout]


@pytest.fixture
def record(new_archive: Make, reader: str) -> Record:
    layout = new_archive()
    build(layout, reader=reader, workers=1)
    return open_record(layout)


@pytest.mark.parametrize(
    ("name", "label", "because"),
    [
        ("Rashad Nuri", "Rashad Nouri", "is its name"),  # as one document writes it
        ("rashad-nouri", "Rashad Nouri", "is its key"),
        ("Rash\u0101d N\u016br\u012b", "Rashad Nouri", "in another spelling"),  # a romanisation nobody used
        ("General Karam Adib", "Karam Adib", "without the title"),
        ("Haddad", "Sami Haddad", "is part of"),  # one word of a name, when nobody is called just that
        ("كرم أديب", "Karam Adib", "can be read as"),  # a script that nobody used
        ("the Jabhat as-Sahl", "Jabhat al-Sahl", "in another spelling"),
    ],
)
def test_an_entity_is_found_under_any_spelling_with_the_reason(record: Record, name: str, label: str, because: str) -> None:
    found = record.find_entity(name)
    assert found[0].label == label
    assert because in found[0].reason


@pytest.mark.parametrize("name", ["Nobody Whatever", "", "al-", "'"])
def test_nobody_is_found_under_a_name_that_nobody_bears(record: Record, name: str) -> None:
    assert record.find_entity(name) == ()


def test_evidence_is_the_quote_in_its_surroundings(record: Record) -> None:
    claims = [c for (c,) in record.rows("SELECT claim_id FROM claim_text WHERE quote LIKE 'Karam%'")]
    found = record.evidence(claims, around=12)
    assert [(e.document, e.before, e.quote, e.after) for e in found] == [
        ("memo", "", "Karam Adib leads the Harbour Watch.", "\nSelim Orhan"),
        ("report", " the Plain.\n", "Karam Adib leads the Harbour Watch.", "\n"),
    ]


def test_documents_come_back_as_they_are(record: Record) -> None:
    assert [d.id for d in record.documents()] == ["letter", "list", "memo", "report"]
    assert record.documents()[0].chars == 39


def test_arrow_gives_the_same_rows(record: Record) -> None:
    pytest.importorskip("pyarrow")
    table = record.arrow("SELECT claim_id, doc FROM claim WHERE doc > ? ORDER BY 1", [1])
    assert [tuple(r.values()) for r in table.to_pylist()] == record.rows("SELECT claim_id, doc FROM claim WHERE doc > ? ORDER BY 1", [1])


def test_an_open_record_is_not_disturbed_by_a_build(record: Record, reader: str) -> None:
    before = record.rows("SELECT * FROM claim")
    build(record.layout, reader=reader, workers=1)
    assert record.rows("SELECT * FROM claim") == before
    assert open_record(record.layout).rows("SELECT * FROM claim") == before


def test_an_archive_without_a_record_says_how_to_make_one(new_archive: Make) -> None:
    with pytest.raises(RecordError, match="no record yet; `variorum build"):
        open_record(new_archive())


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"\0" * 20_000])
def test_a_damaged_record_is_said_to_be_one(new_archive: Make, content: bytes) -> None:
    layout = new_archive()
    layout.record.write_bytes(content)
    with pytest.raises(RecordError, match="is damaged or is no record"):
        open_record(layout)


def test_a_record_cut_short_is_said_to_be_damaged_and_a_build_mends_it(new_archive: Make, reader: str) -> None:
    layout = new_archive()
    build(layout, reader=reader, workers=1)
    whole = layout.record.read_bytes()
    layout.record.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordError, match="damaged"):
        open_record(layout).rows("SELECT * FROM claim")
    build(layout, reader=reader, workers=1)
    assert open_record(layout).rows("SELECT count(*) FROM claim") == [(6,)]


def test_a_record_of_another_schema_is_not_opened(new_archive: Make, reader: str) -> None:
    layout = new_archive()
    build(layout, reader=reader, workers=1)
    with duckdb.connect(str(layout.record)) as con:
        con.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    with pytest.raises(RecordError, match=f"has schema 0, this variorum reads {SCHEMA}"):
        open_record(layout)
