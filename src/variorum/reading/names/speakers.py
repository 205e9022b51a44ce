"""Who "I", "we" and "you" are: whoever a quotation, a turn of a conversation or a layer lets speak, and whom it addresses.

From the inside out: the innermost quotation that stands around the pronoun, then the turn, then the writer of the printed document, then the page's
own author where the page names him. What stays open has no bearer: a speaker whom the text never names is ``@author`` to the voice stage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.model import Document, Layer, LayerKind, Span
from variorum.model.entity import EntityType
from variorum.reading.layers import addressee_span, page_voices, speaker_span, turns
from variorum.reading.names.bearers import Cast
from variorum.reading.names.folding import fold
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.words import Word
from variorum.reading.voices.quotes import Quote, quotes

_OWN = frozenset({LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION})
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


@dataclass(frozen=True, slots=True)
class Floor:
    """A stretch in which ``speaker`` says "I" and ``hearer`` is "you" (bearers' numbers; None where nobody is named)."""

    start: int
    end: int
    speaker: int | None
    hearer: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one speaker before it is known who that is: the words that name the speaker and the hearer (None: no words do).

    ``own``: the page's own author may speak here; ``turn``: it is a turn of a conversation.
    """

    start: int
    end: int
    speaker: Span | None
    hearer: Span | None
    own: bool = False
    turn: bool = False


def stretches(speech: Speech) -> tuple[Stretch, ...]:
    """The stretches of all layers in which somebody says "I", "we" or "you"; the others need no speaker here."""
    lex = lexicon()
    heard = [
        speech.words[x.at].start for x in speech.items if x.pronoun in lex.first or x.pronoun in lex.first_plural or x.pronoun in lex.second
    ]
    found: list[Stretch] = []
    for i, layer in enumerate(speech.layers):
        if layer.kind is LayerKind.BOILERPLATE or bisect_left(heard, layer.start) == bisect_left(heard, layer.end):
            continue
        said = turns(speech.text, layer)
        if said:
            found += [Stretch(t.start, t.end, t.label, None, turn=True) for t in said]
        elif layer.kind in _OWN:
            to = addressee_span(speech.text, speech.layers, i)
            found.append(Stretch(layer.start, layer.end, speaker_span(speech.text, speech.layers, i), to))
        else:
            found.append(Stretch(layer.start, layer.end, None, None, own=layer.kind is not LayerKind.NOTE or not _printed(speech)))
    return tuple(found)


def floors(speech: Speech, parts: Sequence[Stretch]) -> tuple[Floor, ...]:
    """Who has the word in each stretch, as far as ``speech.meant`` tells at the time of asking; "you" in a conversation is whoever else last spoke."""
    author = _author(speech) if any(p.own for p in parts) else None
    speakers = [author if p.own else _at(speech, p.speaker) for p in parts]
    found = []
    for n, (part, speaker) in enumerate(zip(parts, speakers, strict=True)):
        hearer = _at(speech, part.hearer)
        if part.turn:
            talk = [s for p, s in zip(parts, speakers, strict=True) if p.turn]
            k = sum(p.turn for p in parts[:n])
            hearer = next((s for s in (*reversed(talk[:k]), *talk[k + 1 :]) if s is not None and s != speaker), None)
        found.append(Floor(part.start, part.end, speaker, hearer))
    return tuple(found)


def _printed(speech: Speech) -> bool:
    """Whether the page prints a document of another: then its notes are a translator's."""
    return any(layer.kind in (LayerKind.LETTERHEAD, LayerKind.PRIMARY) for layer in speech.layers)


def _at(speech: Speech, span: Span | None) -> int | None:
    """The bearer that a span of words names: the first name in it, else the first description."""
    if span is None:
        return None
    inside = []
    for n in range(bisect_right(speech.starts, span.start - 1) - 6, len(speech.items)):
        if n < 0:
            continue
        item = speech.items[n]
        start, end = speech.words[item.first].start, speech.words[item.end - 1].end
        if start >= span.end + 200:
            break
        if start < span.end and span.start < end and item.pronoun is None and n in speech.meant:
            inside.append((item.name is None, start, speech.meant[n]))
    speaking = [x for x in inside if speech.cast.bearers[x[2]].type in _SPEAKS]
    persons = [x for x in speaking if speech.cast.bearers[x[2]].type is EntityType.PERSON and not x[0]]
    return min(persons or speaking)[2] if speaking else None


def _author(speech: Speech) -> int | None:
    """The page's own author, where the page or its description names him and the text knows the name."""
    byline = page_voices(speech.text, speech.layers).byline
    if (named := _at(speech, byline)) is not None:
        return named
    if speech.document.author is None:
        return None
    wanted = fold(speech.document.author)
    for n, item in enumerate(speech.items):
        if item.name is not None and n in speech.meant:
            start, end = speech.words[item.first].start, speech.words[item.end - 1].end
            if fold(speech.text[start:end]) == wanted:
                return speech.meant[n]
    return None


def floor_at(spoken: Sequence[Floor], offset: int) -> Floor | None:
    """The stretch that holds a place of the text."""
    i = bisect_right(spoken, offset, key=lambda f: f.start) - 1
    return spoken[i] if i >= 0 and offset < spoken[i].end else None


def own_words(speech: Speech, spoken: Sequence[Floor]) -> dict[int, int]:
    """The bearers of "I", "we" and "you" outside quotations, where the floor is known before anything else is read."""
    lex = lexicon()
    found: dict[int, int] = {}
    for n, item in enumerate(speech.items):
        first = item.pronoun in lex.first or item.pronoun in lex.first_plural
        if item.pronoun is None or not (first or item.pronoun in lex.second) or speech.quotation(speech.words[item.at].start) >= 0:
            continue
        floor = floor_at(spoken, speech.words[item.at].start)
        bearer = (floor.speaker if first else floor.hearer) if floor else None
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
    return (floor.speaker, floor.hearer) if floor else (None, None)


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
