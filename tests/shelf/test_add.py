"""Files come onto the shelf once, whole, with what is known of them; what cannot be read says why and stops nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from variorum.errors import CustodyError
from variorum.shelf import layout as layout_module
from variorum.shelf.add import AddReport, add, read_file
from variorum.shelf.custody import read
from variorum.shelf.documents import documents, text_of
from variorum.shelf.layout import Layout
from variorum.shelf.verify import verify

LETTER = "To the council:\r\nWe left the alliance on 4 May 2009.\r\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def why(report: AddReport) -> dict[str, str]:
    return {path.name: message for path, message in report.failed}


def test_a_text_comes_in_and_out_as_it_is(archive: Layout, inbox: Path) -> None:
    path = put(inbox, "letter.txt", LETTER)
    report = add(archive, [path], by="mara")
    (document,) = documents(archive)
    assert report.added == (document,)
    assert (document.id, document.file, document.chars) == ("letter", "letter.txt", len(LETTER))
    assert document.sha256 == sha256(LETTER.encode()).hexdigest()
    assert text_of(archive, document) == LETTER
    assert archive.original(document.sha256).read_bytes() == LETTER.encode()
    assert archive.original(document.sha256).stat().st_mode & 0o222 == 0
    assert verify(archive) == []


def test_every_format_comes_in(archive: Layout, inbox: Path, make_pdf: Callable[..., bytes]) -> None:
    put(inbox, "a.txt", "Plain.")
    put(inbox, "b.md", "# Head\n\nMarked *down*.")
    put(inbox, "c/d.html", "<title>T</title><p>Hyper.")
    put(inbox, "e.pdf", make_pdf([["Printed."], ["Twice."]]))
    report = add(archive, [inbox])
    assert report.failed == ()
    texts = {d.id: text_of(archive, d) for d in documents(archive)}
    assert texts == {"a": "Plain.", "b": "Head\n\nMarked down.", "d": "Hyper.", "e": "Printed.\n\fTwice."}
    assert {d.id: (d.file, d.title) for d in documents(archive)} == {
        "a": ("a.txt", None),
        "b": ("b.md", "Head"),
        "d": ("c/d.html", "T"),
        "e": ("e.pdf", None),
    }


def test_texts_are_taken_out_once_and_the_cache_may_go(archive: Layout, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(archive, [put(inbox, "page.html", "<p>Words.")])
    (document,) = documents(archive)
    (cached,) = archive.readings.iterdir()
    with monkeypatch.context() as m:
        m.setattr("variorum.shelf.documents.extract", None)
        m.setattr(os, "scandir", None)  # found by its name, however many others are kept
        m.setattr(os, "listdir", None)
        assert text_of(archive, document) == "Words."
    cached.write_bytes(cached.read_bytes().replace(b"Words", b"Lies!"))  # a cache that was tampered with is not believed
    assert text_of(archive, document) == "Words."
    for path in archive.readings.iterdir():
        path.unlink()
    assert text_of(archive, document) == "Words."


def test_metadata_beside_a_file_describe_it(archive: Layout, inbox: Path) -> None:
    put(inbox, "page.html", "<html lang=en><title>Site</title><p>x")
    put(inbox, "page.meta.toml", 'id = "oath-1"\ntitle = "The oath"\nauthor = "Office"\npublished = 2009-05-04\nobtained = "a mill"')
    add(archive, [inbox])
    (d,) = documents(archive)
    assert (d.id, d.title, d.author, d.published, d.obtained, d.language) == ("oath-1", "The oath", "Office", "2009-05-04", "a mill", "en")


def test_changed_metadata_are_recorded_and_the_id_stays(archive: Layout, inbox: Path) -> None:
    put(inbox, "letter.txt", LETTER)
    add(archive, [inbox])
    meta = put(inbox, "letter.meta.toml", 'author = "Office"\nid = "other"')
    report = add(archive, [inbox])
    assert [(d.id, d.author) for d in report.described] == [("letter", "Office")]
    assert "it keeps the one that it came in under, 'letter'" in report.noticed[0]
    assert add(archive, [inbox]).described == ()
    meta.unlink()
    assert add(archive, [inbox]).described == ()
    assert documents(archive)[0].author == "Office"
    assert [e.action for e in read(archive)] == ["created", "added", "described"]


def test_wrong_metadata_keep_a_document_out(archive: Layout, inbox: Path) -> None:
    put(inbox, "letter.txt", LETTER)
    put(inbox, "letter.meta.toml", 'autor = "Office"')
    report = add(archive, [inbox])
    assert "Did you mean `author`?" in why(report)["letter.txt"]
    assert documents(archive) == ()


def test_the_same_bytes_twice_are_one_original(archive: Layout, inbox: Path) -> None:
    put(inbox, "a.txt", LETTER)
    put(inbox, "b.txt", LETTER)
    report = add(archive, [inbox, inbox / "a.txt"])
    assert [d.id for d in report.added] == ["a"]
    assert report.noticed == (f"{inbox / 'b.txt'}: has the same bytes as 'a.txt'; they are one original, 'a'",)
    again = add(archive, [inbox])
    assert [d.id for d in again.already] == ["a"]
    assert len(read(archive)) == 2


def test_names_taken_get_the_beginning_of_the_hash(archive: Layout, inbox: Path) -> None:
    put(inbox, "a/report.txt", "one")
    put(inbox, "b/report.txt", "two")
    assert [d.id for d in add(archive, [inbox]).added] == ["report", f"report-{sha256(b'two').hexdigest()[:8]}"]


def test_a_changed_file_is_another_document_and_both_are_kept(archive: Layout, inbox: Path) -> None:
    path = put(inbox, "letter.txt", LETTER)
    add(archive, [path])
    path.write_text("We never left.", encoding="utf-8")
    report = add(archive, [path])
    assert "another text came in under this name before" in report.noticed[0]
    assert [d.chars for d in documents(archive)] == [len(LETTER), 14]


def test_bad_files_say_why_and_stop_nothing(archive: Layout, inbox: Path) -> None:
    put(inbox, "a-empty.txt", "")
    put(inbox, "b-blank.txt", " \n\n")
    put(inbox, "c-binary.txt", b"\x7fELF\x02\x01\x00\x00")
    put(inbox, "d-pdf.txt", b"%PDF-1.7\n%\xe2\xe3")
    put(inbox, "e-html.pdf", "<p>not a PDF")
    put(inbox, "f-broken.docx", b"PK\x03\x04 broken")
    put(inbox, "g-good.txt", LETTER)
    put(inbox, "h-empty.html", "<script>x</script>")
    report = add(archive, [inbox, inbox / "i-gone.txt", put(inbox, "j.odt", "x")])
    messages = why(report)
    expected = {
        "a-empty.txt": "is empty: it has no bytes",
        "b-blank.txt": "has no text",
        "c-binary.txt": "is not text: it has a zero byte at 6",
        "d-pdf.txt": "begins like a PDF file; rename it",
        "e-html.pdf": "does not begin like one",
        "f-broken.docx": "is a damaged DOCX",
        "h-empty.html": "has no text",
        "i-gone.txt": "there is no such file",
        "j.odt": "has the suffix .odt, which no format here has; known are .txt",
    }
    assert messages.keys() == expected.keys()
    for name, words in expected.items():
        assert words in messages[name]
        assert messages[name].startswith(f"{inbox / name}: ")
    assert [d.id for d in report.added] == ["g-good"]
    assert verify(archive) == []


def test_too_long_a_text_is_refused_by_the_limit_of_the_archive(archive: Layout, inbox: Path) -> None:
    put(inbox, "long.txt", b"word " * 10_000_001)
    put(inbox, "long.html", "<p>" + "word " * 50)
    assert why(add(archive, [inbox / "long.txt"]))["long.txt"].endswith(
        "has 50.0 MB of text; at most 20.0 MB are taken in. Split it, or raise `text_bytes` under [limits] in archive.toml"
    )
    archive.settings.write_text("title = 'x'\n[limits]\ntext_bytes = 100\noriginal_bytes = 1000", encoding="utf-8")
    report = add(archive, [inbox])
    assert "at most 0.0 MB are taken in" in why(report)["long.html"]
    assert "`original_bytes` under [limits]" in why(report)["long.txt"]
    assert list(archive.originals.rglob("*")) == []


def test_folders_are_walked_in_order_and_pass_over_the_rest(archive: Layout, inbox: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden.txt", ".git/c.txt", "photo.jpg", "b.meta.toml", "stray.meta.toml"):
        put(inbox, name, "" if name.endswith("toml") else name)
    (inbox / "link").symlink_to(inbox / "a", target_is_directory=True)
    report = add(archive, [inbox])
    assert [d.file for d in report.added] == ["b.txt", "a/z.txt"]
    assert [n.removeprefix(f"{inbox}/") for n in report.noticed] == [
        "link: is a link to a folder; not followed",
        "photo.jpg: passed over; no format here has the suffix .jpg",
        "stray.meta.toml: describes no file beside it; passed over",
    ]


def test_an_archive_does_not_take_itself_in(archive: Layout, inbox: Path) -> None:
    put(inbox, "letter.txt", LETTER)
    add(archive, [inbox])
    (archive.root / "notes.txt").write_text("notes", encoding="utf-8")
    report = add(archive, [archive.root.parent])
    assert (report.added, [d.id for d in report.already], report.failed) == ((), ["letter"], ())


def test_other_encodings_are_said(archive: Layout, inbox: Path) -> None:
    report = add(archive, [put(inbox, "order.txt", ("أمر إلى الكتيبة: الانسحاب من القرية قبل الفجر. " * 4).encode("cp1256"))])
    assert "read as windows-1256" in report.noticed[0]
    assert text_of(archive, report.added[0]).startswith("أمر إلى الكتيبة")
    assert read(archive)[-1].fields["notes"] == ["not UTF-8; read as windows-1256, as the most likely encoding"]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
def test_strange_names_and_kinds_of_files(archive: Layout, inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    Path(os.fsdecode(os.fsencode(inbox) + b"/\xff\xfe\n.txt")).write_text("odd name", encoding="utf-8")
    report = add(archive, [inbox])
    assert "neither a file nor a folder" in why(report)["pipe.txt"]
    assert [d.id for d in report.added] == ["\\xff\\xfe\\n"]
    assert verify(archive) == []


def test_progress_counts_files(archive: Layout, inbox: Path) -> None:
    for name in ("a.txt", "b.txt", "c.jpg"):
        put(inbox, name, name)
    steps: list[tuple[int, int]] = []
    add(archive, [inbox], progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]


# ---------------------------------------------------------------- faults


def test_a_file_that_vanishes_during_add(archive: Layout, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        put(inbox, name, name)

    def vanish(done: int, total: int) -> None:
        (inbox / "b.txt").unlink(missing_ok=True)

    report = add(archive, [inbox], progress=vanish)
    assert why(report) == {"b.txt": f"{inbox / 'b.txt'}: there is no such file; it may have been moved or removed in the meantime"}
    assert [d.id for d in report.added] == ["a", "c"]
    assert verify(archive) == []


def test_a_file_that_may_not_be_read(inbox: Path, monkeypatch: pytest.MonkeyPatch, archive: Layout) -> None:
    path = put(inbox, "secret.txt", "x")
    whole = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return whole(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert why(add(archive, [path])) == {"secret.txt": f"{path}: you have no permission to read it"}


def test_a_disk_error_while_reading_is_named(inbox: Path, monkeypatch: pytest.MonkeyPatch, archive: Layout) -> None:
    path = put(inbox, "letter.txt", "x")

    def fail(path: Path, limit: int) -> bytes:
        monkeypatch.setattr(Path, "stat", lambda self: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        try:
            return read_file(path, limit)
        finally:
            monkeypatch.undo()

    monkeypatch.setattr("variorum.shelf.add.read_file", fail)
    assert why(add(archive, [path])) == {"letter.txt": f"{path}: cannot be read: Input/output error"}


def test_a_full_disk_leaves_nothing_half_done(archive: Layout, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(inbox, "letter.txt", LETTER)

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as m:
        m.setattr(layout_module.os, "fsync", full)
        with pytest.raises(CustodyError, match=r"could not be written: No space left on device; nothing of it was kept"):
            add(archive, [inbox])
    assert verify(archive) == []
    assert documents(archive) == ()
    assert [d.id for d in add(archive, [inbox]).added] == ["letter"]
