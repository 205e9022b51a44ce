"""XML of published lists, element by element, as it comes: no entities, no network, neither the file nor a tree of it in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTITY = b"<!ENTITY"


def elements(source: BinaryIO, wanted: Collection[str]) -> Iterator[_Element]:
    """Each element of the wanted names, without its namespace, when it is whole (the root: as it begins, with its attributes); then it is let go.

    Raises FormatError, naming line and column, where the XML is damaged or ends too early, and where it declares entities of its own.
    """
    from lxml import etree

    found = etree.iterparse(
        _Watched(source),
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in wanted],
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    try:
        for event, element in found:
            is_root = element.getparent() is None
            if is_root == (event == "start"):
                _without_namespaces(element)
                yield element
                if not is_root:
                    _let_go(element)
    except etree.XMLSyntaxError as err:
        raise FormatError(f"line {err.lineno}: is not the XML that it should be: {err.msg}") from err


def _without_namespaces(element: _Element) -> None:
    for each in element.iter("*"):
        each.tag = each.tag.rpartition("}")[2]


def _let_go(element: _Element) -> None:
    """Empties an element and takes those before it out of the tree, which else grows with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Watched:
    """A file to be read in pieces, with an eye on declarations of entities."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._before, self._at = source, b"", 0

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        seen = self._before + piece
        if _ENTITY in seen:
            at = self._at - len(self._before) + seen.index(_ENTITY)
            raise FormatError(f"declares entities of its own (at byte {at}), which no published list does")
        self._at += len(piece)
        self._before = seen[1 - len(_ENTITY) :]
        return piece


def text_of(element: _Element, child: str) -> str:
    """The text of the first child of that name, without blanks at its ends and with single ones within; empty when there is none."""
    return " ".join((element.findtext(child) or "").split())


def child_texts(element: _Element, child: str, fields: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """For each child of that name the texts of its fields."""
    for found in element.iterfind(child):
        yield tuple(text_of(found, field) for field in fields)


def line_of(element: _Element) -> str:
    """At which line an element begins, as messages say it. Far down in a long file the parser may only know that it is beyond the 65,534th."""
    line = str(element.sourceline)
    return f"line {line}" if line != _NOT_COUNTED else "after line 65534"


#: What the parser says of every element whose line it has not counted.
_NOT_COUNTED = "65535"
