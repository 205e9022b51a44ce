"""Which dispute a person means."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.errors import UsageError
from variorum.identity.folding import fold
from variorum.reasoning.dispute import Dispute


def choose(found: Sequence[Dispute], wanted: str) -> tuple[int, Dispute]:
    """The dispute that a person means, with its number in the list from 1: by that number, or by the words of its question.

    Words fit in any spelling and may be only some of the question's. Raises UsageError when none fits, or several, which it lists.
    """
    if not found:
        raise UsageError("the record holds no disputes, so there is nothing to weigh")
    if wanted.strip().isdigit():
        number = int(wanted)
        if not 1 <= number <= len(found):
            raise UsageError(f"there is no dispute {number}; the record has 1 to {len(found)} (`variorum weigh DIR` lists them)")
        return number, found[number - 1]
    fits = [(n, d) for n, d in enumerate(found, 1) if fold(d.question) == fold(wanted)]
    words = set(fold(wanted).split())
    fits = fits or [(n, d) for n, d in enumerate(found, 1) if words and words <= set(fold(d.question).split())]
    if len(fits) == 1:
        return fits[0]
    shown = "\n  ".join(f"{n}. {d.question}" for n, d in (fits or list(enumerate(found, 1)))[:12])
    what = f"{wanted!r} fits {len(fits)} disputes; say which by its number" if fits else f"no dispute asks {wanted!r}; there are"
    raise UsageError(f"{what}:\n  {shown}")
