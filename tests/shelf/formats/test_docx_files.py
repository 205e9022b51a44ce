"""A DOCX gives paragraphs, lists with their numbers, tables, notes, letterheads."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from variorum.errors import FormatError
from variorum.shelf.formats.docx import extract
from variorum.shelf.settings import Limits

FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> His brother.</w:t></w:r></w:p></w:footnote>
</w:footnotes>""".encode()


def saved(document: Any, extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    document.save(out)
    if extra:
        out = _with_parts(out.getvalue(), extra)
    return out.getvalue()


def _with_parts(data: bytes, extra: dict[str, bytes]) -> io.BytesIO:
    """The same DOCX with further parts, related to the main one as Word relates them."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            for i, new in enumerate(extra):
                if name == "word/_rels/document.xml.rels":
                    part = part.replace(
                        b"</Relationships>", f'<Relationship Id="x{i}" Type="{kind}{new}" Target="{new}.xml"/></Relationships>'.encode()
                    )
                if name == "[Content_Types].xml":
                    part = part.replace(
                        b"</Types>", f'<Override PartName="/word/{new}.xml" ContentType="{content}{new}+xml"/></Types>'.encode()
                    )
            target.writestr(name, part)
        for new, part in extra.items():
            target.writestr(f"word/{new}.xml", part)
    return out


def test_paragraphs_lists_and_tables() -> None:
    document = Document()
    document.core_properties.title = "Testimony"
    document.sections[0].header.paragraphs[0].text = "OFFICE OF THE PROSECUTOR"
    document.add_heading("Testimony", 1)
    paragraph = document.add_paragraph("Number:")
    paragraph.add_run("\t17").bold = True
    document.add_paragraph("I was there.", style="List Number")
    document.add_paragraph("I left.", style="List Number")
    document.add_paragraph("a thing", style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "Name", "Role", "judge"
    found = extract(saved(document))
    assert found.text == (
        "OFFICE OF THE PROSECUTOR\n\nTestimony\n\nNumber:\t17\n\n1. I was there.\n2. I left.\n- a thing\n\nName\tRole\n\tjudge"
    )
    assert found.title == "Testimony"


def test_footnotes_stand_at_the_end_after_their_markers() -> None:
    document = Document()
    paragraph = document.add_paragraph("Omar")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run(" came.")
    found = extract(saved(document, {"footnotes": FOOTNOTES}))
    assert found.text == "Omar[1] came.\n\n[1] His brother."


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    document = Document()
    paragraph = document.add_paragraph("He ")
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>left.</w:t></w:r></w:ins>'))
    found = extract(saved(document))
    assert found.text == "He left."
    assert found.notes == ("passages deleted in tracked changes left out: 1",)


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 20_000_000)
    with pytest.raises(FormatError, match="would unfold to 20,000,000 bytes"):
        extract(out.getvalue(), Limits(unpacked_bytes=10_000_000))


@pytest.mark.parametrize("cut", [10, 400, 5000])
def test_a_damaged_docx_is_refused(cut: int) -> None:
    document = Document()
    document.add_paragraph("x")
    with pytest.raises(FormatError, match="damaged"):
        extract(saved(document)[:cut])


def test_a_zip_that_is_no_docx_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("notes.txt", "x")
    with pytest.raises(FormatError, match="damaged"):
        extract(out.getvalue())
