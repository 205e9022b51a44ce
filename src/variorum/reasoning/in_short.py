"""Verdicts for a page: those of many propositions about a body that is told of in a hundred thousand claims, the first of them with claims to show.

Of few claims they are the verdicts themselves. Of many, each proposition is judged by what its claims say alike (``course``), and only the first
get claims; of these, ends that name one body only ("the body was dissolved") count, but are not listed under each of its ties once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from variorum.model import When
from variorum.reasoning.course import Standing, worlds
from variorum.reasoning.plain import Sought, judge, weigh_each
from variorum.reasoning.testimony import Bodies, Testimony, bearing
from variorum.reasoning.verdict import Status, Verdict
from variorum.reasoning.viewpoint import Viewpoint
from variorum.reasoning.witness import Rows, fetched, is_few

#: So many claims are judged one by one; and so many are looked through at most for those that are shown.
FEW, MOST = 2_000, 5_000


@dataclass(frozen=True, slots=True)
class Short:
    """A verdict with some of its claims; ``supports`` and ``opposes`` say how many there are in all."""

    verdict: Verdict
    supports: int
    opposes: int


def in_short(record: Rows, asked: Sequence[Bodies], on: When | None, viewpoint: Viewpoint, most: int) -> tuple[list[Short], int]:
    """The first ``most`` of the propositions, held ones and those with most supporters first, unknown ones last; and of how many somebody says
    that they hold or do not.
    """
    told_of = bearing(record, asked, viewpoint) if asked else ""
    if not asked or is_few(record, told_of, FEW):
        claims = fetched(record, told_of) if asked else ()
        judged = [judge(b.proposition, on, said) for b, said in zip(asked, weigh_each(Sought(asked), claims), strict=True)]
        return shorts_of(judged)[:most], sum(v.status is not Status.UNKNOWN for v in judged)
    (world,) = worlds(record, asked, [viewpoint], on)
    told = {t.proposition: t.standing for t in world.told}
    unknown = Standing(Status.UNKNOWN, 0, 0, None)

    def short(b: Bodies, said: Sequence[Testimony] = ()) -> Short:
        standing = told.get(b.proposition, unknown)
        return Short(replace(judge(b.proposition, on, said), status=standing.status), standing.supports, standing.opposes)

    first = sorted(asked, key=lambda b: _order(short(b)))[:most]
    claims = fetched(record, bearing(record, first, viewpoint, swept=False), most=MOST)
    found = [short(b, said) for b, said in zip(first, weigh_each(Sought(first), claims, world.sweeping), strict=True)]
    return found, len(told)


def shorts_of(judged: Iterable[Verdict]) -> list[Short]:
    """Verdicts with all their claims, in the order of :func:`in_short`."""
    return sorted((Short(v, len(v.supports), len(v.opposes)) for v in judged), key=_order)


def _order(s: Short) -> tuple[int, int, int, int]:
    p = s.verdict.proposition
    return list(Status).index(s.verdict.status), -s.supports, p.x, p.y
