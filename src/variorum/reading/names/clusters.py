"""Which names of one document are names of one bearer: equal folds, stated aliases, acronyms, parts of longer names, other spellings.

Joining errs towards keeping apart: a part that fits two longer names goes, mention by mention, to the one last spoken of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from variorum.model.entity import EntityType
from variorum.reading.names.aliases import Link, fits_acronym
from variorum.reading.names.evidence import Votes, winner
from variorum.reading.names.folding import fold, skeleton
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.proper import ACRONYM

Joiner = Callable[[int, int], None]
Rooter = Callable[[int], int]
_SURE = 3.0  # votes from which a type is not given up for the sake of a longer name
_SPELLED = 6  # letters of a skeleton below which other spellings are not believed


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a name: its words without title and article, what the words around it say of its type (``votes``), whether it stood behind
    "the", its title, what its own words say (``inside``), and the fitted evidence of its surroundings (``learned``)."""

    text: str
    votes: Votes
    the: bool = False
    title: tuple[str, ...] = ()
    head: bool = False  # nothing but a head word: "the Front"
    inside: Votes = field(default_factory=dict)
    learned: Votes = field(default_factory=dict)


@dataclass(slots=True)
class Group:
    """Mentions whose names fold alike, while groups are being joined."""

    fold: str
    tokens: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)
    votes: Votes = field(default_factory=dict)
    head: bool = False
    text: str = ""

    @property
    def type(self) -> EntityType:
        return winner(self.votes)

    @property
    def certainty(self) -> float:
        return max(self.votes.values(), default=0.0)


def group(names: Sequence[Named], links: Sequence[Link]) -> tuple[tuple[int, ...], dict[int, EntityType]]:
    """For each name the number of its cluster (numbered by first appearance), and each cluster's type."""
    groups = _by_fold(names)
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
    single = _join_parts(groups, join, root)
    single |= _join_translated(groups, join, root)
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


def _by_fold(names: Sequence[Named]) -> list[Group]:
    groups: dict[str, Group] = {}
    for m, name in enumerate(names):
        key = fold(name.text)
        grp = groups.setdefault(key, Group(key, tuple(key.split()), text=name.text, head=name.head))
        grp.mentions.append(m)
        grp.head = grp.head and name.head
    for key, tally in tally_by_fold(names).items():
        groups[key].votes = tally
    return list(groups.values())


def tally_by_fold(names: Sequence[Named]) -> dict[str, Votes]:
    """The votes for each folded name. Those of its surroundings add up, those of its own words count once (titles and articles differ: the most);
    the fitted ones are taken in the mean, since the mentions of one page are like one another and would shout everything else down."""
    kept: dict[str, list[Named]] = {}
    for name in names:
        kept.setdefault(fold(name.text), []).append(name)
    return {key: {kind: vote for kind in EntityType if (vote := _tally(those, kind))} for key, those in kept.items()}


def _tally(those: Sequence[Named], kind: EntityType) -> float:
    fitted = sum(n.learned.get(kind, 0.0) for n in those) / len(those)
    return sum(n.votes.get(kind, 0.0) for n in those) + max(n.inside.get(kind, 0.0) for n in those) + fitted


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
        bones = skeleton(grp.fold)
        if len(bones) < _SPELLED or grp.head or ACRONYM.match(grp.text):
            continue
        for key in (bones, bones.replace(" ", "")):
            other = seen.setdefault(key, g)
            if other != g and (groups[root(other)].type is grp.type or min(grp.certainty, groups[other].certainty) < _SURE):
                join(other, g)


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


def _bare_articles(groups: Sequence[Group], root: Rooter) -> None:
    """A lone "al-X" that is part of no man's name here, and of which nothing else is known, is rather a body: al-Rayah, al-Fath."""
    members: dict[int, list[Group]] = {}
    for g, grp in enumerate(groups):
        members.setdefault(root(g), []).append(grp)
    for top, those in members.items():
        if all(grp.text.casefold().startswith(("al-", "el-")) and len(grp.tokens) == 1 for grp in those) and groups[top].certainty < 1.0:
            groups[top].votes[EntityType.ORGANISATION] = groups[top].votes.get(EntityType.ORGANISATION, 0.0) + 1.0


def _part_of(short: Group, long: Group) -> bool:
    """Whether the words of one name stand in a row in the other, and may stand for it alone."""
    n, lex = len(short.tokens), lexicon()
    at = next((i for i in range(len(long.tokens) - n + 1) if long.tokens[i : i + n] == short.tokens), None)
    if at is None or len(long.tokens) <= n:
        return False
    if at == 0 and n < len(long.tokens) and long.tokens[n] in ("in", "on") and not short.head:
        return False  # "al-Harf in the Two Valleys" is not al-Harf
    if at and long.tokens[at - 1] in lex.kunya | lex.theophoric and not short.text.casefold().startswith("al"):
        return False
    return not (n == 1 and (short.tokens[0] in lex.theophoric or short.tokens[0] in lex.kunya or len(short.tokens[0]) < 2))


def _join_parts(groups: list[Group], join: Joiner, root: Rooter) -> dict[int, int]:
    """Join every part to the one longer name that it fits; give back, for parts of several, the group of each single mention."""
    single: dict[int, int] = {}
    order = sorted(range(len(groups)), key=lambda g: (-len(groups[g].tokens), groups[g].mentions[0]))
    holding: dict[str, list[int]] = {}
    for g in order:
        for token in dict.fromkeys(groups[g].tokens):
            holding.setdefault(token, []).append(g)
    for g in order:
        short = groups[g]
        rarest = min((holding[t] for t in short.tokens), key=len, default=[])
        fits = [h for h in rarest if h != g and _part_of(short, groups[h]) and _alike(short, groups[h], groups[root(h)])]
        roots = sorted({root(h) for h in fits} - {root(g)})
        if root(g) in {root(h) for h in fits} or not roots:
            continue
        if len(roots) == 1:
            join(roots[0], g)
            continue
        places = sorted((m, root(h)) for h in fits for m in groups[h].mentions)
        for m in short.mentions:
            before = [r for at, r in places if at < m]
            single[m] = before[-1] if before else places[0][1]
    return single


def _join_translated(groups: Sequence[Group], join: Joiner, root: Rooter) -> dict[int, int]:
    """ "the Movement" for Harakat al-Nahr: a head word alone, joined to the one body whose name begins with that word in another language; where there
    are several, the group of each single mention is the one last spoken of. A head word that is part of a longer name stays with that."""
    lex, single = lexicon(), dict[int, int]()
    opening: dict[str, list[int]] = {}
    for g, grp in enumerate(groups):
        if len(grp.tokens) > 1 and grp.type is EntityType.ORGANISATION:
            opening.setdefault(grp.tokens[0], []).append(g)
    members = [root(g) for g in range(len(groups))]
    for g, short in enumerate(groups):
        means = lex.translations.get(short.tokens[0]) if len(short.tokens) == 1 and short.head else None
        if means is None or members.count(root(g)) > 1:
            continue
        fits = [h for word in sorted(means) for h in opening.get(word, ())]
        roots = sorted({root(h) for h in fits})
        if len(roots) == 1:
            join(roots[0], g)
        elif roots:
            places = sorted((m, root(h)) for h in fits for m in groups[h].mentions)
            for m in short.mentions:
                single[m] = next((r for at, r in reversed(places) if at < m), places[0][1])
    return single


def _alike(short: Group, long: Group, whole: Group) -> bool:
    """Whether the types of a part and of a longer name allow them to be one bearer."""
    person, body = EntityType.PERSON, EntityType.ORGANISATION
    if whole.type is person:
        return short.type is person or short.certainty < _SURE
    if whole.type is body:
        if short.head:
            return (
                short.tokens[-1] in (long.tokens[0], long.tokens[-1])
                or short.tokens == long.tokens[-len(short.tokens) :]
                or _head_of(long) == short.tokens[-1]
            )
        return short.type is body
    if whole.type is short.type is EntityType.PLACE:
        return all(_says_place(t) for t in long.tokens if t not in short.tokens)
    return whole.type is short.type and whole.type in (EntityType.WORK, EntityType.EVENT)


def _says_place(token: str) -> bool:
    """Whether a word of a name only says that a place is meant: Maloi is Maloi Bay, but Derkent is not East Derkent."""
    lex = lexicon()
    head = lex.heads.get(token)
    return (head is not None and head.type is EntityType.PLACE) or lex.foreign.get(token) is EntityType.PLACE


def _head_of(grp: Group) -> str:
    """The word before the first "of" or "for", else the last."""
    for i, token in enumerate(grp.tokens):
        if i and token in ("of", "for", "de", "del"):
            return grp.tokens[i - 1]
    return grp.tokens[-1]
