"""The record held against published lists: rows for entities that are taken for listed parties, and for listed names where they stand in texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from variorum.errors import FormatError, VariorumError
from variorum.identity.decisions import Decision
from variorum.identity.identities import Identities
from variorum.identity.in_text import Finder, ListedMention
from variorum.identity.listed_names import ListIndex
from variorum.identity.listing import Listing, listings
from variorum.identity.material import Material
from variorum.model import Document
from variorum.record.spool import Spool
from variorum.shelf.documents import text_of
from variorum.shelf.gazetteers import Gazetteer, ListedParty
from variorum.shelf.gazetteers.shelved import Shelved, content
from variorum.shelf.layout import Layout


@dataclass(frozen=True, slots=True)
class Lists:
    """Published lists, in order of id, with their content and that again ready to be asked for names; ``text`` gives the text of a document, None
    where it cannot be read."""

    shelved: tuple[Shelved, ...]
    contents: tuple[Gazetteer, ...]
    indexed: tuple[tuple[str, ListIndex], ...]
    text: Callable[[Document], str | None]

    @classmethod
    def of(cls, layout: Layout, shelved: Sequence[Shelved]) -> Lists | None:
        """The lists of an archive; None when it has none. Raises FormatError, naming the list, when one can no longer be read."""
        if not shelved:
            return None
        contents = tuple(_content(layout, g) for g in shelved)
        indexed = tuple((g.id, ListIndex(c)) for g, c in zip(shelved, contents, strict=True))
        return cls(tuple(shelved), contents, indexed, lambda d: _text(layout, d))

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(g.id for g in self.shelved)


def _content(layout: Layout, of: Shelved) -> Gazetteer:
    try:
        return content(layout, of)
    except FormatError as err:
        raise FormatError(f"the list {of.id} ({of.file}): {err}") from err


def _text(layout: Layout, document: Document) -> str | None:
    try:
        return text_of(layout, document)
    except VariorumError:  # the build has named it as one that could not be read
        return None


def spool_lists(
    spool: Spool, lists: Lists, documents: Sequence[Material], identities: Identities, decisions: Sequence[Decision]
) -> tuple[str, ...]:
    """Writes all rows about lists. Gives a sentence for each decision that found nothing to apply to."""
    number = {g.id: n for n, g in enumerate(lists.shelved, 1)}
    for g in lists.shelved:
        spool.add("gazetteer", number[g.id], g.id, g.sha256, g.file, g.form, g.title, g.dated, g.url, g.parties)
    found, unapplied = listings(identities, lists.indexed, decisions)
    finder = Finder([(g.id, c) for g, c in zip(lists.shelved, lists.contents, strict=True)])
    mentions = _mentions(finder, lists, documents)
    _spool_parties(spool, lists, number, found, [m for _, m in mentions])
    entity = {e.key: i for i, e in enumerate(identities.entities, 1)}
    for x in found:
        spool.add("listed_entity", entity[x.entity], number[x.gazetteer], x.reference, x.linked, x.rule, x.name, x.listed, x.reason)
    for doc, m in mentions:
        spool.add("listed_mention", doc, m.start, m.end, number[m.gazetteer], m.reference, m.linked, m.listed, m.rule)
    return unapplied


def _mentions(finder: Finder, lists: Lists, documents: Sequence[Material]) -> list[tuple[int, ListedMention]]:
    found = []
    for doc, m in enumerate(documents, 1):
        if (text := lists.text(m.document)) is not None:
            found += [(doc, mention) for mention in finder.mentions(m.document.id, text)]
    return found


def _spool_parties(spool: Spool, lists: Lists, number: dict[str, int], found: Sequence[Listing], mentions: Sequence[ListedMention]) -> None:
    wanted = {(x.gazetteer, x.reference) for x in found} | {(m.gazetteer, m.reference) for m in mentions}
    for g, gazetteer in zip(lists.shelved, lists.contents, strict=True):
        parties: dict[str, ListedParty] = {p.reference: p for p in gazetteer.parties}
        for _, reference in sorted(w for w in wanted if w[0] == g.id):
            p = parties[reference]
            spool.add("listed_party", number[g.id], reference, p.type, p.label, p.listed_on)
