"""How each tie of a neighbourhood stands through time, for the viewpoints that are set side by side and for the voices that say most of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.model import EntityType
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning import EVERYONE, Proposition, Viewpoint
from variorum.reasoning.course import Course, courses
from variorum.reasoning.states import Status
from variorum.reasoning.testimony import Bodies
from variorum.reasoning.viewpoint import numbers
from variorum.reasoning.witness import every
from variorum.room.network.neighbourhood import MOST, STEPS, Neighbourhood, neighbourhood
from variorum.room.opened import Opened
from variorum.room.recent import Recent

_Courses = Mapping[Proposition, Course]
_VOICES = 5
_PREPARED = 12
_KEPT = 30_000  #: courses: some twenty megabytes
_SURE = (Status.HELD, Status.DENIED, Status.CONTESTED)


@dataclass(frozen=True, slots=True)
class Told:
    """Courses by tie: ``left``, ``right`` (None: one drawing only), everyone's, and each of the voices that say most of these ties."""

    left: _Courses
    right: _Courses | None
    everyone: _Courses
    voices: tuple[tuple[int, _Courses], ...]

    @property
    def shown(self) -> tuple[_Courses, ...]:
        return (self.left,) if self.right is None else (self.left, self.right)


def told(opened: Opened, near: Neighbourhood, left: Viewpoint, right: Viewpoint | None) -> Told:
    """All of it in one query over the claims about the nodes."""
    voices = _speaking(opened, near)
    sides = [left] if right is None else [left, right]
    found = _courses(opened, near.ties, [EVERYONE, *sides, *(Viewpoint(frozenset({v})) for v in voices)])
    of_voices = tuple((v, c) for v, c in zip(voices, found[1 + len(sides) :], strict=True) if c)
    return Told(found[1], None if right is None else found[2], found[0], of_voices)


def prepare(opened: Opened) -> None:
    """Keeps the courses of the ties about the bodies that most claims are about, which are near to nearly everybody: seconds for a million claims."""
    most = [n for n in sorted(opened.entities.values(), key=lambda n: (-n.claims, n.entity)) if n.type == EntityType.ORGANISATION]
    for body in most[:_PREPARED]:
        told(opened, neighbourhood(opened, body.entity, STEPS, MOST), EVERYONE, None)


def _courses(opened: Opened, ties: Sequence[Proposition], viewpoints: Sequence[Viewpoint]) -> list[_Courses]:
    """The courses of the ties for each viewpoint. Each is kept: of a large record the same bodies are near to nearly everybody."""
    recent: Recent[tuple[Proposition, Viewpoint], Course | None] = opened.memo("courses of ties", lambda: Recent(_KEPT))

    def make(missing: Sequence[tuple[Proposition, Viewpoint]]) -> dict[tuple[Proposition, Viewpoint], Course | None]:
        wanted: dict[Proposition, list[Viewpoint]] = {}
        for p, v in missing:
            wanted.setdefault(p, []).append(v)
        together: dict[tuple[Viewpoint, ...], list[Proposition]] = {}
        for p, of in wanted.items():
            together.setdefault(tuple(of), []).append(p)
        made: dict[tuple[Proposition, Viewpoint], Course | None] = dict.fromkeys(missing)
        for of_all, asked in together.items():
            for v, told_ in zip(of_all, courses(opened.record, [Bodies.of(p) for p in asked], of_all), strict=True):
                made |= {(p, v): course for p, course in told_.items()}
        return made

    kept = recent.many([(p, v) for v in dict.fromkeys(viewpoints) for p in ties], make)
    return [{p: c for p in ties if (c := kept[p, v])} for v in viewpoints]


def _speaking(opened: Opened, near: Neighbourhood) -> list[int]:
    ids = numbers(near.nodes)
    sql = f"""SELECT c.voice FROM ({every(EVERYONE)} AND c.subject IN ({ids}) AND c.object IN ({ids})) c WHERE c.voice > 0
        GROUP BY c.voice ORDER BY count(*) DESC, c.voice LIMIT {_VOICES}"""
    return [v for (v,) in opened.record.rows(sql)]


def status_on(course: Course | None, day: int) -> Status | None:
    """How the tie stands on a day; None when nobody says anything of it, or only that it had ended."""
    span = course.on(day) if course else None
    return None if span is None or span.over else span.status


@dataclass(frozen=True, slots=True)
class Changes:
    """``days`` on which some tie surely changes, and ``spans`` (first, last) of days within which one changes; both sorted."""

    days: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def before(self, day: int) -> int | None:
        """The last change before the day."""
        at = bisect_left(self.all, day)
        return self.all[at - 1] if at else None

    def after(self, day: int) -> int | None:
        """The first change after the day."""
        at = bisect_right(self.all, day)
        return self.all[at] if at < len(self.all) else None

    @property
    def all(self) -> tuple[int, ...]:
        """Every day on which the drawing changes."""
        return tuple(sorted({*self.days, *(d for span in self.spans for d in span)}))


def changes(shown: Iterable[_Courses]) -> Changes:
    """When the ties of the drawings change. A tie that is merely possible for a while between two known days changes somewhere within."""
    days: set[int] = set()
    spans: set[tuple[int, int]] = set()
    for course in (c for courses_ in shown for c in courses_.values()):
        for s in course.spoken:
            known = [d for d in (s.first, s.last) if UNKNOWN_PAST < d < UNKNOWN_FUTURE]
            if s.status is Status.POSSIBLE and len(known) == 2:
                spans.add((s.first, s.last))
            elif s.status in _SURE:
                days.update(known)
    inner = {d for span in spans for d in span}
    return Changes(tuple(sorted(days - inner)), tuple(sorted(spans)))
