"""Searching: how a query is understood, and what is found where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.archive import Archive
from variorum.asking.search import Narrowed, shown, understand
from variorum.cli import main

TEXT = "Omar Hadi swore an oath to the Northern Front in May 2010. It was kept secret.\n\nSalim Nasri denied the oath. The letter is lost."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("search")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    (folder / "report.txt.meta.toml").write_text('author = "Lena Hart"\npublished = "2011-03-02"\n', encoding="utf-8")
    (folder / "other.txt").write_text("Nothing of the kind. The oath " + "goes on and on " * 60 + "to the end.", encoding="utf-8")
    archive = Archive.create(folder / "archive", title="Search")
    archive.add([folder / "report.txt", folder / "other.txt"])
    archive.build(workers=1)
    return archive


@pytest.mark.parametrize(
    "query, expression",
    [
        ("oath", '"uath"'),
        ("Oath letter", '"uath" AND "litir"'),
        ('"an oath"', '"an uath"'),
        ("oath NEAR letter", 'NEAR("uath" "litir", 10)'),
        ("oath NEAR letter NEAR front", 'NEAR("uath" "litir", 10) AND "frunt"'),
        ("NEAR oath", '"uath"'),
        ("oath -letter", '"uath" NOT "litir"'),
        ('oath -"the letter"', '"uath" NOT "the litir"'),
        ("swor*", '"swur"*'),
        ("al-Hādī", '"hadi"'),
        ('"unended', '"unindid"'),
        ('a"b ( ) * ^ : OR', '"a b" AND "or"'),
    ],
)
def test_a_query_is_understood(query: str, expression: str) -> None:
    sought = understand(query)
    assert sought is not None
    assert sought.expression == expression


@pytest.mark.parametrize("query", ["", "   ", "-oath", "al-", "« — »", '""', "NEAR"])
def test_a_query_without_a_word_is_none(query: str) -> None:
    assert understand(query) is None


@settings(deadline=None)
@given(query=st.text(alphabet=st.sampled_from('ab"-*() NEAR^:{}ال\u202e\x00'), max_size=30))
def test_no_query_is_an_error(archive: Archive, query: str) -> None:
    hits = archive.search(query)
    assert hits is None or hits.hits is not None


def test_a_hit_knows_its_place(archive: Archive) -> None:
    hits = archive.search("secret oath")
    assert hits is not None
    (hit,) = hits.hits
    assert (hit.document, TEXT[hit.start : hit.end], hit.year) == ("report", TEXT.split("\n\n")[0], 2011)
    assert "pledged_to" in hit.predicates
    document = next(d for d in archive.record.documents() if d.id == "report")
    pieces = shown(archive.layout, document, hit, hits.sought)
    assert [p.text for p in pieces if p.is_sought] == ["oath", "secret"]
    assert "".join(p.text for p in pieces) == TEXT.split("\n\n")[0]


def test_a_long_passage_is_cut_between_words(archive: Archive) -> None:
    hits = archive.search("end -report")
    assert hits is not None
    hit = hits.hits[0]
    document = next(d for d in archive.record.documents() if d.id == hit.document)
    words = "".join(p.text for p in shown(archive.layout, document, hit, hits.sought))
    assert words.startswith("… ") and words.endswith("to the end.")
    assert len(words) < 600


def test_hits_are_narrowed_and_counted_before(archive: Archive) -> None:
    everything = archive.search("oath")
    assert everything is not None
    assert dict(everything.facets.years) == {2011: 2}
    narrowed = archive.search("oath", Narrowed(predicate="pledged_to"))
    assert narrowed is not None
    assert {h.document for h in narrowed.hits} == {"report"} and len(narrowed.hits) < len(everything.hits)
    assert narrowed.facets == everything.facets


def test_the_command(archive: Archive) -> None:
    result = CliRunner().invoke(main, ["search", str(archive.layout.root), "secret oath", "--json"], catch_exceptions=False)
    said = json.loads(result.output)
    assert [(h["document"], TEXT[h["start"] : h["end"]]) for h in said["hits"]] == [("report", TEXT.split("\n\n")[0])]
    result = CliRunner().invoke(main, ["search", str(archive.layout.root), "secret oath"], catch_exceptions=False)
    assert "1 passage" in result.output and TEXT.split("\n\n")[0] in " ".join(result.output.split())
    result = CliRunner().invoke(main, ["search", str(archive.layout.root), "—"])
    assert result.exit_code == 2 and "no word" in result.output + result.stderr
    (Path(archive.layout.words)).unlink()
    assert archive.search("oath") is not None, "an archive without an index makes one"
