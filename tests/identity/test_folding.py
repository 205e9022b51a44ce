"""Names that scribes write differently fold alike; different names do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.identity.folding import fold

# One name in a row, as different hands write it.
ALIKE = [
    ("Abū ‘Umar al-Baṣrī", "Abou Omar el Basri", "Abu Omer Al-Basri"),  # diacritics, ayn, French and colloquial vowels, the article
    ("Ḥarakat al-Rāyah", "Harakat ar-Raya", "Haraka al-Rayah"),  # ta marbuta written or not, sun letter
    ("‘Abd al-Raḥmān", "Abdul Rahman", "Abdurrahman", "Abdel-Rahman", "Abderrahmane", "Abdirahman"),  # the servant of, in five spellings
    ("Abdullah", "‘Abdallāh", "Abd Allah", "Abdulla"),
    ("Abd al-Hadi", "Abdulhadi"),  # no dh: the sounds of the two words do not run together
    ("Ḥusayn", "Hussein", "Husain", "Hüseyin"),
    ("Yaḥyā", "Yehia", "Yahia"),
    ("Lashkar-e-Noor", "Lashkar-i-Nur"),  # izafet
    ("Jama'at al-Sahl wal-Jabal", "Jamaat al Sahl wa'l-Jabal"),  # and, joined
    ("the [Coastal] Emirate", "Coastal Emirate"),  # a translator's supplement
    ("U.P.F.", "UPF"),
    ("the Harbour Watch’s", "Harbour Watch"),
    ("Nūr al-Dīn", "Noureddine", "Nur Eddin", "Nuruddin", "Nur ud-Din"),  # one word, however the article grows into it
    ("Мовсар Яндаров", "Movsar Yandarov"),  # a script that writes its vowels
    ("أبو عمر", "ابو عمر", "أَبُو عُمَر"),  # hamza and vowel marks written or not
    ("عبد الرحمن", "عبدالرحمن"),
    ("7amza al-3arabi", "Hamza al-Arabi"),  # chat digits at the beginning of a word
    ("Maxamed Cabdullaahi", "Muhammad Abdallah"),  # Somali orthography
    ("Xalid", "Khalid"),  # Kurdish
    ("Cemil Yıldız", "Djamil Yildiz"),  # Turkish, and without its keyboard
    ("Marouane Oualid", "Marwan Walid"),  # French, of the Maghreb
    ("Əhməd", "Ahmad"),  # Azeri
    ("Hizb Allah", "Hizbullah", "Hezbollah", "Hizballah"),
    ("D3esha", "Desha"),  # a chat digit for ayn
]

DIFFERENT = [
    ("Omar", "Amir"),
    ("Salih", "Salah"),  # two names, though near
    ("Hasan", "Husain"),
    ("Khalil", "Kalil"),
    ("Popular Army", "Popular Army of the Coast"),
    ("Geraldine Fell", "Gerda Fell"),  # no compound of the faith
    ("Din Muhammad", "Muhammad"),
    ("Cali", "Ali"),  # a city
    ("Eli", "Ali"),
    ("Ayatollah", "Ayat"),
    ("A. Nuri", "Nuri"),  # an initial is no article
    ("Camp 2006", "Camp 206"),  # doubled letters fall together, digits do not
]


@pytest.mark.parametrize("names", ALIKE)
def test_spellings_of_one_name_fold_alike(names: tuple[str, ...]) -> None:
    assert len({fold(n) for n in names}) == 1, [fold(n) for n in names]


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_names_stay_different(a: str, b: str) -> None:
    assert fold(a) != fold(b)


@given(st.text(max_size=40))
def test_case_and_outer_blanks_never_matter(name: str) -> None:
    assert fold(f"  {name} ") == fold(name)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_folds_to_words_without_blanks_around_them(name: str) -> None:
    assert fold(name) == " ".join(fold(name).split())


@given(st.lists(st.sampled_from(["Rashad", "al-Nuri", "Front", "of", "Sahl", "Omar"]), min_size=1, max_size=5))
def test_the_order_of_words_is_kept(parts: list[str]) -> None:
    told = [p for p in parts if p != "of"]
    assert fold(" ".join(told)).split() == [w for p in told for w in fold(p).split()]
