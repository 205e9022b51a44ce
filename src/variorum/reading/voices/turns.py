"""Who speaks by default in each stretch of a layer: its author, the writer of the letter, the questioner and the answerer of an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from variorum.model import Document, Layer, LayerKind, Mention
from variorum.reading.layers import speaker_span
from variorum.reading.voices.quotes import Quote
from variorum.reading.voices.voice_map import Turn

_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
#: The label of a turn at the beginning of a line: "Q.", "A:", "THE COURT:", "General Boukhalfa:", "B (callsign TENT):", "— ".
_LABEL = re.compile(
    r"""^[ \t]*[*_]{0,2}(?:
        (?P<qa>Q|A|Question|Answer|Interviewer|Int)(?:\s*\d+)?\s*[.:]+\s
      | (?P<dash>[—–])\s
      | (?P<name>[A-Z](?:[^\n:.?!"“]|(?<=[A-Za-z])\.(?=[ ]?[A-Z]|:)){0,50}?(?:\([^)\n]*\))?):\s
    )""",
    re.M | re.X,
)
_QUESTION = frozenset({"Q", "Question", "Interviewer", "Int"})
_OWN = frozenset({LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION})


def turns(text: str, layers: Sequence[Layer], mentions: Sequence[Mention], quoted: Sequence[Quote], document: Document) -> tuple[Turn, ...]:
    """The turns of the document, in order; they cover all layers but boilerplate."""
    outside = [m for m in mentions if not any(q.start <= m.start < q.end for q in quoted)]
    found: list[Turn] = []
    for i, layer in enumerate(layers):
        if layer.kind is LayerKind.BOILERPLATE:
            continue
        voice = layer.voice or default_voice(text, i, layers, mentions, outside, document)
        found += (
            replace(t, layer=i) for t in _within(text, layers, layer, voice, [m for m in outside if layer.start <= m.start < layer.end])
        )
    return tuple(found)


def default_voice(
    text: str, i: int, layers: Sequence[Layer], mentions: Sequence[Mention], outside: Sequence[Mention], document: Document
) -> str:
    """The voice of layer ``i`` when the layers themselves do not say: whoever says "I" in it, signs it or heads it."""
    layer = layers[i]
    if layer.kind is LayerKind.NOTE:
        return _annotator(text, layer, layers)
    if layer.kind not in _OWN:
        return "@author"
    if (me := _first_person(outside, layer, _SINGULAR)) is not None:
        return me
    if (we := _first_person(outside, layer, _PLURAL)) is not None:
        return we
    if layer.kind is LayerKind.LETTERHEAD:
        after = next((k for k in range(i + 1, len(layers)) if layers[k].kind is LayerKind.PRIMARY), None)
        if after is not None:
            return default_voice(text, after, layers, mentions, outside, document)
    if layer.kind is LayerKind.PRIMARY and i > 0 and layers[i - 1].kind is LayerKind.NOTE:
        before = next((k for k in range(i - 1, -1, -1) if layers[k].kind is LayerKind.PRIMARY), None)
        if before is not None:
            return default_voice(text, before, layers, mentions, outside, document)
    return _signed(text, i, layers, mentions) or "@author"


def _annotator(text: str, layer: Layer, layers: Sequence[Layer]) -> str:
    head = text[layer.start : layer.end][:120].lower()
    if "editor" in head or "archive" in head:
        return "@editor"
    if "translator" in head or any(o.kind is LayerKind.PRIMARY for o in layers):
        return "@translator"
    return "@author"


def _first_person(outside: Sequence[Mention], layer: Layer, words: frozenset[str]) -> str | None:
    heard = Counter(m.entity for m in outside if m.entity and layer.start <= m.start < layer.end and m.text.lower() in words)
    return min(heard, key=lambda e: (-heard[e], e)) if heard else None


def _signed(text: str, i: int, layers: Sequence[Layer], mentions: Sequence[Mention]) -> str | None:
    """The entity whose name or description heads or signs the layer, by the layers' own reading of such lines."""
    span = speaker_span(text, layers, i)
    if span is None:
        return None
    within = [m for m in mentions if m.entity and m.start < span.end and span.start < m.end]
    return min(within, key=lambda m: (abs(m.start - span.start), -m.end)).entity if within else None


def _within(text: str, layers: Sequence[Layer], layer: Layer, voice: str, mentions: Sequence[Mention]) -> Iterator[Turn]:
    labels = list(_LABEL.finditer(text, layer.start, layer.end))
    often = Counter(m["name"] for m in labels if m["name"])
    spoken = [
        m for m in labels if m["qa"] or m["dash"] or _named(m, mentions) or (often[m["name"]] > 1 and layer.kind is not LayerKind.NOTE)
    ]
    letter = any(o.kind is LayerKind.LETTERHEAD for o in layers) and layer.kind is LayerKind.PRIMARY
    if len(spoken) < 2 or (letter and not _is_conversation(spoken)):
        yield Turn(layer.start, layer.end, (voice,))
        return
    own = layer.kind in _OWN
    if spoken[0].start() > layer.start:
        yield Turn(layer.start, spoken[0].start(), (voice,))
    answerer = _answerer(spoken, mentions, layer)
    bounds = [*(m.start() for m in spoken), layer.end]
    for k, (m, (a, b)) in enumerate(zip(spoken, pairwise(bounds), strict=True)):
        speaker = _speaker(m, k, mentions, answerer)
        if speaker is None:
            yield Turn(a, b, ("@author",))
        else:
            yield Turn(a, b, (speaker,) if own else (voice, speaker) if speaker != voice else (voice,))


def _is_conversation(spoken: Sequence[re.Match[str]]) -> bool:
    """Two turns of questions and answers, or three of named speakers of whom one speaks twice: a letter may have a colon after a name, too."""
    names = Counter(m["name"] for m in spoken if m["name"])
    return len(spoken) - sum(names.values()) >= 2 or (len(spoken) >= 3 and len(names) >= 2 and max(names.values()) >= 2)


def _named(m: re.Match[str], mentions: Sequence[Mention]) -> Mention | None:
    if not m["name"]:
        return None
    a, b = m.span("name")
    return next((x for x in mentions if a <= x.start and x.end <= b), None)


def _answerer(spoken: Sequence[re.Match[str]], mentions: Sequence[Mention], layer: Layer) -> str | None:
    bounds = [*(m.start() for m in spoken), layer.end]
    answers = [(a, b) for k, (m, (a, b)) in enumerate(zip(spoken, pairwise(bounds), strict=True)) if _is_answer(m, k)]
    for wanted in (_SINGULAR, _PLURAL):
        heard = Counter(x.entity for x in mentions if x.entity and x.text.lower() in wanted and any(a <= x.start < b for a, b in answers))
        if heard:
            return min(heard, key=lambda e: (-heard[e], e))
    return None


def _is_answer(m: re.Match[str], k: int) -> bool:
    return m["qa"] not in _QUESTION if m["qa"] else k % 2 == 1


def _speaker(m: re.Match[str], k: int, mentions: Sequence[Mention], answerer: str | None) -> str | None:
    named = _named(m, mentions)
    if named is not None:
        return named.entity
    return answerer if _is_answer(m, k) else None
