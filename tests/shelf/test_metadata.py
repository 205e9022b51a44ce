"""What is known of a document beside its text is read strictly: a slip of the pen is named, not swallowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.errors import MetadataError
from variorum.shelf.metadata import metadata_file, read_metadata


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ('id = "letter-17"\ntitle = " The oath "\nauthor = "Office"', {"id": "letter-17", "title": "The oath", "author": "Office"}),
        ('published = "2014-06"', {"published": "2014-06"}),
        ("published = 2014-06-29", {"published": "2014-06-29"}),  # a TOML date
        ('published = "2016/.."', {"published": "2016/.."}),
        ('language = "ar"\nrights = "public domain"\nobtained = "a mill, 2015"\nurl = "https://example.org/a"\npublisher = "Star"', None),
        ("", {}),
    ],
)
def test_fields_are_read(tmp_path: Path, source: str, fields: dict[str, str] | None) -> None:
    path = tmp_path / "x.meta.toml"
    path.write_text(source, encoding="utf-8")
    assert read_metadata(path) == fields or (fields is None and len(read_metadata(path)) == 5)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('autor = "x"', r"unknown field `autor`. Did you mean `author`\?"),
        ('colour = "x"', r"unknown field `colour`. Known are: id, title"),
        ("title = 17", r"`title` is 17; expected words in quotation marks, such as title = "),
        ('author = ""', "`author` is ''; expected words"),
        ("published = 2014", "`published` is 2014; expected words in quotation marks"),
        ('published = "June 2014"', "`published`: .*EDTF"),
        ('published = "2014-02-30"', "`published`: "),
        ('id = "../x"', r"`id` is '../x'; expected up to 120 letters"),
        ("title = x", "cannot be read as TOML"),
        ('title = "a"\ntitle = "b"', "cannot be read as TOML"),
    ],
)
def test_wrong_fields_are_named(tmp_path: Path, source: str, message: str) -> None:
    path = tmp_path / "letter.meta.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(MetadataError, match=message) as caught:
        read_metadata(path)
    assert "letter.meta.toml" in str(caught.value)


def test_the_nearer_name_goes_first(tmp_path: Path) -> None:
    for name in ("letter.txt", "letter.pdf", "letter.meta.toml", "letter.pdf.meta.toml"):
        (tmp_path / name).touch()
    assert metadata_file(tmp_path / "letter.txt") == tmp_path / "letter.meta.toml"
    assert metadata_file(tmp_path / "letter.pdf") == tmp_path / "letter.pdf.meta.toml"
    assert metadata_file(tmp_path / "other.txt") is None
