"""The texts of a record's documents, for the words around a quote."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.errors import VariorumError
from variorum.model import Document
from variorum.reasoning.origins.matter import Texts
from variorum.record import Record
from variorum.shelf.documents import text_of


def texts_of(record: Record, listed: Sequence[Document] | None = None) -> Texts:
    """The text of each document by its number, read when first asked for; None for one that is missing or was changed since it came in.

    Keep it no longer than a question: it keeps every text that it has read. ``listed``: the documents of the record, when at hand.
    """
    documents = {doc: d for doc, d in enumerate(record.documents() if listed is None else listed, 1)}
    read: dict[int, str | None] = {}

    def text(doc: int) -> str | None:
        if doc not in read:
            try:
                read[doc] = text_of(record.layout, documents[doc]) if doc in documents else None
            except (VariorumError, OSError):
                read[doc] = None
        return read[doc]

    return text
