"""Who "I", "we" and "you" are: whoever a quotation, a turn of a conversation or a layer lets speak, and whom it addresses.

From the inside out: the innermost quotation that stands around the pronoun, then whoever has the floor (:mod:`variorum.reading.floor`). What stays
open has no bearer: a speaker whom the text never names is ``@author`` to the voice stage.
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Entity, Layer, LayerKind, Mention
from variorum.reading.floor import Floor, floor_at, insertions, read_floors
from variorum.reading.floor.bodies import body_in_speech
from variorum.reading.floor.sections import sections
from variorum.reading.floor.who import Who
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.quoted import block_speaker, quoted_speaker
from variorum.reading.names.speech import Speech


def floors(speech: Speech, known: Sequence[Floor] | None = None) -> tuple[Floor, ...]:
    """Who has the floor where, by bearers' numbers as keys, as far as ``speech.meant`` tells at the time of asking.

    With ``known`` None (before anybody is understood but by name) only speakers who are sure; then whom these name stays.
    """
    mentions, entities = _known(speech)
    pieces = [layer for layer, _ in sections(speech.text, speech.layers)]
    told = {p.start: _keys(block_speaker(speech, pieces, i)) for i, p in enumerate(pieces) if _may_be_told(pieces, i)}
    return read_floors(speech.text, speech.layers, mentions, entities, speech.document, sure=known is None, known=known or (), told=told)


def _known(speech: Speech) -> tuple[list[Mention], list[Entity]]:
    """Mentions and bearers as far as they are understood, by bearers' numbers as keys."""
    mentions, ends = [], _ends(speech)
    for n, bearer in speech.meant.items():
        mentions.append(Mention(speech.starts[n], ends[n], speech.text[speech.starts[n] : ends[n]], str(bearer), speech.items[n].form))
    mentions.sort(key=lambda m: (m.start, -m.end))
    return mentions, [Entity(str(b.number_of), b.type) for b in speech.cast.bearers]


def _may_be_told(pieces: Sequence[Layer], i: int) -> bool:
    """Whether the sentence before a piece may say whose it is: a quotation, and a document directly behind the page's own prose."""
    if pieces[i].kind is LayerKind.QUOTATION:
        return True
    return pieces[i].kind is LayerKind.PRIMARY and i > 0 and pieces[i - 1].kind is LayerKind.COMMENTARY


def _keys(found: tuple[int | None, int | None]) -> tuple[str | None, str | None]:
    speaker, hearer = found
    return (None if speaker is None else str(speaker), None if hearer is None else str(hearer))


def _ends(speech: Speech) -> list[int]:
    return [speech.words[(x.phrase.stop if x.phrase is not None else x.end) - 1].end for x in speech.items]


def bearer_of(key: str | None) -> int | None:
    """The number of a bearer from the key that a floor has for it."""
    return int(key) if key is not None else None


def own_words(speech: Speech, spoken: Sequence[Floor]) -> dict[int, int]:
    """The bearers of "I", "we" and "you" outside quotations, where the floor is known before anything else is read."""
    lex = lexicon()
    found: dict[int, int] = {}
    inserted = insertions(speech.text, speech.layers, spoken)
    for n, item in enumerate(speech.items):
        first = item.pronoun in lex.first or item.pronoun in lex.first_plural
        if item.pronoun is None or not (first or item.pronoun in lex.second) or speech.reported(speech.words[item.at].start) is not None:
            continue
        at = speech.words[item.at].start
        floor = floor_at(inserted, at) or floor_at(spoken, at)
        said = item.pronoun in lex.first_plural
        bearer = bearer_of((floor.we if said else floor.speaker) if first else floor.hearer) if floor else None
        if bearer is not None:
            found[n] = bearer
    return found


def address(speech: Speech, spoken: Sequence[Floor]) -> dict[int, int]:
    """The bearers of all items, first and second person included where it is plain who speaks and to whom."""
    meant = dict(speech.meant)
    lex = lexicon()
    own = lex.first | lex.first_plural
    voices: dict[int, tuple[int | None, int | None, int | None]] = {}
    inserted = insertions(speech.text, speech.layers, spoken)
    mentions, entities = _known(speech)
    who = Who(speech.text, mentions, {e.key: e.type for e in entities})
    for n, item in enumerate(speech.items):
        if item.pronoun is None or (item.pronoun not in own and item.pronoun not in lex.second):
            continue
        at = speech.words[item.at].start
        speaker, we, hearer = _speakers(speech, who, inserted if floor_at(inserted, at) else spoken, at, voices)
        bearer = hearer if item.pronoun not in own else we if item.pronoun in lex.first_plural else speaker
        # what was known before anything else was read stays, but for the "we" of a man whose body has been found since
        if bearer is not None and (n not in meant or (item.pronoun in lex.first_plural and meant[n] == speaker)):
            meant[n] = bearer
    return meant


def _speakers(
    speech: Speech, who: Who, spoken: Sequence[Floor], at: int, voices: dict[int, tuple[int | None, int | None, int | None]]
) -> tuple[int | None, int | None, int | None]:
    """Who says "I", who says "we" and who is "you" at a place."""
    inner = speech.reported(at)
    if inner is not None:
        if inner.start not in voices:
            speaker, hearer = quoted_speaker(speech, inner.start, inner.end)
            body = body_in_speech(who, None if speaker is None else str(speaker), inner.start, inner.end)
            voices[inner.start] = (speaker, speaker if body is None else bearer_of(body), hearer)
        if inner.end - inner.start > 12:
            return voices[inner.start]
    floor = floor_at(spoken, at)
    return (bearer_of(floor.speaker), bearer_of(floor.we), bearer_of(floor.hearer)) if floor else (None, None, None)
