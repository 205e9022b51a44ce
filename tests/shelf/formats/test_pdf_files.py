"""A PDF gives its text layer, page by page; a scan, a locked and a damaged one say what they are."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from variorum.errors import FormatError
from variorum.shelf.formats.pdf import extract

MakePdf = Callable[..., bytes]


def test_pages_are_parted_by_form_feeds(make_pdf: MakePdf) -> None:
    found = extract(make_pdf([["Number: 17", "To the council."], ["He left on 4 May 2009."]], catalog="/Lang (en-GB)"))
    assert found.text == "Number: 17\nTo the council.\n\fHe left on 4 May 2009."
    assert (found.language, found.notes) == ("en-GB", ())


def test_a_page_without_text_is_said(make_pdf: MakePdf) -> None:
    found = extract(make_pdf([["one"], [], ["three"], []]))
    assert found.text == "one\n\f\n\fthree\n\f"
    assert found.notes == ("pages 2, 4 have no text; if something stands there, it is a picture",)


def test_a_scan_is_refused_with_what_to_do(make_pdf: MakePdf) -> None:
    with pytest.raises(FormatError, match=r"has 2 pages and no text layer.*OCR"):
        extract(make_pdf([[], []]))


@pytest.mark.parametrize(("password", "readable"), [("", True), ("secret", False)])
def test_a_locked_pdf_opens_only_without_password(make_pdf: MakePdf, password: str, readable: bool) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["The oath."]]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    if readable:
        assert extract(out.getvalue()).text == "The oath."
    else:
        with pytest.raises(FormatError, match="password"):
            extract(out.getvalue())


def test_a_damaged_pdf_is_refused(make_pdf: MakePdf) -> None:
    with pytest.raises(FormatError, match="damaged"):
        extract(make_pdf([["x"]])[:40])
