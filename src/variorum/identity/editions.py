"""Editions of one published list: which lists of an archive are, and which parties came, went and changed from one to another.

Two lists are editions of one when their metadata say so (``edition_of``); else when one publisher gives the references of both, at least half of the
parties of the smaller stand in the larger, and of those that only the larger has at least a quarter are under a programme that the smaller knows. The last
keeps one committee's part of a list apart from the whole: all its parties are there, and what is there besides is of other committees.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from variorum.shelf.gazetteers import FORMS, FactKind, Gazetteer, ListedFact, ListedName, ListedParty
from variorum.shelf.gazetteers.shelved import Shelved

_COMMON, _KNOWN = 1 / 2, 1 / 4


@dataclass(frozen=True, slots=True)
class Issue:
    """A list of the archive and what it holds."""

    of: Shelved
    content: Gazetteer

    @property
    def order(self) -> tuple[bool, str, str]:
        """By date; those of which nobody says when they were published come last, by id."""
        return (self.of.dated is None, self.of.dated or "", self.of.id)


def editions(issues: Sequence[Issue]) -> tuple[tuple[Issue, ...], ...]:
    """The lists, those that are editions of one together and in order of date; a list of which there is one edition stands alone. In order of the first id."""
    groups: list[list[Issue]] = []
    for issue in issues:
        same = [g for g in groups if any(are_editions(issue, other) for other in g)]
        groups = [g for g in groups if g not in same] + [[issue, *(i for g in same for i in g)]]
    found = (tuple(sorted(g, key=lambda i: i.order)) for g in groups)
    return tuple(sorted(found, key=lambda g: min(i.of.id for i in g)))


def are_editions(a: Issue, b: Issue) -> bool:
    """Whether two lists are taken for editions of one (see above)."""
    if a.of.edition_of or b.of.edition_of:
        return (a.of.edition_of or a.of.id) == (b.of.edition_of or b.of.id)
    if not same_references(a, b):
        return False
    smaller, larger = sorted(({p.reference: _programmes(p) for p in i.content.parties} for i in (a, b)), key=len)
    if len(smaller.keys() & larger.keys()) < _COMMON * len(smaller):
        return False
    known = {programme for own in smaller.values() for programme in own}
    besides = [own for reference, own in larger.items() if reference not in smaller and own]
    return sum(not known.isdisjoint(own) for own in besides) >= _KNOWN * len(besides)


def same_references(a: Issue, b: Issue) -> bool:
    """Whether one publisher gives the references of both lists, so that a party has the same in both."""
    return FORMS[a.of.form].publisher == FORMS[b.of.form].publisher


def _programmes(party: ListedParty) -> frozenset[str]:
    return frozenset(f.text for f in party.facts if f.kind is FactKind.PROGRAMME)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a list says otherwise of a party than it did: names and facts that came and went, and names of which only the standing changed
    (an alias that is now of good quality), each as it was and as it is. ``listed_on``: the same of the day since which it is listed."""

    before: ListedParty
    after: ListedParty
    names_came: tuple[ListedName, ...]
    names_went: tuple[ListedName, ...]
    names_moved: tuple[tuple[ListedName, ListedName], ...]
    facts_came: tuple[ListedFact, ...]
    facts_went: tuple[ListedFact, ...]
    listed_on: tuple[str | None, str | None] | None


@dataclass(frozen=True, slots=True)
class ListChanges:
    """The parties that came, went and changed from an older list to a newer, each in the order of its list; ``notes`` say what to beware of."""

    older: Shelved
    newer: Shelved
    came: tuple[ListedParty, ...]
    went: tuple[ListedParty, ...]
    changed: tuple[Changed, ...]
    notes: tuple[str, ...] = ()

    def with_notes(self, notes: Iterable[str]) -> ListChanges:
        """The same with other notes."""
        return replace(self, notes=tuple(notes))


def list_changes(older: Issue, newer: Issue, reference: str | None = None) -> ListChanges:
    """What changed from one list to another, party by party, by their references; of one party only, if ``reference`` is given.

    Capitals and blanks are no change. That a party went and came back under another reference nobody can see here.
    """
    before, after = ({p.reference: p for p in i.content.parties if reference in (None, p.reference)} for i in (older, newer))
    came = tuple(p for r, p in after.items() if r not in before)
    went = tuple(p for r, p in before.items() if r not in after)
    changed = tuple(c for r, p in after.items() if r in before and (c := _changed(before[r], p)))
    return ListChanges(older.of, newer.of, came, went, changed)


def _changed(before: ListedParty, after: ListedParty) -> Changed | None:
    old, new = _names(before.names), _names(after.names)
    facts_old, facts_new = ({(f.kind, plain(f.text)): f for f in p.facts} for p in (before, after))
    found = Changed(
        before,
        after,
        names_came=tuple(n for key, names in new.items() if key not in old for n in names),
        names_went=tuple(n for key, names in old.items() if key not in new for n in names),
        names_moved=tuple((old[k][0], new[k][0]) for k in new if k in old and _standing(old[k]) != _standing(new[k])),
        facts_came=tuple(f for key, f in facts_new.items() if key not in facts_old),
        facts_went=tuple(f for key, f in facts_old.items() if key not in facts_new),
        listed_on=(before.listed_on, after.listed_on) if before.listed_on != after.listed_on else None,
    )
    differs = found.names_came or found.names_went or found.names_moved or found.facts_came or found.facts_went or found.listed_on
    return found if differs else None


def plain(text: str) -> str:
    """A text by which a list says the same in two editions: without regard to capitals, blanks and how letters are put together."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _names(names: Iterable[ListedName]) -> dict[str, list[ListedName]]:
    found: dict[str, list[ListedName]] = defaultdict(list)
    for name in names:
        found[plain(name.text)].append(name)
    return dict(found)


def _standing(names: Iterable[ListedName]) -> set[str]:
    return {str(name) for name in names}
