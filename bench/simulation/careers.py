"""The lives of persons, and where persons and bodies were."""

from __future__ import annotations

import numpy as np

from simulation.growing import Growing
from simulation.truth import EXPONENT, FIRST_DAY, LAST_DAY, OPEN, Ints, zipf

_SPELLS = 3


def serve(g: Growing) -> None:
    """Followers: born into the story, members of up to three bodies one after the other, some detained, some dead."""
    n = g.size.persons
    g.member = g.person + np.arange(n)
    g.person += n
    rank = g.rng.permutation(n)
    g.fame = zipf(n)[rank] * n
    g.active = FIRST_DAY + g.rng.integers(0, int((LAST_DAY - FIRST_DAY) * 0.85), n)
    end = g.active + 400 + g.rng.exponential(6000, n).astype(np.int64)
    g.dead = np.where((end < LAST_DAY) & (g.rng.random(n) < 0.7), end, OPEN)
    dying, violent = g.dead < OPEN, g.rng.random(n) < 0.3
    g.death = np.full(n, -1)
    quiet, killed = dying & ~violent, dying & violent
    g.death[quiet] = g.event("died", g.member[quiet], day=g.dead[quiet])
    g.death[killed] = g.event("killed", g.last_name[g.draw(int(killed.sum()))], g.member[killed], day=g.dead[killed])
    _join(g, _spans(g, g.active, g.dead))


def _spans(g: Growing, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Spells that follow each other without a gap: starts and ends, one row a spell. The last is as open as ``high``."""
    marks = np.sort(g.rng.random((_SPELLS - 1, len(low))), axis=0) * (g.last_day(high) - low)
    marks = low + marks.astype(np.int64)
    return np.vstack([low, marks]), np.vstack([marks, high])


def _join(g: Growing, spans: tuple[Ints, Ints]) -> None:
    n = g.size.persons
    body = g.draw((_SPELLS, n))
    start, end = np.maximum(spans[0], g.founded[body] + 1), np.minimum(spans[1], g.dissolved[body])
    good = (g.last_day(end) - start >= 45) & (g.rng.random(body.shape) < 0.8)
    for k in range(1, _SPELLS):
        good[k] &= (body[:k] != body[k]).all(axis=0)  # nobody returns: who tells that he left would have to tell that, too
    coming = np.full(n, -1)
    for k in range(_SPELLS):
        leaving = np.full(n, -1)
        if k + 1 < _SPELLS:
            over = good[k] & good[k + 1] & (end[k] == start[k + 1]) & (end[k] < g.dissolved[body[k]]) & (g.rng.random(n) < 0.6)
            day = end[k][over]
            old, new = g.name(body[k][over], day), g.name(body[k + 1][over], day)
            leaving[over] = g.event("defected", g.member[over], new, from_=old, day=day)
        which = np.flatnonzero(good[k])
        _membership(g, which, body[k][which], start[k][which], end[k][which], coming[which], leaving[which])
        coming = leaving


def _membership(g: Growing, who: Ints, body: Ints, start: Ints, end: Ints, coming: Ints, leaving: Ints) -> None:
    person, name = g.member[who], g.name(body, np.minimum(end, LAST_DAY))
    ended_by = np.where(end == g.dead[who], g.death[who], np.where(end == g.dissolved[body], g.dissolution[body], leaving))
    left = (ended_by < 0) & (end < OPEN)
    broke = left & (g.rng.random(len(who)) < 0.7)
    ended_by[broke] = g.event("split_from", person[broke], name[broke], day=end[broke])
    cast = left & ~broke
    ended_by[cast] = g.event("expelled", name[cast], person[cast], day=end[cast])
    then = g.name(body, start)
    called = (coming < 0) & (g.rng.random(len(who)) < 0.4)
    begin = coming.copy()
    begin[called] = g.event("appointed", 0, person[called], org=then[called], day=start[called])
    g.tie("member_of", person, g.last_name[body], start, end, y_then=then, begin=begin, ended_by=ended_by, weight=_fame(g, who))


def _fame(g: Growing, who: Ints) -> np.ndarray:
    return 0.3 + 0.7 * g.fame[who]


def suffer(g: Growing) -> None:
    """One in ten followers was detained once, by a body, and let go or not."""
    who = np.flatnonzero(g.rng.random(g.size.persons) < 0.1)
    body = g.draw(len(who))
    low = np.maximum(g.active[who], g.founded[body]) + 1
    high = np.minimum(g.dead[who], g.dissolved[body])
    start = g.between(low, g.last_day(high))
    end = start + 10 + g.rng.exponential(700, len(who)).astype(np.int64)
    let_go = end < np.minimum(high, LAST_DAY)
    end = np.where(let_go, end, np.where(high < LAST_DAY, high, OPEN))
    good = g.last_day(end) - start >= 10
    who, body, start, end, let_go = who[good], body[good], start[good], end[good], let_go[good]
    ended_by = np.where(end == g.dead[who], g.death[who], np.where(end == g.dissolved[body], g.dissolution[body], -1))
    ended_by[let_go] = g.event("released", 0, g.member[who][let_go], day=end[let_go])
    then = g.name(body, start)
    g.tie("detained", g.last_name[body], g.member[who], start, end, x_then=then, ended_by=ended_by, weight=_fame(g, who))


def dwell(g: Growing) -> None:
    """Where everybody was: up to three places, each move an event that names both."""
    bodies = np.arange(g.size.bodies)
    none = np.full(g.size.persons, -1)
    _dwell(g, g.last_name, bodies, g.founded, g.dissolved, g.dissolution, g.popularity)
    _dwell(g, g.member, none, g.active, g.dead, g.death, g.fame)


def _dwell(g: Growing, who: Ints, body: Ints, low: Ints, high: Ints, last_event: Ints, fame: np.ndarray) -> None:
    """``body`` is -1 for persons, who have one name."""
    weight = np.arange(1, g.size.places + 1) ** -EXPONENT
    place = np.searchsorted(np.cumsum(weight / weight.sum()), g.rng.random((_SPELLS, len(who)))).clip(max=g.size.places - 1)
    for k in range(1, _SPELLS):
        for _ in range(k):  # nobody returns
            place[k] = np.where((place[:k] == place[k]).any(axis=0), (place[k] + 1) % g.size.places, place[k])
    place += g.first_place
    start, end = _spans(g, low, high)
    spells = np.where(g.rng.random(len(who)) < 0.5, 1, _SPELLS)
    there = start[0] < LAST_DAY
    coming = np.full(len(who), -1)
    for k in range(_SPELLS):
        moves = (k < spells - 1) & there & (end[k] - start[k] > 0) & (g.last_day(end[k + 1 if k < 2 else k]) > end[k])
        leaving = np.full(len(who), -1)
        if k < _SPELLS - 1:
            leaving[moves] = g.event(
                "moved_to", _called(g, who, body, end[k])[moves], place[k + 1][moves], from_=place[k][moves], day=end[k][moves]
            )
        stop = np.where(leaving >= 0, end[k], high)
        ended_by = np.where(leaving >= 0, leaving, last_event)
        keep = there & (g.last_day(stop) > start[k])
        g.tie(
            "located_in",
            who[keep],
            place[k][keep],
            start[k][keep],
            stop[keep],
            x_then=_called(g, who, body, start[k])[keep],
            begin=coming[keep],
            ended_by=ended_by[keep],
            weight=(0.15 + 0.35 * fame)[keep],
        )
        there = there & (leaving >= 0)
        coming = leaving


def _called(g: Growing, who: Ints, body: Ints, day: Ints) -> Ints:
    return np.where(body >= 0, g.name(np.maximum(body, 0), np.minimum(day, LAST_DAY)), who)
