"""A person's reading is paired with its document by hash, kept as it came, and superseded, never erased."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from variorum.reading.annotated import from_dict
from variorum.shelf.add import add
from variorum.shelf.annotations import AnnotationReport, add_annotations, annotation_of, annotations_in_force
from variorum.shelf.create import create
from variorum.shelf.custody import read
from variorum.shelf.documents import documents, text_of
from variorum.shelf.layout import Layout
from variorum.shelf.verify import verify

TEXT = "Dali led the League."


def form(sha: str, quote: str = "Dali led the League", **document: Any) -> dict[str, Any]:
    start = max(TEXT.find(quote), 0)
    return {
        "document": {"id": "x", "sha256": sha, **document},
        "entities": {"DALI": {"type": "person", "names": []}, "LEAGUE": {"type": "organisation", "names": []}},
        "claims": [
            {
                "id": "c1",
                "predicate": "leads",
                "subject": "DALI",
                "object": "LEAGUE",
                "voices": [{"voice": "@author", "act": "asserts"}],
                "start": start,
                "end": start + len(quote),
                "quote": quote,
            }
        ],
        "my own key": {"kept": ["as", "it", "came", 1.0]},
    }


def put(path: Path, raw: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return path


def take(archive: Layout, *paths: Path) -> AnnotationReport:
    return add_annotations(archive, list(paths), check=from_dict, by="mara")


@pytest.fixture
def filled(archive: Layout, inbox: Path) -> Layout:
    put(inbox / "report.txt", TEXT)
    put(inbox / "page.html", f"<p>{TEXT} Later he left.")
    add(archive, [inbox])
    return archive


def sha_of(name: str, archive: Layout) -> str:
    return next(d.sha256 for d in documents(archive) if d.id == name)


def test_it_is_kept_exactly_as_it_came(filled: Layout, tmp_path: Path) -> None:
    raw = form(sha_of("report", filled), author="Star", published="2001")
    report = take(filled, put(tmp_path / "notes" / "report.json", raw))
    page, document = documents(filled)
    assert report.taken == (document,)
    assert annotation_of(filled, document) == raw
    assert annotation_of(filled, page) is None
    assert annotations_in_force(filled) == {document.sha256: raw}
    assert (document.author, document.published) == ("Star", "2001")  # filled in from the annotation
    assert verify(filled) == []


def test_it_is_paired_by_the_hash_of_the_text_as_well(filled: Layout, tmp_path: Path) -> None:
    page = documents(filled)[0]
    raw = form(sha256(text_of(filled, page).encode()).hexdigest())
    assert [d.id for d in take(filled, put(tmp_path / "a.json", raw)).taken] == ["page"]


def test_a_later_one_supersedes_and_both_are_kept(filled: Layout, tmp_path: Path) -> None:
    first, second = form(sha_of("report", filled)), form(sha_of("report", filled), quote="Dali led")
    take(filled, put(tmp_path / "a.json", first))
    report = take(filled, put(tmp_path / "b.json", second))
    assert "supersedes 'a.json'" in report.noticed[0]
    document = documents(filled)[1]
    assert annotation_of(filled, document) == second
    assert [d.id for d in take(filled, tmp_path / "b.json").already] == ["report"]
    assert take(filled, tmp_path / "a.json").taken == (document,)  # back to the first
    assert annotation_of(filled, document) == first
    assert [e.action for e in read(filled)][-3:] == ["annotated"] * 3
    assert verify(filled) == []


def test_a_changed_annotation_is_found(filled: Layout, tmp_path: Path) -> None:
    take(filled, put(tmp_path / "a.json", form(sha_of("report", filled))))
    path = filled.original(read(filled)[-1].fields["sha256"])
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"leads", b"lards"))
    assert "the original was changed" in verify(filled)[0].message


def test_a_folder_is_searched_and_bad_files_stop_nothing(filled: Layout, tmp_path: Path) -> None:
    sha = sha_of("report", filled)
    notes = tmp_path / "notes"
    put(notes / "a-no-json.json", "{")
    put(notes / "b-list.json", "[]")
    put(notes / "c-other.json", {"world": "something else"})
    put(notes / "d-unpaired.json", form("ab" * 32))
    put(notes / "e-misquoted.json", form(sha, quote="Dali left the League"))
    put(notes / "f-nan.json", '{"document": NaN}')
    put(notes / "g-half.json", '{"document": {"sha256": "' + sha + '", "title": "\\ud83d"}}')
    put(notes / "h-deep.json", "[" * 100_000)
    put(notes / "i-good.json", form(sha))
    put(notes / "j.txt", "not looked at")
    report = take(filled, notes, tmp_path / "gone.json")
    assert [d.id for d in report.taken] == ["report"]
    assert [n.rpartition("/")[2] for n in report.noticed] == ["c-other.json: has no `document`; it is no annotation and was passed over"]
    expected = {
        "a-no-json.json": "is not JSON",
        "b-list.json": "is not an annotation: expected a JSON object",
        "d-unpaired.json": "no document of this archive has the SHA-256 abababababab… that it gives",
        "e-misquoted.json": "“Dali left the League” is not at its place",
        "f-nan.json": "NaN is no JSON number",
        "g-half.json": "holds half a character",
        "h-deep.json": "is not JSON",
        "gone.json": "there is no such file",
    }
    assert {path.name for path, _ in report.failed} == expected.keys()
    for path, message in report.failed:
        assert expected[path.name] in message
        assert message.startswith(f"{path}: ")
    assert verify(filled) == []


def test_the_exam_annotations_come_in(shared: Path, tmp_path: Path) -> None:
    archive = create(tmp_path / "a")
    assert add(archive, [shared / "seeds"]).failed == ()
    report = take(archive, shared / "gold")
    assert report.failed == ()
    assert len(report.taken) == len(documents(archive)) == len(list((shared / "seeds").glob("*.txt")))
    by_sha = {raw["document"]["sha256"]: raw for raw in (json.loads(p.read_bytes()) for p in (shared / "gold").glob("0*.json"))}
    assert annotations_in_force(archive) == by_sha
