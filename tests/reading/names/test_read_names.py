"""Names, descriptions and pronouns of small texts, and the laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Document, Layer, LayerKind
from variorum.model.entity import EntityType
from variorum.reading.dates import read_dates
from variorum.reading.names import Named, read_names
from variorum.reading.read import read_by_rules
from variorum.reading.syntax import parse


def read(text: str) -> Named:
    layers = (Layer(LayerKind.COMMENTARY, 0, len(text)),)
    return read_names(text, layers, parse(text, 0, len(text)), (), Document("d", "0" * 64, chars=len(text)))


def entity_of(named: Named, mention: str, nth: int = 0) -> str | None:
    return [m for m in named.mentions if m.text == mention][nth].entity


# (text, name, type): what a name names, by its own words or by the words around it
TYPES = [
    ("Abu Harith al-Dawri was killed in 2006.", "Abu Harith al-Dawri", "person"),  # kunya with nisba
    ("The letter was sent by Sheikh Talib Marzuq.", "Talib Marzuq", "person"),  # title
    ("It was Gitinov M. R. who opened the door.", "Gitinov M. R.", "person"),  # surname before initials
    ("He met Comandante Rivas on the road.", "Rivas", "person"),  # Spanish rank
    ("The Northern Mountain Front rejected the offer.", "Northern Mountain Front", "organisation"),  # English head word last
    ("Fighters of Jaysh al-Nahr entered the city.", "Jaysh al-Nahr", "organisation"),  # Arabic head word first
    ("He joined the Ministry of Roads and Bridges.", "Ministry of Roads and Bridges", "organisation"),  # aims joined by "and"
    ("The Frente Popular Andino split.", "Frente Popular Andino", "organisation"),  # Spanish head word first
    ("They marched to the town of Derkent.", "Derkent", "place"),  # "the town of"
    ("He was born in Egypt.", "Egypt", "place"),  # a country
    ("Liwa al-Nahr left.", "Liwa al-Nahr", "organisation"),  # a head word that is also a rank
    ("They read the magazine al-Manzil al-Kabir there.", "al-Manzil al-Kabir", "work"),  # what kind of thing it is stands before it
    ("Fawj al-Nahr split and its men fled.", "Fawj al-Nahr", "organisation"),  # a romanised head word
    ("He was sent to Dayr Hadi to mediate. They took Dayr Hadi.", "Dayr Hadi", "place"),  # another one, however often it stands
    ("Anton Vesk died. Anton Vesk was 60. He fled to Sarqa and was arrested in Sarqa.", "Sarqa", "place"),  # by its surroundings alone
    ("He was seen at Umm Darwaza and fled from Umm Darwaza to sleep near Umm Darwaza.", "Umm Darwaza", "place"),  # not a woman's name
    ("First came a group calling itself Black Signal.", "Black Signal", "organisation"),  # "itself"
    ("The story was launched by Nido, the Emirate's media office.", "Nido", "organisation"),  # a longer apposition
    ("He read “A Lamp in the Valley” to us.", "A Lamp in the Valley", "work"),  # a title in quotation marks
    ("He answered in a speech, “On the Keeping of Vows”, in May.", "On the Keeping of Vows", "work"),  # begins with a small word
    ("His first message, “The Keys of the Valley”, was short.", "The Keys of the Valley", "work"),  # what it is stands before it
    ("In her book, The Slate and the Reed, Hadi swears.", "The Slate and the Reed", "work"),  # without marks
    ("He read Anton Vesk's The Rain on the River, of 2009.", "The Rain on the River", "work"),  # behind its owner
    ("They met “the Council of the Valley” in May.", "Council of the Valley", "organisation"),  # a quoted body
    ("JF's spokesman cited Nido, JF's media office, at once.", "Nido", "organisation"),  # an apposition that an acronym owns
    ("In May the channel Nido spoke of it.", "Nido", "organisation"),  # what kind of body it is stands before it
    ("He wrote it in an article in Nido, and left.", "Nido", "work"),  # what an article is in
    ("The statement (Exhibit P-17) was read.", "Exhibit P-17", "work"),  # a paper of a court
    ("They hid in the Qarun Valley for weeks.", "Qarun Valley", "place"),  # head word
    ("He followed the Yavar delta for years.", "Yavar", "place"),  # a land behind the article
    ("He fled from Tamzir's army in May.", "Tamzir", "place"),  # what a country has
    ("This is a conversation with Tamir Zukhari of the river.", "Tamir Zukhari", "person"),  # who is asked
    ("The author of A Reply to the Miller of Marsan, Omar Hadi, left.", "A Reply to the Miller of Marsan", "work"),  # opens as a paper
    ("They wept over his Open Word to the Miller's Son, and left.", "Open Word to the Miller's Son", "work"),
    ("His Open Word to the Miller's Son was stern enough.", "Open Word to the Miller's Son", "work"),
    ("He sent his Brigade to the Valley Council and left.", "Valley Council", "organisation"),  # no paper
    ("In May they spoke about Cabdinuur Harti and left.", "Cabdinuur Harti", "person"),  # a first name in Somali spelling
    ("It stood on the blog of Tamir Zukhari for years.", "Tamir Zukhari", "person"),  # whose paper it is
    ("They burnt two hundred copies of al-Mirat in May.", "al-Mirat", "work"),  # what has copies
    ("He wept over issue 41 of al-Mirat in May.", "al-Mirat", "work"),
    ("He burnt a chapter of his al-Mirat in May.", "al-Mirat", "work"),
]


@pytest.mark.parametrize(("text", "name", "kind"), TYPES)
def test_a_name_has_the_type_that_its_words_say(text: str, name: str, kind: str) -> None:
    found = {n.text: e.type for e in read(text).entities for n in e.names}
    assert found.get(name) is EntityType(kind), found


# (text, mention, which of its appearances, mention of the same bearer)
SAME = [
    # a surname after the full name
    ("Aslan Temirov left the town. Temirov was ill.", "Temirov", "Aslan Temirov"),
    # a bracketed acronym, used later alone
    ("The Mountain Front (MF) met in May. The MF then split.", "The MF", "The Mountain Front"),
    # the head word alone
    ("The Mountain Front met in May. Later the Front split.", "the Front", "The Mountain Front"),
    # a kunya in brackets
    ("Salih al-Muzani (Abu Hurayth) took command. Abu Hurayth was young.", "Abu Hurayth", "Salih al-Muzani"),
    # "better known as"
    ("Nasir al-Dhubi, better known as Abu Safwan, founded it. Abu Safwan paid.", "Abu Safwan", "Nasir al-Dhubi"),
    # two transliterations
    ("Muhammad al-Qurayshi spoke. Then Mohammed al-Koreishi left.", "Mohammed al-Koreishi", "Muhammad al-Qurayshi"),
    # a pronoun as subject of the next sentence
    ("Omar Hadi commanded the brigade. He was killed in 2006.", "He", "Omar Hadi"),
    # a woman's name and "she"
    ("Omar Hadi met Fatima Nuri. She refused.", "She", "Fatima Nuri"),
    # a body and "its"
    ("The Mountain Front lost its camp.", "its", "The Mountain Front"),
    # a predicate noun after a verb of making, and after "as"
    ("Omar Hadi was appointed its emir.", "its emir", "Omar Hadi"),
    ("Omar Hadi served as its spokesman.", "its spokesman", "Omar Hadi"),
    ("They named Omar Hadi as their leader.", "their leader", "Omar Hadi"),
    # a description and a name in brackets
    ("They left your branch (The Northern Column) there.", "your branch", "The Northern Column"),
    # a mere word for a body before its name
    ("The Mizan Front met. Men joined the group of the Mizan Front.", "the group of the Mizan Front", "The Mizan Front"),
    # a name before what he was born as
    ("Abu Safwan al-Harfi was born Anton Vesk in Derkent. Vesk read law.", "Anton Vesk", "Abu Safwan al-Harfi"),
    # an editor completes a name
    ("They met Omar [al-Hadi, the judge] there.", "al-Hadi", "Omar"),
    # apposition in editorial brackets
    ("They met Omar Hadi [the spokesman of the Front] there.", "the spokesman of the Front", "Omar Hadi"),
    # apposition
    ("Omar Hadi, a fuel trader from Derkent, refused.", "a fuel trader from Derkent", "Omar Hadi"),
    # what is listed under a label of an official list
    ("Name: Omar Hadi. A.k.a.: a) Abu Safwan b) Anton Vesk. Born: 1970.", "Anton Vesk", "Omar Hadi"),
    ("(a) The Mountain Front (other names: Jabhat al-Jabal), led by Omar Hadi.", "Jabhat al-Jabal", "The Mountain Front"),
    # a name in another language, which looks like a man's, in brackets behind a body
    ("The Straits Brigade (Briged Selat) burned the boats.", "Briged Selat", "The Straits Brigade"),
    # a gloss between quotation marks, and one with a title
    ('Elena Sarti, "Nora", kept the keys.', "Nora", "Elena Sarti"),
    ('Tomas Verdial ("Comandante Sete") denies it.', "Comandante Sete", "Tomas Verdial"),
    # what is said of him stands before the other name
    ("It was founded by Rengga Wiramala, a dismissed surveyor better known as Kakak Tua.", "Kakak Tua", "Rengga Wiramala"),
    ("They obeyed Daud Tumonggo, the emir, also known as Harimau Laut.", "Harimau Laut", "Daud Tumonggo"),
    # whoever calls him so
    ("Basir Pulungo, whom the fishermen call Si Minyak, built it.", "Si Minyak", "Basir Pulungo"),
    ("Daud Tumonggo, whose kunya is Abu Rasyid al-Lembayani, led it.", "Abu Rasyid al-Lembayani", "Daud Tumonggo"),
    # a pronoun that is given a name
    ("Miqdam al-Jabali kept the books. His real name was Sami Farrash.", "Sami Farrash", "Miqdam al-Jabali"),
    ("Anton Vesk came in 2010. He took the name Abu Zubayr al-Turki.", "Abu Zubayr al-Turki", "Anton Vesk"),
    # an initial for the one whose name begins so
    ("Samira Belkhodar read the files. S. Belkhodar doubts it.", "S. Belkhodar", "Samira Belkhodar"),
    # a place without the word that says that it is one
    ("They sailed to Maloi Bay. In Maloi nobody spoke.", "Maloi", "Maloi Bay"),
    # a witness by his number
    ("Salih Hadi (PW3) was the treasurer. On this PW3 was silent.", "PW3", "Salih Hadi"),
    # what somebody was at another time
    ("They met Omar Hadi, later the founder of the Mountain Front, in May.", "the founder of the Mountain Front", "Omar Hadi"),
    ("Omar Hadi is now an officer of the Mountain Front.", "an officer of the Mountain Front", "Omar Hadi"),
    # what is closed by a bracket or a participle
    ("They met Omar Hadi, the commander of the Mountain Front (MF).", "the commander of the Mountain Front", "Omar Hadi"),
    # the relative pronoun
    ("Omar Hadi, who led the raid, fled.", "who", "Omar Hadi"),
]


# (text, two mentions that must not be taken for one bearer)
APART = [
    # where a man belongs to, in brackets
    ("Omar Hadi (Mountain Front) refused.", "Omar Hadi", "Mountain Front"),
    # a list of names between quotation marks
    ('They read "Nora", "Elena" and "Sarti" aloud.', "Nora", "Elena"),
    # what one that is named before a label is not: whoever stands behind the sentence
    ("Name: Omar Hadi. A.k.a.: Abu Safwan. Founded by Nasir Dhubi.", "Nasir Dhubi", "Omar Hadi"),
    # two whose names begin so
    ("Samira Belkhodar and Salim Belkhodar read it. S. Belkhodar doubts it.", "S. Belkhodar", "Salim Belkhodar"),
    # a place of its own
    ("They went to East Derkent. In Derkent nobody spoke.", "Derkent", "East Derkent"),
    # a body under its earlier name is another by the rulings on lineages
    ("The Mountain Front, formerly known as Jabhat al-Wadi, met.", "Jabhat al-Wadi", "The Mountain Front"),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_two_mentions_mean_two_bearers(text: str, one: str, other: str) -> None:
    named = read(text)
    assert entity_of(named, one) != entity_of(named, other)


@pytest.mark.parametrize(("text", "mention", "same"), SAME)
def test_two_mentions_mean_the_same_bearer(text: str, mention: str, same: str) -> None:
    named = read(text)
    last = [m for m in named.mentions if m.text == mention][-1]
    assert last.entity is not None
    assert last.entity == entity_of(named, same), [(m.text, m.entity) for m in named.mentions]


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Two of them fled to Derkent.", "Two of them", "organisation"),
        ("Most of the fighters left him.", "Most of the fighters", "organisation"),
        ("One of the four fighters fled.", "One of the four fighters", "person"),
    ],
)
def test_a_part_of_a_body_is_somebody(text: str, mention: str, kind: str) -> None:
    named = read(text)
    key = entity_of(named, mention)
    assert [e.type for e in named.entities if e.key == key] == [EntityType(kind)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They wrote a letter of Tuesday to Omar Hadi.", "a letter of Tuesday"),
        ("He has four hundred men in the valley.", "four hundred men"),
        ("Some forty commanders met.", "Some forty commanders"),
        ("Mas'ud told me that Abu Hadi's driver had fled.", "Abu Hadi's driver"),  # "that" begins the clause
    ],
)
def test_a_description_is_known_by_its_whole_words(text: str, name: str) -> None:
    assert name in {n.text for e in read(text).entities for n in e.names}


def test_the_date_of_a_work_is_part_of_its_description() -> None:
    text = "He renewed it in the speech of November 21, 2015. They read a letter dated 3 May 2014."
    layers = (Layer(LayerKind.COMMENTARY, 0, len(text)),)
    dates = read_dates(text, [(0, len(text))], published=None)
    named = read_names(text, layers, parse(text, 0, len(text)), dates, Document("d", "0" * 64, chars=len(text)))
    assert {"the speech of November 21, 2015", "a letter dated 3 May 2014"} <= {n.text for e in named.entities for n in e.names}


def test_the_place_of_a_dateline_is_doubtful() -> None:
    named = read("DERKENT, May 3 - Omar Hadi left Sarqa. He went to Sarqa again.")
    assert [k for k in named.doubtful if "derkent" in k] == ["derkent"]
    assert not any("sarqa" in k for k in named.doubtful)


def test_a_wing_in_a_land_is_not_its_parent() -> None:
    named = read("Al-Harf in the Two Valleys left al-Harf in 2012. Omar Hadi leads al-Harf in the Two Valleys.")
    assert entity_of(named, "al-Harf in the Two Valleys") != entity_of(named, "al-Harf")


def _noted(body: str, note: str) -> Named:
    text = f"{body}\n\n{note}"
    at = body.index("*")
    layers = (Layer(LayerKind.COMMENTARY, 0, len(body) + 2), Layer(LayerKind.NOTE, len(body) + 2, len(text), anchor=at))
    sentences = tuple(s for x in layers for s in parse(text, x.start, x.end))
    return read_names(text, layers, sentences, (), Document("d", "0" * 64, chars=len(text)))


def test_a_note_speaks_of_the_name_at_its_anchor() -> None:
    named = _noted("Omar Hadi* met Anton Vesk.", "* He is the writer.")
    assert entity_of(named, "He") == entity_of(named, "Omar Hadi")
    named = _noted("Abu Nizar* met Anton Vesk.", "* This is Omar Hadi of Derkent.")
    assert entity_of(named, "Omar Hadi") == entity_of(named, "Abu Nizar")


@pytest.mark.parametrize(
    ("note", "one"),
    [
        ("* Omar Hadi, from Derkent, envoy until 2013.", True),
        ("* Omar Hadi (Abu Said), the judge's brother, died later.", True),
        ("* Omar Hadi, The House with Two Doors, p. 12.", False),  # a writer is cited
        ("* Omar Hadi, a historian, thinks that he was a clerk.", False),  # a writer says something
    ],
)
def test_a_note_that_opens_with_a_name_and_who_that_is_names_whom_it_is_about(note: str, one: bool) -> None:
    named = _noted("They met Abu Nizar* in May.", note)
    assert (entity_of(named, "Omar Hadi") == entity_of(named, "Abu Nizar")) is one


def test_two_brothers_do_not_become_one_by_their_surname() -> None:
    named = read("Khalid Sarapuda met Jalil Sarapuda. Then Sarapuda left.")
    assert entity_of(named, "Khalid Sarapuda") != entity_of(named, "Jalil Sarapuda")


def test_a_stated_alias_is_kept_with_its_clause() -> None:
    text = "They met Nasir al-Dhubi (Abu Safwan) there."
    (alias,) = read(text).aliases
    assert (alias.name, text[alias.start : alias.end]) == ("Abu Safwan", "Nasir al-Dhubi (Abu Safwan)")


def test_words_that_begin_sentences_are_no_names() -> None:
    assert not read("However, nobody came. Perhaps it rained. Yesterday was worse.").entities


def test_an_unresolved_pronoun_is_kept_and_counted() -> None:
    named = read("She never came back.")
    assert [m.entity for m in named.mentions] == [None]
    assert [u.kind for u in named.unread] == ["mention unresolved"]


_PIECES = st.lists(
    st.sampled_from(
        [
            "Abu",
            "Omar",
            "al-Hadi",
            "the",
            "Front",
            "(MF)",
            ",",
            ".",
            "\n\n",
            "who",
            "his",
            "'s",
            '"',
            "of",
            "and",
            "known as",
            "MF",
            "was",
            "a trader",
            "[",
            "]",
            "1.",
        ]
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), _PIECES.map(" ".join)))
def test_laws_hold_for_any_text(text: str) -> None:
    """Offsets are exact, keys unique, every mention's bearer exists, and reading twice gives the same."""
    named = read(text)
    assert all(text[m.start : m.end] == m.text and m.start < m.end for m in named.mentions)
    keys = [e.key for e in named.entities]
    assert len(keys) == len(set(keys))
    assert {m.entity for m in named.mentions} - {None} <= set(keys)
    assert {a.entity for a in named.aliases} <= set(keys)
    assert all(n.text in text for e in named.entities for n in e.names)
    assert list(named.mentions) == sorted(named.mentions, key=lambda m: (m.start, -m.end))
    assert named == read(text)


# (text, the description, whom it means): what the text itself says by a name beside it
BESIDE = [
    ("It was founded by a lecturer in theology, Anton Vesk.", "a lecturer", "Anton Vesk"),  # a complement between them
    ("Anton Vesk (Antun Weshk), a former clerk of Sarqa, left.", "a former clerk of Sarqa", "Anton Vesk"),  # a bracket between them
    ("He blamed the men of the drum [Jaysh al-Nahr, for its music].", "the men of the drum", "Jaysh al-Nahr"),  # a translator's gloss
    ("The addressee is Anton Vesk.", "The addressee", "Anton Vesk"),  # the name behind "is"
    ("Its armed wing was Jaysh al-Nahr, by then.", "Its armed wing", "Jaysh al-Nahr"),  # of a body as well
]


@pytest.mark.parametrize(("text", "description", "name"), BESIDE)
def test_a_description_means_whom_the_text_names_beside_it(text: str, description: str, name: str) -> None:
    named = read(text)
    assert entity_of(named, description) == entity_of(named, name) is not None


@pytest.mark.parametrize(
    ("text", "description", "name"),
    [
        ("The addressee is Anton Vesk's brother.", "The addressee", "Anton Vesk"),  # an owner
        ("The addressee is not Anton Vesk.", "The addressee", "Anton Vesk"),  # denied
        ("The addressees (Anton Vesk among them) left.", "The addressees", "Anton Vesk"),  # one of several
        ("The supporters of Jaysh al-Nahr (the River Army) left.", "The supporters of Jaysh al-Nahr", "Jaysh al-Nahr"),  # another's bracket
    ],
)
def test_a_description_does_not_mean_every_name_behind_it(text: str, description: str, name: str) -> None:
    named = read(text)
    assert entity_of(named, description) != entity_of(named, name)


# (text, what it is called with the clause that tells who is meant)
CLAUSES = [
    ("They paid a smuggler who had worked in Sarqa.", "a smuggler who had worked in Sarqa"),
    ("They read a letter smuggled out of the fort, and wept.", "a letter smuggled out of the fort"),
    ("They fed the officers whom Anton Vesk had sent, and left.", "the officers whom Anton Vesk had sent"),
]


@pytest.mark.parametrize(("text", "called"), CLAUSES)
def test_a_description_is_known_with_and_without_its_clause(text: str, called: str) -> None:
    named = read(text)
    names = next(names for e in named.entities if called in (names := {n.text for n in e.names}))
    assert " ".join(called.split()[:2]) in names


def test_a_clause_behind_a_comma_does_not_say_who_is_meant() -> None:
    assert {n.text for e in read("They paid a smuggler, who left.").entities for n in e.names} == {"a smuggler"}


# (text, description, which of its kind, mention that it means or not, whether it does)
WHOM = [
    ("Anton Vesk, always called the Doctor, fled. They wrote to the Doctor.", "the Doctor", 0, "Anton Vesk", True),
    ("Anton Vesk, known as the Doctor, fled. They wrote to the Doctor.", "the Doctor", 1, "Anton Vesk", True),
    ("Anton Vesk, who called the doctor, fled.", "the doctor", 0, "Anton Vesk", False),  # he did the calling
    ("Anton Vesk died. Milo Harn never met the man.", "the man", 0, "Milo Harn", False),  # the subject of the same clause
    ("Anton Vesk died. They buried the man.", "the man", 0, "Anton Vesk", True),
    ("Anton Vesk came. I was ill, and they buried the man.", "the man", 0, "I", False),  # who says I
]


@pytest.mark.parametrize(("text", "description", "nth", "mention", "same"), WHOM)
def test_whom_a_description_means(text: str, description: str, nth: int, mention: str, same: bool) -> None:
    named = read(text)
    assert (entity_of(named, description, nth) == entity_of(named, mention)) is same


@pytest.mark.parametrize(("ending", "signs"), [("Your brother", True), ("Your brother came.", False)])
def test_your_brother_at_the_end_of_a_letter_is_who_wrote_it(ending: str, signs: bool) -> None:
    text = f"From Anton Vesk to Milo Harn\n\nPeace be upon you. I have read your letter and I wait for you.\n\n{ending}\n"
    found = {m.text: m.entity for m in read_by_rules(Document("d", "0" * 64, chars=len(text)), text).mentions}
    assert found["I"] is not None
    assert (found["Your brother"] == found["I"]) is signs
