"""Where sentences end: abbreviations, initials, quotes, notes, lists, headings, wrapped lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.reading.syntax.sentences import LONGEST, split

# (text, its sentences); what is special stands above each row.
TABLE = [
    ("He left. She stayed.", ["He left.", "She stayed."]),
    # A rank, an initial, a reference, a case.
    ("Gen. Harlan met M. R. Durnova. See no. 14, p. 3.", ["Gen. Harlan met M. R. Durnova.", "See no. 14, p. 3."]),
    ("The case of Harlan v. Durnova was heard. It failed.", ["The case of Harlan v. Durnova was heard.", "It failed."]),
    # An abbreviation at the end, and the same one inside.
    ("He went to the U.S. The others stayed.", ["He went to the U.S.", "The others stayed."]),
    ("The U.S. Army came at 9 a.m. on Friday.", ["The U.S. Army came at 9 a.m. on Friday."]),
    ("We heard Officer R. We do not believe him.", ["We heard Officer R.", "We do not believe him."]),
    # Quotes: the sentence goes on in lower case, or ends inside them.
    ('"Where is he?" asked the judge. "Gone."', ['"Where is he?" asked the judge.', '"Gone."']),
    ("“We swore.” He wept.", ["“We swore.”", "He wept."]),
    # Footnote numbers and translator's stars stay with the sentence that they follow.
    ("I was wrong.[1] He was right. [2] They lied.** So did we.", ["I was wrong.[1]", "He was right. [2]", "They lied.**", "So did we."]),
    ("[1] Letter, p. 4. [2] Memoir, p. 9.", ["[1] Letter, p. 4.", "[2] Memoir, p. 9."]),
    # A name may open a sentence with its article in lower case; other small letters may not.
    ("They fled. al-Sarati stayed.", ["They fled.", "al-Sarati stayed."]),
    ("The book (publ. in May) was banned.", ["The book (publ. in May) was banned."]),
    # Numbered lines, letters, bullets.
    ("1. He swore.\n2. He fled\n3) He died", ["1. He swore.", "2. He fled", "3) He died"]),
    ("(a) met him;\n(b) paid him;\n– hid him", ["(a) met him;", "(b) paid him;", "– hid him"]),
    # A letterhead and a heading have no full stops.
    (
        "MINISTRY OF SUPPLY\nNo. 41/s\n12 March 1987\n\nSir,\nwe came.",
        ["MINISTRY OF SUPPLY", "No. 41/s", "12 March 1987", "Sir,\nwe came."],
    ),
    (
        "From: the Council of the Northern Provinces in Exile\nTo: the Governor",
        ["From: the Council of the Northern Provinces in Exile", "To: the Governor"],
    ),
    ("The quarrel\n\nIt began in May.", ["The quarrel", "It began in May."]),
    # Prose wrapped at a width runs on, also before a capital; a line that ends early is meant.
    (
        "The council of the northern districts had sent its answer to Colonel\nHarlan by the evening of the same day, and he\nread it aloud.",
        [
            "The council of the northern districts had sent its answer to Colonel\nHarlan by the evening of the same day, and he\nread it aloud."
        ],
    ),
    # An initial at the start of a wrapped line is not the letter of a list.
    (
        "The council of the northern districts had sent its answer to Mister\nJ. Harlan by the evening, and he read it aloud to all.",
        ["The council of the northern districts had sent its answer to Mister\nJ. Harlan by the evening, and he read it aloud to all."],
    ),
    # Codes have points without spaces.
    ("Listed as TS.i.031. Amended.", ["Listed as TS.i.031.", "Amended."]),
    ("He left.The rest stayed.", ["He left.", "The rest stayed."]),
    # Dots of omission.
    ("They came... and went … away. Then … nothing.", ["They came... and went … away.", "Then … nothing."]),
    ("He waited... The door opened.", ["He waited...", "The door opened."]),
    ("Really?! Yes. (No.) Well.", ["Really?!", "Yes.", "(No.)", "Well."]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[s[0][0] : s[-1][1]] for s in split(text)] == expected


def test_a_name_is_not_cut() -> None:
    text = "They obeyed St. Peter\n\nMilitia Ltd. The end."
    at = text.index("St.")
    assert len(list(split(text))) == 3
    cut = list(split(text, names=[(at, text.index(" The"))]))
    assert [text[s[0][0] : s[-1][1]] for s in cut] == ["They obeyed St. Peter\n\nMilitia Ltd.", "The end."]


def test_text_without_a_full_stop_is_cut_to_bounded_sentences_at_commas() -> None:
    text = "one two three four five six seven, " * 5000
    sentences = list(split(text))
    assert max(map(len, sentences)) <= LONGEST
    assert all(text[s[-1][0]] == "," for s in sentences)


@given(st.text(max_size=300))
def test_nothing_is_lost_by_splitting(text: str) -> None:
    tokens = [t for s in split(text) for t in s]
    assert tokens == sorted(tokens) and all(a < b for a, b in tokens)
    covered = {k for a, b in tokens for k in range(a, b)}
    assert all(k in covered for k, c in enumerate(text) if c.isalnum())
