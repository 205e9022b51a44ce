"""The index of words: what is found, what survives changes, damage and a second writer."""

from __future__ import annotations

import sqlite3
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.archive import Archive
from variorum.record import fulltext
from variorum.record.fulltext import folded_words, passages


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "a.txt").write_text("Omar Hadi swore an oath.\n\nThe letter of Abū Bakr al-Baghdādī is lost.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("بايع عمر الهادي سالما في المسجد", encoding="utf-8")
    archive = Archive.create(tmp_path / "archive", title="Words")
    archive.add([tmp_path / "a.txt", tmp_path / "b.txt"])
    archive.build(workers=1)
    return archive


def found(archive: Archive, expression: str) -> list[str]:
    return [p.document for p in fulltext.find(archive.layout, expression, 10)]


def test_a_word_is_found_in_any_spelling_and_script(archive: Archive) -> None:
    assert found(archive, "bagdadi") == ["a"]
    assert found(archive, '"abu bakr bagdadi"') == ["a"]
    assert found(archive, "هادي") == ["b"]
    assert found(archive, "nobody") == []


def test_only_what_changed_is_indexed(archive: Archive, tmp_path: Path) -> None:
    documents = archive.record.documents()
    assert fulltext.update(archive.layout, documents) == 0
    assert fulltext.update(archive.layout, documents[:1]) == 0
    assert found(archive, "هادي") == []
    assert fulltext.update(archive.layout, documents) == 1
    assert found(archive, "هادي") == ["b"]


@pytest.mark.parametrize("content", [b"", b"this is no database, and long enough to be taken for one" * 40])
def test_a_damaged_index_is_made_anew(archive: Archive, content: bytes) -> None:
    archive.layout.words.write_bytes(content)
    assert fulltext.update(archive.layout, archive.record.documents()) == 2
    assert found(archive, "bagdadi") == ["a"]


def test_an_index_of_another_version_is_made_anew(archive: Archive) -> None:
    with sqlite3.connect(archive.layout.words) as index:
        index.execute("PRAGMA user_version = 99")
    index.close()
    assert fulltext.update(archive.layout, archive.record.documents()) == 2
    assert found(archive, "bagdadi") == ["a"]


def test_two_writers_at_once_index_each_document_once(archive: Archive) -> None:
    archive.layout.words.unlink()
    documents = archive.record.documents()
    done: list[int] = []
    threads = [threading.Thread(target=lambda: done.append(fulltext.update(archive.layout, documents))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 2
    assert found(archive, "bagdadi") == ["a"]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab é\n\t-'\u202eالم1."), max_size=400).map(lambda t: t * 12))
def test_passages_hold_every_word_once(text: str) -> None:
    parts = list(passages(text))
    assert all(a < b <= c for (a, b), (c, _) in pairwise(parts))
    assert all(0 < end - start <= 1500 for start, end in parts)
    covered = {i for start, end in parts for i in range(start, end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_word_lies_where_it_says(text: str) -> None:
    for word in folded_words(text):
        assert text[word.start : word.end].strip() == text[word.start : word.end] != ""
        assert " " not in word.folded
