"""The record is held against published lists, and is without them again when they are withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.invented_lists import UN
from variorum.asking.editions import EditionShown, standing, standings
from variorum.asking.listed import listed_as, listed_places
from variorum.errors import UsageError
from variorum.judging.pairs import side_named
from variorum.record.build import BuildReport, build
from variorum.record.open import open_record
from variorum.shelf import judgements
from variorum.shelf.gazetteers.intake import add_gazetteers
from variorum.shelf.judgements import Judgement, Kind
from variorum.shelf.layout import Layout

LIST = (
    UN.replace("IDRIS", "RASHAD")
    .replace("SALIM", "SELIM")
    .replace("QASIMI", "NOURI")
    .replace("EMIRATE OF THE THREE WELLS", "HARBOUR WATCH")
)
LINKED = "SELECT DISTINCT e.label, x.reference, x.rule FROM listed_entity x JOIN entity e USING (entity) WHERE x.linked ORDER BY ALL"
STANDING = "SELECT d.id, m.span_start, m.span_end, m.reference FROM listed_mention m JOIN document d USING (doc) ORDER BY ALL"
LISTS = ("gazetteer", "listed_party", "listed_name", "listed_fact", "listed_entity", "listed_mention")
Make = Callable[..., Layout]
Rows = Callable[[Path], dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def layout(new_archive: Make, tmp_path: Path) -> Layout:
    found = new_archive()
    (tmp_path / "sarwan.xml").write_text(LIST, encoding="utf-8")
    assert not add_gazetteers(found, [tmp_path / "sarwan.xml"]).failed
    return found


def rebuilt(layout: Layout, reader: str) -> BuildReport:
    return build(layout, reader=reader, workers=1)


def test_names_are_linked_to_listed_parties(layout: Layout, reader: str, rows_of: Rows) -> None:
    rebuilt(layout, reader)
    record = open_record(layout)
    assert record.rows(LINKED) == [("Rashad Nouri", "SWi.017", "fuller name"), ("the Harbour Watch", "SWe.004", "whole name, folded")]
    text = "Rashad Nuri leads the Front of the Plain.\nKaram Adib leads the Harbour Watch.\n"
    assert [(d, r) for d, s, e, r in record.rows(STANDING) if d == "report" and text[s:e] == "Harbour Watch"] == [("report", "SWe.004")]
    assert record.rows("SELECT id, dated, parties FROM gazetteer") == [("sarwan", "2014-03-01", 7)]
    before = rows_of(layout.record)
    rebuilt(layout, reader)
    assert rows_of(layout.record) == before


def test_the_record_knows_since_which_edition_a_name_stands(layout: Layout, reader: str, tmp_path: Path) -> None:
    """Also of an edition in which nothing but another name of the party stands, and of one that is withdrawn no more."""
    older = (
        LIST.replace("2014-03-01", "2012-03-01").replace("RASHAD", "RACHID").replace("Low<", "Good<").replace("Abou Salem", "Abou Selim")
    )
    newer = LIST.replace("2014-03-01", "2015-03-01").replace("<UN_LIST_TYPE>Sarwan<", "<UN_LIST_TYPE>Salt Coast<")
    (tmp_path / "older.xml").write_text(older, encoding="utf-8")
    (tmp_path / "newer.xml").write_text(newer, encoding="utf-8")
    assert not add_gazetteers(layout, [tmp_path / "older.xml", tmp_path / "newer.xml"]).failed
    rebuilt(layout, reader)
    record = open_record(layout)
    ((entity,),) = record.rows("SELECT entity FROM entity WHERE label = 'Rashad Nouri'")
    assert {x.list for x in listed_as(record, entity) if x.linked} == {"sarwan", "newer"}
    (party,) = standings(record, entity)
    assert str(party.standing) == "from the first here (2012-03-01)"
    assert {(n.text, n.what): str(n.standing) for n in party.names} == {
        ("RASHAD SELIM NOURI", "listed name"): "since 2014-03-01",
        ("RACHID SELIM NOURI", "listed name"): "only 2012-03-01",
        ("Abou Salem el-Marwahi", "alias, good quality"): "since 2014-03-01",
        ("Abou Selim el-Marwahi", "alias, good quality"): "only 2012-03-01",
        ("Hakim al-Bahri", "alias, good quality"): "only 2012-03-01",
        ("Hakim al-Bahri", "alias, low quality"): "since 2014-03-01",
    }
    assert [(f.text, str(f.standing)) for f in party.facts] == [
        ("Salt Coast", "since 2015-03-01"),
        ("Sarwan", "from the first here (2012-03-01), until 2014-03-01"),
    ]
    judgements.append(layout.decisions, Judgement(Kind.WITHDRAW, {"document": "sarwan"}, "mara", "2025", "a forgery"))
    rebuilt(layout, reader)
    (party,) = standings(open_record(layout), entity)
    assert party.names[0].standing.to_dict() == {
        "since": {"list": "newer", "dated": "2015-03-01"},
        "until": None,
        "absent": [],
        "first_edition": False,
    }


def test_an_edition_between_that_has_not_a_name_is_said() -> None:
    years = ("2010", "2011", "2012", "2013")
    found = standing([EditionShown(f"list-{y}", y) for y in years], [0, 2])
    assert str(found) == "from the first here (2010), until 2012, not in 2011"
    assert found.to_dict()["absent"] == [{"list": "list-2011", "dated": "2011"}]


def test_every_place_in_a_text_says_what_was_found(layout: Layout, reader: str) -> None:
    rebuilt(layout, reader)
    found = {(p.document, p.written, p.list, p.reference, p.listed, p.what, p.how) for p in listed_places(open_record(layout))}
    assert ("report", "Harbour Watch", "sarwan", "SWe.004", "HARBOUR WATCH", "listed name", "but for capitals") in found


def test_a_withdrawn_list_leaves_no_trace(layout: Layout, reader: str, rows_of: Rows, new_archive: Make) -> None:
    """The record is, row for row, that of an archive without it; and the list comes back when it is restored."""
    rebuilt(layout, reader)
    before = rows_of(layout.record)
    judgements.append(layout.decisions, Judgement(Kind.WITHDRAW, {"document": "sarwan"}, "mara", "2025", "a forgery"))
    rebuilt(layout, reader)
    bare = new_archive("bare")
    rebuilt(bare, reader)
    without = rows_of(layout.record)
    assert {t: r for t, r in without.items() if t != "meta"} == {t: r for t, r in rows_of(bare.record).items() if t != "meta"}
    assert not any(without[t] for t in LISTS)
    judgements.append(layout.decisions, Judgement(Kind.RESTORE, {"document": "sarwan"}, "mara", "2025", "it was genuine"))
    rebuilt(layout, reader)
    assert rows_of(layout.record) == before


def test_a_person_may_judge_that_somebody_is_not_the_party(layout: Layout, reader: str) -> None:
    sides = [side_named(layout, text) for text in ("report:Rashad Nuri", "sarwan:SWi.017")]
    fields = {"a": {"document": sides[0].document, "name": sides[0].name}, "b": {"document": sides[1].document, "key": sides[1].key}}
    judgements.append(layout.decisions, Judgement(Kind("not same"), fields, "mara", "2025", "his uncle"))
    report = rebuilt(layout, reader)
    assert report.unapplied == ()
    record = open_record(layout)
    assert record.rows(LINKED) == [("the Harbour Watch", "SWe.004", "whole name, folded")]
    assert record.rows("SELECT reason FROM listed_entity WHERE rule = 'decision'") == [
        ("mara decided that they are not the same: his uncle",)
    ]
    with pytest.raises(UsageError):
        side_named(layout, "nolist:SWi.017")


def test_an_archive_without_lists_has_none(new_archive: Make, reader: str, rows_of: Rows) -> None:
    found = new_archive()
    rebuilt(found, reader)
    assert not any(rows_of(found.record)[t] for t in LISTS)
