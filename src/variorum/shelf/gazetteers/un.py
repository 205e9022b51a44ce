"""The consolidated list of the United Nations Security Council, or one committee's part of it, in its published XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import FormatError
from variorum.model import EntityType
from variorum.shelf.gazetteers.dates import edtf
from variorum.shelf.gazetteers.listed import (
    FactKind,
    Gazetteer,
    ListedFact,
    ListedName,
    ListedParty,
    Quality,
    Role,
    document,
    facts,
    names_in,
)
from variorum.shelf.gazetteers.xml import child_texts, elements, line_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = 2
_KINDS = {"INDIVIDUAL": EntityType.PERSON, "ENTITY": EntityType.ORGANISATION}
#: Individuals' aliases are graded; those of entities are "also" or "formerly known as", which the Committee does not grade: they count as good.
_GRADES = {"good": (Role.ALIAS, Quality.GOOD), "low": (Role.ALIAS, Quality.LOW), "a.k.a.": (Role.ALIAS, Quality.GOOD)}
_GRADES |= {"f.k.a.": (Role.FORMER, Quality.GOOD), "": (Role.ALIAS, Quality.LOW)}


def parse(source: BinaryIO) -> Gazetteer:
    """The list. An alias of an unknown grade counts as low; aliases without a name (dates of birth only) are passed over.

    Raises:
        FormatError: the XML is damaged, or an entry has no reference or no name; names the line.
    """
    dated: str | None = None
    parties: list[ListedParty] = []
    for element in elements(source, {"CONSOLIDATED_LIST", *_KINDS}):
        if element.tag == "CONSOLIDATED_LIST":
            dated = (element.get("dateGenerated") or "")[:10] or None
            continue
        parties.append(_party(element))
    if not parties:
        raise FormatError("has no INDIVIDUAL and no ENTITY; expected at least one")
    return Gazetteer(dated, tuple(parties))


def _party(element: _Element) -> ListedParty:
    reference = text_of(element, "REFERENCE_NUMBER")
    name = " ".join(t for field in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME") if (t := text_of(element, field)))
    if not reference or not name:
        missing = "REFERENCE_NUMBER" if not reference else "FIRST_NAME"
        raise FormatError(f"{line_of(element)}: the {element.tag} {reference or name or ''} has no {missing}")
    names = names_in(name, Role.NAME, Quality.GOOD)
    names += names_in(text_of(element, "NAME_ORIGINAL_SCRIPT"), Role.SCRIPT, Quality.GOOD)
    names += _aliases(element)
    listed_on = text_of(element, "LISTED_ON") or None
    return ListedParty(reference, _KINDS[str(element.tag)], tuple(dict.fromkeys(names)), listed_on, tuple(_facts(element)))


def _facts(element: _Element) -> Iterator[ListedFact]:
    births = child_texts(element, f"{element.tag}_DATE_OF_BIRTH", ("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"))
    yield from facts(FactKind.BORN, (_born(*birth) for birth in births))
    places = child_texts(element, f"{element.tag}_PLACE_OF_BIRTH", ("CITY", "STATE_PROVINCE", "COUNTRY", "NOTE"))
    yield from facts(FactKind.BIRTHPLACE, (", ".join(filter(None, place)) for place in places))
    yield from facts(FactKind.PROGRAMME, [text_of(element, "UN_LIST_TYPE")])
    papers = child_texts(element, f"{element.tag}_DOCUMENT", ("TYPE_OF_DOCUMENT", "NUMBER", "ISSUING_COUNTRY"))
    yield from facts(FactKind.ID, (document(*paper) for paper in papers))
    yield from facts(FactKind.REMARK, [text_of(element, "COMMENTS1")])


def _born(sort: str, day: str, year: str, first: str, last: str, note: str) -> str:
    """A date of birth: a day or a year, about then, or one of the years from the first to the last."""
    if first and last:
        return edtf(f"{first} to {last}")
    written = (day[:10] or year).strip()
    return edtf(f"circa {written}" if sort.casefold() == "approximately" else written) if written else note


def _aliases(element: _Element) -> Iterator[ListedName]:
    for quality, name in child_texts(element, f"{element.tag}_ALIAS", ("QUALITY", "ALIAS_NAME")):
        role, grade = _GRADES.get(quality.casefold(), (Role.ALIAS, Quality.LOW))
        yield from names_in(name, role, grade)
