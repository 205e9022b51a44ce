"""Grounded and preferred extensions against their definitions, spelled out and tried on every set."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.reasoning.weighing.framework import Framework, Standing, accepted, grounded
from variorum.reasoning.weighing.preferred import EXACT_LIMIT, Solver, by_search, has_clingo, preferred, with_clingo


@st.composite
def frameworks(draw: st.DrawFn, most: int = 6) -> Framework:
    size = draw(st.integers(0, most))
    pairs = [(a, b) for a in range(size) for b in range(size)]
    return Framework(size, frozenset(draw(st.lists(st.sampled_from(pairs), max_size=2 * size)) if pairs else []))


def every_set(f: Framework) -> list[frozenset[int]]:
    return [frozenset(c) for n in range(f.size + 1) for c in combinations(range(f.size), n)]


def defends(f: Framework, s: frozenset[int], i: int) -> bool:
    return all(any((c, a) in f.attacks for c in s) for a in range(f.size) if (a, i) in f.attacks)


def admissible(f: Framework, s: frozenset[int]) -> bool:
    return not any((a, b) in f.attacks for a in s for b in s) and all(defends(f, s, i) for i in s)


def preferred_by_definition(f: Framework) -> set[frozenset[int]]:
    sets = [s for s in every_set(f) if admissible(f, s)]
    return {s for s in sets if not any(s < t for t in sets)}


def grounded_by_definition(f: Framework) -> frozenset[int]:
    """The least set that holds exactly what it defends."""
    return min((s for s in every_set(f) if s == {i for i in range(f.size) if defends(f, s, i)}), key=len)


SOLVERS = [
    pytest.param(by_search, id="plain"),
    pytest.param(
        with_clingo, id="clingo", marks=pytest.mark.skipif(not has_clingo(), reason="clingo is not installed (variorum[weighing])")
    ),
]


@settings(max_examples=300, deadline=None)
@given(frameworks())
def test_grounded_is_the_least_fixed_point(f: Framework) -> None:
    standing = grounded(f)
    assert accepted(standing) == grounded_by_definition(f)
    attacked = {b for a, b in f.attacks if a in accepted(standing)}
    assert {i for i, s in enumerate(standing) if s is Standing.OUT} == attacked


@pytest.mark.parametrize("solver", SOLVERS)
def test_preferred_are_the_largest_admissible_sets(solver: Solver) -> None:
    @settings(max_examples=200, deadline=None)
    @given(frameworks())
    def holds(f: Framework) -> None:
        found = preferred(f, limit=1000, solver=solver)
        assert found.complete
        assert len(found.extensions) == len(set(found.extensions))
        assert set(found.extensions) == preferred_by_definition(f)

    holds()


@settings(max_examples=150, deadline=None)
@given(frameworks(most=12))
def test_grounded_is_in_every_preferred_extension(f: Framework) -> None:
    base = accepted(grounded(f))
    found = preferred(f, limit=10_000)
    assert found.complete and found.extensions
    assert all(base <= e for e in found.extensions)


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_limit_gives_so_many_and_says_that_there_are_more(solver: Solver) -> None:
    pairs = [(2 * i, 2 * i + 1) for i in range(5)]
    f = Framework(10, frozenset(pairs) | {(b, a) for a, b in pairs})
    found = preferred(f, limit=8, solver=solver)
    assert len(found.extensions) == 8 and not found.complete and "more" in (found.note or "")


def test_voices_that_say_one_thing_are_solved_as_one() -> None:
    """Two sides of forty claims each: two ways to see it, found by the plain search."""
    yes, no = range(40), range(40, 80)
    f = Framework(80, frozenset((a, b) for a in yes for b in no) | {(b, a) for a in yes for b in no})
    found = preferred(f, solver=by_search)
    assert found.extensions == (frozenset(yes), frozenset(no))


def test_too_large_for_the_plain_search_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.reasoning.weighing.preferred.has_clingo", lambda: False)
    n = EXACT_LIMIT // 2 + 1
    pairs = [(2 * i, 2 * i + 1) for i in range(n)]
    found = preferred(Framework(2 * n, frozenset(pairs) | {(b, a) for a, b in pairs}))
    assert found.extensions == () and not found.complete
    assert "variorum[weighing]" in (found.note or "")


def test_grounded_of_a_long_chain_is_found_without_recursion() -> None:
    n = 50_000
    standing = grounded(Framework(n, frozenset((i, i + 1) for i in range(n - 1))))
    assert all(s is (Standing.IN if i % 2 == 0 else Standing.OUT) for i, s in enumerate(standing))
