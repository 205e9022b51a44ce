"""Published lists come onto the shelf as originals do: read in their published form, with custody, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.invented_lists import ENTITIES, OFAC, UN
from variorum.errors import CustodyError, FormatError
from variorum.model import EntityType
from variorum.shelf.add import add
from variorum.shelf.custody import read
from variorum.shelf.gazetteers import FORMS, Gazetteer, Quality, Role, recognise_list
from variorum.shelf.gazetteers.intake import add_gazetteers
from variorum.shelf.gazetteers.listed import from_dict
from variorum.shelf.gazetteers.shelved import content, shelved
from variorum.shelf.layout import Layout
from variorum.shelf.verify import verify

LISTS = {"un": UN, "ofac": OFAC, "entities": ENTITIES}

# form, reference, type, and every name with what it is to its list
READ = [
    (
        "un",
        "SWi.017",
        "person",
        ["IDRIS SALIM QASIMI|listed name", "Abou Salem el-Marwahi|alias, good quality", "Hakim al-Bahri|alias, low quality"],
    ),
    ("un", "SWi.003", "person", ["SALEH MANSOUR|listed name", "صالح منصور|name in its own script", "Abu Hatim|alias, low quality"]),
    (
        "un",
        "SWe.004",
        "organisation",
        [
            "EMIRATE OF THE THREE WELLS|listed name",
            "Imarat al-Abar al-Thalatha|alias, good quality",
            "ETW|alias, good quality",
            "The Council of the Salt Coast|former name, good quality",
        ],
    ),
    (
        "ofac",
        "OFAC 17",
        "person",
        ["Idris QASIMI|listed name", "Abu Salim AL-MARWAHI|alias, good quality", "THE SURVEYOR|alias, low quality"],
    ),
    ("ofac", "OFAC 4", "organisation", ["EMIRATE OF THE THREE WELLS|listed name"]),
    (
        "entities",
        "sw-17",
        "person",
        ["Idris Qasimi|listed name", "أبو سالم المروحي|alias, good quality", "the Surveyor|alias, low quality"],
    ),
    ("entities", "sw-5", None, ["Salt Brigade|listed name", "Liwa al-Milh|former name, good quality"]),
]

# What is wrong with a list => what is said of it.
WRONG = [
    ("", "is empty"),
    ("Dear colleague,", "is no list of a known form: it begins 'Dear colleague,'"),
    (UN[:1500], "line 26: is not the XML that it should be"),
    (UN.replace("<REFERENCE_NUMBER>SWi.040</REFERENCE_NUMBER>", ""), "line 21: the INDIVIDUAL BASHEER TAHAN has no REFERENCE_NUMBER"),
    ("<CONSOLIDATED_LIST></CONSOLIDATED_LIST>", "has no INDIVIDUAL and no ENTITY"),
    ('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + UN.partition("?>")[2], "declares entities of its own"),
    (OFAC.replace("<uid>4</uid>", ""), "the sdnEntry EMIRATE OF THE THREE WELLS has no uid"),
    ("<sdnList></sdnList>", "has no sdnEntry of a person or a body"),
    (ENTITIES + "\n{", "line 6: is not JSON"),
    ('{"id": "x"}', "line 1: is no followthemoney entity"),
    (ENTITIES + "\n" + ENTITIES.splitlines()[0], "line 6: the entity sw-17 stands on an earlier line too"),
    ('{"id": "x", "schema": "Address", "properties": {}}', "has no person and no body with a name"),
]


def parsed(text: str) -> Gazetteer:
    return FORMS[recognise_list(text.encode())].parse(text.encode())


@pytest.mark.parametrize(("form", "reference", "type_", "names"), READ, ids=[f"{f} {r}" for f, r, *_ in READ])
def test_a_party_is_read_with_its_names(form: str, reference: str, type_: str | None, names: list[str]) -> None:
    assert recognise_list(LISTS[form].encode()) == form
    (party,) = [p for p in parsed(LISTS[form]).parties if p.reference == reference]
    assert party.type == (EntityType(type_) if type_ else None)
    assert [f"{n.text}|{n}" for n in party.names] == names


def test_what_is_no_party_is_passed_over_and_said() -> None:
    assert parsed(OFAC).notes == ("passed over, being neither persons nor bodies (vessels, aircraft): 1",)
    assert parsed(ENTITIES).notes == ("passed over, being neither persons nor bodies: 1", "passed over, having no name: 1")
    assert (parsed(UN).dated, parsed(OFAC).dated, parsed(ENTITIES).dated) == ("2014-03-01", "2014-03-01", None)


@pytest.mark.parametrize(("text", "reason"), WRONG, ids=[r for _, r in WRONG])
def test_what_is_wrong_is_said_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(FormatError) as err:
        parsed(text)
    assert reason in str(err.value)


def test_an_alias_of_an_unknown_grade_is_of_low_quality() -> None:
    (party,) = [p for p in parsed(UN.replace("<QUALITY>Good<", "<QUALITY>Fair<")).parties if p.reference == "SWi.017"]
    assert {(n.role, n.quality) for n in party.names[1:]} == {(Role.ALIAS, Quality.LOW)}


@pytest.mark.parametrize("text", [UN, OFAC, ENTITIES])
def test_a_list_goes_through_json_unchanged(text: str) -> None:
    assert from_dict(json.loads(json.dumps(parsed(text).to_dict()))) == parsed(text)


def test_a_list_is_kept_as_an_original_with_its_line(archive: Layout, inbox: Path) -> None:
    (inbox / "sarwan.xml").write_text(UN, encoding="utf-8")
    (inbox / "sarwan.meta.toml").write_text('id = "sarwan-2014"\ntitle = "List of the ministry"\nurl = "https://example.org/list"\n')
    report = add_gazetteers(archive, [inbox / "sarwan.xml"], by="mara")
    (g,) = report.added
    assert (g.id, g.title, g.form, g.dated, g.parties, g.url) == (
        "sarwan-2014",
        "List of the ministry",
        "un",
        "2014-03-01",
        7,
        "https://example.org/list",
    )
    entry = read(archive)[-1]
    assert (entry.action, entry.by, entry.fields["sha256"]) == ("listed", "mara", g.sha256)
    assert archive.original(g.sha256).read_text(encoding="utf-8") == UN
    assert verify(archive) == []
    again = add_gazetteers(archive, [inbox / "sarwan.xml"])
    assert (again.added, again.already) == ((), (g,))
    assert len(read(archive)) == entry.n


def test_a_bad_list_leaves_nothing_behind_and_stops_no_other(archive: Layout, inbox: Path) -> None:
    (inbox / "bad.xml").write_text(UN[:1500], encoding="utf-8")
    (inbox / "good.xml").write_text(OFAC, encoding="utf-8")
    report = add_gazetteers(archive, [inbox / "bad.xml", inbox / "gone.xml", inbox / "good.xml"])
    assert [g.id for g in report.added] == ["good"]
    assert [p.name for p, _ in report.failed] == ["bad.xml", "gone.xml"]
    assert "bad.xml: line 26" in report.failed[0][1]
    assert len([p for p in archive.originals.rglob("*") if p.is_file()]) == 1
    assert verify(archive) == []


def test_the_content_is_that_of_the_original_whatever_becomes_of_the_cache(archive: Layout, inbox: Path) -> None:
    (inbox / "sarwan.xml").write_text(UN, encoding="utf-8")
    add_gazetteers(archive, [inbox / "sarwan.xml"])
    (g,) = shelved(read(archive))
    (kept,) = archive.readings.glob("*.json")
    kept.write_bytes(kept.read_bytes().replace(b"SWi.017", b"SWi.018"))
    assert content(archive, g) == parsed(UN)
    original = archive.original(g.sha256)
    original.chmod(0o644)
    original.write_text(UN.replace("IDRIS", "IDRISS"), encoding="utf-8")
    for path in archive.readings.glob("*.json"):
        path.unlink()
    assert [str(f.kind) for f in verify(archive)] == ["changed"]
    with pytest.raises(CustodyError):
        content(archive, g)


def test_a_document_and_a_list_never_share_an_id(archive: Layout, inbox: Path) -> None:
    (inbox / "sarwan.xml").write_text(UN, encoding="utf-8")
    (inbox / "sarwan.txt").write_text("A letter.", encoding="utf-8")
    add_gazetteers(archive, [inbox / "sarwan.xml"])
    (document,) = add(archive, [inbox / "sarwan.txt"]).added
    assert document.id.startswith("sarwan-")
    (inbox / "other.xml").write_text(OFAC, encoding="utf-8")
    (inbox / "other.meta.toml").write_text(f'id = "{document.id}"\n')
    report = add_gazetteers(archive, [inbox / "other.xml"])
    assert report.added[0].id != document.id
    assert "has something called" in report.noticed[0]
