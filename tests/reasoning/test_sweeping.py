"""Many ends and beginnings taken together cut as each by itself would."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model.when import UNKNOWN_FUTURE, UNKNOWN_PAST
from variorum.reasoning.sweeping import Cutters

Day = tuple[int, int]
days = st.one_of(
    st.tuples(st.integers(1, 30), st.integers(0, 12)).map(lambda d: (d[0], d[0] + d[1])),
    st.sampled_from([(UNKNOWN_PAST, 9), (UNKNOWN_PAST, UNKNOWN_FUTURE), (12, UNKNOWN_FUTURE)]),
)


def one_by_one(begins: Day, said_until: int, cutters: list[Day]) -> Day:
    """The rule for one cutter, applied to each in turn."""
    certain = possible = UNKNOWN_FUTURE
    for first, last in cutters:
        if last < begins[0]:
            continue  # certainly before: it cut something earlier
        certain = min(certain, first if first > begins[0] else said_until)
        if first >= begins[1] and last != UNKNOWN_FUTURE:
            possible = min(possible, last + 1)
    return certain, possible


@settings(max_examples=50, deadline=None)
@given(days, st.integers(0, 40), st.lists(days, max_size=12))
def test_what_persists_is_cut_as_by_each_in_turn(begins: Day, room: int, cutters: list[Day]) -> None:
    said_until = begins[0] + room
    assert Cutters(cutters).bounds(begins, said_until) == one_by_one(begins, said_until, cutters)


@settings(max_examples=50, deadline=None)
@given(st.lists(days, max_size=8), st.lists(days, max_size=5))
def test_it_is_over_on_the_days_on_which_one_of_the_ends_holds(ends: list[Day], begins: list[Day]) -> None:
    over = list(Cutters(ends).over(Cutters(begins)))
    each = [(end[1], min(one_by_one(end, end[0], begins))) for end in ends]
    for day in range(0, 45):
        assert any(first <= day < last for first, last in over) == any(first <= day < last for first, last in each)


def test_thousands_that_tell_the_same_end_are_one() -> None:
    assert len(Cutters([(5, 9)] * 5000 + [(7, 8)]).days) == 2
