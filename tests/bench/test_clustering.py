"""What clustering is measured on, and that the measure sees what it should."""

from __future__ import annotations

from collections import Counter

from clustering import fields, ours, plain, scores
from simulation.named import named


def test_the_same_seed_gives_the_same_mentions_and_no_document_speaks_twice_of_one() -> None:
    world, again, other = named(2000, 200), named(2000, 200), named(2000, 200, seed=2)
    assert world.names == again.names and world.names != other.names
    assert set(world.truth.tolist()) == set(range(200))
    assert max(Counter(zip(world.truth.tolist(), world.document.tolist(), strict=True)).values()) == 1


def test_pairs_are_counted() -> None:
    assert scores([1, 1, 1, 2], [7, 7, 8, 8]) == {"P": 0.3333, "R": 0.5, "F1": 0.4}


def test_what_identity_joins_is_nearly_always_one() -> None:
    found = ours(2000)
    assert found["P"] > 0.95 and found["R"] > 0.7


def test_names_are_handed_on_without_articles_and_marks() -> None:
    assert plain("the Ghāzi Al-Shishuli") == "ghazi shishuli"
    columns = fields(named(40, 4), plain)
    assert {len(c) for c in columns.values()} == {40}
