"""HTML becomes lines that a person would see, with notes and their markers kept apart from the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import FormatError
from variorum.shelf.formats.html import extract

# (source, text)
BLOCKS = [
    ("<h1>A letter</h1><p>To the\n   council</p>", "A letter\n\nTo the council"),
    ("<p>one<br>two<br/><br>three</p>", "one\ntwo\n\nthree"),
    ("<div>one</div><div>two</div>", "one\ntwo"),
    ("<p>see <a href='https://example.org'>the <b>statement</b></a>.</p>", "see the statement."),
    ("<ul><li>first<li>second</ul>", "- first\n- second"),
    ("<ol start=4><li>I was there.</li><li value=9>I left.</li><li>I wrote.</li></ol>", "4. I was there.\n9. I left.\n10. I wrote."),
    ("<ul><li></li></ul><p>after an empty item</p>", "after an empty item"),
    ("<blockquote><p>We hear.</p><p>We obey.</p></blockquote>he wrote", "> We hear.\n\n> We obey.\n\nhe wrote"),
    ("<table><tr><th>Name<th>Role</tr><tr><td>Omar<td></tr><tr><td><td>judge</tr></table>", "Name\tRole\nOmar\n\tjudge"),
    ("<pre>NUMBER:  17\n\n  DATE: May</pre>", "NUMBER:  17\n\n  DATE: May"),
    ("<figure><img src=x alt='The emir, 2004'><figcaption>Photo: agency</figcaption></figure>", "[The emir, 2004]\nPhoto: agency"),
    ("<p>in 2004<sup>1</sup> and <sup><a href='#n2'>[2]</a></sup></p>", "in 2004[1] and [2]"),  # not the year 20041
    ("<p>the 2<sup>nd</sup> of May, 12 km<sup>2</sup></p>", "the 2nd of May, 12 km2"),
    ("<p>He said <q>never</q>*</p><p>* Translator's note</p>", "He said “never”*\n\n* Translator's note"),
    ("<p>a&nbsp;b &amp; c &eacute; &#x645;</p>", "a\xa0b & c é م"),
    ("<p>seen</p><script>alert('no')</script><style>p{}</style><!-- no --><noscript>no</noscript> tail", "seen\n\ntail"),
    ("plain words, no tag", "plain words, no tag"),
]


@pytest.mark.parametrize(("source", "text"), BLOCKS)
def test_blocks_become_lines(source: str, text: str) -> None:
    assert extract(source.encode()).text == text


def test_title_and_language_are_what_the_page_states() -> None:
    found = extract(b"<html lang='ar-SY'><head><title> The\n statement </title></head><p>x")
    assert (found.title, found.language) == ("The statement", "ar-SY")


def test_what_the_page_hides_is_left_out_and_counted() -> None:
    """A planted sentence that no reader of the page saw is nobody's word."""
    found = extract(b"<p>seen</p><p style='color:red; display: none'>planted</p><p hidden>planted</p>")
    assert found.text == "seen"
    assert found.notes == ("2 elements that the page hides from its readers left out",)


@pytest.mark.parametrize(
    "declared", ["<meta charset=windows-1256>", "<meta http-equiv='Content-Type' content='text/html; charset=windows-1256'>"]
)
def test_the_encoding_that_the_page_declares_is_used(declared: str) -> None:
    found = extract(f"{declared}<p>الأمير".encode("cp1256"))
    assert found.text == "الأمير"
    assert found.notes == ("read as windows-1256, as the file says",)


def test_entities_and_files_are_not_resolved() -> None:
    source = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "boo">]><html><body><p>a &x; &y;</p></body></html>'
    text = extract(source).text
    assert "root:" not in text
    assert "boo" not in text.replace("&y;", "").replace('"boo">]>', "")


def test_nesting_beyond_reason_is_refused_not_cut() -> None:
    """libxml2 stops at a depth of 2048 without a word; half a page must not pass for the whole."""
    assert extract(b"<div>" * 1000 + b"deep").text == "deep"
    with pytest.raises(FormatError, match="nested"):
        extract(b"<div>" * 3000 + b"deep")


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<li>", "</ul>", "<ol>", "<blockquote>", "</blockquote>", "<td>", "<pre>", "</q>", "<sup>1", "word ", "\n"]
        )
    )
)
def test_no_word_is_lost_however_broken_the_page(pieces: list[str]) -> None:
    try:
        text = extract("".join(pieces).encode()).text
    except FormatError:
        assert "word " not in pieces
    else:
        assert text.count("word") == pieces.count("word ")
