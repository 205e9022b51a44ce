"""Which lists are editions of one, and what changed from one to the next. All lists are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.asking.listed_changes import changed_words
from variorum.identity.editions import Issue, editions, list_changes
from variorum.model import EntityType
from variorum.shelf.gazetteers import FactKind, Gazetteer, ListedFact, ListedName, ListedParty, Quality, Role
from variorum.shelf.gazetteers.shelved import Shelved


def party(reference: str, *names: ListedName, programme: str = "SALT", **more: str) -> ListedParty:
    facts = (ListedFact(FactKind.PROGRAMME, programme), *(ListedFact(FactKind[kind.upper()], text) for kind, text in more.items()))
    return ListedParty(reference, EntityType.PERSON, names or (ListedName(f"Karam {reference}", Role.NAME),), facts=facts)


def issue(id_: str, dated: str | None, *parties: ListedParty, form: str = "un", edition_of: str | None = None) -> Issue:
    names = sum(len(p.names) for p in parties)
    return Issue(Shelved(id_, id_, id_, form, id_, dated, len(parties), names, None, edition_of), Gazetteer(dated, parties))


def parties(numbers: range, programme: str = "SALT") -> list[ListedParty]:
    return [party(f"R{i}", programme=programme) for i in numbers]


# What the archive has => which of them are editions of one, in order
TOGETHER = [
    ([issue("b", "2014", *parties(range(9))), issue("a", "2015", *parties(range(2, 12)))], [["b", "a"]]),  # by date, not by id
    ([issue("a", None, *parties(range(4))), issue("b", "2015", *parties(range(4)))], [["b", "a"]]),  # without a date: last
    ([issue("a", "2014", *parties(range(4))), issue("b", "2015", *parties(range(9, 14)))], [["a"], ["b"]]),  # other parties
    ([issue("a", "2014", *parties(range(4))), issue("b", "2015", *parties(range(4)), form="entities")], [["a"], ["b"]]),  # whose ids?
    ([issue("a", "2014", *parties(range(4)), form="ofac"), issue("b", "2015", *parties(range(4)), form="ofac-advanced")], [["a", "b"]]),
    (  # one committee's part of a list, and the whole: all of the part is in the whole, and what is there besides is of others
        [issue("part", "2014", *parties(range(4))), issue("whole", "2014", *parties(range(4)), *parties(range(4, 9), "SAND"))],
        [["part"], ["whole"]],
    ),
    (  # a list that grew threefold, half of it under a new programme, is the same list
        [issue("a", "2014", *parties(range(4))), issue("b", "2024", *parties(range(8)), *parties(range(8, 12), "SAND"))],
        [["a", "b"]],
    ),
    (  # a programme that was given another name
        [issue("a", "2014", *parties(range(4))), issue("b", "2015", *parties(range(4), "SALT2"))],
        [["a", "b"]],
    ),
    (  # far apart, and joined by the one between
        [issue("a", "2010", *parties(range(4))), issue("c", "2020", *parties(range(3, 12))), issue("b", "2015", *parties(range(2, 8)))],
        [["a", "b", "c"]],
    ),
    (  # a person says so, and that something else is not
        [
            issue("a", "2010", *parties(range(4)), edition_of="ours"),
            issue("b", "2011", *parties(range(20, 24)), edition_of="ours"),
            issue("c", "2012", *parties(range(4))),
        ],
        [["a", "b"], ["c"]],
    ),
    ([], []),
]


@pytest.mark.parametrize(("issues", "wanted"), TOGETHER)
def test_lists_that_are_editions_of_one(issues: list[Issue], wanted: list[list[str]]) -> None:
    assert [[i.of.id for i in group] for group in editions(issues)] == wanted
    assert [[i.of.id for i in group] for group in editions(issues[::-1])] == wanted


MAIN = ListedName("KARAM NURI", Role.NAME)
WEAK = ListedName("the Ferryman", Role.ALIAS, Quality.LOW)
STRONG = replace(WEAK, quality=Quality.GOOD)
OTHER = ListedName("K. Noori", Role.ALIAS)

# What a list said of a party, what it says now => what changed, in words
CHANGES = [
    (party("R1", MAIN, WEAK), party("R1", MAIN), ["- the Ferryman (alias, low quality)"]),
    (party("R1", MAIN), party("R1", MAIN, WEAK), ["+ the Ferryman (alias, low quality)"]),
    (party("R1", MAIN, WEAK), party("R1", MAIN, STRONG), ["~ the Ferryman: alias, good quality, before alias, low quality"]),
    (
        party("R1", MAIN, OTHER),  # the alias has become the main name
        party("R1", replace(OTHER, role=Role.NAME), replace(MAIN, role=Role.FORMER)),
        [
            "~ listed as K. Noori, before as KARAM NURI",
            "~ K. Noori: listed name, before alias, good quality",
            "~ KARAM NURI: former name, good quality, before listed name",
        ],
    ),
    (party("R1", MAIN), party("R1", replace(MAIN, text="Karam  Nuri")), []),
    (party("R1", MAIN, WEAK), party("R1", MAIN, replace(WEAK, text="THE FERRYMAN")), []),  # capitals are no change
    (party("R1", MAIN, born="1969~"), party("R1", MAIN, born="1970"), ["+ born: 1970", "- born: 1969~"]),
    (party("R1", MAIN), party("R1", MAIN, programme="SAND"), ["+ programme: SAND", "- programme: SALT"]),
    (party("R1", MAIN), replace(party("R1", MAIN), listed_on="2010-02-03"), ["~ listed on 2010-02-03, before no day"]),
]


@pytest.mark.parametrize(("before", "after", "wanted"), CHANGES)
def test_what_changed_of_a_party(before: ListedParty, after: ListedParty, wanted: list[str]) -> None:
    found = list_changes(issue("a", "2014", before), issue("b", "2015", after))
    assert (found.came, found.went) == ((), ())
    assert [f"{sign} {words}" for c in found.changed for sign, words in changed_words(c)] == wanted


_NAMES = st.lists(st.sampled_from([WEAK, STRONG, ListedName("Abu Hatim", Role.ALIAS), ListedName("K. Noori", Role.FORMER)]), unique=True)
_LISTS = st.dictionaries(st.sampled_from("abcde"), st.builds(lambda more: (MAIN, *more), _NAMES), min_size=1)


@settings(max_examples=40, deadline=None)
@given(_LISTS, _LISTS)
def test_there_and_back_is_the_same_turned_round(one: dict[str, tuple[ListedName, ...]], other: dict[str, tuple[ListedName, ...]]) -> None:
    """Who came one way went the other; nobody is both new and changed, and a list against itself says nothing."""
    a, b = (issue(i, "2014", *(party(r, *names) for r, names in found.items())) for i, found in (("a", one), ("b", other)))
    there, back = list_changes(a, b), list_changes(b, a)
    assert (there.came, there.went) == (back.went, back.came)
    assert {c.after.reference for c in there.changed} == {c.after.reference for c in back.changed}
    assert {p.reference for p in there.came}.isdisjoint(c.after.reference for c in there.changed)
    for c in there.changed:
        (turned,) = [d for d in back.changed if d.after.reference == c.after.reference]
        assert (c.names_came, c.names_went) == (turned.names_went, turned.names_came)
    same = list_changes(a, a)
    assert (same.came, same.went, same.changed) == ((), (), ())
