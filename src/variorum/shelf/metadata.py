"""``NAME.meta.toml`` beside a file: what is known of a document that its text does not say.

    id = "letter-17"
    title = "Letter to the council"
    author = "Office of the emir"
    publisher = "Northern Star"
    published = "2014-06"          # EDTF; a TOML date without quotation marks is taken as well
    url = "https://example.org/letter-17"
    language = "ar"
    rights = "public domain"
    obtained = "captured at the mill, 2015; scan from the regional archive"
    edition_of = "sarwan-list"      # of a published list only: lists that say the same here are editions of one

Every field may be left out. For ``letter.txt`` the file is ``letter.meta.toml``, or ``letter.txt.meta.toml`` where ``letter.pdf`` needs another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from variorum.errors import DateError, MetadataError
from variorum.model.when import When
from variorum.shelf.toml_fields import check_known, read_toml, words

SUFFIX = ".meta.toml"

#: The fields, each with an example for the message about a wrong value.
FIELDS: Mapping[str, str] = {
    "id": '"letter-17"',
    "title": '"Letter to the council"',
    "author": '"Office of the emir"',
    "publisher": '"Northern Star"',
    "published": '"2014-06"',
    "url": '"https://example.org/letter-17"',
    "language": '"ar"',
    "rights": '"public domain"',
    "obtained": '"captured at the mill, 2015"',
    "edition_of": '"sarwan-list"',
}
# An id stands in addresses and file names.
_ID = re.compile(r"[^\W_][\w .,()+-]{0,119}")


def metadata_file(path: Path) -> Path | None:
    """The metadata file beside ``path``: NAME.SUFFIX.meta.toml before NAME.meta.toml; None when there is neither."""
    for name in (path.name, path.stem):
        beside = path.with_name(name + SUFFIX)
        if beside.is_file():
            return beside
    return None


def read_metadata(path: Path) -> dict[str, str]:
    """The fields of a metadata file, ``published`` as EDTF.

    Raises:
        MetadataError: the file is no TOML, or has a field that is unknown (the nearest known one is named) or has a wrong value.
    """
    data = read_toml(path)
    check_known(path, data, FIELDS)
    fields = {name: _value(path, name, value) for name, value in data.items()}
    if "id" in fields and not _ID.fullmatch(fields["id"]):
        raise MetadataError(
            f"{path}: `id` is {fields['id']!r}; expected up to 120 letters, digits, and . , - + ( ) _ or spaces, beginning with a letter or digit"
        )
    return fields


def _value(path: Path, name: str, value: Any) -> str:
    if name != "published":
        return words(path, name, value, example=FIELDS[name])
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    text = words(path, name, value, example=FIELDS[name])
    try:
        return When.parse(text).edtf
    except DateError as err:
        raise MetadataError(f"{path}: `published`: {err}") from err
