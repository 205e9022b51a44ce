"""How states stand from day to day, for several viewpoints at once: the course of a tie through time, in one query.

A verdict answers for one date; a chart or a slider asks for all of them. Both come from the same steps (``calculus.standing``,
``calculus.course``), so that a drawing can never show on a day what a question about that day would deny.

Each viewpoint is a world of its own: in the query the bodies of the n-th viewpoint have numbers that those of the others do not have, so that
the claims of one never meet those of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.calculus import Asked, clipped, course, standing, topic_name
from variorum.reasoning.states import Status
from variorum.reasoning.testimony import Bodies, Proposition, bearing
from variorum.reasoning.viewpoint import EVERYONE, Viewpoint
from variorum.reasoning.witness import Rows, Window

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
    found: list[dict[Proposition, Course]] = [{} for _ in viewpoints]
    if not asked or not viewpoints:
        return found
    worlds = _Worlds.of(record, len(viewpoints))
    rows = record.rows(f"{course(worlds.clipped(asked, viewpoints, focus), _COUNTED)} ORDER BY topic, x, y, day NULLS FIRST")
    for (topic, x, y), (anytime, *days) in ((key, list(group)) for key, group in groupby(rows, key=lambda r: r[:3])):
        if standing_ := _standing(*anytime[4:]):
            world, proposition = worlds.proposition(topic, x, y)
            spans = _spans([(r[3], Status(r[4]), r[4] == Status.DENIED and not r[6]) for r in days])
            found[world][proposition] = Course(spans, standing_)
    return found


def standings(
    record: Rows,
    asked: Sequence[Bodies],
    viewpoints: Sequence[Viewpoint],
    days: tuple[int, int] | None = None,
    focus: Iterable[int] = (),
) -> list[dict[Proposition, Standing]]:
    """The same for the days ``first, last`` (half open; None: at any time) only."""
    found: list[dict[Proposition, Standing]] = [{} for _ in viewpoints]
    if not asked or not viewpoints:
        return found
    worlds = _Worlds.of(record, len(viewpoints))
    for topic, x, y, *counted in record.rows(standing(worlds.clipped(asked, viewpoints, focus), days, _COUNTED, each=False)):
        if standing_ := _standing(*counted):
            world, proposition = worlds.proposition(topic, x, y)
            found[world][proposition] = standing_
    return found


def _standing(status: str, supports: int, opposes: int, *window: int) -> Standing | None:
    if not (supports or opposes):
        return None
    return Standing(Status(status), supports, opposes, Window(*window) if supports else None)


_DATED = "role = 'supports' AND NOT undated"
_COUNTED = ", ".join(
    (
        *(f"CAST(sum(CASE WHEN role = '{role}' THEN n ELSE 0 END) AS INTEGER)" for role in ("supports", "opposes")),
        *(
            f"COALESCE({f}(CASE WHEN {_DATED} THEN {day} END), {f}(CASE WHEN role = 'supports' THEN {day} END))"
            for f, day in (("min", "from_earliest"), ("min", "from_latest"), ("max", "until_earliest"), ("max", "until_latest"))
        ),
    )
)


def _spans(days: Sequence[tuple[int, Status, bool]]) -> tuple[Span, ...]:
    ends = [day for day, *_ in days[1:]] + [UNKNOWN_FUTURE]
    found: list[Span] = []
    for (first, status, over), last in zip(days, ends, strict=True):
        if found and (found[-1].last, found[-1].status, found[-1].over) == (first, status, over):
            found[-1] = Span(found[-1].first, last, status, over)
        elif status is not Status.UNKNOWN:
            found.append(Span(first, last, status, over))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Worlds:
    """Numbers for the bodies of each viewpoint: those of the record, moved by a multiple of ``apart``; 0 stays nobody."""

    apart: int

    @classmethod
    def of(cls, record: Rows, count: int) -> _Worlds:
        ((last,),) = record.rows("SELECT max(entity) FROM entity")
        assert (last + 1) * count < UNKNOWN_FUTURE, f"{count} viewpoints of {last} bodies need numbers that the columns cannot hold"
        return cls(last + 1)

    def clipped(self, asked: Sequence[Bodies], viewpoints: Sequence[Viewpoint], focus: Iterable[int]) -> str:
        topics = tuple(dict.fromkeys(b.proposition.topic for b in asked))
        near = set(focus)
        wanted = [self._moved(world, b.asked) for world in range(len(viewpoints)) for b in asked]
        return clipped(self._claims(bearing(asked, EVERYONE, topics, near), viewpoints), topics, asked=wanted, alike=True)

    def proposition(self, topic: int, x: int, y: int) -> tuple[int, Proposition]:
        """The world of a row and its proposition in the record's own numbers."""
        return (x or y) // self.apart, Proposition(topic_name(topic), x % self.apart, y % self.apart)

    def _claims(self, claims: str, viewpoints: Sequence[Viewpoint]) -> str:
        """The claims, each once in every world whose viewpoint admits it."""
        moved = ", ".join(
            f"CASE WHEN c.{name} = 0 THEN 0 ELSE c.{name} + {self.apart} * w.world END AS {name}"
            for name in ("subject", "object", "arg_from", "arg_org")
        )
        worlds = ", ".join(f"({world})" for world in range(len(viewpoints)))
        admitted = " ".join(f"WHEN {world} THEN {v.condition()}" for world, v in enumerate(viewpoints))
        return f"""SELECT {moved}, {", ".join(f"c.{name}" for name in _KEPT)} FROM ({claims}) c CROSS JOIN (VALUES {worlds}) w(world)
            WHERE CASE w.world {admitted} END"""

    def _moved(self, world: int, asked: Asked) -> Asked:
        def move(e: int) -> int:
            return e + world * self.apart if e else 0

        return Asked(
            asked.topic,
            move(asked.x),
            move(asked.y),
            tuple(map(move, asked.xs)),
            tuple(map(move, asked.ys)),
            frozenset(map(move, asked.later)),
        )


_KEPT = ("claim_id", "predicate", "start_earliest", "start_latest", "end_earliest", "end_latest", "polarity", "certainty", "mode", "act")
