"""Which names are one: stated aliases, acronyms, spellings, parts."""

from __future__ import annotations

import pytest
from reading_names import keys_of, read

# (text, names of one bearer)
ONE = [
    (
        "The Front for the Liberation of Kumar (FLK) met. FLK men left.",
        ("Front for the Liberation of Kumar", "FLK"),
    ),  # initials in brackets
    ("Omar Hadi, also known as Abu Safwan, fled. Abu Safwan died.", ("Omar Hadi", "Abu Safwan")),  # cue between commas
    ("Yusuf Darran (real name Anton Vesk) wrote it.", ("Yusuf Darran", "Anton Vesk")),  # cue in brackets
    (
        "They met Abd al-Rahman al-Darduri. Later Abdurrahman al-Darduri left.",
        ("Abd al-Rahman al-Darduri", "Abdurrahman al-Darduri"),
    ),  # article heard otherwise
    (
        "The Democratic Islamic Party of Tsalar met. The Democratic Islam Party of Tsalar split.",
        ("Democratic Islamic Party of Tsalar", "Democratic Islam Party of Tsalar"),
    ),
    ("General Viktor Sheverin spoke. Sheverin was tired.", ("Viktor Sheverin", "General Viktor Sheverin", "Sheverin")),  # title, surname
    (
        "Men of Liwa’ al-Qarn (the Qarn Brigade) came. The Qarn Brigade left.",
        ("Liwa’ al-Qarn", "Qarn Brigade"),
    ),  # a translation in brackets
    ("He joined Hay’at Ihya’ al-Sahl in May. Hay’at Ihya’ al-Sahl split.", ("Hay’at Ihya’ al-Sahl",)),  # a word that ends with a hamza
    ("He led Harakat al-Nahr for years. In May the Movement met and the Movement voted.", ("Harakat al-Nahr", "Movement")),
    ("Wilayat al-Sahl sent money. Since June the Province owed it.", ("Wilayat al-Sahl", "Province")),
]

# (text, two names that must stay apart)
TWO = [
    ("Anton Vesk (Derkent) wrote to Omar Hadi, who lives in Derkent.", "Anton Vesk", "Derkent"),  # a place in brackets is no alias
    ("He returned to Egypt, known as al-Rayah to nobody. Fighters of al-Rayah left.", "Egypt", "al-Rayah"),  # a land is no body
    ("The Northern Front met the Southern Front.", "Northern Front", "Southern Front"),
    ("Abu Safwan al-Masri met Abu Safwan al-Hindi.", "Abu Safwan al-Masri", "Abu Safwan al-Hindi"),  # one kunya, two men
    ("Aslan Temirov (TSF) spoke for the Tsalar Security Force.", "Aslan Temirov", "Tsalar Security Force"),  # a man's body in brackets
]


@pytest.mark.parametrize(("text", "names"), ONE)
def test_names_of_one_bearer_are_kept_together(text: str, names: tuple[str, ...]) -> None:
    keys = keys_of(read(text))
    assert all(n in keys for n in names), keys
    assert len({keys[n] for n in names}) == 1, keys


@pytest.mark.parametrize(("text", "one", "other"), TWO)
def test_names_of_two_bearers_are_kept_apart(text: str, one: str, other: str) -> None:
    keys = keys_of(read(text))
    assert keys[one] != keys[other]
