"""The bar of a viewpoint "above a grade": a minimum grade, with every choice in it visible.

A bar is a rule of yes and no: a voice counts, or it does not. Grades are never turned into weights, and graders who differ are never averaged:
``disagreeing`` says whether every one of them must reach the bar or one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from variorum.errors import UsageError
from variorum.reasoning.weighing.grade import Grade
from variorum.reasoning.weighing.graded import Graded, Judged
from variorum.reasoning.weighing.scale import Credibility, Mark, Reliability, is_judged, reaches, stances


class Unknown(StrEnum):
    """What a missing judgement does. COUNTS is the default: that nobody has judged a voice is no reason to silence it."""

    COUNTS = "counts"
    LEFT_OUT = "left out"


class Disagreeing(StrEnum):
    """When graders differ: ALL_MUST, every judged grade must reach the bar; ONE_WILL_DO, one that does is enough."""

    ALL_MUST = "all must"
    ONE_WILL_DO = "one will do"


@dataclass(frozen=True, slots=True)
class Bar:
    """The minimum grades of a viewpoint. None: no bar for voices, or for claims.

    ``ungraded`` is for what no counted grader has graded, ``unjudged`` for what they graded F or 6 only. ``graders`` None: all count.
    ``texts``: judgements in the texts count as grades of claims too, each as one more grader (by what their stance counts as); off by default,
    because the one who judges in a text is himself a party to the record.
    """

    voice: Reliability | None = Reliability.C
    claim: Credibility | None = None
    ungraded: Unknown = Unknown.COUNTS
    unjudged: Unknown = Unknown.COUNTS
    disagreeing: Disagreeing = Disagreeing.ALL_MUST
    graders: frozenset[str] | None = None
    texts: bool = False

    def __post_init__(self) -> None:
        for least in (self.voice, self.claim):
            if least is not None and not is_judged(least):
                raise UsageError(f"{least} says that nothing can be judged, so it is no bar; expected A to E for voices, 1 to 5 for claims")

    def passes(self, marks: Iterable[Mark], least: Mark | None) -> bool:
        """Whether something with these marks, one a grader, counts under the minimum ``least``."""
        given = tuple(marks)
        judged = [r for m in given if least is not None and (r := reaches(m, least)) is not None]
        if least is None:
            return True
        if not judged:
            return (self.unjudged if given else self.ungraded) is Unknown.COUNTS
        return all(judged) if self.disagreeing is Disagreeing.ALL_MUST else any(judged)

    def admits(self, g: Graded) -> bool:
        """Whether the claim counts: its voice's grades on its matter let it, and its own."""
        own = [*(x.mark for x in self.counted(g.of_claim)), *self.text_marks(g.in_texts)]
        return self.passes((x.mark for x in self.counted(g.of_voice)), self.voice) and self.passes(own, self.claim)

    def counted(self, grades: tuple[Grade, ...]) -> tuple[Grade, ...]:
        """The grades by those whose grades count."""
        return grades if self.graders is None else tuple(g for g in grades if g.grader in self.graders)

    def text_marks(self, judged: Iterable[Judged]) -> tuple[Mark, ...]:
        """What judgements in the texts count as here: nothing, unless ``texts``."""
        return tuple(stances()[j.text.stance].counts_as for j in judged) if self.texts else ()

    def words(self) -> str:
        """The rule as a sentence."""
        least = [f"voices graded {self.voice} or better" if self.voice else "all voices"]
        least += [f"claims graded {self.claim} or better"] if self.claim else []
        many = "every grader must say so" if self.disagreeing is Disagreeing.ALL_MUST else "one grader is enough"
        rest = f"not graded: {self.ungraded}; graded F or 6: {self.unjudged}; where graders differ, {many}"
        return f"{', '.join(least)} ({rest}{'; judgements in the texts count as grades' if self.texts else ''})"
