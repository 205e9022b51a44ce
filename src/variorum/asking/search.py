"""Full text: where words stand, in any spelling, with the voice, layer, date and claims of each place.

    wells oath            passages with both words
    "the three wells"     the words one after the other
    oath NEAR wells       within ten words of each other
    pledg*                words that begin so
    oath -wells           without a word

Words are compared folded, as names are: Baghdādī finds al-Bagdadi. Nothing else is understood, and nothing is an error: signs that mean
nothing here are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from variorum.model import Document
from variorum.reasoning.witness import Rows
from variorum.record.fulltext import Passage, Word, find, folded_words
from variorum.shelf.documents import text_of
from variorum.shelf.layout import Layout

#: Passages looked at, best first; of more, how many there are is not counted.
MOST = 2_000
_NEAR = 10
_PART = re.compile(r'(-?)"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Sought:
    """A search understood: ``expression`` for the index; ``words`` are the folded words by which a hit is marked, ``starts`` beginnings of such;
    ``written``: the words and beginnings as they were typed, in small letters."""

    expression: str
    words: frozenset[str]
    starts: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    def marks(self, word: Word) -> bool:
        """Whether the word is one of those sought."""
        return word.folded in self.words or bool(self.starts and word.folded.startswith(self.starts))

    def is_as_written(self, text: str) -> bool:
        """Whether a word that is marked stands in the text as it was typed, and is not only spelled like it."""
        small = text.casefold()
        return small in self.written or (bool(self.starts) and small.startswith(self.written))


def understand(query: str) -> Sought | None:
    """What is sought; None when no word is left.

    >>> understand('"al-Baghdādī oath" -wells pledg*').expression
    '"bagdadi uath" AND "plidg"* NOT "wils"'
    """
    wanted: list[str] = []
    without: list[str] = []
    words: set[str] = set()
    starts: list[str] = []
    written: list[str] = []
    near = False
    for minus, phrase, single in _PART.findall(query):
        if single == "NEAR":
            near = bool(wanted)
            continue
        text = phrase if phrase else single.lstrip("-")
        is_start = bool(single) and single.endswith("*")
        folded = [w.folded for w in folded_words(text) if w.folded]
        if not folded:
            continue
        term = f'"{" ".join(folded)}"' + ("*" if is_start else "")
        if minus or single.startswith("-"):
            without.append(term)
            continue
        written += [text[w.start : w.end].casefold() for w in folded_words(text)]
        if is_start:
            starts.append(folded[-1])
            words.update(folded[:-1])
        else:
            words.update(folded)
        if near and not is_start and not wanted[-1].endswith("*"):
            inside = wanted.pop()
            wanted.append(f"NEAR({inside} {term}, {_NEAR})" if inside.startswith('"') else f"{inside} AND {term}")
        else:
            wanted.append(term)
        near = False
    if not wanted:
        return None
    expression = " AND ".join(wanted) + "".join(f" NOT {term}" for term in without)
    return Sought(expression, frozenset(words), tuple(starts), tuple(written))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with what was sought. ``layers`` and ``voices`` (entities) are those over it, ``predicates`` those of the claims in it; ``claims``
    their ids; ``year`` that of the document's publication (None: not known).
    """

    document: str
    start: int
    end: int
    layers: frozenset[str]
    voices: frozenset[int]
    predicates: frozenset[str]
    claims: tuple[int, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits each layer, voice, predicate and year has; most first, years in order."""

    layers: Sequence[tuple[str, int]]
    voices: Sequence[tuple[int, int]]
    predicates: Sequence[tuple[str, int]]
    years: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which hits are wanted; None: no matter."""

    layer: str | None = None
    voice: int | None = None
    predicate: str | None = None
    year: int | None = None

    def admits(self, hit: Hit) -> bool:
        return (
            (self.layer is None or self.layer in hit.layers)
            and (self.voice is None or self.voice in hit.voices)
            and (self.predicate is None or self.predicate in hit.predicates)
            and (self.year is None or self.year == hit.year)
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a hit as it is shown: its words, and whether they are among those sought."""

    text: str
    is_sought: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """``hits`` best first; ``facets`` of them before they were narrowed; ``more``: there are more than were looked at."""

    sought: Sought
    hits: tuple[Hit, ...]
    facets: Facets
    more: bool = field(default=False)


class Record(Rows, Protocol):
    """What searching needs of an open record."""

    @property
    def layout(self) -> Layout: ...


_AT = """WITH hit AS (SELECT unnest(?::INTEGER[]) AS hit, unnest(?::VARCHAR[]) AS id, unnest(?::INTEGER[]) AS a, unnest(?::INTEGER[]) AS b),
placed AS (SELECT h.hit, d.doc, h.a, h.b, d.published_earliest AS published FROM hit h JOIN document d ON d.id = h.id)"""
_LAYERS = f"{_AT} SELECT p.hit, l.kind, l.voice FROM placed p JOIN layer l ON l.doc = p.doc AND l.span_start < p.b AND l.span_end > p.a"
_CLAIMS = f"""{_AT} SELECT p.hit, n.name, c.claim_id, c.voice FROM placed p JOIN claim c ON c.doc = p.doc AND c.span_start >= p.a AND c.span_start < p.b
JOIN predicate n USING (predicate) ORDER BY p.hit, c.span_start, c.claim_id"""
_YEARS = f"{_AT} SELECT hit, CASE WHEN published > 0 THEN year(DATE '0001-01-01' + (published - 1)) END FROM placed"


def search(record: Record, query: str, narrowed: Narrowed | None = None) -> Hits | None:
    """The passages that fit, best first; None when the query has no word. Only documents of the record are found."""
    sought = understand(query)
    if sought is None:
        return None
    found = find(record.layout, sought.expression, MOST + 1)
    hits = _placed(record, found[:MOST])
    wanted = narrowed or Narrowed()
    return Hits(sought, tuple(h for h in hits if wanted.admits(h)), _facets(hits), len(found) > MOST)


def _placed(record: Record, found: Sequence[Passage]) -> list[Hit]:
    at = [list(range(len(found))), [p.document for p in found], [p.start for p in found], [p.end for p in found]]
    layers: dict[int, set[str]] = {}
    voices: dict[int, set[int]] = {}
    predicates: dict[int, set[str]] = {}
    claims: dict[int, list[int]] = {}
    for hit, kind, voice in record.rows(_LAYERS, at):
        layers.setdefault(hit, set()).add(kind)
        voices.setdefault(hit, set()).update([voice] if voice else [])
    for hit, predicate, claim, voice in record.rows(_CLAIMS, at):
        predicates.setdefault(hit, set()).add(predicate)
        claims.setdefault(hit, []).append(claim)
        voices.setdefault(hit, set()).update([voice] if voice else [])
    years = dict(record.rows(_YEARS, at))
    return [
        Hit(
            *(p.document, p.start, p.end, frozenset(layers.get(n, ())), frozenset(voices.get(n, ())), frozenset(predicates.get(n, ()))),
            *(tuple(claims.get(n, ())), years[n]),
        )
        for n, p in enumerate(found)
        if n in years
    ]


def _facets(hits: Iterable[Hit]) -> Facets:
    hits = list(hits)
    years = Counter(h.year for h in hits if h.year is not None)
    return Facets(
        Counter(x for h in hits for x in h.layers).most_common(),
        Counter(x for h in hits for x in h.voices).most_common(),
        Counter(x for h in hits for x in h.predicates).most_common(),
        sorted(years.items()),
    )


def shown(layout: Layout, document: Document, hit: Hit, sought: Sought, *, around: int = 220) -> tuple[Piece, ...]:
    """The words of a hit about the first that was sought, at most some ``2 * around`` characters, in pieces; an ellipsis where it is cut."""
    text = text_of(layout, document)
    marked = [w for w in folded_words(text, hit.start, hit.end) if sought.marks(w)]
    first = marked[0].start if marked else hit.start
    begin = _word_edge(text, max(hit.start, first - around), hit.start)
    end = _word_edge(text, min(hit.end, first + around), hit.end)
    pieces, at = ([Piece("… ", False)] if begin > hit.start else []), begin
    for word in marked:
        if begin <= word.start and word.end <= end:
            pieces += [Piece(text[at : word.start], False), Piece(text[word.start : word.end], True)]
            at = word.end
    pieces.append(Piece(text[at:end].rstrip() + (" …" if end < hit.end else ""), False))
    return tuple(p for p in pieces if p.text)


def _word_edge(text: str, at: int, limit: int) -> int:
    """The next blank from ``at`` towards the inside; ``limit`` itself is an edge."""
    if at == limit:
        return at
    blank = text.find(" ", at, at + 40)
    return blank + 1 if blank >= 0 else at
