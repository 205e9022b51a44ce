"""The words of a document as the network of kinds sees them: views of a few sentences, and in each the phrases whose kind is asked.

Unlike the reader of relations (``reading.compact``), this one sees the words of names: "Jaysh" and "Nahr" say something of what they name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from variorum.model import Layer
from variorum.reading.compact.windows import LAYERS, relation_number, upos_number
from variorum.reading.compact.wordpiece import CLOSES, OPENS, known_pieces, pieces
from variorum.reading.names.words import Word

_LAYER = {k: n for n, k in enumerate(LAYERS)}
FEATURES = ("case", "upos", "relation", "part", "layer")
OUTSIDE, OPENING, WITHIN = range(3)  #: what ``part`` says of a word: in no name, the first of one, a later one
# The network was taught views of these sizes. Most of what tells a kind stands in the sentence itself: the sentences before say who is being spoken of.
_FULL, _BEFORE = 300, 80  # pieces of the sentences of a view, and of what came before that it begins with
_MOST = 500  # pieces at which a view is cut; the encoder knows 512 places


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrase whose kind is asked: ``words[first:end]`` of the row; ``head`` is the word that says most (places in the row)."""

    first: int
    end: int
    head: int


@dataclass(slots=True)
class View:
    """Words ``row[first:end]``; ``at`` is the place of each word's first piece, ``features`` a list for each of :data:`FEATURES`. ``asked`` are numbers
    of phrases, each in one view of the document only."""

    first: int
    end: int
    pieces: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    features: tuple[list[int], ...] = ()
    asked: list[int] = field(default_factory=list)


def views(words: Sequence[Word], names: Sequence[tuple[int, int]], layers: Sequence[Layer], asked: Sequence[Asked]) -> Iterator[View]:
    """The views of a document in order, whole sentences each. ``names`` (places in the row, sorted) and ``asked`` are sorted by first word. A sentence
    longer than a view is cut, and phrases beyond the cut are in no view."""
    sizes = [len(pieces(w.text)) for w in words]
    part = _parts(len(words), names)
    by_head = sorted(range(len(asked)), key=lambda n: asked[n].head)
    heads = [asked[n].head for n in by_head]
    begun = 0
    for first, end in _stretches(words, sizes):
        begun = _before(words, sizes, begun, first)
        v = _view(words, part, layers, begun, end)
        here = by_head[bisect_left(heads, first) : bisect_left(heads, end)]
        v.asked = [n for n in here if v.first <= asked[n].first and asked[n].end <= v.end]
        if v.asked:
            yield v


def _stretches(words: Sequence[Word], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sentence after sentence into stretches of at most ``_FULL`` pieces (one long sentence may have more)."""
    first = size = start = 0
    while start < len(words):
        end = start
        while end < len(words) and words[end].sentence == words[start].sentence:
            end += 1
        own = sum(sizes[start:end])
        if start > first and size + own > _FULL:
            yield first, start
            first, size = start, 0
        size += own
        start = end
    if first < len(words):
        yield first, len(words)


def _before(words: Sequence[Word], sizes: Sequence[int], earliest: int, first: int) -> int:
    """Where the whole sentences begin that fit before ``first``, from ``earliest`` on; ``first`` itself where none does."""
    kept, size, k = first, 0, first
    while k > earliest:
        k -= 1
        size += sizes[k]
        if size > _BEFORE:
            break
        if k == 0 or words[k - 1].sentence != words[k].sentence:
            kept = k
    return kept


def _view(words: Sequence[Word], part: Sequence[int], layers: Sequence[Layer], first: int, end: int) -> View:
    """The view of ``words[first:end]``, or of as many of them as it holds; nothing is asked in it yet."""
    known = known_pieces()
    v = View(first, first, [known[OPENS]])
    rows: tuple[list[int], ...] = tuple([] for _ in FEATURES)
    layer = 0
    for k in range(first, end):
        w = words[k]
        own = pieces(w.text)
        if len(v.pieces) + len(own) > _MOST:
            break
        while layer + 1 < len(layers) and layers[layer + 1].start <= w.start:
            layer += 1
        v.at.append(len(v.pieces))
        v.pieces.extend(own)
        v.end = k + 1
        given = (
            _case(w.text),
            upos_number(w.upos),
            relation_number(w.deprel),
            part[k],
            _LAYER[layers[layer].kind] if layers else 0,
        )
        for row, value in zip(rows, given, strict=True):
            row.append(value)
    v.features = rows
    v.pieces.append(known[CLOSES])
    return v


def _case(word: str) -> int:
    """0 lower or none, 1 a capital later on ("al-Wadi"), 2 begins with a capital, 3 all capitals."""
    return 3 if len(word) > 1 and word.isupper() else 2 if word[:1].isupper() else 1 if any(c.isupper() for c in word) else 0


def _parts(size: int, names: Sequence[tuple[int, int]]) -> list[int]:
    """For each word whether it stands outside all names, opens one or goes on with it."""
    part = [OUTSIDE] * size
    for first, end in names:
        part[first:end] = [OPENING, *[WITHIN] * (end - first - 1)]
    return part
