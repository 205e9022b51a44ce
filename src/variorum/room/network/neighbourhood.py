"""Who is shown: a person or body, and those within so many ties of it, on any day and by any voice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from variorum.model import EntityType
from variorum.reasoning import Proposition
from variorum.reasoning.calculus import topic_name, topic_number
from variorum.reasoning.viewpoint import numbers
from variorum.room.opened import Opened
from variorum.room.ties import drawn

STEPS, MOST = 2, 40  #: where nobody asks for other numbers
#: From so many nodes the next are not sought in the whole record: a hub's neighbours have neighbours everywhere.
_SEEN = 3000


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """``nodes`` in the order of nearness, then of the claims that tie them; ``seen``: how many there are within the ties. ``ties``: states between nodes."""

    around: int
    nodes: tuple[int, ...]
    seen: int
    ties: tuple[Proposition, ...]


def most_connected(opened: Opened) -> int | None:
    """The body with ties to most others; a person where no body has any; None when nobody has."""
    sql = f"""SELECT t.e, count(DISTINCT t.other) AS n, max(CASE WHEN e.type = '{EntityType.ORGANISATION}' THEN 1 ELSE 0 END) AS body
        FROM (SELECT x AS e, y AS other FROM state WHERE {_tied()} UNION ALL SELECT y, x FROM state WHERE {_tied()}) t
        JOIN entity e ON e.entity = t.e GROUP BY t.e ORDER BY body DESC, n DESC, t.e LIMIT 1"""
    return opened.memo("most_connected", lambda: next((row[0] for row in opened.record.rows(sql)), None))


def neighbourhood(opened: Opened, around: int, steps: int, most: int) -> Neighbourhood:
    """The node with the nearest others, at most ``most`` in all, and the ties among them."""
    chosen, seen = [around], {around}
    frontier = [around]
    for _ in range(steps):
        weight: dict[int, int] = {}
        for x, y, claims in _edges(opened, frontier):
            for here, there in ((x, y), (y, x)):
                if here in seen and there not in seen:
                    weight[there] = weight.get(there, 0) + claims
        ranked = sorted(weight, key=lambda e: (-weight[e], e))
        chosen += ranked[: most - len(chosen)]
        seen |= weight.keys()
        frontier = ranked[:_SEEN]
    return Neighbourhood(around, tuple(chosen), len(seen), _ties(opened, chosen))


def _edges(opened: Opened, frontier: Collection[int]) -> list[tuple[int, int, int]]:
    if not frontier:
        return []
    ids = numbers(frontier)
    sql = f"SELECT x, y, sum(supports + opposes) FROM state WHERE {_tied()} AND (x IN ({ids}) OR y IN ({ids})) GROUP BY x, y ORDER BY x, y"
    return [(x, y, int(n)) for x, y, n in opened.record.rows(sql)]


def _ties(opened: Opened, nodes: Collection[int]) -> tuple[Proposition, ...]:
    ids = numbers(nodes)
    sql = f"SELECT topic, x, y FROM state WHERE {_tied()} AND x IN ({ids}) AND y IN ({ids}) AND x <> y ORDER BY topic, x, y"
    return tuple(Proposition(topic_name(topic), x, y) for topic, x, y in opened.record.rows(sql))


def _tied() -> str:
    return f"topic IN ({numbers(topic_number(t) for t in drawn())}) AND x > 0 AND y > 0"
