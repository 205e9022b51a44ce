"""Persons, organisations, places, works and events, and the names that texts give them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORK = "work"
    EVENT = "event"


class NameKind(StrEnum):
    """What kind of name it is (annotation.md, Names). Places, works and events use ``official``."""

    LEGAL = "legal"
    KUNYA = "kunya"
    NOM_DE_GUERRE = "nom_de_guerre"
    ACRONYM = "acronym"
    OFFICIAL = "official"
    EXONYM = "exonym"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a document writes it; two names are equal when text and kind are."""

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that one document speaks of. ``key`` is unique in its reading only; ``names`` is in order of first appearance.

    The same man in two documents is two entities until identity joins them (see :mod:`variorum.identity`).
    """

    key: str
    type: EntityType
    names: tuple[Name, ...] = ()

    @property
    def label(self) -> str:
        """For display: the first name that is not a title, exonym or acronym; else the first name; else the key.

        >>> Entity("X", EntityType.PERSON, (Name("the emir", NameKind.TITLE), Name("Omar Hadi", NameKind.LEGAL))).label
        'Omar Hadi'
        """
        return next((n.text for n in self.names if n.kind in _PROPER), self.names[0].text if self.names else self.key)


_PROPER = frozenset({NameKind.LEGAL, NameKind.KUNYA, NameKind.NOM_DE_GUERRE, NameKind.OFFICIAL})


class MentionForm(StrEnum):
    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text refers to an entity. ``entity`` is None when it could not be resolved (it is kept and counted)."""

    start: int
    end: int
    text: str
    entity: str | None
    form: MentionForm
