"""The first question: which lines are of which layer, and who speaks in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from variorum.errors import AnnotationError
from variorum.model import SPEAKERS, Document, Layer, LayerKind
from variorum.reading.json_fields import is_whole, maybe_words, object_of, one_of, shown
from variorum.reading.language_model.answers import items
from variorum.reading.language_model.exchanges import Answer
from variorum.reading.language_model.lines import Page, Window, occurrences
from variorum.reading.language_model.prompts import question
from variorum.reading.language_model.refusal import Fault, Reason, Refusal, Refused
from variorum.reading.language_model.request import Asker
from variorum.reading.language_model.stage import Ask, Checked, put
from variorum.reading.layers import read_layers

_ALL = "layers"


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of a text. A voice that is no speaker of any document is still a name of the text, to be found among the entities."""

    layers: tuple[Layer, ...]
    refusals: tuple[Refusal, ...]
    used: tuple[Answer, ...]


def ask_layers(ask: Ask, asker: Asker, page: Page, document: Document) -> Layers:
    """The layers as the model sees them. Where it cannot cut a stretch without gaps, the whole text has those of the rules, and the refusal says so."""
    found: list[Layer] = []
    refusals: list[Refusal] = []
    used: list[Answer] = []
    for window in page.windows((Layer(LayerKind.COMMENTARY, 0, len(page.text)),), 2 * asker.window):
        before = f"The lines before these end in a layer {found[-1].kind}, spoken by {found[-1].voice}.\n\n" if found else ""
        numbers = {"first": str(window.lines[0].number), "last": str(window.lines[-1].number)}
        request = question(asker, "layers", before=before, lines=page.shown(window.lines), **numbers)
        taken = put(ask, request, partial(_check, page, window), window.start, window.end)
        refusals += taken.refusals
        used += taken.used
        if _ALL not in taken.items:
            ruled = tuple(read_layers(page.text, document))
            return Layers(ruled, tuple(refusals), tuple(used))
        found += taken.items[_ALL]
    return Layers(_covering(page.text, found), tuple(refusals), tuple(used))


def _check(page: Page, window: Window, answer: Mapping[str, Any]) -> Checked[list[Layer]]:
    entries = items(answer, "layers")
    line_of = {line.number: line for line in window.lines}
    found: list[Layer] = []
    faults: list[Fault] = []
    expected = window.lines[0].number
    for entry in entries:
        try:
            entry = object_of(entry)
            first, last = entry.get("first"), entry.get("last")
            if not is_whole(first) or not is_whole(last) or first != expected or last < first or last not in line_of:
                raise Refused(
                    Reason.LAYERS, f"a layer is said to run from line {shown(first)} to {shown(last)}; expected one from {expected} on"
                )
            kind = one_of(entry, "kind", LayerKind)
            voice, fault = _voice(page, kind, maybe_words(entry, "voice"))
            anchor, unkeyed = _anchor(page, line_of[first].start, maybe_words(entry, "mark"), entry.get("mark_line"))
        except AnnotationError as err:
            raise Refused(Reason.FIELD, f"a layer {err}") from err
        faults += fault + unkeyed
        found.append(Layer(kind, line_of[first].start, line_of[last].end, voice, anchor))
        expected = last + 1
    if expected != window.lines[-1].number + 1:
        raise Refused(Reason.LAYERS, f"the layers end before line {expected}; expected all lines to {window.lines[-1].number}")
    return Checked({_ALL: found}, beyond_repair=faults)


def _voice(page: Page, kind: LayerKind, voice: str | None) -> tuple[str | None, list[Fault]]:
    if kind is LayerKind.BOILERPLATE or not voice:
        return None, []
    if voice in SPEAKERS or occurrences(page.text, voice, 0, len(page.text)):
        return voice, []
    return None, [Fault(_ALL, Reason.OUTSIDE, f"the speaker {voice!r} of a layer stands nowhere in the text")]


def _anchor(page: Page, note: int, mark: str | None, line: object) -> tuple[int | None, list[Fault]]:
    """Where the mark stands to which the note that begins at ``note`` is keyed: once in the line named, which is not the note's, as a mark of its own."""
    if not mark or not mark.strip():
        return None, []
    at = next((x for x in page.lines if is_whole(line) and x.number == line and not x.start <= note < x.end), None)
    places = [m.start() for m in _marked(mark.strip()).finditer(page.text, at.start, at.end)] if at else []
    if len(places) == 1:
        return places[0], []
    return None, [Fault(_ALL, Reason.MARK, f"the mark {shown(mark)} of a note stands {len(places)} times in line {shown(line)}")]


def _marked(mark: str) -> re.Pattern[str]:
    """The mark by itself: no ``*`` of ``**``, no ``1`` of ``12`` or behind a blank, no letter of a word."""
    sign = re.escape(mark)
    if mark[-1].isdigit():
        return re.compile(rf"(?<=\S)(?<!\d){sign}(?!\w)")
    if mark[-1].isalpha():
        return re.compile(rf"(?<!\w){sign}(?!\w)")
    edge = re.escape(mark[-1]) if len(set(mark)) == 1 else r"(?!)"
    return re.compile(rf"(?<!{edge}){sign}(?!{edge})")


def _covering(text: str, found: list[Layer]) -> tuple[Layer, ...]:
    """From line spans to layers that meet; neighbours alike are one."""
    joined: list[Layer] = []
    for layer in found:
        if (
            joined
            and layer.anchor is None
            and joined[-1].anchor is None
            and (joined[-1].kind, joined[-1].voice) == (layer.kind, layer.voice)
        ):
            joined[-1] = replace(joined[-1], end=layer.end)
        else:
            joined.append(layer)
    starts = [0, *(layer.start for layer in joined[1:])]
    ends = [*starts[1:], len(text)]
    return tuple(replace(layer, start=start, end=end) for layer, start, end in zip(joined, starts, ends, strict=True))
