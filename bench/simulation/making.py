"""The whole truth of a seed: lives and careers, then what follows from what, then rumours."""

from __future__ import annotations

import numpy as np

from simulation import bodies, careers
from simulation.growing import Growing
from simulation.truth import LAST_DAY, PREDICATE, Events, Ints, Rumours, Size, Ties, Truth, pair


def make_truth(seed: int, size: Size) -> Truth:
    """The world of that seed and size; the same for the same two."""
    g = Growing(seed, size)
    bodies.live(g)
    bodies.be_led(g)
    careers.serve(g)
    g.first_place = g.person
    bodies.follow(g)
    bodies.befriend_and_fight(g)
    careers.suffer(g)
    careers.dwell(g)
    first_person = int(g.last_name[-1]) + 1
    first_voice = g.first_place + size.places
    body = np.full(first_voice + size.voices, -1)
    body[1:first_person] = np.repeat(np.arange(size.bodies), g.names)
    ties = _ties(g)
    events = _events(g, ties)
    return Truth(
        seed=seed,
        size=size,
        ties=ties,
        events=events,
        rumours=_rumours(g, ties),
        first_person=first_person,
        first_place=g.first_place,
        first_voice=first_voice,
        entities=first_voice + size.voices - 1,
        renaming=_renaming(events, body),
        body=body,
        merging=g.merging,
    )


def _ties(g: Growing) -> Ties:
    t = {name: g.ties.column(name) for name in g.ties.names}
    key = (t["topic"].astype(np.int64) << 50) + (t["x"].astype(np.int64) << 25) + t["y"]
    assert g.person < 2**25, "entities are numbered in 25 bits here"
    _, number, count = np.unique(key, return_inverse=True, return_counts=True)
    again = count[number] > 1
    return Ties(**{k: v if k == "weight" else v.astype(np.int64) for k, v in t.items()}, again=again)


def _events(g: Growing, ties: Ties) -> Events:
    """With ``next``: who tells that a tie began is bound to tell how it ended, and if it was renewed after that, that it was, and so on."""
    e = {name: g.events.column(name).astype(np.int64) for name in g.events.names}
    following = np.full((g.events.count, 2), -1)
    begun = ties.begin >= 0
    following[ties.begin[begun], 0] = ties.ended_by[begun]
    end_of_name = np.full(g.person, -1)
    existing = ties.topic == PREDICATE["exists"]
    end_of_name[ties.x[existing]] = ties.ended_by[existing]
    mergers = e["predicate"] == PREDICATE["merged_into"]  # which say that the new body exists, too
    following[mergers, 1] = end_of_name[e["object"][mergers]]
    order = np.lexsort((ties.start, ties.y, ties.x, ties.topic))
    before, after = order[:-1], order[1:]
    same = (ties.topic[before] == ties.topic[after]) & (pair(ties.x, ties.y)[before] == pair(ties.x, ties.y)[after])
    assert (ties.begin[after[same]] >= 0).all(), "a tie is renewed by an event"
    following[ties.ended_by[before[same]], 1] = ties.begin[after[same]]
    return Events(**e, next=following)


def _renaming(events: Events, body: Ints) -> Ints:
    became = np.flatnonzero(events.predicate == PREDICATE["became"])
    first = np.full(int(body.max()) + 2, -1)
    order = became[np.argsort(-events.day[became], kind="stable")]  # the earliest is written last and stays
    first[body[events.subject[order]]] = order
    return np.where(body >= 0, first[body], -1)


def _rumours(g: Growing, ties: Ties) -> Rumours:
    """Ties of pairs between which there never was any."""
    n = max(24, g.size.claims // 400)
    kind = g.rng.integers(0, 4, n)
    body, other = g.draw(n), g.draw(n)
    person = g.member[g.rng.integers(0, len(g.member), n)]
    x = np.where(kind < 2, person, g.last_name[other])
    y = g.last_name[body]
    true = np.concatenate([pair(ties.x, ties.y), pair(ties.y, ties.x)])
    good = (x != y) & ~np.isin(pair(x, y), true)
    said = np.array([PREDICATE[p] for p in ("leads", "member_of", "part_of", "pledged_to")])[kind]
    topic = np.array([PREDICATE[p] for p in ("leads", "member_of", "part_of", "sworn_to")])[kind]
    day = g.between(g.founded[body], np.full(n, LAST_DAY))
    return Rumours(said[good], topic[good], x[good], y[good], day[good])
