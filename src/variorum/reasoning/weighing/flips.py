"""What would have to be graded otherwise for an answer to change: "this answer flips if B drops to D".

A bar is yes or no for each voice and claim, so a grade matters only by which side of the bar it is on: a change is that one grade in force crosses
the bar, to the nearest mark on the other side, or that a voice or claim without any is given a first one. The search tries every set of one
change, then of two, and so on, and gives back every smallest set that changes the answer. It is exact as far as it goes, and says how far that was.
To split a grade in force by topic (B on all, but D on this) is not among the changes: a grade crosses the bar for all that hangs on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from variorum.reasoning.weighing.bar import Bar
from variorum.reasoning.weighing.grade import Grade
from variorum.reasoning.weighing.graded import Graded
from variorum.reasoning.weighing.scale import Mark, next_worse, reaches

_A = TypeVar("_A", bound=Hashable)

#: Regrading more than so many at once is no longer a change that a reader can weigh.
MOST_CHANGES = 4
#: Answers computed at most; of twenty grades all sets of up to four are 6,195.
MOST_TRIES = 10_000


@dataclass(frozen=True, slots=True)
class Change:
    """One regrading of a ``voice`` (an entity) or a ``claim`` (an id); the other is None. ``grade`` is the grade in force that becomes ``to``; None:
    nobody has graded it, and ``to`` is a first grade.
    """

    voice: int | None
    claim: int | None
    grade: Grade | None
    to: Mark


@dataclass(frozen=True, slots=True)
class Flip(Generic[_A]):
    """Regradings that together change the answer, and to what. No smaller set does."""

    changes: tuple[Change, ...]
    becomes: _A


@dataclass(frozen=True, slots=True)
class Flips(Generic[_A]):
    """The answer as it is, and every smallest set of changes that flips it; ``flips`` empty: no set of up to ``searched`` changes does.

    ``complete``: nothing was left untried that could be as small, or, where nothing flips it, nothing was left untried at all. ``tried`` counts the
    answers computed, ``grades`` what there was to change.
    """

    now: _A
    flips: tuple[Flip[_A], ...]
    searched: int
    complete: bool
    tried: int
    grades: int

    def words(self) -> str:
        """How far the search went, as a sentence."""
        if not self.grades:
            return "There is nothing to regrade: the bar asks nothing of the voices and claims here."
        if self.flips:
            n, size = len(self.flips), len(self.flips[0].changes)
            found = f"{n} smallest {'way' if n == 1 else 'ways'}, of {size} {'grade' if size == 1 else 'grades'}; {self.tried} tried."
            return found if self.complete else f"{found} The search was cut short there: there may be others."
        if self.complete:
            return f"No change of grades flips it: all {self.tried} combinations were tried."
        return f"No change of up to {self.searched} grades flips it ({self.tried} tried); larger ones were not tried."


def admitted(claims: Sequence[Graded], bar: Bar) -> frozenset[int]:
    """The claims (ids) that count under the bar."""
    return frozenset(g.witness.claim for g in claims if bar.admits(g))


def smallest_flips(
    claims: Sequence[Graded],
    bar: Bar,
    answer: Callable[[frozenset[int]], _A],
    *,
    most_changes: int = MOST_CHANGES,
    most_tries: int = MOST_TRIES,
) -> Flips[_A]:
    """The smallest changes of grades that change ``answer``, a function of the claims (ids) that count."""
    possible = changes(claims, bar)
    what_if = _WhatIf(claims, bar)
    now = answer(what_if.counting(()))
    number = len({_key(c) for c in possible})
    flips: list[Flip[_A]] = []
    tried = 0
    for size in range(1, min(most_changes, number) + 1):
        for chosen in combinations(possible, size):
            if len({_key(c) for c in chosen}) < size:
                continue  # two marks for one grade
            if tried == most_tries:
                return Flips(now, tuple(flips), size - (not flips), False, tried, number)
            tried += 1
            becomes = answer(what_if.counting(chosen))
            if becomes != now:
                flips.append(Flip(chosen, becomes))
        if flips:
            return Flips(now, tuple(flips), size, True, tried, number)
    return Flips(now, (), min(most_changes, number), number <= most_changes, tried, number)


def changes(claims: Sequence[Graded], bar: Bar) -> tuple[Change, ...]:
    """Every change that could matter to the bar, each once, in the order of the claims. A grade of F or 6 can go either way."""
    found: dict[tuple[object, Mark], Change] = {}
    for g in claims:
        w = g.witness
        for least, given, voice, claim in ((bar.voice, g.of_voice, w.voice, None), (bar.claim, g.of_claim, None, w.claim)):
            counted = bar.counted(given)
            for grade in counted or (None,):
                for to in _across(grade, least):
                    c = Change(voice, claim, grade, to)
                    found.setdefault((_key(c), to), c)
    return tuple(found.values())


def _across(grade: Grade | None, least: Mark | None) -> tuple[Mark, ...]:
    """The nearest marks on the other side of the bar: one, or for what is not judged, one on each side."""
    if least is None:
        return ()
    below = next_worse(least)
    sides = {True: (below,), False: (least,), None: (below, least)}[reaches(grade.mark, least) if grade else None]
    return tuple(m for m in sides if m is not None)


def _key(c: Change) -> tuple[object, ...]:
    """What is changed: a grade in force by its line, or the first grade of a voice or claim."""
    return (c.voice, c.claim, c.grade)


class _WhatIf:
    """Which claims count under changed grades; only those that a change touches are judged anew."""

    def __init__(self, claims: Sequence[Graded], bar: Bar) -> None:
        self._bar = bar
        self._now = admitted(claims, bar)
        self._by_key: dict[tuple[object, ...], list[Graded]] = {}
        for g in claims:
            for c in changes([g], bar):
                self._by_key.setdefault(_key(c), []).append(g)

    def counting(self, chosen: Sequence[Change]) -> frozenset[int]:
        if not chosen:
            return self._now
        to = {_key(c): c.to for c in chosen}
        touched = {g.witness.claim: self._admits(g, to) for key in to for g in self._by_key.get(key, ())}
        gained = [c for c, counts in touched.items() if counts]
        lost = [c for c, counts in touched.items() if not counts]
        return self._now.union(gained).difference(lost)

    def _admits(self, g: Graded, to: Mapping[tuple[object, ...], Mark]) -> bool:
        w, bar = g.witness, self._bar

        def marks(given: tuple[Grade, ...], voice: int | None, claim: int | None) -> list[Mark]:
            found = [to.get((voice, claim, grade), grade.mark) for grade in bar.counted(given)]
            first = to.get((voice, claim, None))
            return found or ([] if first is None else [first])

        own = marks(g.of_claim, None, w.claim) + list(bar.text_marks(g.in_texts))
        return bar.passes(marks(g.of_voice, w.voice, None), bar.voice) and bar.passes(own, bar.claim)
