"""OFAC's list in the "advanced" XML (SDN_ADVANCED.XML, CONS_ADVANCED.XML), the form in which the Treasury publishes it now.

The file says everything once, by numbers: what they stand for comes first (ReferenceValueSets, Locations, IDRegDocuments), then the parties
(DistinctParty), last why each is listed (SanctionsEntry). It is read as it comes, so a party waits for its entry; what is kept of the file meanwhile
are the parties, places and documents in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import FormatError
from variorum.model import EntityType
from variorum.shelf.gazetteers.dates import between, days_of
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
from variorum.shelf.gazetteers.ofac import ROLES
from variorum.shelf.gazetteers.xml import elements, line_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = 1
_KINDS = {"individual": EntityType.PERSON, "entity": EntityType.ORGANISATION}
#: Parts of a name in the order of the older form, which writes given names first; parts that are not named here stand where the file has them, last.
_ORDER = ("First Name", "Middle Name", "Patronymic", "Matronymic", "Maiden Name", "Last Name")
#: Scripts (ISO 15924) whose languages write the family name first: there the order of the file counts.
_FAMILY_FIRST = {"Hani", "Hans", "Hant", "Hang", "Kore", "Jpan", "Hira", "Kana"}
_FACTS = {"Birthdate": FactKind.BORN, "Place of Birth": FactKind.BIRTHPLACE}
#: What a party's kind is called where only its wider type says it.
_NOT_SAID = {"", "unknown"}


def parse(source: BinaryIO) -> Gazetteer:
    """The list: persons and bodies. Vessels, aircraft and whatever else are passed over and counted in a note.

    Aliases that the list calls of low quality are so here. What it says of a party beside birth, programmes and documents becomes remarks.

    Raises:
        FormatError: the XML is damaged or ends too early, a party has no FixedRef or no name or stands there twice, or a number stands for nothing
            in the file; names the line and the party.
    """
    sections = _Sections()
    for element in elements(source, _SECTIONS.keys()):
        _SECTIONS[str(element.tag)](sections, element)
    return sections.gazetteer()


@dataclass(frozen=True, slots=True)
class _Value:
    """What a number stands for, and the other numbers that go with it."""

    text: str
    also: Mapping[str, str]


@dataclass(slots=True)
class _Entry:
    """Why a party is listed, and since when."""

    listed_on: str | None = None
    facts: list[ListedFact] = field(default_factory=list)


@dataclass(slots=True)
class _Sections:
    """What the file has said so far."""

    dated: str | None = None
    values: dict[tuple[str, str], _Value] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    papers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[str, ListedParty] = field(default_factory=dict)
    profiles: dict[str, str] = field(default_factory=dict)  #: the party of each
    entries: dict[str, _Entry] = field(default_factory=lambda: defaultdict(_Entry))
    others: int = 0

    def gazetteer(self) -> Gazetteer:
        if not self.parties:
            raise FormatError("has no DistinctParty that is a person or a body; expected at least one")
        by_party = {self.profiles[p]: entry for p, entry in self.entries.items() if p in self.profiles}
        parties = tuple(_with_entry(p, by_party.get(reference, _Entry())) for reference, p in self.parties.items())
        unlisted = sum(reference not in by_party for reference in self.parties)
        notes = [f"passed over, being neither persons nor bodies (vessels, aircraft): {self.others}"] if self.others else []
        notes += [f"taken without programme and day of listing, having no SanctionsEntry: {unlisted}"] if unlisted else []
        return Gazetteer(self.dated, parties, tuple(notes))

    # -------------------------------------------------------------- what numbers stand for
    def take_day(self, element: _Element) -> None:
        self.dated = _day(element)

    def take_values(self, element: _Element) -> None:
        for value in element.iterfind("*/*[@ID]"):
            self.values[str(value.tag), value.get("ID", "")] = _Value(
                " ".join((value.text or "").split()), {str(k): str(v) for k, v in value.attrib.items()}
            )

    def take_place(self, element: _Element) -> None:
        parts = [" ".join((v.text or "").split()) for v in element.iterfind("LocationPart/LocationPartValue/Value")]
        parts += [self.value("Country", c, "CountryID").text for c in element.iterfind("LocationCountry")]
        self.places[element.get("ID", "")] = ", ".join(p for p in dict.fromkeys(parts) if p)

    def take_paper(self, element: _Element) -> None:
        sort = self.value("IDRegDocType", element, "IDRegDocTypeID").text
        country = self.value("Country", element, "IssuedBy-CountryID").text if element.get("IssuedBy-CountryID") else ""
        self.papers[element.get("IdentityID", "")].append(document(sort, text_of(element, "IDRegistrationNo"), country))

    def value(self, sort: str, element: _Element, attribute: str) -> _Value:
        number = element.get(attribute, "")
        if (found := self.values.get((sort, number))) is None:
            said = f"{attribute} {number}" if number else f"no {attribute}"
            raise FormatError(
                f"{line_of(element)}: the {element.tag}{_named(element)} has {said}; expected the ID of one {sort} of the ReferenceValueSets"
            )
        return found

    # -------------------------------------------------------------- parties
    def take_party(self, element: _Element) -> None:
        reference, profile = element.get("FixedRef", ""), element.find("Profile")
        if not reference or profile is None:
            missing = "FixedRef" if not reference else "Profile"
            raise FormatError(f"{line_of(element)}: the DistinctParty{_named(element)} has no {missing}")
        if (type_ := _KINDS.get(self._kind(profile))) is None:
            self.others += 1
            return
        names = sorted(self._names(profile), key=lambda n: n.role is not Role.NAME)
        if not names:
            raise FormatError(f"{line_of(element)}: the DistinctParty {reference} has no name")
        names[0] = replace(names[0], role=Role.NAME)  # also where the list has none in Latin letters
        if reference in self.parties:
            raise FormatError(f"{line_of(element)}: the DistinctParty {reference} stands further up too; expected each once")
        found = facts(FactKind.REMARK, [text_of(element, "Comment")])
        found += (f for feature in element.iter("Feature") for f in self._feature(feature))
        found += facts(FactKind.ID, (paper for i in profile.iterfind("Identity") for paper in self.papers.get(i.get("ID", ""), ())))
        self.parties[reference] = ListedParty(f"OFAC {reference}", type_, tuple(dict.fromkeys(names)), facts=tuple(found))
        self.profiles[profile.get("ID", "")] = reference

    def _kind(self, profile: _Element) -> str:
        own = self.value("PartySubType", profile, "PartySubTypeID")
        wider = self.values.get(("PartyType", own.also.get("PartyTypeID", "")))
        return (own.text if own.text.casefold() not in _NOT_SAID or wider is None else wider.text).casefold()

    def _names(self, profile: _Element) -> Iterator[ListedName]:
        for identity in profile.iterfind("Identity"):
            groups = {g.get("ID", ""): self.value("NamePartType", g, "NamePartTypeID").text for g in identity.iter("NamePartGroup")}
            own = identity.get("Primary", "true") == "true"
            for alias in identity.iterfind("Alias"):
                primary = own and alias.get("Primary") == "true"
                sort = self.value("AliasType", alias, "AliasTypeID").text
                quality = Quality.LOW if alias.get("LowQuality") == "true" else Quality.GOOD
                for name in alias.iterfind("DocumentedName"):
                    script, text = self._name(name, groups)
                    role = ROLES.get(sort.casefold()[:1], Role.ALIAS) if sort != "Name" else Role.ALIAS
                    if primary:
                        role = Role.NAME if script == "Latn" else Role.SCRIPT
                    yield from names_in(text, role, quality)

    def _name(self, name: _Element, groups: Mapping[str, str]) -> tuple[str, str]:
        """The script (ISO 15924) and the whole of a name; of an unknown script it is taken for Latin."""
        parts = list(name.iterfind("DocumentedNamePart/NamePartValue"))
        scripts = [self.values.get(("Script", p.get("ScriptID", "")), _Value("", {})).also.get("ScriptCode", "Latn") for p in parts]
        if not _FAMILY_FIRST.intersection(scripts):
            rank = {sort: i for i, sort in enumerate(_ORDER)}
            parts.sort(key=lambda p: rank.get(groups.get(p.get("NamePartGroupID", ""), ""), len(_ORDER)))
        return next(iter(scripts), "Latn"), " ".join(" ".join((p.text or "").split()) for p in parts).strip()

    def _feature(self, feature: _Element) -> list[ListedFact]:
        sort = self.value("FeatureType", feature, "FeatureTypeID").text
        said = [text for version in feature.iterfind("FeatureVersion") if (text := "; ".join(filter(None, self._said(version))))]
        kind = _FACTS.get(sort, FactKind.REMARK)
        return facts(kind, (text if kind is not FactKind.REMARK else f"{sort.rstrip(' :-')}: {text}" for text in said))

    def _said(self, version: _Element) -> Iterator[str]:
        for period in version.iterfind("DatePeriod"):
            yield _period(period)
        for place in version.iterfind("VersionLocation"):
            yield self.places.get(place.get("LocationID", ""), "")
        for detail in version.iterfind("VersionDetail"):
            by_number = self.value("DetailReference", detail, "DetailReferenceID").text if detail.get("DetailReferenceID") else ""
            yield by_number or " ".join((detail.text or "").split())
        yield text_of(version, "Comment")

    # -------------------------------------------------------------- why they are listed
    def take_entry(self, element: _Element) -> None:
        entry = self.entries[element.get("ProfileID", "")]
        for event in element.iterfind("EntryEvent"):
            days = [d for at in event.iterfind("Date") if (d := _day(at))]
            entry.listed_on = min(filter(None, [entry.listed_on, *days]), default=None)
            entry.facts += facts(FactKind.REMARK, [text_of(event, "Comment")])
        for measure in element.iterfind("SanctionsMeasure"):
            sort, comment = self.value("SanctionsType", measure, "SanctionsTypeID").text, text_of(measure, "Comment")
            if sort == "Program":
                entry.facts += facts(FactKind.PROGRAMME, [comment])
            else:
                entry.facts += facts(FactKind.REMARK, [f"{sort}: {comment}" if comment else ""])

    def pass_over(self, element: _Element) -> None:
        """Ties between parties: the list's word on them is not read."""


_SECTIONS: Mapping[str, Callable[[_Sections, _Element], None]] = {
    "DateOfIssue": _Sections.take_day,
    "ReferenceValueSets": _Sections.take_values,
    "Location": _Sections.take_place,
    "IDRegDocument": _Sections.take_paper,
    "DistinctParty": _Sections.take_party,
    "ProfileRelationship": _Sections.pass_over,
    "SanctionsEntry": _Sections.take_entry,
}


def _with_entry(party: ListedParty, entry: _Entry) -> ListedParty:
    order = list(FactKind)
    found = sorted(dict.fromkeys((*party.facts, *entry.facts)), key=lambda f: order.index(f.kind))
    return replace(party, listed_on=entry.listed_on, facts=tuple(found))


def _named(element: _Element) -> str:
    """What tells an element from the others of its name, in a message."""
    found = element.get("FixedRef") or element.get("ID") or ""
    return f" {found}" if found else ""


def _fields(element: _Element) -> tuple[str, str, str]:
    return text_of(element, "Year"), text_of(element, "Month"), text_of(element, "Day")


def _day(element: _Element) -> str | None:
    """A date in three fields in ISO form, as much of it as there is; None when it is none."""
    year, month, day = _fields(element)
    if days_of(year, month, day) is None:
        return None
    return "-".join(f"{int(part):0>{width}}" for part, width in ((year, 4), (month, 2), (day, 2)) if part)


def _period(period: _Element) -> str:
    """The days from the first to the last that a period allows, in EDTF; empty when it has none."""
    ends = [days for path in ("Start/From", "Start/To", "End/From", "End/To") if (days := _days(period.find(path)))]
    about = any(end.get("Approximate") == "true" for end in _present(period.find("Start"), period.find("End")))
    return between(min(first for first, _ in ends), max(last for _, last in ends), about=about) if ends else ""


def _days(element: _Element | None) -> tuple[date, date] | None:
    return days_of(*_fields(element)) if element is not None else None


def _present(*found: _Element | None) -> Iterable[_Element]:
    return (element for element in found if element is not None)
