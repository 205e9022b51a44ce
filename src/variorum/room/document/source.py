"""A document of the record with its text, its layers and its history on the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from variorum.model import Document, LayerKind
from variorum.room.claim.gone import no_such_document
from variorum.room.opened import Opened
from variorum.shelf.custody import Entry, about
from variorum.shelf.documents import replay, text_of

_SQL = """SELECT doc, id, sha256, title, author, publisher, published, url, language, file, chars, reader, published_earliest, published_latest
FROM document WHERE {} ORDER BY doc"""
_NAMES = ("id", "sha256", "title", "author", "publisher", "published", "url", "language", "file", "chars")
_LAYERS = "SELECT kind, span_start, span_end, voice, anchor FROM layer WHERE doc = ? ORDER BY span_start, span_end"


class Stretch(NamedTuple):
    """A layer: ``voice`` is the record's number of who speaks in it (0: nobody); ``anchor`` where a note's marker stands, or None."""

    kind: LayerKind
    start: int
    end: int
    voice: int
    anchor: int | None


@dataclass(frozen=True)
class Source:
    """``doc`` is the record's number of the document; ``days`` when it was published, half open. ``custody`` is what was done to its original."""

    doc: int
    document: Document
    reader: str
    days: tuple[int, int]
    text: str
    layers: tuple[Stretch, ...]
    custody: tuple[Entry, ...]

    @property
    def title(self) -> str:
        d = self.document
        return d.title or d.file or d.id


def source(opened: Opened, id_: str) -> Source:
    """The document of that id. Raises HTTPException (404), saying what became of it, when the record has none."""
    rows = opened.record.rows(_SQL.format("id = ?"), [id_])
    if not rows:
        raise no_such_document(opened, id_)
    return _source(opened, rows[0])


def sources(opened: Opened, docs: Sequence[int]) -> tuple[Source, ...]:
    """The documents of these numbers of the record, in their order; each is read from the shelf, so ask for few."""
    return tuple(_source(opened, row) for row in opened.record.rows(_SQL.format("doc IN (SELECT unnest(?::INTEGER[]))"), [list(docs)]))


def _source(opened: Opened, row: Sequence[object]) -> Source:
    doc, *known, reader, first, last = row
    assert isinstance(doc, int) and isinstance(reader, str) and isinstance(first, int) and isinstance(last, int)
    document = Document(**dict(zip(_NAMES, known, strict=True)))  # type: ignore[arg-type]
    entries = about(opened.archive.layout, document.sha256)
    shelved = replay(entries).get(document.sha256, document)
    text = text_of(opened.archive.layout, shelved)
    layers = tuple(Stretch(LayerKind(k), *rest) for k, *rest in opened.record.rows(_LAYERS, [doc]))
    whole = layers or (Stretch(LayerKind.COMMENTARY, 0, len(text), 0, None),)
    return Source(doc, shelved, reader, (first, last), text, whole, entries)
