"""The document as the compact reader sees it: windows of *units*, each unit a word or a whole name.

A name is shown to the encoder as one word that says no more than its type, so that nothing can be learned of any particular man or body: what a
reader knows of a name it must know from the text around it. Everything else about a unit (its case, its place in the tree, what the lexicon of
frames says of its word, whether it stands in quotation marks) is a small number beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.model import Entity, EntityType, Layer, LayerKind, Mention, MentionForm
from variorum.reading.compact.hints import hints
from variorum.reading.compact.wordpiece import CLOSES, OPENS, known_pieces, pieces
from variorum.reading.floor.quotes import quotes
from variorum.reading.syntax import Sentence

TYPES = tuple(EntityType)
# The order of each list is that of rows in the trained network: a new one goes to the end, and the network is trained anew.
_UPOS_NAMES = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
_RELATION_NAMES = (
    "root nsubj nsubj:pass nsubj:outer csubj obj iobj ccomp xcomp obl obl:agent obl:unmarked advcl advcl:relcl advmod discourse aux aux:pass cop "
    "mark nmod nmod:poss nmod:unmarked nmod:desc appos nummod acl acl:relcl amod det det:predet case conj cc fixed flat compound compound:prt "
    "list parataxis vocative expl punct dep"
)
UPOS = ("", *_UPOS_NAMES.split())
RELATIONS = ("", *_RELATION_NAMES.split())
LAYERS = tuple(LayerKind)
_UPOS = {v: n for n, v in enumerate(UPOS)}
_RELATION = {v: n for n, v in enumerate(RELATIONS)}
_TYPE = {t: n for n, t in enumerate(TYPES)}
_LAYER = {k: n for n, k in enumerate(LAYERS)}

#: How a unit is marked: no mention, inside a description, a pronoun, the head of a description without or with a type, a name of a type.
INSIDE, PRONOUN, HEAD, NAME = 1, 2, 3, 4 + len(TYPES)
MARKS = NAME + len(TYPES)

_FULL = 352  #: pieces of a window; what a passage of 250 words needs, well under the 512 places that the encoder knows
_BEFORE = 120  #: pieces of what came before that a window begins with


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention in a window: ``unit`` is its head, ``number`` its place among the mentions of the document."""

    unit: int
    number: int
    form: MentionForm
    entity: str | None
    first: int
    end: int


@dataclass(slots=True)
class Window:
    """Units in reading order. ``fresh`` is the first unit that no earlier window has had in full; ``pieces`` begin and end with a mark.

    Parallel lists over units: ``at`` (place of its first piece), ``start`` and ``end`` (code points), ``sentence``, ``head`` (unit it depends on,
    -1 for a root), and small numbers: ``case``, ``upos``, ``relation``, ``mark``, ``layer``, ``quoted``; ``hint`` are predicates by number.
    """

    pieces: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    case: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    relation: list[int] = field(default_factory=list)
    mark: list[int] = field(default_factory=list)
    layer: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    hint: list[tuple[int, ...]] = field(default_factory=list)
    mentions: list[Seen] = field(default_factory=list)
    fresh: int = 0

    def __len__(self) -> int:
        return len(self.at)


@dataclass(slots=True)
class _Unit:
    pieces: tuple[int, ...]
    start: int
    end: int
    head: int  # unit of the sentence, -1
    case: int
    upos: int
    relation: int
    mark: int
    layer: int
    quoted: int
    hint: tuple[int, ...]


@dataclass(slots=True)
class _Line:
    """One sentence in units, with the mentions whose head stands in it (units counted from 0)."""

    units: list[_Unit]
    mentions: list[Seen]

    @property
    def size(self) -> int:
        return sum(len(u.pieces) for u in self.units)


def windows(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], entities: Mapping[str, Entity], layers: Sequence[Layer]
) -> Iterator[Window]:
    """The windows of a document in order; together their fresh units are all units, each once. One window is made at a time.

    ``mentions`` are sorted by start, the outer before the inner. A sentence longer than a window is cut, and its words beyond are not seen.
    """
    before: list[_Line] = []
    fresh: list[_Line] = []
    size = 0
    for line in _lines(text, sentences, mentions, entities, layers):
        if fresh and size + line.size > _FULL:
            yield _window([*before, *fresh], len(before))
            before, fresh = _last([*before, *fresh]), []
            size = sum(x.size for x in before)
        fresh.append(line)
        size += line.size
    if fresh:
        yield _window([*before, *fresh], len(before))


def _last(lines: Sequence[_Line]) -> list[_Line]:
    """As many of the last lines as the next window begins with."""
    first, kept = len(lines), 0
    while first > 0 and kept + lines[first - 1].size <= _BEFORE:
        first -= 1
        kept += lines[first].size
    return list(lines[first:])


def _lines(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], entities: Mapping[str, Entity], layers: Sequence[Layer]
) -> Iterator[_Line]:
    quoted = _Quoted(text, layers)
    starts = [x.start for x in layers]
    at = 0
    for s in sentences:
        while at < len(mentions) and mentions[at].start < s.start:
            at += 1
        here = at
        while here < len(mentions) and mentions[here].start < s.end:
            here += 1
        k = bisect_right(starts, s.start) - 1
        yield _line(s, [(n, mentions[n]) for n in range(at, here)], entities, _LAYER[layers[k].kind] if k >= 0 else 0, quoted)


def _window(lines: Sequence[_Line], fresh: int) -> Window:
    known = known_pieces()
    w = Window(pieces=[known[OPENS]])
    for n, line in enumerate(lines):
        base = len(w)
        if n == fresh:
            w.fresh = base
        for u in line.units:
            if len(w.pieces) + len(u.pieces) > 510:
                break
            w.at.append(len(w.pieces))
            w.pieces.extend(u.pieces)
            w.start.append(u.start)
            w.end.append(u.end)
            w.sentence.append(n)
            w.head.append(u.head + base if u.head >= 0 else -1)
            w.case.append(u.case)
            w.upos.append(u.upos)
            w.relation.append(u.relation)
            w.mark.append(u.mark)
            w.layer.append(u.layer)
            w.quoted.append(u.quoted)
            w.hint.append(u.hint)
        w.mentions += [
            Seen(m.unit + base, m.number, m.form, m.entity, m.first + base, m.end + base) for m in line.mentions if m.end + base <= len(w)
        ]
    w.head = [h if h < len(w) else -1 for h in w.head]
    w.pieces.append(known[CLOSES])
    return w


def _line(
    sentence: Sentence, mentions: Sequence[tuple[int, Mention]], entities: Mapping[str, Entity], layer: int, quoted: _Quoted
) -> _Line:
    tokens = sentence.tokens
    name_of: dict[int, int] = {}
    spans: list[tuple[int, int] | None] = []
    for k, (_, m) in enumerate(mentions):
        inside = [t.index for t in tokens if t.start < m.end and m.start < t.end]
        spans.append((inside[0], inside[-1] + 1) if inside else None)
        if inside and m.form is MentionForm.NAME and not any(i in name_of for i in inside):
            name_of.update(dict.fromkeys(inside, k))
    unit_of: list[int] = []
    groups: list[list[int]] = []
    for t in tokens:
        if groups and t.index in name_of and name_of.get(t.index) == name_of.get(t.index - 1):
            groups[-1].append(t.index)
        else:
            groups.append([t.index])
        unit_of.append(len(groups) - 1)
    units = []
    for group in groups:
        top = next((i for i in group if tokens[i].head not in group), group[0])
        t = tokens[top]
        known = entities.get(mentions[name_of[group[0]]][1].entity or "") if group[0] in name_of else None
        named = group[0] in name_of
        kind = _TYPE[known.type] if known else 0
        units.append(
            _Unit(
                pieces=(1 + kind,) if named else pieces(t.text),
                start=tokens[group[0]].start,
                end=tokens[group[-1]].end,
                head=unit_of[t.head] if t.head >= 0 else -1,
                case=_case(t.text),
                upos=upos_number(t.upos),
                relation=relation_number(t.deprel),
                mark=NAME + kind if named else 0,
                layer=layer,
                quoted=quoted.at(tokens[group[0]].start),
                hint=() if named else hints(t.lemma.lower(), t.text.lower()),
            )
        )
    seen = []
    for (number, m), span in zip(mentions, spans, strict=True):
        if span is None:
            continue
        first, end = unit_of[span[0]], unit_of[span[1] - 1] + 1
        head = next((u for u in range(first, end) if not first <= units[u].head < end and units[u].relation != _RELATION["punct"]), first)
        seen.append(Seen(head, number, m.form, m.entity, first, end))
        if m.form is MentionForm.PRONOUN:
            units[head].mark = PRONOUN
        elif m.form is MentionForm.DESCRIPTION:
            for u in range(first, end):
                units[u].mark = units[u].mark or INSIDE
            known = entities.get(m.entity or "")
            if units[head].mark <= INSIDE:
                units[head].mark = HEAD + 1 + _TYPE[known.type] if known else HEAD
    return _Line(units, seen)


def upos_number(upos: str) -> int:
    """The row of a part of speech; 0 for one that the network was not taught."""
    return _UPOS.get(upos, 0)


def relation_number(relation: str) -> int:
    """The row of a relation, else that of the relation it is a kind of; 0 for one that the network was not taught."""
    return _RELATION.get(relation, _RELATION.get(relation.partition(":")[0], 0))


def _case(word: str) -> int:
    """0 lower or none, 1 begins with a capital, 2 all capitals, 3 a number."""
    if word[:1].isdigit():
        return 3
    return 2 if len(word) > 1 and word.isupper() else 1 if word[:1].isupper() else 0


class _Quoted:
    """Whether a place stands inside quotation marks."""

    def __init__(self, text: str, layers: Sequence[Layer]) -> None:
        found = [q for x in layers if x.kind is not LayerKind.BOILERPLATE for q in quotes(text, x.start, x.end)]
        self.spans = sorted((q.start, q.end) for q in found)
        self.starts = [a for a, _ in self.spans]

    def at(self, offset: int) -> int:
        k = bisect_right(self.starts, offset)
        return int(any(offset < b for _, b in self.spans[max(0, k - 6) : k]))
