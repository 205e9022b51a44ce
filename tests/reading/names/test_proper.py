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
    ("It was the Directorate of General Affairs.", "Directorate of General Affairs"),  # a word that is elsewhere a title
    ("Brigades of the River met.", "Brigades of the River"),  # a plural of bodies at the head of a sentence
    ("The Lantern Brigade was formed in 2012. A lantern hung there.", "Lantern Brigade"),  # an ordinary word in the name of a body
    ("They fled to the Ark on the Lantern Coast (ALC).", "Ark on the Lantern Coast"),  # the acronym says how far the name goes
    ("He left the Council of the Lantern Coast.", "Council of the Lantern Coast"),  # a land inside the name of a body
    ("Al-Harf in the Two Valleys met. He led al-Harf in the Two Valleys.", "al-Harf in the Two Valleys"),  # it stands so twice
    ("The Council of Hadjis met. Then the council of Hadjis left.", "council of Hadjis"),  # once without its capital
    ("He joined the Group for Aid and Comfort.", "Group for Aid and Comfort"),  # two ordinary words after "for"
    ("They listed Samir the Baker and left.", "Samir the Baker"),  # a by-name after "the"
    ("He met Abu Salman Al darri in the valley.", "Abu Salman Al darri"),  # a nisba that lost its capital
    ("The Harf Brigade (Liwa' al-Harf) left.", "Liwa' al-Harf"),  # the apostrophe of a head word of another language
    ("The cotton traders complained of you to the Seven.", "Seven"),  # a number with a capital of choice
    ("In winter they fought the Call and lost.", "Call"),  # an ordinary word with one
    ("In January the Helpers of the River said no.", "Helpers of the River"),  # and its complement
    ("Jund al-Harf (Soldiers of the Lantern, JH) left.", "Soldiers of the Lantern"),  # a translated name in brackets
    ("They put out a tape, “The Rain That Fell in the Valley”.", "The Rain That Fell in the Valley"),  # a title is one name
    ("The HFB split. Lent HFB a camp.", "HFB"),  # what a verb swallowed
    ('He read "Lanterns, Maps" to us, and left.', "Lanterns, Maps"),  # a comma says so as well
    ("He led the “Council of the Valley” from 2003.", "Council of the Valley"),  # a quoted body is none
    ("The Majlis Ahl al-'Ilm met in May.", "Majlis Ahl al-'Ilm"),  # a letter that is written as an apostrophe, behind the article
    ("The Jama'at al-Sabr wal-Hadith met in May.", "Jama'at al-Sabr wal-Hadith"),  # an article with "and" in it
    ("He left Ansar al-Haqq wa'l-Sabr in May.", "Ansar al-Haqq wa'l-Sabr"),
    ("They joined Jumuiya ya Vijana wa Tokomo in May.", "Jumuiya ya Vijana wa Tokomo"),  # the small words of Swahili
    ("The brigade wrote to Ali and left.", "Ali"),  # somebody of today with a companion's name
    ("They met Ibn Salim and left.", "Ibn Salim"),
    ("They sent Goni Zanna Hadi to Derkent.", "Zanna Hadi"),  # a title of the Sahel
]

# (text, words that are no name by themselves)
NOT_FOUND = [
    ("Signature illegible. Unconfirmed.", ("Signature", "Unconfirmed")),  # words at the head of a sentence
    ("Peace and blessings upon the Prophet Muhammad.", ("Muhammad", "Prophet", "Peace")),  # a blessing
    ("The Shari'a and the Hadith are clear to God Almighty.", ("Shari'a", "Hadith", "God Almighty")),  # words of faith
    ("The Tamziran army left.", ("Tamziran", "The Tamziran")),  # one capital between article and noun only says of which kind
    ("Q. Did you go? A. Ask him.", ("Q.", "A.", "Ask")),  # the labels of an interrogation
    (
        "INTERNAL\n\nSpecial Memorandum No. 88\n\nOmar Hadi left.",
        ("Special Memorandum No.", "Special Memorandum"),
    ),  # how a page files itself
    ("He died of the Sugar, as a Bookkeeper would.", ("Sugar", "the Sugar", "Bookkeeper")),  # capitals of habit
    ("How the Valley Lost Its Northern Branch Again\n\nOmar Hadi left.", ("Northern Branch", "Branch")),  # a headline
    ("He ate the blood of the Believers, and of ALLAH The Exalted.", ("Believers", "ALLAH The Exalted")),  # words of faith
    ("We read this Speech and your Order.", ("Speech", "Order")),  # a possessive or "this" before one ordinary word
    ("Unconfirmed: he fled. Comprehensive talks began.", ("Unconfirmed", "Comprehensive")),  # derived words at the head of a sentence
    ('He sang of Maps and "The Rain after the Drought".', ("Drought", "the Drought")),  # a word of a title
    ("He sang “A Lamp in His Father's House” to Omar Hadi.", ("House", "His Father", "Lamp")),  # words of a title
    ("Timeline\n\nOmar Hadi left.\n\nAuthenticity: probable.", ("Timeline", "Authenticity")),  # the furniture of a page
    ("The HFB split. Lent HFB a camp. Left Abu Hadi in 2003.", ("Lent HFB", "Left Abu Hadi")),  # a verb that begins a line
    ("May Satan not find you before the Haj.", ("Satan", "Haj")),  # words of faith
    ("A. Income was low.\n\nB. Revenue fell.", ("B. Revenue", "A. Income")),  # letters that number parts
    ("Was Pharaoh learned? They ask on the Day of Resurrection.", ("Pharaoh", "Day of Resurrection")),  # scripture
    ("Consider the Banu Qurayza, and the word of Ibn Hazm.", ("Banu Qurayza", "Ibn Hazm", "Qurayza")),  # the first centuries
    ("The Prophet said to Ali that he must hear both.", ("Ali",)),  # a companion beside the word for one
    ("An Islamized, Front-led and London-based network.", ("Islamized", "Front-led", "London-based")),  # made from a name, but none
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert name in keys_of(read(text))


@pytest.mark.parametrize(("text", "words"), NOT_FOUND)
def test_mere_capitals_are_no_names(text: str, words: tuple[str, ...]) -> None:
    assert not set(words) & set(keys_of(read(text)))
