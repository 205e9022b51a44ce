"""The page of a document: the text is the document's, character for character; every claim is marked, noted and set against the whole record."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.column import Column
from tests.room.papers import Paper, archive_of, long_paper
from tests.room.rooms import client_of, text_of
from variorum.archive import Archive
from variorum.room.addresses import claim_address, claim_digits, document_address
from variorum.shelf.documents import documents
from variorum.shelf.documents import text_of as shelf_text_of

LED = "Omar Hadi led the Front of the Plain"
NOT_LED = "Omar Hadi never led the Front of the Plain"


def led(quote: str, **more: object) -> dict[str, object]:
    return {"predicate": "leads", "subject": "omar", "object": "front", "quote": quote, **more}


def claim_at(archive: Archive, document: str, quote: str) -> str:
    sql = """SELECT t.claim_id FROM claim_text t JOIN document d USING (doc) WHERE d.id = ? AND t.quote = ? ORDER BY t.local_id"""
    return claim_digits(archive.record.rows(sql, [document, quote])[0][0])


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Three papers: a letter with every layer, one that denies what it says, and one whose words, names and title are hostile."""
    letter = Paper(
        [
            ("boilerplate", "Share this page\n\n", None),
            ("letterhead", "To the elders\n\n", "salim"),
            ("primary", f"{LED} in 2007.* And the sea was calm.\n\nبايع عمر سالما.\n\n", "salim"),
            ("quotation", "So it was told.\n\n", "omar"),
            ("caption", "The quay at noon\n\n", "@author"),
            ("timeline", "2007: the oath\n\n", "@author"),
            ("commentary", "The letter is old.\n\n", "@author"),
            ("note", "* He may not have.", "@author"),
        ],
        [led(LED, when="2007", voices=[{"voice": "@author", "act": "quotes"}, {"voice": "salim", "act": "asserts"}])],
        {"title": "A letter", "author": "Lena Hart", "published": "2010-03-02", "language": "en"},
        anchors={7: "* And"},
        assessments=[{"claim": "c1", "stance": "doubts", "voice": "@author", "quote": "He may not have"}],
    )
    denial = Paper(
        [("commentary", f"{NOT_LED}. {LED}, says a man.", "@author")],
        [
            led(NOT_LED, polarity="denied", when="2007"),
            led(LED, when="2007", voices=[{"voice": "@author", "act": "reports"}, {"voice": "salim", "act": "asserts"}]),
        ],
        {"title": "A denial", "author": "Mara Quin", "published": "2011"},
    )
    evil = Paper(
        [("commentary", f"</div></article><script>alert(1)</script> {LED} & <b onclick=x>\u202eabc\u2066\r\n\r\nend\u200f", "@author")],
        [led("</div></article><script>alert(1)</script> Omar Hadi led the Front of the Plain & <b onclick=x>\u202eabc")],
        {
            "title": "<script>title</script>\u202e",
            "author": "<img src=x onerror=y>",
            "published": "2012-01-01",
            "url": "javascript:alert(2)",
        },
        entities={"omar": {"type": "person", "names": [{"text": "Omar Hadi<style>*{display:none}</style>", "kind": "official"}]}},
    )
    return archive_of(tmp_path_factory.mktemp("papers") / "archive", {"letter": letter, "denial": denial, "evil": evil})


@pytest.fixture(scope="module")
def room(papers: Archive) -> TestClient:
    return client_of(papers)


def test_the_text_of_every_sample_document_is_whole(client: TestClient, sample: Archive) -> None:
    """Nothing of the text is lost, added or moved, with marks or without, and the plain text is it exactly."""
    for document in documents(sample.layout):
        text = shelf_text_of(sample.layout, document)
        address = document_address(document.id)
        assert Column(client.get(address).text).text == text
        assert Column(client.get(f"{address}?marks=none").text).text == text
        plain = client.get(f"{address}/text")
        assert plain.content == text.encode() and plain.headers["content-type"] == "text/plain; charset=utf-8"


def test_every_claim_of_the_sample_is_marked_where_its_words_stand(client: TestClient, sample: Archive) -> None:
    for document in documents(sample.layout):
        page = Column(client.get(document_address(document.id)).text)
        sql = "SELECT t.claim_id, t.quote FROM claim_text t JOIN document d USING (doc) WHERE d.id = ?"
        for claim, quote in sample.record.rows(sql, [document.id]):
            digits = claim_digits(claim)
            assert page.pieces[f"c{digits}"] == quote
            assert {f"c{digits}", f"a{digits}"} <= set(page.ids)
            assert f"#c{digits}" in page.links


def test_addresses_on_a_page_are_single_and_lead_somewhere(client: TestClient, sample: Archive) -> None:
    for document in documents(sample.layout):
        page = Column(client.get(document_address(document.id)).text)
        assert len(page.ids) == len(set(page.ids))
        assert {x[1:] for x in page.links if x.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("boilerplate", "Share this page"),
        ("letterhead", "To the elders"),
        ("primary", LED),
        ("quotation", "So it was told."),
        ("caption", "The quay at noon"),
        ("timeline", "2007: the oath"),
        ("commentary", "The letter is old."),
        ("note", "* He may not have."),
    ],
)
def test_each_layer_is_itself(room: TestClient, kind: str, words: str) -> None:
    html = room.get("/documents/letter").text
    (row,) = re.findall(rf'<div class="pair L-{kind}.*?</div></div>', html, re.DOTALL)
    assert words in unescape(re.sub("<[^>]*>", "", row))
    assert ("<details>" in row) == (kind == "boilerplate")


def test_a_voice_stands_beside_its_layer(room: TestClient) -> None:
    html = room.get("/documents/letter").text
    rail = re.search(r'L-primary.*?<div class="rail">(.*?)</div>', html, re.DOTALL)
    assert rail and "spoken by" in rail[1] and "Salim Nasri" in rail[1]


def test_a_note_stands_beside_its_marker_and_in_its_place(room: TestClient) -> None:
    html = room.get("/documents/letter").text
    notes = re.findall(r'<p class="L-note".*?</p>', html)
    assert len(notes) == 1 and "He may not have." in notes[0] and 'href="#l7"' in notes[0]
    assert 'id="l7"' in html and 'href="#n7"' in html and 'id="n7"' in html


def test_what_others_say_stands_beside_a_claim(papers: Archive, room: TestClient) -> None:
    """Said so in another document by the same man, denied by another author, doubted by its own: each with a link to where."""
    html = room.get("/documents/letter").text
    card = re.search(r'<div class="focus" id="a.*?</div>', html, re.DOTALL)
    assert card, "the first claim on which voices differ is in focus"
    assert f'href="/claims/{claim_at(papers, "denial", NOT_LED)}"' in card[0]
    assert f'href="/claims/{claim_at(papers, "denial", LED)}"' in card[0]
    said = text_of(f'<main id="main">{card[0]}</main>')
    assert "against" in said and "doubts" in said and "again" in said and "voices differ" in said
    assert "/disputes/" in card[0]
    assert re.findall(r'<li data-s="\w+" class="(\w+)">', card[0]) == ["quote", "tell"]


def test_the_address_puts_a_claim_in_focus(papers: Archive, room: TestClient) -> None:
    digits = claim_at(papers, "denial", LED)
    html = room.get(f"/documents/denial?claim={digits}").text
    assert f'<div class="focus" id="a{digits}">' in html
    assert html.count('<div class="focus"') == 1
    assert re.search(rf'<span class="cl contested focus kc{digits}">', html)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/documents/none", "no document 'none'"),
        ("/documents/none/text", "no document 'none'"),
        ("/documents/letter?claim=zz", "sixteen digits"),
        ("/documents/letter?claim=0000000000000001", "no claim 0000000000000001"),
        ("/documents/letter?part=2", "it has 1"),
        ("/documents/letter?part=x", "it has 1"),
        ("/documents/letter?part=-1", "it has 1"),
    ],
)
def test_what_is_not_there_is_said(room: TestClient, address: str, said: str) -> None:
    answer = room.get(address)
    assert answer.status_code == 404 and said in unescape(answer.text)


def test_a_claim_of_another_document_is_said_to_stand_there(papers: Archive, room: TestClient) -> None:
    answer = room.get(f"/documents/letter?claim={claim_at(papers, 'denial', LED)}")
    assert answer.status_code == 404 and "stands in denial" in text_of(answer.text)


def test_hostile_words_are_only_words(papers: Archive, room: TestClient) -> None:
    (document,) = (d for d in documents(papers.layout) if d.id == "evil")
    html = room.get("/documents/evil").text
    assert Column(html).text == shelf_text_of(papers.layout, document)
    for forbidden in ("<script>", "<style>", "<img", "<b onclick", 'href="javascript'):
        assert forbidden not in html
    assert "\u202e" not in "".join(re.findall(r'<div class="txt">.*?</div>', html, re.DOTALL)), "signs of direction are written as numbers"
    assert "javascript:alert(2)" in html, "the address is shown, and leads nowhere"
    (claim,) = papers.record.rows("SELECT claim_id FROM claim c JOIN document d USING (doc) WHERE d.id = 'evil'")[0]
    assert not re.search("<script>|<style>|<img|<b onclick", room.get(claim_address(claim)).text)
    assert room.get("/documents/evil/text").content.decode() == shelf_text_of(papers.layout, document)


def test_arabic_runs_from_right_to_left(client: TestClient) -> None:
    html = client.get("/documents/council-letter-ar").text
    assert re.search(r'<p dir="auto" class="[^"]*rtl">', html) and 'lang="ar"' in html


def test_the_original_stands_beside_its_translation(client: TestClient) -> None:
    """The sample's Arabic letter and its translation: seven paragraphs of one voice and day, each beside its like, both ways."""
    html = client.get("/documents/council-letter").text
    beside = re.findall(r'<p dir="auto" lang="ar" class="orig ar">(.*?)</p></div><div class="txt">(.*?)</div>', html, re.DOTALL)
    assert [(a[:9], unescape(re.sub("<[^>]*>", "", b)).split()[0]) for a, b in beside] == [
        ("بسم الله ", "In"),
        ("مجلس ساحل", "Council"),
        ("من صالح م", "From"),
        ("السلام عل", "Peace"),
        ("فقد طلبنا", "We"),
        ("والسلام ع", "Peace"),
        ("صالح منصو", "Salih"),
    ]
    other = client.get("/documents/council-letter-ar").text
    assert other.count('lang="en" class="orig"') == 7
    assert 'class="orig' not in client.get("/documents/testimony").text


def test_two_scripts_in_one_document_stand_beside_each_other(tmp_path: Path) -> None:
    arabic = "بلغنا كتابكم في ليلة السيل وقرأناه على الشيوخ كلهم.\n\nوكتب في صفر.\n\n"
    english = "Your letter reached us on the night of the flood, and we read it before all.\n\nWritten in Safar.\n\n"
    layers = [("commentary", "Found in a drawer.\n\n", "@author"), ("primary", arabic, "omar"), ("primary", english, "omar")]
    archive = archive_of(tmp_path / "archive", {"letter": Paper(layers, meta={"author": "Lena Hart"})})
    html = client_of(archive).get("/documents/letter").text
    assert [x.split()[0] for x in re.findall(r'class="orig ar">(.*?)</p>', html)] == ["بلغنا", "وكتب"]
    assert Column(html).text == "".join(text for _, text, _ in layers)


def test_provenance_is_at_the_foot(client: TestClient, sample: Archive) -> None:
    said = text_of(client.get("/documents/testimony").text)
    (document,) = (d for d in documents(sample.layout) if d.id == "testimony")
    assert document.sha256 in said and "added by a test" in said and document.file and document.file in said
    assert "Who is named here" in said and "as written" in said.lower() and "What was not read" in said


def test_a_long_text_comes_in_parts_that_are_together_the_whole(tmp_path: Path) -> None:
    """200,000 words with 100 claims in one paragraph: every part is below 300 kB, none loses a character, and a claim leads to its part."""
    archive = archive_of(tmp_path / "archive", {"long": long_paper(200_000)})
    room = client_of(archive)
    first = room.get("/documents/long").text
    count = max(map(int, re.findall(r"part=(\d+)", first)))
    (document,) = documents(archive.layout)
    text, seen, sizes = "", 0, []
    for part in (1, 2, count // 2, count):
        html = room.get(f"/documents/long?part={part}").text
        sizes.append(len(html.encode()))
        column = Column(html)
        assert column.text in shelf_text_of(archive.layout, document)
        seen += len(column.pieces)
        text += column.text if part <= 2 else ""
    assert max(sizes) < 300_000 and count > 10 and seen > 400
    assert shelf_text_of(archive.layout, document).startswith(text)
    assert 'rel="next" href="/documents/long?part=2"' in first and 'rel="prev"' not in first
    digits = claim_digits(archive.record.rows("SELECT claim_id FROM claim ORDER BY span_start DESC LIMIT 1")[0][0])
    last = room.get(f"/documents/long?claim={digits}").text
    assert f'id="c{digits}"' in last and f"Part <b>{count} of {count}</b>" in last
    assert room.get(f"/documents/long?part={count + 1}").status_code == 404


def test_a_crowded_paragraph_folds_what_does_not_fit(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "archive", {"long": long_paper(500)})
    html = client_of(archive).get("/documents/long").text
    folded = re.findall(r'<details class="more">.*?</details>', html, re.DOTALL)
    assert folded and max(part.count("<p id=") for part in folded) > 50
    assert html.count('<p id="a') == 106, "folded or not, every claim has its note"
    assert 'data-n="3–52"' in html, "numbers that stand together are written as one span"
    digits = re.findall(r'id="a([0-9a-f]{16})"', folded[0])[-1]
    focused = client_of(archive).get(f"/documents/long?claim={digits}").text
    assert f'<div class="focus" id="a{digits}">' in focused, "the claim in focus is not folded away"
    assert len(re.findall('id="a[0-9a-f]{16}"', focused)) == 106


def test_a_text_without_paragraphs_is_cut_at_blanks(tmp_path: Path) -> None:
    text = "salt and flour and boats " * 6000
    archive = archive_of(tmp_path / "archive", {"one": Paper([("commentary", text, None)])})
    room = client_of(archive)
    count = max(map(int, re.findall(r"part=(\d+)", room.get("/documents/one").text)))
    assert "".join(Column(room.get(f"/documents/one?part={n}").text).text for n in range(1, count + 1)) == text


def test_a_withdrawn_document_is_said_to_be(own_sample: Archive) -> None:
    own_sample.withdraw(document="testimony", why="a forgery", by="Mara")
    own_sample.build()
    answer = client_of(own_sample).get("/documents/testimony")
    assert answer.status_code == 404 and "withdrawn by Mara" in text_of(answer.text) and "a forgery" in text_of(answer.text)


def test_a_text_that_was_changed_since_is_not_shown_with_old_marks(own_sample: Archive) -> None:
    room = client_of(own_sample)
    (document,) = (d for d in documents(own_sample.layout) if d.id == "testimony")
    path = own_sample.layout.original(document.sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Salim", b"Malis"))
    assert room.get("/documents/testimony").status_code == 409
