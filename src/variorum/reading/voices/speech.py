"""Quotations that no frame in their own sentence claims: after a colon, going on after a tag, or betrayed by who says "I" in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from variorum.model import Act, Mention, Span
from variorum.reading.floor.quotes import Quote
from variorum.reading.voices.voice_map import Scope, Turn

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_CLAUSE = re.compile(r"\n|; |\] |[.?!][\"”’)]*\s+(?=[A-Z])")
#: Shorter quotations are words held at arm's length, not speech.
_SPEECH = 18


def loose_quotes(
    text: str, quoted: Sequence[Quote], scopes: Sequence[Scope], mentions: Sequence[Mention], turns: Sequence[Turn]
) -> Iterator[Scope]:
    """A scope for every quotation of speech that ``scopes`` leave without a speaker and the text around it gives one."""
    claimed = sorted(scopes, key=lambda s: s.start)
    last: Scope | None = None
    for q in quoted:
        mine = next((s for s in claimed if s.verbatim and abs(s.start - q.start) <= 1), None)
        if mine is not None:
            last = mine
            continue
        if any(s.start <= q.start and q.end <= s.end + 1 for s in claimed) or q.end - q.start < _SPEECH or _printed(q, turns):
            continue
        speaker = _colon(text, q, mentions) or _self(q, mentions, quoted) or _goes_on(text, q, last)
        if speaker is not None:
            last = Scope(q.start, q.end, speaker, Act.ASSERTS, None, Span(q.start, q.start + 1), None, True)
            yield last


def _printed(q: Quote, turns: Sequence[Turn]) -> bool:
    """Whether the quotation is the document itself, whose author has the floor: marks stand around it, or around its paragraphs."""
    i = bisect_right(turns, q.start, key=lambda t: t.start) - 1
    return i >= 0 and q.start - turns[i].start <= 1 and not turns[i].speakers[-1].startswith("@")


def _colon(text: str, q: Quote, mentions: Sequence[Mention]) -> str | None:
    """The speaker before a colon: "Ibragim, in May 2008: "He asked"": the first mention of that clause that no preposition governs."""
    before = text[: q.start].rstrip()
    if not before.endswith(":"):
        return None
    start = max((m.end() for m in _CLAUSE.finditer(before, max(0, len(before) - 300))), default=0)
    inside = [m for m in mentions if start <= m.start and m.end <= len(before) and m.entity]
    return inside[0].entity if inside else None


def _self(q: Quote, mentions: Sequence[Mention], quoted: Sequence[Quote]) -> str | None:
    deeper = [d for d in quoted if d.start > q.start and d.end <= q.end]
    inside = [m for m in mentions if q.start <= m.start < q.end and m.entity and not any(d.start <= m.start < d.end for d in deeper)]
    for words in (_FIRST, _WE):
        heard = Counter(m.entity for m in inside if m.text.lower() in words)
        if heard:
            return min((e for e in heard if e), key=lambda e: (-heard[e], e), default=None)
    return None


def _goes_on(text: str, q: Quote, last: Scope | None) -> str | None:
    """The speaker of the quotation before, when only his tag or nothing stands between."""
    if last is None or not 0 <= q.start - last.end <= 160:
        return None
    between = text[last.end : q.start]
    if "\n\n" in between or between.count(".") > 1:
        return None
    return last.speaker
