"""Who and what one document speaks of: the stages of name finding in a row.

words -> names -> descriptions -> statements of aliases -> clusters -> who is meant -> first and second person -> entities and mentions. Where a
pronoun turns out to be given a name ("his real name was ..."), clusters and who is meant are worked out once more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.model import Document, Layer
from variorum.model.date_mention import DateMention
from variorum.model.entity import EntityType
from variorum.reading.floor import Floor, floor_at
from variorum.reading.names import evidence
from variorum.reading.names.aliases import Link, find_links
from variorum.reading.names.antecedents import Scene
from variorum.reading.names.assemble import assemble
from variorum.reading.names.bearers import Bearer, Cast
from variorum.reading.names.clusters import group
from variorum.reading.names.folding import fold
from variorum.reading.names.glosses import Stand
from variorum.reading.names.groups import Named as NameSeen
from variorum.reading.names.groups import tally_by_fold
from variorum.reading.names.items import Item, items_of
from variorum.reading.names.kind import Kind
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.listed import listed_links
from variorum.reading.names.marginal import note_links, note_subjects
from variorum.reading.names.named import Named
from variorum.reading.names.phrases import find_phrases
from variorum.reading.names.proper import Page, Proper, find_propers
from variorum.reading.names.resolve import Discourse
from variorum.reading.names.speakers import address, bearer_of, floors, own_words
from variorum.reading.names.speech import Speech
from variorum.reading.names.statements import stated
from variorum.reading.names.surroundings import learned
from variorum.reading.names.told import Teller, told_heads, votes
from variorum.reading.names.words import Word, row
from variorum.reading.syntax import Sentence

_SURE_PLACE = 2.0  # "in X" once
_TOLD = 2.5  # votes of its own words from which a name itself says what it names
_SURE, _CLEAR = 3.0, 1.5  # votes from which a type is more than a guess, and by how much it must lead


def read_names(
    text: str,
    layers: Sequence[Layer],
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    document: Document,
    tell: Teller | None = None,
) -> Named:
    """Every entity, mention and stated alias of one document, resolved within it.

    ``sentences`` are those of the layers to be read, in order (boilerplate left out); words inside ``dates`` are never names. Nothing outside the
    document is consulted: the same man in another document is identity's business. Offsets are code points of ``text``. ``tell`` has a word in
    what each name is and in which nouns are descriptions; without it the rules decide alone.
    """
    words = row(text, sentences)
    dated = _inside(words, [(d.start, d.end) for d in dates])
    names, finder = find_propers(words, dated)
    kinds = tell(words, [(n.first, n.end) for n in names], dated, layers) if tell is not None else {}
    seen = tuple(_seen(text, words, name, finder, kinds.get((name.first, name.end))) for name in names)
    stands = _stands(words, names, seen)
    links = (*find_links(text, stands), *listed_links(text, stands), *note_links(text, layers, stands))
    named = {k: n.end for n in names for k in range(n.outer + n.the, n.end)}
    items = items_of(words, names, find_phrases(words, named, dated, told_heads(words, kinds)))
    understood = _understand(text, layers, document, words, names, seen, items, links)
    if more := stated(text, words, stands, understood.cluster, items, understood.meant, understood.cast):
        links = (*links, *more)
        understood = _understand(text, layers, document, words, names, seen, items, links)
    u = understood
    none = {first: kind.none for (first, end), kind in kinds.items() if end - first == 1}
    return assemble(text, words, names, u.cluster, links, items, u.cast, u.meant, u.floors, none)


@dataclass(frozen=True, slots=True)
class _Understood:
    """What was made of the names and items of a document, given what it says of names that are one."""

    cluster: tuple[int, ...]
    cast: Cast
    meant: Mapping[int, int]
    floors: Sequence[Floor]


def _understand(
    text: str,
    layers: Sequence[Layer],
    document: Document,
    words: Sequence[Word],
    names: Sequence[Proper],
    seen: Sequence[NameSeen],
    items: Sequence[Item],
    links: Sequence[Link],
) -> _Understood:
    cluster, types = group(seen, links)
    cast = _cast(words, names, cluster, types)
    clusters = dict(enumerate(cluster))
    meant = {n: clusters[item.name] for n, item in enumerate(items) if item.name is not None}
    speech = Speech(text, words, items, layers, cast, meant, document)
    spoken = floors(speech)
    scene = _scene(text, words, items, layers, cast, speech, spoken)
    speech.meant = Discourse(words, items, cast, clusters, scene, own_words(speech, spoken), note_subjects(words, items, layers)).run()
    spoken = floors(speech, spoken)
    return _Understood(cluster, cast, address(speech, spoken), spoken)


def _scene(
    text: str, words: Sequence[Word], items: Sequence[Item], layers: Sequence[Layer], cast: Cast, speech: Speech, spoken: Sequence[Floor]
) -> Scene:
    """For every item its layer, its paragraph, the quotation around it and whoever has the floor there."""
    starts = [layer.start for layer in layers]
    breaks = [m.start() for m in re.finditer(r"\n\s*\n", text)]
    at = [words[item.at].start for item in items]
    floor = [floor_at(spoken, a) for a in at]
    return Scene(
        words,
        items,
        cast,
        {},
        [bisect_right(starts, a) for a in at],
        [bisect_right(breaks, a) for a in at],
        [speech.quotation(a) for a in at],
        [bearer_of(f.speaker) if f else None for f in floor],
    )


def _inside(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Places of the words that overlap one of the spans."""
    starts = [w.start for w in words]
    found: set[int] = set()
    for start, end in spans:
        k = max(0, bisect_right(starts, start) - 1)
        while k < len(words) and words[k].start < end:
            if words[k].end > start:
                found.add(k)
            k += 1
    return frozenset(found)


def _seen(text: str, words: Sequence[Word], name: Proper, finder: Page, kind: Kind | None) -> NameSeen:
    lex = lexicon()
    head = all(words[k].low in lex.heads or not words[k].cap for k in range(name.first, name.end)) or (
        name.the and lex.foreign.get(words[name.first].low) is EntityType.ORGANISATION
    )
    return NameSeen(
        text[words[name.first].start : words[name.end - 1].end],
        evidence.outside(words, name, finder),
        name.the,
        name.title,
        head and name.end - name.first == 1,
        evidence.inside(words, name, finder),
        _together(dict(learned(words, name)), votes(kind) if kind is not None else {}),
    )


def _together(one: Mapping[EntityType, float], other: Mapping[EntityType, float]) -> dict[EntityType, float]:
    return {k: one.get(k, 0.0) + other.get(k, 0.0) for k in EntityType if k in one or k in other}


def _stands(words: Sequence[Word], names: Sequence[Proper], seen: Sequence[NameSeen]) -> list[Stand]:
    """Where each name stands, with its type by the evidence at all places of the same name; a place only where that is more than a preposition's word."""
    tallies = tally_by_fold(seen)
    for tally in tallies.values():
        if tally.get(EntityType.PLACE, 0.0) < _SURE_PLACE:
            tally.pop(EntityType.PLACE, None)
    found = []
    for n, name in zip(names, seen, strict=True):
        tally = tallies[fold(name.text)]
        kind = evidence.winner(tally)
        others = max((v for k, v in tally.items() if k is not kind), default=0.0)
        sure = tally.get(kind, 0.0) >= _SURE and tally[kind] - others >= _CLEAR
        told = name.inside.get(kind, 0.0) >= _TOLD
        found.append(Stand(words[n.outer].start, words[n.first].start, words[n.end - 1].end, kind, sure, told))
    return found


def _cast(words: Sequence[Word], names: Sequence[Proper], cluster: Sequence[int], types: dict[int, EntityType]) -> Cast:
    """One bearer for each cluster of names, with what the names alone say of gender, roles and number."""
    cast, lex = Cast(), lexicon()
    for c in range(max(cluster, default=-1) + 1):
        cast.new(types[c]).named = True
    for name, c in zip(names, cluster, strict=True):
        bearer = cast.bearers[c]
        bearer.roles.update(name.title)
        bearer.words.update(words[k].low for k in range(name.first, name.end))
        if bearer.type is EntityType.PERSON and bearer.gender is None:
            bearer.gender = _gender(words, name)
        if (
            bearer.type is EntityType.ORGANISATION
            and name.the
            and words[name.end - 1].low in lex.demonyms
            and words[name.end - 1].low.endswith("s")
        ):
            bearer.number = "p"
    return cast


def _gender(words: Sequence[Word], name: Proper) -> str | None:
    lex = lexicon()
    if name.title:
        return (
            "f"
            if any(t in lex.female_titles for t in name.title)
            else "m"
            if name.title[-1] in ("mr", "sheikh", "mullah", "don", "sir", "imam")
            else None
        )
    if words[name.first].low in lex.kunya:
        return "f" if words[name.first].low[0] in "uo" else "m"
    given = lex.given.get(fold(words[name.first].text))
    return given if given in ("m", "f") else None


__all__ = ["Bearer", "read_names"]
