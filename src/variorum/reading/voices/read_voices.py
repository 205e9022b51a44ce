"""From the layers, sentences and mentions of a document to the map of its voices."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, Span
from variorum.reading.syntax.sentence import Sentence
from variorum.reading.voices.frames import Frame, cue_openings, verb_cues, verb_frames
from variorum.reading.voices.phrases import phrase_frames
from variorum.reading.voices.quotes import Quote, quotes
from variorum.reading.voices.speech import loose_quotes
from variorum.reading.voices.surface import Node, Surface, surface
from variorum.reading.voices.turns import turns
from variorum.reading.voices.voice_map import Scope, VoiceMap, nested
from variorum.reading.voices.words import sentences as split

#: Places and events do not speak; a newspaper or a letter, which is a work, does.
_MUTE = frozenset({EntityType.PLACE, EntityType.EVENT})


class Named(Protocol):
    """What is needed of the names of a document: its mentions, sorted by place."""

    @property
    def mentions(self) -> Sequence[Mention]: ...
    @property
    def entities(self) -> Sequence[Entity]: ...


def read_voices(text: str, layers: Sequence[Layer], sentences: Sequence[Sentence], named: Named, document: Document) -> VoiceMap:
    """The voices of ``text``: default speakers by layer and turn, and the scopes of everybody who is reported.

    ``sentences`` (with ``start`` and ``end``) may be empty: the text is then split at its stops. Boilerplate is not read. Nothing here
    decides whether a claim is true, nor what it claims.
    """
    mute = {e.key for e in named.entities if e.type in _MUTE}
    mentions = sorted((m for m in named.mentions if m.entity not in mute), key=lambda m: (m.start, -m.end))
    quoted = tuple(q for layer in layers if layer.kind is not LayerKind.BOILERPLATE for q in quotes(text, layer.start, layer.end))
    spoken = turns(text, layers, mentions, quoted, document)
    nodes = {t.start: Node(s, t) for s in sentences for t in s.tokens}
    verbs: list[int] = []
    scopes: list[Scope] = []
    questions: list[Span] = []
    for turn in spoken:
        for a, b in split(text, turn.start, turn.end):
            for k, s in enumerate(_stretches(text, a, b, mentions, quoted, nodes)):
                scopes += _scopes(s, quoted)
                questions += _question(text, s)
                verbs += [s.words.starts[i] for i in range(len(s.words)) if not k and (s.node(i) is None or s.is_finite(i))]
    scopes += loose_quotes(text, quoted, scopes, mentions, spoken)
    return VoiceMap(spoken, nested(scopes), tuple(questions), tuple(sorted(verbs)))


def _stretches(
    text: str, start: int, end: int, mentions: Sequence[Mention], quoted: Sequence[Quote], nodes: Mapping[int, Node]
) -> Iterator[Surface]:
    """The sentence itself, and within it what each quotation says, each as a surface of its own."""
    around = [q for q in quoted if q.start < start and end <= q.end + 2]
    touching = [q for q in quoted if q.start < end and start < q.end and q not in around]
    here = [q for q in touching if q.start >= start and q.end <= end]
    yield _surface(text, start, end, mentions, [q for q in here if q.depth == min((h.depth for h in here), default=0)], nodes)
    for q in touching:
        a, b = max(q.start + 1, start), min(q.end - q.closed, end)
        if b - a > 12 and a < b:
            inner = [i for i in here if i.start > q.start and i.end <= q.end and i.depth == q.depth + 1]
            yield _surface(text, a, b, mentions, inner, nodes)


def _surface(text: str, start: int, end: int, mentions: Sequence[Mention], inner: Sequence[Quote], nodes: Mapping[int, Node]) -> Surface:
    i = bisect_left(mentions, start, key=lambda m: m.start)
    j = bisect_left(mentions, end, key=lambda m: m.start)
    return surface(text, start, end, [m for m in mentions[i:j] if m.end <= end], inner, nodes)


def _scopes(s: Surface, quoted: Sequence[Quote]) -> list[Scope]:
    cues = [c for c in verb_cues(s) if not _in_inner(s, c.i)]
    speaks = cue_openings(s, cues)
    found: list[tuple[Frame, bool]] = [(f, False) for c in cues for f in verb_frames(s, c, speaks)]
    found += [(f, False) for f in phrase_frames(s, speaks) if not _in_inner(s, f.cue[0])]
    found.sort(key=lambda x: x[0].inner)
    out: list[Scope] = []
    for f, _ in found:
        for a, b in f.parts:
            out += _scope(s, f, a, b, quoted)
    return out


def _in_inner(s: Surface, i: int) -> bool:
    return any(a <= i < b for a, b in s.quotes.items())


def _scope(s: Surface, f: Frame, a: int, b: int, quoted: Sequence[Quote]) -> Iterator[Scope]:
    if a >= b or a >= len(s.words):
        return
    start, end = s.words.starts[a], s.words.ends[min(b, len(s.words)) - 1]
    verbatim = next((q for q in quoted if q.start == start and q.end >= end - 1), None)
    if verbatim is not None:
        end = max(end, verbatim.end)
    cue = Span(s.words.starts[f.cue[0]], s.words.ends[min(f.cue[1], len(s.words)) - 1])
    yield Scope(start, end, f.speaker.entity, f.act, None, cue, f.hedge, verbatim is not None)


def _question(text: str, s: Surface) -> Iterator[Span]:
    if text[s.start : s.end].rstrip().rstrip("\"'”’»)").endswith("?"):
        yield Span(s.start, s.end)
