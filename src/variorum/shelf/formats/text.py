"""Plain text: the bytes, decoded. Nothing is normalised and no line end is translated, so that offsets are those of the file.

A byte order mark is kept out of the text. Bytes that are not UTF-8 are read in the most likely of the encodings of :data:`ENCODINGS`, and
the note says which; what looks like no text at all is refused.
"""

from __future__ import annotations

import codecs
import re

from variorum.errors import FormatError
from variorum.shelf.formats.extracted import Extracted
from variorum.shelf.settings import DEFAULT_LIMITS, Limits

VERSION = 1

#: The encodings that are tried when a text is not UTF-8, commonest first: of two that fit equally well, the first is taken. A short text
#: fits many; the list keeps out the dozens (EBCDIC, DOS and Mac code pages) that no document of these archives has ever come in.
ENCODINGS = (
    "cp1252", "cp1256", "cp1251", "cp1254", "cp1250", "cp1253", "cp1255", "iso8859_6", "koi8_r", "iso8859_2", "cp1257", "cp1258", "cp874",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
_SPOKEN = {"cp125": "windows-125", "iso8859_": "iso-8859-", "cp874": "windows-874"}
# The longer marks first: UTF-16's little-endian mark is how UTF-32's begins.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Control characters other than tab, line ends and form feed. A text taken out of a PDF may have a few for bullets and soft hyphens; compressed
# or compiled data has about one in ten, and a zero byte early.
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_BEARABLE = 100  #: at most one control character in so many characters


def extract(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    """The text of a plain-text file. Raises FormatError when it is blank, binary or in no encoding that can be made out."""
    text, notes = decode(data)
    return Extracted(text, notes=notes)


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The bytes as text, and notes on how they were read.

    ``declared`` is the encoding that the file names for itself (an HTML page does); it is believed when the bytes fit it and they have
    no byte order mark.

    Raises:
        FormatError: the bytes are no text.
    """
    for mark, codec, spoken in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], codec, spoken), (f"the byte order mark of {spoken} was left out of the text",)
    for codec in filter(None, (declared, "utf-8")):
        try:
            text = data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _binary(text):
            return text, () if codecs.lookup(codec).name == "utf-8" else (f"read as {_name(codec)}, as the file says",)
    return _detected(data)


def _strictly(data: bytes, codec: str, spoken: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as err:
        raise FormatError(f"begins with the byte order mark of {spoken}, but is not {spoken} at byte {err.start}") from err
    _refuse_binary(text)
    return text


def _detected(data: bytes) -> tuple[str, tuple[str, ...]]:
    if 0 in data:
        return _without_mark(data)
    _refuse_binary(data.decode("latin-1"))
    # Imported where it is used: nearly every file is UTF-8, and the import takes longer than reading one.
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data, cp_isolation=list(ENCODINGS), preemptive_behaviour=False))
    if not matches:
        raise FormatError("is text in no encoding that could be made out; save it as UTF-8 and add it again")
    rank = {codec: i for i, codec in enumerate(ENCODINGS)}
    matches.sort(key=lambda m: (m.chaos, -m.coherence, rank.get(m.encoding, len(rank))))
    best, codec = matches[0], matches[0].encoding
    text = data.decode(codec)
    equal = [m.encoding for m in matches[1:] if (m.chaos, m.coherence) == (best.chaos, best.coherence) and data.decode(m.encoding) != text]
    doubt = f"; {' and '.join(map(_name, equal))} would fit as well" if equal else ""
    return text, (f"not UTF-8; read as {_name(codec)}, as the most likely encoding{doubt}",)


def _without_mark(data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-16 without a mark: its zero bytes stand (for spaces and digits, if nothing else) on one side of every pair."""
    high, low = data[1::2].count(0), data[::2].count(0)
    codec = "utf-16-le" if high > low else "utf-16-be"
    if len(data) % 2 == 0 and min(high, low) * 20 < max(high, low):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            text = "\0"
        if not _binary(text):
            return text, (f"not UTF-8; read as {codec}",)
    _refuse_binary(data.decode("latin-1"))
    raise AssertionError("a zero byte is binary")


def _binary(text: str) -> str | None:
    """Why this can be no text; None when it can."""
    if (at := text.find("\0")) >= 0:
        return f"has a zero byte at {at}"
    found = _CONTROLS.findall(text)
    if len(found) * _BEARABLE > len(text) + 2 * _BEARABLE:
        return f"has {len(found)} control characters among {len(text)}"
    return None


def _refuse_binary(text: str) -> None:
    if why := _binary(text):
        raise FormatError(f"is not text: it {why}; it is a program, a picture or some other binary file, whatever its name says")


def _name(codec: str) -> str:
    """The name that people use for a codec.

    >>> _name("cp1256"), _name("iso8859_6"), _name("koi8_r")
    ('windows-1256', 'iso-8859-6', 'koi8-r')
    """
    for ours, spoken in _SPOKEN.items():
        if codec.startswith(ours):
            return codec.replace(ours, spoken, 1)
    return codec.replace("_", "-")
