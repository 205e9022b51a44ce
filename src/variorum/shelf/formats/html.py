"""HTML: the page's words in the order of its source, its blocks as lines.

What is kept: every text that a browser would show. Paragraphs, headings, lists, quotations and tables stand apart by a blank line; a list
item begins with ``- `` or its number, a line of a block quotation with ``> ``, the cells of a row are parted by tabs; a line break is a
line end, a picture its alternative text in brackets, a raised number a marker in brackets (``word<sup>3</sup>`` => ``word[3]``), so that
notes can be bound to their markers and "2004" with note 1 is not the year 20041.
What is not: scripts, styles, the head, and what the page hides from its readers, which is counted.
Which of it is menu and which is text is not decided here; that is for the layers of the reading.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from variorum.errors import FormatError
from variorum.shelf.formats.extracted import Extracted
from variorum.shelf.formats.lines import Lines
from variorum.shelf.formats.text import decode
from variorum.shelf.settings import DEFAULT_LIMITS, Limits

VERSION = 1

_DROPPED = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video"}
)
# Blocks with a blank line around them, as browsers set them, and blocks that only begin a line.
_PARAGRAPHS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "figure",
        "article",
        "section",
        "main",
        "header",
    }
    | {"footer", "nav", "aside", "hr", "address", "form", "fieldset", "details"}
)
_LINES = frozenset(
    {"div", "li", "dt", "dd", "tr", "figcaption", "caption", "legend", "summary", "option", "body", "center", "thead", "tbody", "tfoot"}
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!important\s*)?(?:;|$)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
# A raised number after a unit is a power, not a note: "12 km2".
_UNIT = re.compile(r"(?:^|[\s\d])(?:k|c|m)?m$")


def extract(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    """The text of an HTML page, its title and its language. Raises FormatError when it has no text or is nested beyond reason."""
    charset = _CHARSET.search(data[:4096])
    source, notes = decode(data, declared=charset[1].decode("ascii") if charset else None)
    return of_source(source, notes)


def of_source(source: str, notes: tuple[str, ...] = ()) -> Extracted:
    """The text of HTML that is already decoded; ``notes`` are put before those on the page itself."""
    root = _parse(source)
    page = _Page()
    page.read(root)
    if page.hidden:
        what = "one element" if page.hidden == 1 else f"{page.hidden} elements"
        notes += (f"{what} that the page hides from its readers left out",)
    return Extracted(page.lines.text(), title=_title(root), language=_language(root), notes=notes)


def _parse(source: str) -> etree._Element:
    """The tree. No network, no entities but HTML's own; huge_tree lets through what is merely large, and the sandbox bounds that."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as err:
        raise FormatError("has nothing in it that could be read as HTML") from err
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # libxml2 drops, without a word, what lies deeper; half a page would be read as if it were the whole.
        raise FormatError("is nested deeper than 2048 elements, which no honest page is; what lies deeper would be lost")
    return root


def _title(root: etree._Element) -> str | None:
    found = next((_words_of(e) for e in root.iter("title")), "")
    return " ".join(found.split()) or None


def _language(root: etree._Element) -> str | None:
    tag = (root.get("lang") or root.get("xml:lang") or "").strip()
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else None


class _Page:
    """One walk over the tree, without recursion: hostile pages nest two thousand deep."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.hidden = 0
        self._preformatted = 0
        self._cells = 0
        self._numbers: list[int | None] = []
        self._raised: list[etree._Element] = []

    def read(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        dropped = None
        for event, element in walk:
            if event == "start" and self._is_dropped(element):
                walk.skip_subtree()
                dropped = element
            elif event == "start":
                self._start(element)
                self._words(element.text)
            else:
                if element is not dropped:
                    self._end(element)
                self._words(element.tail if element is not root else None)

    def _is_dropped(self, element: etree._Element) -> bool:
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            return True
        hides = element.get("hidden") is not None or bool(_HIDING.search(element.get("style", "")))
        self.hidden += hides
        return hides

    def _words(self, words: str | None) -> None:
        if words and self._preformatted:
            self.lines.preformatted(words)
        elif words:
            self.lines.words(words)

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _PARAGRAPHS:
            self.lines.paragraph()
        elif tag in _LINES:
            self.lines.line()
        match tag:
            case "br":
                self.lines.line_end()
            case "blockquote":
                self.lines.indent("> ")
            case "pre" | "textarea":
                self._preformatted += 1
            case "ul" | "menu":
                self._numbers.append(None)
            case "ol":
                self._numbers.append(_whole(element.get("start"), 1))
            case "li":
                self.lines.mark(self._marker(element))
            case "q":
                self.lines.words("“")
            case "tr":
                self._cells = 0
            case "td" | "th":
                self.lines.cell(self._cells)
                self._cells += 1
            case "img":
                if alt := " ".join((element.get("alt") or "").split()):
                    self.lines.words(f" [{alt}] ")
            case "sup" if _is_note_number(element, self.lines.ending):
                self._raised.append(element)
                self.lines.words("[")

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _PARAGRAPHS:
            self.lines.paragraph()
        elif tag in _LINES:
            self.lines.line()
        match tag:
            case "blockquote":
                self.lines.outdent()
            case "pre" | "textarea":
                self._preformatted -= 1
            case "ul" | "menu" | "ol":
                self._numbers.pop()
            case "li":
                self.lines.mark("")
            case "q":
                self.lines.words("”")
            case "sup" if self._raised and self._raised[-1] is element:
                self._raised.pop()
                self.lines.words("]")

    def _marker(self, element: etree._Element) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "- "
        number = _whole(element.get("value"), self._numbers[-1])
        self._numbers[-1] = number + 1
        return f"{number}. "


def _is_note_number(element: etree._Element, before: str) -> bool:
    text = _words_of(element).strip()
    return text.isdecimal() and len(text) <= 3 and not _UNIT.search(before)


def _whole(value: str | None, default: int) -> int:
    """The number in an attribute, when it is one that a list can have."""
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,6}", value.strip()) else default


def _words_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
