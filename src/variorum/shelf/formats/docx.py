"""DOCX, through python-docx: paragraphs, lists with the numbers that Word would print, tables, notes, headers and footers.

A note's marker is its number in brackets, ``[1]``, and the notes stand at the end, each after its marker. Headers (a letterhead often is
one) come first, footers last, each once. Of tracked changes the text as it would be with all of them accepted is read; what was deleted,
and comments, are left out and counted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from variorum.errors import FormatError
from variorum.shelf.formats.docx_numbers import Numbers
from variorum.shelf.formats.extracted import Extracted
from variorum.shelf.formats.lines import Lines
from variorum.shelf.settings import DEFAULT_LIMITS, Limits

VERSION = 1

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# A note says which kind it is; these two are the rules that Word draws above notes.
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def extract(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    """The text of a DOCX. Raises FormatError when it is damaged, or unfolds to more than ``limits.unpacked_bytes``."""
    _check_size(data, limits.unpacked_bytes)
    # Imported where it is used: only the sandbox does.
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, LxmlError, zipfile.BadZipFile, OSError, EOFError) as err:
        raise FormatError(f"is a damaged DOCX: {err}") from err
    return _Body(document).read()


def _check_size(data: bytes, limit: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as err:
        raise FormatError(f"is a damaged DOCX: {err}") from err
    if size > limit:
        raise FormatError(
            f"would unfold to {size:,} bytes, more than the {limit:,} allowed; no letter does: it is damaged or meant to do harm"
        )


class _Body:
    """One walk through the parts of a document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._lines = Lines()
        self._numbers = Numbers(_part(document, "numbering"), _part(document, "styles"))
        self._notes: list[tuple[str, str]] = []  #: (footnotes or endnotes, id) in the order of their markers
        self._deleted = 0

    def read(self) -> Extracted:
        for header in self._edges("header"):
            self._blocks(header)
            self._lines.paragraph()
        self._blocks(self._document.element.body)
        self._append_notes()
        for footer in self._edges("footer"):
            self._lines.paragraph()
            self._blocks(footer)
        properties = self._document.core_properties
        return Extracted(
            self._lines.text(), (properties.title or "").strip() or None, (properties.language or "").strip() or None, self._left_out()
        )

    def _edges(self, kind: str) -> list[Any]:
        """The headers or footers that are not linked to one before, each text once."""
        found: dict[str, Any] = {}
        for section in self._document.sections:
            for which in ("", "first_page_", "even_page_"):
                edge = getattr(section, f"{which}{kind}")
                if not edge.is_linked_to_previous:
                    found.setdefault("".join(edge._element.itertext()).strip(), edge._element)
        return [element for words, element in found.items() if words]

    def _blocks(self, parent: Any) -> None:
        for block in parent:
            if block.tag == f"{_W}p":
                self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                self._table(block)
            elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"):
                self._blocks(block)

    def _paragraph(self, paragraph: Any) -> None:
        marker = self._numbers.of(paragraph)
        if marker is None:
            self._lines.paragraph()
        else:
            self._lines.line()
            self._lines.mark(marker)
        boxes = self._run(paragraph)
        if marker is None:
            self._lines.paragraph()
        self._lines.line()
        self._lines.mark("")
        for box in boxes:
            self._blocks(box)

    def _run(self, parent: Any) -> list[Any]:
        """Writes the words under ``parent``; gives the text boxes among them, which are set after the paragraph that holds them."""
        boxes: list[Any] = []
        for node in _walk(parent):
            tag = node.tag.removeprefix(_W) if isinstance(node.tag, str) else ""
            match tag:
                case "t":
                    self._lines.words(node.text or "")
                case "tab":
                    self._lines.preformatted("\t")
                case "br" | "cr":
                    self._lines.line_end()
                case "noBreakHyphen":
                    self._lines.words("\u2011")
                case _ if tag == _PICTURE and node.get("descr"):
                    self._lines.words(f" [{node.get('descr')}] ")
                case "del" | "moveFrom":
                    self._deleted += 1
                case "txbxContent":
                    boxes.append(node)
                case "footnoteReference" | "endnoteReference":
                    self._notes.append((f"{tag.removesuffix('Reference')}s", node.get(f"{_W}id", "")))
                    self._lines.words(f"[{len(self._notes)}]")
        return boxes

    def _table(self, table: Any) -> None:
        self._lines.paragraph()
        for row in table.iter(f"{_W}tr"):
            self._lines.line()
            for i, cell in enumerate(row.iterchildren(f"{_W}tc")):
                self._lines.cell(i)
                for j, paragraph in enumerate(cell.iter(f"{_W}p")):
                    self._lines.words(" " if j else "")
                    self._run(paragraph)
        self._lines.paragraph()

    def _append_notes(self) -> None:
        self._lines.paragraph()
        # A note may hold a marker of another note; the list grows while it is read.
        for number, (kind, id_) in enumerate(self._notes, 1):
            part = _part(self._document, kind)
            found = (
                [] if part is None else [n for n in part.iterchildren() if n.get(f"{_W}id") == id_ and n.get(f"{_W}type") not in _NO_NOTES]
            )
            self._lines.line()
            self._lines.mark(f"[{number}] ")
            for note in found[:1]:
                for paragraph in note.iter(f"{_W}p"):
                    self._run(paragraph)
                    self._lines.line()
            self._lines.mark("")

    def _left_out(self) -> tuple[str, ...]:
        comments = _part(self._document, "comments")
        count = 0 if comments is None else len(list(comments.iterchildren(f"{_W}comment")))
        notes = []
        if self._deleted:
            notes.append(f"passages deleted in tracked changes left out: {self._deleted}")
        if count:
            notes.append(f"comments in the margin left out: {count}")
        return tuple(notes)


def _walk(parent: Any) -> Iterator[Any]:
    """The nodes under ``parent`` in order, not entering what is deleted, boxes, and the fallback that repeats a box for old programs."""
    closed = {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr"}
    stack = list(reversed(parent))
    while stack:
        node = stack.pop()
        if node.tag == _MC_FALLBACK:
            continue
        yield node
        if node.tag not in closed:
            stack.extend(reversed(node))


def _part(document: Any, name: str) -> Any:
    """The root element of the part ``word/NAME.xml``; None when the document has none."""
    from docx.oxml.parser import parse_xml

    for part in document.part.package.iter_parts():
        if str(part.partname) == f"/word/{name}.xml":
            return parse_xml(part.blob)
    return None
