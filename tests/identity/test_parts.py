"""The parts of names by the customs of many traditions. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.identity.parts import parts_of

# a name, and its parts with what each is
NAMES = [
    (
        "Sheikh Abu Omar Karam bin Selim al-Nuri",
        "Sheikh: title | Abu Omar: kunya | Karam: given name | bin Selim: child of | al-Nuri: nisba",
    ),
    (
        "Karam ibn Abd al-Rahman al-Sahli",
        "Karam: given name | ibn Abd al-Rahman: child of | al-Sahli: nisba",
    ),  # the servant and the divine name are one
    ("Abd al-Rahman al-Nuri", "Abd al-Rahman: given name | al-Nuri: nisba"),
    ("Nuri, Karam", "Karam: given name | Nuri: family name"),  # as an index has it
    ("كرم بن سليم النوري", "كرم: given name | بن سليم: child of | النوري: nisba"),  # in its own script
    ("أبو عمر البصري", "أبو عمر: kunya | البصري: nisba"),
    ("Elçin Mammad oglu Hasanli", "Elçin: given name | Mammad oglu: child of | Hasanli: family name"),  # Azeri: the particle stands after
    ("Gülnar kyzy Asel", "Gülnar kyzy: child of | Asel: given name"),  # Kyrgyz
    ("Rustam Azimovich Karimli", "Rustam: given name | Azimovich: patronymic | Karimli: family name"),
    ("Oleg Viktorovich Bratkin", "Oleg: given name | Viktorovich: patronymic | Bratkin: family name"),
    ("Hassan Ould Sidi Mohamed", "Hassan: given name | Ould Sidi: child of | Mohamed: family name"),  # Mauritania
    ("Iyad ag Attaher", "Iyad: given name | ag Attaher: child of"),  # Tuareg
    ("Manuel Arce de la Vega", "Manuel: given name | Arce: given name | de la Vega: family name"),
    (
        "José María Zabala y Ruiz",
        "José: given name | María: given name | Zabala: family name | y Ruiz: family name",
    ),  # the father's and the mother's
    ("Ruairí Ó Dálaigh", "Ruairí: given name | Ó Dálaigh: family name"),
    ("Máire Ní Chonaill", "Máire: given name | Ní Chonaill: family name"),  # Irish
    ("Seán Mac Giolla", "Seán: given name | Mac Giolla: family name"),
    ("Mullah Gul Agha Akhundzada", "Mullah: title | Gul: given name | Agha: given name | Akhundzada: family name"),  # Pashto
    ("Haji Torak Khan Noorzai", "Haji: title | Torak: given name | Khan: given name | Noorzai: family name"),
    ("Kaveh Rostamzadeh", "Kaveh: given name | Rostamzadeh: family name"),
    ("Xabier Etxeberria Goñi", "Xabier: given name | Etxeberria: family name | Goñi: family name"),  # Basque, two family names
    ("Abu Bakar bin Ismail", "Abu Bakar: kunya | bin Ismail: child of"),
    ("Cabdiraxmaan Warsame", "Cabdiraxmaan: given name | Warsame: family name"),
    ("U Ba Htoo", "U: title | Ba: given name | Htoo: given name"),  # Burmese: a title, and no family name
    ("Nur al-Din Karam al-Sahli", "Nur al-Din: given name | Karam: given name | al-Sahli: nisba"),
    ("Karam Nur al-Din", "Karam: given name | Nur al-Din: by-name"),  # not the first: a by-name
    ("Salah al Din al Basri", "Salah al Din: given name | al Basri: nisba"),  # the article by itself
    ("Abu Abd al-Rahman al-Sahli", "Abu Abd al-Rahman: kunya | al-Sahli: nisba"),
    ("Karam", "Karam: given name"),
    ("Abu Omar", "Abu Omar: kunya"),
    ("Orhan Kaya", "Orhan: given name | Kaya: family name"),
    ("Umm Salim bint Harith", "Umm Salim: kunya | bint Harith: child of"),
    ("Karam al-Mansur", "Karam: given name | al-Mansur: by-name"),
]


@pytest.mark.parametrize(("name", "parts"), NAMES, ids=[n for n, _ in NAMES])
def test_parts(name: str, parts: str) -> None:
    assert " | ".join(f"{p.text}: {p.role}" for p in parts_of(name)) == parts


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Karam", "bin", "al-Nuri", "al", "Abu", "de", "la", "y", "Ó", "Abd", "oglu", "Sheikh", "بن", "النوري", "U"]),
        max_size=7,
    )
)
def test_no_word_is_lost_and_none_stands_twice(tokens: list[str]) -> None:
    assert " ".join(p.text for p in parts_of(" ".join(tokens))).split() == tokens
