"""The text of a page: every character of the document once, in its order, with marks that may nest and overlap.

Marks are split at each other's edges, so that every piece lies under a known set of them. Nothing is put between the characters: numbers
are drawn by the style sheet, so that what is copied from the page is the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Protocol

from variorum.publishing.edition import Status

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u0589\u1e00-\u1fff]")
#: Signs that turn the direction of what follows, and the carriage return that a parser would make a line feed: written as numbers. NUL has no
#: place in HTML; it becomes U+FFFD, so that its loss can be seen.
_NUMBERED = {0: "\ufffd"} | {ord(c): f"&#{ord(c)};" for c in "\r\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_ORDER = tuple(Status)
#: Prose broken to a width is set anew to the width of the page: lines at least so long, and all but the last nearly as long as the longest.
_LONG, _NEARLY = 50, 0.7
_A_SPAN = 3


class Numbered(Protocol):
    """A claim as the text shows it: ``note`` is the address of its note, ``voices`` says who brings it to those who cannot see the mark."""

    @property
    def number(self) -> int: ...
    @property
    def status(self) -> Status: ...
    @property
    def note(self) -> str: ...
    @property
    def voices(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` is spoken of under the address ``id``; ``entry`` is its claim, None for dates and what was not read.

    ``kind`` is a class of the style sheet that its pieces have beside, such as that of the claim in focus.
    """

    id: str
    start: int
    end: int
    entry: Numbered | None = None
    kind: str = ""


def escaped(text: object) -> str:
    """The text for HTML, in elements and in quoted attributes; signs of direction can be seen in the source.

    >>> escaped("<b>\u202eA")
    '&lt;b&gt;&#8238;A'
    """
    return escape(str(text)).translate(_NUMBERED)


def blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The paragraphs of text[start:end] as (start, end of its words, end with the blanks after it); together they are the whole.

    >>> list(blocks("One.\\n\\nTwo.", 0, 10))
    [(0, 4, 6), (6, 10, 10)]
    """
    at = words = start
    gap = False
    for line in _LINE.finditer(text, start, end):
        filled = len(line[0].rstrip())
        if filled and gap:
            yield at, words, line.start()
            at, gap = line.start(), False
        if filled:
            words = line.start() + filled
        else:
            gap = words > at
    if at < end:
        yield at, words, end


class Marks:
    """Marks sorted by place, of which those over a stretch are found without looking at all."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._marks]
        self._longest = max((m.end - m.start for m in self._marks), default=0)

    def over(self, start: int, end: int) -> list[Mark]:
        """Those that begin in text[start:end] or reach into it from before."""
        near = self._marks[bisect_left(self._starts, start - self._longest) : bisect_left(self._starts, end)]
        return [m for m in near if m.end > start or m.start >= start]


def block(text: str, start: int, end: int, after: int, marks: Marks) -> str:
    """One paragraph as HTML: text[start:after], of which the words end at ``end``; only the marks that reach into it are drawn."""
    inside = marks.over(start, after)
    cuts = sorted({start, end, *(x for m in inside for x in (m.start, m.end) if start < x < end)})
    ends: dict[int, list[Mark]] = {}
    for m in inside:
        if m.end <= after:
            ends.setdefault(min(m.end, end), []).append(m)
    pieces = [_piece(text, a, b, inside, ends.get(b, ())) for a, b in pairwise(cuts)]
    late = "".join(_address(m) for m in inside if m.start >= end)
    rest = f'<span class="ws">{escaped(text[end:after])}</span>' if end < after else ""
    words = text[start:end]
    names = [name for name, has in (("flow", _is_wrapped(words)), ("set", _is_set(words)), ("rtl", is_rtl(words))) if has]
    return f'<p dir="auto"{_class(names)}>{"".join(pieces)}{late}{rest}</p>'


def _piece(text: str, a: int, b: int, marks: Sequence[Mark], ending: Sequence[Mark]) -> str:
    """text[a:b], which no edge of a mark divides, with the addresses that begin there and the numbers of the claims that end there.

    It has the class ``k`` and address of each mark over it. Pieces and addresses are siblings, so that a style rule can reach the one from
    the other without looking at all that is above them: a rule with ``:has`` took minutes on a page of 6,000 claims (Chromium 150).
    """
    over = [m for m in marks if m.start <= a and b <= m.end]
    claims = [(m.end - m.start, _ORDER.index(m.entry.status)) for m in over if m.entry]
    names = [*dict.fromkeys(m.kind for m in over if m.kind), *(f"k{m.id}" for m in over)]
    if claims:
        names = ["cl", str(_ORDER[min(claims)[1]]), *names]
    begin = "".join(_address(m) for m in marks if m.start == a)
    words = f"<span{_class(names)}>{escaped(text[a:b])}</span>" if names else escaped(text[a:b])
    return begin + words + _numbers([m.entry for m in ending if m.entry])


def _address(mark: Mark) -> str:
    return f'<span id="{mark.id}"></span>'


def _numbers(entries: Sequence[Numbered]) -> str:
    """The raised numbers of claims that end together; three and more in a row are written as a span, lest they hide the words."""
    runs: list[list[Numbered]] = []
    for entry in sorted(entries, key=lambda e: e.number):
        if runs and entry.number == runs[-1][-1].number + 1:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return "".join(_span(run) if len(run) >= _A_SPAN else "".join(map(_number, run)) for run in runs)


def _number(entry: Numbered) -> str:
    n = entry.number
    return f'<a class="cn" href="#{entry.note}" data-n="{n}" aria-label="claim {n}, {entry.status}: {escaped(entry.voices)}"></a>'


def _span(run: Sequence[Numbered]) -> str:
    first, last = run[0].number, run[-1].number
    words = ", ".join(dict.fromkeys(str(e.status) for e in run))
    return f'<a class="cn" href="#{run[0].note}" data-n="{first}\u2013{last}" aria-label="claims {first} to {last}, {words}"></a>'


def _is_wrapped(words: str) -> bool:
    lines = [len(line) for line in words.strip().splitlines()]
    return len(lines) > 1 and max(lines) >= _LONG and min(lines[:-1]) >= _NEARLY * max(lines)


def _is_set(words: str) -> bool:
    """Whether blanks were used to place words: columns, indents."""
    return "  " in words or "\t" in words


def has_rtl(words: str) -> bool:
    """Whether any of its letters is written from right to left."""
    return _RTL.search(words) is not None


def is_rtl(words: str) -> bool:
    """Whether most of its letters are written from right to left."""
    return len(_RTL.findall(words)) > len(_LTR.findall(words))


def _class(names: Sequence[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""
