"""Which names of one document are names of one bearer: equal folds, stated aliases, acronyms, parts of longer names, other spellings.

Joining errs towards keeping apart: a part that fits two longer names goes, mention by mention, to the one last spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.model.entity import EntityType
from variorum.reading.names.acronyms import fits_acronym
from variorum.reading.names.aliases import Link
from variorum.reading.names.folding import respelled, skeleton
from variorum.reading.names.groups import SURE, Group, Joiner, Named, Rooter, groups_of
from variorum.reading.names.proper import ACRONYM
from variorum.reading.names.short_forms import join_parts, join_renderings, join_translated

_NUMERAL = re.compile(r"[ivx]+|\d+")
_INITIALS = re.compile(r"(?:[A-Z]\.[ -]?){2,3}")
_SPELLED = 6  # letters of a skeleton below which other spellings are not believed


def group(names: Sequence[Named], links: Sequence[Link]) -> tuple[tuple[int, ...], dict[int, EntityType]]:
    """For each name the number of its cluster (numbered by first appearance), and each cluster's type."""
    groups = groups_of(names)
    parent = list(range(len(groups)))
    of = {m: g for g, grp in enumerate(groups) for m in grp.mentions}

    def root(g: int) -> int:
        while parent[g] != g:
            parent[g] = parent[parent[g]]
            g = parent[g]
        return g

    def join(a: int, b: int) -> None:
        a, b = sorted((root(a), root(b)))
        if a != b:
            parent[b] = a
            for kind, weight in groups[b].votes.items():
                groups[a].votes[kind] = groups[a].votes.get(kind, 0.0) + weight

    for link in links:
        join(of[link.first], of[link.second])
    _join_acronyms(groups, join)
    _join_spellings(groups, join, root)
    _join_clipped(groups, join)
    _join_initials(groups, join)
    _join_signed(groups, join)
    join_renderings(groups, join, root)
    single = join_parts(groups, join, root)
    single |= join_translated(groups, join, root)
    _bare_articles(groups, root)
    own = [root(of[m]) for m in range(len(names))]
    for m, g in single.items():
        own[m] = root(g)
    number: dict[int, int] = {}
    types: dict[int, EntityType] = {}
    for g in own:
        if g not in number:
            number[g] = len(number)
            types[number[g]] = groups[g].type
    return tuple(number[g] for g in own), types


def _join_acronyms(groups: Sequence[Group], join: Joiner) -> None:
    long = [g for g, grp in enumerate(groups) if grp.type is EntityType.ORGANISATION and len(grp.tokens) > 1]
    for g, grp in enumerate(groups):
        if len(grp.tokens) == 1 and ACRONYM.match(grp.text) and grp.text.isupper():
            fits = [h for h in long if fits_acronym(grp.text, groups[h].text)]
            if len(fits) == 1:
                join(fits[0], g)


def _join_spellings(groups: Sequence[Group], join: Joiner, root: Rooter) -> None:
    seen: dict[str, int] = {}
    for g, grp in enumerate(groups):
        if len(skeleton(grp.fold)) < _SPELLED or grp.head or ACRONYM.match(grp.text):
            continue
        for key in sorted(respelled(grp.text)):
            other = seen.setdefault(key, g)
            alike = groups[root(other)].type is grp.type or min(grp.certainty, groups[other].certainty) < SURE
            if other != g and alike and _numerals(grp) == _numerals(groups[other]):
                join(other, g)


def _numerals(grp: Group) -> list[str]:
    """The numbers in a name ("Sector II"), which no spelling changes."""
    return [t for t in grp.tokens if _NUMERAL.fullmatch(t)]


def _join_clipped(groups: Sequence[Group], join: Joiner) -> None:
    """ "Nation Front of Sahl" for "National Front of Sahl": long names of a body that differ in the end of one word."""
    like: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for g, grp in enumerate(groups):
        if len(grp.tokens) < 3 or grp.type is not EntityType.ORGANISATION:
            continue
        for k, token in enumerate(grp.tokens):
            others = like.setdefault((*grp.tokens[:k], "", *grp.tokens[k + 1 :]), [])
            for word, h in others:
                if min(len(word), len(token)) > 3 and (word.startswith(token) or token.startswith(word)):
                    join(h, g)
            others.append((token, g))


def _join_initials(groups: Sequence[Group], join: Joiner) -> None:
    """ "S. Belkhodar" is the one Samira Belkhodar of the document; with two whose names begin so it stays alone."""
    full: dict[tuple[str, str], list[int]] = {}
    for g, grp in enumerate(groups):
        if len(grp.tokens) > 1 and len(grp.tokens[0]) > 1 and grp.type is EntityType.PERSON:
            full.setdefault((grp.tokens[0][0], grp.tokens[-1]), []).append(g)
    for g, grp in enumerate(groups):
        if len(grp.tokens) == 2 and len(grp.tokens[0].rstrip(".")) == 1 and grp.text[0].isupper():
            fits = full.get((grp.tokens[0][0], grp.tokens[1]), [])
            if len(fits) == 1:
                join(fits[0], g)


def _join_signed(groups: Sequence[Group], join: Joiner) -> None:
    """ "A. D." below a letter is the one man of the document whose name has these initials; with two it stays alone."""
    full: dict[str, list[int]] = {}
    for g, grp in enumerate(groups):
        if len(grp.tokens) > 1 and grp.type is EntityType.PERSON and not _INITIALS.fullmatch(grp.text):
            full.setdefault("".join(t[0] for t in grp.tokens), []).append(g)
    for g, grp in enumerate(groups):
        fits = full.get(re.sub(r"\W", "", grp.text.casefold()), []) if _INITIALS.fullmatch(grp.text) else []
        if len(fits) == 1:
            join(fits[0], g)


def _bare_articles(groups: Sequence[Group], root: Rooter) -> None:
    """A lone "al-X" that is part of no man's name here, and of which nothing else is known, is rather a body: al-Rayah, al-Fath."""
    members: dict[int, list[Group]] = {}
    for g, grp in enumerate(groups):
        members.setdefault(root(g), []).append(grp)
    for top, those in members.items():
        if all(grp.text.casefold().startswith(("al-", "el-")) and len(grp.tokens) == 1 for grp in those) and groups[top].certainty < 1.0:
            groups[top].votes[EntityType.ORGANISATION] = groups[top].votes.get(EntityType.ORGANISATION, 0.0) + 1.0
