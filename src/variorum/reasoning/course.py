"""How states stand from day to day, for several viewpoints at once: the course of a tie through time.

A verdict answers for one date; a chart or a slider asks for all of them. Both come from the same testimonies (``plain.heard_of``), so that a
drawing can never show on a day what a question about that day would deny. Claims that say alike come out of the record as one, with their
number: that a body was dissolved is told by thousands, in a few hundred ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from typing import Any, NamedTuple

from variorum.model import When
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.plain import Sought, beginnings, clipped, heard_of, judge
from variorum.reasoning.rules import Effect
from variorum.reasoning.sweeping import Sweeping
from variorum.reasoning.testimony import Bodies, Proposition, Testimony, bearing
from variorum.reasoning.verdict import Status
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window, Witness, witness

_REMEMBERED = 3 * 366


@dataclass(frozen=True, slots=True)
class Span:
    """Days ``first`` to ``last`` (half open; the sentinels of ``model.when`` at unknown ends) through which a state stands alike.

    ``over``: it is denied only because it had ended by then; nobody says of these days that it was not.
    """

    first: int
    last: int
    status: Status
    over: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A state's status on a date, with how many claims say so, and from when to when by all dated supporters together (None: nobody supports it)."""

    status: Status
    supports: int
    opposes: int
    window: Window | None


@dataclass(frozen=True, slots=True)
class Course:
    """``spans`` in order, none with unknown status, two that touch differ; ``at_any_time`` is the standing without a date."""

    spans: tuple[Span, ...]
    at_any_time: Standing

    def on(self, day: int) -> Span | None:
        """The span in which the day lies; None when nobody speaks of it."""
        return next((s for s in self.spans if s.first <= day < s.last), None)

    @property
    def spoken(self) -> tuple[Span, ...]:
        """The spans without those in which the state had merely ended."""
        return tuple(s for s in self.spans if not s.over)


def fullest_day(found: Iterable[Course]) -> int | None:
    """The first day on which most of the states are surely told of, as held, denied or both; None when none is dated.

    What nobody says has ended is told of for three years only: else the last day of a record would always have most.
    """
    steps: Counter[int] = Counter()
    for span in (s for c in found for s in c.spoken if s.status is not Status.POSSIBLE):
        known = [d for d in (span.first, span.last) if UNKNOWN_PAST < d < UNKNOWN_FUTURE]
        if known:
            steps[span.first if span.first > UNKNOWN_PAST else known[0] - _REMEMBERED] += 1
            steps[span.last if span.last < UNKNOWN_FUTURE else known[-1] + _REMEMBERED] -= 1
    best, most, now = None, 0, 0
    for day in sorted(steps):
        now += steps[day]
        if now > most:
            best, most = max(day, date.min.toordinal()), now
    return best


def courses(
    record: Rows, asked: Sequence[Bodies], viewpoints: Sequence[Viewpoint], focus: Iterable[int] = ()
) -> list[dict[Proposition, Course]]:
    """For each viewpoint the courses of the states that somebody says hold or do not; ``asked`` holds each once, ``focus`` is that of ``testimony.weigh``."""
    distinct = list(dict.fromkeys(viewpoints))
    found = [
        {t.proposition: Course(_spans(t.said, t.over), t.standing) for t in world.told}
        for world in worlds(record, asked, distinct, None, focus)
    ]
    return [found[distinct.index(v)] for v in viewpoints]


def standings(
    record: Rows, asked: Sequence[Bodies], viewpoints: Sequence[Viewpoint], on: When | None = None, focus: Iterable[int] = ()
) -> list[dict[Proposition, Standing]]:
    """The same for one date (None: at any time) only."""
    return [{t.proposition: t.standing for t in world.told} for world in worlds(record, asked, viewpoints, on, focus)]


class Told(NamedTuple):
    """What is said of a proposition: of claims that say alike one (its number means nothing in the record). ``over``: the days on which it had
    ended by what names one of the bodies only.
    """

    proposition: Proposition
    said: tuple[Testimony, ...]
    over: tuple[tuple[int, int], ...]
    standing: Standing


class World(NamedTuple):
    """A viewpoint: what it says of those propositions that it says to hold or not, and the ends that it tells of one body only."""

    told: list[Told]
    sweeping: Sweeping


def worlds(
    record: Rows, asked: Sequence[Bodies], viewpoints: Sequence[Viewpoint], on: When | None = None, focus: Iterable[int] = ()
) -> Iterator[World]:
    """For each viewpoint what it says of the propositions, and how they stand on the date; what :func:`courses` and :func:`standings` are made of."""
    claims, counts = _alike(record, asked, viewpoints, set(focus)) if asked and viewpoints else ([], [{} for _ in viewpoints])
    heard = heard_of(Sought(asked), claims)
    for many in counts:
        found: list[Told] = []
        sweeping = Sweeping()
        for b, said in zip(asked, clipped(asked, (heard[n] for n in many), sweeping), strict=True):
            swept = sweeping.of(b) if said else None
            over = tuple(swept.over(beginnings(said))) if swept else ()
            if standing := _standing(b.proposition, on, said, over, many):
                found.append(Told(b.proposition, said, over, standing))
        yield World(found, sweeping)


_SAYING = """c.predicate, c.subject, c.object, c.start_earliest, c.start_latest, c.end_earliest, c.end_latest, c.polarity, c.certainty, c.mode, c.act,
c.arg_from, c.arg_org"""


def _alike(
    record: Rows, asked: Sequence[Bodies], viewpoints: Sequence[Viewpoint], focus: set[int]
) -> tuple[list[Witness], list[dict[int, int]]]:
    """What the claims say that bear on the propositions: one stands for all that say alike, with no voice or place, and with its place in the list for
    a number. And for each viewpoint how many of its claims say it, by that number.
    """
    counts = [f"a{n}" for n in range(len(viewpoints))]
    admitted = ", ".join(f"{v.condition()} AS {name}" for v, name in zip(viewpoints, counts, strict=True))
    sql = f"""SELECT {", ".join(counts)}, count(*), {_SAYING} FROM (SELECT c.*, {admitted} FROM ({bearing(record, asked, EVERYONE, focus)}) c) c
        GROUP BY {", ".join(counts)}, {_SAYING}"""
    names = dict(record.rows("SELECT predicate, name FROM predicate"))
    numbers: dict[tuple[Any, ...], int] = {}
    found: list[dict[int, int]] = [{} for _ in viewpoints]
    for row in record.rows(sql):
        admits, many, said = row[: len(found)], row[len(found)], row[len(found) + 1 :]
        number = numbers.setdefault(said, len(numbers))
        for world, is_admitted in zip(found, admits, strict=True):
            if is_admitted:
                world[number] = world.get(number, 0) + many
    claims = [witness((n, names[said[0]], *said[1:-2], 0, (), 0, 0, 0, *said[-2:], 0)) for said, n in numbers.items()]
    return claims, found


def _standing(
    p: Proposition, on: When | None, said: Sequence[Testimony], over: Iterable[tuple[int, int]], alike: Mapping[int, int]
) -> Standing | None:
    v = judge(p, on, said, over=any(on is None or (first < on.last_day and on.first_day < last) for first, last in over))
    if not (v.supports or v.opposes):
        return None
    supports, opposes = (sum(alike[t.witness.claim] for t in part) for part in (v.supports, v.opposes))
    return Standing(v.status, supports, opposes, _together(v.supports))


def _together(supports: Sequence[Testimony]) -> Window | None:
    """From when to when by all that give a date, or by the undated where there are no others; None for none."""
    dated = [t.window for t in supports if not t.witness.window.is_undated] or [t.window for t in supports]
    if not dated:
        return None
    first, last = [(w.start_earliest, w.start_latest) for w in dated], [(w.end_earliest, w.end_latest) for w in dated]
    return Window(*map(min, zip(*first, strict=True)), *map(max, zip(*last, strict=True)))


def _spans(said: Iterable[Testimony], swept: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The days between which nothing changes. ``plain.judge`` says the same of one date; here the counts change as days go by."""
    steps: dict[int, list[int]] = {UNKNOWN_PAST: [0] * 5, UNKNOWN_FUTURE: [0] * 5}
    ended = ((first, last, (_OVER,)) for first, last in swept)
    strong = (t for t in said if not t.weak and not t.idle)
    for first, last, of in chain(ended, *map(_speaking, strong)):
        for day, step in ((first, 1), (last, -1)):
            counts = steps.setdefault(day, [0] * 5)
            for i in of:
                counts[i] += step
    now = [0] * 5
    found: list[Span] = []
    for first, last in pairwise(sorted(steps)):
        now = [n + step for n, step in zip(now, steps[first], strict=True)]
        status, over = _status(*now)
        if found and (found[-1].last, found[-1].status, found[-1].over) == (first, status, over):
            found[-1] = Span(found[-1].first, last, status, over)
        elif status is not Status.UNKNOWN:
            found.append(Span(first, last, status, over))
    return tuple(found)


#: What is counted from day to day: claims that support, deny, say that it has surely ended, surely support, and do so in so many words.
_SUPPORTS, _OPPOSES, _OVER, _SURE, _STATED = range(5)


def _speaking(t: Testimony) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The days (half open) on which a claim speaks, and those on which it certainly does, each with what is counted then."""
    w = t.window
    ends = not t.supports and t.effect is Effect.ENDS
    if w.start_earliest < w.end_latest and not ends:
        yield w.start_earliest, w.end_latest, (_SUPPORTS if t.supports else _OPPOSES,)
    last = min(w.end_earliest, w.end_latest)
    if w.start_latest < last and t.witness.is_sure and (ends or t.supports):
        yield w.start_latest, last, (_OVER,) if ends else (_SURE,) if t.persists else (_SURE, _STATED)


def _status(supports: int, opposes: int, over: int, sure: int, stated: int) -> tuple[Status, bool]:
    """How it stands, and whether it is denied only because it had ended."""
    if supports and (opposes or (over and stated)):
        return Status.CONTESTED, False
    if sure:
        return Status.HELD, False
    if opposes or over:
        return Status.DENIED, not opposes
    return (Status.POSSIBLE if supports else Status.UNKNOWN), False
