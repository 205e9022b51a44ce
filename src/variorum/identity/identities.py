"""What identity gives to the record: the entities of all documents together, and why each of them is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.model import EntityType, Name


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An entity of one reading: the document's id and the reading's own key (``@author`` and the other speakers included)."""

    document: str
    key: str

    def __str__(self) -> str:
        return f"{self.document}:{self.key}"


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name of an entity as one document writes it."""

    document: str
    name: Name


@dataclass(frozen=True, slots=True)
class Identity:
    """One entity of the record. ``key`` is readable and unique in it; ``members`` and ``names`` are sorted."""

    key: str
    type: EntityType
    label: str
    members: tuple[Ref, ...]
    names: tuple[NameUse, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two documents' entities are one (``joined``), or were kept apart although something speaks for it. ``a < b``."""

    a: Ref
    b: Ref
    joined: bool
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identities:
    """All entities, in order of key, and all links, in order of the members they join.

    Every entity of every reading, and every speaker, is a member of exactly one identity. ``unapplied`` says, a sentence each, which decisions
    found nothing to apply to, and why.
    """

    entities: tuple[Identity, ...]
    links: tuple[Link, ...]
    unapplied: tuple[str, ...] = ()
    _of: Mapping[Ref, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of", {m: e.key for e in self.entities for m in e.members})

    def key_of(self, document: str, key: str) -> str:
        """The key of the entity that a reading's own key belongs to. Raises KeyError for a key that no reading has."""
        return self._of[Ref(document, key)]
