"""Two names held against each other: what is told of them, and what the score must not depend on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.identity.comparison import FEATURES, compare, features, score
from variorum.identity.prepared import Bearer, prepared

PERSON, BODY = Bearer.PERSON, Bearer.BODY

# Two spellings of one name: every word of each reads as one of the other.
ALIKE = [
    ("Sheikh Abū ‘Umar al-Sahlī", "Abou Omar el Sahli", PERSON),  # a title is set aside
    ("Nuri, Karam", "Karam Nuri", PERSON),  # as an index has it
    ("أبو عمر السهلي", "Abu Omar al-Sahli", PERSON),
    ("Мовсар Яндаров", "Movsar Yandarov", PERSON),
    ("PolSahl", "Pol Sahl", PERSON),  # written together
    ("Sahl Exchange Ltd", "SAHL EXCHANGE LIMITED", BODY),
    ("Sahl Works Joint Stock Company", "OJSC Sahl Works", BODY),
    ("Sahl & Nuri", "Sahl and Nuri", BODY),
]

# Names that are not, and what is said of them.
TOLD = [
    ("Karam Nuri", "Karem al-Sahli", PERSON, "‘Karam’ is near to ‘Karem’; only the first has ‘Nuri’; only the second has ‘Sahli’"),
    ("K. Nuri", "Karam Nuri", PERSON, "‘Nuri’ is written alike; ‘K’ is the initial of ‘Karam’"),
    ("Karam Selim Nuri", "Karam Nuri", PERSON, "‘Karam’ and ‘Nuri’ are written alike; only the first has ‘Selim’"),
    ("Selim Karam", "Karam Selim", PERSON, "‘Selim’ and ‘Karam’ are written alike; the order differs"),
    ("أبو عمر", "Abu Umar Nuri", PERSON, "‘أبو’ can be read as ‘Abu’; ‘عمر’ can be read as ‘Umar’; only the second has ‘Nuri’"),
]

# First the pair that is more likely one: a slip before a different word, a word more on one side before one more on each.
RANKED = [
    (("Karam Nuri", "Karam Nuri"), ("Karam Nuri", "Karam Nuris")),
    (("Karam Nuri", "Karam Nuris"), ("Karam Nuri", "Karam Sahli")),
    (("Karam Nuri", "Karam Selim Nuri"), ("Karam Orhan Nuri", "Karam Selim Nuri")),
    (("Karam Nuri", "Selim Nuri"), ("Karam Nuri", "Selim Orhan")),
]
names = st.lists(
    st.sampled_from(["Karam", "al-Nuri", "Omar", "بكر", "النوري", "Яндаров", "K.", "II", "ibn", "Ltd", "山田", ""]), max_size=5
).map(" ".join)


@pytest.mark.parametrize(("a", "b", "bearer"), ALIKE)
def test_spellings_of_one_name_read_alike(a: str, b: str, bearer: Bearer) -> None:
    found = compare(a, b, bearer)
    assert found.reads_alike, found.sentence()
    assert found.score > 0.7


@pytest.mark.parametrize(("a", "b", "bearer", "sentence"), TOLD)
def test_how_they_were_compared_is_told(a: str, b: str, bearer: Bearer, sentence: str) -> None:
    found = compare(a, b, bearer)
    assert found.sentence() == sentence
    assert not found.reads_alike


@pytest.mark.parametrize(("more", "less"), RANKED)
def test_the_likelier_pair_scores_higher(more: tuple[str, str], less: tuple[str, str]) -> None:
    assert compare(*more, PERSON).score > compare(*less, PERSON).score


def test_a_title_that_is_also_a_name_is_kept_beside_a_single_word() -> None:
    """Or Hafez Nuri and Karam Nuri would be compared as Nuri and Karam Nuri."""
    assert prepared("Hafez Nuri", PERSON).words == ("hafiz", "nuri")
    assert prepared("Hafez Karam Nuri", PERSON).words == ("karam", "nuri")


@settings(max_examples=50, deadline=None)
@given(names, names, st.sampled_from(Bearer))
def test_it_does_not_matter_which_comes_first(a: str, b: str, bearer: Bearer) -> None:
    x, y = prepared(a, bearer), prepared(b, bearer)
    assert score(x, y) == pytest.approx(score(y, x))
    assert len(features(x, y)) == len(FEATURES)


@settings(max_examples=50, deadline=None)
@given(names, names, st.sampled_from(Bearer))
def test_every_word_is_told_of_once(a: str, b: str, bearer: Bearer) -> None:
    """Words are paired or left over, never both, never lost (unless they are run together, which pairs them all at once)."""
    found = compare(a, b, bearer)
    if not found.reads_alike:
        assert len(found.pairs) + len(found.only_a) == len(prepared(a, bearer).words)
        assert len(found.pairs) + len(found.only_b) == len(prepared(b, bearer).words)
