"""``variorum read``: one file as typed, without an archive; what it prints, its JSON, its page, its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from variorum.model import Reading
from variorum.reading.annotated import from_dict
from variorum.shelf.outside import take

from .conftest import Run

TEXT = (
    "By Lena Hart, 3 May 2012\n\n"
    "Omar Hadi pledged allegiance to Salim Nasri in 2007. The Wing of the Coast was part of the Northern Front.\n\n"
    "Salim Nasri said that the Wing of the Coast was not part of the Northern Front.\n"
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "letter.txt"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    file.with_name("letter.meta.toml").write_text('id = "letter-7"\ntitle = "A letter"\nauthor = "Lena Hart"\npublished = "2012-05-03"\n')
    return file


def test_people_see_the_text_and_each_claim_beneath_its_sentence(run: Run, letter: Path) -> None:
    result = run("read", letter)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("A letter  Lena Hart, 2012-05-03")
    at = next(i for i, line in enumerate(lines) if line.startswith("Omar Hadi pledged allegiance"))
    assert re.search(r"Lena Hart asserts: Omar Hadi pledged allegiance to Salim Nasri  \(2007; score 0\.\d\d\)", lines[at + 1])
    assert re.search(r"“Omar Hadi pledged allegiance to Salim Nasri.*”  \[26–\d+ c\d+\]", lines[at + 2])
    assert "Lena Hart reports > Salim Nasri" in result.stdout
    assert re.search(r"\d+ claims, \d+ entities, \d+ dates?\.", result.stdout)
    assert re.search(r"Claims: .*part_of \d", result.stdout)
    assert "Not read:" in result.stdout
    words = iter(result.stdout.split())
    assert all(w in words for w in TEXT.split()), "a word of the text is missing or out of its order"


def test_json_is_the_annotation_form_with_scores(run: Run, letter: Path) -> None:
    result = run("read", letter, "--json")
    assert result.exit_code == 0
    form = json.loads(result.stdout)
    assert form["document"]["id"] == "letter-7"
    assert form["claims"]
    assert all(TEXT[c["start"] : c["end"]] == c["quote"] and 0 < c["score"] <= 1 for c in form["claims"])
    taken = take(letter)
    assert len(from_dict(form, taken.document, taken.text).claims) == len(form["claims"])


def test_html_is_one_page_and_nothing_else_is_written(run: Run, letter: Path, tmp_path: Path) -> None:
    before = {p: p.read_bytes() for p in letter.parent.iterdir()}
    out = tmp_path / "page.html"
    out.write_text("an older page")
    result = run("read", letter, "--html", out)
    assert result.exit_code == 0
    assert str(out) in result.stdout
    html = out.read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert "Omar Hadi pledged allegiance to Salim Nasri" in html
    assert {p: p.read_bytes() for p in letter.parent.iterdir()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "page.html"]


def test_html_and_json_together(run: Run, letter: Path, tmp_path: Path) -> None:
    result = run("read", letter, "--html", tmp_path / "page.html", "--json")
    assert json.loads(result.stdout)["document"]["title"] == "A letter"
    assert (tmp_path / "page.html").is_file()


def test_every_format_goes_through_the_shelf(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>Of the Wing</title><script>x()</script><p>Omar Hadi joined the Northern Front.</p>")
    form = json.loads(run("read", tmp_path / "page.html", "--json").stdout)
    assert form["document"]["title"] == "Of the Wing"
    assert form["claims"][0]["quote"] in "Omar Hadi joined the Northern Front."


WRONG = [  # name, content, what is said, exit code
    ("missing.txt", None, "there is no such file", 2),
    ("photo.jpg", b"\xff\xd8", "no format here has the suffix .jpg", 2),
    ("letter", b"words", "no format here has the suffix (none)", 2),
    ("empty.txt", b"", "is empty", 2),
    ("blank.txt", b" \n\n ", "has no text", 1),
    ("binary.txt", bytes(range(256)) * 20, "binary.txt", 1),
    ("broken.pdf", b"%PDF-1.7 and then nothing", "broken.pdf", 1),
    ("wrong.pdf", b"no PDF at all", "does not begin like one", 1),
]


@pytest.mark.parametrize(("name", "content", "says", "code"), WRONG, ids=[w[0] for w in WRONG])
def test_what_cannot_be_read_is_said_in_words(run: Run, tmp_path: Path, name: str, content: bytes | None, says: str, code: int) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("read", tmp_path / name, "--html", tmp_path / "page.html")
    assert result.exit_code == code
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_wrong_metadata_a_folder_and_places_where_no_page_can_be(run: Run, letter: Path, tmp_path: Path) -> None:
    assert run("read", tmp_path / "in").exit_code == 2
    for out, says in ((tmp_path / "no" / "page.html", "no folder"), (tmp_path, "is a folder"), (letter, "the document itself")):
        result = run("read", letter, "--html", out)
        assert result.exit_code == 2
        assert says in result.stderr
    assert letter.read_text(encoding="utf-8") == TEXT
    letter.with_name("letter.meta.toml").write_text('autor = "Lena Hart"\n')
    result = run("read", letter)
    assert result.exit_code == 1
    assert "autor" in result.stderr


def test_a_fault_of_the_reader_is_said_in_words(run: Run, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(document: object, text: str) -> Reading:
        raise RecursionError("too deep")

    monkeypatch.setattr("variorum.cli.reading.reader_named", lambda name: fails)
    result = run("read", letter)
    assert result.exit_code == 1
    assert "letter.txt: the reader failed: RecursionError: too deep" in result.stderr


def test_a_document_cannot_draw_on_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Omar Hadi \x1b[2Jled the \u202eNorthern Front in 2007.", encoding="utf-8")
    shown = run("read", tmp_path / "x.txt").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
