"""The names of published lists where they stand in a text, whatever the reading made of the words.

A reading may take "Al-Qaida" and "Iraq" where a list has a party of the whole; the list then knows the longer name. Only names that prove something by
themselves are looked for: whole names of two words or more, and single words that one body is listed under, of good quality. The longest goes first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.identity.folding import Word, words, words_of
from variorum.identity.forms import Weight, forms, is_common, lexicon
from variorum.identity.matched import How, how_written
from variorum.model import EntityType, Name, NameKind
from variorum.shelf.gazetteers import Gazetteer, ListedName, ListedParty, Quality, Role

#: What may not stand between two words of one name.
_PARTS = re.compile(r"[.;:!?()\[\]\"“”«»\n]|,")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class ListedMention:
    """That ``text[start:end]`` of a document is, letter for letter or folded, a name of a party of a list.

    ``written`` is how it stands there, ``listed`` how the list has it, ``how`` what lies between them.
    ``linked`` is False where parties of the list share the name; then there is one for each.
    """

    document: str
    start: int
    end: int
    gazetteer: str
    reference: str
    linked: bool
    written: str
    listed: str
    rule: str
    how: str


@dataclass(frozen=True, slots=True)
class _Sought:
    words: tuple[str, ...]
    gazetteer: str
    party: ListedParty
    name: ListedName


class Finder:
    """Looks for the names of lists in texts."""

    def __init__(self, gazetteers: Sequence[tuple[str, Gazetteer]]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[_Sought]]] = defaultdict(lambda: defaultdict(list))
        for id_, gazetteer in gazetteers:
            for party in gazetteer.parties:
                for name in party.names:
                    if name.quality is Quality.GOOD and (key := _sought_words(party, name)):
                        self._by_first[key[0]][key].append(_Sought(key, id_, party, name))
        self._lengths = {first: sorted({len(k) for k in found}, reverse=True) for first, found in self._by_first.items()}

    def mentions(self, document: str, text: str) -> Iterator[ListedMention]:
        """The names in a text, in order; of two that overlap the one that begins first, of these the longest."""
        for line in _LINE.finditer(text):
            found = list(words_of(line[0]))
            i = 0
            while i < len(found):
                hit = self._at(line[0], found, i)
                if hit is None:
                    i += 1
                    continue
                key, sought = hit
                start, end = found[i].start, found[i + len(key) - 1].end
                yield from _mentions(document, line.start() + start, line.start() + end, line[0][start:end], sought)
                i += len(key)

    def _at(self, text: str, found: Sequence[Word], i: int) -> tuple[tuple[str, ...], list[_Sought]] | None:
        first = found[i].folded
        if first not in self._lengths or not _is_proper(found[i].written):
            return None
        for n in self._lengths[first]:
            key = tuple([w.folded for w in found[i : i + n]])
            sought = self._by_first[first].get(key)
            if sought and _is_proper(found[i + len(key) - 1].written) and _is_together(text, found[i : i + n], sought[0].name):
                return key, sought
        return None


def _mentions(document: str, start: int, end: int, written: str, sought: Sequence[_Sought]) -> Iterator[ListedMention]:
    """One for each party; of its names that are spelled alike, the nearest to how it is written."""
    near = list(How)
    found: dict[tuple[str, str], _Sought] = {}
    for s in sorted(sought, key=lambda s: near.index(how_written(written, s.name.text))):
        found.setdefault((s.gazetteer, s.party.reference), s)
    by_list = Counter(list_ for list_, _ in found)
    for _, s in sorted(found.items()):
        rule = "whole name, folded" if s.name.role in (Role.NAME, Role.SCRIPT) else str(s.name)
        linked, how = by_list[s.gazetteer] == 1, how_written(written, s.name.text)
        yield ListedMention(document, start, end, s.gazetteer, s.party.reference, linked, written, s.name.text, rule, how)


def _sought_words(party: ListedParty, name: ListedName) -> tuple[str, ...]:
    """The words of a name that proves enough to be looked for, without titles; empty when it does not."""
    type_ = party.type or EntityType.PERSON  # the stricter of the two
    kind = NameKind.LEGAL if type_ is EntityType.PERSON else NameKind.OFFICIAL
    form = next((f for f in forms(type_, Name(name.text, kind)) if f.weight is Weight.WHOLE), None)
    if form is None:
        return ()
    if type_ is EntityType.PERSON:
        return () if is_common(form.key) or len(form.words) < 2 else form.words
    key = words(name.text)
    single = len(key) == 1 and (name.role is not Role.NAME or len(key[0]) < 4 or key[0] in lexicon().isms | lexicon().nisbas)
    return () if single else key


def _is_proper(written: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script without capitals."""
    return not written[:1].islower()


def _is_together(text: str, found: Sequence[Word], name: ListedName) -> bool:
    """Whether nothing ends between the words: no full stop, no bracket, no comma but where the name has one."""
    between = [m[0] for a, b in pairwise(found) for m in _PARTS.finditer(text, a.end, b.start)]
    return not between or (set(between) == {","} and "," in name.text)
