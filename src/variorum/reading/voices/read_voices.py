"""From the layers, sentences and mentions of a document to the map of its voices."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from variorum.model import Certainty, DateMention, Document, Entity, EntityType, Layer, LayerKind, Mention, Span
from variorum.reading.floor import Floor, insertions, read_floors
from variorum.reading.floor.quotes import Quote, quotes
from variorum.reading.syntax.sentence import Sentence
from variorum.reading.voices.authors import authors, is_document, printed_author
from variorum.reading.voices.cues import verb_cues
from variorum.reading.voices.frames import Frame, cue_openings, verb_frames
from variorum.reading.voices.grammar import classes
from variorum.reading.voices.phrases import hedged_clauses, phrase_frames
from variorum.reading.voices.rejections import rejected
from variorum.reading.voices.several import ending_at_outer, gapped_frames
from variorum.reading.voices.speech import loose_quotes
from variorum.reading.voices.surface import Node, Surface, surface
from variorum.reading.voices.voice_map import Scope, Turn, VoiceMap, nested
from variorum.reading.voices.words import sentences as split

#: Places and events do not speak; a newspaper or a letter, which is a work, does.
_MUTE = frozenset({EntityType.PLACE, EntityType.EVENT})


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may speak in a sentence besides those it names: the speaker of its turn, the authors of works, whoever wrote what the page prints."""

    turn: Turn
    authors: Mapping[str, str]
    printed: str | None
    dates: Sequence[DateMention]  #: sorted by start


class Named(Protocol):
    """What is needed of the names of a document: its mentions, sorted by place."""

    @property
    def mentions(self) -> Sequence[Mention]: ...
    @property
    def entities(self) -> Sequence[Entity]: ...


def read_voices(
    text: str,
    layers: Sequence[Layer],
    sentences: Sequence[Sentence],
    named: Named,
    document: Document,
    *,
    dates: Sequence[DateMention] = (),
    floors: Sequence[Floor] | None = None,
) -> VoiceMap:
    """The voices of ``text``: default speakers by layer and turn, and the scopes of everybody who is reported.

    ``floors``: who speaks by default where, as the names stage found it; None: found here from the mentions. ``dates`` that stand in a
    reporting clause say when its speaker spoke (:attr:`Scope.said`); without them no scope has a date.
    ``sentences`` (with ``start`` and ``end``) may be empty: the text is then split at its stops. Boilerplate is not read. Nothing here
    decides whether a claim is true, nor what it claims.
    """
    mute = {e.key for e in named.entities if e.type in _MUTE}
    mentions = sorted((m for m in named.mentions if m.entity not in mute), key=lambda m: (m.start, -m.end))
    quoted = tuple(q for layer in layers if layer.kind is not LayerKind.BOILERPLATE for q in quotes(text, layer.start, layer.end))
    if floors is None:
        floors = read_floors(text, layers, mentions, named.entities, document)
    spoken = tuple(Turn(f.start, f.end, f.voices, f.layer) for f in floors)
    dated = sorted(dates, key=lambda d: (d.start, d.end))
    works = authors(text, named.entities, mentions)
    paper = {e.key for e in named.entities if e.type is EntityType.WORK} - works.keys()
    printed = printed_author(spoken, {i: layer.kind for i, layer in enumerate(layers)})
    nodes = {t.start: Node(s, t) for s in sentences for t in s.tokens}
    verbs: list[int] = []
    copulas: set[int] = set()
    scopes: list[Scope] = []
    questions: list[Span] = []
    hedged: list[tuple[Span, Certainty]] = []
    for turn in spoken:
        previous = next((m.entity for m in mentions if turn.start <= m.start < turn.end), None)
        for a, b in split(text, turn.start, turn.end):
            for k, s in enumerate(_stretches(text, a, b, mentions, quoted, nodes)):
                scopes += _scopes(s, quoted, Cast(turn, works, printed, dated), previous if not k else None)
                questions += _question(text, s)
                hedged += hedged_clauses(s) if not k else ()
                previous = scopes[-1].speaker if not k and scopes and scopes[-1].start >= a else previous
                copulas |= {e for e, f in zip(s.words.ends, s.words.forms, strict=True) if f in classes()["be"]}
                verbs += [s.words.starts[i] for i in range(len(s.words)) if not k and _is_verb(s, i)]
    scopes += loose_quotes(text, quoted, scopes, mentions, spoken)
    scopes = list(rejected(text, (_by_author(s, text, mentions, paper, printed) for s in scopes)))
    names = frozenset(offset for m in named.mentions for offset in (m.start, m.end))
    return VoiceMap(
        spoken,
        nested(scopes),
        tuple(questions),
        names,
        tuple(sorted(verbs)),
        frozenset(copulas),
        tuple(hedged),
        tuple(Turn(f.start, f.end, f.voices, f.layer) for f in insertions(text, layers, floors)),
        tuple(mentions),
    )


def _by_author(s: Scope, text: str, mentions: Sequence[Mention], paper: Collection[str], printed: str | None) -> Scope:
    """A paper that speaks and is attributed to nobody ("the letter adds that") is the one that the page prints, where it prints one by somebody."""
    if printed is None or s.speaker not in paper:
        return s
    called = [m.text.split()[-1].lower() for m in mentions if m.entity == s.speaker]
    return replace(s, speaker=printed) if any(map(is_document, called)) else s


def _stretches(
    text: str, start: int, end: int, mentions: Sequence[Mention], quoted: Sequence[Quote], nodes: Mapping[int, Node]
) -> Iterator[Surface]:
    """The sentence itself, and within it what each quotation says, each as a surface of its own."""
    around = [q for q in quoted if q.start < start and end <= q.end + 2]
    touching = [q for q in quoted if q.start < end and start < q.end and q not in around]
    here = [q for q in touching if q.start >= start and q.end <= end]
    outermost = min((q.depth for q in here), default=0)
    top = [q for q in here if q.depth == outermost]
    yield _surface(text, start, end, mentions, top, nodes, quoted=bool(around))
    for q in touching:
        a, b = max(q.start + 1, start), min(q.end - q.closed, end)
        if b - a > 12 and a < b:
            inner = [i for i in here if i.start > q.start and i.end <= q.end and i.depth == q.depth + 1]
            yield _surface(text, a, b, mentions, inner, nodes, quoted=True)


def _surface(
    text: str, start: int, end: int, mentions: Sequence[Mention], inner: Sequence[Quote], nodes: Mapping[int, Node], *, quoted: bool
) -> Surface:
    i = bisect_left(mentions, start, key=lambda m: m.start)
    j = bisect_left(mentions, end, key=lambda m: m.start)
    return surface(text, start, end, [m for m in mentions[i:j] if m.end <= end], inner, nodes, quoted=quoted)


def _scopes(s: Surface, quoted: Sequence[Quote], cast: Cast, previous: str | None) -> list[Scope]:
    """The scopes of one surface. ``previous`` is who was reported last: the speaker of "(e) Says he was beaten"."""
    cues = [c for c in verb_cues(s, previous) if not _in_inner(s, c.i)]
    speaks = cue_openings(s, cues)
    verbs = gapped_frames(s, ending_at_outer([f for c in cues for f in verb_frames(s, c, speaks)]), speaks)
    found = verbs + [f for f in phrase_frames(s, speaks, verbs) if not _in_inner(s, f.cue[0])]
    out: list[Scope] = []
    for f in sorted(found, key=lambda f: f.inner):
        for a, b in f.parts:
            out += _scope(s, f, a, b, quoted, cast)
    return out


def _in_inner(s: Surface, i: int) -> bool:
    return any(a <= i < b for a, b in s.quotes.items())


def _scope(s: Surface, f: Frame, a: int, b: int, quoted: Sequence[Quote], cast: Cast) -> Iterator[Scope]:
    if a >= b or a >= len(s.words):
        return
    start, end = s.words.starts[a], s.words.ends[min(b, len(s.words)) - 1]
    verbatim = next((q for q in quoted if q.start == start and q.end >= end - 1), None)
    if verbatim is not None:
        end = max(end, verbatim.end)
    cue = Span(s.words.starts[f.cue[0]], s.words.ends[min(f.cue[1], len(s.words)) - 1])
    yield Scope(start, end, _speaker(s, f, cast), f.act, _said(s, f, cast.dates), cue, f.hedge, verbatim is not None, f.phrase, f.deed)


def _said(s: Surface, f: Frame, dates: Sequence[DateMention]) -> str | None:
    """The date within the reporting clause: from its first word to its content, or to the end of the sentence where the content stands before."""
    start = s.words.starts[min(f.first, f.cue[0])]
    later = [a for a, _ in f.parts if a >= f.cue[1]]
    end = s.words.starts[min(later)] if later and min(later) < len(s.words) else s.end
    i = bisect_left(dates, start, key=lambda d: d.start)
    inside = [d for d in dates[i : i + 8] if d.end <= end and d.best is not None]
    return str(inside[0].best) if inside else _opening_date(s, f, dates)


def _opening_date(s: Surface, f: Frame, dates: Sequence[DateMention]) -> str | None:
    """ "On 8 May the Front said": the date that opens the sentence right before the reporting clause."""
    i = bisect_left(dates, s.start, key=lambda d: d.start)
    for d in dates[i : i + 2]:
        first = s.words.starts[f.first]
        if d.best is not None and d.end <= first and first - d.end <= 2 and d.start - s.words.starts[0] <= 12:
            return str(d.best)
    return None


def _speaker(s: Surface, f: Frame, cast: Cast) -> str | None:
    """The entity that speaks. "We assess that" is the page's own voice; "I argued then that" its author at another time, a voice of his own."""
    page = cast.turn.speakers[-1]
    if not s.quoted and f.speaker.first_person and not (page.startswith("@") and f.past):
        return page
    if f.speaker.entity is None and f.speaker.first != f.cue[0] and is_document(f.speaker.form) and page.startswith("@"):
        return cast.printed
    return cast.authors.get(f.speaker.entity, f.speaker.entity) if f.speaker.entity else None


def _is_verb(s: Surface, i: int) -> bool:
    node = s.node(i)
    return node is None or node.token.upos in ("VERB", "AUX")


def _question(text: str, s: Surface) -> Iterator[Span]:
    if text[s.start : s.end].rstrip().rstrip("\"'”’»)").endswith("?"):
        yield Span(s.start, s.end)
