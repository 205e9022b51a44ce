"""The formats that documents come in.

To add a format:

1. write ``formats/NAME.py`` with ``VERSION = 1`` and ``extract(data, limits) -> Extracted``, through a well-kept library, imported inside
   the function if it is slow; raise FormatError with the end of a sentence that begins with the file's name ("is a damaged PDF: ...");
2. add one line to :data:`FORMATS`: its suffixes, the bytes that such a file begins with (None if any), and whether it must be
   parsed apart (everything but plain text);
3. write ``tests/shelf/formats/test_NAME.py``: words, blocks, notes and their markers, and a damaged, an empty and a hostile file;
4. name it in the documentation of `variorum add`.

Raise ``VERSION`` whenever the same bytes give another text: what was cached is then made again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from variorum.errors import FormatError
from variorum.shelf.formats import docx, html, markdown, pdf, text
from variorum.shelf.formats.extracted import Extracted
from variorum.shelf.settings import Limits

__all__ = ["FORMATS", "Extracted", "Format", "recognise"]


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is known and read. ``suffixes`` are in lower case; ``magic`` is what it begins with; ``apart``: in the sandbox."""

    suffixes: tuple[str, ...]
    magic: bytes | None
    extract: Callable[[bytes, Limits], Extracted]
    version: int
    apart: bool


FORMATS: dict[str, Format] = {
    "text": Format((".txt", ".text"), None, text.extract, text.VERSION, apart=False),
    "markdown": Format((".md", ".markdown"), None, markdown.extract, markdown.VERSION, apart=True),
    "html": Format((".html", ".htm", ".xhtml"), None, html.extract, html.VERSION, apart=True),
    "pdf": Format((".pdf",), b"%PDF-", pdf.extract, pdf.VERSION, apart=True),
    "docx": Format((".docx",), b"PK\x03\x04", docx.extract, docx.VERSION, apart=True),
}

#: A PDF may have other bytes before its own: readers look at the first 1024 (ISO 32000-1, annex H.3.4.1).
_LOOK_AT = 1024


def is_known(name: str) -> bool:
    """Whether the file's name has the suffix of a format.

    >>> is_known("Letter.PDF"), is_known("photo.jpg")
    (True, False)
    """
    return _by_suffix(name) is not None


def recognise(name: str, data: bytes) -> str:
    """The key in :data:`FORMATS` of a file, by the suffix of its name, checked against how its bytes begin.

    Raises:
        FormatError: no format has that suffix, the file is empty, or its bytes are those of another format.
    """
    format_name = _by_suffix(name)
    if format_name is None:
        suffix = PurePath(name).suffix
        what = f"has the suffix {suffix}, which no format here has" if suffix else "has no suffix to tell its format by"
        raise FormatError(f"{what}; known are {', '.join(s for f in FORMATS.values() for s in f.suffixes)}; save it as one of them")
    if not data:
        raise FormatError("is empty: it has no bytes")
    begins = next((key for key, f in FORMATS.items() if f.magic and f.magic in data[: _LOOK_AT if key == "pdf" else len(f.magic)]), None)
    expected = FORMATS[format_name].magic
    if expected and begins != format_name:
        raise FormatError(f"is named like {_article(format_name)}, but does not begin like one; it is damaged or named wrongly")
    if begins and begins != format_name and data.startswith(FORMATS[begins].magic or b""):
        raise FormatError(f"is named {PurePath(name).suffix}, but begins like {_article(begins)}; rename it if it is one")
    return format_name


def _by_suffix(name: str) -> str | None:
    suffix = PurePath(name).suffix.lower()
    return next((key for key, f in FORMATS.items() if suffix in f.suffixes), None)


def _article(format_name: str) -> str:
    return f"a {format_name.upper()} file"
