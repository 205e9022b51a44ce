"""Lists of names that others publish: each party with its reference, its names and how sure the list is of each.

To read one more form:

1. write ``gazetteers/NAME.py`` with ``VERSION = 1`` and ``parse(source) -> Gazetteer``, which reads the open file as it comes; raise FormatError
   with the end of a sentence that begins with the file's name and says at which line or offset something is wrong, and what was expected;
2. add one line to :data:`FORMS`: the bytes by which such a file is known;
3. write its rows in ``tests/shelf/gazetteers/``: a sound list, a damaged one, one with a party that has no name.

No list is part of the project: each comes in as an original (:mod:`variorum.shelf.gazetteers.intake`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from variorum.errors import FormatError
from variorum.shelf.gazetteers import entities, ofac, ofac_advanced, un
from variorum.shelf.gazetteers.listed import FactKind, Gazetteer, ListedFact, ListedName, ListedParty, Quality, Role

__all__ = [
    "FORMS",
    "LIST",
    "LOOK_AT",
    "FactKind",
    "Form",
    "Gazetteer",
    "ListedFact",
    "ListedName",
    "ListedParty",
    "Quality",
    "Role",
    "recognise_list",
]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of published list: what it is called, how its first bytes look, how it is read, and by whom its references are given.

    Two forms of one ``publisher`` call the same party by the same reference, so that a list in the one may be an edition of a list in the other.
    """

    called: str
    begins: re.Pattern[bytes]
    parse: Callable[[BinaryIO], Gazetteer]
    version: int
    publisher: str


FORMS: dict[str, Form] = {
    "un": Form(
        "the United Nations Security Council consolidated list (XML)",
        re.compile(rb"<CONSOLIDATED_LIST[\s>]"),
        un.parse,
        un.VERSION,
        "the United Nations",
    ),
    "ofac": Form(
        "the OFAC list of Specially Designated Nationals (SDN.XML)", re.compile(rb"<sdnList[\s>]"), ofac.parse, ofac.VERSION, "OFAC"
    ),
    "ofac-advanced": Form(
        "the OFAC list in the advanced form (SDN_ADVANCED.XML)",
        re.compile(rb"<(?:\w+:)?Sanctions[\s>]"),
        ofac_advanced.parse,
        ofac_advanced.VERSION,
        "OFAC",
    ),
    "entities": Form(
        "followthemoney entities (JSON lines)", re.compile(rb"\A\s*\{"), entities.parse, entities.VERSION, "whoever gives the ids"
    ),
}

#: By so many bytes at its beginning a list is known: declarations and comments may stand before the first element.
LOOK_AT = 4096

#: Before the name of a form where the names of formats of documents stand too (:mod:`variorum.shelf.sandbox`).
LIST = "list:"


def recognise_list(data: bytes) -> str:
    """The key in :data:`FORMS` of a list, by its first bytes (all, or :data:`LOOK_AT` of them).

    Raises FormatError, which names the forms that are known, when it is none of them.
    """
    start = data[:LOOK_AT].removeprefix(b"\xef\xbb\xbf")
    if not start.strip():
        raise FormatError("is empty: it has no bytes")
    for name, form in FORMS.items():
        if form.begins.search(start):
            return name
    known = "; ".join(f.called for f in FORMS.values())
    raise FormatError(f"is no list of a known form: it begins {start.lstrip()[:40].decode('utf-8', 'replace')!r}. Known are: {known}")
