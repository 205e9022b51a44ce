"""PDF with a text layer, through pypdf. A page break is a form feed at the beginning of the next page's first line.

What it cannot do: read scans (there is no OCR), restore the order of columns where the file does not have it, join words that a line end
hyphenated. Where a file was made badly its text layer says other things than its picture; a person has to look.
"""

from __future__ import annotations

import io
import re
from typing import Any

from variorum.errors import FormatError
from variorum.shelf.formats.extracted import Extracted
from variorum.shelf.settings import DEFAULT_LIMITS, Limits

VERSION = 1


def extract(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    """The text layer of a PDF. Raises FormatError when it has none, is encrypted, or is damaged beyond reading."""
    # Imported where it is used: it takes a third of a second, and only the sandbox does.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        _open(reader)
        pages = [_tidy(page.extract_text()) for page in reader.pages]
        title, language = _title(reader), _language(reader)
    except FormatError:
        raise
    except PyPdfError as err:
        raise FormatError(f"is a damaged PDF: {err}") from err
    blank = [n for n, text in enumerate(pages, 1) if not text.strip()]
    if len(blank) == len(pages):
        count = "one page" if len(pages) == 1 else f"{len(pages)} pages"
        raise FormatError(
            f"has {count} and no text layer: it holds pictures of text. Run it through an OCR program first, and add what that gives"
        )
    notes = (f"{_pages(blank)} no text; if something stands there, it is a picture",) if blank else ()
    return Extracted("\n\f".join(pages), title, language, notes)


def _open(reader: Any) -> None:
    """Unlocks a PDF that any reader program would show without a password."""
    from pypdf import PasswordType
    from pypdf.errors import DependencyError

    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("") != PasswordType.NOT_DECRYPTED
    except (DependencyError, NotImplementedError) as err:
        raise FormatError("is encrypted in a way that cannot be opened here; save it without encryption and add it again") from err
    if not opened:
        raise FormatError("is encrypted and wants a password; save it without one and add it again")


def _tidy(text: str) -> str:
    """A page's text without blanks at line ends and around it; form feeds inside would look like page breaks."""
    return re.sub(r"[ \t]+(?=\n|$)", "", text.replace("\f", "\n").replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def _pages(numbers: list[int]) -> str:
    """The pages as words with their verb.

    >>> _pages([3]), _pages([3, 5])
    ('page 3 has', 'pages 3, 5 have')
    """
    return f"page {numbers[0]} has" if len(numbers) == 1 else f"pages {', '.join(map(str, numbers))} have"


def _title(reader: Any) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    return " ".join(str(title).split()) or None if title else None


def _language(reader: Any) -> str | None:
    tag = str(reader.root_object.get("/Lang", "")).strip()
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else None
