"""Names of many traditions are read whole, their particles with them, from one reading of an invented page. Nobody is meant."""

from __future__ import annotations

import pytest

from variorum.model import Document, EntityType
from variorum.reading.read import read_by_rules

#: By tradition: what is special is the particle, the title, the second surname or the letters.
NAMES = {
    "Turkic": [
        "Orhan Demirtaş oğlu Selim",
        "Alparslan Kaya",
        "Mahmut Bey",
        "Aybek Tursunov",
        "Gülnar kyzy Asel",
        "Rustam Azimovich Karimli",
        "Elçin Mammad oglu Hasanli",
    ],
    "Persian": [
        "Hossein-Ali Rostamzadeh",
        "Mir Hashem Farahani",
        "Agha Bozorg Tehrani",
        "Sardar Kaveh Shirazi",
        "Mirza Kuchak Jangali",
        "Seyyed Reza Hosseini-Nejad",
    ],
    "Kurdish": ["Mam Rostam Barwari", "Kak Azad Hawrami", "Mamosta Hemin Goran", "Şivan Botan", "Xalid Begê Cibrî"],
    "Pashto": ["Mullah Gul Agha Akhundzada", "Spin Gul Zadran", "Mawlawi Zarin Jan Mehsud", "Haji Torak Khan Noorzai", "Tor Jan Ghilji"],
    "South Asian": [
        "Hafiz Mohammad Ludhianvi",
        "Thirumaran Selvarasa",
        "Baba Harjit Singh Sandhu",
        "Comrade Prabhat Sharma",
        "Lt. Col. Kandiah Balasingam",
        "Maulana Shamsul Haque Chowdhury",
    ],
    "South-East Asian": [
        "U Ba Htoo",
        "Daw Khin Myint",
        "Saw Ler Moo",
        "Nguyen Van Tam",
        "Tuan Guru Haji Salleh",
        "Datu Akbar Ampatuan",
        "Ka Roger Dimalanta",
        "Abu Bakar bin Ismail",
    ],
    "African": [
        "Hassan Ould Sidi Mohamed",
        "Iyad ag Attaher",
        "Cabdiraxmaan Warsame",
        "Mwalimu Juma Kambarage",
        "Ato Tekle Wolde-Giorgis",
        "Amadou Tall Ba",
        "Oumar Ould Hamid",
        "Mokhtar Wuld Daddah",
    ],
    "Spanish": [
        "Manuel Arce de la Vega",
        "Comandante Rulfo",
        "Subcomandante Elías",
        "José María Zabala y Ruiz",
        "Doña Pilar Ortiz",
        "Ramón Cruz-Heredia",
    ],
    "Basque": ["Xabier Etxeberria Goñi", "Iñaki Agirre", "Josu Ternera", "Joxe Mari Otaegi"],
    "Irish": ["Seán Mac Giolla", "Ruairí Ó Dálaigh", "Máire Ní Chonaill", "Liam O'Hanlon", "Bríd Uí Néill"],
}
_ALL = [(tradition, name) for tradition, names in NAMES.items() for name in names]


@pytest.fixture(scope="module")
def persons() -> set[str]:
    """Every name of a person on a page that speaks of each of them twice."""
    text = "\n".join(f"In June {name} met the governor in the town. Later {name} left for the coast." for _, name in _ALL)
    found = read_by_rules(Document("d", "d", chars=len(text)), text)
    return {n.text for e in found.entities if e.type is EntityType.PERSON for n in e.names}


@pytest.mark.parametrize(("tradition", "name"), _ALL, ids=[n for _, n in _ALL])
def test_the_whole_name_is_read(persons: set[str], tradition: str, name: str) -> None:
    assert name in persons, tradition
