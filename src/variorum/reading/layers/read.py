"""A page's text into layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from variorum.model.document import Document, Layer, LayerKind
from variorum.reading.layers.blocks import Block, block_of, lines_of, split_blocks
from variorum.reading.layers.documents import label_documents
from variorum.reading.layers.furniture import furniture, promos_apart
from variorum.reading.layers.marginalia import dated_lists, is_caption, said_twice, stands_as_caption
from variorum.reading.layers.notes import NoteBlock, find_notes, notes_apart
from variorum.reading.layers.running_heads import running_heads
from variorum.reading.layers.signs import open_quote_from
from variorum.reading.layers.tagging import tagged
from variorum.reading.layers.turns import turn_blocks
from variorum.reading.layers.voices import PageVoices, page_voices_of

_OWN = (LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION)


def read_layers(text: str, document: Document) -> tuple[Layer, ...]:
    """The layers of a text: in order, without gaps or overlaps, from the first character to the last; none for an empty text.

    A layer begins at its first word; white space belongs to the layer before it. Neighbours of one kind are one layer, except notes: each note is
    a layer, bound by ``anchor`` to the offset of its marker. ``voice`` is ``@author``, ``@translator`` or ``@editor``; None for boilerplate and
    where the author of the printed document speaks (letterhead, primary, quotation: see :func:`speaker_span`). Knows nothing of entities. Of
    the document only the title is used. Takes time in proportion to the length of the text.

    >>> doc = Document(id="d", sha256="")
    >>> page = "Home | About | Contact\\n\\nThe emir of the valley was killed on Sunday, the army said in a statement.\\n"
    >>> [(x.kind.value, x.start, x.voice) for x in read_layers(page, doc)]
    [('boilerplate', 0, None), ('commentary', 24, '@author')]
    """
    if not text:
        return ()
    page = ruled(text, document)
    if page is None:
        return (Layer(LayerKind.BOILERPLATE, 0, len(text)),)
    kinds = tagged(page.blocks, page.kinds, page.notes)
    voices = page_voices_of(page.blocks, kinds)
    return tuple(_layers(text, page.blocks, kinds, page.notes, voices))


@dataclass(frozen=True, slots=True)
class Ruled:
    """The blocks of a page, in order, what the rules take each for, and the notes among them."""

    blocks: tuple[Block, ...]
    kinds: list[LayerKind]
    notes: Sequence[NoteBlock | None]


def ruled(text: str, document: Document) -> Ruled | None:
    """The blocks of a page as the rules have them, before they are judged together; None for a page without a word."""
    heads = running_heads(text, lines_of(text))
    blocks = cut(text, heads)
    if not blocks:
        return None
    aside = furniture(blocks, heads, document.title)
    notes = find_notes(text, blocks, aside)
    return Ruled(blocks, _kinds(blocks, aside, notes), notes)


def cut(text: str, heads: frozenset[int] = frozenset()) -> tuple[Block, ...]:
    """The blocks of a text, with promotional sentences and bracketed notes cut out of their paragraphs. ``heads``: starts of running heads."""
    parts = (part for block in split_blocks(text, heads) for part in promos_apart(text, block))
    return _quotes_apart(text, [piece for part in parts for piece in notes_apart(text, part)])


def _quotes_apart(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """Paragraphs cut where a quotation begins in them that fills the next paragraphs too."""
    out: list[Block] = []
    for block, then in zip_longest(blocks, blocks[1:]):
        at = open_quote_from(block, then) if then else None
        if at is None:
            out.append(block)
            continue
        head = block.text[:at].rstrip()
        out.append(block_of(text, block.start, block.start + len(head), gap=block.gap, inline=block.inline))
        out.append(block_of(text, block.start + at, block.end, gap=False, inline=True))
    return tuple(out)


def _kinds(blocks: Sequence[Block], aside: Sequence[bool], notes: Sequence[NoteBlock | None]) -> list[LayerKind]:
    kinds = [LayerKind.BOILERPLATE if a else LayerKind.NOTE if n else LayerKind.COMMENTARY for a, n in zip(aside, notes, strict=True)]
    for i, block in enumerate(blocks):
        if kinds[i] is LayerKind.COMMENTARY and (is_caption(block) or said_twice(blocks, i)):
            kinds[i] = LayerKind.CAPTION
    free = [k is LayerKind.COMMENTARY for k in kinds]
    listed = dated_lists(blocks, free)
    body = [i for i, f in enumerate(free) if f and not listed[i]]
    prose = [blocks[i] for i in body]
    talk = turn_blocks(prose, [True] * len(prose))
    said = next((i for i, n in enumerate(notes[:8]) if n is not None and n.voice == "@translator" and n.marker is None), None)
    translated = None if said is None else next((k for k, i in enumerate(body) if i > said), None)
    for i, kind in zip(body, label_documents(prose, talk, any(notes), translated), strict=True):
        kinds[i] = kind
    for i, f in enumerate(listed):
        if f:
            kinds[i] = LayerKind.TIMELINE
    for k, i in enumerate(body):
        if kinds[i] is LayerKind.COMMENTARY and k > 0 and stands_as_caption(blocks, i):
            kinds[i] = LayerKind.CAPTION
    return kinds


def _layers(
    text: str, blocks: Sequence[Block], kinds: Sequence[LayerKind], notes: Sequence[NoteBlock | None], voices: PageVoices
) -> list[Layer]:
    starts = [i for i in range(len(blocks)) if i == 0 or kinds[i] is not kinds[i - 1] or _new_note(notes[i], kinds[i])]
    layers = []
    for k, i in enumerate(starts):
        start = 0 if k == 0 else blocks[i].start
        end = blocks[starts[k + 1]].start if k + 1 < len(starts) else len(text)
        note = notes[i] if kinds[i] is LayerKind.NOTE else None
        layers.append(Layer(kinds[i], start, end, _voice(kinds[i], note, voices), note.anchor if note else None))
    return layers


def _new_note(note: NoteBlock | None, kind: LayerKind) -> bool:
    return kind is LayerKind.NOTE and note is not None and not note.continued


def _voice(kind: LayerKind, note: NoteBlock | None, voices: PageVoices) -> str | None:
    if kind is LayerKind.BOILERPLATE or kind in _OWN:
        return None
    if note is not None and note.voice:
        return note.voice
    if kind is LayerKind.NOTE:
        return "@translator" if voices.translator or (voices.printed and not voices.cites) else "@author"
    return "@translator" if voices.translator else "@author"
