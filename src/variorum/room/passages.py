"""Quotes with the words of their document around them, cut where a sentence begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.reasoning.origins.matter import Texts

#: Characters before and after a quote: half a sentence, so that a column of quotes stays a column.
AROUND = 90
_BLANKS = re.compile(r"\s+")
#: Where a sentence or a paragraph ends.
_BREAK = re.compile(r"[.!?؟۔]['\"’”)\]]*\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """The quote, and what stands before and after it in its sentence; blanks drawn together. ``before`` and ``after`` may be empty."""

    before: str
    quote: str
    after: str


def passage(texts: Texts, doc: int, start: int, end: int, quote: str, *, around: int = AROUND) -> Passage:
    """The quote at ``start``..``end`` of a document with the rest of its sentence, at most ``around`` characters on each side.

    The quote alone where the text cannot be had, or no longer says so there.
    """
    text = texts(doc)
    if text is None or text[start:end] != quote:
        return Passage("", _plain(quote).strip(), "")
    before, after = text[max(0, start - around) : start], text[end : end + around]
    breaks = list(_BREAK.finditer(before))
    begun = breaks[-1].end() if breaks else None
    first = before[begun:] if begun is not None else before if len(before) < around else _from_word(before)
    stop = _BREAK.search(f"{after} " if end + around >= len(text) else after)
    last = after[: stop.end()] if stop else after if len(after) < around else _to_word(after)
    ended = _BREAK.search(f"{quote} ")
    if ended and ended.end() >= len(quote):
        last = ""
    return Passage(_plain(first).lstrip(), _plain(quote).strip(), _plain(last).rstrip())


def _from_word(text: str) -> str:
    _, blank, rest = text.partition(" ")
    return f"… {rest}" if blank else ""


def _to_word(text: str) -> str:
    rest, blank, _ = text.rpartition(" ")
    return f"{rest} …" if blank else ""


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text)
