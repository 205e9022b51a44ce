"""Markdown becomes what a reader of the rendered page sees; footnotes stay."""

from __future__ import annotations

from variorum.shelf.formats.markdown import extract


def test_blocks_and_links() -> None:
    source = (
        b"# The split\n\nIt *left* the [council](https://example.org).\n\n1. one\n2. two\n\n> We obey.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    found = extract(source)
    assert found.text == "The split\n\nIt left the council.\n\n1. one\n2. two\n\n> We obey.\n\na\tb\n1\t2"
    assert found.title == "The split"


def test_footnotes_stay_marker_and_note() -> None:
    """``[^1]: Karam`` is, to CommonMark, where a link named ^1 leads, and would vanish."""
    assert extract(b"He left.[^1]\n\n[^1]: Karam\n").text == "He left.[^1]\n\n[^1]: Karam"


def test_front_matter_is_set_aside_and_said() -> None:
    found = extract(b"---\ntitle: The oath\nlang: ar\n---\n\nText.\n")
    assert (found.text, found.title, found.language) == ("Text.", "The oath", "ar")
    assert found.notes == ("front matter set aside (title, lang)",)


def test_a_rule_is_no_front_matter() -> None:
    assert extract(b"---\n\nText.\n\n---\n\nMore.\n").text == "Text.\n\nMore."
