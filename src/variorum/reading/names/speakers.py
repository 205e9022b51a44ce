"""Who "I", "we" and "you" are: whoever a quotation, a turn of a conversation or a layer lets speak, and whom it addresses.

From the inside out: the innermost quotation that stands around the pronoun, then whoever has the floor (:mod:`variorum.reading.floor`). What stays
open has no bearer: a speaker whom the text never names is ``@author`` to the voice stage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.model import Document, Entity, Layer, LayerKind, Mention
from variorum.model.entity import EntityType
from variorum.reading.floor import Floor, floor_at, read_floors
from variorum.reading.floor.quotes import Quote, quotes
from variorum.reading.names.bearers import Cast
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.words import Word

_SPEAKS = frozenset({EntityType.PERSON, EntityType.ORGANISATION})
_NEAR = 160  # characters between a quotation and the verb that introduces it


@dataclass(slots=True)
class Speech:
    """What is needed to say who speaks where. ``meant`` is filled while the document is read; names are known from the start."""

    text: str
    words: Sequence[Word]
    items: Sequence[Item]
    layers: Sequence[Layer]
    cast: Cast
    meant: dict[int, int]
    document: Document
    starts: list[int] = field(default_factory=list)
    quoted: tuple[Quote, ...] = ()

    def __post_init__(self) -> None:
        self.starts = [self.words[x.first].start for x in self.items]
        self.quoted = tuple(
            q for layer in self.layers if layer.kind is not LayerKind.BOILERPLATE for q in quotes(self.text, layer.start, layer.end)
        )

    def quotation(self, at: int) -> int:
        """Where the innermost quotation around a place begins; -1 outside of quotations."""
        last = bisect_right(self.quoted, at, key=lambda q: q.start)
        # Quotations nest at most a few deep, so that the ones around a place are among the last to begin before it.
        return max((q.start for q in self.quoted[max(0, last - 8) : last] if q.start < at < q.end), default=-1)


def floors(speech: Speech, known: Sequence[Floor] | None = None) -> tuple[Floor, ...]:
    """Who has the floor where, by bearers' numbers as keys, as far as ``speech.meant`` tells at the time of asking.

    With ``known`` None (before anybody is understood but by name) only speakers who are sure; then whom these name stays.
    """
    mentions, ends = [], _ends(speech)
    for n, bearer in speech.meant.items():
        mentions.append(Mention(speech.starts[n], ends[n], speech.text[speech.starts[n] : ends[n]], str(bearer), speech.items[n].form))
    mentions.sort(key=lambda m: (m.start, -m.end))
    entities = [Entity(str(b.number_of), b.type) for b in speech.cast.bearers]
    return read_floors(speech.text, speech.layers, mentions, entities, speech.document, sure=known is None, known=known or ())


def _ends(speech: Speech) -> list[int]:
    return [speech.words[(x.phrase.stop if x.phrase is not None else x.end) - 1].end for x in speech.items]


def bearer_of(key: str | None) -> int | None:
    """The number of a bearer from the key that a floor has for it."""
    return int(key) if key is not None else None


def own_words(speech: Speech, spoken: Sequence[Floor]) -> dict[int, int]:
    """The bearers of "I", "we" and "you" outside quotations, where the floor is known before anything else is read."""
    lex = lexicon()
    found: dict[int, int] = {}
    for n, item in enumerate(speech.items):
        first = item.pronoun in lex.first or item.pronoun in lex.first_plural
        if item.pronoun is None or not (first or item.pronoun in lex.second) or speech.quotation(speech.words[item.at].start) >= 0:
            continue
        floor = floor_at(spoken, speech.words[item.at].start)
        bearer = bearer_of(floor.speaker if first else floor.hearer) if floor else None
        if bearer is not None:
            found[n] = bearer
    return found


def address(speech: Speech, spoken: Sequence[Floor]) -> dict[int, int]:
    """The bearers of all items, first and second person included where it is plain who speaks and to whom."""
    meant = dict(speech.meant)
    lex = lexicon()
    own = lex.first | lex.first_plural
    voices: dict[int, tuple[int | None, int | None]] = {}
    for n, item in enumerate(speech.items):
        if item.pronoun is None or n in meant or (item.pronoun not in own and item.pronoun not in lex.second):
            continue
        at = speech.words[item.at].start
        speaker, hearer = _speakers(speech, spoken, at, voices)
        bearer = speaker if item.pronoun in own else hearer
        if bearer is not None:
            meant[n] = bearer
    return meant


def _speakers(
    speech: Speech, spoken: Sequence[Floor], at: int, voices: dict[int, tuple[int | None, int | None]]
) -> tuple[int | None, int | None]:
    around = [q for q in speech.quoted if q.start < at < q.end]
    if around:
        inner = max(around, key=lambda q: q.start)
        if inner.start not in voices:
            voices[inner.start] = quoted_speaker(speech, inner.start, inner.end)
        if inner.end - inner.start > 12:
            return voices[inner.start]
    floor = floor_at(spoken, at)
    return (bearer_of(floor.speaker), bearer_of(floor.hearer)) if floor else (None, None)


def quoted_speaker(speech: Speech, start: int, end: int) -> tuple[int | None, int | None]:
    """Who says a quotation and to whom: subject and object of the nearest verb of saying in the sentences that touch it."""
    verbs = lexicon().cues["person_verbs"]
    best: tuple[int, int] | None = None
    low = bisect_right(speech.starts, start - 2 * _NEAR) - 1
    for n in range(max(0, low), len(speech.items)):
        item = speech.items[n]
        at = speech.words[item.at].start
        if at > end + 2 * _NEAR:
            break
        if n not in speech.meant or start <= at < end or not item.deprel.startswith("nsubj") or item.governor < 0:
            continue
        verb = speech.words[item.governor]
        if start <= verb.start < end or (verb.low not in verbs and verb.lemma not in verbs):
            continue
        away = verb.start - end if verb.start >= end else start - verb.end
        between = speech.text[end : verb.start] if verb.start >= end else speech.text[verb.end : start]
        if 0 <= away <= _NEAR and "\n\n" not in between and (best is None or away < best[0]):
            best = (away, n)
    if best is None:
        return _introduced(speech, start)
    verb_at = speech.items[best[1]].governor
    near = range(max(0, best[1] - 8), min(len(speech.items), best[1] + 9))
    hearers = [m for m in near if speech.items[m].governor == verb_at and speech.items[m].deprel in ("obj", "iobj") and m in speech.meant]
    hearer = speech.meant[hearers[0]] if hearers else None
    return speech.meant[best[1]], hearer


def _introduced(speech: Speech, start: int) -> tuple[int | None, int | None]:
    """A quotation that no verb introduces belongs to whoever is named directly before it in its sentence ("His answer: ...")."""
    before = [n for n in range(max(0, bisect_right(speech.starts, start) - 3), bisect_right(speech.starts, start)) if n in speech.meant]
    if not before or not speech.text[max(0, start - 2) : start].strip().endswith(":"):
        return None, None
    bearer = speech.meant[before[-1]]
    return (bearer, None) if speech.cast.bearers[bearer].type in _SPEAKS else (None, None)
