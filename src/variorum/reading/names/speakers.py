"""Who "I", "we" and "you" are: whoever a quotation or a layer lets speak, and whom it addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Document, Layer
from variorum.reading.names.bearers import Cast
from variorum.reading.names.items import Item
from variorum.reading.names.lexicon import lexicon
from variorum.reading.names.words import Word


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything needed to say who speaks where."""

    text: str
    words: Sequence[Word]
    items: Sequence[Item]
    layers: Sequence[Layer]
    cast: Cast
    meant: dict[int, int]
    document: Document


_QUOTE = re.compile(r"“[^“”]{2,900}”|\"[^\"]{2,900}\"")


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the quotations of a text, marks included; a quotation does not cross a blank line."""
    return tuple(m.span() for m in _QUOTE.finditer(text) if "\n\n" not in m.group())


def address(speech: Speech) -> dict[int, int]:
    """The bearers of all items, those of the first person in quotations included where their speaker is plain."""
    meant = dict(speech.meant)
    lex = lexicon()
    own = lex.first | lex.first_plural
    spans = quotations(speech.text)
    for start, end in spans:
        inside = [n for n, x in enumerate(speech.items) if start <= speech.words[x.at].start < end and x.pronoun in own and n not in meant]
        if not inside:
            continue
        speaker = quoted_speaker(speech, start, end)
        if speaker is not None:
            meant.update(dict.fromkeys(inside, speaker))
    return meant


def quoted_speaker(speech: Speech, start: int, end: int) -> int | None:
    """Who says a quotation: the subject of the nearest verb of saying outside of it, after it or before it in the same sentence."""
    verbs = lexicon().cues["person_verbs"]
    best: tuple[int, int] | None = None
    for n, item in enumerate(speech.items):
        at = speech.words[item.at].start
        if n not in speech.meant or start <= at < end or not item.deprel.startswith("nsubj") or item.governor < 0:
            continue
        verb = speech.words[item.governor]
        if verb.low not in verbs:
            continue
        away = verb.start - end if verb.start >= end else start - verb.end
        if (
            0 <= away <= 120
            and (best is None or away < best[0])
            and "\n\n" not in speech.text[min(verb.start, end) : max(verb.start, start)]
        ):
            best = (away, speech.meant[n])
    return best[1] if best else None
