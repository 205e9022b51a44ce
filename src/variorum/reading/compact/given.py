"""What the network is given for one window: the window, its pairs, and for each mention that is no name who it may mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.model import Entity, Layer, Mention, MentionForm
from variorum.reading.claims import Proposition
from variorum.reading.compact.hints import predicates
from variorum.reading.compact.pairs import DISTANCES, Numbers, Pairs, candidates, distance, pairs
from variorum.reading.compact.windows import Window, windows
from variorum.reading.floor import Floor, floor_at
from variorum.reading.syntax import Sentence

#: What stands before the mentions in a row of candidates: nobody of note, somebody new, who speaks, who is spoken to.
NONE, NEW, SPEAKER, HEARER = range(4)
EXTRA = 4
_NEAR = 80  # code points between a mention and the words that speak of it; as near as evidence stands
#: What the rules say of a candidate; 0 for nothing.
_CHOSEN, _SPEAKS, _HEARS = 1, 2, 3
RULES = 4


@dataclass(slots=True)
class Given:
    """``distance`` and ``rule`` have a row for each of ``candidates`` (places in ``window.mentions``) and a column for each of the four and then
    every mention; ``speaker`` and ``hearer`` are entity keys, None where the floor is nobody's."""

    window: Window
    pairs: Pairs
    candidates: list[int]
    distance: Numbers
    rule: Numbers
    barred: npt.NDArray[np.bool_]  #: what cannot be meant
    speaker: list[str | None]
    hearer: list[str | None]
    backed: tuple[tuple[int, int], ...] = ()  #: (pair, predicate) that the rules propose
    consulted: bool = False  #: whether the rules were asked at all


def given(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    layers: Sequence[Layer],
    floors: Sequence[Floor],
    proposed: Sequence[Proposition] | None = None,
) -> Iterator[Given]:
    """The windows of a document with what belongs to each. ``proposed`` is what the rules read there (None: they were not asked)."""
    chosen = [m.entity for m in mentions]
    for w in windows(text, sentences, mentions, entities, layers):
        cs = candidates(w)
        columns = EXTRA + len(w.mentions)
        far = np.full((len(cs), columns), DISTANCES, dtype=np.int64)
        rule = np.zeros((len(cs), columns), dtype=np.int64)
        barred = np.zeros((len(cs), columns), dtype=np.bool_)
        speaker: list[str | None] = []
        hearer: list[str | None] = []
        for row, c in enumerate(cs):
            m = w.mentions[c]
            floor = floor_at(floors, w.start[m.unit])
            speaker.append(floor.speaker if floor else None)
            hearer.append(floor.hearer if floor else None)
            barred[row, SPEAKER], barred[row, HEARER] = not speaker[-1], not hearer[-1]
            rule[row, SPEAKER] = _SPEAKS if speaker[-1] else 0
            rule[row, HEARER] = _HEARS if hearer[-1] else 0
            mine = chosen[m.number]
            for n, x in enumerate(w.mentions):
                far[row, EXTRA + n] = distance(x.unit - m.unit)
                barred[row, EXTRA + n] = n == c or (x.form is not MentionForm.NAME and x.unit >= m.unit)
                theirs = chosen[x.number]
                if n == c or theirs is None:
                    continue
                rule[row, EXTRA + n] = (
                    _CHOSEN if theirs == mine else _SPEAKS if theirs == speaker[-1] else _HEARS if theirs == hearer[-1] else 0
                )
        p = pairs(w)
        yield Given(w, p, cs, far, rule, barred, speaker, hearer, tuple(backing(w, p, proposed or ())), proposed is not None)


def backing(w: Window, p: Pairs, proposed: Sequence[Proposition]) -> Iterator[tuple[int, int]]:
    """For each proposition within the window the pair of mentions that it was most likely read off, and the number of its predicate."""
    number = {name: n for n, name in enumerate(predicates())}
    key = [*(m.entity for m in w.mentions), None]
    by: dict[tuple[str | None, str | None], list[int]] = {}
    for n, (i, j) in enumerate(zip(p.first.tolist(), p.second.tolist(), strict=True)):
        if all(k == len(w.mentions) or key[k] is not None for k in (i, j)):
            by.setdefault((key[i], key[j]), []).append(n)
    for x in proposed:
        if x.predicate not in number or not w.start or x.end < w.start[0] or x.start > w.end[-1]:
            continue
        near = [(far, n) for n in by.get((x.subject, x.object), ()) if (far := remoteness(w, p, n, x.start, x.end)) is not None]
        if near:
            yield min(near)[1], number[x.predicate]


def remoteness(w: Window, p: Pairs, n: int, start: int, end: int) -> tuple[int, int] | None:
    """How far the two mentions of pair ``n`` stand from a span of the text (code points), and from one another (units); None when too far to be
    what the span speaks of."""
    total, units = 0, []
    for k in (int(p.first[n]), int(p.second[n])):
        if k == len(w.mentions):
            continue
        u = w.mentions[k].unit
        units.append(u)
        gap = max(0, w.start[u] - end, start - w.end[u])
        if gap > _NEAR:
            return None
        total += gap
    return total, abs(units[0] - units[-1])
