"""A folder becomes an archive, or says why not; archive.toml says what it may."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import MetadataError, UsageError
from variorum.shelf.create import create
from variorum.shelf.layout import Layout
from variorum.shelf.settings import Limits, Settings, read_settings, write_settings
from variorum.shelf.verify import verify


def test_a_new_archive_is_one(tmp_path: Path) -> None:
    layout = create(tmp_path / "deep" / "papers", title='Letters of "the Front"\n', by="mara")
    assert Layout.open(layout.root) == layout
    assert read_settings(layout.settings).title == 'Letters of "the Front"'
    assert verify(layout) == []
    assert layout.original("ab" + "c" * 62) == layout.root / "originals" / "ab" / ("ab" + "c" * 62)


def test_the_title_is_by_default_the_folders_name(tmp_path: Path) -> None:
    assert read_settings(create(tmp_path / "papers").settings).title == "papers"


def test_hidden_files_do_not_make_a_folder_full(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    create(tmp_path)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_bytes(b"x")
    with pytest.raises(UsageError, match=r"is not empty \(it holds 'thesis.odt'\)"):
        create(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.odt"]


def test_an_archive_is_not_begun_twice(archive: Layout) -> None:
    with pytest.raises(UsageError, match="is an archive already"):
        create(archive.root)


@pytest.mark.parametrize(("make", "message"), [(None, "no such folder"), ("file", "is a file"), ("folder", "has no archive.toml")])
def test_what_is_no_archive_says_so(tmp_path: Path, make: str | None, message: str) -> None:
    path = tmp_path / "x"
    if make == "file":
        path.touch()
    elif make:
        path.mkdir()
    with pytest.raises(UsageError, match=message):
        Layout.open(path)


@given(
    st.builds(
        Settings,
        title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool),
        languages=st.lists(st.sampled_from(["en", "ar", "ku-Latn"])).map(tuple),
        limits=st.builds(Limits, text_bytes=st.integers(1, 10**12), seconds=st.integers(1, 1000)),
    )
)
def test_settings_are_read_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "archive.toml"
    path.write_text(write_settings(settings), encoding="utf-8", newline="")
    assert read_settings(path) == settings


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("title = ", "cannot be read as TOML"),
        ("titel = 'x'", r"unknown field `titel`. Did you mean `title`\?"),
        ("languages = ['en']", "`title` is None; expected words"),
        ("title = 'x'\nlanguages = 'en'", "`languages` is 'en'; expected a list"),
        ("title = 'x'\nreader = 'magic'", "`reader` is 'magic'; expected 'compact' or 'rules'"),
        ("title = 'x'\nprivacy = 'pseudonyms'", "`privacy` is 'pseudonyms'; expected 'open'"),
        ("title = 'x'\n[limits]\ntext_byte = 3", r"unknown field `limits.text_byte`. Did you mean `text_bytes`\?"),
        ("title = 'x'\n[limits]\nseconds = true", "`limits.seconds` is True; expected a whole number"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, source: str, message: str) -> None:
    path = tmp_path / "archive.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(MetadataError, match=message) as caught:
        read_settings(path)
    assert str(path) in str(caught.value)
