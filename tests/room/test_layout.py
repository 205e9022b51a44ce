"""Places in the network: names do not lie on each other, nobody leaves the sheet, and the same ties always give the same places."""

from __future__ import annotations

from itertools import combinations

import pytest

from variorum.room.network.layout import Layout, layout

STAR = [(0, n) for n in range(1, 30)]
RING = [(n, (n + 1) % 24) for n in range(24)]
CASES = {
    "nobody": (0, []),
    "one alone": (1, []),
    "two without a tie": (2, []),
    "a star": (30, STAR),
    "a ring": (24, RING),
    "two that nothing joins": (12, [(0, 1), (1, 2), (3, 4), (4, 5)]),
    "as many as are drawn": (60, [(n // 3, n) for n in range(1, 60)]),
}


def placed(name: str) -> Layout:
    count, edges = CASES[name]
    return layout(count, edges, [60 + 37 * n % 110 for n in range(count)], 20)


@pytest.mark.parametrize("name", CASES)
def test_names_do_not_lie_on_each_other(name: str) -> None:
    for a, b in combinations(placed(name).places, 2):
        assert abs(a.x - b.x) >= a.half + b.half or abs(a.y - b.y) >= 20, (a, b)


@pytest.mark.parametrize("name", CASES)
def test_nobody_leaves_the_sheet(name: str) -> None:
    sheet = placed(name)
    for p in sheet.places:
        assert p.half <= p.x <= sheet.width - p.half
        assert 10 <= p.y <= sheet.height - 10


@pytest.mark.parametrize("name", CASES)
def test_the_same_ties_give_the_same_places(name: str) -> None:
    count, edges = CASES[name]
    widths = [60 + 37 * n % 110 for n in range(count)]
    assert layout(count, [(b, a) for a, b in reversed(edges)], widths, 20) == placed(name)
