"""The record held against published lists: rows for entities that are taken for listed parties, and for listed names where they stand in texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from variorum.errors import FormatError, VariorumError
from variorum.identity.decisions import Decision
from variorum.identity.editions import Issue, editions, plain
from variorum.identity.identities import Identities
from variorum.identity.in_text import Finder, ListedMention
from variorum.identity.listed_names import ListIndex
from variorum.identity.listing import listings
from variorum.identity.material import Material
from variorum.model import Document
from variorum.record.counted import Judged
from variorum.record.spool import Spool
from variorum.shelf import judgements
from variorum.shelf.custody import read
from variorum.shelf.documents import text_of
from variorum.shelf.gazetteers import Gazetteer, ListedParty
from variorum.shelf.gazetteers.shelved import Shelved, content, shelved
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
        contents = tuple(content_of(layout, g) for g in shelved)
        indexed = tuple((g.id, ListIndex(c)) for g, c in zip(shelved, contents, strict=True))
        return cls(tuple(shelved), contents, indexed, lambda d: _text(layout, d))

    @property
    def series(self) -> tuple[tuple[Issue, ...], ...]:
        """The lists, editions of one together."""
        return editions([Issue(g, c) for g, c in zip(self.shelved, self.contents, strict=True)])

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(g.id for g in self.shelved)


def issues(layout: Layout) -> tuple[Issue, ...]:
    """The lists of an archive that are not withdrawn, in order of id, with their content. Raises FormatError as :meth:`Lists.of`."""
    judged = Judged.of(judgements.read(layout.decisions), str(layout.decisions))
    return tuple(Issue(g, content_of(layout, g)) for g in shelved(read(layout)) if g.id not in judged.documents)


def content_of(layout: Layout, of: Shelved) -> Gazetteer:
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
    series = lists.series
    place = {i.of.id: (n, m) for n, issues in enumerate(series, 1) for m, i in enumerate(issues, 1)}
    for g in lists.shelved:
        spool.add("gazetteer", number[g.id], g.id, g.sha256, g.file, g.form, g.title, g.dated, g.url, g.parties, *place[g.id])
    found, unapplied = listings(identities, lists.indexed, decisions)
    finder = Finder([(g.id, c) for g, c in zip(lists.shelved, lists.contents, strict=True)])
    mentions = _mentions(finder, lists, documents)
    wanted = {(place[x.gazetteer][0], x.reference) for x in found} | {(place[m.gazetteer][0], m.reference) for _, m in mentions}
    _spool_parties(spool, series, number, wanted)
    entity = {e.key: i for i, e in enumerate(identities.entities, 1)}
    for x in found:
        spool.add("listed_entity", entity[x.entity], number[x.gazetteer], x.reference, x.linked, x.rule, x.how, x.name, x.listed, x.reason)
    for doc, m in mentions:
        spool.add("listed_mention", doc, m.start, m.end, number[m.gazetteer], m.reference, m.linked, m.written, m.listed, m.rule, m.how)
    return unapplied


def _mentions(finder: Finder, lists: Lists, documents: Sequence[Material]) -> list[tuple[int, ListedMention]]:
    found = []
    for doc, m in enumerate(documents, 1):
        if (text := lists.text(m.document)) is not None:
            found += [(doc, mention) for mention in finder.mentions(m.document.id, text)]
    return found


def _spool_parties(spool: Spool, series: Sequence[Sequence[Issue]], number: dict[str, int], wanted: set[tuple[int, str]]) -> None:
    """The wanted parties, each by the number of its series, in every edition that has them: what one says says since when another does."""
    for n, issues in enumerate(series, 1):
        references = {reference for m, reference in wanted if m == n}
        for issue in issues:
            for p in sorted((p for p in issue.content.parties if p.reference in references), key=lambda p: p.reference):
                _spool_party(spool, number[issue.of.id], p)


def _spool_party(spool: Spool, list_: int, p: ListedParty) -> None:
    spool.add("listed_party", list_, p.reference, p.type, p.label, p.listed_on)
    for place, name in enumerate(p.names, 1):
        spool.add("listed_name", list_, p.reference, place, name.text, plain(name.text), name.role, name.quality)
    for place, fact in enumerate(p.facts, 1):
        spool.add("listed_fact", list_, p.reference, place, fact.kind, fact.text, plain(fact.text))
