"""Interviews, hearings, intercepts, chats: which lines begin a turn, and which only look so ("My dear brother: ...")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.model import Layer, LayerKind, Span
from variorum.reading.floor.asked import unlabelled
from variorum.reading.layers.blocks import words_of
from variorum.reading.layers.cues import single_words
from variorum.reading.layers.turns import label_of

PRINTED = frozenset({LayerKind.LETTERHEAD, LayerKind.PRIMARY, LayerKind.QUOTATION})
_LINE = re.compile(r"^[ \t\"“«*_]{0,4}(?=\S)", re.M)
_DASH = re.compile(r"[—–]\s")
_ASKS = re.compile(r"(?:q|question|interviewer|int|questioner|presenter|the court|examiner)(?: \d+)?", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:a|answer|witness|the witness|interviewee|respondent)(?: \d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn: from ``start`` (of its label) to ``end`` (half open). ``label`` are the words that name the speaker, None after a bare dash.

    ``asks`` and ``answers`` say that the label is the role alone (Q, A, Question, Witness); both False where a name stands.
    """

    start: int
    end: int
    label: Span | None
    asks: bool = False
    answers: bool = False


def conversations(text: str, layers: Sequence[Layer]) -> Mapping[int, tuple[Spoken, ...]]:
    """The turns of every layer that is, or is part of, a conversation; the other layers are not in it.

    Several different labels must alternate: one label, however often it stands, is a heading or a vocative, and so are two that never come
    again; but one label before every answer, with questions between that have none, is a conversation (:func:`~variorum.reading.floor.asked.unlabelled`).
    Layers of printed documents are judged together, because notes and captions cut a conversation up; the publisher's own prose is judged
    layer by layer. Notes, captions and timelines hold no turns.
    """
    heads = {i: list(_heads(text, layer)) for i, layer in enumerate(layers) if layer.kind in PRINTED or layer.kind is LayerKind.COMMENTARY}
    printed = [i for i in heads if layers[i].kind in PRINTED]
    groups = [printed, *([i] for i in heads if i not in printed)]
    found: dict[int, tuple[Spoken, ...]] = {}
    for group in groups:
        lines = sum(len(_LINE.findall(text[layers[i].start : layers[i].end])) for i in group)
        if _alternates(text, [h for i in group for h in heads[i]], lines):
            found |= {i: _turns(heads[i], layers[i].end) for i in group if heads[i]}
        else:
            found |= {i: _turns(turns, layers[i].end) for i, turns in _with_questions(text, layers, {i: heads[i] for i in group}).items()}
    return found


def _heads(text: str, layer: Layer) -> Iterator[Spoken]:
    asked = any(_DASH.match(text, at) and words.rstrip('"”» ').endswith("?") for at, words in _lines(text, layer))
    dashes = 0
    for at, words in _lines(text, layer):
        if _DASH.match(text, at):
            if asked:  # dashes before which nobody asks anything begin the items of a list
                dashes += 1
                yield Spoken(at, at, None, asks=dashes % 2 == 1, answers=dashes % 2 == 0)
        elif (span := label_of(words[:160] + " ")) is not None:
            label = Span(at + span[0], at + span[1])
            called = label.of(text)
            if not is_vocative(called):
                yield Spoken(at, at, label, asks=bool(_ASKS.fullmatch(called)), answers=bool(_ANSWERS.fullmatch(called)))


def _lines(text: str, layer: Layer) -> Iterator[tuple[int, str]]:
    """Where each line of a layer begins, quotation marks and stars before it apart, and its words (the line may end after the layer)."""
    for line in _LINE.finditer(text, layer.start, layer.end):
        if line.end() >= layer.end:
            return
        yield line.end(), text[line.end() : layer.end].split("\n", 1)[0]


def is_vocative(label: str) -> bool:
    """Whether words before a colon call somebody: they begin with a word of address, or are nothing but such words and ranks.

    >>> is_vocative("My dear brother"), is_vocative("O people of Safit"), is_vocative("Brother Yunus"), is_vocative("Nadia Ferro")
    (True, True, False, False)
    """
    words = words_of(label)
    calling, kin = single_words("speakers", "vocative_words"), single_words("speakers", "vocative_kin")
    return bool(words) and (words[0] in calling or all(w in calling or w in kin for w in words))


def _alternates(text: str, heads: Sequence[Spoken], lines: int) -> bool:
    """Whether labels change between at least two speakers one of whom comes back, or every line has one."""
    names = [_key(text, h) for h in heads]
    if len(set(names)) < 2:
        return False
    roles = sum(h.asks or h.answers for h in heads)
    changes = sum(a != b for a, b in pairwise(names))
    again = max(Counter(names).values()) >= 2
    return (roles >= 2 and changes >= 1) or (again and changes >= 2) or (len(heads) >= 2 and len(heads) >= 0.8 * lines)


def _with_questions(text: str, layers: Sequence[Layer], heads: Mapping[int, Sequence[Spoken]]) -> Mapping[int, Sequence[Spoken]]:
    """The heads of the layers, and those of the questions that stand without a label between answers of one speaker; empty where nobody asks."""
    labels = Counter(_key(text, h) for hs in heads.values() for h in hs)
    answerer = max(labels, key=lambda k: labels[k], default="")
    gaps = {i: [Span(a.start, b.start) for a, b in pairwise(hs) if _key(text, a) == _key(text, b) == answerer] for i, hs in heads.items()}
    questions = unlabelled(text, [g for i in gaps for g in gaps[i]])
    if not questions or labels[answerer] < 0.6 * labels.total():
        return {}
    put = [Spoken(at, at, None, asks=True) for at in questions]
    return {
        i: sorted([*hs, *(q for q in put if layers[i].start <= q.start < layers[i].end)], key=lambda h: h.start)
        for i, hs in heads.items()
        if hs
    }


def _key(text: str, head: Spoken) -> str:
    return "dash" + "?" * head.asks if head.label is None else head.label.of(text).casefold()


def _turns(heads: Sequence[Spoken], end: int) -> tuple[Spoken, ...]:
    bounds = [*(h.start for h in heads), end]
    return tuple(Spoken(a, b, h.label, h.asks, h.answers) for h, (a, b) in zip(heads, pairwise(bounds), strict=True))
