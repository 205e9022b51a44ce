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
    ("The Tamrin Network kept two boats. One of them Tamrin sold.", ("Tamrin Network", "Tamrin")),  # its type is the body's
    ("He joined Harakat al-Tamrin in May. A year later Tamriin split.", ("Harakat al-Tamrin", "Tamriin")),  # a part in another spelling
    ("Members of Usrat al-Hadi met. A year later members of the Usra left.", ("Usrat al-Hadi", "Usra")),  # the head word alone
    ("They met Salim Chabbouk. Later Salim Shabbuq left.", ("Salim Chabbouk", "Salim Shabbuq")),  # French and English
    ("They met Umid Xolbekov. Later Umid Kholbekov left.", ("Umid Xolbekov", "Umid Kholbekov")),  # Uzbek x
    ("They met Şahin Toran. Later Shahin Toran left.", ("Şahin Toran", "Shahin Toran")),  # Turkish letters
    ("They met Omar er-Rawassi. Later Omar al-Rawasi left.", ("Omar er-Rawassi", "Omar al-Rawasi")),  # an article by its sound
    ("They met in Tahunat al-Sahl (“the Company”) in May.", ("Tahunat al-Sahl", "Company")),  # what it means, whatever it seems
    ("Salim Haji Darrow spoke. Later Salim Darrow left.", ("Salim Haji Darrow", "Salim Darrow")),  # the middle name left out
    ("Habib Darrow spoke. Later Habib left.", ("Habib Darrow", "Habib")),  # no compound
    ("Mr Faysal Cumar Darood came. Faisal Omar Darood left.", ("Faysal Cumar Darood", "Faisal Omar Darood")),  # Somali and English
    ("Abu Khafs al-Sahli came. The widow of Abu Hafs al-Sahli left.", ("Abu Khafs al-Sahli", "Abu Hafs al-Sahli")),  # Russian kh
    ("They met Salim Darrow (Ustadh Darrow; kunya Abu Tariq). Abu Tariq left.", ("Salim Darrow", "Abu Tariq")),  # a label inside a bracket
    ("Salim Darrow (in civil life Anton Vesk, a driver) spoke.", ("Salim Darrow", "Anton Vesk")),
    ("Salim Darrow – the later emir Abu Tariq – spoke.", ("Salim Darrow", "Abu Tariq")),  # behind a dash
    ("The Plain Organisation, the Sahl Group, is older than the war.", ("Plain Organisation", "Sahl Group")),  # one verb of two names
    ("“The Circle” is Halqat al-Sahl, which met at night. The Circle ended.", ("Circle", "Halqat al-Sahl")),  # a translator explains
    ("He swore to Darul Falah (the Abode of Gain). The Abode of Gain left.", ("Darul Falah", "Abode of Gain")),
    ("Salim Darrow (PW3) spoke. PW3 was believed.", ("Salim Darrow", "PW3")),  # a witness by number
    ("PW3, Salim Darrow, spoke first.", ("PW3", "Salim Darrow")),
    ("He left Jama'at al-Sahl in May. A year later the Jama'a met.", ("Jama'at al-Sahl", "Jama'a")),  # the head word in its own language
    ("[3] Omar Darrow is Salim Toran, a miller.", ("Omar Darrow", "Salim Toran")),  # who he is
    ("The family of Salim Darrow, who was Abu Tariq, denies it.", ("Salim Darrow", "Abu Tariq")),
    ("Abu Tariq’s legal name was Salim Darrow; he sold tea.", ("Abu Tariq", "Salim Darrow")),
    ("Abu Tariq (in life Salim Darrow, a driver) spoke.", ("Abu Tariq", "Salim Darrow")),
    ("Abu Tariq (later Abu Nuh) spoke.", ("Abu Tariq", "Abu Nuh")),
    ("Abu Tariq spoke. He is Salim Darrow, once a miller.", ("Abu Tariq", "Salim Darrow")),
    ("Abu Tariq (Salim Darrow; the papers write Selim Doro) left.", ("Abu Tariq", "Selim Doro")),
    ("He set up Tali'at al-Sahil, the Vanguard of the Coast, in the spring.", ("Tali'at al-Sahil", "Vanguard of the Coast")),  # translated
    ("They gave to Dar al-Sahil (House of the Coast) at once.", ("Dar al-Sahil", "House of the Coast")),
    ("The Plain Brigade (PB, “the Sons of the Plain”) met.", ("Plain Brigade", "Sons of the Plain")),
    ("The Group of the Plain (in French files GP, by haste) met.", ("Group of the Plain", "GP")),
    (
        "It was paid by the Circle of Friends of the Hill (Cercle des amis du mont, CAM), whose president left.",
        ("Circle of Friends of the Hill", "Cercle des amis du mont", "CAM"),
    ),  # a bracket that holds a name of another language and its letters
    ("It was done by the Wardens (Walinzi wa Kando), who left.", ("Wardens", "Walinzi wa Kando")),
    (
        "The Movement of 6 May (French: Mouvement du 6 mai; M6M) split. M6M men left.",
        ("Movement of 6 May", "Mouvement du 6 mai", "M6M"),
    ),  # named after a day
    ("Salim Darrow, whom the Mountain Front’s veterans call Baba Tari, left.", ("Salim Darrow", "Baba Tari")),  # a name in between
    ("Salim Darrow, known in Derkent as Abu Tariq, fled.", ("Salim Darrow", "Abu Tariq")),
    ("Salim Darrow, a miller’s son who now called himself Abu Tariq, stood there.", ("Salim Darrow", "Abu Tariq")),
    ("He told Salim Darrow, who was not yet Abu Tariq, to leave.", ("Salim Darrow", "Abu Tariq")),
    ("Then came the brother, Salim, Abu Tariq to his men.", ("Salim", "Abu Tariq")),
    ("They fought under Salim Darrow, that’s Abu Tariq.", ("Salim Darrow", "Abu Tariq")),
    (
        "There he met Abu Ruwayh al-Sahli, may God accept him [Salim Darrow, a teacher].",
        ("Abu Ruwayh al-Sahli", "Salim Darrow"),
    ),  # an editor says who it is
    ("There was a man, Kamal Darrow, Abu Tariq, who came from the south.", ("Kamal Darrow", "Abu Tariq")),  # his kunya beside his name
    ("We greet you, Abu Luqayn. For the brothers, A. L. [initials only]", ("Abu Luqayn", "A. L.")),  # signed
    ("Men of Katibat al-Sabirin left. Fighters of al-Sabirun wept.", ("Katibat al-Sabirin", "al-Sabirun")),  # a plural in two cases
    ("Ansar al-Sahl (ASP, “Supporters of the Plain”) is old.", ("Ansar al-Sahl", "ASP", "Supporters of the Plain")),
    ("The State of Sahl was poor. They swore to Dawlat al-Sahl al-Kabira.", ("State of Sahl", "Dawlat al-Sahl al-Kabira")),
    ("Fighters of Kata'ib al-Sahl left. The Brigades had no bread, and the Brigades went home.", ("Kata'ib al-Sahl", "Brigades")),
]

# (text, two names that must stay apart)
TWO = [
    ("The heir of Salim Darrow was Omar Toran.", "Salim Darrow", "Omar Toran"),  # the heir was
    ("He left Jaysh al-Sahil (later Liwa al-Nahr) in May.", "Jaysh al-Sahil", "Liwa al-Nahr"),  # another body by the rulings
    ("Anton Vesk (Derkent) wrote to Omar Hadi, who lives in Derkent.", "Anton Vesk", "Derkent"),  # a place in brackets is no alias
    ("He returned to Egypt, known as al-Rayah to nobody. Fighters of al-Rayah left.", "Egypt", "al-Rayah"),  # a land is no body
    ("The Northern Front met the Southern Front.", "Northern Front", "Southern Front"),
    ("Abu Safwan al-Masri met Abu Safwan al-Hindi.", "Abu Safwan al-Masri", "Abu Safwan al-Hindi"),  # one kunya, two men
    ("The Friends of the Valley met. From the Valley nobody came.", "Friends of the Valley", "Valley"),  # not what it is the friends of
    ("Marat Toran met the boy. Later Mara left.", "Marat Toran", "Mara"),  # a man's name has no such ending
    (
        "Salim Darrow, listed on 3 May 2012 as a quartermaster of the FSD, left. FSD men came.",
        "Salim Darrow",
        "FSD",
    ),  # what he is listed as
    ("The Sector II Committee met. The Sector III Committee wrote to it.", "Sector II Committee", "Sector III Committee"),
    ("Fighters left Brigade II. Then Brigade III left.", "Brigade II", "Brigade III"),  # a number is no spelling
    ("The Front of Derkent left Derkent.", "Front of Derkent", "Derkent"),  # a town lends a body its name
    ("Salim Dayri met Omar Hadi Dirie.", "Salim Dayri", "Omar Hadi Dirie"),  # not one name in two spellings
    ("Sheikh Nur al-Din Hadi met Nur.", "Nur al-Din Hadi", "Nur"),  # half of a compound is no name
    ("In a video Salim Darrow named Anton Vesk as his heir.", "Salim Darrow", "Anton Vesk"),  # what the first does to the second
    ("Derkov called the Emirate of Sahl a joke.", "Derkov", "Emirate of Sahl"),
    ("The Emirate of Sahl, which names Salim Darrow governor, is poor.", "Emirate of Sahl", "Salim Darrow"),
    ("He was Salim Darrow, later Anton Vesk's clerk.", "Salim Darrow", "Anton Vesk"),  # somebody's clerk
    ("Anton Vesk says that Omar Darrow is Salim Toran.", "Omar Darrow", "Salim Toran"),  # his claim, which others may deny
    ("Omar Darrow, if he is Salim Toran, is dead.", "Omar Darrow", "Salim Toran"),  # and a mere guess
    ("Omar Darrow fled. Some say that he was Salim Toran.", "Omar Darrow", "Salim Toran"),
    ("Few of the FSD (TLK) came.", "FSD", "TLK"),  # two acronyms are two bodies
    ("Omar Hadi, the emir of the Mountain Front, also known as FLK, left.", "Omar Hadi", "FLK"),  # the last named is known so
    ("Abu Ruwayh al-Sahli wrote to his brother [Salim Darrow, a teacher].", "Abu Ruwayh al-Sahli", "Salim Darrow"),  # who the brother is
    ("Salim ibn Darrow came. Later Darrow spoke, an old man.", "Salim ibn Darrow", "Darrow"),  # his father
    ("The State of Sahl is old. They left Dawlat al-Nahr al-Kabira.", "State of Sahl", "Dawlat al-Nahr al-Kabira"),
    ("They named Omar Hadi, Kamal Darrow, Abu Tariq, who came late.", "Kamal Darrow", "Abu Tariq"),  # a list
    ("The Front of the Hill (FH, the Old Ones before 2006) is small.", "Front of the Hill", "Old Ones"),  # another body by the rulings
    ("The Delegated Council of Dawlat al-Sahl wrote. Dawlat al-Sahl answered.", "Delegated Council", "Dawlat al-Sahl"),
    ("Katibat al-Sahl of Miftah Darrow left. Miftah Darrow wept.", "Katibat al-Sahl", "Miftah Darrow"),  # whose it is
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
