"""Published lists come onto the shelf as originals do: read in their published form, with custody, whole or not at all."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invented_lists import ENTITIES, OFAC, OFAC_ADVANCED, UN
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

LISTS = {"un": UN, "ofac": OFAC, "ofac-advanced": OFAC_ADVANCED, "entities": ENTITIES}

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
        "ofac-advanced",  # given name first, as the older form writes it; in Chinese the family name
        "OFAC 17",
        "person",
        [
            "Idris QASIMI|listed name",
            "Abu Salim AL-MARWAHI|alias, good quality",
            "إدريس قاسمي|name in its own script",
            "THE SURVEYOR|alias, low quality",
            "卡西米 伊德里斯|former name, good quality",
        ],
    ),
    (
        "ofac-advanced",
        "OFAC 4",
        "organisation",
        ["EMIRATE OF THE THREE WELLS|listed name", "HOUSE OF THE FOUR WELLS|name now used, good quality"],
    ),
    (
        "entities",
        "sw-17",
        "person",
        ["Idris Qasimi|listed name", "أبو سالم المروحي|alias, good quality", "the Surveyor|alias, low quality"],
    ),
    ("entities", "sw-5", None, ["Salt Brigade|listed name", "Liwa al-Milh|former name, good quality"]),
]

# form, reference, since when it is listed, and what else the list says
SAID = [
    ("un", "SWi.017", "2010-02-03", ["programme: Sarwan"]),
    (
        "ofac",
        "OFAC 17",
        None,
        [
            "born: 1969~",
            "place of birth: Marsa Dimsar, Sarwan",
            "programme: SALT",
            "document: Passport S 1234 (Sarwan)",
            "remark: Surveyor of the salt works.",
        ],
    ),
    (
        "ofac-advanced",  # the same as the older form, the day of listing, and what the older form puts among its remarks
        "OFAC 17",
        "2010-02-03",
        [
            "born: 1969~",
            "place of birth: Marsa Dimsar, Sarwan",
            "programme: SALT",
            "document: Passport S 1234 (Sarwan)",
            "remark: Surveyor of the salt works.",
            "remark: Gender: Male",
        ],
    ),
    ("ofac-advanced", "OFAC 4", None, ["remark: Location: Marsa Dimsar, Sarwan"]),
    ("entities", "sw-17", None, ["born: 1969", "programme: SALT"]),
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
    (OFAC_ADVANCED[:6000], "is not the XML that it should be"),
    (OFAC_ADVANCED.replace(' FixedRef="4">', ">"), "line 64: the DistinctParty has no FixedRef"),
    (OFAC_ADVANCED.replace(' FixedRef="4">', ' FixedRef="17">'), "line 64: the DistinctParty 17 stands further up too"),
    (OFAC_ADVANCED.replace("EMIRATE OF THE THREE WELLS", " ").replace("HOUSE OF THE FOUR WELLS", ""), "the DistinctParty 4 has no name"),
    (
        OFAC_ADVANCED.replace('AliasTypeID="3"', 'AliasTypeID="99"'),
        "line 69: the Alias has AliasTypeID 99; expected the ID of one AliasType of the ReferenceValueSets",
    ),
    (OFAC_ADVANCED.replace(' PartySubTypeID="41"', ""), "line 65: the Profile 40 has no PartySubTypeID"),
    (
        OFAC_ADVANCED.replace('PartySubTypeID="40"', 'PartySubTypeID="42"').replace('PartySubTypeID="41"', 'PartySubTypeID="42"'),
        "has no DistinctParty",
    ),
    (OFAC_ADVANCED.replace("<Sanctions ", '<!DOCTYPE x [<!ENTITY a "aaaa">]><Sanctions '), "declares entities of its own (at byte 52)"),
    (ENTITIES + "\n{", "line 6: is not JSON"),
    ('{"id": "x"}', "line 1: is no followthemoney entity"),
    (ENTITIES + "\n" + ENTITIES.splitlines()[0], "line 6: the entity sw-17 stands on an earlier line too"),
    ('{"id": "x", "schema": "Address", "properties": {}}', "has no person and no body with a name"),
]


def parsed(text: str) -> Gazetteer:
    return FORMS[recognise_list(text.encode())].parse(BytesIO(text.encode()))


@pytest.mark.parametrize(("form", "reference", "type_", "names"), READ, ids=[f"{f} {r}" for f, r, *_ in READ])
def test_a_party_is_read_with_its_names(form: str, reference: str, type_: str | None, names: list[str]) -> None:
    assert recognise_list(LISTS[form].encode()) == form
    (party,) = [p for p in parsed(LISTS[form]).parties if p.reference == reference]
    assert party.type == (EntityType(type_) if type_ else None)
    assert [f"{n.text}|{n}" for n in party.names] == names


@pytest.mark.parametrize(("form", "reference", "since", "said"), SAID, ids=[f"{f} {r}" for f, r, *_ in SAID])
def test_what_else_the_list_says_of_a_party(form: str, reference: str, since: str | None, said: list[str]) -> None:
    (party,) = [p for p in parsed(LISTS[form]).parties if p.reference == reference]
    assert (party.listed_on, [f"{f.kind}: {f.text}" for f in party.facts]) == (since, said)


# Four days of the advanced form => EDTF
PERIODS = [
    ("1948-12-10 1948-12-10 1948-12-10 1948-12-10", "1948-12-10"),
    ("1961-1-1 1961-1-1 1961-12-31 1961-12-31", "1961"),
    ("1961-2-1 1961-2-1 1961-2-28 1961-2-28", "1961-02"),
    ("1961-1-1 1961-12-31 1963-1-1 1963-12-31", "[1961..1963]"),  # some year of three
    ("1961-03-05 1961-03-05 1963-01-02 1963-01-02", "[1961-03-05..1963-01-02]"),
    ("1961-- - - -", "1961"),  # a year alone
    ("1961-4- - - -", "1961-04"),
    ("1961-13-1 - - -", ""),  # no day at all: nothing is said
]


@pytest.mark.parametrize(("days", "edtf"), PERIODS)
def test_a_period_of_four_days_is_one_date(days: str, edtf: str) -> None:
    def end(tag: str, day: str) -> str:
        fields = zip(("Year", "Month", "Day"), day.split("-"), strict=False)
        return f"<{tag}>{''.join(f'<{name}>{value}</{name}>' for name, value in fields if value)}</{tag}>"

    a, b, c, d = days.split()
    begin, close = OFAC_ADVANCED.index("<Start "), OFAC_ADVANCED.index("</DatePeriod>")
    period = f"<Start>{end('From', a)}{end('To', b)}</Start><End>{end('From', c)}{end('To', d)}</End>"
    (party,) = [p for p in parsed(OFAC_ADVANCED[:begin] + period + OFAC_ADVANCED[close:]).parties if p.reference == "OFAC 17"]
    assert [f.text for f in party.facts if f.kind == "born"] == ([edtf] if edtf else [])


class _InPieces(BytesIO):
    """A file that nobody may read as a whole."""

    largest = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size >= 0
        self.largest = max(self.largest, size)
        return super().read(size)


@pytest.mark.parametrize("text", [UN, OFAC, OFAC_ADVANCED])
def test_xml_is_read_in_pieces(text: str) -> None:
    source = _InPieces(text.encode())
    FORMS[recognise_list(text.encode())].parse(source)
    assert 0 < source.largest <= 1 << 16


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([UN, OFAC, OFAC_ADVANCED]), st.floats(0.01, 0.99))
def test_a_list_that_ends_too_early_is_refused_with_its_line(text: str, share: float) -> None:
    """Wherever it is cut, nothing of it is taken for the whole."""
    whole = text.strip().encode()
    cut = whole[: int(len(whole) * share)]
    with pytest.raises(FormatError, match=r"^line \d+: "):
        FORMS[recognise_list(whole)].parse(BytesIO(cut))


def test_what_is_no_party_is_passed_over_and_said() -> None:
    assert parsed(OFAC).notes == ("passed over, being neither persons nor bodies (vessels, aircraft): 1",)
    assert parsed(OFAC_ADVANCED).notes == (
        "passed over, being neither persons nor bodies (vessels, aircraft): 1",
        "taken without programme and day of listing, having no SanctionsEntry: 1",
    )
    assert parsed(ENTITIES).notes == ("passed over, being neither persons nor bodies: 1", "passed over, having no name: 1")
    assert [parsed(LISTS[f]).dated for f in LISTS] == ["2014-03-01", "2014-03-01", "2014-06-02", None]


@pytest.mark.parametrize(("text", "reason"), WRONG, ids=[r for _, r in WRONG])
def test_what_is_wrong_is_said_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(FormatError) as err:
        parsed(text)
    assert reason in str(err.value)


def test_an_alias_of_an_unknown_grade_is_of_low_quality() -> None:
    (party,) = [p for p in parsed(UN.replace("<QUALITY>Good<", "<QUALITY>Fair<")).parties if p.reference == "SWi.017"]
    assert {(n.role, n.quality) for n in party.names[1:]} == {(Role.ALIAS, Quality.LOW)}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
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
