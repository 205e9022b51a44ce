"""Where names stand: what a capital is worth."""

from __future__ import annotations

import pytest
from reading_names import keys_of, read

# (text, a name that must be found)
FOUND = [
    ("They met Hamada Ould Sidi Brahim.", "Hamada Ould Sidi Brahim"),  # a title inside a name is part of it
    ("He joined the Congress of the Peoples of the Two Seas.", "Congress of the Peoples of the Two Seas"),  # nested "of the"
    ("It is in southern Tsalar.", "southern Tsalar"),  # a quarter of the sky makes a place of its own
    ("The Hay’at al-Nahr split.", "Hay’at al-Nahr"),  # a typographic apostrophe in a head word
    ('Juan "El Chato" Pérez fled.', 'Juan "El Chato" Pérez'),  # a nickname between names
    ("Egyptian Omar Darran was there.", "Omar Darran"),  # the adjective of a people is no part of the name
    ("She saw Interior Minister Anton Vesk.", "Anton Vesk"),  # nor is an office
]

# (text, words that are no name by themselves)
NOT_FOUND = [
    ("Signature illegible. Unconfirmed.", ("Signature", "Unconfirmed")),  # words at the head of a sentence
    ("Peace and blessings upon the Prophet Muhammad.", ("Muhammad", "Prophet", "Peace")),  # a blessing
    ("The Shari'a and the Hadith are clear to God Almighty.", ("Shari'a", "Hadith", "God Almighty")),  # words of faith
    ("The Tamziran army left.", ("Tamziran", "The Tamziran")),  # one capital between article and noun only says of which kind
    ("Q. Did you go? A. Ask him.", ("Q.", "A.", "Ask")),  # the labels of an interrogation
    ("An Islamized, Front-led and London-based network.", ("Islamized", "Front-led", "London-based")),  # made from a name, but none
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert name in keys_of(read(text))


@pytest.mark.parametrize(("text", "words"), NOT_FOUND)
def test_mere_capitals_are_no_names(text: str, words: tuple[str, ...]) -> None:
    assert not set(words) & set(keys_of(read(text)))
