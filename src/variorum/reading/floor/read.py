"""From layers and names to who has the floor where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.floor.authors import SURE, Author, authors
from variorum.reading.floor.bodies import joined_body
from variorum.reading.floor.exchange import answered
from variorum.reading.floor.floor import Floor
from variorum.reading.floor.quotes import quotes
from variorum.reading.floor.replies import with_replies
from variorum.reading.floor.sayings import said, with_sayings
from variorum.reading.floor.sections import sections
from variorum.reading.floor.talk import PRINTED, Spoken, conversations
from variorum.reading.floor.who import Who
from variorum.reading.layers import page_voices
from variorum.reading.layers.blocks import split_blocks, words_of
from variorum.reading.layers.cues import patterns

_NAMED = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE})
_OWN = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_TITLE = 3  #: the first blocks of a page, among which its title stands


def read_floors(
    text: str,
    layers: Sequence[Layer],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    document: Document,
    *,
    sure: bool = False,
    known: Sequence[Floor] = (),
    told: Mapping[int, tuple[str | None, str | None]] = MappingProxyType({}),
) -> tuple[Floor, ...]:
    """Who speaks in every stretch of all layers but boilerplate, and to whom, in order and without overlaps.

    ``mentions`` may be those of names alone; "I" and "we" among them that already have a bearer decide. ``sure``: leave the speakers open (None,
    ``@author`` among the voices) whom only the publisher's prose suggests. ``known``: floors found before from the same layers; whom they
    name stays. ``told``: of what is handed over to (by its start) the speaker and hearer whom the sentence before names.
    """
    pieces = sections(text, layers)
    layers, whole = [layer for layer, _ in pieces], [i for _, i in pieces]
    told = {k: told[layer.start] for k, layer in enumerate(layers) if layer.start in told}
    types = {e.key: e.type for e in entities if e.type in _NAMED}
    placed = tuple(sorted((m for m in mentions if m.entity in types), key=lambda m: (m.start, -m.end)))
    who = Who(text, placed, types)
    quoted = [q for layer in layers if layer.kind in PRINTED for q in quotes(text, layer.start, layer.end)]
    heard = [(q.start, q.end) for q in quoted] + [x for layer in layers if layer.kind in PRINTED for x in said(who, layer.start, layer.end)]
    outside = [m for m in placed if m.text.lower() in _OWN and not any(start <= m.start < end for start, end in heard)]
    wrote = answered(who, layers, authors(who, layers, outside, document.author, told))
    if sure:
        wrote = {i: a if a.weight >= SURE else Author(None, 0.0, a.hearer) for i, a in wrote.items()}
    page = _page_author(who, layers, document)
    talks = conversations(text, layers)
    titled = _titled(who, layers, page)
    found: list[Floor] = []
    for i, layer in enumerate(layers):
        if layer.kind is LayerKind.BOILERPLATE:
            continue
        if i in talks:
            found += _conversation(who, layers, i, talks[i], wrote.get(i, Author(None)), _answerer(talks[i], outside, titled), page)
        elif layer.kind in PRINTED:
            given = layer.voice  # a layer that says whose it is, as an annotation's may, is believed
            speaker = wrote[i].entity if given is None else None if given.startswith("@") else given
            found.append(Floor(layer.start, layer.end, i, (given or speaker or "@author",), speaker, wrote[i].hearer, wrote[i].ours))
        else:
            # notes too: whoever translated a page signs it at its top
            found.append(Floor(layer.start, layer.end, i, (layer.voice or _of_page(text, layer, layers),), page))
    return _kept([replace(f, layer=whole[f.layer]) for f in with_sayings(who, [*with_replies(who, found)])], known)


def _conversation(
    who: Who, layers: Sequence[Layer], i: int, talk: Sequence[Spoken], author: Author, answers: str | None, page: str | None
) -> Iterator[Floor]:
    """The turns of one layer. Whoever has a role for a label (Q, A) is the page's own voice when asking, the author of the testimony when answering."""
    layer = layers[i]
    own = "@author" if layer.kind in PRINTED else layer.voice or "@author"
    if talk[0].start > layer.start:
        printed = layer.kind in PRINTED
        speaker = author.entity if printed else page  # before the first turn
        yield Floor(layer.start, talk[0].start, i, ((printed and speaker) or own,), speaker, author.hearer, author.ours)
    answerer = answers or author.entity
    speakers = [_speaker(who, t, answerer) for t in talk]
    ours = {s: joined_body(who, layers, (i,), s) for s in set(speakers) if layer.kind in PRINTED}
    for k, (t, speaker) in enumerate(zip(talk, speakers, strict=True)):
        hearer = next((s for s in (*reversed(speakers[:k]), *speakers[k + 1 :]) if s is not None and s != speaker), None)
        voices = (own,) if speaker is None else (speaker,) if layer.kind in PRINTED else (own, speaker)
        yield Floor(t.start, t.end, i, voices, speaker, hearer, ours.get(speaker))


def _speaker(who: Who, turn: Spoken, answerer: str | None) -> str | None:
    if turn.answers:
        return answerer
    if turn.asks or turn.label is None:
        return None
    return who.label(turn.label)


def _answerer(talk: Sequence[Spoken], outside: Sequence[Mention], titled: str | None) -> str | None:
    """Who answers where the answers are labelled as such alone: whom the page's title names, else who says "I" in them as far as that is known."""
    heard = Counter(m.entity for m in outside if any(t.answers and t.start <= m.start < t.end for t in talk))
    return titled or min((e for e in heard if e), key=lambda e: (-heard[e], e), default=None)


def _titled(who: Who, layers: Sequence[Layer], page: str | None) -> str | None:
    """The man whom the title names ("Three Sittings of Omar Hadi", "Hadi Answers Eight Questions"), the page's own author apart; None where it
    names nobody, or several."""
    top = next((layer for layer in layers if layer.kind is not LayerKind.BOILERPLATE), None)
    if top is None:
        return None
    for block in split_blocks(who.text[top.start : top.end])[:_TITLE]:
        if block.is_prose or patterns("speakers", "byline", cased=True).match(block.text):
            continue
        men = _named_in(who, top.start + block.start, top.start + block.end) - {page}
        if men:
            return men.pop() if len(men) == 1 else None
    return None


def _named_in(who: Who, start: int, end: int) -> set[str | None]:
    """The men whom a title names. Capitals run on in titles: "Omar Hadi Talks" names whoever is Omar Hadi elsewhere."""
    title = set(words_of(who.text[start:end]))
    names: dict[str | None, set[str]] = {
        m.entity: set(words_of(m.text)) for m in who.inside(start, end) if m.start >= start and _is_man(who, m)
    }
    for m in who.mentions:
        words = words_of(m.text)
        if len(words) > 1 and title.issuperset(words) and _is_man(who, m):
            names[m.entity] = min(names.get(m.entity, set(words)), set(words), key=len)
    return {e for e, words in names.items() if not any(words > other for other in names.values())}


def _is_man(who: Who, m: Mention) -> bool:
    return m.form is MentionForm.NAME and m.entity is not None and who.types[m.entity] is EntityType.PERSON


def _of_page(text: str, layer: Layer, layers: Sequence[Layer]) -> str:
    """The voice of the page itself where the layer does not say whose it is: a note to a printed document is its translator's or editor's."""
    if layer.kind is not LayerKind.NOTE:
        return "@author"
    head = text[layer.start : layer.end][:120].lower()
    if "editor" in head or "archive" in head:
        return "@editor"
    return "@translator" if "translator" in head or any(o.kind is LayerKind.PRIMARY for o in layers) else "@author"


def _page_author(who: Who, layers: Sequence[Layer], document: Document) -> str | None:
    """The page's own author, where the page or its description names him and the text knows the name."""
    byline = page_voices(who.text, layers).byline
    if byline is not None:
        for entity, fit in who.named(byline):
            if fit >= 0.5:
                return entity
    if document.author is None:
        return None
    wanted = document.author.casefold()
    return next((m.entity for m in who.mentions if m.form is MentionForm.NAME and m.text.casefold() == wanted), None)


def _kept(found: Sequence[Floor], known: Sequence[Floor]) -> tuple[Floor, ...]:
    """The floors found, with whom ``known`` names at the same place instead of anybody else."""
    before: Mapping[int, Floor] = {f.start: f for f in known if f.speaker is not None}
    return tuple(_again(before[f.start], f) if f.start in before else f for f in found)


def _again(before: Floor, now: Floor) -> Floor:
    """A floor found before, with the body that is known now of the same speaker where none was known."""
    return replace(before, end=now.end, ours=before.ours or (now.ours if now.speaker == before.speaker else None))
