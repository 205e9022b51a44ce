"""What joins two mentions, as the network sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from variorum.model import Certainty, MentionForm, Mode, Polarity
from variorum.reading.compact.given import Given
from variorum.reading.compact.hints import predicates
from variorum.reading.compact.network import Scored
from variorum.reading.compact.windows import RELATIONS, Seen, Window
from variorum.reading.compact.wordpiece import pieces

_FLOOR = 0.015  #: what scores less is not handed on; as low as the score that keeps a rule's finding (weighing.py)
_CEILING = 0.99  #: nothing that a machine has read is certain


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate between two mentions (numbers among those of the document; None: nobody) that the network gives ``score``, 0..1.

    ``anchor`` is the place of the word that it was read off. Polarity, mode and certainty are the network's guesses of how it is put forward.
    """

    predicate: str
    subject: int | None
    object: int | None
    anchor: int
    score: float
    polarity: Polarity
    mode: Mode
    certainty: Certainty


def relations(g: Given, s: Scored) -> Iterator[Relation]:
    """Every relation of one window that scores above a low floor, in the order of pairs and predicates."""
    names, modes, certainties = predicates(), tuple(Mode), tuple(Certainty)
    numbers: list[int | None] = [*(m.number for m in g.window.mentions), None]
    said = [_says_what_somebody_is(g.window, m) for m in g.window.mentions] + [False]
    for pair, k in np.argwhere(s.predicate >= _FLOOR):
        first, second = g.pairs.first[pair], g.pairs.second[pair]
        if said[first] or said[second]:
            continue
        yield Relation(
            predicate=names[k],
            subject=numbers[first],
            object=numbers[second],
            anchor=g.window.start[s.seen[pair]],
            score=round(min(float(s.predicate[pair, k]), _CEILING), 3),
            polarity=Polarity.DENIED if s.denied[pair] > 0.5 else Polarity.AFFIRMED,
            mode=modes[int(s.mode[pair].argmax())],
            certainty=certainties[int(s.certainty[pair].argmax())],
        )


def _says_what_somebody_is(w: Window, m: Seen) -> bool:
    """Whether a description is the predicate of a clause: "a branch of the Column" in "it was never a branch of the Column" is nobody but "it"."""
    indefinite = w.pieces[w.at[m.first]] in _articles()
    return (
        m.form is MentionForm.DESCRIPTION
        and indefinite
        and any(w.head[u] == m.unit and RELATIONS[w.relation[u]] == "cop" for u in range(len(w)))
    )


@cache
def _articles() -> frozenset[int]:
    return frozenset(pieces(word)[0] for word in ("a", "an"))
