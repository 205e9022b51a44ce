"""What a published list says: parties, their references and their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from variorum.model import EntityType


class Role(StrEnum):
    """What a name is to its list."""

    NAME = "name"  #: the name under which the party is listed
    ALIAS = "alias"
    FORMER = "former name"
    NOW = "name now used"  #: that the party has taken since it was listed ("n.k.a.")
    SCRIPT = "name in its own script"


class Quality(StrEnum):
    """How sure the list is that the name identifies the party."""

    GOOD = "good"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a listed party, as the list writes it."""

    text: str
    role: Role
    quality: Quality = Quality.GOOD

    def __str__(self) -> str:
        if self.role in (Role.ALIAS, Role.FORMER, Role.NOW):
            return f"{self.role}, {self.quality} quality"
        return "listed name" if self.role is Role.NAME else str(self.role)


class FactKind(StrEnum):
    """What sort of thing a list says of a party beside its names."""

    BORN = "born"
    BIRTHPLACE = "place of birth"
    PROGRAMME = "programme"
    ID = "document"  #: with which the party proves who it is: sort, number and country
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class ListedFact:
    """One thing that a list says of a party: a date in EDTF where the list writes one that can be read (else as written), all others in its words."""

    kind: FactKind
    text: str


def facts(kind: FactKind, texts: Iterable[str]) -> list[ListedFact]:
    """The facts of one kind, each once, without blank ones."""
    return [ListedFact(kind, text) for text in dict.fromkeys(texts) if text]


def document(sort: str, number: str, country: str) -> str:
    """A document that proves who somebody is, in one line; empty when nothing is said of it."""
    return f"{sort} {number}".strip() + (f" ({country})" if country else "") if sort or number else ""


@dataclass(frozen=True, slots=True)
class ListedParty:
    """One entry. ``reference`` is the list's own and unique in it; ``type`` is None where the list does not say; ``names`` begins with the main one.

    ``listed_on`` is the day since which the party is listed, where the list says so.
    """

    reference: str
    type: EntityType | None
    names: tuple[ListedName, ...]
    listed_on: str | None = None
    facts: tuple[ListedFact, ...] = ()

    @property
    def label(self) -> str:
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A list as it was published. ``dated`` is its own date in ISO form, None when it states none; ``notes`` are sentences about what was passed over."""

    dated: str | None
    parties: tuple[ListedParty, ...]
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def from_dict(raw: Mapping[str, Any]) -> Gazetteer:
    """The gazetteer that :meth:`Gazetteer.to_dict` gave."""
    parties = tuple(
        ListedParty(
            p["reference"],
            EntityType(p["type"]) if p["type"] else None,
            tuple(ListedName(n["text"], Role(n["role"]), Quality(n["quality"])) for n in p["names"]),
            p["listed_on"],
            tuple(ListedFact(FactKind(f["kind"]), f["text"]) for f in p["facts"]),
        )
        for p in raw["parties"]
    )
    return Gazetteer(raw["dated"], parties, tuple(raw["notes"]))


_BLANKS = re.compile(r"\s+")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_PREFIX = re.compile(r"^(?:original script|in arabic|arabic script)\s*:\s*", re.IGNORECASE)


def names_in(text: str, role: Role, quality: Quality) -> list[ListedName]:
    """The names that one field holds: lists put several into one, parted by semicolons, or a spelling in brackets after another.

    What stands in brackets is a name where it begins with a capital or a letter of a script without capitals; else it is a remark.

    >>> [n.text for n in names_in("Karam Nuri (Karem Nouri; كرم نوري)", Role.ALIAS, Quality.GOOD)]
    ['Karam Nuri', 'Karem Nouri', 'كرم نوري']
    >>> [n.text for n in names_in("Karam Nuri (birth name)", Role.ALIAS, Quality.GOOD)]
    ['Karam Nuri']
    """
    inside = [part for found in _BRACKETED.findall(text) for part in found.split(";")]
    outside = _BRACKETED.sub(" ", text).split(";")
    names = [_BLANKS.sub(" ", part).strip(" ,.") for part in outside]
    names += [_PREFIX.sub("", _BLANKS.sub(" ", part).strip()) for part in inside]
    kept = [n for n in names[: len(outside)] if n] + [
        n for n in names[len(outside) :] if n and not n[0].islower() and any(map(str.isalpha, n))
    ]
    return [ListedName(n, role, quality) for n in dict.fromkeys(kept)]
