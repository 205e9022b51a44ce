"""Which claims may stand against each other by what they say and how, and times told many times over as few stretches."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import vocabulary
from variorum.reasoning.against import Manner, taken
from variorum.reasoning.stretches import stretches

AFFIRMED, DOUBTED, DENIED, ORDERED = Manner

#: (predicate, manner, predicate, manner, whether they may stand against each other about the same two)
PAIRS = [
    ("pledged_to", AFFIRMED, "pledged_to", DENIED, True),
    ("pledged_to", AFFIRMED, "pledged_to", AFFIRMED, True),  # either way round, or from one to the other
    ("allied_with", AFFIRMED, "allied_with", AFFIRMED, False),
    ("pledged_to", AFFIRMED, "pledged_to", DOUBTED, True),
    ("pledged_to", AFFIRMED, "part_of", DENIED, True),  # both bear on whether one was under the other
    ("pledged_to", AFFIRMED, "expelled", AFFIRMED, True),
    ("pledged_to", AFFIRMED, "wrote_to", DENIED, False),
    ("allied_with", AFFIRMED, "attacked", AFFIRMED, True),
    ("allied_with", DENIED, "attacked", AFFIRMED, False),
    ("wrote_to", AFFIRMED, "wrote_to", DENIED, True),
    ("wrote_to", AFFIRMED, "met", DENIED, False),
    ("asked", AFFIRMED, "asked", AFFIRMED, True),  # told both ways round: who approached whom
    ("moved_to", ORDERED, "wrote_to", AFFIRMED, False),
    ("moved_to", ORDERED, "rejected", AFFIRMED, True),
]


@pytest.mark.parametrize(("one", "how", "other", "its", "expected"), PAIRS)
def test_what_may_stand_against_what(one: str, how: Manner, other: str, its: Manner, expected: bool) -> None:
    a, b = taken(one, how), taken(other, its)
    own = one == other and ((a.own_yes and b.own_no) or (a.own_no and b.own_yes))
    assert bool(a.yes & b.no or a.no & b.yes or own) is expected


@pytest.mark.parametrize("predicate", list(vocabulary().predicates))
def test_a_denial_may_stand_against_its_own_affirmation(predicate: str) -> None:
    assert taken(predicate, AFFIRMED).own_yes and taken(predicate, DENIED).own_no


TIMES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda t: (t[0], t[0] + t[1])), min_size=1, max_size=12)


@settings(max_examples=50, deadline=None)
@given(TIMES, TIMES)
def test_what_overlaps_a_stretch_overlaps_one_of_its_times(told: list[tuple[int, int]], asked: list[tuple[int, int]]) -> None:
    """Also times without any length, which lie within others or not."""
    with duckdb.connect() as con:
        con.execute("CREATE TABLE told (key INTEGER, first INTEGER, last INTEGER)")
        con.executemany("INSERT INTO told VALUES (1, ?, ?)", told)
        found = con.execute(f"WITH {stretches('one', 'told', 'key')} SELECT first, last FROM one").fetchall()
    assert len(found) <= len(told)
    for first, last in asked:
        assert any(f < last and first < t for f, t in found) == any(f < last and first < t for f, t in told)
