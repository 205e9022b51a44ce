"""XML of published lists, element by element: no entities, no network, no tree of the whole."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element


def elements(data: bytes, wanted: Collection[str]) -> Iterator[_Element]:
    """Each element of the wanted names, without its namespace, when it is whole (the root: as it begins, with its attributes); then it is emptied.

    Raises FormatError, naming line and column, where the XML is damaged, and where it declares entities of its own.
    """
    from lxml import etree

    if b"<!ENTITY" in data:
        raise FormatError(f"declares entities of its own (at byte {data.index(b'<!ENTITY')}), which no published list does")
    found = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    depth = 0
    try:
        for event, element in found:
            if event == "start":
                element.tag = etree.QName(element).localname
                depth += 1
                if depth == 1 and element.tag in wanted:
                    yield element
                continue
            depth -= 1
            if depth and element.tag in wanted:
                yield element
                element.clear()
    except etree.XMLSyntaxError as err:
        raise FormatError(f"line {err.lineno}: is not the XML that it should be: {err.msg}") from err


def text_of(element: _Element, child: str) -> str:
    """The text of the first child of that name, without blanks at its ends and with single ones within; empty when there is none."""
    return " ".join((element.findtext(child) or "").split())


def child_texts(element: _Element, child: str, fields: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """For each child of that name the texts of its fields."""
    for found in element.iterfind(child):
        yield tuple(text_of(found, field) for field in fields)
