"""Short forms of longer names: "Sheverin" for Viktor Sheverin, "al-Nahr" for Harakat al-Nahr, "the Movement" for the same.

Joining errs towards keeping apart: a part that fits two longer names goes, mention by mention, to the one last spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.model.entity import EntityType
from variorum.reading.names.folding import spelling
from variorum.reading.names.groups import SURE, Group, Joiner, Rooter
from variorum.reading.names.lexicon import lexicon

_HEARD = 5  # letters of a word below which another spelling is not believed
_HARDLY = 2.0  # votes of the text below which it hardly says what a name names
_DECLINED = 6  # letters of a word below which its end is not taken for that of a plural
_COMPOUND = re.compile(r"[^\W\d]+[ -](?:[aeu][ldntrsz]{1,2}[ -]|[ae]?d+[iey]|[au]l?lah)", re.IGNORECASE)


def _part_of(short: Group, long: Group) -> bool:
    """Whether the words of one name stand in a row in the other, in any spelling, and may stand for it alone."""
    n, lex = len(short.tokens), lexicon()
    if len(long.tokens) <= n:
        return False
    at = next((i for i in range(len(long.tokens) - n + 1) if _same_words(long, i, short)), None)
    if at is None:
        return _middle_left_out(short, long)
    if at == 0 and long.tokens[n] in ("in", "on") and not short.head:
        return False  # "al-Harf in the Two Valleys" is not al-Harf
    before = long.tokens[at - 1] if at else ""
    if before in lex.nasab:
        return False  # "ibn Salim" is the son of Salim
    if before in lex.kunya or (before in lex.theophoric and n == 1):
        return short.text.casefold().startswith("al")
    if n > 1:
        return True
    word = short.tokens[0]
    if word in lex.theophoric and (word.startswith("abd") or at or _compound(long.text)):
        return False  # the Nur of "Nur al-Din" is no name, that of Nur Hadi is
    return word not in lex.kunya and len(word) > 1


def _same_words(long: Group, at: int, short: Group) -> bool:
    bound = long.type is not EntityType.PERSON
    return all(
        a == b
        or (min(len(a), len(b)) >= _HEARD and spelling(a) == spelling(b))
        or (bound and b.endswith("a") and a == f"{b}t")  # the Usra of Usrat al-Hadi
        or (bound and len(b) >= _DECLINED and _bound(a) == _bound(b))  # al-Sabirun and Katibat al-Sabirin
        for a, b in zip(long.tokens[at:], short.tokens, strict=False)
    )


def _bound(token: str) -> str:
    """A word in one spelling, and as Arabic writes it as or before a genitive, where a final -a is -at and the plural -un is -in."""
    word = spelling(token)
    if len(word) >= _DECLINED and word.endswith("un"):
        return f"{word[:-2]}in"
    return f"{word}t" if word.endswith("a") else word


def _middle_left_out(short: Group, long: Group) -> bool:
    """Whether a man's first and last names stand at both ends of the longer name: "Salim Darrow" for Salim Haji Darrow."""
    if len(short.tokens) != 2 or len(long.tokens) > 4 or EntityType.PERSON is not short.type or short.type is not long.type:
        return False
    first, last = short.tokens
    return first == long.tokens[0] and last == long.tokens[-1] and first not in lexicon().kunya and len(first) > 1


def _compound(name: str) -> bool:
    """Whether the first word of a name is one with the second: "Nur al-Din", "Salah Eddine"."""
    return _COMPOUND.match(name) is not None


def join_parts(groups: list[Group], join: Joiner, root: Rooter) -> dict[int, int]:
    """Join every part to the one longer name that it fits; give back, for parts of several, the group of each single mention."""
    single: dict[int, int] = {}
    order = sorted(range(len(groups)), key=lambda g: (-len(groups[g].tokens), groups[g].mentions[0]))
    holding: dict[str, list[int]] = {}
    for g in order:
        for token in dict.fromkeys(map(_bound, groups[g].tokens)):
            holding.setdefault(token, []).append(g)
    for g in order:
        short = groups[g]
        rarest = min((holding[_bound(t)] for t in short.tokens), key=len, default=[])
        fits = _fitting(g, rarest, groups, root)
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


def join_translated(groups: Sequence[Group], join: Joiner, root: Rooter) -> dict[int, int]:
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


def join_renderings(groups: Sequence[Group], join: Joiner, root: Rooter) -> None:
    """ "the State of Sahl" for Dawlat al-Sahl al-Kabira: a body whose head word opens the one name that holds its complement and at most one word more."""
    means, body = lexicon().translations, EntityType.ORGANISATION
    opening: dict[str, list[int]] = {}
    for g, grp in enumerate(groups):
        if len(grp.tokens) > 1:
            opening.setdefault(grp.tokens[0], []).append(g)
    for g, grp in enumerate(groups):
        head = _head_of(grp)
        if grp.type is not body or head == grp.tokens[-1] or head not in means:
            continue
        of = {spelling(t) for t in grp.tokens[grp.tokens.index(head) + 2 :]} - {"the"}
        fits = [h for word in sorted(means[head]) for h in opening.get(word, ()) if h != g and _renders(of, groups[h])]
        if of and len({root(h) for h in fits}) == 1:
            join(fits[0], g)


def _renders(complement: set[str], other: Group) -> bool:
    rest = {spelling(t) for t in other.tokens[1:]}
    return complement <= rest and len(rest - complement) <= 1 and other.type in (EntityType.ORGANISATION, EntityType.PERSON)


def _fitting(short: int, among: Sequence[int], groups: Sequence[Group], root: Rooter) -> list[int]:
    """Those of the longer names that a short one may stand for: of its own type, else of a type that it may take from them."""
    part = groups[short]
    longer = [h for h in among if h != short and _part_of(part, groups[h])]
    own = [h for h in longer if _alike(part, groups[h], groups[root(h)])]
    if own or not longer or any(root(g) == root(short) for g in range(len(groups)) if g != short):
        return own
    return [h for h in longer if _lent(part, groups[h], groups[root(h)])]


def _lent(short: Group, long: Group, whole: Group) -> bool:
    """Whether a part of which the text says nothing certain takes the type of the body whose name holds it: "Sahra" in a text about the Sahra Network.
    A land that a body is named after ("the Front of Kumar") lends nothing, nor does a man whose name it bears and of whom the text speaks."""
    body, place = EntityType.ORGANISATION, EntityType.PLACE
    if whole.type is not body or long.type is not body or long.told.get(body, 0.0) < SURE or short.head or len(short.tokens) > 1:
        return False
    at = next(i for i in range(len(long.tokens)) if _same_words(long, i, short))
    if short.type is place or (at and long.tokens[at - 1] in lexicon().cues["complement_words"]):
        return False
    return max((v for kind, v in short.told.items() if kind is not body), default=0.0) < SURE and not short.titled


def _alike(short: Group, long: Group, whole: Group) -> bool:
    """Whether the types of a part and of a longer name allow them to be one bearer."""
    person, body = EntityType.PERSON, EntityType.ORGANISATION
    if whole.type is person:
        return short.type is person or short.certainty < SURE or _own_name(short, long)
    if whole.type is body:
        return _short_of_head(short, long) if short.head else short.type is body
    if whole.type is short.type is EntityType.PLACE:
        return all(_says_place(t) for t in long.tokens if t not in short.tokens)
    return whole.type is short.type and whole.type in (EntityType.WORK, EntityType.EVENT)


def _own_name(short: Group, long: Group) -> bool:
    """Whether a word is half of the name of a man of the document, and nothing that the text itself says of it makes it the name of anything else."""
    if long.type is not EntityType.PERSON or len(short.tokens) != 1 or len(long.tokens) != 2 or short.head:
        return False
    if not (long.titled or long.tokens[0] in lexicon().given or long.told.get(EntityType.PERSON, 0.0) >= _HARDLY):
        return False
    said = max((v for kind, v in short.told.items() if kind is not EntityType.PERSON), default=0.0)
    return said < (SURE if short.tokens[0] == long.tokens[1] else _HARDLY)


def _short_of_head(short: Group, long: Group) -> bool:
    """Whether a head word alone is the head of the longer name: "the Front" of the Front of Kumar, but "the Mountain" not of the Friends of the Mountain."""
    if lexicon().foreign.get(long.tokens[0]) is EntityType.ORGANISATION and long.tokens[0] not in lexicon().heads:
        return short.tokens[0] == long.tokens[0]  # in other languages the head stands in front
    return short.tokens[-1] in (long.tokens[0], _head_of(long))


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
