"""Whole invented pages, by machine from the bare text: who has the floor at each place, and that names and voices agree on it.

Each row: words that stand in the page once, and a name of whoever speaks there; "@" is the page's own voice.
"""
# ruff: noqa: E501  (a paragraph of a page is one line)

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from variorum.model import Document
from variorum.reading.floor import Floor, floor_at
from variorum.reading.layers import read_layers
from variorum.reading.names import Named, read_names
from variorum.reading.syntax import parse
from variorum.reading.voices import VoiceMap, read_voices

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    # The head names writer and addressee; vocatives with a colon stand in the letter; the publisher interrupts it.
    "letter with vocatives": (
        """Captured Letter: The Quarrel Over the Salt Road

Posted on March 3, 2015 by Ilse Brandt

This letter was found in a house in Tarhuna Wells. My translation is below. It shows how far the Dawn Brigades had gone from their old sheikh.

From: Abu Hafs al-Qarawi
To: Sheikh Abu Nasr al-Dabbagh
Date: 4 February 2013

Peace be upon you and the mercy of God.

Our honourable Sheikh: may God keep you. I write to you from the Salt Road, where I have been since the autumn with forty men.

My dear sheikh: you asked me who commands here. Jibril Zahran commands, and he does not obey me any longer.

O people of patience: I swore to you before the well and I have not broken my oath.

Photo: the well at Tarhuna

I asked Jibril to come to you. He refused, and he told me that the Dawn Brigades have their own emir now, the one-eyed [i.e. Salih al-Wazzan, formerly a judge].

Your brother,
Abu Hafs al-Qarawi
""",
        {
            "It shows how far": "@",
            "where I have been since the autumn": "Abu Hafs al-Qarawi",
            "Jibril Zahran commands": "Abu Hafs al-Qarawi",
            "I have not broken my oath": "Abu Hafs al-Qarawi",
            "I asked Jibril to come": "Abu Hafs al-Qarawi",
            "[i.e. Salih al-Wazzan, formerly a judge]": "@",
        },
    ),
    # A monitor's headline names a body; its summary says who writes; excerpts are interrupted by remarks.
    "excerpts under a summary": (
        """Leaked Letter Exposes Rift In The Hill Council

On May 12, 2016, accounts close to the Hill Council published a letter said to have been sent in 2014 by Sheikh Maruf al-Tayyani, a judge of the Council, to the emir of the Lake Army, Abu Zayd al-Minqari. In the letter, Al-Tayyani complains that the Hill Council no longer consults its judges. He writes that the emir appointed his cousin without asking anybody, and he warns that the men of the north will leave.

The following are excerpts from the letter:

"I write to you as one who gave his hand when others hid theirs. I have served the Council for six years, and I was never asked where the tax of the mills went.

"You know that I did not seek this office. My brothers chose me, and I told them that I would leave it when the first lie was told."

Al-Tayyani then turns to the matter of the hostages:

"I was in the room when the order was given. I said to Abu Zayd's envoy that I will not sign it, and I did not sign it."
""",
        {
            "accounts close to the Hill Council published": "@",
            "I have served the Council": "Sheikh Maruf al-Tayyani",
            "You know that I did not seek": "Sheikh Maruf al-Tayyani",
            "I was in the room": "Sheikh Maruf al-Tayyani",
        },
    ),
    # Numbered testimony with a translator's starred notes.
    "testimony with notes": (
        """Testimony of Abu Lubaba al-Sarifi on the Fall of Birkat

Translated from a series of posts by the former quartermaster Abu Lubaba al-Sarifi. The notes are the translator's.

1. I will tell what I saw in Birkat, because those who speak on the channels saw nothing.

2. I was with the Banner Company* until the winter of 2014. Our emir was Mus'ab al-Rahhal, and I kept his books.

* The Banner Company was a unit of the Southern Front.

3. When Mus'ab fled, I carried the books to my mother's house. I know who was paid and who was not.

4. I have said to everyone who asked me that Mus'ab sold the guns to the Lake Army.
""",
        {
            "because those who speak on the channels": "Abu Lubaba al-Sarifi",
            "I kept his books": "Abu Lubaba al-Sarifi",
            "was a unit of the Southern Front": "@",
            "I know who was paid": "Abu Lubaba al-Sarifi",
        },
    ),
    # A statement in which a body says we; a person signs for it.
    "statement of a body": (
        """In the Name of God

The Free Herders Union
Statement No. 14
Date: 9 June 2017

We, the Free Herders Union, announce to our people that we have left the Coalition of the Wells. We were not asked when the truce was signed, and we do not recognise it.

Our commander Daud Hirsi was dismissed by the Coalition, and we have confirmed him in his post.

The Free Herders Union
""",
        {
            "We were not asked": "Free Herders Union",
            "we have confirmed him": "Free Herders Union",
        },
    ),
    # Badly translated letter: From without a colon, a body as sender, "we" and "our".
    "badly translated letter of a council": (
        """In the Name of ALLAH the Compassionate

From: the Council of Deputies of the Orchard Movement
To : the brother the honoured Abu Kinan al-Barzi, amir of the River Sector

Subject : the answer to your paper

Assalamu alaikum. And after: reached to us your paper and we read it, and we were sad of what in it.

Our noble brother: we did not send Hatim Sallum to you for the judging between you, but we sent him for the hearing only.

And we say to you that the Orchard Movement did not order the entering to Nahr Sabt, and who ordered it he is alone the responsible.

Your brothers in the Council of Deputies
""",
        {
            "we were sad of what in it": "Council of Deputies",
            "we sent him for the hearing": "Council of Deputies",
            "did not order the entering": "Council of Deputies",
        },
    ),
    # An interview whose labels are names first, and the interviewee's short name later.
    "interview": (
        """"We Were Never Their Branch": A Talk With Nadia Ferro

By Tom Arkell

Nadia Ferro was a spokeswoman of the Estuary Front until 2012. She spoke to us in Port Cassel.

Arkell: When did you join the Estuary Front?

Ferro: I joined in 2003, after my brother was killed in Lomas.

Arkell: Did the Front obey the Northern Directorate?

Ferro: Never. I sat in the room when Marco Quill refused the order. The Directorate expelled him later.

Arkell: And who leads it now?

Ferro: I do not know. They say that Quill is in prison.
""",
        {
            "after my brother was killed": "Nadia Ferro",
            "I sat in the room": "Nadia Ferro",
            "was a spokeswoman of the Estuary Front": "@",
        },
    ),
    # Questions and answers; the witness is named in the head of the hearing.
    "hearing": (
        """Special Court for Marrow Bay, Case 9, transcript of the testimony of Captain Petra Lund, 11 March 2004

Q. Did you see Colonel Varga at the quarry?
A. I saw him there on the second day, with men of the Border Guard.
Q. Who commanded the Border Guard?
A. Major Illes did. I heard Varga give him the order.
Q. Were you alone?
A. I was with my sister.
""",
        {"I heard Varga give him": "Petra Lund", "with men of the Border Guard": "Petra Lund"},
    ),
    # A speech printed by an agency: the introduction says who presents himself.
    "speech": (
        """Rebel Chief Speaks From The Hills

TARMAK (Agency) - A recording was broadcast on Monday by a local station. In it a man who presents himself as Osman Keli, head of the Tarmak Volunteers, addresses the people of the coast. The full text of the speech follows:

People of the coast! I come to you without a rifle. I have fought for nineteen years, and I have buried two brothers.

My comrades: the Volunteers will not go back to the Ministry. I told the Minister in March that we have dissolved the northern companies.

O soldiers: whoever leaves his post tonight is my guest.
""",
        {
            "addresses the people of the coast": "@",
            "I have fought for nineteen years": "Osman Keli",
            "I told the Minister in March": "Osman Keli",
            "is my guest": "Osman Keli",
        },
    ),
    # A letter of a son, quoted whole and signed with initials only; the introduction says whose it is.
    "letter from a son": (
        """The Lighthouse Papers, No. 22

Among the papers is a letter from Ruben Aske to his mother, written in the camp at Fjordheim in the winter of 1944. We give the full text.

"Dear mother: I am alive. They took us from the mill on Tuesday, and I saw Lars Holm among those who guarded us.

"I was told that the Guard of the North has a new chief, one Brandvold. He struck me. Do not tell father.

"Your son, R."
""",
        {"I saw Lars Holm among": "Ruben Aske", "the Guard of the North has a new chief": "Ruben Aske"},
    ),
    # An article: quotations by "he said", no printed document at all; the page speaks everywhere.
    "article": (
        """The Three Deaths of Emir Salim

By Greta Voss

Salim al-Hadidi was declared dead three times. The Red Plain Brigade announced it first: in May 2011 its spokesman said that he had been killed at Umm Tuwal.

Background: The Brigade was founded in 2008 by Salim and his cousin Rashid. It swore allegiance to the Steppe Emirate a year later.

Conclusion: Nobody has shown a grave. The Emirate has never denied that he lives.
""",
        {"was declared dead three times": "@", "The Brigade was founded": "@", "Nobody has shown a grave": "@"},
    ),
    # A statement by two lines of heading, "Statement by X", in which X says I and mentions other bodies more often than himself.
    "personal statement": (
        """Statement by Colonel Idris Maro on His Departure From the Salvation Army of the Delta

Published 2 August 1998

I, Colonel Idris Maro, declare that from today I am no longer a member of the Salvation Army of the Delta. The Salvation Army of the Delta has become the property of one family.

I was among its founders. General Bako appointed me in 1991, and I obeyed him until he sold our prisoners to the Federal Police.

I call on my soldiers to stay in their villages.

Colonel Idris Maro
""",
        {"has become the property of one family": "Colonel Idris Maro", "I was among its founders": "Colonel Idris Maro"},
    ),
    # The publisher prints two letters; each has its own head.
    "two letters": (
        """Two Letters From The Winter Quarrel

The first letter was sent in December, the second is the answer to it. Both were sold to this journal by a courier.

From: Captain Yoram Stell
To: Major Edda Krone
Date: 3 December 1921

Major, I have not received the rifles that you promised me. My men are barefoot, and Bosko has gone over to the Greens.

Your servant,
Yoram Stell

From: Major Edda Krone
To: Captain Yoram Stell
Date: 19 December 1921

Captain, I promised you nothing. I have told the Council that you lost the rifles at Dunmere, and I shall say it again.

Edda Krone
""",
        {"Both were sold": "@", "My men are barefoot": "Captain Yoram Stell", "I promised you nothing": "Major Edda Krone"},
    ),
    # A chat intercept with call signs.
    "intercept": (
        """Signals bulletin 44, intercept of 6 May 1999, voices identified as FALCON and MILLER

FALCON: Is Dragan with you?
MILLER: He left at noon. I sent him to the bridge.
FALCON: Who commands there?
MILLER: Vesna does. She took it from the Tigers.
""",
        {"I sent him to the bridge": "MILLER", "She took it from the Tigers": "MILLER", "Is Dragan with you": "FALCON"},
    ),
    # A blog that translates: its commentary, captions and notes are one voice.
    "translating blog": (
        """The Oath At Kafr Zayn: A Document

Posted on July 9, 2014 by Piet Olthof

Below is a statement by Abu Suhayb al-Jarmi, a judge of the Rock Emirate. My translation is below, with notes.

In the name of God.

I, Abu Suhayb al-Jarmi, bear witness that Hamza al-Turki came to us in Kafr Zayn and gave his hand to our emir[1]. I wrote the paper of the oath, and I was its witness.

Whoever says that he was forced is a liar, for I asked him three times.

Abu Suhayb al-Jarmi

[1] The emir at the time was Abu Talut.
""",
        {
            "I wrote the paper of the oath": "Abu Suhayb al-Jarmi",
            "for I asked him three times": "Abu Suhayb al-Jarmi",
            "The emir at the time": "@",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A page with its floors, names and voices."""

    text: str
    floors: tuple[Floor, ...]
    named: Named
    voices: VoiceMap


@cache
def read(page: str) -> Read:
    text = PAGES[page][0]
    document = Document("d", "0" * 64, chars=len(text))
    layers = read_layers(text, document)
    sentences = tuple(s for layer in layers if layer.kind != "boilerplate" for s in parse(text, layer.start, layer.end))
    named = read_names(text, layers, sentences, (), document)
    voices = read_voices(text, layers, sentences, named, document, floors=named.floors)
    return Read(text, named.floors, named, voices)


def names_of(found: Read, key: str) -> set[str]:
    return {n.text for e in found.named.entities if e.key == key for n in e.names}


@pytest.mark.parametrize(("page", "words"), [(p, w) for p, (_, expected) in PAGES.items() for w in expected])
def test_whose_words_a_place_of_a_page_is(page: str, words: str) -> None:
    found = read(page)
    assert found.text.count(words) == 1
    at = found.text.index(words)
    wanted, voice = PAGES[page][1][words], found.voices.chain(at, at + len(words))[-1].voice
    if wanted == "@":
        assert voice.startswith("@")
    else:
        assert wanted in names_of(found, voice), (voice, names_of(found, voice))


@pytest.mark.parametrize("page", PAGES)
def test_names_and_voices_agree_on_who_speaks(page: str) -> None:
    """ "I" outside of quotations inside a document is the entity whose voice the document has."""
    found = read(page)
    for m in found.named.mentions:
        floor = floor_at(found.floors, m.start)
        if m.text.lower() not in {"i", "me", "my"} or m.entity is None or floor is None or floor.voices[-1].startswith("@"):
            continue
        assert found.voices.turn(m.start).speakers == floor.voices
        if not any(s.verbatim for s in found.voices.holding(m.start, m.end)):
            assert m.entity == floor.voices[-1]
