"""What names make of what they are told of kinds: votes beside the rules', and descriptions that the lists do not know."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest

from variorum.model import Document, EntityType, Layer, LayerKind
from variorum.reading.names import Named, read_names
from variorum.reading.names.kind import Kind
from variorum.reading.names.told import told_heads, votes
from variorum.reading.names.words import Word, row
from variorum.reading.syntax import parse

PERSON, BODY, PLACE, WORK, EVENT = EntityType


def kind(of: EntityType, none: float = 0.0, sure: float = 1.0) -> Kind:
    """Rather ``of`` than anything else; the others alike."""
    return Kind(none, {t: sure if t is of else (1 - sure) / (len(EntityType) - 1) for t in EntityType})


def read(text: str, **said: Kind) -> Named:
    """The names of a text where it is said of some words what they are."""

    def tell(
        words: Sequence[Word], names: Sequence[tuple[int, int]], dated: Collection[int], layers: Sequence[Layer]
    ) -> Mapping[tuple[int, int], Kind]:
        return {(k, k + 1): said[w.text] for k, w in enumerate(words) if w.text in said}

    layers = (Layer(LayerKind.COMMENTARY, 0, len(text)),)
    return read_names(text, layers, parse(text, 0, len(text)), (), Document("d", "0" * 64, chars=len(text)), tell)


def types(named: Named) -> dict[str, EntityType]:
    return {n.text: e.type for e in named.entities for n in e.names}


def test_votes_are_for_what_is_likelier_than_the_rest_and_against_what_is_less() -> None:
    found = votes(kind(PLACE, sure=0.6))
    assert found[PLACE] > 0 > found[PERSON] and found[PERSON] == pytest.approx(found[WORK])


def test_who_does_not_know_has_no_vote() -> None:
    assert all(v == pytest.approx(0) for v in votes(kind(PERSON, sure=1 / len(EntityType))).values())


def test_nobody_is_so_sure_that_no_evidence_could_be_enough() -> None:
    never, hardly = votes(kind(PERSON))[BODY], votes(kind(PERSON, sure=1 - 1e-12))[BODY]
    assert never == hardly and never > -5.0  # a head word and one thing more outvote it


@pytest.mark.parametrize("of", [PERSON, BODY, PLACE])
def test_a_name_of_which_the_rules_know_nothing_is_what_is_said(of: EntityType) -> None:
    assert types(read("They spoke about Tamra.", Tamra=kind(of)))["Tamra"] is of


def test_a_title_stands_against_what_is_said() -> None:
    assert types(read("They spoke about Sheikh Tamra of Marsan.", Tamra=kind(PLACE, sure=0.5)))["Tamra"] is PERSON


def test_heads_are_the_nouns_that_rather_mean_somebody() -> None:
    text = "The lamplighters met in the hands of Karim Dost."
    words = row(text, parse(text, 0, len(text)))
    at = {w.text: k for k, w in enumerate(words)}
    dost = (at["Karim"], at["Dost"] + 1)
    said = {(at["lamplighters"],) * 2: kind(BODY), (at["hands"],) * 2: kind(PERSON, none=0.51)}
    heads = told_heads(words, {(a, b + 1): k for (a, b), k in said.items()} | {dost: kind(PERSON)})
    assert set(heads) == {at["lamplighters"], at["hands"]} and heads[at["hands"]] is None
    met = heads[at["lamplighters"]]
    assert met is not None and (met.type, met.number) == (BODY, "p")


def described(named: Named, text: str) -> dict[str, EntityType]:
    by_key = {e.key: e.type for e in named.entities}
    return {text[m.start : m.end]: by_key[m.entity] for m in named.mentions if m.form.value == "description" and m.entity in by_key}


def test_a_noun_that_no_list_has_describes_somebody_where_it_is_said() -> None:
    text = "The lamplighter of Marsan met Karim Dost."
    assert not described(read(text), text)
    assert described(read(text, lamplighter=kind(PERSON)), text) == {"The lamplighter of Marsan": PERSON}


def test_a_noun_of_the_lists_describes_nobody_where_that_is_said() -> None:
    text = "The commander of the column met Karim Dost."
    assert "The commander of the column" in described(read(text), text)
    assert "The commander of the column" not in described(read(text, commander=kind(PERSON, none=0.9)), text)


def test_a_noun_too_weak_by_itself_describes_something_where_that_is_said() -> None:
    text = "Karim Dost wept in a tape of that autumn."
    assert not described(read(text), text)
    assert described(read(text, tape=kind(WORK)), text) == {"a tape of that autumn": WORK}


# (text, the noun of a place, the place, whether both are one, what it is called)
WHOLE = [
    ("They came to the isle of Hadra by boat.", "isle", False, {"Hadra"}),
    ("They came to the island of Hadra by boat.", "island", True, {"Hadra", "the island of Hadra"}),
    ("In the mountains of Hadra nobody wrote.", "mountains", True, {"Hadra", "the mountains of Hadra"}),
    ("They burnt the mill of Hadra at night.", "mill", False, {"Hadra"}),  # a place within it
    ("They left an old camp of Hadra at night.", "camp", False, {"Hadra"}),  # one of several
]


@pytest.mark.parametrize(("text", "noun", "one", "called"), WHOLE)
def test_a_place_and_its_own_name_are_one(text: str, noun: str, one: bool, called: set[str]) -> None:
    named = read(text, Hadra=kind(PLACE), **{noun: kind(PLACE)})
    meant = {m.text: m.entity for m in named.mentions}
    whole = next(m.entity for m in named.mentions if noun in m.text)
    assert (whole == meant["Hadra"]) is one
    assert called == {n.text for e in named.entities if e.key == meant["Hadra"] for n in e.names}


def test_a_word_of_a_name_in_a_description_means_its_bearer() -> None:
    named = read("Fighters of Zumrat al-Hadi left. After this the Zumrat dissolved like sugar.", Zumrat=kind(BODY))
    meant = {m.text: m.entity for m in named.mentions}
    assert meant["the Zumrat"] == meant["Zumrat al-Hadi"] is not None


@pytest.mark.parametrize("title", ["Malam", "Serigne", "Mwalimu", "Sheikh"])
def test_a_title_with_a_capital_is_one_man_whatever_is_said(title: str) -> None:
    found = read(f"They wept for the {title} and he left.", **{title: kind(BODY)})
    assert types(found)[f"the {title}"] is PERSON
