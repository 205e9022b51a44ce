"""What name finding gives back."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.entity import Entity, Mention, NameKind
from variorum.model.reading import Unread


@dataclass(frozen=True, slots=True)
class AliasSeen:
    """The text says that ``name`` is another name of ``entity``; the clause that says so is ``text[start:end]``.

    It is evidence, not yet a claim: who says it is for the voice stage. ``kind`` is what kind of name the text makes of it.
    """

    entity: str
    name: str
    kind: NameKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """Who and what a document speaks of.

    ``entities`` in order of first mention, keys unique; ``mentions`` sorted by start, the outer before the inner; ``aliases`` and ``unread``
    sorted by start. A mention whose bearer could not be made out has entity None and is also in ``unread``.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[AliasSeen, ...] = ()
    unread: tuple[Unread, ...] = ()
