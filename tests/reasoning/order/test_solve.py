"""The solver against plain oracles on small random networks: Floyd's for days, every subset for the smallest conflict."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import examples
from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.order.network import ORIGIN, Network
from variorum.reasoning.order.solve import Solution, solve

Row = tuple[int, int, int, int]  # earlier, later, least, source
POINTS = 5

rows = st.lists(
    st.tuples(st.integers(0, POINTS - 1), st.integers(0, POINTS - 1), st.integers(-4, 4), st.integers(0, 6)).filter(lambda r: r[0] != r[1]),
    max_size=10,
)


def network(wanted: list[Row], points: int = POINTS) -> Network:
    made = Network(points=points, sources=1 + max((r[3] for r in wanted), default=0))
    for row in wanted:
        made.add(*row)
    return made


def longest(wanted: list[Row]) -> list[list[float]] | None:
    """Floyd and Warshall: the longest way between any two points; None where some cycle asks for more than nothing."""
    way = [[0.0 if a == b else float("-inf") for b in range(POINTS)] for a in range(POINTS)]
    for earlier, later, least, _ in wanted:
        way[earlier][later] = max(way[earlier][later], least)
    for k in range(POINTS):
        for a in range(POINTS):
            for b in range(POINTS):
                way[a][b] = max(way[a][b], way[a][k] + way[k][b])
    return None if any(way[a][a] > 0 for a in range(POINTS)) else way


def of(wanted: list[Row], sources: Any) -> list[Row]:
    return [r for r in wanted if r[3] in sources]


def bounds(solution: Solution) -> list[tuple[int, int]]:
    return list(zip(solution.earliest, solution.latest, strict=True))


@settings(max_examples=examples(100), deadline=None)
@given(rows)
def test_days_are_those_of_floyd_once_the_conflicts_are_set_aside(wanted: list[Row]) -> None:
    solution = solve(network(wanted))
    out = {s for c in solution.conflicts for s in c}
    way = longest([r for r in wanted if r[3] not in out])
    assert way is not None
    for p in range(1, POINTS):
        first, last = way[ORIGIN][p], way[p][ORIGIN]
        assert solution.earliest[p] == (UNKNOWN_PAST if first == float("-inf") else first)
        assert solution.latest[p] == (UNKNOWN_FUTURE if last == float("-inf") else -last)


@settings(max_examples=examples(100), deadline=None)
@given(rows)
def test_there_is_a_conflict_when_and_only_when_not_all_can_hold(wanted: list[Row]) -> None:
    assert bool(solve(network(wanted)).conflicts) == (longest(wanted) is None)


@settings(max_examples=examples(100), deadline=None)
@given(rows)
def test_each_conflict_is_minimal_and_no_two_share_a_source(wanted: list[Row]) -> None:
    conflicts = solve(network(wanted)).conflicts
    for c in conflicts:
        assert longest(of(wanted, c)) is None
        assert all(longest(of(wanted, set(c) - {one})) is not None for one in c)
    assert len({s for c in conflicts for s in c}) == sum(map(len, conflicts))


@settings(max_examples=examples(100), deadline=None)
@given(rows)
def test_one_conflict_is_the_smallest_that_there_is(wanted: list[Row]) -> None:
    if longest(wanted) is not None:
        return
    sources = sorted({r[3] for r in wanted})
    least = next(n for n in range(1, len(sources) + 1) for s in combinations(sources, n) if longest(of(wanted, s)) is None)
    assert min(map(len, solve(network(wanted)).conflicts)) == least


@settings(max_examples=examples(80), deadline=None)
@given(rows)
def test_every_day_has_its_proof(wanted: list[Row]) -> None:
    made = network(wanted)
    s = solve(made)
    for p in range(1, POINTS):
        for day, proof in ((s.earliest[p], s.why_not_before(p)), (s.latest[p], s.why_not_after(p))):
            if day in (UNKNOWN_PAST, UNKNOWN_FUTURE):
                assert not proof
                continue
            assert abs(day) == abs(sum(made.least[c] for c in proof))
            assert not {made.source[c] for c in proof} & {x for c in s.conflicts for x in c}


@settings(max_examples=examples(50), deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_constraints_moves_no_day_where_all_can_hold(wanted: list[Row], random: Any) -> None:
    shuffled = list(wanted)
    random.shuffle(shuffled)
    a, b = solve(network(wanted)), solve(network(shuffled))
    assert bool(a.conflicts) == bool(b.conflicts)
    if not a.conflicts:
        assert bounds(a) == bounds(b)


def test_a_long_chain_and_a_long_ring_end() -> None:
    """A recursion would be too deep for the first, a search of all ways endless for the second."""
    n = 50_000
    chain = network([(ORIGIN, 1, 10, 0), *((p, p + 1, 1, p) for p in range(1, n))], n + 1)
    assert solve(chain).earliest[n] == 10 + n - 1
    ring = [(p, p % 300 + 1, 0, p) for p in range(1, 301)]
    assert not solve(network(ring, 301)).conflicts
    (conflict,) = solve(network([*ring[:-1], (300, 1, 1, 300)], 301)).conflicts
    assert len(conflict) == 300


def test_many_conflicts_at_one_point_are_paired_in_one_go() -> None:
    """Thirty say before day 0, thirty after day 9: thirty conflicts of two, whichever pairs."""
    said = [(1, ORIGIN, 0, s) for s in range(30)] + [(ORIGIN, 1, 9, s) for s in range(30, 60)]
    assert [len(c) for c in solve(network(said)).conflicts] == [2] * 30
