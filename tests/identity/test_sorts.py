"""Of what sort a name is, by its words and by the other names of its bearer."""

from __future__ import annotations

import pytest

from variorum.identity.sorts import sorts_of
from variorum.model import EntityType, Name, NameKind

PERSON, BODY, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE

# the names of one bearer, each with the kind that a reading gives it and the sort that it is
BEARERS: list[tuple[EntityType, list[tuple[str, str, str]]]] = [
    (
        PERSON,
        [
            ("Karam Selim al-Nuri", "legal", "full name"),
            ("Karam", "legal", "short form"),
            ("al-Nuri", "legal", "nisba"),
            ("Abu Omar", "kunya", "kunya"),
            ("Abu Omar al-Sahli", "kunya", "kunya with more"),
            ("the Ferryman", "nom_de_guerre", "nom de guerre"),
            ("the emir of the Front", "title", "title or description"),
        ],
    ),
    (PERSON, [("كرم النوري", "legal", "full name"), ("أبو عمر", "kunya", "kunya")]),
    (PERSON, [("Orhan", "legal", "short form")]),  # a surname alone is no nisba
    (
        BODY,
        [
            ("the Front of the Plain", "official", "official form"),
            ("the Plain", "official", "short form"),
            ("FP", "acronym", "acronym"),
            ("the hirelings", "exonym", "exonym"),
        ],
    ),
    (PLACE, [("Marsa", "official", "name")]),
]


@pytest.mark.parametrize(("type_", "names"), BEARERS)
def test_sorts(type_: EntityType, names: list[tuple[str, str, str]]) -> None:
    own = [Name(text, NameKind(kind)) for text, kind, _ in names]
    assert {n.text: str(s) for n, s in sorts_of(type_, own).items()} == {text: sort for text, _, sort in names}
