"""Plain text comes out as it went in; other encodings are said; what is no text is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import FormatError
from variorum.shelf.formats.text import decode, extract

ARABIC = "بسم الله الرحمن الرحيم، إلى الشيخ الفاضل أمير الجماعة. السلام عليكم ورحمة الله وبركاته، وصلتنا رسالتكم."
RUSSIAN = "Командир отряда заявил, что бригада распущена и никому более не подчиняется."
FRENCH = "L’émir a déclaré — à Genève — que « la Brigade » n’était plus."

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\f"))


@given(TEXT)
def test_utf8_comes_out_as_it_went_in(text: str) -> None:
    """No line end is translated, nothing is normalised: offsets are those of the file."""
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, ())


@pytest.mark.parametrize(
    ("text", "codec", "note"),
    [
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "iso8859_6", "iso-8859-6"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (FRENCH, "cp1252", "windows-1252"),  # windows-1250 fits as well, and is said to
        (ARABIC, "utf-16-le", "utf-16-le"),  # without a byte order mark
        (FRENCH, "utf-16-be", "utf-16-be"),
    ],
)
def test_other_encodings_are_found_and_said(text: str, codec: str, note: str) -> None:
    found = extract(text.encode(codec))
    assert found.text == text
    assert note in found.notes[0]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_left_out_and_said(codec: str) -> None:
    found = extract(FRENCH.encode(codec))
    assert found.text == FRENCH
    assert "byte order mark" in found.notes[0]


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00>\x00\x01",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00",
        random.Random(5).randbytes(4000),  # compressed data looks like this
        random.Random(6).randbytes(4000).replace(b"\0", b""),
        b"\xff\xfe\x41",  # half a character of UTF-16
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"is not|no encoding"):
        decode(data)


def test_a_few_control_characters_are_borne() -> None:
    """Text taken out of PDFs by other programs has some, for bullets and soft hyphens; sources are allowed to be strange."""
    text = "\x02 first point\n\x02 second point\n" + "and so on\n" * 20
    assert decode(text.encode()) == (text, ())


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except FormatError as err:
        assert len(str(err)) > 20
    else:
        text.encode("utf-8")
