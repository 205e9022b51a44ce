"""The list of Specially Designated Nationals of the United States Treasury (OFAC), in its published XML (SDN.XML, also CONSOLIDATED.XML).

Its successor, the "advanced" form, is read by :mod:`variorum.shelf.gazetteers.ofac_advanced`; both give a party the same reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import FormatError
from variorum.model import EntityType
from variorum.shelf.gazetteers.dates import edtf
from variorum.shelf.gazetteers.listed import FactKind, Gazetteer, ListedFact, ListedParty, Quality, Role, document, facts, names_in
from variorum.shelf.gazetteers.xml import child_texts, elements, line_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = 2
_KINDS = {"individual": EntityType.PERSON, "entity": EntityType.ORGANISATION}
#: By the beginning of the type of an alias; all others are plain aliases.
ROLES = {"f": Role.FORMER, "n": Role.NOW}


def parse(source: BinaryIO) -> Gazetteer:
    """The list: persons and bodies. Vessels and aircraft are passed over and counted in a note; "weak" aliases are of low quality.

    Raises:
        FormatError: the XML is damaged, or an entry has no uid or no name; names the line.
    """
    dated: str | None = None
    parties: list[ListedParty] = []
    others = 0
    for element in elements(source, {"publshInformation", "sdnEntry"}):
        if element.tag == "publshInformation":
            dated = _iso(text_of(element, "Publish_Date"))
        elif (kind := text_of(element, "sdnType").casefold()) in _KINDS:
            parties.append(_party(element, _KINDS[kind]))
        else:
            others += 1
    if not parties:
        raise FormatError("has no sdnEntry of a person or a body; expected at least one")
    notes = (f"passed over, being neither persons nor bodies (vessels, aircraft): {others}",) if others else ()
    return Gazetteer(dated, tuple(parties), notes)


def _party(element: _Element, type_: EntityType) -> ListedParty:
    uid, last, first = (text_of(element, field) for field in ("uid", "lastName", "firstName"))
    if not uid or not last:
        raise FormatError(f"{line_of(element)}: the sdnEntry {uid or last} has no {'uid' if not uid else 'lastName'}")
    names = names_in(f"{first} {last}".strip(), Role.NAME, Quality.GOOD)
    also = element.find("akaList")
    for kind, grade, last, first in child_texts(also, "aka", ("type", "category", "lastName", "firstName")) if also is not None else ():
        role = ROLES.get(kind.casefold()[:1], Role.ALIAS)
        names += names_in(f"{first} {last}".strip(), role, Quality.LOW if grade.casefold() == "weak" else Quality.GOOD)
    return ListedParty(f"OFAC {uid}", type_, tuple(dict.fromkeys(names)), facts=tuple(_facts(element)))


def _facts(element: _Element) -> Iterator[ListedFact]:
    yield from facts(FactKind.BORN, (edtf(d) for d in _items(element, "dateOfBirth")))
    yield from facts(FactKind.BIRTHPLACE, _items(element, "placeOfBirth"))
    yield from facts(FactKind.PROGRAMME, (" ".join((p.text or "").split()) for p in element.iterfind("programList/program")))
    ids = element.find("idList")
    for sort, number, country in child_texts(ids, "id", ("idType", "idNumber", "idCountry")) if ids is not None else ():
        yield from facts(FactKind.ID, [document(sort, number, country)])
    yield from facts(FactKind.REMARK, [text_of(element, "remarks")])


def _items(element: _Element, name: str) -> Iterator[str]:
    return (text_of(item, name) for item in element.iterfind(f"{name}List/{name}Item"))


def _iso(date: str) -> str | None:
    """A date as the list writes it, month first, in ISO form; None when it is not so written."""
    parts = date.split("/")
    return f"{parts[2]}-{parts[0]:0>2}-{parts[1]:0>2}" if len(parts) == 3 and all(p.isdigit() for p in parts) else None
