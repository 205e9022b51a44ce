"""A reading: everything that one reader, machine or person, found in one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from variorum.model.claim import Assessment, Claim
from variorum.model.date_mention import DateMention
from variorum.model.document import Document, Layer
from variorum.model.entity import Entity, Mention
from variorum.model.precedence import Precedence
from variorum.model.proposal import Exchange, Proposal


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that the reader saw and could not make out: counted and shown, never dropped.

    ``kind`` names the stage and the failure in one word each ("date unresolved", "mention unresolved", "voice unnamed", "language not read").
    """

    kind: str
    start: int
    end: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as one reader read it. Everything is sorted by place in the text; entity keys are unique.

    ``reader`` names who read: ``rules-1+<hash>`` or ``person``. ``raw`` is, for a person's reading, the annotation exactly as it came in
    (with keys that variorum does not know), None for a machine's. ``proposals`` say which reader a claim is from where a language model had part in it, and
    ``exchanges`` all that it was asked; both are empty where none had.
    """

    document: Document
    reader: str
    layers: tuple[Layer, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    unread: tuple[Unread, ...] = ()
    order: tuple[Precedence, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    raw: Mapping[str, Any] | None = field(default=None, compare=False)
