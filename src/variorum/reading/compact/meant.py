"""Whom pronouns and descriptions mean, where the network knows better than the rules."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from variorum.model import Entity, EntityType, Mention, MentionForm, Name, NameKind
from variorum.model.reading import Unread
from variorum.reading.compact.given import EXTRA, HEARER, NEW, NONE, SPEAKER, Given
from variorum.reading.compact.likely import Likely
from variorum.reading.compact.network import Scored
from variorum.reading.floor import Floor, floor_at
from variorum.reading.names.keys import unique_keys
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.named import Named

#: A wrong sense costs the reader less than a claim without a subject: nobody is meant only where the network is this sure of it.
_BOLD = 9.0
#: A description says more of whom it means than a pronoun does: rules are overruled only by a network that is this sure.
_SURE = 0.7
_DESCRIBED = {EntityType.PERSON: NameKind.TITLE, EntityType.ORGANISATION: NameKind.EXONYM}


def resolved(named: Named, seen: Iterable[tuple[Given, Scored]]) -> Named:
    """The same names and mentions with pronouns and descriptions given to whom the network takes them for, in reading order.

    Names stay as the rules grouped them. Whoever the network takes for somebody new is an entity of his own if anything describes him ("you ... your
    branch"); pronouns alone make nobody, and mean whom the rules took them for, and nobody is new who was called the very same before ("the mill").
    An entity that nobody mentions any more goes, unless somebody speaks through it. Whoever is nobody of note has entity None and is counted in
    ``unread``.
    """
    whom: dict[int, str | None] = {n: m.entity for n, m in enumerate(named.mentions)}
    first, described = _first(named.mentions), _descriptions_of(named.mentions)
    types = {e.key: e.type for e in named.entities}
    likely = Likely(named.mentions, named.entities)
    for g, scored in seen:
        order = sorted(range(len(g.candidates)), key=lambda r: g.window.mentions[g.candidates[r]].unit)
        for row in order:
            number = g.window.mentions[g.candidates[row]].number
            own = named.mentions[number].entity
            if own is not None and _by_floor(named.mentions[number], types, named.floors):
                continue  # who says so, and to whom, is known by whose turn it is, which the rules have read
            chosen = _choice(g, scored, row, whom, named, likely)
            if chosen == _new(number) and own is not None:
                before = _said_before(named.mentions, number, described.get(own, ()))
                if before is not None:
                    chosen = whom[before] or own
                elif first[own] == number:
                    chosen = own
            whom[number] = chosen
    return _with(named, whom, _made(named, whom))


def _by_floor(m: Mention, types: Mapping[str, EntityType], floors: Sequence[Floor]) -> bool:
    """Whether the floor says whom a pronoun means: "I"; the "you" whom a speaker addresses; the "we" of a body, or of a man who writes for one.

    The "we" of a man who speaks for nobody may be any of his bodies.
    """
    lex, low = lexicon(), m.text.lower()
    if low in lex.first:
        return True
    floor = floor_at(floors, m.start)
    if floor is None:
        return False
    if low in lex.second:
        return m.entity == floor.hearer
    return low in lex.first_plural and m.entity == floor.we and types.get(floor.we or "") is EntityType.ORGANISATION


def _new(number: int) -> str:
    """The provisional key of somebody whom mention ``number`` is the first to mention (no key of an entity has a space)."""
    return f"new {number}"


def _made(named: Named, whom: dict[int, str | None]) -> dict[str, EntityType]:
    """The provisional keys that become entities, with their types; what pronouns alone have made is given back to whom the rules took it for."""
    types = {e.key: e.type for e in named.entities}
    members: dict[str, list[int]] = {}
    for n, key in whom.items():
        if key is not None and key.startswith("new "):
            members.setdefault(key, []).append(n)
    made: dict[str, EntityType] = {}
    for key, those in members.items():
        described = [
            types[e] for n in those if (e := named.mentions[n].entity) in types and named.mentions[n].form is MentionForm.DESCRIPTION
        ]
        if described:
            made[key] = Counter(described).most_common(1)[0][0]
            continue
        for n in those:
            whom[n] = named.mentions[n].entity
    return made


def _first(mentions: Sequence[Mention]) -> dict[str, int]:
    first: dict[str, int] = {}
    for n, m in enumerate(mentions):
        if m.entity is not None:
            first.setdefault(m.entity, n)
    return first


def _descriptions_of(mentions: Sequence[Mention]) -> dict[str, list[int]]:
    """For everybody the rules found the numbers of the mentions that describe him, in order."""
    found: dict[str, list[int]] = {}
    for n, m in enumerate(mentions):
        if m.form is MentionForm.DESCRIPTION and m.entity is not None:
            found.setdefault(m.entity, []).append(n)
    return found


def _said_before(mentions: Sequence[Mention], number: int, alike: Sequence[int]) -> int | None:
    """The last description before (of those in ``alike``) that began with the very words of a definite one: "the mill" after "the mill at Hadra" is
    no new mill. None where there is none, or where the mention is not definite."""
    words = mentions[number].text.casefold().split()
    if mentions[number].form is not MentionForm.DESCRIPTION or words[0] not in lexicon().cues["definite"]:
        return None
    before = reversed(alike[: bisect_left(alike, number)])
    return next((n for n in before if mentions[n].text.casefold().split()[: len(words)] == words), None)


def _choice(g: Given, scored: Scored, row: int, whom: Mapping[int, str | None], named: Named, likely: Likely) -> str | None:
    """The key of the likeliest entity, all its mentions taken together; a provisional one for somebody new; None for nobody of note."""
    seen = g.window.mentions[g.candidates[row]]
    mention = named.mentions[seen.number]
    mass: dict[str | None, float] = defaultdict(float)
    p = scored.who[row]
    mass[None] += float(p[NONE]) - _BOLD * (1 - float(p[NONE]))
    fresh = _new(seen.number)
    mass[fresh] += float(p[NEW])
    mass[g.speaker[row]] += float(p[SPEAKER])
    mass[g.hearer[row]] += float(p[HEARER])
    for n, x in enumerate(g.window.mentions):
        if not _elsewhere(mention, named.mentions[x.number], named.floors):
            for key, share in likely.of(x.number, whom):
                mass[key] += share * float(p[EXTRA + n])
    likely.agree(mass, g.window, seen, whom)
    best = max(mass, key=lambda k: (mass[k], k is not None, k or ""))
    if mention.form is MentionForm.DESCRIPTION and (mass[best] < _SURE or (mention.entity is None and best == fresh)):
        return mention.entity  # of "was never a branch of it" the rules know that nobody is described
    likely.note(seen.number, best, mass)
    return best


def _elsewhere(mention: Mention, other: Mention, floors: Sequence[Floor]) -> bool:
    """Whether both are first or second person and stand in different turns: then one says nothing of the other."""
    lex = lexicon()
    persons = lex.first | lex.first_plural | lex.second
    if mention.text.lower() not in persons or other.text.lower() not in persons:
        return False
    return floor_at(floors, mention.start) != floor_at(floors, other.start)


def _with(named: Named, whom: Mapping[int, str | None], made: Mapping[str, EntityType]) -> Named:
    taken = [e.key for e in named.entities]
    said = {key: next(m.text for n, m in enumerate(named.mentions) if whom[n] == key and m.form is MentionForm.DESCRIPTION) for key in made}
    keys = unique_keys([*taken, *said.values()])[len(taken) :]
    new = dict(zip(made, keys, strict=True))
    mentions = tuple(replace(m, entity=new.get(whom[n] or "", whom[n])) for n, m in enumerate(named.mentions))
    fresh = tuple(Entity(new[k], kind, (Name(said[k], _DESCRIBED.get(kind, NameKind.OFFICIAL)),)) for k, kind in made.items())
    described = _descriptions(mentions)
    used = {m.entity for m in mentions} | {k for f in named.floors for k in _speaking(f)} | {a.entity for a in named.aliases}
    known = (e for e in (*named.entities, *fresh) if e.key in used)
    entities = tuple(replace(e, names=_called(e, described.get(e.key, ()))) for e in known)
    unread = tuple(Unread("mention unresolved", m.start, m.end, m.text) for m in mentions if m.entity is None)
    doubtful = (named.doubtful | set(keys)) & {e.key for e in entities}
    return replace(named, entities=entities, mentions=mentions, unread=unread, doubtful=doubtful)


def _descriptions(mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """What those are called who have no name, in text order."""
    named = {m.entity for m in mentions if m.form is MentionForm.NAME}
    found: dict[str, dict[str, None]] = {}
    for m in mentions:
        if m.form is MentionForm.DESCRIPTION and m.entity is not None and m.entity not in named:
            found.setdefault(m.entity, {})[m.text] = None
    return {k: tuple(v) for k, v in found.items()}


def _called(e: Entity, descriptions: Sequence[str]) -> tuple[Name, ...]:
    """The names of an entity, and after them what it is called where that is all there is."""
    have = {n.text for n in e.names}
    return (*e.names, *(Name(d, _DESCRIBED.get(e.type, NameKind.OFFICIAL)) for d in descriptions if d not in have))


def _speaking(floor: Floor) -> tuple[str | None, ...]:
    return (*floor.voices, floor.speaker, floor.hearer, floor.ours)
