"""When one argument is clearly worse graded than another: the only thing that a grade may do in the argumentation view.

The two halves of the scale are compared apart. An argument is clearly worse when it is worse by at least ``steps`` on one half and not better
on the other. Where graders differ, its best grade is set against the other's worst: only what no grader's word puts in doubt is clear. F, 6 and
no grade compare with nothing. So the rule errs towards no preference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.reasoning.weighing.scale import Mark, worse_by

#: B against C is a matter of taste; B against D is "usually reliable" against "not usually reliable".
CLEARLY = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """The grades that bear on one argument, apart: of its voice, of itself; one a grader, in order of line."""

    voice: tuple[Mark, ...] = ()
    claim: tuple[Mark, ...] = ()

    def words(self) -> str:
        """``B,D/4``: voice and claim, every grader's mark; ``-`` for none.

        >>> from variorum.reasoning.weighing.scale import Reliability
        >>> Marks((Reliability.B, Reliability.D)).words()
        'B,D/-'
        """
        return f"{','.join(self.voice) or '-'}/{','.join(self.claim) or '-'}"


def clearly_worse(a: Marks, b: Marks, *, steps: int = CLEARLY) -> bool:
    """Whether ``a`` is clearly worse graded than ``b``."""
    by = [s for s in (_surely_worse_by(a.voice, b.voice), _surely_worse_by(a.claim, b.claim)) if s is not None]
    return bool(by) and max(by) >= steps and min(by) >= 0


def _surely_worse_by(a: Sequence[Mark], b: Sequence[Mark]) -> int | None:
    """By how many steps ``a`` is worse whichever graders are followed; None when one of the two is not judged."""
    return min((s for m in a for n in b if (s := worse_by(m, n)) is not None), default=None)
