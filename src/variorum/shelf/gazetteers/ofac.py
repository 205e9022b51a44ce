"""The list of Specially Designated Nationals of the United States Treasury (OFAC), in its published XML (SDN.XML, also CONSOLIDATED.XML)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.errors import FormatError
from variorum.model import EntityType
from variorum.shelf.gazetteers.listed import Gazetteer, ListedParty, Quality, Role, names_in
from variorum.shelf.gazetteers.xml import child_texts, elements, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = 1
_KINDS = {"individual": EntityType.PERSON, "entity": EntityType.ORGANISATION}


def parse(data: bytes) -> Gazetteer:
    """The list: persons and bodies. Vessels and aircraft are passed over and counted in a note; "weak" aliases are of low quality.

    Raises:
        FormatError: the XML is damaged, or an entry has no uid or no name; names the line.
    """
    dated: str | None = None
    parties: list[ListedParty] = []
    others = 0
    for element in elements(data, {"publshInformation", "sdnEntry"}):
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
        raise FormatError(f"line {element.sourceline}: the sdnEntry {uid or last} has no {'uid' if not uid else 'lastName'}")
    names = names_in(f"{first} {last}".strip(), Role.NAME, Quality.GOOD)
    also = element.find("akaList")
    for kind, grade, last, first in child_texts(also, "aka", ("type", "category", "lastName", "firstName")) if also is not None else ():
        role = Role.FORMER if kind.casefold().startswith("f") else Role.ALIAS
        names += names_in(f"{first} {last}".strip(), role, Quality.LOW if grade.casefold() == "weak" else Quality.GOOD)
    return ListedParty(f"OFAC {uid}", type_, tuple(dict.fromkeys(names)))


def _iso(date: str) -> str | None:
    """A date as the list writes it, month first, in ISO form; None when it is not so written."""
    parts = date.split("/")
    return f"{parts[2]}-{parts[0]:0>2}-{parts[1]:0>2}" if len(parts) == 3 and all(p.isdigit() for p in parts) else None
