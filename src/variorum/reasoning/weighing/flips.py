"""What would have to be graded otherwise for an answer to change: "this answer flips if B drops to D".

A bar is yes or no for each voice and claim, so a grade matters only by which side of the bar it is on: a change is that one grade in force crosses
the bar, to the nearest mark on the other side, or that a voice or claim without any is given a first one. The search tries every set of one
change, then of two, and so on, and gives back every smallest set that changes the answer. It is exact as far as it goes, and says how far that was.
Where that finds none, all grades are lowered together, and all raised; what of these changes is not needed is taken back until none can be spared:
some set that flips the answer, and of which no part does when the rest is left, but perhaps not the smallest.
To split a grade in force by topic (B on all, but D on this) is not among the changes: a grade crosses the bar for all that hangs on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
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

    ``enough``: where nothing of up to ``searched`` changes does and not all sets were tried, a set that does and in which none can be spared; None: neither
    all grades lowered together nor all raised change it either.
    ``complete``: nothing was left untried that could be as small, or, where nothing flips it, nothing was left untried at all. ``tried`` counts the
    answers computed, ``grades`` what there was to change.
    """

    now: _A
    flips: tuple[Flip[_A], ...]
    searched: int
    complete: bool
    tried: int
    grades: int
    enough: Flip[_A] | None = None

    @property
    def shown(self) -> tuple[Flip[_A], ...]:
        """The smallest sets, or where none was found the one that is ``enough``."""
        return self.flips or ((self.enough,) if self.enough else ())

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
        none = f"No change of up to {self.searched} {'grade' if self.searched == 1 else 'grades'} flips it."
        if self.enough is None:
            return f"{none} Nor do all grades lowered together, or all raised; other larger changes were not tried ({self.tried} tried)."
        n = len(self.enough.changes)
        return f"{none} {n} together do, and none of these can be spared; whether other, fewer than {n}, do was not tried ({self.tried} tried)."


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
                if flips:
                    return Flips(now, tuple(flips), size, False, tried, number)
                return _further(possible, bar, what_if, answer, Flips(now, (), size - 1, False, tried, number))
            tried += 1
            becomes = answer(what_if.counting(chosen))
            if becomes != now:
                flips.append(Flip(chosen, becomes))
        if flips:
            return Flips(now, tuple(flips), size, True, tried, number)
    none: Flips[_A] = Flips(now, (), min(most_changes, number), number <= most_changes, tried, number)
    return none if none.complete else _further(possible, bar, what_if, answer, none)


def _further(possible: Sequence[Change], bar: Bar, what_if: _WhatIf, answer: Callable[[frozenset[int]], _A], found: Flips[_A]) -> Flips[_A]:
    """The same with ``enough``: of all grades lowered, and of all raised, as few as still flip it when changes are taken back one after another."""
    tried, enough = found.tried, found.enough
    for raised in (False, True):
        one_way = [c for c in possible if _raises(c, bar) is raised]
        for listed in (one_way, one_way[::-1]):
            tried += 1
            if answer(what_if.counting(listed)) == found.now:
                break
            kept, computed = _spared(listed, lambda chosen: answer(what_if.counting(chosen)) != found.now)
            tried += computed
            if enough is None or len(kept) < len(enough.changes):
                enough = Flip(tuple(kept), answer(what_if.counting(kept)))
    return replace(found, tried=tried, enough=enough)


def _raises(c: Change, bar: Bar) -> bool:
    least = bar.voice if c.claim is None else bar.claim
    return least is not None and reaches(c.to, least) is True


def _spared(changes: Sequence[Change], flips: Callable[[Sequence[Change]], bool]) -> tuple[list[Change], int]:
    """What is left of changes that flip when all that can be spared is taken back, half of them at first, then ever fewer; and how often it was tried."""
    kept, size, tried = list(changes), max(1, len(changes) // 2), 0
    while True:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            tried += 1
            if rest and flips(rest):
                kept = rest
            else:
                at += size
        if size == 1:
            return kept, tried
        size = max(1, size // 2)


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
