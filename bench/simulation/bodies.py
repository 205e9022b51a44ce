"""The lives of bodies: founded, renamed, led, subject to others, in alliances and wars, masters of towns, dissolved."""

from __future__ import annotations

import numpy as np

from simulation.growing import Growing
from simulation.truth import FIRST_DAY, LAST_DAY, OPEN, Ints


def live(g: Growing) -> None:
    """The names of bodies, from the founding or renaming that began each to the renaming or dissolution that ended it; sets ``dissolution``."""
    bodies = np.arange(g.size.bodies)
    ended = g.dissolved < OPEN
    g.dissolution = np.full(g.size.bodies, -1)
    g.dissolution[ended] = g.event("dissolved", g.last_name[ended], day=g.dissolved[ended])
    began = g.event("founded", 0, g.first_name, day=g.founded)
    start = g.founded
    for turn in range(3):
        there = bodies[g.names > turn]
        renamed = there[g.names[there] > turn + 1]
        becoming = np.full(g.size.bodies, -1)
        if len(renamed):
            name = g.first_name[renamed] + turn
            becoming[renamed] = g.event("became", name, name + 1, day=g.turns[renamed, turn])
        lasts = g.names[there] > turn + 1
        next_turn = g.turns[there, min(turn, 1)]
        end = np.where(lasts, next_turn, g.dissolved[there])
        ended_by = np.where(lasts, becoming[there], g.dissolution[there])
        g.tie(
            "exists",
            g.first_name[there] + turn,
            0,
            start[there],
            end,
            begin=began[there],
            ended_by=ended_by,
            weight=g.popularity[there],
        )
        began, start = becoming, np.where(g.names > turn + 1, g.turns[:, min(turn, 1)], start)


def be_led(g: Growing) -> None:
    """Reigns, one after another, each of a person who leads nobody else."""
    bodies = np.arange(g.size.bodies)
    life = g.last_day(g.dissolved) - g.founded
    reigns = 1 + np.minimum(g.rng.poisson(life / 3000), 4)
    marks = np.sort(g.rng.random((len(bodies), 4)), axis=1)
    marks = np.where(np.arange(4) < reigns[:, None] - 1, marks, 1.0)
    edges = g.founded[:, None] + np.column_stack([np.zeros(len(bodies)), np.sort(marks, axis=1), np.ones(len(bodies))]) * life[:, None]
    edges = edges.astype(np.int64)
    for reign in range(5):
        start = edges[:, reign] + g.rng.integers(0, 40, len(bodies))
        last = edges[:, reign + 1] >= edges[:, -1]
        end = np.where(last, g.dissolved, edges[:, reign + 1])
        good = g.last_day(end) - start >= 40
        _reign(g, bodies[good], start[good], end[good], (last & (g.dissolved < OPEN))[good])


def _reign(g: Growing, body: Ints, start: Ints, end: Ints, with_body: Ints) -> None:
    person = g.person + np.arange(len(body))
    g.person += len(body)
    way = np.where(end == OPEN, 9, np.where(with_body, 8, g.rng.choice([0, 1, 2, 3], len(body), p=[0.5, 0.2, 0.2, 0.1])))
    name = g.name(body, np.minimum(end, LAST_DAY))
    ended_by = np.where(way == 8, g.dissolution[body], -1)
    killer = g.last_name[g.draw(len(body))]
    for number, (predicate, subject, obj) in enumerate(
        [("died", person, 0 * person), ("killed", killer, person), ("expelled", name, person), ("split_from", person, name)]
    ):
        this = way == number
        ended_by[this] = g.event(predicate, subject[this], obj[this], day=end[this])
    then = g.name(body, start)
    g.tie("leads", person, g.last_name[body], start, end, y_then=then, ended_by=ended_by, weight=g.popularity[body])


def follow(g: Growing) -> None:
    """Bodies under others: part of them, sworn to them, at their command; up to two masters one after the other. Sets ``subjection``."""
    child = np.arange(g.size.bodies)
    masters = np.stack([g.draw_above(child), g.draw_above(child)])
    back = g.rng.random(len(child)) < 0.1  # returns to the master it has left, by an oath
    masters[1] = np.where(back, masters[0], masters[1])
    turn = g.between(g.founded + 200, g.last_day(g.dissolved))
    begin = np.stack([g.founded + g.rng.integers(1, 300, len(child)), turn + np.where(back, 150, 0)])
    end = np.stack([turn, g.dissolved])
    end_of_master, birth_of_master = g.dissolved[masters], g.founded[masters]
    formed = (
        ~np.stack([back & False, back])
        & (birth_of_master > g.founded + 30)
        & (birth_of_master >= begin)
        & (g.rng.random(masters.shape) < 0.5)
    )
    start = np.where(formed, birth_of_master, np.maximum(begin, birth_of_master + 1))
    stop = np.minimum(end, end_of_master)
    good = (masters != child) & (g.last_day(stop) - start >= 90) & (g.rng.random(masters.shape) < 0.8)
    good[1] &= back | ~(good[0] & (masters[0] == masters[1]))
    part, sworn = g.rng.random(masters.shape) < 0.6, g.rng.random(masters.shape) < 0.6
    part |= formed | ~sworn
    commanded = g.rng.random(masters.shape) < 0.15
    part[1] &= ~back
    commanded[1] &= ~back
    sworn[1] |= back
    oath = np.where(part & sworn, start + (g.rng.random(start.shape) * 80).astype(np.int64), start)
    own = (stop == turn) & (stop < g.dissolved) & (stop < end_of_master)
    switch = good[0] & good[1] & own[0] & ~commanded[0] & sworn[1] & (oath[1] == stop[0]) & (g.rng.random(len(child)) < 0.5)
    to_second = np.full(len(child), -1)
    to_second[switch] = g.event(
        "pledged_to",
        g.name(child[switch], oath[1][switch]),
        g.name(masters[1][switch], oath[1][switch]),
        from_=g.name(masters[0][switch], oath[1][switch]),
        day=oath[1][switch],
    )
    for turn_no in (0, 1):
        leaving = to_second if turn_no == 0 else np.full(len(child), -1)
        coming = to_second if turn_no == 1 else np.full(len(child), -1)
        k = good[turn_no]
        _subjection(
            g,
            child[k],
            masters[turn_no][k],
            (start[turn_no][k], oath[turn_no][k], stop[turn_no][k]),
            (part[turn_no][k], sworn[turn_no][k], commanded[turn_no][k], formed[turn_no][k]),
            (coming[k], leaving[k]),
        )
    g.subjection = (np.concatenate([child[good[0]], child[good[1]]]), np.concatenate([masters[0][good[0]], masters[1][good[1]]]))


def _subjection(
    g: Growing, child: Ints, master: Ints, days: tuple[Ints, ...], kinds: tuple[Ints, ...], switches: tuple[Ints, Ints]
) -> None:
    (start, oath, stop), (part, sworn, commanded, formed), (coming, leaving) = days, kinds, switches
    now = np.minimum(stop, LAST_DAY)
    ended_by = np.where(
        stop == g.dissolved[child], g.dissolution[child], np.where(stop == g.dissolved[master], g.dissolution[master], leaving)
    )
    open_ = (ended_by < 0) & (stop < OPEN)
    broke = open_ & (g.rng.random(len(child)) < 0.7)
    ended_by[broke] = g.event("split_from", g.name(child, now)[broke], g.name(master, now)[broke], day=stop[broke])
    cast = open_ & ~broke
    ended_by[cast] = g.event("expelled", g.name(master, now)[cast], g.name(child, now)[cast], day=stop[cast])
    merged = part & (formed | (g.rng.random(len(child)) < 0.1))
    g.merging[child[merged]] = g.merging[master[merged]] = True
    first = np.full(len(child), -1)
    first[merged] = g.event("merged_into", g.name(child, start)[merged], g.name(master, start)[merged], day=start[merged])
    pledge = np.where(sworn, coming, -1)
    new = sworn & (coming < 0)
    accepted = new & (g.rng.random(len(child)) < 0.2)
    pledge[accepted] = g.event("accepted_pledge", g.name(master, oath)[accepted], g.name(child, oath)[accepted], day=oath[accepted])
    gave = new & ~accepted
    pledge[gave] = g.event("pledged_to", g.name(child, oath)[gave], g.name(master, oath)[gave], day=oath[gave])
    x, y, weight = g.last_name[child], g.last_name[master], 0.3 + 0.7 * g.popularity[child]
    none = np.full(len(child), -1)
    for topic, k, since, begin in (
        ("part_of", part, start, first),
        ("sworn_to", sworn, oath, pledge),
        ("commands", commanded, start, none),
    ):
        ends = [(x, g.name(child, since)), (y, g.name(master, since))]
        (a, a_then), (b, b_then) = ends if topic != "commands" else ends[::-1]
        rest = {"x_then": a_then, "y_then": b_then, "begin": begin, "ended_by": ended_by, "weight": weight}
        g.tie(topic, a[k], b[k], since[k], stop[k], **{name: column[k] for name, column in rest.items()})


def befriend_and_fight(g: Growing) -> None:
    """Alliances and wars, one to a pair, of bodies that are not each other's masters; and who held which town, one at a time."""
    taken = np.concatenate([_unordered(*g.subjection), np.zeros(1, np.int64)])
    for topic in ("allied_with", "hostile_to"):
        n = g.size.bodies * 2
        x, y = g.draw(n), g.draw(n)
        code = _unordered(x, y)
        first = np.zeros(n, np.bool_)
        first[np.unique(code, return_index=True)[1]] = True
        low = np.maximum(g.founded[x], g.founded[y]) + 1
        high = np.minimum(g.dissolved[x], g.dissolved[y])
        start = g.between(low, g.last_day(high))
        end = _spell(g, start, high, 1500)
        good = (x != y) & first & ~np.isin(code, taken) & (g.last_day(end) - start >= 10)
        _stated(g, topic, x[good], y[good], start[good], end[good])
    places = np.arange(g.size.places)
    edges = np.sort(g.rng.integers(FIRST_DAY, LAST_DAY, (4, len(places))), axis=0)
    holders = g.draw((3, len(places)))
    for turn, holder in enumerate(holders):
        start = np.maximum(edges[turn], g.founded[holder] + 1)
        end = np.minimum(edges[turn + 1], g.dissolved[holder])
        good = (end - start >= 10) & (holders[:turn] != holder).all(axis=0)
        place = places[good] + g.first_place
        x, day = holder[good], start[good]
        g.tie("controls", g.last_name[x], place, day, end[good], x_then=g.name(x, day), weight=g.popularity[x])


def _spell(g: Growing, start: Ints, high: Ints, mean: int) -> Ints:
    """When a spell of about ``mean`` days ends: not after ``high``, and OPEN when beyond the simulation."""
    end = np.minimum(start + 10 + g.rng.exponential(mean, len(start)).astype(np.int64), high)
    return np.where(end < LAST_DAY, end, OPEN)


def _stated(g: Growing, topic: str, x: Ints, y: Ints, start: Ints, end: Ints) -> None:
    names = {"x_then": g.name(x, start), "y_then": g.name(y, start)}
    g.tie(topic, g.last_name[x], g.last_name[y], start, end, weight=0.5 + 0.5 * g.popularity[x], **names)


def _unordered(x: Ints, y: Ints) -> Ints:
    return np.minimum(x, y) * np.int64(2**31) + np.maximum(x, y)
