"""From bearers and items to entities, mentions and aliases as the other stages know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from variorum.model.entity import Entity, EntityType, Mention, MentionForm, Name, NameKind
from variorum.model.reading import Unread
from variorum.reading.floor import Floor
from variorum.reading.names.aliases import Link
from variorum.reading.names.bearers import Cast
from variorum.reading.names.items import Item
from variorum.reading.names.keys import unique_keys
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.named import AliasSeen, Named
from variorum.reading.names.noted import is_noted, signs
from variorum.reading.names.proper import ACRONYM, Proper
from variorum.reading.names.titled import is_titled
from variorum.reading.names.words import Word


def assemble(
    text: str,
    words: Sequence[Word],
    names: Sequence[Proper],
    cluster: Sequence[int],
    links: Sequence[Link],
    items: Sequence[Item],
    cast: Cast,
    meant: Mapping[int, int],
    floors: Sequence[Floor] = (),
    none: Mapping[int, float] = MappingProxyType({}),
) -> Named:
    """Entities in order of first mention with their names and keys, mentions sorted, aliases with their clauses, floors with keys for numbers.
    ``none``: the chance for nouns that were asked that they describe nobody."""
    found = _names(text, words, names, items, cast, meant)
    order = sorted(found, key=lambda b: found[b][0][0])
    entities_names = [tuple(name for _, name in found[b]) for b in order]
    labels = [Entity("", cast.bearers[b].type, n).label for b, n in zip(order, entities_names, strict=True)]
    keys = dict(zip(order, unique_keys(labels), strict=True))
    entities = tuple(Entity(keys[b], cast.bearers[b].type, n) for b, n in zip(order, entities_names, strict=True))
    mentions = []
    for n, item in enumerate(items):
        start, end = extent(words, item)
        mentions.append(Mention(start, end, text[start:end], keys.get(meant[n]) if n in meant else None, item.form))
    mentions.sort(key=lambda m: (m.start, -m.end))
    unread = tuple(Unread("mention unresolved", m.start, m.end, m.text) for m in mentions if m.entity is None)
    aliases = tuple(_alias(text, words, names, cluster, link, cast, keys) for link in links if cluster[link.first] == cluster[link.second])
    spoken = _spoken(items, meant, keys)
    described = _signs(words, cast, spoken, keys, none)
    return Named(
        entities,
        tuple(mentions),
        tuple(sorted(aliases, key=lambda a: (a.start, a.end))),
        unread,
        _doubtful(words, cast, spoken, keys, described, asked=bool(none)),
        tuple(_keyed(f, keys) for f in floors),
        described,
    )


def _keyed(floor: Floor, keys: Mapping[int, str]) -> Floor:
    """The floor with the keys of entities for the numbers of bearers; whoever has no entity has no floor either."""

    def key(number: str | None) -> str | None:
        return keys.get(int(number)) if number is not None else None

    voices = tuple(v if v.startswith("@") else key(v) or "@author" for v in floor.voices)
    return replace(floor, voices=voices, speaker=key(floor.speaker), hearer=key(floor.hearer), ours=key(floor.ours))


def _spoken(items: Sequence[Item], meant: Mapping[int, int], keys: Mapping[int, str]) -> dict[int, list[Item]]:
    """For everybody with a key the items that mean him, in order."""
    found: dict[int, list[Item]] = {}
    for n, b in meant.items():
        if b in keys:
            found.setdefault(b, []).append(items[n])
    return found


def _signs(
    words: Sequence[Word], cast: Cast, spoken: Mapping[int, Sequence[Item]], keys: Mapping[int, str], none: Mapping[int, float]
) -> dict[str, tuple[str, ...]]:
    """For the key of everybody who is only described what speaks for and against his being of note."""
    found = {keys[b]: signs(cast.bearers[b].type, words, those, none) for b, those in spoken.items() if not cast.bearers[b].named}
    return {key: those for key, those in found.items() if those}


def _doubtful(
    words: Sequence[Word],
    cast: Cast,
    spoken: Mapping[int, Sequence[Item]],
    keys: Mapping[int, str],
    described: Mapping[str, Sequence[str]],
    *,
    asked: bool,
) -> frozenset[str]:
    """The keys of those of whom nothing but a passing description speaks (noted.py), or the place before the date of a report; of works and events
    also of those that are named once."""
    named = {keys[b] for b, those in spoken.items() if cast.bearers[b].named and _named_in_passing(cast.bearers[b].type, words, those)}
    return frozenset(named | {key for key, found in described.items() if not is_noted(found, asked=asked)})


def _named_in_passing(kind: EntityType, words: Sequence[Word], spoken: Sequence[Item]) -> bool:
    """Whether a name stands where a report was filed, or is that of a work or an event that is mentioned once, and not by its title in quotation
    marks: of sixteen of these no annotator had any."""
    once = kind in (EntityType.WORK, EntityType.EVENT) and len(spoken) == 1
    return _dateline(words, spoken) or (once and not is_titled(words, spoken[0].first, spoken[0].end))


def _dateline(words: Sequence[Word], spoken: Sequence[Item]) -> bool:
    """Whether a name stands once, in capitals, at the head of a line: where a report was filed ("DERKENT, 3 May -")."""
    first, end = spoken[0].first, spoken[0].end
    alone = len(spoken) == 1 and spoken[0].name is not None and all(w.text.isupper() for w in words[first:end])
    opens = first == 0 or words[first - 1].sentence != words[first].sentence
    return alone and opens and end < len(words) and words[end].text in (",", "(", "-", "--", "–", "—", ":")


def extent(words: Sequence[Word], item: Item) -> tuple[int, int]:
    """Start and end of an item in the text; a description takes its complement in."""
    end = item.phrase.stop if item.phrase is not None else item.end
    return words[item.first].start, words[end - 1].end


def _names(
    text: str, words: Sequence[Word], names: Sequence[Proper], items: Sequence[Item], cast: Cast, meant: Mapping[int, int]
) -> dict[int, list[tuple[int, Name]]]:
    """For each bearer that is mentioned its names with the place of the first appearance, in that order, none twice."""
    found: dict[int, dict[Name, int]] = {}
    at = {names[item.name].first: meant[n] for n, item in enumerate(items) if item.name is not None and n in meant}
    for n, item in enumerate(items):
        if n not in meant or item.pronoun is not None:
            continue
        bearer = cast.bearers[meant[n]]
        own = found.setdefault(bearer.number_of, {})
        if item.name is not None:
            for start, name in _written(text, words, names[item.name], bearer.type):
                own.setdefault(name, start)
        elif item.phrase is not None and item.phrase.of is not None and at.get(item.phrase.of) == meant[n]:
            start, end = extent(words, item)
            own.setdefault(Name(text[start:end], NameKind.OFFICIAL), start)  # "the island of Hadra", which is Hadra
        elif not bearer.named and item.phrase is not None:
            start = words[item.first].start
            for last in sorted({item.phrase.stop, item.phrase.end, *item.phrase.wider}):
                own.setdefault(Name(text[start : words[last - 1].end], _described_kind(bearer.type)), start)
    return {b: sorted(((at, name) for name, at in own.items()), key=lambda x: x[0]) for b, own in found.items() if own}


def _written(text: str, words: Sequence[Word], name: Proper, kind: EntityType) -> list[tuple[int, Name]]:
    """The forms that one mention gives: the name alone, and with its title."""
    start, end = words[name.first].start, words[name.end - 1].end
    found = [(start, Name(text[start:end], name_kind(text[start:end], words, name, kind)))]
    if name.title:
        outer = words[name.outer + name.the].start
        found.append((outer, Name(text[outer:end], NameKind.TITLE)))
    if (wide := _widened(words, name, kind)) is not None:
        found.append((words[wide[0]].start, Name(text[words[wide[0]].start : words[wide[1] - 1].end], NameKind.OFFICIAL)))
    return found


def _widened(words: Sequence[Word], name: Proper, kind: EntityType) -> tuple[int, int] | None:
    """The name with the common noun after it, under which it is known as well: "Mizan group", "Tsalar province"."""
    lex, first, end = lexicon(), name.first, name.end
    if kind not in (EntityType.ORGANISATION, EntityType.PLACE):
        return None
    after = words[end] if end < len(words) and words[end].sentence == words[first].sentence else None
    head = lex.heads.get(after.low) if after is not None and not after.cap else None
    if head is not None and head.type is kind and head.number == "s" and words[end - 1].low not in lex.heads:
        end += 1
    if (
        kind is EntityType.PLACE
        and first
        and words[first - 1].low in lex.cues["directions"]
        and words[first - 1].sentence == words[first].sentence
    ):
        first -= 1
    return (first, end) if (first, end) != (name.first, name.end) else None


def name_kind(name: str, words: Sequence[Word], proper: Proper, kind: EntityType) -> NameKind:
    """What kind of name it is by its form (annotation guide, Names)."""
    lex = lexicon()
    if kind is EntityType.PERSON:
        if words[proper.first].low in lex.kunya:
            return NameKind.KUNYA
        return NameKind.NOM_DE_GUERRE if proper.the else NameKind.LEGAL
    if kind is EntityType.ORGANISATION and ACRONYM.match(name):
        return NameKind.ACRONYM
    return NameKind.OFFICIAL


def _described_kind(kind: EntityType) -> NameKind:
    return NameKind.TITLE if kind is EntityType.PERSON else NameKind.EXONYM if kind is EntityType.ORGANISATION else NameKind.OFFICIAL


def _alias(
    text: str, words: Sequence[Word], names: Sequence[Proper], cluster: Sequence[int], link: Link, cast: Cast, keys: Mapping[int, str]
) -> AliasSeen:
    second = names[link.second]
    start, end = words[second.first].start, words[second.end - 1].end
    kind = name_kind(text[start:end], words, second, cast.bearers[cluster[link.second]].type)
    return AliasSeen(keys[cluster[link.first]], text[start:end], kind, link.start, link.end)


__all__ = ["MentionForm", "assemble", "extent"]
