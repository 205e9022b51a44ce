"""A part of a document as rows of three columns: layer and voice, the text with its marks, the notes beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from variorum.model import LayerKind
from variorum.publishing.page_text import Mark, Marks, block
from variorum.room.document.apparatus import Noted
from variorum.room.document.lists import Found
from variorum.room.document.margin import Beside, Margin
from variorum.room.document.original import Counterpart
from variorum.room.document.parts import Paragraph, Part
from variorum.room.document.source import Source, Stretch

#: Characters of a note that are repeated beside its marker; the whole stands in its place.
_NOTE = 300


@dataclass(frozen=True, slots=True)
class Keyed:
    """A note beside the marker that it is keyed to: its first words, and where it stands whole; ``part`` None: on this page."""

    number: int
    words: str
    is_whole: bool
    voice: int
    part: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """Some paragraphs of one layer. ``first`` and ``last`` of it on this page; ``continued``: it begins on an earlier one."""

    layer: Stretch
    number: int
    first: bool
    last: bool
    continued: bool
    body: Markup
    lines: int
    original: tuple[Counterpart, ...]

    @property
    def is_folded(self) -> bool:
        return self.layer.kind is LayerKind.BOILERPLATE


class Aside(NamedTuple):
    """What stands beside one paragraph: the document's own notes by their markers, then the notes of its claims."""

    keyed: tuple[Keyed, ...]
    claims: Beside


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with the notes beside them, paragraph by paragraph. The notes begin beside the first row and may run on beside the others."""

    rows: tuple[Row, ...]
    notes: tuple[Aside, ...]


def groups(
    source: Source,
    part: Part,
    claims: Sequence[Noted],
    found: Sequence[Found],
    *,
    focus: int | None,
    marked: bool,
    beside: Mapping[int, Counterpart],
    part_of: Mapping[int, int],
) -> Iterator[Group]:
    """The part, group by group. The text within the bodies of their rows is the document's, character for character.

    ``marked`` False leaves out claims, dates and gaps. ``beside``: by the place of a paragraph, what stands beside it in another language.
    ``part_of``: by the number of a layer that is a note, the part of its text.
    """
    marks = Marks(_marks(source, part, claims, found, focus) if marked else ())
    anchors = {n: x for n, x in enumerate(source.layers) if x.anchor is not None and part.start <= x.anchor < part.after}
    margin = Margin()
    held: list[Paragraph] = []
    notes: list[Aside] = []
    begun = 0  #: how many of the claims begin before the paragraph at hand
    for p in part.paragraphs:
        first, begun = begun, bisect_left(claims, p.after, lo=begun, key=lambda c: c.claim.witness.start)
        own = [c for c in claims[first:begun] if c.claim.witness.start >= p.start] if marked else []
        keyed = tuple(
            _keyed(source, n, part, part_of) for n, x in anchors.items() if x.anchor is not None and p.start <= x.anchor < p.after
        )
        if held and margin.is_caught_up and (own or keyed or notes):
            yield Group(tuple(_rows(source, part, held, marks, beside)), tuple(notes))
            held, notes = [], []
        held.append(p)
        margin.paragraph(source.text[p.start : p.end], source.layers[p.layer].kind)
        for k in keyed:
            margin.keyed(k.words)
        if own or keyed:
            notes.append(Aside(keyed, margin.beside(own, focus)))
    if held:
        yield Group(tuple(_rows(source, part, held, marks, beside)), tuple(notes))


def _rows(source: Source, part: Part, held: Sequence[Paragraph], marks: Marks, beside: Mapping[int, Counterpart]) -> Iterator[Row]:
    """The paragraphs of a group by layer; one with a counterpart stands by itself, so that the two begin on one line."""
    begins, ends = ({place(part.paragraphs, n) for n in {p.layer for p in held}} for place in (_first_of, _last_of))
    for (layer, _), run in groupby(held, key=lambda p: (p.layer, p.start if p.start in beside else -1)):
        ps = tuple(run)
        yield Row(
            source.layers[layer],
            layer,
            ps[0] in begins,
            ps[-1] in ends,
            ps[0] in begins and source.layers[layer].start < ps[0].start,
            Markup("".join(block(source.text, p.start, p.end, p.after, marks) for p in ps)),
            sum(1 for line in source.text[ps[0].start : ps[-1].after].splitlines() if line.strip()),
            tuple(beside[p.start] for p in ps if p.start in beside),
        )


def _first_of(paragraphs: Sequence[Paragraph], layer: int) -> Paragraph:
    return paragraphs[bisect_left(paragraphs, layer, key=lambda p: p.layer)]


def _last_of(paragraphs: Sequence[Paragraph], layer: int) -> Paragraph:
    return paragraphs[bisect_right(paragraphs, layer, key=lambda p: p.layer) - 1]


def _keyed(source: Source, number: int, part: Part, part_of: Mapping[int, int]) -> Keyed:
    layer = source.layers[number]
    words = source.text[layer.start : layer.end].strip()
    at = part_of.get(number, part.number)
    return Keyed(number, words[:_NOTE], len(words) <= _NOTE, layer.voice, None if at == part.number else at)


def _marks(source: Source, part: Part, claims: Sequence[Noted], found: Sequence[Found], focus: int | None) -> Iterator[Mark]:
    """Everything that has an address in the text: claims, dates and what was not read by their places, anchors of notes by their layers."""
    last = max(len(source.text) - 1, 0)
    for c in claims:
        w = c.claim.witness
        yield Mark(c.id, w.start, w.end, c, "focus" if c.claim.id == focus else "")
    for f in found:
        yield Mark(f.id, min(f.start, last), f.end)
    for n, x in enumerate(source.layers):
        if x.anchor is not None and part.start <= x.anchor < part.after:
            yield Mark(f"n{n}", x.anchor, x.anchor)
