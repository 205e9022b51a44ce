"""Lists in the form of followthemoney entities: one JSON object a line, with ``id``, ``schema`` and ``properties``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from variorum.errors import FormatError
from variorum.model import EntityType
from variorum.shelf.gazetteers.listed import FactKind, Gazetteer, ListedFact, ListedName, ListedParty, Quality, Role, facts, names_in

VERSION = 2
#: The schemata of followthemoney that are persons or bodies; a legal entity may be either. All others (addresses, sanctions, ties) are passed over.
_KINDS: Mapping[str, EntityType | None] = {
    "Person": EntityType.PERSON,
    "Organization": EntityType.ORGANISATION,
    "Company": EntityType.ORGANISATION,
    "PublicBody": EntityType.ORGANISATION,
    "LegalEntity": None,
}
_PROPERTIES = (
    ("name", Role.NAME, Quality.GOOD),
    ("alias", Role.ALIAS, Quality.GOOD),
    ("abbreviation", Role.ALIAS, Quality.GOOD),
    ("previousName", Role.FORMER, Quality.GOOD),
    ("weakAlias", Role.ALIAS, Quality.LOW),
)
_FACTS = (
    ("birthDate", FactKind.BORN),
    ("birthPlace", FactKind.BIRTHPLACE),
    ("program", FactKind.PROGRAMME),
    ("programId", FactKind.PROGRAMME),
    ("passportNumber", FactKind.ID),
    ("idNumber", FactKind.ID),
    ("registrationNumber", FactKind.ID),
    ("notes", FactKind.REMARK),
)


def parse(source: BinaryIO) -> Gazetteer:
    """The persons and bodies among the entities. Those of other schemata, and those without a name, are counted in notes.

    Raises:
        FormatError: a line is not UTF-8, is no JSON object, or has no ``id``, ``schema`` or ``properties``; names the line.
    """
    parties: dict[str, ListedParty] = {}
    others = nameless = 0
    for number, line in enumerate(source, 1):
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not line.strip():
            continue
        raw = _entity(number, line)
        if raw["schema"] not in _KINDS:
            others += 1
            continue
        names = tuple(dict.fromkeys(_names(raw["properties"])))
        if not names:
            nameless += 1
            continue
        if raw["id"] in parties:
            raise FormatError(f"line {number}: the entity {raw['id']} stands on an earlier line too; expected each id once")
        parties[raw["id"]] = ListedParty(raw["id"], _KINDS[raw["schema"]], names, facts=tuple(_facts(raw["properties"])))
    if not parties:
        raise FormatError("has no person and no body with a name; expected at least one")
    notes = [f"passed over, being neither persons nor bodies: {others}"] if others else []
    notes += [f"passed over, having no name: {nameless}"] if nameless else []
    return Gazetteer(None, tuple(parties.values()), tuple(notes))


def _entity(number: int, line: bytes) -> Mapping[str, Any]:
    try:
        raw = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as err:
        raise FormatError(f"line {number}: is not UTF-8 at byte {err.start}") from err
    except (ValueError, RecursionError) as err:
        raise FormatError(f"line {number}: is not JSON: {err}") from err
    ok = isinstance(raw, dict) and isinstance(raw.get("id"), str) and isinstance(raw.get("schema"), str) and raw["id"]
    if not ok or not isinstance(raw.get("properties"), dict):
        raise FormatError(f"line {number}: is no followthemoney entity: expected an object with `id`, `schema` and `properties`")
    found: Mapping[str, Any] = raw
    return found


def _names(properties: Mapping[str, Any]) -> Iterator[ListedName]:
    for name, role, quality in _PROPERTIES:
        for value in _values(properties, name):
            yield from names_in(value, role, quality)


def _facts(properties: Mapping[str, Any]) -> Iterator[ListedFact]:
    for name, kind in _FACTS:
        yield from facts(kind, _values(properties, name))


def _values(properties: Mapping[str, Any], name: str) -> Iterator[str]:
    values = properties.get(name, ())
    return (value for value in (values if isinstance(values, list) else [values]) if isinstance(value, str))
