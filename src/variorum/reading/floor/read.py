"""From layers and names to who has the floor where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from variorum.model import Document, Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.floor.authors import SURE, Author, authors
from variorum.reading.floor.floor import Floor
from variorum.reading.floor.quotes import quotes
from variorum.reading.floor.talk import PRINTED, Spoken, conversations
from variorum.reading.floor.who import Who
from variorum.reading.layers import page_voices

_NAMED = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE})
_OWN = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})


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
    name stays. ``told``: of layers of quotation (by index) the speaker and hearer whom the sentence before names.
    """
    types = {e.key: e.type for e in entities if e.type in _NAMED}
    placed = tuple(sorted((m for m in mentions if m.entity in types), key=lambda m: (m.start, -m.end)))
    who = Who(text, placed, types)
    quoted = [q for layer in layers if layer.kind in PRINTED for q in quotes(text, layer.start, layer.end)]
    outside = [m for m in placed if m.text.lower() in _OWN and not any(q.start <= m.start < q.end for q in quoted)]
    wrote = authors(who, layers, outside, document.author, told)
    if sure:
        wrote = {i: a if a.weight >= SURE else Author(None, 0.0, a.hearer) for i, a in wrote.items()}
    page = _page_author(who, layers, document)
    talks = conversations(text, layers)
    found: list[Floor] = []
    for i, layer in enumerate(layers):
        if layer.kind is LayerKind.BOILERPLATE:
            continue
        if i in talks:
            found += _conversation(who, layers, i, talks[i], wrote.get(i, Author(None)), outside)
        elif layer.kind in PRINTED:
            given = layer.voice  # a layer that says whose it is, as an annotation's may, is believed
            speaker = wrote[i].entity if given is None else None if given.startswith("@") else given
            found.append(Floor(layer.start, layer.end, i, (given or speaker or "@author",), speaker, wrote[i].hearer, wrote[i].ours))
        else:
            # notes too: whoever translated a page signs it at its top
            found.append(Floor(layer.start, layer.end, i, (layer.voice or _of_page(text, layer, layers),), page))
    return _kept(found, known)


def _conversation(
    who: Who, layers: Sequence[Layer], i: int, talk: Sequence[Spoken], author: Author, outside: Sequence[Mention]
) -> Iterator[Floor]:
    """The turns of one layer. Whoever has a role for a label (Q, A) is the page's own voice when asking, the author of the testimony when answering."""
    layer = layers[i]
    own = "@author" if layer.kind in PRINTED else layer.voice or "@author"
    if talk[0].start > layer.start:
        speaker = author.entity if layer.kind in PRINTED else None
        yield Floor(layer.start, talk[0].start, i, (speaker or own,), speaker, author.hearer, author.ours)
    answerer = _answerer(talk, outside) or author.entity
    speakers = [_speaker(who, t, answerer) for t in talk]
    for k, (t, speaker) in enumerate(zip(talk, speakers, strict=True)):
        hearer = next((s for s in (*reversed(speakers[:k]), *speakers[k + 1 :]) if s is not None and s != speaker), None)
        voices = (own,) if speaker is None else (speaker,) if layer.kind in PRINTED else (own, speaker)
        yield Floor(t.start, t.end, i, voices, speaker, hearer)


def _speaker(who: Who, turn: Spoken, answerer: str | None) -> str | None:
    if turn.answers:
        return answerer
    if turn.asks or turn.label is None:
        return None
    return who.label(turn.label)


def _answerer(talk: Sequence[Spoken], outside: Sequence[Mention]) -> str | None:
    heard = Counter(m.entity for m in outside if any(t.answers and t.start <= m.start < t.end for t in talk))
    return min((e for e in heard if e), key=lambda e: (-heard[e], e), default=None)


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
    return tuple(before.get(f.start, f) for f in found)
