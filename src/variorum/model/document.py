"""A document as it lies on the shelf, and the layers of its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LayerKind(StrEnum):
    """What a stretch of a page is; each kind has a default voice (see :attr:`Layer.voice`)."""

    LETTERHEAD = "letterhead"  #: who writes to whom, number, date, subject: the document's own author speaks
    PRIMARY = "primary"  #: the translated or quoted document itself: its own author speaks
    COMMENTARY = "commentary"  #: prose of the publisher, translator or analyst
    NOTE = "note"  #: a translator's or footnote text, keyed to an anchor in the text
    CAPTION = "caption"  #: under or over a picture
    QUOTATION = "quotation"  #: a block quoted inside commentary: the quoted speaks
    TIMELINE = "timeline"  #: a dated list
    BOILERPLATE = "boilerplate"  #: menus, pingbacks, comment forms, adverts, share lines: nobody's word, never read for claims


@dataclass(frozen=True, slots=True)
class Layer:
    """One stretch of the text with one kind and one default voice.

    The layers of a reading cover the whole text, in order, without gaps or overlaps. ``voice`` is whoever speaks when the text names nobody:
    an entity key of the reading, or ``@author``, ``@translator``, ``@editor``; None for boilerplate. ``anchor`` is, for a note, the offset in
    the text of the marker that it is keyed to (None when no marker was found).
    """

    kind: LayerKind
    start: int
    end: int
    voice: str | None = None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a document apart from its text.

    ``id`` is unique in its archive and stable; ``sha256`` is of the original bytes. ``published`` is EDTF (None: not known). ``rights`` and
    ``obtained`` are free words about licence and provenance. ``chars`` is the length of the text as read, in code points.
    """

    id: str
    sha256: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    rights: str | None = None
    obtained: str | None = None
    file: str | None = None
    chars: int = 0
