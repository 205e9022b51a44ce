"""The same text in another language, paragraph beside paragraph.

No table of the record says that one text translates another. Taken for the same are two stretches that a document prints (letterhead, primary
text, quotation) one after the other in two scripts; and stretches of two documents of different languages, published on one day, in which the
same voice speaks. Both must be of like length. That is a guess, and the page says so; where it fails, nothing stands beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import sqrt

from variorum.model import LayerKind
from variorum.publishing.page_text import has_rtl, is_rtl
from variorum.room.document.parts import Paragraph, paragraphs
from variorum.room.document.source import Source, sources
from variorum.room.opened import Opened
from variorum.room.recent import Recent

_PRINTED = frozenset({LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION})
#: A translation has at least this part of the other's letters, and at most its inverse: Arabic into English grows by half, with its vowels unwritten.
_LIKE = 0.4
#: Paragraphs times paragraphs that are still compared; longer texts are linked, not set beside each other.
_AT_MOST = 40_000
#: Documents of which it is remembered: who reads one part of a long text reads the next.
_KEPT = 32
#: Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): the cost of each pairing, -100 log of how often it is used.
_PAIRINGS = {(1, 1): 0, (1, 0): 450, (0, 1): 450, (2, 1): 230, (1, 2): 230}
_VARIANCE = 6.8
_DOCUMENTS = """SELECT DISTINCT o.doc FROM document d JOIN document o ON o.published_earliest = d.published_earliest
    AND o.published_latest = d.published_latest AND o.doc <> d.doc AND o.language <> d.language
    JOIN layer l ON l.doc = d.doc JOIN layer m ON m.doc = o.doc AND m.voice = l.voice AND l.voice > 0
WHERE d.doc = ? AND d.published_latest = d.published_earliest + 1 ORDER BY o.doc LIMIT 4"""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What stands beside a paragraph: the ``words`` of ``document`` in its language; ``is_rtl``: written from right to left."""

    document: str
    title: str
    language: str | None
    words: str
    is_rtl: bool
    is_here: bool


def counterparts(opened: Opened, source: Source) -> dict[int, Counterpart]:
    """By the place of a paragraph of the document, what stands beside it in another language. Empty when nothing is known to."""
    recent: Recent[int, dict[int, Counterpart]] = opened.memo("counterparts", lambda: Recent(_KEPT))
    return recent.get(source.doc, lambda: _counterparts(opened, source))


def _counterparts(opened: Opened, source: Source) -> dict[int, Counterpart]:
    others = [doc for (doc,) in opened.record.rows(_DOCUMENTS, [source.doc])]
    if not others and not has_rtl(source.text):
        return {}  # nearly always: a long text is not looked through for nothing
    own = tuple(paragraphs(source.text, source.layers))
    found: dict[int, Counterpart] = {}
    for printed, other in _within(source, own):
        found.update(_beside(source, printed, source, other))
    for there in sources(opened, others) if not found else ():
        voices = {x.voice for x in source.layers if x.voice} & {x.voice for x in there.layers if x.voice}
        ours = [p for p in own if source.layers[p.layer].voice in voices and _speaks(source, p)]
        theirs = [p for p in paragraphs(there.text, there.layers) if there.layers[p.layer].voice in voices and _speaks(there, p)]
        found.update(_beside(source, ours, there, theirs))
    return found


def _speaks(source: Source, p: Paragraph) -> bool:
    return source.layers[p.layer].kind not in (LayerKind.BOILERPLATE, LayerKind.NOTE, LayerKind.CAPTION)


def _within(source: Source, own: Sequence[Paragraph]) -> Iterator[tuple[Sequence[Paragraph], Sequence[Paragraph]]]:
    """Runs of printed paragraphs in one script that follow one another, each time the one written from left to right first."""
    runs: list[tuple[bool, list[Paragraph]]] = []
    for p in own:
        if source.layers[p.layer].kind not in _PRINTED:
            runs.append((False, []))
            continue
        rtl = is_rtl(source.text[p.start : p.end])
        if not runs or runs[-1][0] != rtl or not runs[-1][1]:
            runs.append((rtl, []))
        runs[-1][1].append(p)
    for (rtl, a), (other, b) in pairwise(runs):
        if a and b and rtl != other:
            yield (b, a) if rtl else (a, b)


def _beside(here: Source, ours: Sequence[Paragraph], there: Source, theirs: Sequence[Paragraph]) -> dict[int, Counterpart]:
    lengths = [[p.end - p.start for p in ps] for ps in (ours, theirs)]
    a, b = map(sum, lengths)
    if not a or not b or min(a, b) < _LIKE * max(a, b) or len(ours) * len(theirs) > _AT_MOST:
        return {}
    found = {}
    for i, (first, last) in _aligned(*lengths).items():
        words = "\n".join(there.text[p.start : p.end].strip() for p in theirs[first:last])
        d = there.document
        found[ours[i].start] = Counterpart(d.id, there.title, d.language, words, is_rtl(words), there is here)
    return found


def _aligned(ours: Sequence[int], theirs: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For the paragraphs of ours the run of theirs that belongs to each, by their lengths alone: the cheapest way through both.

    >>> _aligned([10, 200, 12], [8, 90, 95, 11])
    {0: (0, 1), 1: (1, 3), 2: (3, 4)}
    """
    ratio = sum(theirs) / sum(ours)

    @cache
    def cost(a: int, b: int) -> float:
        if not a or not b:
            return 0.0
        return 100 * abs(b - a * ratio) / sqrt(_VARIANCE * (a * ratio + b) / 2)

    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            ways = [
                (best[i - m, j - n][0] + fixed + cost(sum(ours[i - m : i]), sum(theirs[j - n : j])), (m, n))
                for (m, n), fixed in _PAIRINGS.items()
                if m <= i and n <= j
            ]
            if ways:
                best[i, j] = min(ways)
    found: dict[int, tuple[int, int]] = {}
    i, j = len(ours), len(theirs)
    while i or j:
        m, n = best[i, j][1]
        if m and n:
            found[i - m] = (j - n, j)
        i, j = i - m, j - n
    return dict(sorted(found.items()))
