"""A claim with all that bears on its weight, side by side: its voice's grades on its matter, its own, and the judgements on it in the texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from variorum.reasoning.weighing.grade import Grade, topics_for
from variorum.reasoning.weighing.grades import Grades, TextGrade
from variorum.reasoning.witness import Witness


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement in a text, with persons' grades of the one who judges, on the matter of the claim."""

    text: TextGrade
    of_voice: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """``of_voice`` and ``of_claim`` have one grade a grader, in order of line; ``in_texts`` is in order of document and place."""

    witness: Witness
    of_voice: tuple[Grade, ...]
    of_claim: tuple[Grade, ...]
    in_texts: tuple[Judged, ...]


def graded(witnesses: Iterable[Witness], grades: Grades, topic: str | None = None) -> tuple[Graded, ...]:
    """Each claim with its grades, in the order given. ``topic``: the question that is weighed; grades on it count for every claim that bears on it."""
    found = []
    for w in witnesses:
        topics = topics_for(w.predicate, *(() if topic is None else (topic,)))
        in_texts = tuple(Judged(t, grades.of_voice(t.voice, topics)) for t in grades.in_texts.get(w.claim, ()))
        found.append(Graded(w, grades.of_voice(w.voice, topics), grades.of_claim(w.claim), in_texts))
    return tuple(found)
