"""The states of an entity through time: for a viewpoint, and beside it for every voice that speaks to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.model import When, vocabulary
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import Lineage, Proposition, Viewpoint
from variorum.reasoning.calculus import topic_name, topic_number
from variorum.reasoning.course import Course, Standing, courses, standings
from variorum.reasoning.states import Status
from variorum.reasoning.testimony import Bodies, bodies
from variorum.reasoning.viewpoint import numbers
from variorum.reasoning.witness import about
from variorum.room.opened import Opened
from variorum.room.ties import tie

#: More than these are not drawn: the page says how many there are beside them.
STATES, VOICES = 28, 10
#: So many rows of voices at most: of many states, each has fewer.
_ROWS = 84


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state of an entity. ``other``: the other body of it, 0 where there is none; ``says``: what the entity is to that other ("sworn to").

    ``course``: for the viewpoint; ``voices``: each voice that speaks to it, with what it alone says, those of most claims first.
    """

    proposition: Proposition
    other: int
    says: str
    claims: int
    course: Course
    voices: tuple[tuple[int, Course], ...]

    @property
    def standing(self) -> Standing:
        """How it stands at any time."""
        return self.course.at_any_time

    @property
    def begins(self) -> int:
        """The first day that is told of; undated states come last."""
        return min((d for s in self.course.spoken for d in (s.first, s.last) if UNKNOWN_PAST < d < UNKNOWN_FUTURE), default=UNKNOWN_FUTURE)


@dataclass(frozen=True, slots=True)
class States:
    """The states with most claims, in the order of the vocabulary, then of time; ``left`` more are not among them. ``heard``: how many voices each
    of them has at most.
    """

    rows: tuple[StateRow, ...]
    left: int
    heard: int = VOICES

    def groups(self) -> list[tuple[str, list[StateRow]]]:
        """By what the entity is to the other."""
        found: dict[str, list[StateRow]] = {}
        for row in self.rows:
            found.setdefault(row.says, []).append(row)
        return list(found.items())


def states_of_entity(opened: Opened, entity: int, viewpoint: Viewpoint, voices: Sequence[int]) -> States:
    """The states in which the entity, or an earlier or later name of it, takes part; ``voices`` get rows of their own where they speak."""
    lineage = opened.archive.lineage
    found = most_told(opened, entity, lineage)
    shown = dict(list(found.items())[:STATES])
    asked = [Bodies.of(p, lineage, (entity,)) for p in shown]
    family = bodies(lineage, entity)
    worlds = [viewpoint, *(Viewpoint(frozenset({v})) for v in voices)]
    heard = min(VOICES, _ROWS // max(1, len(shown)))
    of_all, *of_each = courses(opened.record, asked, worlds, family)
    rows = [
        StateRow(
            p,
            other_of(p, entity),
            says(p, entity),
            claims,
            of_all[p],
            tuple((v, course[p]) for v, course in zip(voices, of_each, strict=True) if p in course)[:heard],
        )
        for p, claims in shown.items()
        if p in of_all
    ]
    return States(tuple(sorted(rows, key=lambda r: _order(r, entity))), len(found) - len(shown), heard)


def most_told(opened: Opened, entity: int, lineage: Lineage) -> Mapping[Proposition, int]:
    """The states of the entity and of its lineage, with how many claims speak to each, the most first."""
    family = set(bodies(lineage, entity))
    ids = numbers(family)
    sql = f"SELECT topic, x, y, supports + opposes AS n FROM state WHERE x IN ({ids}) OR y IN ({ids}) ORDER BY n DESC, topic, x, y"
    found: dict[Proposition, int] = {}
    for topic, x, y, n in opened.record.rows(sql):
        p = Proposition(topic_name(topic), *(entity if e in family else e for e in (x, y)))
        if p.x == p.y:
            continue  # a body that merged into its own later name is not part of itself
        if vocabulary()[p.topic].symmetric and p.y == entity:
            p = Proposition(p.topic, p.y, p.x)
        found[p] = found.get(p, 0) + n
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def voices_on(opened: Opened, entity: int, viewpoint: Viewpoint) -> list[tuple[int, int]]:
    """The voices that speak of the entity and its lineage in the viewpoint, with how many claims, the most first."""
    family = bodies(opened.archive.lineage, entity)
    sql = f"SELECT c.voice, count(*) FROM ({about(family, viewpoint)}) c WHERE c.voice > 0 GROUP BY c.voice ORDER BY 2 DESC, 1"
    return [(voice, n) for voice, n in opened.record.rows(sql)]


def on_date(opened: Opened, entity: int, viewpoint: Viewpoint, rows: Iterable[StateRow], when: When) -> list[tuple[StateRow, Status]]:
    """Those of the states of which somebody speaks on the date, the disputed and settled before the merely possible."""
    listed = list(rows)
    if when.last_day == when.first_day + 1:  # the courses say it already
        spans = ((r, r.course.on(when.first_day)) for r in listed)
        standing = [(r, s.status) for r, s in spans if s and not s.over]
    else:
        lineage = opened.archive.lineage
        asked = [Bodies.of(r.proposition, lineage, (entity,)) for r in listed]
        (found,) = standings(opened.record, asked, [viewpoint], when, bodies(lineage, entity))
        told = ((r, found.get(r.proposition)) for r in listed)
        standing = [(r, s.status) for r, s in told if s and (s.opposes or s.status is not Status.DENIED)]
    return sorted(standing, key=lambda item: _SHOWN.index(item[1]))


def other_of(p: Proposition, entity: int) -> int:
    return p.y if p.x == entity else p.x


def says(p: Proposition, entity: int) -> str:
    """What the entity is to the other body of the state."""
    return tie(p.topic).says if p.x == entity else tie(p.topic).of


_SHOWN = (Status.CONTESTED, Status.HELD, Status.DENIED, Status.POSSIBLE, Status.UNKNOWN)


def _order(row: StateRow, entity: int) -> tuple[int, bool, int, int, int]:
    p = row.proposition
    return topic_number(p.topic), p.x != entity, row.begins, p.x, p.y
