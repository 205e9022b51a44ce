"""Lists of names that others publish: each party with its reference, its names and how sure the list is of each.

To read one more form:

1. write ``gazetteers/NAME.py`` with ``VERSION = 1`` and ``parse(data) -> Gazetteer``; raise FormatError with the end of a sentence that begins with
   the file's name and says at which line or offset something is wrong, and what was expected;
2. add one line to :data:`FORMS`: the bytes by which such a file is known;
3. write its rows in ``tests/shelf/gazetteers/``: a sound list, a damaged one, one with a party that has no name.

No list is part of the project: each comes in as an original (:mod:`variorum.shelf.gazetteers.intake`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from variorum.errors import FormatError
from variorum.shelf.gazetteers import entities, ofac, un
from variorum.shelf.gazetteers.listed import Gazetteer, ListedName, ListedParty, Quality, Role

__all__ = ["FORMS", "Form", "Gazetteer", "ListedName", "ListedParty", "Quality", "Role", "recognise_list"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of published list: what it is called, how its first bytes look, and how it is read."""

    called: str
    begins: re.Pattern[bytes]
    parse: Callable[[bytes], Gazetteer]
    version: int


FORMS: dict[str, Form] = {
    "un": Form(
        "the United Nations Security Council consolidated list (XML)", re.compile(rb"<CONSOLIDATED_LIST[\s>]"), un.parse, un.VERSION
    ),
    "ofac": Form("the OFAC list of Specially Designated Nationals (SDN.XML)", re.compile(rb"<sdnList[\s>]"), ofac.parse, ofac.VERSION),
    "entities": Form("followthemoney entities (JSON lines)", re.compile(rb"\A\s*\{"), entities.parse, entities.VERSION),
}

#: Declarations and comments may stand before the first element.
_LOOK_AT = 4096


def recognise_list(data: bytes) -> str:
    """The key in :data:`FORMS` of a list, by how it begins. Raises FormatError, which names the forms that are known, when it is none of them."""
    start = data[:_LOOK_AT].removeprefix(b"\xef\xbb\xbf")
    if not start.strip():
        raise FormatError("is empty: it has no bytes")
    for name, form in FORMS.items():
        if form.begins.search(start):
            return name
    known = "; ".join(f.called for f in FORMS.values())
    raise FormatError(f"is no list of a known form: it begins {start.lstrip()[:40].decode('utf-8', 'replace')!r}. Known are: {known}")
